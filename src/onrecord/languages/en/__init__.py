"""English."""

from __future__ import annotations

from onrecord.languages import Language, Words
from onrecord.languages.actors import ActorWords
from onrecord.languages.en.page import PAGE
from onrecord.languages.stories import StoryWords

__all__ = ["LANGUAGE"]


def _words() -> Words:
    from onrecord.languages.en.words import WORDS  # late: whoever only reads pages needs none of it

    return WORDS


def _stories() -> StoryWords:
    from onrecord.languages.en.stories import STORIES  # late: only stories ask for them

    return STORIES


def _actors() -> ActorWords:
    from onrecord.languages.en.actors import ACTORS  # late: only archives ask for them

    return ACTORS


LANGUAGE = Language("en", "English", PAGE, _words, _actors, _stories)
