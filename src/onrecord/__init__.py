"""onrecord tells what a piece of news stands on.

    >>> import onrecord
    >>> article = onrecord.read("page.html")
    >>> reading = onrecord.attribute(article)
    >>> for attribution in reading:
    ...     print(article.words(*attribution.source), "|", article.words(*attribution.content))

`read` takes a page to the article on it, `attribute` finds every statement with its source.
Everything runs on this machine; nothing is downloaded.
"""

from __future__ import annotations

import logging

from onrecord.api import attribute, read, read_all, to_frame
from onrecord.errors import (
    BinaryPageError,
    FetchError,
    FormatError,
    LanguageError,
    ModelError,
    OnRecordError,
    PageError,
    TooLargeError,
)
from onrecord.page import Page
from onrecord.records import (
    Article,
    Attribution,
    Block,
    Credit,
    Furniture,
    Hop,

    Reading,
    Source,
    Span,
)

__all__ = [
    "Article",
    "Attribution",
    "BinaryPageError",
    "Block",
    "Credit",
    "FetchError",
    "FormatError",
    "Furniture",
    "Hop",
    "LanguageError",
    "ModelError",
    "OnRecordError",
    "Page",
    "PageError",
    "Reading",
    "Source",
    "Span",
    "TooLargeError",
    "__version__",
    "attribute",
    "read",
    "read_all",
    "to_frame",
]

__version__ = "0.1.0"

# The library never prints: what it logs is the program's to show.
logging.getLogger(__name__).addHandler(logging.NullHandler())
