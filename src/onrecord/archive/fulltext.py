"""What a word is, and its stem, for the full-text indexes of both databases.

Decided here and once, by the article's language (Snowball; Porter, 2001), so that both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache
from threading import local
from typing import NamedTuple

import Stemmer

__all__ = ["Word", "fold", "says_no", "stem", "stems", "words"]

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLITIC = re.compile(r"['’].*")
#: Snowball's names of the languages whose stems it knows.
_LANGUAGES = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
_here = local()


class Word(NamedTuple):
    """A word of a text: where it stands, and what it is known by in the index."""

    start: int
    end: int
    stem: str


def fold(text: str) -> str:
    """A text without case, marks on its letters, and the forms of compatibility."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=65_536)
def stem(word: str, language: str | None) -> str:
    """What a word is known by in the index: folded, without a clitic, cut to its stem."""
    bare = fold(_CLITIC.sub("", word))
    if not bare.isascii():  # halves of characters, as a broken page may have, no stemmer takes
        bare = bare.encode("utf-8", "replace").decode("utf-8")
    stemmer = _stemmer(language)
    cut = stemmer.stemWord(bare) if stemmer is not None else bare
    # What folding made of one character may be several words (½, ㎞).
    return "".join(char for char in cut if char.isalnum()) or bare


def stems(text: str | None, language: str | None) -> str:
    """The words of a text as they stand in the index, with a space between them."""
    return " ".join([stem(found[0], language) for found in _TOKEN.finditer(text or "")])


def says_no(folded: str, signs: AbstractSet[str]) -> bool:
    """Whether an odd number of the words of a folded text says no.

    Args:
        folded: the text.
        signs: words that say no.
    """
    return sum(part in signs for part in _PLAIN.findall(folded)) % 2 == 1


def words(text: str, language: str | None) -> list[Word]:
    """The words of a text with their places."""
    return [
        Word(found.start(), found.end(), stem(found[0], language))
        for found in _TOKEN.finditer(text)
    ]


def _stemmer(language: str | None) -> Stemmer.Stemmer | None:
    """A language's stemmer, one a thread: they are not safe for several."""
    known: dict[str, Stemmer.Stemmer | None] | None = getattr(_here, "stemmers", None)
    if known is None:
        known = _here.stemmers = {}
    code = (language or "").partition("-")[0]
    if code not in known:
        name = _LANGUAGES.get(code)
        known[code] = Stemmer.Stemmer(name, 0) if name else None
    return known[code]
