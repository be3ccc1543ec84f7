"""What reading a page comes to. It is done in a process beside a worker, which loads nothing but what that needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.page import Page
from onrecord.pipeline import read
from onrecord.records import Reading
from onrecord.stories.shingles import fingerprints
from onrecord.stories.texts import Text

__all__ = ["Taken", "taken"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What reading a page comes to.

    Attributes:
        bare: its article, not attributed yet.
        digest: of its words: the same where all are.
        prints: its fingerprints, what is quoted included.
    """

    bare: Reading
    digest: int
    prints: tuple[int, ...]


def taken(page: Page, *, language: str | None) -> Taken:
    """Read a page, and take the fingerprints of its words.

    Args:
        page: to read.
        language: of the articles that are attributed; None for all. Others are no copies, and no originals.
    """
    article = read(page)
    bare = Reading(article, (), provenance=article.provenance)
    if language is not None and article.language not in (None, language):
        return Taken(bare, 0, ())
    text = Text(bare)
    words = " ".join(word for sentence in text.body for word in sentence.words)
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    found = fingerprints(text, quotations=True)
    return Taken(bare, int.from_bytes(digest, "big", signed=True), tuple(sorted(found)))
