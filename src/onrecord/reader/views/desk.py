"""Behind the sign-in: signing in, the queue, and what keeps a site going."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from starlette.exceptions import HTTPException

from onrecord.errors import SiteError
from onrecord.formats.view import Extent
from onrecord.reader import addresses, settings
from onrecord.reader.discussion import State
from onrecord.reader.forms import SESSION, Cookie, Moved, Plain, limited, own_path
from onrecord.reader.languages import CODES
from onrecord.reader.members import SCOPES, SESSION_DAYS, Member, Role
from onrecord.reader.web import Asked, Shown, missing

__all__ = [
    "backup",
    "change_article",
    "change_feeds",
    "change_members",
    "change_settings",
    "change_stories",
    "change_tokens",
    "decide",
    "desk",
    "enter",
    "feeds",
    "jobs",
    "letters",
    "mail",
    "members",
    "preview",
    "queue",
    "show_article",
    "show_enter",
    "show_settings",
    "show_sign_in",
    "sign_in",
    "sign_out",
    "stories",
    "tokens",
]

_CHOSEN = 200  # things that are decided at once, at most


def _member(asked: Asked) -> Member:
    if asked.member is None:
        raise HTTPException(403)
    return asked.member


def _done(path: str, told: str = "done") -> Moved:
    return Moved(f"{path}?told={told}")


def _numbers(values: Iterable[str]) -> list[int]:
    found = (addresses.number_in(one) for one in values)
    return [one for one in found if one is not None][:_CHOSEN]


def _one(asked: Asked, name: str) -> int:
    found = addresses.number_in(asked.value(name).strip())
    if found is None:
        raise SiteError(f"{name}: a number")
    return found


def show_sign_in(asked: Asked) -> Shown:
    """The form for signing in."""
    return Shown(
        "desk_sign_in.html.j2", {"to": own_path(asked.query.get("to", "/desk")), "bad": False}
    )


def sign_in(asked: Asked) -> Moved | Shown:
    """Sign in; wrong ones are limited by address and by login."""
    # By address and login together: nobody is to keep somebody else out by guessing.
    limited(asked, "sign in", 30, 600)
    limited(asked, "sign in as", 10, 600, who=f"{asked.by} {asked.value('login').strip().lower()}")
    secret = asked.site.members.sign_in(asked.value("login"), asked.value("password"))
    to = own_path(asked.value("to", "/desk"))
    if secret is None:
        return Shown("desk_sign_in.html.j2", {"to": to, "bad": True}, status=403)
    return Moved(to, (Cookie(SESSION, secret, SESSION_DAYS),))


def sign_out(asked: Asked) -> Moved:
    """End the sign-in."""
    if asked.member is not None:
        asked.site.members.end(asked.member.session)
    return Moved("/", (Cookie(SESSION, None),))


def show_enter(asked: Asked) -> Shown:
    """The form for whoever has a code."""
    return Shown("desk_enter.html.j2", {"code": asked.query.get("code", "")[:80]})


def enter(asked: Asked) -> Moved:
    """Become a member, or set a new password."""
    limited(asked, "enter", 10, 600)
    secret = asked.site.members.enter(
        asked.value("code"), asked.value("login"), asked.value("name"), asked.value("password")
    )
    return Moved("/desk", (Cookie(SESSION, secret, SESSION_DAYS),))


def desk(asked: Asked) -> Shown:
    """What waits."""
    member = _member(asked)
    context: dict[str, Any] = {
        "held": asked.site.discussion.waiting(),
        "wrong": asked.site.corrections.waiting(),
        "letters": asked.site.letters.counts(),
        "subscribers": asked.site.newsletter.subscribers() if member.may("editor") else {},
        "feeds": [one for one in asked.site.archive.feeds() if one.failures]
        if member.may("editor")
        else [],
        "untold": len(asked.site.stories.untold(1_000)),
        "told": asked.query.get("told"),
    }
    return Shown("desk.html.j2", context)


def queue(asked: Asked) -> Shown:
    """Comments and corrections that wait."""
    state = asked.query.get("state", "held")
    state = state if state in ("held", "approved", "rejected", "withdrawn") else "held"
    corrections_of = {"approved": "accepted", "rejected": "rejected"}.get(state, "held")
    return Shown("desk_queue.html.j2", {
        "state": state, "comments": asked.site.discussion.queue(state),
        "reported": asked.site.discussion.reported() if state == "held" else [],
        "corrections": asked.site.corrections.queue(corrections_of), "told": asked.query.get("told"),
    })  # fmt: skip


def decide(asked: Asked) -> Moved:
    """Decide on what was chosen, all at once."""
    member = _member(asked)
    what = asked.value("do")
    seen = dict(one.split(":", 1) for one in asked.form.get("comment", ()) if ":" in one)
    chosen = _numbers(seen)
    wrong = _numbers(asked.form.get("correction", ()))
    if what not in ("approve", "reject", "block"):
        raise SiteError("please choose what to do")
    state: State = "approved" if what == "approve" else "rejected"
    if chosen:
        if what == "block":
            asked.site.discussion.block_writers(chosen, member.name)
        asked.site.discussion.decide(chosen, state, member.name, seen=seen)
    if wrong:
        if not member.may("editor"):
            raise HTTPException(403, "corrections are for editors to decide")
        idle = sum(
            not asked.site.corrections.decide(number, accept=what == "approve", by=member.name)
            for number in wrong
        )
        if idle and what == "approve":
            return _done("/desk/queue", "idle")
    return _done("/desk/queue")


def feeds(asked: Asked) -> Shown:
    """The feeds that are followed."""
    return Shown(
        "desk_feeds.html.j2", {"feeds": asked.site.archive.feeds(), "told": asked.query.get("told")}
    )


def change_feeds(asked: Asked) -> Moved:
    """Follow a feed, or follow it no longer."""
    gone = list(asked.form.get("unfollow", ()))
    if gone:
        asked.site.archive.unfollow(gone)
    url = asked.value("url").strip()
    if url:
        from onrecord.archive.following import discover
        from onrecord.page.fetch import shared_fetcher

        place, feed = discover(url, asked.site.fetcher or shared_fetcher())
        asked.site.archive.follow([(place, feed.title)])
    return _done("/desk/feeds")


def stories(asked: Asked) -> Shown:
    """The form for wrong joins and splits."""
    return Shown("desk_stories.html.j2", {"told": asked.query.get("told")})


def change_stories(asked: Asked) -> Moved:
    """Put stories or actors together, take an article or a source out."""
    what = asked.value("do")
    if what == "join stories":
        asked.site.stories.join(_one(asked, "story"), _one(asked, "into"))
    elif what == "part article":
        asked.site.stories.part(_one(asked, "article"))
    elif what == "join actors":
        asked.site.archive.join(_one(asked, "actor"), _one(asked, "into"))
    elif what == "split source":
        asked.site.archive.split(_one(asked, "article"), asked.value("source").strip())
    elif what == "translation":
        asked.site.link_original(_one(asked, "article"), _one(asked, "original"))
    else:
        raise SiteError("please choose what to do")
    return _done("/desk/stories")


def show_article(asked: Asked) -> Shown:
    """The form for forgetting an article."""
    return Shown("desk_article.html.j2", {"told": asked.query.get("told")})


def change_article(asked: Asked) -> Moved:
    """Forget an article for good."""
    number = _one(asked, "article")
    if asked.value("sure") != "yes":
        raise SiteError("please say that you are sure")
    asked.site.archive.forget(number)
    return _done("/desk/articles")


def jobs(asked: Asked) -> Shown:
    """What readers had read and compared, and what the site does."""
    return Shown("desk_jobs.html.j2", {
        "jobs": asked.site.jobs.listed(), "untold": asked.site.stories.untold(50), "info": asked.site.archive.info(),
    })  # fmt: skip


def backup(asked: Asked) -> Moved:
    """Copy the archive into a new file beside it."""
    place = asked.site.archive.database.path
    folder = Path(place).parent if place else Path.cwd()
    name = f"onrecord-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S')}.backup.db"
    asked.site.archive.backup(folder / name)
    return _done("/desk/jobs", name)


def members(asked: Asked) -> Shown:
    """Who may sign in."""
    return Shown("desk_members.html.j2", {
        "members": asked.site.members.listed(), "roles": get_args(Role), "code": None, "told": asked.query.get("told"),
    })  # fmt: skip


def change_members(asked: Asked) -> Moved | Shown:
    """Invite somebody, change what a member may do, let them set a new password."""
    what = asked.value("do")
    code = None
    if what == "invite":
        code = asked.site.members.invite(asked.value("role"))
    elif what == "password":
        code = asked.site.members.renew(_one(asked, "member"))
    elif what == "role":
        asked.site.members.change(_one(asked, "member"), role=asked.value("role"))
    elif what in ("stop", "start"):
        asked.site.members.change(_one(asked, "member"), active=what == "start")
    else:
        raise SiteError("please choose what to do")
    if code is None:
        return _done("/desk/members")
    return Shown("desk_members.html.j2", {
        "members": asked.site.members.listed(), "roles": get_args(Role), "code": code, "told": None,
    })  # fmt: skip


def tokens(asked: Asked) -> Shown:
    """One's own tokens for programs."""
    return Shown("desk_tokens.html.j2", {
        "tokens": asked.site.members.tokens(_member(asked).id), "scopes": SCOPES, "made": None,
        "told": asked.query.get("told"),
    })  # fmt: skip


def change_tokens(asked: Asked) -> Moved | Shown:
    """Make a token, or let one hold no longer."""
    member = _member(asked)
    if asked.value("drop"):
        asked.site.members.drop_token(member.id, _one(asked, "drop"))
        return _done("/desk/tokens")
    made = asked.site.members.make_token(
        member.id, asked.value("name"), list(asked.form.get("scope", ()))
    )
    return Shown("desk_tokens.html.j2", {
        "tokens": asked.site.members.tokens(member.id), "scopes": SCOPES, "made": made, "told": None,
    })  # fmt: skip


def mail(asked: Asked) -> Shown:
    """What became of letters."""
    state = asked.query.get("state")
    return Shown("desk_mail.html.j2", {
        "letters": asked.site.letters.listed(state), "counts": asked.site.letters.counts(),
        "subscribers": asked.site.newsletter.subscribers(), "told": asked.query.get("told"),
    })  # fmt: skip


def letters(asked: Asked) -> Moved:
    """Send a test, write letters now, send some again, take a report of one that came back."""
    what = asked.value("do")
    if what == "test":
        told = asked.site.newsletter.send_test(asked.value("to"), asked.language, asked.base)
        return Moved(f"/desk/mail?told={'sent' if told == 'sent' else 'failed'}")
    if what == "again":
        asked.site.letters.again(_numbers(asked.form.get("letter", ())))
    elif what == "now":
        for rhythm in ("daily", "weekly"):
            asked.site.newsletter.make(rhythm, asked.base, _member(asked).name)
    elif what == "bounce":
        if not asked.site.letters.bounced(asked.value("report").encode()):
            raise SiteError("this is no report of a letter of ours that came back for good")
    else:
        raise SiteError("please choose what to do")
    return _done("/desk/mail")


def preview(asked: Asked) -> Shown | Plain:
    """The letter that would go out now."""
    made = asked.site.newsletter.preview(asked.language, asked.base)
    body = made.get_body(("plain",))
    if body is None:
        raise missing()
    return Plain(f"Subject: {made['Subject']}\n\n{body.get_content()}")


_FLAGS = ("open_read", "open_compare")


def show_settings(asked: Asked) -> Shown:
    """What the owner decides."""
    return Shown("desk_settings.html.j2", {
        "values": asked.site.settings, "extents": get_args(Extent), "modes": get_args(settings.CommentMode),
        "codes": CODES, "told": asked.query.get("told"),
    })  # fmt: skip


def change_settings(asked: Asked) -> Moved:
    """Change it."""
    read: dict[str, Callable[[str], Any]] = {
        "edit_minutes": _count, "work": _count, "keep_days": _count,
        "own_outlets": lambda told: [line.strip() for line in told.splitlines() if line.strip()],
    }  # fmt: skip
    changes = {
        name: read.get(name, str)(asked.value(name))
        for name in (
            "name", "base", "language", "extent", "own_outlets", "comments", "edit_minutes", "work", "keep_days",
            "mail_server", "mail_from", "about", "imprint", "privacy",
        )
        if name in asked.form
    }  # fmt: skip
    if "name" in asked.form:
        changes |= {flag: bool(asked.value(flag)) for flag in _FLAGS}
    settings.change(asked.site.archive.database, changes)
    return _done("/desk/settings")


def _count(told: str) -> int:
    found = addresses.number_in(told.strip())
    if found is None:
        raise SiteError(f"a number, not {told!r}")
    return found
