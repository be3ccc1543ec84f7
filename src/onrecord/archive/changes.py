"""What was changed from one version of an article to the next, as far as its words show it.

A statement is told as dropped only where its words are gone from the new text, and as new only where
they are not in the old one: what the model finds here and not there is no change of the article.
Statements are paired by likeness of their words (the share of matching blocks, Ratcliff and
Metzener 1988, as `rapidfuzz` computes it over words).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rapidfuzz import fuzz

from onrecord.archive.fulltext import fold
from onrecord.records import Attribution, Reading, Source

__all__ = ["Change", "ChangeKind", "changes"]

ChangeKind: TypeAlias = Literal[
    "headline_rewritten",
    "statement_added",
    "statement_reworded",
    "statement_dropped",
    "quotation_dropped",
    "source_changed",
    "attribution_softened",
    "attribution_hardened",
    "act_changed",
    "correction_added",
    "text_changed",
]
_ALIKE = 60.0  # per cent of words that two wordings of one statement share
_SHORT = 4  # words of a statement that say too little to be paired by likeness
#: How firmly a source stands behind its words.
_FIRMNESS = {"on_record": 2, "unnamed": 1, "anonymous": 1}
_FIRM_ACTS = {"confirms": 2, "says": 1, "believes": 0}
#: What one does who does not stand behind the words: to come to it, or from it, is no question of degree.
_AGAINST = ("denies", "no_answer", "asks")


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the words of two versions show.

    Attributes:
        kind: what was changed.
        before, after: the words; None where there are none.
    """

    kind: ChangeKind
    before: str | None
    after: str | None


def changes(old: Reading, new: Reading, corrections: Sequence[str] = ()) -> list[Change]:
    """What the words of a later version changed.

    Args:
        old, new: readings of the two versions.
        corrections: words with which a note of correction begins, in small letters.
    """
    sides = (_Side(old, corrections), _Side(new, corrections))
    found: list[Change] = []
    titles = (_plain(old.article.title), _plain(new.article.title))
    if titles[0] != titles[1]:
        found.append(Change("headline_rewritten", old.article.title, new.article.title))
    found += _of_statements(*sides)
    found += _corrections(old, new, corrections)
    if not found and old.article.text != new.article.text:
        found.append(Change("text_changed", None, None))
    return found


def _corrections(old: Reading, new: Reading, openings: Sequence[str]) -> Iterator[Change]:
    before = _plain(old.article.text)
    for line in new.article.text.splitlines():
        words = " ".join(line.split())
        if openings and _is_correction(words, openings) and _plain(words) not in before:
            yield Change("correction_added", None, words)


def _is_correction(words: str, openings: Sequence[str]) -> bool:
    return words.lstrip("*•[( ").lower().startswith(tuple(openings))


class _Side:
    """The statements of one version, each with its words as they are compared; those of the headline and
    of notes of correction apart, for these are changes of their own.
    """

    def __init__(self, reading: Reading, corrections: Sequence[str]) -> None:
        article = reading.article
        self.text = _plain(article.text)
        apart = [block.span for block in article.blocks if block.kind == "title"]
        apart += (
            block.span
            for block in article.blocks
            if corrections and _is_correction(article.words(block.span), corrections)
        )
        sources = {source.id: source for source in reading.sources}
        self.statements = [
            _Statement(reading, one, sources.get(one.source_id or ""))
            for one in reading
            if not any(span.start <= one.spans[0].start < span.end for span in apart)
        ]

    def holds(self, words: str) -> bool:
        """Whether words stand in this version's text."""
        return words in self.text


class _Statement:
    def __init__(self, reading: Reading, one: Attribution, source: Source | None) -> None:
        article = reading.article
        self.one, self.source = one, source
        self.content = _plain(" ".join(article.words(span) for span in one.content or one.cue))
        self.pieces = [_plain(article.words(span)) for span in one.content or one.cue]
        self.cue = _plain(article.words(*one.cue))
        whole = one.spans
        # The clause from the first role to the last: a change of who or how shows in it.
        self.clause = _plain(article.text[whole[0].start : max(span.end for span in whole)])
        self.shown = " ".join(
            article.text[whole[0].start : max(span.end for span in whole)].split()
        )

    def stands_in(self, side: _Side) -> bool:
        return all(side.holds(piece) for piece in self.pieces)


def _of_statements(before: _Side, after: _Side) -> Iterator[Change]:
    pairs, gone, come = _paired(before.statements, after.statements)
    told: set[str] = set()
    # A statement within another changes with it: one change is told once.
    for one, other in sorted(pairs, key=lambda pair: pair[1].one.parent is not None):
        change = _between(one, other, before, after)
        if change is not None and other.one.parent not in told:
            told.add(other.one.id)
            yield change
    for one in gone:
        if not one.stands_in(after) and one.one.parent is None:
            dropped: ChangeKind = (
                "quotation_dropped" if one.one.form in ("direct", "mixed") else "statement_dropped"
            )
            yield Change(dropped, one.shown, None)
    for other in come:
        if not other.stands_in(before) and other.one.parent is None:
            yield Change("statement_added", None, other.shown)


def _paired(
    old: Sequence[_Statement], new: Sequence[_Statement]
) -> tuple[list[tuple[_Statement, _Statement]], list[_Statement], list[_Statement]]:
    """Statements of both versions, the likest first; and those of either that have no like.

    First by what is said, then, of those that are left, by the whole clause, who says it included.
    """
    pairs: list[tuple[_Statement, _Statement]] = []
    left, right = list(old), list(new)
    for likeness in (_likeness, _likeness_of_clauses):
        scored = sorted(
            (
                (score, -abs(first - second), first, second)
                for first, one in enumerate(left)
                for second, other in enumerate(right)
                if (score := likeness(one, other)) >= _ALIKE
            ),
            reverse=True,
        )
        gone: set[int] = set()
        come: set[int] = set()
        for _, _, first, second in scored:
            if first not in gone and second not in come:
                gone.add(first)
                come.add(second)
                pairs.append((left[first], right[second]))
        left = [one for place, one in enumerate(left) if place not in gone]
        right = [one for place, one in enumerate(right) if place not in come]
    return pairs, left, right


def _likeness(one: _Statement, other: _Statement) -> float:
    """How alike two statements are, 0 to 100; with a little more for the same source and cue."""
    if one.content == other.content:
        return 100.0 + (one.clause == other.clause)
    if min(len(one.content.split()), len(other.content.split())) < _SHORT:
        return 0.0
    return float(fuzz.token_sort_ratio(one.content, other.content))


def _likeness_of_clauses(one: _Statement, other: _Statement) -> float:
    """How alike two statements of one source are, who says it and how included."""
    names = {side.source.name if side.source else None for side in (one, other)}
    return float(fuzz.token_sort_ratio(one.clause, other.clause)) if len(names) == 1 else 0.0


def _between(one: _Statement, other: _Statement, before: _Side, after: _Side) -> Change | None:
    """The change from a statement to what became of it; None where its words stand as they were."""
    if before.holds(other.clause) or after.holds(one.clause):
        return None
    acts = (one.one.act, other.one.act)
    if acts[0] != acts[1] and any(act in _AGAINST for act in acts):
        return Change("act_changed", one.shown, other.shown)
    step = _firmness(other) - _firmness(one)
    if step:
        kind: ChangeKind = "attribution_softened" if step < 0 else "attribution_hardened"
        return Change(kind, one.shown, other.shown)
    if one.content == other.content or (one.stands_in(after) and other.stands_in(before)):
        names = (
            one.source.name if one.source else None,
            other.source.name if other.source else None,
        )
        if names[0] == names[1] and one.cue == other.cue:
            return None
        return Change("source_changed", one.shown, other.shown)
    return Change("statement_reworded", one.shown, other.shown)


def _firmness(statement: _Statement) -> int:
    """How firmly the words are laid to somebody: by terms, and by what the source does."""
    terms = statement.source.terms if statement.source else None
    named = _FIRMNESS.get(terms or "", 2 if statement.source else 0)
    return 3 * named + _FIRM_ACTS.get(statement.one.act or "", 1)


def _plain(words: str | None) -> str:
    return " ".join(fold(words or "").split())
