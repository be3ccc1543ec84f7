"""Passkeys: made behind the sign-in, shown instead of a password."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from onrecord.reader import addresses
from onrecord.reader.forms import SESSION, Cookie, Moved, limited, own_path
from onrecord.reader.members import SESSION_DAYS
from onrecord.reader.passkeys import there
from onrecord.reader.web import Asked, Shown, missing

__all__ = ["change", "show", "show_sign_in", "sign_in"]

_SECONDS = 600  # that a challenge holds


def _host(asked: Asked) -> str:
    return urlsplit(asked.base).hostname or "localhost"


def _challenge(asked: Asked, what: str) -> str:
    """What a device signed: given out by this site, lately, for this, and not used before.

    Raises:
        SealError: it was not.
        HTTPException: it was used.
    """
    told = asked.value("challenge")
    asked.site.seals.opened(what, told, latest=_SECONDS)
    limited(asked, what, 1, _SECONDS, who=told)
    return told


def show(asked: Asked) -> Shown:
    """One's own passkeys, and the form for a new one."""
    if not there():
        raise missing("passkeys need the extra onrecord[passkeys]")
    member = asked.member
    if member is None:
        raise HTTPException(403)
    challenge = asked.site.seals.sealed("make passkey", member.session)
    options = asked.site.passkeys.to_make(
        member.id, member.login, member.name, _host(asked), asked.site.settings.name, challenge
    )
    return Shown("desk_passkeys.html.j2", {
        "keys": asked.site.passkeys.listed(member.id), "options": options, "challenge": challenge,
        "told": asked.query.get("told"),
    })  # fmt: skip


def change(asked: Asked) -> Moved:
    """Keep a key that the device made, or let one hold no longer."""
    member = asked.member
    if member is None or not there():
        raise HTTPException(403)
    drop = addresses.number_in(asked.value("drop"))
    if drop is not None:
        asked.site.passkeys.drop(member.id, drop)
    else:
        challenge = _challenge(asked, "make passkey")
        asked.site.passkeys.made(
            member.id,
            asked.value("name"),
            asked.value("credential"),
            challenge,
            _host(asked),
            asked.base,
        )
    return Moved("/desk/passkeys?told=done")


def show_sign_in(asked: Asked) -> Shown:
    """The page on which a device shows its key."""
    if not there():
        raise missing()
    challenge = asked.site.seals.sealed("show passkey")
    return Shown("desk_passkey.html.j2", {
        "options": asked.site.passkeys.to_show(_host(asked), challenge), "challenge": challenge,
        "to": own_path(asked.query.get("to", "/desk")),
    })  # fmt: skip


def sign_in(asked: Asked) -> Moved:
    """Sign in by a key."""
    if not there():
        raise missing()
    limited(asked, "sign in", 30, 600)
    challenge = _challenge(asked, "show passkey")
    number = asked.site.passkeys.shown(
        asked.value("credential"), challenge, _host(asked), asked.base
    )
    secret = asked.site.members.open(number)
    return Moved(own_path(asked.value("to", "/desk")), (Cookie(SESSION, secret, SESSION_DAYS),))
