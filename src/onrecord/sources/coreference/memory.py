"""What an article has spoken of so far: entities, names, and which were last meant.

Everything is looked up by words or by place, and looks back a bounded way, so that an article of
any length is read in time that grows with its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from onrecord.records import SourceKind, Span
from onrecord.languages.lexicon import (
    TITLES,
    gender_of_name,
    gender_of_title,
    kind_of_noun,
    singular,
)
from onrecord.sources.mentions.parse import Mention
from onrecord.outlets.mentions import outlet_mentions
from onrecord.outlets.names import known_outlet
from onrecord.sources.mentions.people import FullName, alike, bodies_named, full_names

__all__ = ["HEADLINE", "REACH", "Entity", "Memory", "opens_sentence"]

REACH = 1_500  # code points within which what is pointed at is looked for
HEADLINE = 400  # code points in which a source may be told of before the story names it
_RECENT = 200  # mentions looked back over at most
_SIMILAR = 50  # names that a misspelt one is compared with at most
_SENTENCE_START = re.compile(r"(?:^|[.!?][”\"’']?\s+|\n\s*|[“\"])$")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w-]*[a-z]")


@dataclass(slots=True)
class Entity:
    """One source while an article is read.

    Attributes:
        name: its proper name; None where the article gives none.
        description: the words that describe one without a name.
        heads: head nouns that it was described by.
        mentions: spans that mean it.
        others: as in `Source`.
    """

    number: int
    kind: SourceKind | None
    name: str | None = None
    description: str | None = None
    titles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    count: int | None = None
    gender: str | None = None
    plural: bool = False
    mentions: list[Span] = field(default_factory=list)
    last_seen: int = -1

    def learn(self, mention: Mention, full_name: str | None = None) -> None:
        """Take over what a further mention adds."""
        name = full_name or mention.name
        if name and self.kind != "outlet" and len(name) > len(self.name or ""):
            self.name = name
        if mention.title:
            self.titles.update(word.rstrip(".").lower() for word in mention.title.split())
            self.gender = self.gender or gender_of_title(mention.title)
        if self.kind == "person" and self.name:
            # What the words say of a person goes before what the name does.
            self.gender = self.gender or gender_of_name(self.name)
        if mention.role:
            if self.role is None or _is_better_role(mention.role, self.role):
                self.role = mention.role
            self.heads.update(_nouns(mention.role))
        if mention.head:
            self.heads.add(mention.head)
        self.affiliation = self.affiliation or mention.affiliation
        self.count = self.count or mention.count


def _is_better_role(new: str, old: str) -> bool:
    return len(old.split()) == 1 and old.rstrip(".").lower() in TITLES and len(new.split()) > 1


def _nouns(role: str) -> set[str]:
    words = re.findall(r"[\w-]+", role)
    return {singular(word.lower()) for word in words if kind_of_noun(word) is not None}


def opens_sentence(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    return _SENTENCE_START.search(text[max(place - 4, 0) : place]) is not None


class Memory:
    """The state of one pass over an article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = list(full_names(text))
        self.outlets = outlet_mentions(text)
        self.entities: list[Entity] = []
        self.author: Entity | None = None
        self._starts = [full.start for full in self.names]
        self._by_word: dict[str, dict[tuple[str, str | None], int]] = {}
        self._titled: dict[str, FullName] = {}
        for full in self.names:
            gendered = (full.name, full.gender)
            for word in {full.last.casefold(), full.first.casefold()}:
                counts = self._by_word.setdefault(word, {})
                counts[gendered] = counts.get(gendered, 0) + 1
            if full.titles:
                self._titled.setdefault(full.name, full)
        self._families: dict[str, list[str]] = {}
        for family in dict.fromkeys(full.last for full in self.names):
            self._families.setdefault(family[:1].casefold(), []).append(family)
        self._named: dict[str, list[Entity]] = {}
        self._words: dict[str, list[str]] = {}  # of names, by their first letter
        self._families_of: dict[str, str] | None = None
        self._in_full: dict[str, str] | None = None
        self._bodies: dict[str, list[tuple[int, str]]] = {}
        self._seen: list[tuple[int, int]] = []  # place, number of the entity

    def new(
        self,
        kind: SourceKind | None,
        *,
        name: str | None = None,
        description: str | None = None,
    ) -> Entity:
        """An entity not met before."""
        entity = Entity(len(self.entities) + 1, kind, name=name, description=description)
        self.entities.append(entity)
        self.remember(entity)
        return entity

    def remember(self, entity: Entity) -> None:
        """Make an entity findable by its name, which it may just have got."""
        words = (entity.name or entity.description or "").casefold().split()
        for word in words:
            if word not in self._named:
                self._words.setdefault(word[:1], []).append(word)
            known = self._named.setdefault(word, [])
            if not any(entity is other for other in known[-3:]):
                known.append(entity)

    def see(self, entity: Entity, place: int) -> None:
        """Note that an entity was meant at a place."""
        entity.last_seen = max(entity.last_seen, place)
        insort(self._seen, (place, entity.number))

    def recent(self, place: int, *, reach: int | None = None) -> Iterator[Entity]:
        """Entities meant before a place, the last first, each once."""
        last = bisect_right(self._seen, (place, len(self.entities) + 1))
        met: set[int] = set()
        for seen, number in reversed(self._seen[max(last - _RECENT, 0) : last]):
            if reach is not None and place - seen >= reach:
                return
            if number not in met:
                met.add(number)
                yield self.entities[number - 1]

    def called(self, name: str) -> list[Entity]:
        """Entities whose name or description shares a word with a name, or may be it misspelt."""
        found: dict[int, Entity] = {}
        for word in name.casefold().split():
            for entity in self._named.get(word, ())[-_RECENT:]:
                found[entity.number] = entity
        if not found and name.strip():
            last = name.split()[-1]
            for word in self._words.get(last[:1].casefold(), ())[-_SIMILAR:]:
                if alike(word, last):
                    found.update((entity.number, entity) for entity in self._named[word])
        return [found[number] for number in sorted(found)]

    def by_that_name(self, name: str) -> Entity | None:
        """The entity of just that name, if there is one."""
        return next((entity for entity in self.called(name) if entity.name == name), None)

    def full_names_like(self, name: str) -> Iterator[tuple[str, str | None, int]]:
        """Full names that a name may stand for, with the gender of their titles and how often.

        A name of one word stands for a family name, or a given one, or else for one misspelt.
        """
        *others, last = name.split()
        word = last.casefold()
        words = [word] if word in self._by_word else []
        if not words and not others:
            families = self._families.get(word[:1], [])[:_SIMILAR]
            words = [family.casefold() for family in families if alike(family, last)]
        for word in words:
            for (full, gender), count in islice(self._by_word[word].items(), _SIMILAR):
                yield full, gender, count

    def outlet_in_full(self, short: str) -> str | None:
        """The outlet of the article that a short name stands for, by its full name."""
        if self._in_full is None:
            self._in_full = {}
            for mention in self.outlets:
                known = known_outlet(mention.name)
                for other in known.shorts if known is not None else ():
                    self._in_full.setdefault(other, mention.name)
        return self._in_full.get(short)

    def bodies(self, head: str) -> list[tuple[int, str]]:
        """Where bodies are named by a head noun, with their names, in order; looked for once."""
        if head not in self._bodies:
            self._bodies[head] = list(bodies_named(self.text, head))
        return self._bodies[head]

    def titled(self, name: str) -> FullName | None:
        """Where a name first stands behind a title."""
        return self._titled.get(name)

    def persons_before(self, place: int, *, reach: int) -> Iterator[str]:
        """Full names of the persons that are named before a place, if only by their family name;
        the last first, each once.
        """
        if self._families_of is None:
            often = Counter((full.last, full.name) for full in self.names)
            # Of two of one family, the one who is named more often.
            ranked = reversed(often.most_common())
            self._families_of = {family: name for (family, name), _ in ranked}
        met: set[str] = set()
        near = list(_CAPITAL.finditer(self.text, max(place - reach, 0), place))
        for match in reversed(near):
            name = self._families_of.get(match[0])
            if name is not None and name not in met:
                met.add(name)
                yield name

    def names_between(self, low: int, high: int) -> list[FullName]:
        """Full names that begin in a stretch of the text, in order."""
        return self.names[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
