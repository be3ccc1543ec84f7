"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
    if sum(char.isalpha() for char in sample) < _SHORTEST:
        return None
    if _is_plain_english(sample):
        return "en"
    # All-capital text is foreign to the identifier's training data.
    code, certainty = _identifier().classify(sample.lower())
    return str(code) if certainty >= _SUREST else None


#: Words that are frequent in English and, but for a few, in no other language.
_ENGLISH = frozenset(
    "the of and to that is was for with as his her on at by from which have has had they were this "
    "who would will been their said are not he she it".split()
)
_WORDS_NEEDED = 60
_SHARE_NEEDED = 0.25  # English news has some 35 of a hundred; Dutch, the nearest, some 10


def _is_plain_english(sample: str) -> bool:
    """Whether a text is English beyond doubt, told without loading the identifier's model."""
    words = sample.lower().split()
    if len(words) < _WORDS_NEEDED:
        return False
    return sum(word in _ENGLISH for word in words) / len(words) >= _SHARE_NEEDED


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
