"""onrecord tells what a piece of news stands on.

    >>> import onrecord
    >>> article = onrecord.read("https://example.org/news/1.html")
    >>> reading = onrecord.attribute(article)
    >>> for attribution in reading:
    ...     print(reading.source_of(attribution), "|", reading.text_of(attribution))

`read` takes a page to the article on it, `attribute` finds every statement with its source.
Everything runs on this machine; nothing is downloaded but the pages you ask for.
"""

from __future__ import annotations

from onrecord.about import __version__
from onrecord.api import attribute, read, read_all, read_text, to_frame
from onrecord.errors import (
    ArchiveError,
    BinaryPageError,
    ClusterError,
    FetchError,
    FormatError,
    InternalError,
    LanguageError,
    ModelError,
    OnRecordError,
    PageError,
    QueryError,
    TimeLimitError,
    TooLargeError,
    WorkerError,
)
from onrecord.page import Page
from onrecord.records import (
    Article,
    Attribution,
    Block,
    Credit,
    Furniture,
    Hop,
    Provenance,
    Reading,
    Source,
    Span,
    TimeExpression,
)

__all__ = [
    "ArchiveError",
    "Article",
    "Attribution",
    "BinaryPageError",
    "Block",
    "ClusterError",
    "Credit",
    "FetchError",
    "FormatError",
    "Furniture",
    "Hop",
    "InternalError",
    "LanguageError",
    "ModelError",
    "OnRecordError",
    "Page",
    "PageError",
    "Provenance",
    "QueryError",
    "Reading",
    "Source",
    "Span",
    "TimeExpression",
    "TimeLimitError",
    "TooLargeError",
    "WorkerError",
    "__version__",
    "attribute",
    "read",
    "read_all",
    "read_text",
    "to_frame",
]
