"""URL → bytes of a page, politely and within limits.

One request a second to a host, a true user agent, robots.txt, limits on redirects, size and time.
Addresses of private networks are refused at every hop unless asked for: a page, or a list of URLs
somebody sent, must not make this machine talk to its own neighbours. The connection goes to the
very address that was checked, so a name cannot change its address in between. The time limit is one
for all: resolving, connecting, headers that drip, a body that drips.
"""

from __future__ import annotations

import base64
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from onrecord._log import logger
from onrecord.errors import BinaryPageError, FetchError, FormatError, TooLargeError
from onrecord.page.addresses import is_public, without_credentials
from onrecord.page.limits import MAX_PAGE_BYTES

if TYPE_CHECKING:
    from http.cookiejar import CookieJar
    from pathlib import Path

    from protego import Protego

__all__ = [
    "USER_AGENT",
    "Fetched",
    "Fetcher",
    "Known",
    "read_cookies",
    "shared_fetcher",
    "without_credentials",
]

_log = logger(__name__)

USER_AGENT = "onrecord/0.1 (reads one news page for its reader)"
_ROBOT = "onrecord"  # what a site's robots.txt may call us
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_CHUNK = 65_536
_RETRY_AFTER_MOST = 10  # seconds we are ready to wait when a server asks us to come back
_CRAWL_DELAY_MOST = 10  # seconds between two requests that a site's robots.txt may ask for
_ROBOTS_MOST = 500_000  # bytes of a robots.txt that are read (RFC 9309, 2.5)
_ROBOTS_TIME = 8.0  # seconds that a robots.txt may take
_ROBOTS_HOLD = 86_400.0  # seconds for which a robots.txt holds (RFC 9309, 2.4)
_ROBOTS_REDIRECTS = 5  # that it may take (RFC 9309, 2.3.1.2)
_TEXT_TYPES = re.compile(r"text/|xml|json|octet-stream|^$", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)


class Fetched(NamedTuple):
    """What was fetched.

    Attributes:
        data: the bytes; none where what is known already still holds.
        url: the address that they came from in the end.
        charset: the character encoding that the server declared.
        fetched: when.
        unchanged: whether the server says that what we know still holds (304).
        etag, modified: what to ask with the next time (RFC 9110, 8.8).
        moved: the address for good, where the one that was asked for has been given up (301, 308).
    """

    data: bytes
    url: str
    charset: str | None
    fetched: datetime
    unchanged: bool = False
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None


class Known(NamedTuple):
    """What is known of an address from an earlier answer: its validators."""

    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; may be used from several threads.

    Attributes:
        allow_private: whether URLs may lead to private or local addresses.
        timeout: seconds a page may take in all, redirects included.
        max_bytes: size of a page, decompressed.
        max_redirects: hops a URL may take.
        pause: seconds between two requests to one host; a site's robots.txt may ask for more.
        robots: whether a site's robots.txt is heeded.
        cookies: of the user's own, for pages behind a login; sent to the sites they are of.
    """

    allow_private: bool = False
    timeout: float = 30.0
    max_bytes: int = MAX_PAGE_BYTES
    max_redirects: int = 8
    pause: float = 1.0
    robots: bool = True
    cookies: CookieJar | None = None
    _next: dict[str, float] = field(default_factory=dict, init=False, repr=False)
    _rules: dict[str, tuple[float, Protego | None]] = field(
        default_factory=dict, init=False, repr=False
    )
    _delays: dict[str, float] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)
    _asking: dict[str, threading.Lock] = field(default_factory=dict, init=False, repr=False)

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        """Fetch a page.

        Args:
            url: of the page.
            known: from an earlier answer; where that still holds, the server need not send it again.

        Raises:
            FetchError: it could not be had, or its site asks programs not to.
            TooLargeError: it is over the size limit.
            BinaryPageError: the server says that it is no text.
        """
        deadline = time.monotonic() + self.timeout
        asked, url = url, without_credentials(url)  # as it was given, and as it is told
        at = moved = asked  # where we are, and where the address itself has gone for good
        retried = False
        for _ in range(self.max_redirects + 2):
            parts = _split(url, at)
            self._heed_robots(url, parts, deadline)
            with self._request(url, at, parts, deadline, known) as response:
                if response.status in _REDIRECTS:
                    behind = _redirected(url, at, response)
                    if moved == at and response.status in _FOR_GOOD:
                        moved = behind
                    at = behind
                    continue
                wait = _retry_after(response)
                if wait is not None and not retried:
                    if wait <= min(_RETRY_AFTER_MOST, deadline - time.monotonic()):
                        time.sleep(wait)
                        retried = True
                        continue
                if response.status not in (200, 304) or (response.status == 304 and not known):
                    raise _refused(url, response.status, wait)
                found = self._page(url, at, response, deadline)
                return found if moved == asked else found._replace(moved=moved)
        raise FetchError(f"{url}: more than {self.max_redirects} redirects")

    @contextmanager
    def _request(
        self,
        url: str,
        at: str,
        parts: SplitResult,
        deadline: float,
        known: Known | None = None,
    ) -> Iterator[urllib3.BaseHTTPResponse]:
        """A response, whose connection is closed when the time is up, whatever it is at."""
        host = parts.hostname or ""
        address = self._address(url, host, parts, deadline)
        self._be_polite(host, deadline)
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._too_long(url)
        watch = _Watch(left)
        pool = _pool(address, host, parts, watch, left)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = self._headers(at, parts, known or Known())
        _log.info("fetching %s from %s", without_credentials(at), address)
        try:
            response = pool.urlopen(
                "GET", path, headers=headers, redirect=False, retries=False, preload_content=False
            )
            try:
                yield response
            finally:
                response.close()
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            if watch.expired:
                raise self._too_long(url) from error
            raise FetchError(f"{url}: {_plain(error)}") from error
        finally:
            watch.cancel()
            pool.close()

    def _headers(self, at: str, parts: SplitResult, known: Known) -> dict[str, str]:
        headers = {
            "Host": parts.netloc.rpartition("@")[2].encode("idna").decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "If-None-Match": known.etag or "",
            "If-Modified-Since": known.modified or "",
            "Cookie": _cookies_for(self.cookies, at),
            "Authorization": _authorization(parts),
        }
        return {name: value for name, value in headers.items() if value}

    def _too_long(self, url: str) -> FetchError:
        return FetchError(f"{url}: took longer than {self.timeout:g} s")

    def _address(self, url: str, host: str, parts: SplitResult, deadline: float) -> str:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = _resolved(host, port, deadline - time.monotonic())
        if addresses is None:
            raise self._too_long(url)
        if not addresses:
            raise FetchError(f"{url}: no such host as {host!r}")
        if not self.allow_private:
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        f"{url}: {host} is the private or local address {address}; "
                        "--allow-private (allow_private=True) fetches it all the same"
                    )
        return addresses[0]

    def _be_polite(self, host: str, deadline: float) -> None:
        """Wait for this host's turn; each caller takes the next one."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._pause(host)
        wait = turn - now
        if wait > 0:
            time.sleep(min(wait, max(deadline - now, 0)))

    def _pause(self, host: str) -> float:
        return max(self.pause, self._delays.get(host, 0.0))

    def _heed_robots(self, url: str, parts: SplitResult, deadline: float) -> None:
        """Ask the site's robots.txt (RFC 9309): none is leave, a server in trouble gives none.

        Raises:
            FetchError: the site asks programs not to fetch this page.
        """
        if not self.robots:
            return
        site = f"{parts.scheme}://{parts.netloc}"
        host = parts.hostname or ""
        with self._lock:
            asking = self._asking.setdefault(host, threading.Lock())
        # One thread asks, and the others wait: what it clears away is no other's turn.
        if not asking.acquire(timeout=max(deadline - time.monotonic(), 0)):
            raise self._too_long(url)
        try:
            if time.monotonic() >= self._rules.get(site, (0.0, None))[0]:
                rules, hold = self._robots_of(url, parts, deadline)
                self._rules[site] = time.monotonic() + hold, rules
                asked = rules.crawl_delay(_ROBOT) if rules is not None else None
                self._delays[host] = min(float(asked or 0), _CRAWL_DELAY_MOST)
        finally:
            asking.release()
        rules = self._rules[site][1]
        if rules is not None and not rules.can_fetch(parts.geturl(), _ROBOT):
            raise FetchError(f"{url}: the site's robots.txt asks programs not to fetch this page")

    def _robots_of(
        self, url: str, parts: SplitResult, deadline: float
    ) -> tuple[Protego | None, float]:
        """A site's rules, and for how many seconds they hold: what was cut off only for this page."""
        from protego import Protego

        at = parts._replace(path="/robots.txt", query="", fragment="")
        soon = min(deadline, time.monotonic() + _ROBOTS_TIME)
        before = self._next.get(parts.hostname or "")
        read: list[bytes] = []
        status, hold = 404, _ROBOTS_HOLD
        try:
            for _ in range(_ROBOTS_REDIRECTS + 1):
                with self._request(url, at.geturl(), at, soon) as response:
                    status = response.status
                    if status in _REDIRECTS:
                        at = _split(url, _redirected(url, at.geturl(), response))
                        continue
                    if status == 200:
                        read.extend(self._chunks(url, response, soon, _ROBOTS_MOST))
                    break
        except TooLargeError:
            pass  # what stands at its beginning holds
        except FetchError:
            hold = 0.0  # what is wrong with the site the page's own request tells
        finally:
            # The pause is between pages; what belongs to the first one does not delay it.
            with self._lock:
                if before is None:
                    self._next.pop(parts.hostname or "", None)
        if status >= 500:
            raise FetchError(f"{url}: the site's robots.txt answers {status}; not fetched")
        text = b"".join(read).decode("utf-8-sig", "replace")
        return (Protego.parse(text) if text else None), hold

    def _page(
        self, url: str, at: str, response: urllib3.BaseHTTPResponse, deadline: float
    ) -> Fetched:
        now = datetime.now(UTC)
        etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
        if response.status == 304:
            return Fetched(b"", at, None, now, unchanged=True, etag=etag, modified=modified)
        kind = response.headers.get("Content-Type", "")
        if not _TEXT_TYPES.search(kind.partition(";")[0].strip()):
            raise BinaryPageError(f"{url}: the server sends {kind!r}, not a page of text")
        data = b"".join(self._chunks(url, response, deadline, self.max_bytes))
        charset = _CHARSET.search(kind)
        return Fetched(data, at, charset[1] if charset else None, now, etag=etag, modified=modified)

    def _chunks(
        self, url: str, response: urllib3.BaseHTTPResponse, deadline: float, most: int
    ) -> Iterator[bytes]:
        """A body as it comes."""
        size = 0
        while chunk := response.read1(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > most:
                raise TooLargeError(f"{url}: the page is larger than {most:,} bytes")
            if time.monotonic() > deadline:
                raise self._too_long(url)
            yield chunk
        if time.monotonic() >= deadline:  # the watch has closed it
            raise self._too_long(url)
        remaining = getattr(response, "length_remaining", None)
        if remaining:
            raise FetchError(f"{url}: the connection ended {remaining} bytes before the page did")


@cache
def shared_fetcher(*, allow_private: bool = False) -> Fetcher:
    """The fetcher of this process, whose pauses hold over all that it fetches."""
    return Fetcher(allow_private=allow_private)


class _Watch:
    """Closes a connection's socket when its time is up: no read outlasts it, however it drips."""

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def on(self, connected: socket.socket | None) -> None:
        """Watch a socket."""
        self._socket = connected

    def cancel(self) -> None:
        """Stop watching."""
        self._timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        if self._socket is not None:
            with suppress(OSError):  # closed already
                self._socket.shutdown(socket.SHUT_RDWR)


def _pool(
    address: str, host: str, parts: SplitResult, watch: _Watch, left: float
) -> urllib3.HTTPConnectionPool:
    """Connections to an address that was checked, under a watch."""
    timeout = urllib3.Timeout(connect=min(10.0, left), read=min(15.0, left))

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watch.on(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            watch.on(self.sock)

    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address,
            parts.port or 443,
            server_hostname=host,
            assert_hostname=host,
            cert_reqs="CERT_REQUIRED",
            timeout=timeout,
        )
        pool.ConnectionCls = Secure
    else:
        pool = urllib3.HTTPConnectionPool(address, parts.port or 80, timeout=timeout)
        pool.ConnectionCls = Plain
    return pool


def _resolved(host: str, port: int, seconds: float) -> list[str] | None:
    """The addresses of a host, none if it has none; None where nobody answers in time."""
    found: list[str] = []

    def ask() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError):
            return
        found.extend(str(info[4][0]) for info in infos)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(seconds, 0))
    return None if asking.is_alive() else found


def _split(url: str, at: str) -> SplitResult:
    try:
        parts = urlsplit(at)
        _ = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError as error:  # UnicodeError among them
        raise FetchError(f"{url}: {without_credentials(at)!r} is no valid URL") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url}: {without_credentials(at)!r} is no http or https URL")
    # What is beyond ASCII in a path goes out percent-encoded, as browsers send it, and a host as DNS has it.
    return parts._replace(
        netloc=_in_ascii(parts), path=_encoded(parts.path), query=_encoded(parts.query)
    )


def _in_ascii(parts: SplitResult) -> str:
    if parts.netloc.isascii():
        return parts.netloc
    user, mark, _ = parts.netloc.rpartition("@")
    host = (parts.hostname or "").encode("idna").decode("ascii")
    return f"{user}{mark}{host}" + (f":{parts.port}" if parts.port else "")


def _authorization(parts: SplitResult) -> str:
    """The header that a user and a password in an address ask for (RFC 7617)."""
    if parts.username is None:
        return ""
    told = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(told.encode()).decode('ascii')}"


def _encoded(part: str) -> str:
    return quote(part, safe="/%:@!$&'()*+,;=?~-._", errors="replace")


def _redirected(url: str, at: str, response: urllib3.BaseHTTPResponse) -> str:
    location = response.headers.get("Location")
    if not location:
        raise FetchError(f"{url}: the server answered {response.status} without a place to go")
    try:
        return urljoin(at, location)
    except ValueError as error:
        raise FetchError(f"{url}: redirected to {location!r}, which is no URL") from error


def _retry_after(response: urllib3.BaseHTTPResponse) -> float | None:
    """Seconds after which a server asks us to come back; None where it does not."""
    if response.status not in (429, 503):
        return None
    value = (response.headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit() and len(value) < 8:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


def _refused(url: str, status: int, wait: float | None) -> FetchError:
    error = FetchError(f"{url}: the server answered {status}")
    error.status, error.retry_after = status, wait
    return error


def read_cookies(path: Path) -> CookieJar:
    """Cookies of a file in the form that browsers' tools export (Netscape's ``cookies.txt``).

    Raises:
        FormatError: it is none, or cannot be read.
    """
    from http.cookiejar import LoadError, MozillaCookieJar

    jar = MozillaCookieJar(path)
    try:
        jar.load(ignore_discard=True, ignore_expires=False)
    except (LoadError, OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: no file of cookies that can be read ({error})") from error
    return jar


def _cookies_for(jar: CookieJar | None, url: str) -> str:
    """The header that sends a site its own cookies, and no other's."""
    if jar is None:
        return ""
    from urllib.request import Request

    request = Request(url)
    jar.add_cookie_header(request)
    return request.get_header("Cookie") or ""


def _plain(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return f"could not be fetched ({type(reason).__name__}: {reason})"
