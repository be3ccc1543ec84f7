"""What a comparison of articles finds: claims, who carries them, the origins behind them, copies, order.

Every finding points at words: a place is the number of an article in its story and a span of its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from onrecord.records import Reading, SourceKind, Span, Terms

__all__ = [
    "Claim",
    "Derivation",
    "DerivationKind",
    "Edge",
    "Event",
    "Figure",
    "Origin",
    "Place",
    "Reason",
    "Row",
    "Stance",
    "Story",
    "Unanswered",
]

Stance: TypeAlias = Literal["asserts", "denies", "reports_without_answer"]
DerivationKind: TypeAlias = Literal[
    "independent",
    "wire_copy",
    "copy_of_article",
    "rewrite_with_credit",
    "rewrite_without_credit",
    "update",
]


class Place(NamedTuple):
    """Words of an article of a story.

    Attributes:
        article: number of the article in the story, from 0.
        span: in its text.
    """

    article: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two things were put together, or kept apart.

    Attributes:
        why: in a few words of the vocabulary: "same source", "same words", "relayed".
        places: the words that show it, one place or two.
        weight: how much it weighed: log-odds, positive for together.
    """

    why: str
    places: tuple[Place, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """How an article came about, beside the others of its story.

    Attributes:
        kind: as in the vocabulary.
        of: number of the article that it follows; None where that is not in the story, or it is independent.
        whose: name of the agency or outlet whose text it is, where the articles tell.
        evidence: words that show it; of copies a passage of each side.
        score: of what shares passages with another article the probability that one of the two hangs on the other; of what
            retells an outlet in its own words the share of statements that go back to it; 0 of what is independent.
    """

    kind: DerivationKind
    of: int | None = None
    whose: str | None = None
    evidence: tuple[Place, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that bears on a claim.

    Attributes:
        place: its words.
        stance: what it does to the claim.
        origin: id of the origin that it goes back to.
        attribution: id of the attribution in its reading; None of the writer's own word.
        source: who it is laid to, by name; None of the writer's own word.
        kind, named, terms: of that source.
        chain: through whom it came, from the source on: relays, outlets, this page's outlet.
        score: the probability that it bears on the claim so.
    """

    place: Place
    stance: Stance
    origin: str
    attribution: str | None
    source: str | None
    kind: SourceKind | None
    named: bool
    terms: Terms | None
    chain: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a chain begins.

    Attributes:
        id: ``o1`` …, within its claim.
        what: who it is, as the fullest of its rows has it.
        named: whether a row names its source.
        terms: the firmest on which it speaks; None of the writer's own word.
        unattributed: whether nobody but writers says it.
        sure: whether it is counted for sure.
        maybe_same_as: origins that it may be the same as.
        why: what put its rows together, what makes it uncertain.
    """

    id: str
    what: str
    named: bool
    terms: Terms | None
    unattributed: bool
    sure: bool
    maybe_same_as: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a claim that changed: an update, no dispute.

    Attributes:
        place: the words.
        value: the figure.
        when: the article's date, if it has one.
    """

    place: Place
    value: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable thing that articles of a story assert or dispute.

    Attributes:
        id: ``c1`` …, within its story.
        wording: the words of the statement that says it best.
        place: where they stand.
        rows: all statements that bear on it, in order of the articles.
        origins: those that assert, then those that deny or give no answer.
        least, most: how many independent origins assert it: those that are sure, all that may be.
        named: how many of the sure ones are of a source that is named, or speaks on the record.
        disputed_by: ids of the origins that deny it.
        articles: how many articles assert it.
        first: row that had it first; None where the articles' dates do not tell.
        delays: hours from the first to each row that has a time, in order of the rows; None where not known.
        figures: how a figure in it changed, in order of time.
    """

    id: str
    wording: str
    place: Place
    rows: tuple[Row, ...]
    origins: tuple[Origin, ...]
    least: int
    most: int
    named: int
    disputed_by: tuple[str, ...]
    articles: int
    first: int | None = None
    delays: tuple[float | None, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def range(self) -> str:
        """The number of origins in words: "2", "1 to 3"."""
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody was asked and gave no answer.

    Attributes:
        place: the words.
        source: who gave none.
        asked: what was asked, where the article tells.
    """

    place: Place
    source: str
    asked: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event of a story.

    Attributes:
        day: ISO 8601: a day, a week, a month, a year, or an interval.
        places: sentences that date something so.
        statements: ids of the attributions in them, by article.
    """

    day: str
    places: tuple[Place, ...]
    statements: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Who speaks of whom.

    Attributes:
        source, target: names of actors.
        how: ``about``, ``against`` (denies, disputes) or ``asks``.
        places: the statements.
    """

    source: str
    target: str
    how: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening, compared.

    Attributes:
        title: headline of the first article that shares much with the others.
        readings: of the articles, in order of time, those without one last.
        derivations: of each article.
        claims: those of several articles first, the most carried first.
        single: statements that only one outlet has: claims of one article.
        unanswered: what was asked and not answered.
        timeline: dated events.
        network: who speaks about, against and to whom.
        frozen: the moment as of which it was compared; None of all.
    """

    title: str
    readings: tuple[Reading, ...]
    derivations: tuple[Derivation, ...]
    claims: tuple[Claim, ...]
    single: tuple[Claim, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    timeline: tuple[Event, ...] = ()
    network: tuple[Edge, ...] = ()
    frozen: datetime | date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def words(self, place: Place) -> str:
        """The words of a place, on one line."""
        start, end = place.span
        return " ".join(self.readings[place.article].article.text[start:end].split())
