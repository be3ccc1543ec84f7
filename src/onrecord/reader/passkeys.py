"""Passkeys: signing in with a key of one's own device (Web Authentication, level 3); the extra ``passkeys``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from sqlalchemy import delete, select, update

from onrecord.archive.database import Database, insert, moment, numbers
from onrecord.archive.site import member, passkey
from onrecord.errors import SiteError
from onrecord.reader.discussion import cleaned

__all__ = ["Passkey", "Passkeys", "there"]

_LARGEST = 20_000  # characters of what a device answers


def there() -> bool:
    """Whether the extra is."""
    return find_spec("webauthn") is not None


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key of a member's, as its owner sees it."""

    id: int
    name: str
    made: str
    used: str | None


class Passkeys:
    """The passkeys of a site's members.

    Args:
        database: of the archive.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, number: int) -> list[Passkey]:
        """Those of a member."""
        asked = select(passkey.c.id, passkey.c.name, passkey.c.made, passkey.c.used)
        with self._database.read() as connection:
            rows = connection.execute(
                asked.where(passkey.c.member_id == number).order_by(passkey.c.id)
            )
            return [Passkey(*tuple(row)) for row in rows]

    def drop(self, number: int, key: int) -> None:
        """Let one of a member's hold no longer."""
        own = (passkey.c.member_id == number) & (passkey.c.id == key)
        with self._database.write() as connection:
            connection.execute(delete(passkey).where(own))

    def to_make(
        self, number: int, login: str, name: str, host: str, site: str, challenge: str
    ) -> str:
        """What a device is asked in order to make a key, as JSON."""
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers import base64url_to_bytes
        from webauthn.helpers.structs import (
            AuthenticatorSelectionCriteria,
            PublicKeyCredentialDescriptor,
            ResidentKeyRequirement,
            UserVerificationRequirement,
        )

        with self._database.read() as connection:
            asked = select(passkey.c.credential).where(passkey.c.member_id == number)
            known = list(connection.execute(asked).scalars())
        options = generate_registration_options(
            rp_id=host, rp_name=site, user_name=login, user_display_name=name, user_id=str(number).encode(),
            challenge=challenge.encode(),
            exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(one)) for one in known],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )  # fmt: skip
        return str(options_to_json(options))

    def made(
        self, number: int, name: str, answer: str, challenge: str, host: str, origin: str
    ) -> None:
        """Keep a key that a device made.

        Raises:
            SiteError: its answer does not hold.
        """
        from webauthn import verify_registration_response
        from webauthn.helpers import bytes_to_base64url
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            found = verify_registration_response(
                credential=answer[:_LARGEST], expected_challenge=challenge.encode(), expected_rp_id=host,
                expected_origin=origin, require_user_verification=True,
            )  # fmt: skip
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise SiteError("this device's answer does not hold") from error
        with self._database.write() as connection:
            (key,) = numbers(connection, passkey.name, 1)
            insert(connection, passkey.name, [{
                "id": key, "member_id": number, "credential": bytes_to_base64url(found.credential_id),
                "key": found.credential_public_key, "signatures": found.sign_count, "name": cleaned(name, 60, "name"),
                "made": moment(),
            }])  # fmt: skip

    def to_show(self, host: str, challenge: str) -> str:
        """What a device is asked in order to sign in, as JSON; it finds by itself whose key it has."""
        from webauthn import generate_authentication_options, options_to_json
        from webauthn.helpers.structs import UserVerificationRequirement

        options = generate_authentication_options(
            rp_id=host,
            challenge=challenge.encode(),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return str(options_to_json(options))

    def shown(self, answer: str, challenge: str, host: str, origin: str) -> int:
        """Whose key it is that a device showed: number of the member.

        Raises:
            SiteError: its answer does not hold, or nobody's key it is.
        """
        from webauthn import verify_authentication_response
        from webauthn.helpers import parse_authentication_credential_json
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            told = parse_authentication_credential_json(answer[:_LARGEST])
            asked = (
                select(passkey)
                .join(member, member.c.id == passkey.c.member_id)
                .where(passkey.c.credential == told.id, member.c.active)
            )
            with self._database.read() as connection:
                row = connection.execute(asked).first()
            if row is None:
                raise SiteError("this key is nobody's here")
            found = verify_authentication_response(
                credential=told, expected_challenge=challenge.encode(), expected_rp_id=host, expected_origin=origin,
                credential_public_key=row.key, credential_current_sign_count=row.signatures, require_user_verification=True,
            )  # fmt: skip
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise SiteError("this device's answer does not hold") from error
        with self._database.write() as connection:
            connection.execute(
                update(passkey)
                .where(passkey.c.id == row.id)
                .values(signatures=found.new_sign_count, used=moment()[:10])
            )
        return int(row.member_id)
