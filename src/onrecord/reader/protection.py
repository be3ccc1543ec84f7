"""What keeps a site from being abused, without asking anybody else: seals, digests, rates, proof of work."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from itsdangerous import BadSignature, URLSafeSerializer

from onrecord.errors import SiteError

__all__ = ["Rates", "SealError", "Seals", "digest_of", "new_token", "worked"]

_KEPT = 50_000  # callers whose last requests are in memory


class SealError(SiteError):
    """A form that this site did not give out, or too long ago, or that was sent back too fast."""


def new_token() -> str:
    """A secret that nobody guesses, for a cookie, a link or a program."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """By what a secret is known where it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


class Seals:
    """What a site signs, and reads again.

    Args:
        secret: the site's own.
        now: the time, in seconds.
    """

    def __init__(self, secret: bytes, now: Callable[[], float] = time.time) -> None:
        self._secret, self._now = secret, now

    def sealed(self, purpose: str, what: str = "") -> str:
        """Something to be given out, with the time at which it was; each another."""
        made = URLSafeSerializer(self._secret, salt=purpose).dumps(
            [what, int(self._now()), secrets.token_urlsafe(6)]
        )
        return str(made)

    def opened(
        self, purpose: str, seal: str, *, soonest: float = 0.0, latest: float = 86_400.0
    ) -> str:
        """What was given out.

        Args:
            purpose: for which it was.
            seal: as it came back.
            soonest, latest: seconds after which it may come back.

        Raises:
            SealError: it is none of ours, or came too soon or too late.
        """
        try:
            what, made, _ = URLSafeSerializer(self._secret, salt=purpose).loads(seal)
            age = self._now() - float(made)
        except (BadSignature, TypeError, ValueError) as error:
            raise SealError("this form is not from here; please open the page again") from error
        if age < soonest:
            raise SealError("that was fast; please wait a moment and send it again")
        if age > latest:
            raise SealError("this form is too old; please open the page again")
        return str(what)

    def address(self, told: str | None) -> str | None:
        """The keyed digest of a reader's address; of IPv6 of its network of 64 bits."""
        if not told:
            return None
        try:
            one = ip_address(told)
            mapped = one.ipv4_mapped if isinstance(one, IPv6Address) else None
            plain = str(mapped or one) if mapped or one.version == 4 else one.exploded[:19]
        except ValueError:
            plain = told[:200]
        return hmac.new(self._secret, b"address:" + plain.encode(), hashlib.sha256).hexdigest()[:32]


class Rates:
    """How often a caller may do something.

    Args:
        now: the time, in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._held: dict[tuple[str, str], deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, what: str, who: str | None, many: int, seconds: float) -> float:
        """Count one more.

        Args:
            what: is done.
            who: does it; nobody known is one caller.
            many: how often it may be done within ``seconds``.

        Returns:
            0 where it may be done; else the seconds until it may be, and it is not counted.
        """
        now = self._now()
        with self._lock:
            told = who or ""
            key = what, told if len(told) <= 80 else digest_of(told)
            own = self._held.setdefault(key, deque())
            while own and own[0] <= now - seconds:
                own.popleft()
            if len(own) >= many:
                return own[0] + seconds - now
            own.append(now)
            if len(self._held) > _KEPT:
                self._sweep(now)
        return 0.0

    def _sweep(self, now: float) -> None:
        """Drop callers that have not come for an hour; where that is not enough, the half that came first."""
        for key in [key for key, own in self._held.items() if not own or own[-1] < now - 3_600]:
            del self._held[key]
        if len(self._held) > _KEPT:
            for key in list(self._held)[: _KEPT // 2]:
                del self._held[key]


def worked(challenge: str, answer: str, bits: int) -> bool:
    """Whether the digest of challenge and answer begins with so many bits of nought (Hashcash; Back 2002)."""
    if len(answer) > 64:
        return False
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0 if bits else True
