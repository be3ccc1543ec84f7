"""URL → page, politely and within limits.

One request a second to a host, a true user agent, limits on redirects, size and time. Addresses of
private networks are refused at every hop unless asked for: a page, or a list of URLs somebody
sent, must not make this machine talk to its own neighbours. The connection goes to the very
address that was checked, so a name cannot change its address in between.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3

from onrecord.errors import BinaryPageError, FetchError, TooLargeError
from onrecord.page._page import Page
from onrecord.page.limits import MAX_PAGE_BYTES

__all__ = ["Fetcher"]

_log = logging.getLogger(__name__)

_USER_AGENT = "onrecord/0.1 (reads one news page for its reader)"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_CHUNK = 65_536
_RETRY_AFTER_MOST = 10  # seconds we are ready to wait when a server asks us to come back
_TEXT_TYPES = re.compile(r"text/|xml|json|octet-stream|^$", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


@dataclass(slots=True)
class Fetcher:
    """Fetches pages.

    Attributes:
        allow_private: whether URLs may lead to private or local addresses.
        timeout: seconds a page may take in all, redirects included.
        max_bytes: size of a page, decompressed.
        max_redirects: hops a URL may take.
        pause: seconds between two requests to one host.
    """

    allow_private: bool = False
    timeout: float = 30.0
    max_bytes: int = MAX_PAGE_BYTES
    max_redirects: int = 8
    pause: float = 1.0
    _last: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def fetch(self, url: str) -> Page:
        """Fetch a page.

        Raises:
            FetchError: it could not be had.
            TooLargeError: it is over the size limit.
            BinaryPageError: the server says that it is no text.
        """
        deadline = time.monotonic() + self.timeout
        at = url
        retried = False
        for _ in range(self.max_redirects + 2):
            response = self._request(url, at, deadline)
            try:
                location = response.headers.get("Location")
                if response.status in (301, 302, 303, 307, 308) and location:
                    at = urljoin(at, location)
                    continue
                wait = response.headers.get("Retry-After", "")
                if response.status in (429, 503) and wait.isdigit() and not retried:
                    if int(wait) <= min(_RETRY_AFTER_MOST, deadline - time.monotonic()):
                        time.sleep(int(wait))
                        retried = True
                        continue
                if response.status >= 400:
                    raise FetchError(f"{url}: the server answered {response.status}")
                return self._page(url, at, response, deadline)
            finally:
                response.release_conn()
                response.close()
        raise FetchError(f"{url}: more than {self.max_redirects} redirects")

    def _request(self, url: str, at: str, deadline: float) -> urllib3.BaseHTTPResponse:
        parts = _split(url, at)
        host = parts.hostname or ""
        address = self._address(url, host, parts)
        self._be_polite(host)
        left = deadline - time.monotonic()
        if left <= 0:
            raise FetchError(f"{url}: took longer than {self.timeout:g} s")
        timeout = urllib3.Timeout(connect=min(10.0, left), read=min(15.0, left))
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": _USER_AGENT,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
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
        else:
            pool = urllib3.HTTPConnectionPool(address, parts.port or 80, timeout=timeout)
        _log.info("fetching %s from %s", at, address)
        try:
            return pool.urlopen(
                "GET", path, headers=headers, redirect=False, retries=False, preload_content=False
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise FetchError(f"{url}: {_plain(error)}") from error

    def _address(self, url: str, host: str, parts: SplitResult) -> str:
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError) as error:
            raise FetchError(f"{url}: no such host as {host!r}") from error
        addresses = [str(info[4][0]) for info in infos]
        if not self.allow_private:
            for address in addresses:
                if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                    raise FetchError(
                        f"{url}: {host} is the private or local address {address}; "
                        "--allow-private (allow_private=True) fetches it all the same"
                    )
        return addresses[0]

    def _be_polite(self, host: str) -> None:
        since = time.monotonic() - self._last.get(host, float("-inf"))
        if since < self.pause:
            time.sleep(self.pause - since)
        self._last[host] = time.monotonic()

    def _page(self, url: str, at: str, response: urllib3.BaseHTTPResponse, deadline: float) -> Page:
        kind = response.headers.get("Content-Type", "")
        if not _TEXT_TYPES.search(kind.partition(";")[0].strip()):
            raise BinaryPageError(f"{url}: the server sends {kind!r}, not a page of text")
        chunks: list[bytes] = []
        size = 0
        try:
            for chunk in response.stream(_CHUNK, decode_content=True):
                size += len(chunk)
                if size > self.max_bytes:
                    raise TooLargeError(f"{url}: the page is larger than {self.max_bytes:,} bytes")
                if time.monotonic() > deadline:
                    raise FetchError(f"{url}: took longer than {self.timeout:g} s")
                chunks.append(chunk)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise FetchError(f"{url}: {_plain(error)}") from error
        charset = _CHARSET.search(kind)
        return Page(b"".join(chunks), url=at, id=url, charset=charset[1] if charset else None)


def _split(url: str, at: str) -> SplitResult:
    try:
        parts = urlsplit(at)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"{url}: {at!r} is no valid URL") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url}: {at!r} is no http or https URL")
    return parts


def _plain(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return f"could not be fetched ({type(reason).__name__}: {reason})"


def shared_fetcher(*, allow_private: bool = False) -> Fetcher:
    return Fetcher(allow_private=allow_private)
