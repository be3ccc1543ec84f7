"""Who may sign in, and what they may do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Literal, TypeAlias, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, select, update

from onrecord.archive.database import Database, insert, moment, numbers
from onrecord.archive.site import access_token, code, member, passkey, session
from onrecord.errors import SiteError
from onrecord.reader.discussion import cleaned
from onrecord.reader.protection import digest_of, new_token

__all__ = ["SCOPES", "SESSION_DAYS", "AccessToken", "Member", "Members", "Role"]

#: Each may do what those before it may.
Role: TypeAlias = Literal["moderator", "editor", "owner"]
_ROLES: tuple[Role, ...] = get_args(Role)
#: What a program may do: read what the site does not show to everybody; moderate; add articles.
SCOPES = ("read", "moderate", "write")
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,60}")
_SHORTEST, _LONGEST = 10, 500  # characters of a password
SESSION_DAYS = 14  # that a sign-in holds
_CODE_HOURS = 48
_FIRST = "first"  # role of the code by which a site gets its owner


@dataclass(frozen=True, slots=True)
class Member:
    """Who is signed in.

    Attributes:
        id: number.
        login, name: by which they sign in, and sign.
        role: what they may do.
        session: digest of the sign-in; empty of a program's.
        scopes: of a program.
        active: whether they may sign in.
        seen: when they last did.
    """

    id: int
    login: str
    name: str
    role: Role
    session: str = ""
    scopes: tuple[str, ...] = ()
    active: bool = True
    seen: str | None = None

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return _ROLES.index(self.role) >= _ROLES.index(role)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a program signs in with; itself it is known only when it is made."""

    id: int
    name: str
    scopes: str
    made: str
    used: str | None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """A password's digest that nobody has: signing in takes as long for a login that is not there."""
    return _hasher().hash(new_token())


class Members:
    """The members of a site.

    Args:
        database: of the archive.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def first_code(self) -> str | None:
        """A code for the first owner; None where there is one."""
        with self._database.write() as connection:
            if connection.execute(select(func.count()).select_from(member)).scalar_one():
                return None
            connection.execute(delete(code).where(code.c.role == _FIRST))
            return _make_code(connection, _FIRST, None)

    def invite(self, role: str) -> str:
        """A code by which somebody becomes a member.

        Raises:
            SiteError: there is no such role.
        """
        with self._database.write() as connection:
            return _make_code(connection, _role(role), None)

    def renew(self, number: int) -> str:
        """A code by which a member sets a new password."""
        with self._database.write() as connection:
            role = connection.execute(select(member.c.role).where(member.c.id == number)).scalar()
            if role is None:
                raise SiteError("there is no such member")
            connection.execute(delete(code).where(code.c.member_id == number))
            return _make_code(connection, role, number)

    def enter(self, told: str, login: str, name: str, password: str) -> str:
        """Use a code: become a member, or set a new password.

        Returns:
            the secret of a sign-in.

        Raises:
            SiteError: the code is none, or too old, or what was chosen cannot be.
        """
        if not _SHORTEST <= len(password) <= _LONGEST:
            raise SiteError(f"the password: {_SHORTEST} to {_LONGEST} characters")
        kept = _hasher().hash(password)
        with self._database.write() as connection:
            found = connection.execute(
                select(code).where(code.c.digest == digest_of(told), code.c.expires > moment())
            ).first()
            if found is None:
                raise SiteError("this code is none, or was used, or is too old")
            number = found.member_id
            if found.role == _FIRST and connection.execute(select(member.c.id)).first() is not None:
                raise SiteError("this site has its owner")
            if number is None:
                role = "owner" if found.role == _FIRST else found.role
                number = _add(connection, login, name, role, kept)
            else:
                connection.execute(
                    update(member).where(member.c.id == number).values(password=kept)
                )
                connection.execute(delete(session).where(session.c.member_id == number))
                connection.execute(delete(access_token).where(access_token.c.member_id == number))
                connection.execute(delete(passkey).where(passkey.c.member_id == number))
            connection.execute(delete(code).where(code.c.digest == digest_of(told)))
            return _open(connection, number)

    def sign_in(self, login: str, password: str) -> str | None:
        """The secret of a sign-in; None where login or password is wrong."""
        asked = select(member).where(member.c.login == login.strip().lower(), member.c.active)
        with self._database.read() as connection:
            row = connection.execute(asked).first()
        try:
            _hasher().verify(row.password if row else _nobodys(), password[:_LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        with self._database.write() as connection:
            if _hasher().check_needs_rehash(row.password):
                connection.execute(
                    update(member)
                    .where(member.c.id == row.id)
                    .values(password=_hasher().hash(password))
                )
            return _open(connection, row.id)

    def open(self, number: int) -> str:
        """The secret of a new sign-in of a member, who is known otherwise than by a password."""
        with self._database.write() as connection:
            return _open(connection, number)

    def end(self, digest: str) -> None:
        """End a sign-in, by its digest."""
        with self._database.write() as connection:
            connection.execute(delete(session).where(session.c.digest == digest))

    def of_session(self, secret: str | None) -> Member | None:
        """Who a sign-in is of; None where it does not hold."""
        if not secret:
            return None
        digest = digest_of(secret)
        asked = (
            select(member, session.c.digest)
            .join(session, session.c.member_id == member.c.id)
            .where(session.c.digest == digest, session.c.expires > moment(), member.c.active)
        )
        with self._database.read() as connection:
            row = connection.execute(asked).first()
        return _member(row, session=digest) if row else None

    def listed(self) -> list[Member]:
        """All members."""
        with self._database.read() as connection:
            return [
                _member(row) for row in connection.execute(select(member).order_by(member.c.id))
            ]

    def change(self, number: int, *, role: str | None = None, active: bool | None = None) -> None:
        """Change what a member may do.

        Raises:
            SiteError: nobody would be owner.
        """
        values: dict[str, Any] = {}
        if role is not None:
            values["role"] = _role(role)
        if active is not None:
            values["active"] = active
        with self._database.write() as connection:
            connection.execute(update(member).where(member.c.id == number).values(values))
            owners = select(func.count()).where(member.c.role == "owner", member.c.active)
            if not connection.execute(owners).scalar_one():
                raise SiteError("somebody must stay owner")
            if active is False:
                connection.execute(delete(session).where(session.c.member_id == number))

    def make_token(self, number: int, name: str, scopes: list[str]) -> str:
        """What a program signs in with; it is told this once.

        Raises:
            SiteError: there are no such scopes.
        """
        if not scopes or not set(scopes) <= set(SCOPES):
            raise SiteError(f"scopes: one or more of {', '.join(SCOPES)}")
        token = f"or_{new_token()}"
        with self._database.write() as connection:
            (key,) = numbers(connection, access_token.name, 1)
            insert(connection, access_token.name, [{
                "id": key, "member_id": number, "name": cleaned(name, 60, "name"), "digest": digest_of(token),
                "scopes": " ".join(one for one in SCOPES if one in scopes), "made": moment(),
            }])  # fmt: skip
        return token

    def tokens(self, number: int) -> list[AccessToken]:
        """The programs' tokens of a member."""
        asked = select(
            access_token.c.id,
            access_token.c.name,
            access_token.c.scopes,
            access_token.c.made,
            access_token.c.used,
        ).where(access_token.c.member_id == number)
        with self._database.read() as connection:
            return [
                AccessToken(*row) for row in connection.execute(asked.order_by(access_token.c.id))
            ]

    def drop_token(self, number: int, key: int) -> None:
        """Let a token of a member's hold no longer."""
        own = (access_token.c.member_id == number) & (access_token.c.id == key)
        with self._database.write() as connection:
            connection.execute(delete(access_token).where(own))

    def of_token(self, token: str) -> Member | None:
        """Whose program signs in; None where the token does not hold."""
        asked = (
            select(member, access_token.c.scopes, access_token.c.id, access_token.c.used)
            .join(access_token, access_token.c.member_id == member.c.id)
            .where(access_token.c.digest == digest_of(token), member.c.active)
        )
        with self._database.read() as connection:
            row = connection.execute(asked).first()
        if row is None:
            return None
        today = moment()[:10]
        if (row.used or "")[:10] != today:  # by the day: reading must not write each time
            with self._database.write() as connection:
                connection.execute(
                    update(access_token)
                    .where(access_token.c.digest == digest_of(token))
                    .values(used=today)
                )
        return _member(row, scopes=tuple(row.scopes.split()))


def _role(told: str) -> Role:
    for role in _ROLES:
        if role == told:
            return role
    raise SiteError(f"roles are {', '.join(_ROLES)}")


def _make_code(connection: Connection, role: str, number: int | None) -> str:
    made = new_token()
    connection.execute(delete(code).where(code.c.expires <= moment()))
    expires = moment(datetime.now(UTC) + timedelta(hours=_CODE_HOURS))
    connection.execute(
        code.insert().values(digest=digest_of(made), role=role, member_id=number, expires=expires)
    )
    return made


def _add(connection: Connection, login: str, name: str, role: str, password: str) -> int:
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise SiteError("the login: letters, digits, and . _ @ + - between them")
    if connection.execute(select(member.c.id).where(member.c.login == login)).first() is not None:
        raise SiteError("somebody has this login already")
    (number,) = numbers(connection, member.name, 1)
    insert(connection, member.name, [{
        "id": number, "login": login, "name": cleaned(name, 60, "name"), "role": role, "password": password,
        "active": True, "made": moment(),
    }])  # fmt: skip
    return int(number)


def _open(connection: Connection, number: int) -> str:
    secret = new_token()
    now = datetime.now(UTC)
    connection.execute(delete(session).where(session.c.expires <= moment(now)))
    connection.execute(
        session.insert().values(
            digest=digest_of(secret), member_id=number, made=moment(now),
            expires=moment(now + timedelta(days=SESSION_DAYS)),
        )
    )  # fmt: skip
    connection.execute(update(member).where(member.c.id == number).values(seen=moment(now)))
    return secret


def _member(row: Any, *, session: str = "", scopes: tuple[str, ...] = ()) -> Member:
    return Member(row.id, row.login, row.name, row.role, session, scopes, row.active, row.seen)
