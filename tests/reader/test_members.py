"""Who may sign in, in both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from onrecord.archive import Archive
from onrecord.archive.site import code, member, session
from onrecord.errors import SiteError
from onrecord.reader.members import Members

PASSWORD = "a long sentence of mine"


@pytest.fixture
def members(archive: Archive) -> Members:
    return Members(archive.database)


def owner(members: Members) -> str:
    told = members.first_code()
    assert told is not None
    return members.enter(told, "Ada@example.org", "Ada", PASSWORD)


def test_the_first_who_comes_is_owner_and_no_other(members: Members) -> None:
    secret = owner(members)
    found = members.of_session(secret)
    assert found is not None and (found.login, found.role) == ("ada@example.org", "owner")
    assert members.first_code() is None


def test_a_code_works_once(members: Members, archive: Archive) -> None:
    owner(members)
    told = members.invite("moderator")
    members.enter(told, "bob", "Bob", PASSWORD)
    with pytest.raises(SiteError, match="none, or was used"):
        members.enter(told, "eve", "Eve", PASSWORD)
    late = members.invite("editor")
    with archive.database.write() as connection:
        connection.execute(update(code).values(expires="2000-01-01T00:00:00.000+00:00"))
    with pytest.raises(SiteError, match="too old"):
        members.enter(late, "eve", "Eve", PASSWORD)


def test_signing_in(members: Members, archive: Archive) -> None:
    owner(members)
    secret = members.sign_in(" ADA@example.org", PASSWORD)
    assert secret is not None and members.of_session(secret) is not None
    assert members.sign_in("ada@example.org", "wrong") is None
    assert members.sign_in("nobody", PASSWORD) is None
    assert members.of_session("guessed") is None and members.of_session(None) is None
    with archive.database.read() as connection:
        kept = connection.execute(select(member.c.password)).scalar_one()
        digests = list(connection.execute(select(session.c.digest)).scalars())
    assert kept.startswith("$argon2id$") and PASSWORD not in kept and secret not in digests
    found = members.of_session(secret)
    assert found is not None
    members.end(found.session)
    assert members.of_session(secret) is None


def test_what_cannot_be_chosen(members: Members) -> None:
    told = members.first_code()
    assert told is not None
    for login, name, password, why in (
        ("ada", "Ada", "short", "password"),
        ("a b", "Ada", PASSWORD, "login"),
        ("ada", " ", PASSWORD, "name"),
    ):
        with pytest.raises(SiteError, match=why):
            members.enter(told, login, name, password)
    members.enter(told, "ada", "Ada", PASSWORD)
    with pytest.raises(SiteError, match="login already"):
        members.enter(members.invite("owner"), "ada", "Other", PASSWORD)
    with pytest.raises(SiteError, match="roles are"):
        members.invite("king")


def test_a_new_password_ends_what_was_signed_in(members: Members) -> None:
    before = owner(members)
    after = members.enter(members.renew(1), "", "", "another sentence of mine")
    assert members.of_session(before) is None and members.of_session(after) is not None
    assert members.sign_in("ada@example.org", PASSWORD) is None
    assert members.sign_in("ada@example.org", "another sentence of mine")


def test_somebody_stays_owner(members: Members) -> None:
    owner(members)
    for change in ({"role": "editor"}, {"active": False}):
        with pytest.raises(SiteError, match="somebody must stay owner"):
            members.change(1, **change)  # type: ignore[arg-type]
    secret = members.enter(members.invite("owner"), "bob", "Bob", PASSWORD)
    members.change(2, active=False)
    assert members.of_session(secret) is None and members.sign_in("bob", PASSWORD) is None
    assert [one.active for one in members.listed()] == [True, False]


@pytest.mark.parametrize(
    ("role", "may"),
    [("moderator", [True, False, False]), ("editor", [True, True, False]), ("owner", [True] * 3)],
)
def test_each_role_may_what_those_below_may(members: Members, role: str, may: list[bool]) -> None:
    owner(members)
    found = members.of_session(members.enter(members.invite(role), "bob", "Bob", PASSWORD))
    assert found is not None
    assert [found.may(one) for one in ("moderator", "editor", "owner")] == may  # type: ignore[arg-type]


def test_tokens_for_programs(members: Members) -> None:
    owner(members)
    token = members.make_token(1, "the newsroom's own", ["write", "read"])
    found = members.of_token(token)
    assert found is not None and found.scopes == ("read", "write")
    (kept,) = members.tokens(1)
    assert kept.used and token not in (kept.name, kept.scopes)
    with pytest.raises(SiteError, match="scopes"):
        members.make_token(1, "x", ["everything"])
    members.drop_token(2, kept.id)
    assert members.of_token(token) is not None
    members.drop_token(1, kept.id)
    assert members.of_token(token) is None


def test_codes_for_the_first_owner_hold_for_one(members: Members) -> None:
    first, second = members.first_code(), members.first_code()
    assert first is not None and second is not None
    with pytest.raises(SiteError, match="none, or was used"):
        members.enter(first, "eve", "Eve", PASSWORD)
    members.enter(second, "ada", "Ada", PASSWORD)
    assert [one.login for one in members.listed()] == ["ada"]


def test_of_codes_for_a_new_password_the_last_holds(members: Members) -> None:
    owner(members)
    token = members.make_token(1, "x", ["read"])
    first, second = members.renew(1), members.renew(1)
    with pytest.raises(SiteError, match="none, or was used"):
        members.enter(first, "", "", "another sentence of mine")
    members.enter(second, "", "", "another sentence of mine")
    assert members.of_token(token) is None
