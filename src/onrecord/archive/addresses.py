"""One address for all that lead to the same article."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from courlan import normalize_url

__all__ = ["same_address"]

_SCHEMES = {"http": 80, "https": 443}


@lru_cache(maxsize=4_096)
def same_address(url: str | None) -> str | None:
    """What an address is known by; None of what is no web address.

    Trackers are taken away and parameters put in order (by `courlan`); fragment, user and password,
    the default port, ``www.`` and a slash at the end go too, and an ``http`` address is known as the
    ``https`` one.
    """
    try:
        parts = urlsplit(normalize_url((url or "").strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not host:
        return None
    if port not in (None, _SCHEMES[parts.scheme]):
        host = f"{host}:{port}"
    path = parts.path.rstrip("/") or "/"
    known: str = urlunsplit(("https", host.removeprefix("www."), path, parts.query, ""))
    return known
