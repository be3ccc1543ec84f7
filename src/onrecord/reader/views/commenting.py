"""Writing, changing and reporting comments."""

from __future__ import annotations

from typing import Any

from onrecord.errors import SiteError
from onrecord.reader import addresses
from onrecord.reader.forms import AUTHOR, Cookie, Moved, Plain, limited
from onrecord.reader.protection import new_token, worked
from onrecord.reader.views.article import statement_of
from onrecord.reader.web import Asked, Shown, missing

__all__ = [
    "edit",
    "forget_mine",
    "mine",
    "mine_as_data",
    "report",
    "send",
    "show",
    "show_edit",
    "show_report",
]

_FORM_DAYS = 2


def show(asked: Asked) -> Shown:
    """The form for a comment; what became of one that was sent."""
    number = asked.number()
    if asked.site.settings.comments == "off":
        raise missing()
    statement = asked.query.get("statement") or None
    told = statement_of(asked.site, number, statement)
    challenge = asked.site.seals.sealed("comment", str(number))
    context: dict[str, Any] = {
        "number": number, "title_of": told.title, "words": told.words, "statement": statement,
        "answers": addresses.number_in(asked.query.get("answers", "")), "challenge": challenge,
        "work": asked.site.settings.work, "sent": asked.query.get("sent"),
        "own": addresses.number_in(asked.query.get("own", "")),
        "minutes": asked.site.settings.edit_minutes,
    }  # fmt: skip
    return Shown("comment.html.j2", context)


def send(asked: Asked) -> Moved:
    """Keep a comment; one of a machine that fills every field is passed over without a word."""
    number = asked.number()
    settings = asked.site.settings
    if settings.comments == "off":
        raise missing()
    back = f"{addresses.article(number)}/comment"
    if asked.value("website"):
        return Moved(f"{back}?sent=held")
    limited(asked, "comment", 6, 600)
    challenge = asked.value("challenge")
    told = asked.site.seals.opened(
        "comment", challenge, soonest=asked.site.patience, latest=_FORM_DAYS * 86_400
    )
    if told != str(number):
        raise SiteError("this form is of another article")
    if not worked(challenge, asked.value("answer"), settings.work):
        raise SiteError("the proof of work is missing; it needs JavaScript here")
    if settings.work:
        limited(asked, "work", 1, _FORM_DAYS * 86_400, who=challenge)  # it is done anew for each
    author = asked.author or new_token()
    made, state = asked.site.discussion.write(
        number, asked.value("name"), asked.value("words"), author=author, by=asked.by,
        statement=asked.value("statement") or None,
        parent=addresses.number_in(asked.value("answers")),
        known=settings.comments == "known",
    )  # fmt: skip
    return Moved(f"{back}?sent={state}&own={made}", (Cookie(AUTHOR, author, 365),))


def show_edit(asked: Asked) -> Shown:
    """One's own comment, to be changed."""
    found = asked.site.discussion.own(
        asked.number(), asked.author or "", asked.site.settings.edit_minutes
    )
    return Shown("comment_edit.html.j2", {"comment": found})


def edit(asked: Asked) -> Moved:
    """Change one's own comment, or withdraw it."""
    number = asked.number()
    minutes = asked.site.settings.edit_minutes
    found = asked.site.discussion.own(number, asked.author or "", minutes)
    words = "" if asked.value("withdraw") else asked.value("words")
    asked.site.discussion.edit(number, words, author=asked.author or "", minutes=minutes)
    return Moved(f"{addresses.article(found.article)}/comment?sent=changed&own={number}")


def show_report(asked: Asked) -> Shown:
    """The form for a report."""
    return Shown("report.html.j2", {"number": asked.number(), "sent": asked.query.get("sent")})


def report(asked: Asked) -> Moved:
    """Say that a comment should not stand."""
    limited(asked, "report", 10, 600)
    asked.site.discussion.report(asked.number(), asked.value("why"), asked.by)
    return Moved(f"/comment/{asked.number()}/report?sent=1")


def mine(asked: Asked) -> Shown:
    """What is kept of a reader who wrote something."""
    return Shown("mine.html.j2", _of_author(asked))


def _of_author(asked: Asked) -> dict[str, Any]:
    if not asked.author:
        return {"comments": [], "corrections": []}
    return {
        "comments": asked.site.discussion.of_author(asked.author),
        "corrections": asked.site.corrections.of_author(asked.author),
    }


def mine_as_data(asked: Asked) -> Plain:
    """The same as a file."""
    return Plain(_of_author(asked), "application/json", "mine.json")


def forget_mine(asked: Asked) -> Moved:
    """Delete what is kept of a reader."""
    if asked.author:
        asked.site.discussion.forget_author(asked.author)
        asked.site.corrections.forget_author(asked.author)
    return Moved("/mine", (Cookie(AUTHOR, None),))
