"""What is done with a page in the process beside a worker. It loads nothing but what that needs, and gives plain
values: what the worker has left to do is to write them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.page import Page
from onrecord.pipeline import Settings, attribute, read
from onrecord.records import Reading
from onrecord.scale.rows import Rows, copy_rows, rows_of
from onrecord.stories.shingles import of_sentences
from onrecord.stories.texts import Text

__all__ = ["Held", "Taken", "attributed", "taken"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What reading a page comes to.

    Attributes:
        bare: its article, not attributed yet, as JSON.
        digest: of its words: the same where all are.
        prints: the fingerprints of its sentences.
    """

    bare: str
    digest: int
    prints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An article that was read, as a run keeps it.

    Attributes:
        key: of the page in its run.
        bare: the article, not attributed yet, as JSON.
        original: key of the article in which its words stand; None where it is no copy.
    """

    key: int
    bare: str
    original: int | None

    @property
    def columns(self) -> Mapping[str, Any]:
        """None: the caller's own fields are in the article."""
        return {}


def taken(page: Page, *, language: str | None) -> Taken:
    """Read a page, and take the fingerprints of its words.

    Args:
        page: to read.
        language: of the articles that are attributed; None for all. Others are no copies, and no originals.
    """
    article = read(page)
    bare = Reading(article, (), provenance=article.provenance)
    if language is not None and article.language not in (None, language):
        return Taken(bare.to_json(), 0, ())
    text = Text(bare)
    words = " ".join(word for sentence in text.body for word in sentence.words)
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    found = of_sentences(text)
    return Taken(bare.to_json(), int.from_bytes(digest, "big", signed=True), tuple(sorted(found)))


def attributed(held: Held, *, settings: Settings) -> Rows:
    """The rows of an article: attributed, or as it was read where its words stand in another one.

    Args:
        held: the article.
        settings: of the pipeline.
    """
    bare = Reading.from_json(held.bare)
    if held.original is not None:
        return copy_rows(held.key, bare, held.original)
    return rows_of(held.key, attribute(bare.article, settings=settings))
