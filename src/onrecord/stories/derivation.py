"""How each article of a story came about: by itself, or out of another's text, and whose.

Whether two articles hang together is weighed by the share of own words that stand in passages alike, by the longest
run of words, by how many shingles both have, and by the order of the passages (`signs`; the weights are learned,
``training/stories``). Which way it went the articles' own words decide: who credits whom, who was first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.archive.rows import outlet_key
from onrecord.outlets import known_outlet, outlet_mentions
from onrecord.records import Span
from onrecord.stories._model import Derivation, DerivationKind, Place
from onrecord.stories.order import are_apart, when
from onrecord.stories.passages import Overlap, longest_run, overlap
from onrecord.stories.texts import Text
from onrecord.stories.weights import probability, weights

__all__ = ["Links", "Shingles", "derivations", "linked", "signs"]

_COPY = 0.45  # share of an article's own words that stand in the other's, from which it is a copy
_RELAYED = 0.4  # share of an article's statements that go back to one outlet, from which it retells that outlet
_FEW = 3  # statements that tell of no share
_SHINGLE = 5  # words


@dataclass(frozen=True, slots=True)
class Links:
    """What the articles of a story share, two by two.

    Attributes:
        overlaps: by the numbers of two articles, the smaller first; of all pairs, those that share nothing too.
        scores: likewise, the probability that one hangs on the other.
    """

    overlaps: Mapping[tuple[int, int], Overlap]
    scores: Mapping[tuple[int, int], float]

    def shared(self, one: int, other: int) -> Overlap | None:
        """What two articles share; None where nothing, or they are the same."""
        return self.overlaps.get((min(one, other), max(one, other)))

    def score(self, one: int, other: int) -> float:
        """The probability that one of two articles hangs on the other."""
        return self.scores.get((min(one, other), max(one, other)), 0.0)


def linked(texts: Sequence[Text]) -> Links:
    """Lay the articles of a story beside each other."""
    overlaps: dict[tuple[int, int], Overlap] = {}
    scores: dict[tuple[int, int], float] = {}
    shingled = [Shingles.of(text) for text in texts]
    for later in range(len(texts)):
        for earlier in range(later):
            shared = overlap(texts[earlier], texts[later])
            key = earlier, later
            held = signs(texts[earlier], texts[later], shared, shingled[earlier], shingled[later])
            overlaps[key] = shared
            scores[key] = probability(held, weights().dependent)
    return Links(overlaps, scores)


@dataclass(frozen=True, slots=True)
class Shingles:
    """The runs of words of an article.

    Attributes:
        own: of the writer's own words.
        all: of all words, quoted ones too.
    """

    own: frozenset[tuple[str, ...]]
    all: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, text: Text) -> Shingles:
        """Those of an article's sentences."""
        return cls(
            frozenset(run for sentence in text.body for run in _runs(sentence.own)),
            frozenset(run for sentence in text.body for run in _runs(sentence.words)),
        )


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[place : place + _SHINGLE] for place in range(len(words) - _SHINGLE + 1))


def signs(
    one: Text, other: Text, shared: Overlap, mine: Shingles, theirs: Shingles
) -> Mapping[str, float]:
    """What tells that one of two articles hangs on the other.

    Args:
        one, other: the articles.
        shared: what they share.
        mine, theirs: their runs of words.
    """
    many = len(shared.passages)
    return {
        "bias": 1.0,
        "reworded": math.sqrt(max(shared.reworded)),
        "run": math.log1p(_longest(one, other)),
        "contained": _contained(mine.own, theirs.own),
        "contained, with quotations": _contained(mine.all, theirs.all),
        "out of order": float(many > 1 and shared.ordered < 0.5),
        "several passages": min(many, 5) / 5,
    }


def _contained(mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    """The share of the smaller of two sets that is in the other, its root."""
    return math.sqrt(len(mine & theirs) / max(1, min(len(mine), len(theirs))))


def _longest(one: Text, other: Text) -> int:
    """Words of the longest run of own words that both have, within sentences."""
    return longest_run([each.own for each in one.body], [each.own for each in other.body])


def derivations(texts: Sequence[Text], links: Links) -> tuple[Derivation, ...]:
    """How each article of a story came about.

    Args:
        texts: of the articles, in order of time.
        links: what they share.
    """
    return tuple(_derivation(number, texts, links) for number in range(len(texts)))


def _derivation(number: int, texts: Sequence[Text], links: Links) -> Derivation:
    least = weights().copied
    partners = [
        other
        for other in range(len(texts))
        if other != number and links.score(number, other) >= least
    ]
    if not partners:
        return _retold(number, texts)
    earlier = [other for other in partners if _is_before(other, number, texts)]
    own = outlet_key(texts[number].article.outlet)
    same = [other for other in earlier if own and outlet_key(texts[other].article.outlet) == own]
    if same:
        evidence = _passage(number, same[0], links)
        return Derivation("update", same[0], None, evidence, links.score(number, same[0]))
    group = _group(number, links, len(texts))
    agency, credited = _agency([texts[one] for one in group], texts[number])
    if agency is not None and (whose := outlet_key(agency)) != own:
        theirs = [other for other in group if outlet_key(texts[other].article.outlet) == whose]
        best = max(theirs or partners, key=lambda other: (_own_share(number, other, links), -other))
        copy = _of(number, best, links, credited, whose=agency, copy="wire_copy")
        return replace(copy, of=best) if theirs else copy
    if agency is not None or not earlier:
        # The others hang on this one.
        return Derivation("independent")
    best = max(earlier, key=lambda other: (_own_share(number, other, links), -other))
    outlet = texts[best].article.outlet
    named = _names(texts[number], outlet)
    return replace(_of(number, best, links, named, whose=outlet, copy="copy_of_article"), of=best)


def _is_before(one: int, other: int, texts: Sequence[Text]) -> bool:
    """Whether an article was there before another: by the moments of both where these tell, else by who names whose
    outlet, else by their order.
    """
    mine, theirs = when(texts[one].reading), when(texts[other].reading)
    if mine is None or theirs is None or not are_apart(mine, theirs):
        named = _names(texts[other], texts[one].article.outlet) is not None
        names = _names(texts[one], texts[other].article.outlet) is not None
        if named is not names:
            return named
    return one < other


def _of(
    number: int,
    other: int,
    links: Links,
    credited: Span | None,
    *,
    whose: str | None,
    copy: DerivationKind,
) -> Derivation:
    """An article that comes out of another, or out of what both print.

    Args:
        number, other: of the articles.
        links: what they share.
        credited: where the first says whose it is.
        whose: it is.
        copy: what it is where it is no rewrite.
    """
    evidence = _passage(number, other, links)
    if credited is not None:
        evidence = (Place(number, credited), *evidence)
    whole = max(_own_share(number, other, links), _own_share(other, number, links)) >= _COPY
    rewrite: DerivationKind = (
        "rewrite_without_credit" if credited is None else "rewrite_with_credit"
    )
    return Derivation(copy if whole else rewrite, None, whose, evidence, links.score(number, other))


def _own_share(number: int, other: int, links: Links) -> float:
    """The share of an article's own words that stand in another."""
    shared = links.shared(number, other)
    return 0.0 if shared is None else shared.reworded[number > other]


def _group(number: int, links: Links, many: int) -> list[int]:
    """The articles that hang together with one, itself included, in order."""
    found, waiting = {number}, [number]
    while waiting:
        own = waiting.pop()
        for other in range(many):
            if other not in found and links.score(own, other) >= weights().copied:
                found.add(other)
                waiting.append(other)
    return sorted(found)


def _passage(number: int, other: int, links: Links) -> tuple[Place, ...]:
    """The passage that two articles share most plainly, in both."""
    shared = links.shared(number, other)
    if shared is None or not shared.passages:
        return ()
    best = max(shared.passages, key=lambda one: (one.likeness, one.span.end - one.span.start))
    mine, theirs = (best.span, best.other) if number < other else (best.other, best.span)
    return (Place(number, mine), Place(other, theirs))


def _agency(group: Sequence[Text], own: Text) -> tuple[str | None, Span | None]:
    """The agency that articles which hang together name, and where one of these articles does."""
    named: dict[str, int] = {}
    where: dict[str, Span | None] = {}
    for text in group:
        for name, span in _agencies(text):
            named[name] = named.get(name, 0) + 1
            if text is own:
                where.setdefault(name, span)
    if not named:
        return None, None
    best = max(sorted(named), key=lambda name: (name in where, named[name]))
    return best, where.get(best)


def _agencies(text: Text) -> list[tuple[str, Span | None]]:
    """Whom an article credits, and the agencies that it has statements from."""
    found: list[tuple[str, Span | None]] = []
    hops = [hop for one in text.reading for hop in one.via]
    told = [(credit.name, credit.span) for credit in text.article.credits]
    told += [(hop.name, hop.span) for hop in hops]
    told += [
        (source.name, source.mentions[0])
        for source in text.reading.sources
        if source.kind == "outlet"
    ]
    if text.article.outlet:
        told.append((text.article.outlet, None))
    credited = {credit.name for credit in text.article.credits if credit.form != "hat_tip"}
    own = outlet_key(text.article.outlet)
    for name, span in told:
        outlet = known_outlet(name)
        agency = outlet is not None and "agency" in outlet.kind
        if agency or (name in credited and outlet_key(name) != own):
            name = outlet.name if outlet is not None else name
            if name not in dict(found):
                found.append((name, span))
    return found


def _names(text: Text, outlet: str | None) -> Span | None:
    """Where an article names an outlet."""
    if not outlet:
        return None
    key = outlet_key(outlet)
    mentions = outlet_mentions(text.document, text.language)
    return next((one.span for one in mentions if outlet_key(one.name) == key), None)


def _whose_pages(text: Text) -> list[str]:
    """An article's outlet, and whom it credits."""
    names = (text.article.outlet, *(credit.name for credit in text.article.credits))
    return [name for name in names if name]


def _retold(number: int, texts: Sequence[Text]) -> Derivation:
    """Of an article that shares no passage: whether it retells what one outlet reported."""
    reading = texts[number].reading
    own = outlet_key(reading.article.outlet)
    known = {outlet_key(name) for text in texts for name in _whose_pages(text)}
    told: dict[str, list[tuple[str, Span]]] = {}
    whole = [one for one in reading if one.parent is None]
    for one in whole:
        source = texts[number].source_of(one)
        outlets = [(hop.name, hop.span) for hop in one.via]
        is_outlet = source is not None and (
            source.kind == "outlet" or outlet_key(source.name) in known
        )
        if source is not None and is_outlet and one.source:
            outlets.append((source.name, one.source[0]))
        for name, span in outlets:
            key = outlet_key(name)
            if key and key != own and span is not None:
                told.setdefault(key, []).append((name, span))
    if not told or len(whole) < _FEW:
        return Derivation("independent")
    key = max(sorted(told), key=lambda name: len(told[name]))
    share = len(told[key]) / len(whole)
    if share < _RELAYED:
        return Derivation("independent")
    name, span = told[key][0]
    of = next(
        (
            place
            for place, text in enumerate(texts)
            if place != number and outlet_key(text.article.outlet) == key
        ),
        None,
    )
    return Derivation("rewrite_with_credit", of, name, (Place(number, span),), min(1.0, share))
