"""Asking for mail, confirming it, ending it."""

from __future__ import annotations

from onrecord.errors import SiteError
from onrecord.reader import addresses
from onrecord.reader.forms import Moved, Plain, limited
from onrecord.reader.web import Asked, Shown, missing
from onrecord.stories.listing import one_listed

__all__ = ["ask", "confirm", "leave", "mine_as_data", "show", "show_confirm", "show_leave"]


def show(asked: Asked) -> Shown:
    """The form."""
    story = asked.query.get("story", "")
    title = None
    if (number := addresses.number_in(story)) is not None:
        with asked.site.archive.database.read() as connection:
            found = one_listed(connection, asked.site.stories.standing(number))
        title = found.title or "" if found is not None else None
    context = {
        "story": story if title is not None else "", "title_of": title,
        "search": asked.query.get("search", "")[:500], "sent": asked.query.get("sent"),
        "there": bool(asked.site.settings.mail_server and asked.site.settings.base), "challenge": asked.site.seals.sealed("subscribe"),
    }  # fmt: skip
    return Shown("subscribe.html.j2", context)


def ask(asked: Asked) -> Moved:
    """Write to an address to confirm it; a machine that fills every field is passed over."""
    if asked.value("website"):
        return Moved("/subscribe?sent=1")
    limited(asked, "subscribe", 6, 3_600)
    asked.site.seals.opened("subscribe", asked.value("challenge"), latest=2 * 86_400)
    limited(asked, "subscribe mail", 3, 86_400, who=asked.value("mail").strip().lower())
    asked.site.newsletter.ask(
        asked.value("mail"),
        asked.value("what"),
        asked.value("asked"),
        asked.value("rhythm"),
        asked.language,
    )
    return Moved("/subscribe?sent=1")


def _known(asked: Asked) -> Shown:
    token = str(asked.path["token"])
    found = asked.site.newsletter.known(token)
    if found is None:
        raise missing("this link does not hold any more")
    return Shown(
        "subscribed.html.j2",
        {"known": found, "token": token, "sent": asked.query.get("sent"), "leaving": False},
    )


def show_confirm(asked: Asked) -> Shown:
    """Ask once more: mail programs open links by themselves."""
    return _known(asked)


def confirm(asked: Asked) -> Moved:
    """Send mail from now on."""
    token = str(asked.path["token"])
    if not asked.site.newsletter.confirm(token) and asked.site.newsletter.known(token) is None:
        raise SiteError("this link does not hold any more")
    return Moved(f"/confirm/{token}?sent=1")


def show_leave(asked: Asked) -> Shown:
    """Ask once more."""
    if asked.query.get("sent"):
        return Shown("unsubscribed.html.j2", {})
    shown = _known(asked)
    return Shown(shown.template, {**shown.context, "leaving": True})


def leave(asked: Asked) -> Moved:
    """Send no mail any more; of one click (RFC 8058) too, and however often."""
    asked.site.newsletter.leave(str(asked.path["token"]))
    return Moved(f"/unsubscribe/{asked.path['token']}?sent=1")


def mine_as_data(asked: Asked) -> Plain:
    """All that is kept of a subscriber."""
    found = asked.site.newsletter.known(str(asked.path["token"]))
    if found is None:
        raise missing()
    return Plain(found, "application/json", "subscription.json")
