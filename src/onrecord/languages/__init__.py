"""Languages: a folder each, found by looking, handed to the stages as one object.

A folder ``xx`` (ISO 639-1; 639-3 where that has none) holds in its ``__init__`` a `LANGUAGE`. One that is not `finished` says
so: its pages are read, for the words of its pages are known, and its articles are not attributed.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from onrecord.languages.actors import ActorWords
from onrecord.languages.page import PageWords, merged
from onrecord.languages.stories import StoryWords
from onrecord.languages.words import Words

__all__ = [
    "DEFAULT",
    "ActorWords",
    "Language",
    "PageWords",
    "StoryWords",
    "Words",
    "actor_words",
    "find",
    "known",
    "page_words",
    "reading_words",
    "story_words",
    "words_of",
]

#: The language whose rules read an article where reading it is forced, or its language is not known.
DEFAULT = "en"
_LONGEST_CODE = 3  # letters: a folder with a longer name holds what languages share


@dataclass(frozen=True, slots=True)
class Language:
    """A language folder's own account of itself.

    Attributes:
        code: ISO 639-1.
        name: in English, for messages.
        page: the words round an article.
        words: gives what attribution asks for; None while the language is unfinished.
        actors: gives what an archive asks for; None where it has no words of its own.
        stories: gives what the comparison of articles asks for; None likewise.
    """

    code: str
    name: str
    page: PageWords
    words: Callable[[], Words] | None = None
    actors: Callable[[], ActorWords] | None = None
    stories: Callable[[], StoryWords] | None = None

    @property
    def finished(self) -> bool:
        """Whether its articles can be attributed."""
        return self.words is not None


@cache
def known() -> tuple[Language, ...]:
    """Every language that has a folder, by code; looked for once."""
    found = (one.name for one in pkgutil.iter_modules(__path__) if one.ispkg)
    codes = sorted(name for name in found if len(name) <= _LONGEST_CODE)
    return tuple(import_module(f"{__name__}.{code}").LANGUAGE for code in codes)


def find(code: str) -> Language | None:
    """The language of a code, or None where it has no folder."""
    return next((language for language in known() if language.code == code), None)


def words_of(code: str) -> Words:
    """The words of a finished language.

    Raises:
        LookupError: it has no folder, or is unfinished.
    """
    language = find(code)
    if language is None or language.words is None:
        raise LookupError(f"no finished language {code!r}")
    return language.words()


def reading_words(code: str | None) -> Words:
    """The words of a language; where that is not read, those by which reading it is forced."""
    language = find(code or DEFAULT)
    return words_of(language.code if language and language.finished else DEFAULT)


@cache
def page_words() -> PageWords:
    """The words round an article, of all languages that have a folder."""
    return merged(language.page for language in known())


@cache
def actor_words(code: str | None) -> ActorWords:
    """A language's words for people and bodies across articles; none of a language that has none."""
    language = find(code or DEFAULT)
    return language.actors() if language and language.actors else ActorWords()


@cache
def story_words(code: str | None) -> StoryWords:
    """A language's words for comparing articles; none of a language that has none."""
    language = find(code or DEFAULT)
    return language.stories() if language and language.stories else StoryWords()
