"""The names that an article gives bodies in full, so that initials and short names can be told whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.languages import Words
from onrecord.text import Document

__all__ = ["BodyNames", "initials", "told_to_be"]

_LONGEST_SHORT = 10  # letters of an acronym
_LOOK_BACK = 12  # words before a bracket in which an acronym is spelt out
_PERSONS = ("person", False), ("person", True)
_ENDED = re.compile(r"(?<=[a-z]{3})\. ")  # what follows is another sentence's
_BRACKETED = re.compile(r"\(\s?([A-Z][A-Za-z.&-]{1,9})\s?\)")


class BodyNames:
    """Names of two words or more that an article writes with capitals, by what they are called in short.

    Args:
        document: the article.
        lang: its language.
    """

    def __init__(self, document: Document, lang: Words) -> None:
        self._text, self._words = document.text, lang.bodies
        self._lang = lang
        self._spelt: dict[str, str] = dict(self._bracketed())
        self._by_initials: dict[str, Counter[str]] = {}
        self._by_first: dict[str, Counter[str]] = {}
        self._by_head: dict[str, Counter[str]] = {}
        for name in self._names():
            self._by_initials.setdefault(initials(name), Counter())[name] += 1
            self._by_first.setdefault(name.split()[0], Counter())[name] += 1
            self._by_head.setdefault(_head(name), Counter())[name] += 1

    def in_full(self, short: str, *, definite: bool = False) -> str | None:
        """The full name that the article gives a body of this short name; None where it gives none.

        Args:
            short: initials ("OBR", "U.S."), or the first words of the name ("Amnesty").
            definite: whether "the" stands before it: "the Observatory" may be one for whales.
        """
        letters = short.replace(".", "")
        if short in self._words.aliases:
            return self._ending_in(self._words.aliases[short])
        if letters in self._spelt:
            return self._spelt[letters]
        if letters.isupper() and 2 <= len(letters) <= _LONGEST_SHORT and " " not in short:
            return self._of_initials(letters) or self._of_first_words(short)
        if (name := self._of_first_words(short)) is not None or not definite:
            return name
        return self._of_what(short) or self._of_head(short)

    def _bracketed(self) -> Iterator[tuple[str, str]]:
        """Acronyms behind the name that they stand for: "the Office for Budget Responsibility (OBR)"."""
        for match in _BRACKETED.finditer(self._text):
            short = match[1].replace(".", "")
            words = self._text[max(match.start() - 160, 0) : match.start()].split("\n")[-1].split()
            name = _spelt_out(short, words[-_LOOK_BACK:])
            if name is not None and sum(letter.isupper() for letter in short) > 1:
                yield short, self._words.article.sub("", name)

    def _names(self) -> Iterator[str]:
        for match in self._words.name.finditer(self._text):
            for name in _ENDED.split(match[0]):
                words = name.split()
                while words and self._opens(words):
                    words = words[1:]
                while len(words) > 2 and self._tells_when(words):
                    words = words[:-2]
                if len(words) > 1:
                    yield self._lang.mentions.possessive.sub("", " ".join(words))

    def _opens(self, words: list[str]) -> bool:
        """Whether the first word is no part of a name; that of "New York" is one."""
        if words[0].lower() not in self._lang.people.function_words:
            return False
        return " ".join(words[:2]).lower() not in self._lang.lexicon.places

    def _tells_when(self, words: list[str]) -> bool:
        """Whether a day is no part of a name: "Harbour Board | on Monday"."""
        return words[-2].islower() and words[-1].lower() in self._lang.people.function_words

    def _ending_in(self, full: str) -> str | None:
        """The longest name that ends in another one; that one itself, where it stands by itself."""
        names = [name for names in self._by_first.values() for name in names]
        ends = [name for name in names if name == full or name.endswith(f" {full}")]
        if ends:
            return max(ends, key=len)
        return full if re.search(rf"\b{re.escape(full)}\b", self._text) else None

    def _of_initials(self, letters: str) -> str | None:
        found = self._by_initials.get(letters)
        if found is None and len(letters) > 2:
            # "CDC" of the Chinese Center for Disease Control and Prevention
            longer = (names for key, names in self._by_initials.items() if letters in key)
            found = next(longer, None)
        return found.most_common(1)[0][0] if found else None

    def _of_first_words(self, short: str) -> str | None:
        words = short.split()
        if not words or not words[0][0].isupper() or not self._may_be_short(short):
            return None
        longer = (
            name
            for name, _ in self._by_first.get(words[0], Counter()).most_common()
            if name.startswith(f"{short} ")
        )
        suffixes = self._words.suffixes
        return next(
            (
                name
                for name in longer
                if all(word.rstrip(".,").lower() in suffixes for word in name[len(short) :].split())
            ),
            None,
        )

    def _of_what(self, short: str) -> str | None:
        """The one name that a word opens, with what it is of: "the House", of "House of Representatives"."""
        if not short[:1].isupper() or self._lang.lexicon.kind_of_noun(short) in _PERSONS:
            return None
        begins = f"{short} {self._lang.mentions.of} "
        found = [name for name in self._by_first.get(short, ()) if name.startswith(begins)]
        return found[0] if len(found) == 1 else None

    def _of_head(self, short: str) -> str | None:
        """The one name whose head noun a word is: "the Observatory", of "Arctic Observatory for Whales"."""
        lexicon, lower = self._lang.lexicon, short.lower()
        noun = lexicon.kind_of_noun(lower)
        body = lower in lexicon.organisation_words or (
            noun is not None and noun[0] == "organisation"
        )
        if " " in short or not body or lower in self._words.alone or short.isupper():
            return None
        joins = self._words.joins
        found = [
            name for name in self._by_head.get(short, ())
            if name.split().count(short) == 1 and not joins.search(name)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _may_be_short(self, short: str) -> bool:
        """Places, peoples and persons are no bodies cut short: "Vietnam" is not the Vietnam War."""
        lexicon, lower = self._lang.lexicon, short.lower()
        return not (
            lower in lexicon.places
            or lower in lexicon.parties
            or lower in self._lang.people.function_words
            or lexicon.kind_of_noun(lower) is not None
        )


def told_to_be(text: str, lang: Words, noun: str) -> Iterator[tuple[int, str]]:
    """Names of bodies of which a text says that they are one, with their places: "the startup Northgate", "Northgate, a startup".

    Args:
        text: of the article.
        lang: its language.
        noun: what they are told to be, in the singular.
    """
    found: dict[int, str] = {}
    for form in lang.bodies.told_to_be:
        for match in re.finditer(form.replace("NOUN", re.escape(noun)), text):
            name = lang.bodies.article.sub("", lang.mentions.possessive.sub("", match["name"]))
            if _may_be_a_body(name, lang):
                found[match.start("name")] = name
    yield from sorted(found.items())


def _may_be_a_body(name: str, lang: Words) -> bool:
    """Whether a name is no person's, no office's and no sentence's first word."""
    words, lexicon = name.split(), lang.lexicon
    first, last = words[0].lower().rstrip("."), words[-1].lower()
    if first in lang.people.function_words or first in lexicon.titles:
        return False
    noun = lexicon.kind_of_noun(last)
    person = (
        len(words) > 1 and lexicon.has_given_name(name) and last not in lexicon.organisation_words
    )
    place = name.lower() in lexicon.places
    return not person and not place and (noun is None or noun[0] not in ("person", "people"))


def _head(name: str) -> str:
    """The head noun of a body's name: the last word before "of" or "for", or of all."""
    words = name.split()
    link = next((place for place, word in enumerate(words) if place and word.islower()), len(words))
    return words[link - 1]


def initials(name: str) -> str:
    """The first letters of a name's words that have a capital: "HB" of "Harbour Board"."""
    return "".join(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())


def _spelt_out(short: str, words: list[str]) -> str | None:
    """The shortest run of words at the end that spells an acronym out.

    Schwartz and Hearst 2003, *A simple algorithm for identifying abbreviation definitions in biomedical
    text*: letters are found from the right, the first one where a word begins.
    """
    text = " ".join(words)
    place, letters = len(text), short.casefold()
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= 0 and (
            text[place].casefold() != letter
            or (number == 0 and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    name = text[place:].strip(" ,")
    begins = name[:1].isupper()
    return name if begins and " " in name and len(name.split()) <= 2 * len(short) + 2 else None
