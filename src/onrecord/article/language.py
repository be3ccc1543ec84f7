"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.languages import known

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["identify"]

_SHORTEST = 60  # letters: below this a guess is not worth having
_SAMPLE = 20_000  # code points looked at
_SUREST = 0.9


def identify(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, or None where it cannot be told.

    Method: a naive Bayes model over byte n-grams (Lui and Baldwin 2012, *langid.py*).
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _SHORTEST:
        return None
    if (plain := _plainly(sample)) is not None:
        return plain
    # All-capital text is foreign to the identifier's training data.
    code, certainty = _identifier().classify(sample.lower())
    return str(code) if certainty >= _SUREST else None


_WORDS_NEEDED = 60
_SHARE_NEEDED = 0.25  # English news has some 35 of a hundred; Dutch, the nearest, some 10


def _plainly(sample: str) -> str | None:
    """The language of a text that is one beyond doubt, told without loading the identifier's model."""
    words = sample.lower().split()
    if len(words) < _WORDS_NEEDED:
        return None
    for language in known():
        frequent = frozenset(language.page.frequent)
        if frequent and sum(word in frequent for word in words) / len(words) >= _SHARE_NEEDED:
            return language.code
    return None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
