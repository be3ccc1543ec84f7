"""The names an article gives in full, so that short names can be told whose they are.

Not only sources: "Pence" is Mike Pence because the article says so somewhere, in whatever role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.languages import Words
from onrecord.outlets import known_outlet, looks_like_outlet
from onrecord.records import Span
from onrecord.text import Document, Taken

__all__ = ["FullName", "alike", "bodies_named", "full_names", "is_no_name"]

_LONGEST_HEADLINE = 200  # code points of a line, its last ones
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_OF_HEADLINE, _SHARE_OF_HEADLINE = 4, 0.8  # words of a line; of which have capitals
_MOST_WORDS = 5  # of a person's name
_LETTERS = re.compile(r"[A-Z]{3,4}")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name of two words or more, or of one behind a title, where it stands.

    Attributes:
        name: without titles.
        last: the family name.
        titles: what stood before it, in lower case.
        gender: ``m`` or ``f`` by the titles; None where they do not tell.
        start, end: offsets in the article's text.
    """

    name: str
    last: str
    titles: tuple[str, ...]
    gender: str | None
    start: int
    end: int

    @property
    def first(self) -> str:
        """The given name."""
        return self.name.split()[0]


def full_names(document: Document, lang: Words) -> Iterator[FullName]:
    """Names of persons in an article, in order. Names of bodies, places and outlets are left out."""
    headlines = Taken(_headlines(document.text))
    found = [
        full
        for full in _full_names(document.text, lang)
        if not headlines.overlaps(Span(full.start, full.start + 1))
    ]
    families = {full.last for full in found}
    for full in found:
        if (spouse := _spouse(document.text, lang, full, families)) is not None:
            yield spouse
        yield full


def _headlines(text: str) -> list[Span]:
    """Lines in which most words have capitals: where a name ends in them, capitals do not tell."""
    found: list[Span] = []
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        shown = line[-_LONGEST_HEADLINE:]
        words = _LONG_WORD.findall(shown)
        capitals = sum(word[0].isupper() for word in words)
        if len(words) >= _FEWEST_OF_HEADLINE and capitals >= _SHARE_OF_HEADLINE * len(words):
            found.append(Span(max(start, end - _LONGEST_HEADLINE), end))
    return found


def _spouse(text: str, lang: Words, full: FullName, families: set[str]) -> FullName | None:
    """As in "Tom and Ada Reed": Tom Reed, where Tom is nobody's family name."""
    match = lang.people.spouse.search(text[max(full.start - 24, 0) : full.start])
    if match is None or match[1] in families or len(full.name.split()) != 2:
        return None
    if not lang.lexicon.has_given_name(match[1]) or not lang.lexicon.has_given_name(full.name):
        return None
    start = full.start - len(match[0])
    return FullName(f"{match[1]} {full.last}", full.last, (), None, start, start + len(match[1]))


def _full_names(text: str, lang: Words) -> Iterator[FullName]:
    for match in lang.people.name.finditer(text):
        words = [(word[0], match.start() + word.start()) for word in re.finditer(r"\S+", match[0])]
        while words and words[0][0].rstrip(".").lower() in lang.people.function_words:
            words = words[1:]
        titles, words = _without_titles(words, lang)
        words = _without_common(words, lang) if not titles else words
        if len(words) < 2 and lang.lexicon.titles.isdisjoint(titles):
            continue
        words = _of_a_run(words, lang)
        if not words:
            continue
        name = _POSSESSIVE.sub("", " ".join(word for word, _ in words))
        if len(words) == 2 and _LETTERS.fullmatch(words[0][0]):
            continue  # "MEC Mamabolo": an office, and a family name
        if _is_person(name, lang):
            start = words[0][1]
            name = _with_stop(name, text, start, lang)
            gender = lang.lexicon.gender_of_title(" ".join(titles))
            yield FullName(
                name, _family(name, lang), tuple(titles), gender, start, start + len(name)
            )


def _of_a_run(words: _Placed, lang: Words) -> _Placed:
    """The name that ends a long run of capitals: "Westhaven Harbour Team Second Captain Tom Reed"; none where no given
    name begins it.
    """
    if len(words) <= _MOST_WORDS:
        return words
    for place in range(len(words) - 2, len(words) - 1 - _MOST_WORDS, -1):
        if lang.lexicon.has_given_name(words[place][0]):
            return words[place:]
    return []


def _with_stop(name: str, text: str, start: int, lang: Words) -> str:
    """A name that ends in an abbreviation, with its full stop: "Tom Reed Jr."."""
    last = name.split()[-1]
    short = last.lower() in lang.people.suffixes and not last.isupper()
    return f"{name}." if short and text.startswith(".", start + len(name)) else name


_Placed = list[tuple[str, int]]


def _without_titles(words: _Placed, lang: Words) -> tuple[list[str], _Placed]:
    """Words of a name, apart from titles before it.

    "Senate Majority Leader Mitch McConnell": what stands before the last role is no name.
    """
    for place in range(len(words) - 2, -1, -1):
        plain = _POSSESSIVE.sub("", words[place][0]).rstrip(".").lower()
        role = lang.lexicon.kind_of_noun(plain) == ("person", False)
        if role or plain in lang.lexicon.titles or _POSSESSIVE.search(words[place][0]):
            titles = [word.rstrip(".").lower() for word, _ in words[: place + 1]]
            return titles, words[place + 1 :]
    return [], words


def _without_common(words: _Placed, lang: Words) -> _Placed:
    """As in "Unpredictable Sondland": what goes before a name in a headline, or a country, is no part of it."""
    lexicon = lang.lexicon
    while words and not lexicon.has_given_name(words[0][0]):
        first = _POSSESSIVE.sub("", words[0][0]).lower()
        if first not in lexicon.common_words and first not in lexicon.places:
            break
        words = words[1:]
    last = _POSSESSIVE.sub("", words[-1][0]).lower() if words else ""
    thing = last in lexicon.common_words and not lexicon.has_given_name(words[0][0])
    return [] if thing else words


def _family(name: str, lang: Words) -> str:
    words = name.split()
    own = [word for word in words if word.rstrip(".,").lower() not in lang.people.suffixes]
    return own[-1] if own else words[-1]


def bodies_named(document: Document, lang: Words, head: str) -> Iterator[tuple[int, str]]:
    """Bodies that a text names by a head noun: where each name ends, and the name.

    "State Department" for "department"; for "campaign" those of persons, "Clinton’s campaign".
    """
    text, words = document.text, lang.people
    if head == words.campaign_noun:
        for match in words.campaign.finditer(text):
            if not is_no_name(match[1], lang):
                yield match.end(), words.campaign_filler.sub(" ", match[0])
        return
    stem = words.spellings.get(head, re.escape(head.capitalize()))
    lead, tail = r"(?:[A-Z][\w.&’'-]* )", words.of_what
    named = rf"(?<![\w.&’'-])({lead}{{0,8}}{stem}{tail}|{lead}{{1,8}}{stem})\b"
    for match in re.finditer(named, text):
        yield match.end(), words.article.sub("", match[1])


def is_no_name(word: str, lang: Words) -> bool:
    """Whether a capitalised word is no family name: a function word, a place, part of a body."""
    plain = word.rstrip(".,").lower()
    return (
        plain in lang.people.function_words
        or plain in lang.lexicon.places
        or plain in lang.lexicon.organisation_words
        or plain in lang.lexicon.titles
        or plain.endswith(lang.lexicon.no_family_names)
        or known_outlet(word) is not None
    )


def _is_person(name: str, lang: Words) -> bool:
    lexicon = lang.lexicon
    words = [word.rstrip(".,").lower() for word in name.split()]
    if known_outlet(name) or looks_like_outlet(name, lang):
        return False
    family = is_family_of_a_noun(name, lang)
    if any(
        word in lang.people.function_words or (word in lexicon.organisation_words and not family)
        for word in words
    ):
        return False
    if words[-1] in lexicon.places or " ".join(words) in lexicon.places or name.isupper():
        return False
    if words[-1].endswith(lexicon.no_persons):
        return False  # "North American"
    noun = lexicon.kind_of_noun(words[-1])
    return noun is None or family or (noun[0] == "person" and not noun[1] and len(words) > 1)


def is_family_of_a_noun(name: str, lang: Words) -> bool:
    """Whether a name of two words is a given name with what else is a noun for a body: "Jim Banks"; not "Georgia Power"."""
    first, _, last = name.partition(" ")
    lexicon = lang.lexicon
    noun = last.lower() in lang.mentions.family_names_of_bodies
    return noun and lexicon.has_given_name(first) and first.lower() not in lexicon.places


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
