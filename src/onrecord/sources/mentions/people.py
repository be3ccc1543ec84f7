"""The names an article gives in full, so that short names can be told whose they are.

Not only sources: "Pence" is Mike Pence because the article says so somewhere, in whatever role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.languages.lexicon import (
    ORGANISATION_WORDS,
    PLACES,
    TITLES,
    gender_of_name,
    gender_of_title,
    kind_of_noun,
)
from onrecord.outlets.names import known_outlet, looks_like_outlet

__all__ = ["FullName", "alike", "bodies_named", "full_names", "is_function_word", "is_no_name"]

_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Prof|Rev|Hon|Adm|Capt|Maj)\.|[A-ZÀ-ÖØ-Þ][\w’'-]{0,30}[a-zß-öø-ÿ][\w’'-]{0,30}|[A-Z]\.(?:\s?[A-Z]\.)*|Mc[A-Z]\w+|O[’'][A-Z]\w+|[A-Z][\w]*)"
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|van|von|la|le|el|al|bin|ibn|abu|ben)"
_NAME = re.compile(
    rf"(?<![\w’'-]){_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_WORD}){{1,4}}(?![\w])"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_FUNCTION_WORDS = frozenset(
    """the a an and but or if in on at for of to by with from as it he she they we you i this that these
    those when while after before since because however meanwhile also then now here there what who why
    how where although though still yet so not no yes her his its their our my your both all some many
    up against over under into onto out off down about between among could should would can will may
    must do does did is are was were be been has have had get gets got make makes new old more most less
    against without within through during per via than says said say tells told vs just only even
    rather instead indeed perhaps maybe moreover furthermore additionally nevertheless nonetheless thus
    hence likewise besides despite unlike like such given every each either neither several many few
    another other others much once until upon yes despite today tonight tomorrow yesterday
    asked according earlier later last next monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december""".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


_SPOUSE = re.compile(r"(?<![\w’'-])([A-Z][a-z]+) and $")


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name of two words or more, or of one behind a title, where it stands.

    Attributes:
        name: without titles.
        titles: what stood before it, in lower case.
        start, end: offsets in the article's text.
    """

    name: str
    titles: tuple[str, ...]
    start: int
    end: int

    @property
    def last(self) -> str:
        """The family name."""
        words = self.name.split()
        own = [word for word in words if word.rstrip(".,").lower() not in _SUFFIXES]
        return own[-1] if own else words[-1]

    @property
    def gender(self) -> str | None:
        """``m`` or ``f`` by the titles; None where they do not tell."""
        return gender_of_title(" ".join(self.titles))

    @property
    def first(self) -> str:
        """The given name."""
        return self.name.split()[0]


def full_names(text: str) -> Iterator[FullName]:
    """Names of persons in an article, in order. Names of bodies, places and outlets are left out."""
    found = list(_full_names(text))
    families = {full.last for full in found}
    for full in found:
        if (spouse := _spouse(text, full, families)) is not None:
            yield spouse
        yield full


def _spouse(text: str, full: FullName, families: set[str]) -> FullName | None:
    """As in "Tom and Ada Reed": Tom Reed, where Tom is nobody's family name."""
    match = _SPOUSE.search(text[max(full.start - 24, 0) : full.start])
    if match is None or match[1] in families or len(full.name.split()) != 2:
        return None
    if not gender_of_name(match[1]) or not gender_of_name(full.name):
        return None
    start = full.start - len(match[0])
    return FullName(f"{match[1]} {full.last}", (), start, start + len(match[1]))


def _full_names(text: str) -> Iterator[FullName]:
    for match in _NAME.finditer(text):
        words = [(word[0], match.start() + word.start()) for word in re.finditer(r"\S+", match[0])]
        while words and words[0][0].rstrip(".").lower() in _FUNCTION_WORDS:
            words = words[1:]
        titles: list[str] = []
        # "Senate Majority Leader Mitch McConnell": what stands before the last role is no name.
        for place in range(len(words) - 2, -1, -1):
            plain = _POSSESSIVE.sub("", words[place][0]).rstrip(".").lower()
            noun = kind_of_noun(plain)
            if plain in TITLES or noun == ("person", False) or _POSSESSIVE.search(words[place][0]):
                titles = [word.rstrip(".").lower() for word, _ in words[: place + 1]]
                words = words[place + 1 :]
                break
        if len(words) < 2 and not set(titles) & TITLES:
            continue
        name = _POSSESSIVE.sub("", " ".join(word for word, _ in words))
        if _is_person(name):
            yield FullName(name, tuple(titles), words[0][1], words[0][1] + len(name))


def bodies_named(text: str, head: str) -> Iterator[tuple[int, str]]:
    """Bodies that a text names by a head noun: where each name ends, and the name.

    "State Department" for "department"; for "campaign" those of persons, "Clinton’s campaign".
    """
    if head == "campaign":
        for match in _CAMPAIGN.finditer(text):
            if not is_no_name(match[1]):
                yield match.end(), re.sub(r"(?<=[’']s) \w+ (?=campaign)", " ", match[0])
        return
    stem = "Cent(?:er|re)" if head in ("center", "centre") else re.escape(head.capitalize())
    for match in re.finditer(rf"(?<![\w.&’'-])((?:[A-Z][\w.&’'-]* ){{1,8}}{stem})\b", text):
        yield match.end(), re.sub(r"^The ", "", match[1])


_CAMPAIGN = re.compile(
    r"(?<![\w’'-])((?:(?:Mr|Mrs|Ms)\. )?[A-Z][\w-]{0,40})(?:[’']s?)? (?:\w+ )?campaign\b"
)


def is_function_word(word: str) -> bool:
    """Whether a capitalised word is none of a name, but opens a sentence: "In", "However", "Monday"."""
    return word.rstrip(".,").lower() in _FUNCTION_WORDS


def is_no_name(word: str) -> bool:
    """Whether a capitalised word is no family name: a function word, a place, part of a body."""
    plain = word.rstrip(".,").lower()
    return (
        plain in _FUNCTION_WORDS
        or plain in PLACES
        or plain in ORGANISATION_WORDS
        or plain in TITLES
        or plain.endswith(("ly", "ing", "ican", "ish", "ians"))
        or known_outlet(word) is not None
    )


def _is_person(name: str) -> bool:
    words = [word.rstrip(".,").lower() for word in name.split()]
    if known_outlet(name) or looks_like_outlet(name):
        return False
    if any(word in ORGANISATION_WORDS or word in _FUNCTION_WORDS for word in words):
        return False
    if words[-1] in PLACES or " ".join(words) in PLACES or name.isupper():
        return False
    if words[-1].endswith(("ican", "icans", "ians")):
        return False  # "North American"
    noun = kind_of_noun(words[-1])
    return noun is None or (noun[0] == "person" and not noun[1] and len(words) > 1)


def alike(one: str, other: str) -> bool:
    """Whether two names may be one, misspelt, mistranslated or inflected.

    "Soleimani" and "Suleimani", "Zelensky" and "Zelenskyy": the same first letter, five letters or
    more, and nearly all letters in the same order (Ratcliff and Obershelp's measure).
    """
    first, second = one.casefold(), other.casefold()
    if first == second:
        return True
    if min(len(first), len(second)) < 5 or first[0] != second[0]:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.84
