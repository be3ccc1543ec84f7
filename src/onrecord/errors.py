"""Every error onrecord raises on purpose.

::

    OnRecordError
    ├── PageError               the page could not be had or is no page
    │   ├── FetchError          a URL could not be fetched
    │   ├── BinaryPageError     the bytes are not text (an image, a PDF, an archive)
    │   ├── TooLargeError       the page is over the size limit
    │   └── TimeLimitError      the page took longer than a page may
    ├── LanguageError           the article is in a language the model does not read
    ├── ModelError              the model files are missing or do not fit this version
    ├── ArchiveError            the archive cannot be opened, or was asked for what it does not hold
    │   └── QueryError          a question to the archive that cannot be read
    ├── SiteError               what a reader or the owner of a site asked for cannot be done
    ├── FormatError             a file in brat, JSONL, CSV, WARC … does not hold what it should
    ├── WorkerError             a working process died while it read the page
    ├── ClusterError            a run at scale lost its cluster, or cannot begin or go on
    └── InternalError           a fault of onrecord's own, to be reported to its authors

Each message says what was wrong with which input, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

__all__ = [
    "ArchiveError",
    "BinaryPageError",
    "ClusterError",
    "FetchError",
    "FormatError",
    "InternalError",
    "LanguageError",
    "ModelError",
    "OnRecordError",
    "PageError",
    "QueryError",
    "SiteError",
    "TimeLimitError",
    "TooLargeError",
    "WorkerError",
]


class OnRecordError(Exception):
    """Base class of all errors that onrecord raises on purpose.

    Attributes:
        columns: of a page that came in a table: the caller's own fields of its row.
    """

    columns: Mapping[str, Any] = MappingProxyType({})


class PageError(OnRecordError):
    """A page could not be had, or what was had is no page."""


class FetchError(PageError):
    """A URL could not be fetched: refused, timed out, not found, or a private address.

    Attributes:
        status: that the server answered with; None where it did not come to that.
        retry_after: seconds after which it asked us to come back; None where it did not.
    """

    status: int | None = None
    retry_after: float | None = None


class BinaryPageError(PageError):
    """The bytes are not text: an image, a PDF, an archive."""


class TooLargeError(PageError):
    """The page is larger than the size limit in force."""


class TimeLimitError(PageError):
    """The page took longer than a page may: ``--page-timeout`` says how long that is."""


class LanguageError(OnRecordError):
    """The article is in a language the model does not read; ``force`` reads it all the same."""


class ModelError(OnRecordError):
    """The model files are missing, damaged, or made for another version of onrecord."""


class ArchiveError(OnRecordError):
    """The archive cannot be opened, or was asked for what it does not hold."""


class QueryError(ArchiveError):
    """A question to the archive that cannot be read; the message says which part, and what may stand there."""


class SiteError(OnRecordError):
    """What a reader or the owner of a site asked for cannot be done; the message is for them to read."""


class FormatError(OnRecordError):
    """A file does not hold what its format says it should."""


class WorkerError(OnRecordError):
    """A working process died while it read the page: killed, or out of memory."""


class ClusterError(OnRecordError):
    """A run at scale lost its cluster, or cannot begin or go on; what it has done is kept."""


class InternalError(OnRecordError):
    """A fault of onrecord's own, not of the page: please report it, with the page if you may."""
