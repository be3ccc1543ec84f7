"""Mail: how it is made, and how it is handed to a server, so that it is known of each what became of it."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from onrecord.errors import SiteError

__all__ = ["Outcome", "checked_address", "connected", "deliver", "made"]

#: What became of a mail: with the server; refused for good; refused for now; nobody knows.
Outcome: TypeAlias = Literal["sent", "failed", "later", "unknown"]
#: The part before the @ as nearly all have it; quoted ones are read by programs in too many ways (RFC 5321, 4.1.2).
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+")
_WAIT = 30.0  # seconds for the server


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a mail.

    Attributes:
        outcome: it.
        error: what the server said.
    """

    outcome: Outcome
    error: str | None = None


def checked_address(told: str) -> str:
    """An address that mail can be sent to, as it is known.

    Raises:
        SiteError: it is none.
    """
    told = told.strip()
    try:
        if not told.isprintable() or len(told) > 254 or told.count("@") != 1:
            raise ValueError
        found = Address(addr_spec=told)
        if (
            not _LOCAL.fullmatch(found.username)
            or "." not in found.domain
            or found.domain.startswith((".", "["))
        ):
            raise ValueError
    except (ValueError, IndexError) as error:  # the parser's own, of broken input
        raise SiteError("please give an address that mail can be sent to") from error
    except Exception as error:  # email.errors.HeaderParseError among them
        raise SiteError("please give an address that mail can be sent to") from error
    return f"{found.username}@{found.domain.lower()}"


def made(
    *,
    sender: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    leave: str | None = None,
) -> bytes:
    """A mail, as it is sent.

    Args:
        sender: its address.
        to: the reader's.
        subject: on one line.
        text, html: the same twice.
        message_id: by which it is known, for good.
        leave: address at which one click unsubscribes (RFC 8058).
    """
    # Addresses of a click to leave must not be folded: not every mail program puts them together again.
    message = EmailMessage(policy=SMTP.clone(max_line_length=998))
    message["From"] = sender
    message["To"] = to
    message["Subject"] = "".join(filter(str.isprintable, " ".join(_sound(subject).split())))[:200]
    message["Message-ID"] = f"<{message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    if leave is not None:
        message["List-Unsubscribe"] = f"<{leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_sound(text), cte="quoted-printable")
    message.add_alternative(_sound(html), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _sound(text: str) -> str:
    """A text without halves of characters, which no mail can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def connected(server: str) -> Iterator[smtplib.SMTP]:
    """A connection to a mail server.

    Args:
        server: ``smtp://user:password@host:587`` (encrypted as soon as the server offers it) or ``smtps://…``.

    Raises:
        SiteError: it cannot be had.
    """
    try:
        parts = urlsplit(server)
        port = parts.port
    except ValueError as error:
        raise SiteError(f"the mail server: {error}") from error
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SiteError("the mail server: smtp://user:password@host:587 or smtps://…")
    context = ssl.create_default_context()
    try:
        if parts.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                parts.hostname, port or 465, timeout=_WAIT, context=context
            )
        else:
            connection = smtplib.SMTP(parts.hostname, port or 25, timeout=_WAIT)
            connection.ehlo()
            if connection.has_extn("starttls"):
                connection.starttls(context=context)
                connection.ehlo()
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
    except (OSError, smtplib.SMTPException) as error:
        raise SiteError(f"the mail server cannot be had ({error})") from error
    try:
        yield connection
    finally:
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


def deliver(connection: smtplib.SMTP, sender: str, to: str, data: bytes) -> Delivered:
    """Hand a mail over.

    What is refused before its text was sent was not sent; once it was, only the server's answer tells, and
    where that does not come nobody knows.
    """
    try:
        status, told = connection.mail(sender)
        if status < 400:
            status, told = connection.rcpt(to)
        if status >= 400:
            connection.rset()
            return Delivered("failed" if status >= 500 else "later", _plain(status, told))
    except (OSError, smtplib.SMTPException) as error:
        return Delivered("later", str(error))
    try:
        status, told = connection.data(data)
    except smtplib.SMTPDataError as error:
        return Delivered(
            "failed" if error.smtp_code >= 500 else "later",
            _plain(error.smtp_code, error.smtp_error),
        )
    except (OSError, smtplib.SMTPException) as error:
        return Delivered("unknown", str(error))
    if status != 250:
        return Delivered("failed" if status >= 500 else "later", _plain(status, told))
    return Delivered("sent")


def _plain(status: int, told: bytes | str) -> str:
    words = told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    return f"{status} {' '.join(words.split())}"[:500]
