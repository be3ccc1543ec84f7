"""English."""

from __future__ import annotations

from onrecord.languages import Language, Words
from onrecord.languages.en.page import PAGE

__all__ = ["LANGUAGE"]


def _words() -> Words:
    from onrecord.languages.en.words import WORDS  # late: whoever only reads pages needs none of it

    return WORDS


LANGUAGE = Language("en", "English", PAGE, _words)
