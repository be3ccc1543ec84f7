"""By what a statement is known for good: its id, which moves when its article changes, and a digest of its words."""

from __future__ import annotations

import hashlib

from onrecord.records import Attribution, Reading

__all__ = ["handle_of", "id_in", "known_by"]

_MARK = "-"


def handle_of(reading: Reading, one: Attribution) -> str:
    """The handle of a statement of an article."""
    return f"{one.id}{_MARK}{_digest(reading, one)}"


def id_in(handle: str) -> str:
    """The id that the statement had when the handle was made."""
    return handle.partition(_MARK)[0]


def known_by(reading: Reading, handle: str) -> Attribution | None:
    """The statement of a handle as an article is now; None where its words are gone.

    Of several with these words the one with its id, else the first. A handle without a digest, as addresses had them, is
    an id.
    """
    own, _, digest = handle.partition(_MARK)
    if not digest:
        return next((one for one in reading if one.id == own), None)
    same = [one for one in reading if _digest(reading, one) == digest]
    return next((one for one in same if one.id == own), same[0] if same else None)


def _digest(reading: Reading, one: Attribution) -> str:
    words = reading.article.words(*(one.content or one.cue))
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
