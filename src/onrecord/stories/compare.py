"""Readings of articles about one happening → their story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.languages import StoryWords, story_words
from onrecord.records import Attribution, Reading, Span
from onrecord.stories._model import Claim, Origin, Place, Row, Stance, Story, Unanswered
from onrecord.stories.claims import Pairing, clusters, paired
from onrecord.stories.derivation import derivations, linked
from onrecord.stories.entailment import OTHER, SAME, Reads, load
from onrecord.stories.network import network
from onrecord.stories.order import (
    are_apart,
    delays,
    figures,
    first,
    in_order,
    is_later,
    is_update,
    timeline,
)
from onrecord.stories.origins import described, origins, settled
from onrecord.stories.quantities import is_later_toll
from onrecord.stories.same_origin import Carried, speaks_for
from onrecord.stories.stances import Beside, stance
from onrecord.stories.texts import Text
from onrecord.stories.units import Unit, units
from onrecord.stories.voices import Voices

__all__ = ["compare"]

_BEARS = 0.2  # probability that a statement bears on a claim, from which it is one of its rows
_PIECE_COST, _WORDY = 0.12, 5  # of a wording that is no sentence; words from which it may be one
_PRONOUNS_COST, _SOURCED = (
    0.15,
    0.1,
)  # of a wording that points elsewhere; for one that has a source


def compare(
    readings: Iterable[Reading],
    *,
    as_of: datetime | date | None = None,
    read: Reads | None = None,
    apart: Iterable[tuple[str, Span]] = (),
) -> Story:
    """Compare articles about one happening.

    Args:
        readings: of the articles; that they are about one happening nobody checks.
        as_of: leave out what was published later, or has no date: the story as it stood at that moment.
        read: the network that reads claims; None for the one that ships with the package.
        apart: stretches of articles, each with the article's identity, of which somebody said that they are of no
            claim with others.

    Returns:
        the story, its articles in order of time.

    Raises:
        ModelError: the network that ships with the package is missing or damaged.
    """
    told = list(readings)
    if as_of is not None:
        told = [one for one in told if not is_later(one, as_of)]
    told = _once([told[place] for place in in_order(told)])
    compared = _Comparison([Text(reading) for reading in told], read or load(), tuple(apart))
    several, alone = compared.claims()
    return Story(
        title=compared.title(),
        readings=tuple(told),
        derivations=compared.derivations,
        claims=several,
        single=alone,
        unanswered=_unanswered(compared.texts),
        timeline=timeline(compared.texts),
        network=network(compared.texts),
        frozen=as_of,
        settings={"model": compared.read.name},
    )


def _is_apart(unit: Unit, texts: Sequence[Text], apart: Iterable[tuple[str, Span]]) -> bool:
    """Whether a unit is, for the most part, a stretch that is of no claim with others."""
    identity = texts[unit.article].article.identity
    size = unit.span.end - unit.span.start
    return any(
        whose == identity and min(unit.span.end, end) - max(unit.span.start, start) > size / 2
        for whose, (start, end) in apart
    )


def _once(readings: Sequence[Reading]) -> list[Reading]:
    """Readings without those of a page that is there already, word for word, and of pages without a word."""
    known: set[tuple[str | None, str | None, str]] = set()
    found = []
    for reading in readings:
        article = reading.article
        key = article.url, article.outlet, article.text
        if not article.text.strip():
            continue
        if key not in known or not (article.url or article.outlet):
            known.add(key)
            found.append(reading)
    return found


class _Comparison:
    """Articles laid beside each other.

    Args:
        texts: of the articles, in order of time.
        read: the network.
        apart: stretches that are of no claim with others.
    """

    def __init__(
        self, texts: Sequence[Text], read: Reads, apart: Sequence[tuple[str, Span]] = ()
    ) -> None:
        self.texts, self.read = texts, read
        self.words = story_words(texts[0].article.language if texts else None)
        self.links = linked(texts)
        self.units = [
            unit for number, text in enumerate(texts) for unit in units(number, text, self.words)
        ]
        alone = {place for place, unit in enumerate(self.units) if _is_apart(unit, texts, apart)}
        self.pairs = {
            pair: told for pair, told in paired(self.units, read).items() if not alone & set(pair)
        }
        self.derivations = derivations(texts, self.links)
        self.voices = Voices(texts, self.words, [one.whose for one in self.derivations])

    def claims(self) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
        """The claims that several articles have, and those of sources that one has alone."""
        found = [
            claim for group in clusters(self.units, self.pairs) if (claim := self._claim(group))
        ]
        several = [claim for claim in found if len({row.place.article for row in claim.rows}) > 1]
        several.sort(key=lambda one: (-one.articles, -len(one.rows), one.place))
        alone = [
            claim for claim in found if claim not in several and claim.rows[0].source is not None
        ]
        alone.sort(key=lambda one: one.place)
        numbered = [
            replace(one, id=f"c{place}") for place, one in enumerate([*several, *alone], start=1)
        ]
        return tuple(numbered[: len(several)]), tuple(numbered[len(several) :])

    def _claim(self, places: Sequence[int]) -> Claim | None:
        """A group of units as a claim; None where none of them asserts anything."""
        group = [self.units[place] for place in places]
        best = _wording(group, places, self.pairs)
        if best is None:
            return None
        rows = self._rows(group, places, best)
        carried = [row.carried for row in rows]
        groups, held = origins(carried, self.links, self.words)
        told = [
            self._named(
                described(place, groups, carried, held, self.words.writer),
                group_of.members,
                carried,
            )
            for place, group_of in enumerate(groups)
        ]
        asserting = {
            f"o{place + 1}"
            for place, one in enumerate(groups)
            if any(carried[row].stance == "asserts" for row in one.members)
        }
        if not asserting:
            return None
        of = {row: f"o{place + 1}" for place, one in enumerate(groups) for row in one.members}
        made = tuple(_row(rows[row], of[row], self.texts) for row in _in_order(rows))
        shown = _wording(group, places, self.pairs, whole=True) or best
        return self._counted(shown, made, told, asserting)

    def _rows(self, group: Sequence[Unit], places: Sequence[int], best: Unit) -> list[_Bearing]:
        """What each unit does to the claim."""
        answers = self.read([(best.words, unit.words) for unit in group])
        rows: list[_Bearing] = []
        for place, unit, answer in zip(places, group, answers, strict=True):
            side: Stance = "asserts"
            denial, score, said = 0.0, 1.0, 1.0
            if unit is not best:
                beside = _beside(place, places, self.pairs)
                side, denial = stance(
                    best.words, unit.words, unit.attribution, answer, self.words, beside
                )
                if side == "denies" and self._updates(best, unit):
                    side, denial = "asserts", 0.0
                sure = {"denies": denial, "asserts": 1 - denial}.get(side, 1.0)
                score, said = sure * float(1 - answer[OTHER]), float(answer[SAME])
            rows.append(
                _Bearing(unit, _carried(unit, side, denial, said, self.texts, self.voices), score)
            )
        bearing = [row for row in rows if row.score >= _BEARS]
        told = settled([row.carried for row in bearing], self.links, self.words)
        bearing = [replace(row, carried=one) for row, one in zip(bearing, told, strict=True)]
        return [self._consistent(row, bearing) for row in bearing]

    def _updates(self, one: Unit, other: Unit) -> bool:
        """Whether two statements of different moments differ in their figures alone, or the later tells a higher toll:
        it is no denial.
        """
        if other.attribution is not None and other.attribution.act == "denies":
            return False
        readings = [self.texts[unit.article].reading for unit in (one, other)]
        moments = [reading.article.published for reading in readings]
        if moments[0] is None or moments[1] is None or not are_apart(moments[0], moments[1]):
            return False
        early, late = (one, other) if is_later(readings[1], moments[0]) else (other, one)
        return is_update(one.words, other.words, self.words.months) or is_later_toll(
            early.words, late.words, self.words
        )

    def _consistent(self, row: _Bearing, rows: Sequence[_Bearing]) -> _Bearing:
        """A statement of one who is said, in the same article, to deny the claim: it denies it too."""
        if row.carried.stance != "asserts" or row.carried.source is None:
            return row
        for other in rows:
            if other.carried.article != row.carried.article or other.carried.stance != "denies":
                continue
            if speaks_for(row.carried, other.carried, self.words):
                return replace(row, carried=replace(row.carried, stance="denies"))
        return row

    def _named(self, origin: Origin, members: Sequence[int], carried: Sequence[Carried]) -> Origin:
        """An origin that only writers tell, by the agency whose text they print."""
        if not origin.unattributed:
            return origin
        names = {self.derivations[carried[row].article].whose for row in members} - {None}
        return replace(origin, what=str(min(names, key=str))) if len(names) == 1 else origin

    def _counted(
        self, best: Unit, rows: tuple[Row, ...], told: Sequence[Origin], asserting: set[str]
    ) -> Claim:
        readings = [text.reading for text in self.texts]
        earliest = first(rows, readings)
        counted = [origin for origin in told if origin.id in asserting and origin.sure]
        order = sorted(
            told, key=lambda one: (one.id not in asserting, not one.sure, int(one.id[1:]))
        )
        denied = [row.origin for row in rows if row.stance == "denies"]
        return Claim(
            id="",
            wording=_plain(best.words, self.words),
            place=Place(best.article, best.span),
            rows=rows,
            origins=tuple(order),
            least=len(counted),
            most=len(asserting),
            named=sum(origin.named or origin.terms == "on_record" for origin in counted),
            disputed_by=tuple(dict.fromkeys(denied)),
            articles=len({row.place.article for row in rows if row.stance == "asserts"}),
            first=earliest,
            delays=delays(rows, readings, earliest),
            figures=figures(rows, self.texts, self.words.months),
        )

    def title(self) -> str:
        """The headline of the first article that shares much with the others."""
        shared = [0.0] * len(self.texts)
        for (one, other), pair in self.pairs.items():
            articles = self.units[one].article, self.units[other].article
            if articles[0] != articles[1]:
                for article in articles:
                    shared[article] += max(pair.same)
        # Of those that share much the first: later ones sell what it told.
        much = [place for place, told in enumerate(shared) if 2 * told >= max(shared, default=0)]
        titles = (self.texts[place].article.title for place in (*much, *range(len(shared))))
        return next((title for title in titles if title), "")


@dataclass(frozen=True, slots=True)
class _Bearing:
    """A unit that bears on a claim, and how surely."""

    unit: Unit
    carried: Carried
    score: float


def _wording(
    group: Sequence[Unit],
    places: Sequence[int],
    pairs: Mapping[tuple[int, int], Pairing],
    *,
    whole: bool = False,
) -> Unit | None:
    """The unit that says best what all say: what most others repeat, short, and pointing nowhere else.

    Args:
        group: units of a claim.
        places: their numbers.
        pairs: what is known of two of them.
        whole: whether pieces of sentences and questions give way to sentences.
    """
    best: tuple[float, int, Unit] | None = None
    for place, unit in zip(places, group, strict=True):
        if unit.asked or (
            unit.attribution is not None and unit.attribution.act in ("no_answer", "denies", "asks")
        ):
            continue
        told = [
            pair.same[other < place]
            for other in places
            if other != place
            and (pair := pairs.get((min(place, other), max(place, other)))) is not None
        ]
        mean = sum(told) / max(1, len(group) - 1)
        score = mean - _PRONOUNS_COST * (not unit.names) - 0.004 * len(unit.words.split())
        score += _SOURCED * (unit.attribution is not None)
        score -= _PIECE_COST * _broken(unit) if whole else 0.0
        if best is None or (score, -place) > best[:2]:
            best = score, -place, unit
    return best[2] if best is not None else None


def _broken(unit: Unit) -> int:
    """In how many ways words are no plain sentence: a piece of one, few, a question."""
    begins = unit.words[:1].isupper() or unit.words[:1].isdigit()
    asks = unit.words.rstrip("”\"’'").endswith("?")
    return (not begins) + (len(unit.words.split()) < _WORDY) + asks


def _plain(wording: str, words: StoryWords) -> str:
    """A wording without the word that tied it to the verb before it: it is still words of the article."""
    first, _, rest = wording.partition(" ")
    return rest if first.lower() in words.links and len(rest.split()) >= _WORDY else wording


def _beside(place: int, places: Sequence[int], pairs: Mapping[tuple[int, int], Pairing]) -> Beside:
    """What the network says of a unit and the others of its claim, where it has read them."""
    read = [
        pair
        for other in places
        if (pair := pairs.get((min(place, other), max(place, other)))) is not None
    ]
    return [told for pair in read for told in zip(pair.same, pair.conflict, strict=True)]


def _carried(
    unit: Unit, side: Stance, denial: float, said: float, texts: Sequence[Text], voices: Voices
) -> Carried:
    one = unit.attribution
    source = texts[unit.article].source_of(one) if one is not None else None
    if source is not None and source.kind == "author":
        source = None
    return voices.carried(
        unit.article,
        unit.span,
        source=source.name if source is not None else None,
        kind=source.kind if source is not None else None,
        named=source.named if source is not None else False,
        terms=one.terms if one is not None and source is not None else None,
        via=tuple(hop.name for hop in one.via) if one is not None else (),
        stance=side,
        denial=denial,
        said=said,
    )


def _in_order(rows: Sequence[_Bearing]) -> list[int]:
    """The numbers of rows in the order of the articles and their words."""
    return sorted(range(len(rows)), key=lambda row: (rows[row].unit.article, rows[row].unit.span))


def _row(bearing: _Bearing, origin: str, texts: Sequence[Text]) -> Row:
    unit, carried = bearing.unit, bearing.carried
    one = unit.attribution
    return Row(
        place=Place(unit.article, unit.span),
        stance=carried.stance,
        origin=origin,
        attribution=one.id if one is not None else None,
        source=carried.source,
        kind=carried.kind,
        named=carried.named,
        terms=carried.terms,
        chain=_chain(one, carried, texts[unit.article].reading),
        score=round(bearing.score, 3),
    )


def _chain(one: Attribution | None, carried: Carried, reading: Reading) -> tuple[str, ...]:
    """Through whom a statement came: its source, relays, outlets, credit, this page's outlet."""
    names = [carried.source or ""]
    if one is not None:
        names += [hop.name for hop in (*one.relays, *one.via)]
    names += [credit.name for credit in reading.article.credits]
    names.append(reading.article.outlet or "")
    return tuple(dict.fromkeys(name for name in names if name))


def _unanswered(texts: Sequence[Text]) -> tuple[Unanswered, ...]:
    found = []
    for number, text in enumerate(texts):
        for one in text.reading:
            if one.act != "no_answer":
                continue
            source = text.source_of(one)
            spans = one.spans
            start, end = spans[0].start, max(span.end for span in spans)
            around = text.document.sentences.around(Span(start, end))
            words = text.article.text[slice(*around)]
            begin = around.start + len(words) - len(words.lstrip())
            sentence = Span(begin, begin + len(words.strip()))
            asked = text.article.words(*(one.asked or one.content)) or None
            found.append(Unanswered(Place(number, sentence), source.name if source else "", asked))
    return tuple(found)
