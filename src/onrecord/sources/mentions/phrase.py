"""The words of a source span, cut into parts at its commas, and what single words of it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.languages import Words
from onrecord.records import SourceKind

__all__ = ["MARKS", "Head", "Part", "Phrase", "Word", "clean_name"]

_TOKEN = re.compile(r"[\w’'.&@/-]*\w[\w’'.&@/-]*|&|[,;:()“”\"—–]|(?<=\s)-(?=\s)")
_APART = ",;:()—–-"
_POSSESSIVE = re.compile(r"[’']s?$")
#: An article or particle that is part of a name: "al-Sabah", "d'Arcy".
_JOINED = re.compile(r"(?:(?:al|el|ul|an|as|ash|at|ar|az|ad|bin|ben|abu|ibn)-|[dl][’'])[A-Z]")
#: Marks round words, which are no words.
MARKS = '“”"'


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase, with its place in it."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def plain(self) -> str:
        """Without a possessive ending and full stops, in lower case."""
        return _POSSESSIVE.sub("", self.lower).rstrip(".")

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital, or is a number with letters: "9NEWS", or a name: "al-Sabah"."""
        if self.text[:1].isdigit():
            return self.text[-1:].isupper()
        return self.text[:1].isupper() or bool(_JOINED.match(self.text))

    @property
    def possessive(self) -> bool:
        """Whether it says whose something is."""
        return bool(_POSSESSIVE.search(self.text)) and len(self.text) > 2


Part = list[Word]


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the word in lower case, what it is, whether it is a plural."""

    noun: str
    kind: SourceKind
    plural: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source span without what follows its relative pronoun.

    Attributes:
        text: the span's words, on one line.
        core: those before a relative clause.
        parts: the words of the core between its commas; at least one, none empty.
        opening: the words among the first three, marks counted.
        starts_sentence: whether its first word has its capital from standing first in a sentence.
        lang: its language.
    """

    text: str
    core: str
    parts: tuple[Part, ...]
    opening: tuple[Word, ...]
    starts_sentence: bool
    lang: Words

    @classmethod
    def of(cls, text: str, core: str, *, starts_sentence: bool, lang: Words) -> Phrase | None:
        """Cut a phrase; None where it has no word."""
        tokens = [Word(match[0], match.start(), match.end()) for match in _TOKEN.finditer(core)]
        parts: list[Part] = [[]]
        for token in tokens:
            if token.text not in _APART:
                parts[-1].append(token)
            elif parts[-1]:
                parts.append([])
        kept = tuple(part for part in parts if part)
        opening = tuple(token for token in tokens[:3] if token.text not in _APART)
        return cls(text, core, kept, opening, starts_sentence, lang) if kept else None

    @property
    def first(self) -> Word:
        """The first word."""
        return self.parts[0][0]

    def words(self, first: Word, last: Word) -> str:
        """The words from one to another, as written."""
        return self.core[first.start : last.end]

    def name(self, first: Word, last: Word) -> str:
        """The same as a name: without marks round it and a possessive ending."""
        return clean_name(self.words(first, last))

    def is_determiner(self, word: Word) -> bool:
        """Whether a word stands before a noun: the, a, his, this."""
        return word.lower in self.lang.mentions.determiners

    def head_of(self, part: Sequence[Word]) -> Head | None:
        """Head noun of a description: the last known noun before a preposition or participle."""
        found: Head | None = None
        for place, word in enumerate(part):
            if found is not None and (
                word.lower in self.lang.mentions.stops or self._acts(part, place)
            ):
                break
            kind = self._kind_of(word)
            if kind is not None and not word.possessive:
                found = self._person_of(part, place) or Head(word.plain, *kind)
        return found or self._head_by_suffix(part)

    def _kind_of(self, word: Word) -> tuple[SourceKind, bool] | None:
        """What a noun is; a person's behind a hyphen too: "counter-protesters"."""
        kind_of_noun = self.lang.lexicon.kind_of_noun
        if (kind := kind_of_noun(word.plain)) is not None or word.capital:
            return kind
        behind = kind_of_noun(word.plain.rpartition("-")[2])
        return behind if behind is not None and behind[0] == "person" else None

    def _person_of(self, part: Sequence[Word], place: int) -> Head | None:
        """A person’s noun behind the name of a body, of whose words "of" is one: "a University of Tarn | professor"."""
        links = self.lang.mentions.links_of_bodies
        behind = part[place + 1 :]
        if not part[place].capital or len(behind) < 3 or behind[0].lower not in links:
            return None
        ends = (n for n, word in enumerate(behind) if not (word.capital or word.lower in links))
        noun = behind[next(ends, len(behind) - 1)]
        kind = self.lang.lexicon.kind_of_noun(noun.plain)
        person = kind is not None and kind[0] == "person" and not noun.capital
        return Head(noun.plain, "person", kind[1]) if kind is not None and person else None

    def _acts(self, part: Sequence[Word], place: int) -> bool:
        """Whether a participle with its object follows: "the lawyer representing the town"."""
        if place + 1 >= len(part) or not self.lang.mentions.participle.search(part[place].text):
            return False
        behind = part[place + 1]
        if self.lang.lexicon.kind_of_noun(part[place].plain) is not None:
            return False
        return self.is_determiner(behind) or behind.possessive or behind.capital

    def _head_by_suffix(self, part: Sequence[Word]) -> Head | None:
        """Persons by their trade, of whom no list knows all: "a diver", "two glaziers"."""
        found: Head | None = None
        for word in part:
            if word.lower in self.lang.mentions.stops:
                break
            if match := self.lang.mentions.agent.match(word.text):
                found = Head(word.plain, "person", bool(match[1]))
        return found

    def apposed(self, others: Sequence[Part]) -> str | None:
        """What another part says of a body or outlet: ", the paper of record"."""
        for other in others:
            if other and other[0].lower in self.lang.mentions.articles:
                return self.words(other[0], other[-1])
        return None

    def count(self) -> int | None:
        """How many, where a number stands among the first words."""
        uncertain = self.lang.mentions.no_counts
        for place, token in enumerate(self.opening):
            if place > self.starts_sentence and self._is_numbered(self.opening[place - 1]):
                return None  # "Local 90 members"
            if token.lower in self.lang.lexicon.numbers and token.lower not in uncertain:
                return self.lang.lexicon.numbers[token.lower]
            if token.text.isdecimal() and len(token.text) < 4:
                return None if self.is_amount(token) else int(token.text)
        return None

    def _is_numbered(self, word: Word) -> bool:
        """Whether a number behind a word is part of a name: "Local | 90"."""
        return word.capital and not word.possessive and not self.is_determiner(word)

    def is_amount(self, token: Word) -> bool:
        """Whether a number counts nobody: "68% of those asked", "27 per cent of them", "the $969,000 listing"."""
        behind, before = self.core[token.end : token.end + 9], self.core[: token.start]
        return self.lang.mentions.amount.match(behind) is not None or before.endswith(
            ("$", "£", "€")
        )


def clean_name(name: str) -> str:
    """A name without marks round it and without its possessive ending."""
    return _POSSESSIVE.sub("", name.strip(" .," + MARKS)) if not name.endswith("s’") else name
