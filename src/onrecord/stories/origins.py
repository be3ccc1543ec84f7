"""Rows of a claim → the origins behind them, and which of these are counted for sure.

Rows are put together by average linkage over the probabilities that two of them go back to
one origin. An origin is uncertain where it may be another one heard at second hand: above all what writers say
without a source, where somebody else is quoted with it. What the writer says is an origin for sure where nobody else
says it. Of those that assert a claim as many are counted for sure as there most probably are (`most_probable`), the
surest first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean

from onrecord.languages import StoryWords
from onrecord.records import Terms
from onrecord.stories._model import Origin, Place, Reason
from onrecord.stories.derivation import Links
from onrecord.stories.linkage import grouped
from onrecord.stories.same_origin import (
    Carried,
    Company,
    clues,
    is_official,
    one_voice,
    retells,
)
from onrecord.stories.weights import log_odds, probability, weights

__all__ = ["REASONS", "Group", "described", "doubts", "most_probable", "origins", "settled"]

_FIRM: dict[Terms | None, int] = {None: 0, "anonymous": 1, "unnamed": 1, "on_record": 2}
_TOLD = 0.35  # log-odds of a clue that is worth telling
_SURE = 0.98  # probability that one voice of one article is one origin
_STRANGERS = 0.2  # that two people are who nothing says speak for one body, at most
_SURELY = 0.5  # probability that a row denies, from which it does whatever its origin says
_RETOLD = 0.9  # that what an agency is said to report and what its copies say are
_OUTRIGHT = 0.3  # that a statement says what the claim says, from which it is not only implied
_MAYBE = 0.15  # probability from which an uncertain origin may be another one
#: How clues are told, and in which place they can be pointed at: in the sources, or the sentences.
_WHY = {
    "same name": "same source",
    "names overlap": "same source",
    "same body": "speaks for the same body",
    "relayed": "relayed",
    "same via": "through the same outlet",
    "same words": "same words",
    "same words, one source": "same words",
    "same words, no source": "same words",
    "run": "same words",
    "passage shared": "shared passage",
    "article shared": "articles share their text",
    "article shared, one source": "articles share their text",
    "article shared, no source": "articles share their text",
    "its source near": "its source speaks beside it",
    "its source cited": "its source speaks in the same article",
}
#: What makes an origin uncertain.
_DOUBTS = (
    "no source of its own",
    "hearsay",
    "source not named",
    "does not say it outright",
    "others stand firmer",
)
#: All reasons that are given.
REASONS = (*dict.fromkeys(_WHY.values()), *_DOUBTS)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one origin.

    Attributes:
        members: their numbers, in order.
        sure: whether it is counted for sure; of one that does not assert it says nothing.
        doubt: the probability that it is uncertain.
        near: numbers of groups that it may be the same as.
    """

    members: tuple[int, ...]
    sure: bool
    doubt: float
    near: tuple[int, ...]


def settled(
    rows: Sequence[Carried], links: Links, words: StoryWords, *, distinct: bool = False
) -> list[Carried]:
    """Rows with the stance of their origin: nobody both asserts a claim and denies it.

    What surely denies the claim stands apart; other origins are made without regard to stances, and deny what their rows
    deny on the average. The arguments are those of `origins`.
    """
    found = [
        row
        if row.stance == "reports_without_answer"
        else replace(row, stance="denies" if row.denial >= _SURELY else "asserts")
        for row in rows
    ]
    if all(row.denial < weights().denied for row in rows):
        return found
    for group in origins(found, links, words, distinct=distinct)[0]:
        own = [place for place in group.members if found[place].stance == "asserts"]
        if own and fmean(rows[place].denial for place in own) >= weights().denied:
            for place in own:
                found[place] = replace(found[place], stance="denies")
    return found


def origins(
    rows: Sequence[Carried], links: Links, words: StoryWords, *, distinct: bool = False
) -> tuple[list[Group], dict[tuple[int, int], Mapping[str, float]]]:
    """The origins of a claim's rows, and what was weighed of each two rows.

    Args:
        rows: of the claim.
        links: what their articles share.
        words: of their language.
        distinct: whether two rows of one article and stance are two origins, as in rows that people label.
    """
    held: dict[tuple[int, int], Mapping[str, float]] = {}
    likely: dict[tuple[int, int], float] = {}
    company = Company(rows, words)
    for pair in combinations(range(len(rows)), 2):
        one, other = (rows[place] for place in pair)
        shared = links.shared(one.article, other.article)
        held[pair] = weighed = clues(one, other, shared, words) | company.clues(*pair)
        likely[pair] = _likely(one, other, weighed, words)
    # Nobody both asserts a claim and denies it: those who do stand apart, whatever they share.
    apart = {pair for pair in likely if len({rows[row].stance == "denies" for row in pair}) > 1}
    if distinct:
        apart |= {
            pair
            for pair in likely
            if rows[pair[0]].article == rows[pair[1]].article
            and rows[pair[0]].stance == rows[pair[1]].stance
        }
    groups = grouped(len(rows), likely, weights().together, apart)
    doubt = _doubt(groups, rows, words)
    surest = sorted(doubt, key=doubt.__getitem__)
    sure = sorted(surest[: most_probable([1 - told for told in doubt.values()])])
    unsure = doubt.keys() - sure
    found = []
    for number, group in enumerate(groups):
        near = () if number not in unsure else tuple(
            other for other in sure if _between(group, groups[other], likely) >= _MAYBE
        )  # fmt: skip
        found.append(Group(tuple(group), number not in unsure, doubt.get(number, 0.0), near))
    return found, held


def most_probable(sure: Sequence[float]) -> int:
    """How many of some things there most probably are; one at least, where there is any thing.

    Args:
        sure: of each the probability that it is one, whatever the others are: the number of those that are has a
            Poisson binomial distribution (Poisson 1837), of which this is the mode. To count each that is more probable
            than not would say none of four at 0.45, where two is the most probable number.
    """
    many = [1.0]
    for one in sure:
        many = [
            without * (1 - one) + before * one
            for without, before in zip((*many, 0.0), (0.0, *many), strict=True)
        ]
    return max(range(1, len(many)), key=many.__getitem__, default=0)  # of equals the least


def _likely(one: Carried, other: Carried, held: Mapping[str, float], words: StoryWords) -> float:
    """The probability that two rows are of one origin."""
    if one_voice(one, other, words):
        return _SURE
    told = probability(held, weights().same_origin)
    if held.get("two persons") and not held["same body"]:
        return min(told, _STRANGERS)
    return max(told, _RETOLD) if retells(one, other) or retells(other, one) else told


def _doubt(
    groups: Sequence[Sequence[int]], rows: Sequence[Carried], words: StoryWords
) -> dict[int, float]:
    """Of each group that asserts the claim the probability that it is no origin of its own."""
    asserting = {
        number: own
        for number, group in enumerate(groups)
        if (own := [rows[row] for row in group if rows[row].stance == "asserts"])
    }
    return {
        number: probability(
            doubts(own, [rows for other, rows in asserting.items() if other != number], words),
            weights().uncertain,
        )
        for number, own in asserting.items()
    }


def _between(
    one: Sequence[int], other: Sequence[int], likely: Mapping[tuple[int, int], float]
) -> float:
    """How near two groups are, on the average."""
    both = [likely[min(row, column), max(row, column)] for row in one for column in other]
    return sum(both) / len(both)


def doubts(
    own: Sequence[Carried], others: Sequence[Sequence[Carried]], words: StoryWords
) -> Mapping[str, float]:
    """What makes an origin uncertain.

    Args:
        own: its asserting rows.
        others: those of the claim's other origins.
        words: of their language.
    """
    firm = _firm(own)
    articles = len({row.article for row in own})
    standing = [(_firm(rows), len({row.article for row in rows})) for rows in others]
    firmest = not any(other > (firm, articles) for other in standing)
    return {
        "bias": 1.0,
        "on record": float(firm == 2),
        "no source": float(firm == 0),
        "not named": float(firm == 1),
        "hearsay": float(any(row.hearsay for row in own)),
        "articles": math.log1p(articles),
        "firmest": float(firmest),
        "alone": float(not others),
        "no source beside one": float(firm == 0 and any(other for other, _ in standing)),
        "no source, firmest": float(firm == 0 and firmest),
        "others": math.log1p(len(others)),
        "relayed": float(any(row.via for row in own)),
        "said": max(row.said for row in own),
        "official": float(any(is_official(row, words) for row in own)),
        "share": len(own) / (len(own) + sum(map(len, others))),
    }


def _firm(rows: Sequence[Carried]) -> int:
    """How firm the firmest source of some rows stands: 0 without any, 1 not named, 2 on record."""
    return max((max(1, _FIRM[row.terms]) if row.source else 0 for row in rows), default=0)


def described(
    number: int, groups: Sequence[Group], rows: Sequence[Carried],
    held: Mapping[tuple[int, int], Mapping[str, float]], writer: str,
) -> Origin:  # fmt: skip
    """An origin as it is shown, with the words that justify it.

    Args:
        number: of its group.
        groups, rows: of the claim.
        held: what was weighed of each two rows.
        writer: what an origin without a source is called, with the outlet in the place of ``{}``.
    """
    group = groups[number]
    own = [rows[row] for row in group.members]
    spoken = [row for row in own if row.source]
    best = max(
        spoken,
        key=lambda row: (
            not _is_outlet(row, own),
            _FIRM[row.terms],
            row.named,
            len(row.source or ""),
        ),
        default=None,
    )
    outlet = own[0].outlet
    what = best.source if best is not None and best.source else writer.format(outlet or "?")
    reasons = [*_together(group, rows, held), *_doubtful(group, own)]
    return Origin(
        id=f"o{number + 1}",
        what=what,
        named=any(row.named for row in own),
        terms=best.terms if best is not None else None,
        unattributed=best is None,
        sure=group.sure,
        maybe_same_as=tuple(f"o{other + 1}" for other in group.near),
        why=tuple(reasons),
    )


def _is_outlet(row: Carried, own: Sequence[Carried]) -> bool:
    """Whether a statement is laid to an outlet or agency, which only carries what its source says."""
    return row.kind == "outlet" or any(retells(row, other) for other in own)


def _together(
    group: Group, rows: Sequence[Carried], held: Mapping[tuple[int, int], Mapping[str, float]]
) -> list[Reason]:
    """What put each row to those before it: the clue that weighed most."""
    found = []
    for place, later in enumerate(group.members[1:], start=1):
        told = [
            (weights().same_origin.get(name, 0.0) * value, name, earlier)
            for earlier in group.members[:place]
            for name, value in held[earlier, later].items()
            if name in _WHY
        ]
        if not told:
            continue
        weight, name, earlier = max(told)
        if weight >= _TOLD:
            found.append(
                Reason(_WHY[name], (_place(rows[earlier]), _place(rows[later])), round(weight, 2))
            )
    return found


def _doubtful(group: Group, own: Sequence[Carried]) -> list[Reason]:
    if group.sure:
        return []
    return [
        Reason(
            _doubt_of(own),
            (_place(own[0]),),
            -round(log_odds(group.doubt), 2),
        )
    ]


def _doubt_of(own: Sequence[Carried]) -> str:
    """What most makes an uncertain origin uncertain, of `_DOUBTS`."""
    if not any(row.source for row in own):
        return "no source of its own"
    if any(row.hearsay for row in own):
        return "hearsay"
    if not any(row.named for row in own):
        return "source not named"
    outright = max(row.said for row in own) >= _OUTRIGHT
    return "others stand firmer" if outright else "does not say it outright"


def _place(row: Carried) -> Place:
    return Place(row.article, row.span)
