"""What the owner of a site decides; kept in the archive, changed behind the sign-in."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, TypeAlias, get_args

from sqlalchemy import Connection, delete, select

from onrecord.archive.database import Database
from onrecord.archive.rows import outlet_key
from onrecord.archive.site import setting
from onrecord.errors import SiteError
from onrecord.formats.view import Extent

__all__ = ["CommentMode", "SiteSettings", "change", "load", "secret"]

#: Who may comment: nobody; anybody, each comment held; those with one that was approved are not held.
CommentMode: TypeAlias = Literal["off", "held", "known"]
_SECRET = "secret"  # what signs forms and digests addresses; no setting of the owner's
_LONGEST = 20_000  # code points of a text


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Attributes:
    name: of the site.
    base: the address that it is reached by, ``https://news.example.org``; empty: as each request asks for it.
    language: of the interface where a reader's is not there.
    extent: how much of an article's text is shown.
    own_outlets: outlets whose texts are the owner's own, and shown whole.
    comments: who may comment.
    edit_minutes: how long a comment may be changed by its writer.
    work: bits of proof of work that a comment costs; 0 for none.
    open_read, open_compare: whether anybody may have pages read and compared.
    keep_days: after how many days digests of readers' addresses are dropped.
    mail_server: ``smtp://user:password@host:587``, ``smtps://…``; empty: no mail is sent.
    mail_from: the address that mail comes from.
    about, imprint, privacy: texts of the owner's.
    """

    name: str = "onrecord"
    base: str = ""
    language: str = "en"
    extent: Extent = "quotations"
    own_outlets: tuple[str, ...] = ()
    comments: CommentMode = "held"
    edit_minutes: int = 10
    work: int = 0
    open_read: bool = False
    open_compare: bool = False
    keep_days: int = 30
    mail_server: str = ""
    mail_from: str = ""
    about: str = ""
    imprint: str = ""
    privacy: str = ""

    def extent_of(self, outlet: str | None) -> Extent:
        """How much is shown of a text of an outlet, by its key."""
        own = {outlet_key(name) for name in self.own_outlets}
        return "whole" if outlet is not None and outlet in own else self.extent


def load(connection: Connection) -> SiteSettings:
    """The settings as they are kept; of those that are not the usual ones."""
    known = {one.name for one in fields(SiteSettings)}
    kept = {
        row.name: json.loads(row.value)
        for row in connection.execute(select(setting))
        if row.name in known
    }
    if "own_outlets" in kept:
        kept["own_outlets"] = tuple(kept["own_outlets"])
    return SiteSettings(**kept)


def change(database: Database, changes: Mapping[str, Any]) -> SiteSettings:
    """Change settings.

    Args:
        database: of the archive.
        changes: new values by name.

    Raises:
        SiteError: one of them cannot be.
    """
    with database.write() as connection:
        made = replace(load(connection), **_checked(changes))
        values = asdict(made)
        for name in changes:
            connection.execute(delete(setting).where(setting.c.name == name))
            connection.execute(setting.insert().values(name=name, value=json.dumps(values[name])))
    return made


def _checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    usual = SiteSettings()
    made: dict[str, Any] = {}
    choices = {"extent": get_args(Extent), "comments": get_args(CommentMode)}
    for name, value in changes.items():
        if not hasattr(usual, name):
            raise SiteError(f"{name}: no such setting")
        kind = type(getattr(usual, name))
        if name in choices and value not in choices[name]:
            raise SiteError(f"{name}: one of {', '.join(choices[name])}, not {value!r}")
        if kind is int and (not isinstance(value, int) or not 0 <= value <= 10_000):
            raise SiteError(f"{name}: a number from 0 to 10000, not {value!r}")
        if kind is str and (not isinstance(value, str) or len(value) > _LONGEST or "\0" in value):
            raise SiteError(f"{name}: a text of at most {_LONGEST} characters")
        if kind is bool and not isinstance(value, bool):
            raise SiteError(f"{name}: true or false, not {value!r}")
        made[name] = value.strip() if kind is str else tuple(value) if kind is tuple else value
    if made.get("base"):
        made["base"] = made["base"].rstrip("/")
        if not made["base"].startswith(("http://", "https://")):
            raise SiteError("base: begins with http:// or https://")
    for name in ("name", "mail_from", "mail_server", "base"):
        if any(ord(char) < 32 for char in made.get(name, "")):
            raise SiteError(f"{name}: on one line")
    return made


def secret(database: Database) -> bytes:
    """The site's own secret; made when it is first asked for."""
    with database.write() as connection:
        asked = select(setting.c.value).where(setting.c.name == _SECRET)
        known = connection.execute(asked).scalar()
        if known is None:
            known = json.dumps(secrets.token_hex(32))
            connection.execute(setting.insert().values(name=_SECRET, value=known))
    return bytes.fromhex(json.loads(known))
