"""What an article has spoken of so far: entities, names, and which were last meant.

Everything is looked up by words or by place, and looks back a bounded way, so that an article of
any length is read in time that grows with its length.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from onrecord.languages import Words
from onrecord.outlets import known_outlet, outlet_mentions
from onrecord.records import SourceKind, Span
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.mentions import (
    BodyNames,
    FullName,
    Mention,
    alike,
    bodies_named,
    full_names,
    initials,
    introductions,
    names_by_description,
    parse,
    plain_description,
    told_to_be,
)
from onrecord.text import Document, match_around

__all__ = ["BELOW", "HEADLINE", "REACH", "Memory"]

REACH = 1_500  # code points within which what is pointed at is looked for
HEADLINE = 400  # code points in which a source may be told of before the story names it
BELOW = 600  # code points below a heading in which it is told whom it means
_HEADING = 120  # code points of a heading, at most
_RECENT = 200  # mentions looked back over at most
_SHORT_NAME = 3  # words of a name of which none in the middle is what one goes by
_SAMPLE = 2_000  # code points that tell whether a text is in capitals
_BEHIND_ADJECTIVE = 3, 4  # words of "a jubilant Reed", "a visibly shaken Reed"
_LONGEST_HANDLE = 60  # code points of an account's name
_SIMILAR = 50  # names that a misspelt one is compared with at most
_SENTENCE_START = re.compile(r"(?:^|[.!?][”\"’']?\s+|\n\s*|[“\"])$")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w-]*[a-z]")


def _called(full: FullName) -> Iterator[str]:
    """The words by which a person may go alone: his family name, the given one, and of a long name any other."""
    yield full.last.casefold()
    yield full.first.casefold()
    words = full.name.split()
    yield from (word.casefold() for word in words if len(words) > _SHORT_NAME and word.istitle())


class Memory:
    """What one pass over an article has met.

    Args:
        document: the article.
        lang: its language.

    Attributes:
        names: full names of persons, in order.
        outlets: mentions of outlets, in order.
        entities: by their numbers, from 1.
        author: the article's own writer, once one was meant.
    """

    def __init__(self, document: Document, lang: Words) -> None:
        self.document, self.lang, self.text = document, lang, document.text
        self.names: list[FullName] = list(full_names(document, lang))
        self.outlets = outlet_mentions(document, lang)
        letters = [char for char in document.text[:_SAMPLE] if char.isalpha()]
        self._in_capitals = 2 * sum(map(str.isupper, letters)) > len(letters)
        self.entities: list[Entity] = []
        self.author: Entity | None = None
        self._starts = [full.start for full in self.names]
        self._by_word: dict[str, dict[tuple[str, str | None], int]] = {}
        self._titled: dict[str, FullName] = {}
        self._places: dict[str, list[FullName]] = {}
        self._offices: dict[str, set[frozenset[str]]] = {}
        for full in self.names:
            self._places.setdefault(full.name, []).append(full)
            gendered = (full.name, full.gender)
            for word in dict.fromkeys(_called(full)):
                counts = self._by_word.setdefault(word, {})
                counts[gendered] = counts.get(gendered, 0) + 1
            if full.titles:
                office = self.office_of(full.titles)
                self._offices.setdefault(full.name, set()).add(office)
                self._titled.setdefault(full.name, full)
        self._families: dict[str, list[str]] = {}
        for family in dict.fromkeys(full.last for full in self.names):
            self._families.setdefault(family[:1].casefold(), []).append(family)
        self._named: dict[str, list[Entity]] = {}
        self._words: dict[str, list[str]] = {}  # of names, by their first letter
        self._families_of: dict[str, str] | None = None
        self._in_full: dict[str, str] | None = None
        self._bodies: dict[str, list[tuple[int, str]]] = {}
        self._told: dict[str, list[tuple[int, str]]] = {}
        self._beside: dict[str, dict[str, None]] | None = None
        self._handles: dict[str, str] | None = None
        self._body_names: BodyNames | None = None
        self._names_at: dict[int, tuple[Span, Mention] | None] = {}
        self._mentions: list[tuple[Span, int]] = []
        self._seen: list[tuple[int, int]] = []  # place, number of the entity

    def parse(self, words: str, *, starts_sentence: bool = False) -> Mention:
        """Words of the article as a mention."""
        found = parse(
            words, self.lang, starts_sentence=starts_sentence, in_capitals=self._in_capitals
        )
        if found.name is not None or found.pronoun is not None:
            return found
        if self._is_family_name(words):
            return Mention(words, name=words, kind="person")  # "Banks", of Jim Banks
        name = self._by_handle(words) or (self._behind_adjective(words) if not found.head else None)
        return replace(found, name=name, kind="person") if name else found

    def _behind_adjective(self, words: str) -> str | None:
        """The family name in "a jubilant Reed", "a visibly shaken Reed", where the article names a Reed in full."""
        parts = words.split()
        if len(parts) not in _BEHIND_ADJECTIVE:
            return None
        first, *between, last = parts
        adjectives = all(
            word.islower() and word not in self.lang.mentions.stops for word in between
        )
        told = first.lower() in self.lang.mentions.articles and adjectives
        known = told and (self._is_family_name(last) or last in self._titled)
        return last if known else None

    def _by_handle(self, words: str) -> str | None:
        """The full name that an account goes by: "@AdaReed", "@RealAdaReed"."""
        if not words.startswith("@") or " " in words or len(words) > _LONGEST_HANDLE:
            return None
        if self._handles is None:
            names = dict.fromkeys(full.name for full in self.names if " " in full.name)
            self._handles = {re.sub(r"\W", "", name).casefold(): name for name in names}
        handle = re.sub(r"[\W_]", "", words).casefold()
        ends = (handle[place:] for place in range(len(handle)))
        return next((self._handles[end] for end in ends if end in self._handles), None)

    def _is_family_name(self, words: str) -> bool:
        """Whether a capitalised word is what somebody goes by whom the article names in full."""
        if " " in words or not words[:1].isupper():
            return False
        called = self._by_word.get(words.casefold(), ())
        return any(full.endswith(f" {words}") for full, _ in called)

    def proposed(
        self,
        kind: SourceKind | None,
        *,
        name: str | None = None,
        description: str | None = None,
    ) -> Entity:
        """An entity that the memory does not hold before a decision for it is taken."""
        return Entity(self.lang, kind, name=name, description=description)

    def take(self, decision: Decision) -> Entity:
        """Carry out a decision: the one place where the memory changes."""
        for other, place in decision.on_the_way:
            met = self.take(other)
            if place is not None:
                self.see(met, place)
        entity = decision.entity
        known_by = entity.name if entity.number else None
        if not entity.number:
            self.entities.append(entity)
            entity.number = len(self.entities)
            self._remember(entity)
            if entity.kind == "author":
                self.author = entity
        if decision.learn is not None:
            entity.learn(decision.learn, decision.full_name)
            self._remember(entity)
        if entity.name != known_by:
            self._introduce(entity)
        entity.gender = entity.gender or decision.gender
        entity.titles.update(decision.titles)
        return entity

    def _introduce(self, entity: Entity) -> None:
        """Learn of a person what the article says beside the name, in order, until that tells what he is."""
        if entity.kind != "person" or entity.name is None or entity.is_told():
            return
        family = entity.name.split()[-1]
        others = {full for full, _ in self._by_word.get(family.casefold(), ())}
        called = [entity.name, family] if others <= {entity.name, family} else [entity.name]
        for name in dict.fromkeys(called):
            for full in self._places.get(name, ()):
                for mention in introductions(self.text, full, self.lang):
                    entity.learn(replace(mention, name=None, title=None, head=None))
                if entity.is_told():
                    return

    def _remember(self, entity: Entity) -> None:
        """Make an entity findable by its name, which it may just have got."""
        words = (entity.name or entity.description or "").casefold().split()
        for word in words:
            if word not in self._named:
                self._words.setdefault(word[:1], []).append(word)
            known = self._named.setdefault(word, [])
            if not any(entity is other for other in known[-3:]):
                known.append(entity)

    def mentioned_at(self, place: int) -> Iterator[tuple[Span, Entity]]:
        """Source mentions that a place stands in, with whom they mean."""
        last = bisect_right(self._mentions, (Span(place, sys.maxsize), 0))
        for span, number in reversed(self._mentions[max(last - 8, 0) : last]):
            if span.start <= place < span.end:
                yield span, self.entities[number - 1]

    def name_at(self, start: int, end: int) -> tuple[Span, Mention] | None:
        """The name that a stretch of the text stands in: a run of capitalised words."""
        if start not in self._names_at:
            self._names_at[start] = self._name_around(Span(start, end))
        return self._names_at[start]

    def _name_around(self, span: Span) -> tuple[Span, Mention] | None:
        match = match_around(self.lang.coreference.capitals, self.text, span)
        if match is None:
            return None
        start, words = match.start(), match[0]
        while (first := words.partition(" ")[0].lower()) in self.lang.people.function_words:
            if " " not in words:
                return None
            if first in self.lang.mentions.articles:
                break
            start, words = start + len(first) + 1, words[len(first) + 1 :]  # "And | Ada Reed"
        if start >= span.end:
            return None
        mention = self.parse(words)
        return (Span(start, match.end()), mention) if mention.name else None

    def opens_sentence(self, place: int) -> bool:
        """Whether a sentence begins at a place."""
        return _SENTENCE_START.search(self.text[max(place - 4, 0) : place]) is not None

    def is_introduced(self, full: str) -> bool:
        """Whether somebody is named in full before anybody is by that family name alone, headings aside, and nobody of the
        family by an office: "President Reed" is not Ada Reed, where nothing says so.
        """
        places = self._places.get(full)
        if not places:
            return True
        courtesy = self.lang.mentions.courtesy
        alone = self._places.get(places[0].last, ())
        if any(not courtesy.issuperset(one.titles) for one in alone):
            return False
        family = re.compile(rf"(?<![\w’'-]){re.escape(places[0].last)}(?![\w-])")
        before = family.finditer(self.text, 0, places[0].start)
        return all(self.end_of_heading(Span(*found.span())) is not None for found in before)

    def end_of_heading(self, span: Span) -> int | None:
        """Where the line ends that a mention stands in, if that is a heading: short, and no sentence."""
        low = max(span.start - _HEADING, 0)
        start = self.text.rfind("\n", low, span.start)
        end = self.text.find("\n", span.end, low + 2 * _HEADING)
        if end < 0 or (start < 0 and low):
            return None
        line = self.text[start + 1 : end].strip()
        return end if 0 < len(line) <= _HEADING and line[-1].isalnum() else None

    def mention(self, entity: Entity, span: Span) -> None:
        """Note the words of a source by which an entity was meant."""
        entity.mentions.append(span)
        insort(self._mentions, (span, entity.number))

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

    def full_names_like(
        self, name: str, *, person: bool = False
    ) -> Iterator[tuple[str, str | None, int]]:
        """Full names that a name may stand for, with the gender of their titles and how often.

        A name of one word stands for a family name, or a given one, or else for one misspelt.

        Args:
            name: of one word or more.
            person: whether it is known to be a person's: "Mr. Desta" may be who Desta Hailu is.
        """
        *others, last = name.split()
        if others and last.rstrip(".").lower() in self.lang.people.suffixes:
            *others, last = others
        word = last.casefold()
        words = [word] if word in self._by_word else []
        if not words and not others:
            families = self._families.get(word[:1], [])[:_SIMILAR]
            words = [family.casefold() for family in families if alike(family, last)]
        given = person or bool(others) or self.lang.lexicon.has_given_name(name)
        for word in words:
            for (full, gender), count in islice(self._by_word[word].items(), _SIMILAR):
                # Who holds an office is a person.
                if given or any(self.offices(full)) or not self._begins_a_thing(word, full):
                    yield full, gender, count

    def _begins_a_thing(self, word: str, full: str) -> bool:
        """Whether a name is longer by a word that is no name: "Apple Pencil" is not who Apple is.

        Where a family name goes first, the other one is written in small letters nowhere.
        """
        first, _, rest = full.casefold().partition(" ")
        if first != word or not rest:
            return False
        if first not in self.lang.people.families_first:
            return True
        common = self.lang.lexicon.kind_of_noun(rest.split()[-1]) is not None
        return (
            common or " " in rest or re.search(rf"\b{re.escape(rest)}s?\b", self.text) is not None
        )

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
            self._bodies[head] = list(bodies_named(self.document, self.lang, head))
        return self._bodies[head]

    def person_told_to_be(self, description: str) -> str | None:
        """The one person who is named in full beside the same words elsewhere: "the inspector general, Ada Reed"."""
        if self._beside is None:
            self._beside = names_by_description(self.text, self.names, self.lang)
        names = list(self._beside.get(plain_description(description, self.lang), ()))
        one = len({name.split()[-1] for name in names}) == 1
        return next((name for name in names if " " in name), None) if one else None

    def told_to_be(self, noun: str) -> list[tuple[int, str]]:
        """Bodies that the article says to be one, as `bodies`: "startup", of "the launch startup Northgate"."""
        if noun not in self._told:
            self._told[noun] = list(told_to_be(self.text, self.lang, noun))
        return self._told[noun]

    def body_in_full(self, short: str, *, definite: bool = False) -> str | None:
        """The full name that the article gives a body of this short name, as `BodyNames.in_full`."""
        if self._body_names is None:
            self._body_names = BodyNames(self.document, self.lang)
        return self._body_names.in_full(short, definite=definite)

    def spelt_out(self, short: str) -> str:
        """A body’s initials as the name that the article gives for them, where its words begin so; else as they are."""
        full = self.body_in_full(short) if short.replace(".", "").isupper() else None
        if full is None or short.lower().rstrip(".") in self.lang.lexicon.places:
            return short
        return full if initials(full) == short.replace(".", "") else short

    def office_of(self, titles: Sequence[str]) -> frozenset[str]:
        """What titles say of an office: "Mr. Former Vice President" is former, vice and president."""
        words = frozenset(word.rstrip(".").lower() for word in titles)
        shapes = self.lang.mentions
        return (words & (self.lang.lexicon.titles - shapes.courtesy)) | (words & shapes.once)

    def offices(self, name: str) -> Set[frozenset[str]]:
        """The offices by which a full name is led, anywhere in the article."""
        return self._offices.get(name, frozenset())

    def names_of(self, name: str) -> Sequence[FullName]:
        """Where a name stands, in full or behind a title."""
        return self._places.get(name, ())

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
