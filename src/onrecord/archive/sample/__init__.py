"""A small feed of an invented town, to try the archive with, without a network."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from onrecord.errors import FetchError
from onrecord.page.fetch import Fetched, Fetcher, Known

__all__ = ["SAMPLE", "fetched", "sample"]

#: The address by which it is followed.
SAMPLE = "sample:westhaven"


def fetched(url: str, fetcher: Fetcher, known: Known | None = None) -> Fetched:
    """What is published at an address, be it one of the network or of the sample.

    Raises:
        FetchError: it could not be fetched, or there is no such sample.
    """
    return sample(url) if url.startswith("sample:") else fetcher.fetch(url, known)


def sample(url: str) -> Fetched:
    """What is published at an address of the sample.

    Raises:
        FetchError: there is no such sample.
    """
    if url != SAMPLE:
        raise FetchError(f"{url}: there is one sample, {SAMPLE}")
    data = files(__name__).joinpath("westhaven.xml").read_bytes()
    return Fetched(data, url, "utf-8", datetime.now(UTC))
