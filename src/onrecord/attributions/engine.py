"""Article → attributions: encode, find anchors, score, decode, and put offsets to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.clues import LINKS, Clues, Heads
from onrecord.attributions.decoding.candidates import (
    Candidate,
    Found,
    by_word,
    decode_inner,
    decode_outer,
    logit,
)
from onrecord.attributions.decoding.scores import WindowScores
from onrecord.attributions.encoding import Pieces, encode
from onrecord.attributions.form import form_of
from onrecord.attributions.manifest import Manifest
from onrecord.attributions.network import Network
from onrecord.attributions.rules.by_form import with_told_by_form
from onrecord.attributions.rules.edges import (
    behind_clock,
    behind_dateline,
    in_one_line,
    is_recipient,
    neither,
    repeated_subject,
)
from onrecord.attributions.rules.lookalikes import is_look_alike
from onrecord.attributions.statements import Statement, holds, nested, rooted, silent_spans
from onrecord.languages import Words
from onrecord.records import Attribution, Span
from onrecord.text import APART, Document, Quotation, marks_within, outside, snap, trimmed

__all__ = ["Findings", "Scored", "Statement", "find", "score", "settle"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in an article.

    Attributes:
        attributions: in order of their first words.
        clues: what the network says of them beside; None by a model that says nothing.
    """

    attributions: tuple[Attribution, ...]
    clues: Clues | None = None


def find(document: Document, lang: Words, network: Network) -> Findings:
    """Find the attributions of an article.

    Args:
        document: the article.
        lang: its language.
        network: the model, whose manifest says from which score a statement is one.
    """
    manifest = network.manifest
    scored = score(document.text, network)
    statements = settle(document, lang, scored, manifest)
    statements += _quoted_inside(document, lang, scored, statements, network)
    inner = [one for one in statements if one.parent is not None]
    words = {one.word for one in inner}
    outer = [
        one
        for one in statements
        if one.parent is None and one.score >= manifest.least and one.word not in words
    ]
    kept = rooted([*outer, *inner])
    numbered = _numbered(with_told_by_form(document, lang, kept, manifest))
    return Findings(numbered, scored.clues(network.heads))


@dataclass(frozen=True, slots=True)
class Scored:
    """A text's words and the scored anchors in it: all the network has to say.

    Attributes:
        starts, ends: offsets of the words, int32 [words].
        candidates: one for each anchor, in order of the text; `score` reads them off the network
            as they are asked for, once.
        pieces: that the words are made of.
        links, going_on: of the pieces, as `Clues` has them, as far as the candidates were read; None by a
            model without heads.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    candidates: Iterable[Candidate]
    pieces: Pieces | None = None
    links: NDArray[np.float16] | None = None
    going_on: NDArray[np.float16] | None = None

    def clues(self, heads: Heads | None) -> Clues | None:
        """What the network says of attributions beside their spans, once the candidates were read."""
        if self.links is None or self.going_on is None or self.pieces is None or heads is None:
            return None
        pieces = self.pieces
        return Clues(pieces.starts, pieces.ends, self.links, self.going_on, heads)


def score(text: str, network: Network) -> Scored:
    """Run the network over a text; anchors that are too unlikely to be decoded are left out."""
    pieces = encode(text, network.tokenizer)
    if not len(pieces):
        return Scored(pieces.starts, pieces.ends, ())
    first_piece = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    last_piece = np.append(first_piece[1:], len(pieces)) - 1
    windows = network.windows(
        pieces,
        threshold=logit(min(network.manifest.floor, network.manifest.inner_floor)),
        inner_threshold=logit(network.manifest.inner_floor),
    )
    heads = network.heads
    links = going_on = None
    if heads is not None and len(pieces) <= _LONGEST_POINTED:
        links = np.zeros((len(pieces), LINKS, heads.width), np.float16)
        going_on = np.zeros(len(pieces), np.float16)
    return Scored(
        pieces.starts[first_piece],
        pieces.ends[last_piece],
        by_word(_keeping(windows, links, going_on), pieces),
        pieces,
        links,
        going_on,
    )


#: Pieces of the longest text of which what the network says beside the spans is kept, some 45,000 words: of
#: longer ones the rules tell alone, so that memory stays bounded.
_LONGEST_POINTED = 60_000


def _keeping(
    windows: Iterable[WindowScores],
    links: NDArray[np.float16] | None,
    going_on: NDArray[np.float16] | None,
) -> Iterator[WindowScores]:
    """Windows with anchors, as they come; what they say of all pieces goes into arrays."""
    for window in windows:
        for kept, own in ((links, window.links), (going_on, window.going_on)):
            if kept is not None and own is not None:
                kept[window.low : window.low + len(own)] = own
        if len(window.anchors):
            yield window


def settle(document: Document, lang: Words, scored: Scored, manifest: Manifest) -> list[Statement]:
    """Decode the scored anchors of an article into statements, outer ones and those inside them."""
    outer_floor, inner_floor = logit(manifest.floor), logit(manifest.inner_floor)
    inner: list[Candidate] = []

    def outer_only() -> Iterator[Candidate]:
        for candidate in _kept_to_islands(document, scored):
            if (either := _either(candidate)) >= inner_floor:
                inner.append(replace(candidate, inner=either))
            if candidate.outer >= outer_floor:
                yield candidate

    writer = _Writer(document, lang, scored, manifest)
    outer = _apart(decode_outer(outer_only(), manifest, writer.statement), manifest.least)
    inside = _inside(outer, inner, writer, manifest)
    return [*_nested_by_marks(outer, manifest.least), *inside]


def _apart(statements: Iterable[Statement], least: float) -> list[Statement]:
    """Statements without those that stand on words of a surer one.

    Two anchors seldom claim the same words, and where they do, both weakly. Of two as sure, the one with
    a source stays.
    """
    owned: set[int] = set()  # words
    fallen: set[int] = set()
    kept = list(statements)
    for one in sorted(kept, key=lambda one: (-one.score, not one.source)):
        if one.score < least:
            break
        words = {word for first, last in one.segments for word in range(first, last + 1)}
        if not owned.isdisjoint(words):
            fallen.add(one.word)
        else:
            owned |= words
    return [one for one in kept if one.word not in fallen]


def _nested_by_marks(outer: Sequence[Statement], least: float) -> Iterator[Statement]:
    """Outer statements; one that a quotation mark draws into another's content is inside that one.

    No two of them share a word when they are decoded, but a content is then widened to the marks
    that it begins or ends in.
    """
    holder: Statement | None = None
    for one in sorted(outer, key=lambda one: (one.content[0].start, -one.content[-1].end)):
        if one.score < least:
            yield one
        elif holder is not None and holds(holder, one):
            yield nested(one, holder)
        else:
            holder = one
            yield one


def _inside(
    outer: Sequence[Statement], candidates: Sequence[Candidate], writer: _Writer, manifest: Manifest
) -> list[Statement]:
    """Statements inside the contents of others, each with the nearest one round it as parent."""
    sure = [statement for statement in outer if statement.score >= manifest.least]
    taken = {statement.word for statement in sure}
    homes = [statement.segments for statement in sure]
    free = [candidate for candidate in candidates if candidate.word not in taken]
    inner: list[Statement] = []
    for place, found in decode_inner(free, homes, manifest):
        statement = writer.statement(found)
        if statement is not None and (statement.source or writer.is_passive(statement.cue)):
            both = manifest.inner_score(statement.features) * sure[place].score
            inner.append(replace(statement, score=both, parent=sure[place].word))
    return [_under_nearest(statement, inner) for statement in inner]


def _quoted_inside(
    document: Document,
    lang: Words,
    scored: Scored,
    statements: Sequence[Statement],
    network: Network,
) -> list[Statement]:
    """Quotations inside quotations: “He said, ‘Well …’ And I said, ‘No.’”

    The network, which was taught by texts that mark none, passes most of them over inside a content,
    but finds them where the content stands for itself. So a content that holds quotation marks of its
    own is read once more by itself.
    """
    manifest = replace(network.manifest, inner_floor=_NEVER)
    known = {statement.word for statement in statements}
    marks = document.quotations
    found: list[Statement] = []
    for outer in statements:
        if outer.parent is not None or outer.form == "indirect" or outer.score < manifest.least:
            continue
        for piece in outer.content:
            within = [mark.span for mark in marks_within(marks, piece)]
            if not within or not _speaks(document, lang, piece, within):
                continue
            words = document.text[piece.start : piece.end]
            start = piece.start + len(words) - len(words.lstrip(_MARKS))
            # Without the marks round it, and so with its own as the outermost.
            part = document.part(start, start + len(words.strip(_MARKS)))
            for one in settle(part, lang, score(part.text, network), manifest):
                moved = _moved(one, start, scored)
                touches = any(
                    a.start < b.end and b.start < a.end for a in moved.content for b in within
                )
                if one.source and one.score >= manifest.least and touches:
                    if moved.word not in known:
                        known.add(moved.word)
                        found.append(nested(moved, outer))
    return found


def _speaks(document: Document, lang: Words, content: Span, within: Sequence[Span]) -> bool:
    """Whether a content has a word of speech outside its own quotations: few titles have one."""
    return lang.statements.speech.search(outside(document.text, content, within)) is not None


_MARKS = '“”"„«»‟'
_NEVER = 0.999  # a floor that no inner anchor reaches


def _moved(one: Statement, by: int, scored: Scored) -> Statement:
    """A statement of a part of the text as one of the whole."""

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(start + by, end + by) for start, end in spans)

    def word(place: int) -> int:
        return int(np.searchsorted(scored.ends, place, side="right"))

    content = moved(one.content)
    return replace(
        one,
        word=word(one.cue[0].start + by),
        source=moved(one.source),
        cue=moved(one.cue),
        content=content,
        segments=tuple((word(start), word(end - 1)) for start, end in content),
    )


def _either(candidate: Candidate) -> float:
    """Logit of being the anchor of any attribution: what counts inside a content."""
    probability = sum(1 / (1 + np.exp(-logit)) for logit in (candidate.outer, candidate.inner))
    return logit(min(float(probability), 0.999))


def _under_nearest(statement: Statement, inner: Sequence[Statement]) -> Statement:
    """An inner statement inside another inner one's content has that one for its parent."""
    holders = [
        other
        for other in inner
        if other.parent == statement.parent
        and other.word != statement.word
        and _holds(other, statement)
    ]
    if not holders:
        return statement
    nearest = min(holders, key=lambda other: sum(b - a for a, b in other.segments))
    # What stands in a doubtful statement is no surer than it.
    return replace(statement, parent=nearest.word, score=min(statement.score, nearest.score))


def _holds(one: Statement, other: Statement) -> bool:
    """Whether a statement's content holds another's cue and content whole."""
    words = [other.word, *(word for segment in other.segments for word in segment)]
    return all(any(first <= word <= last for first, last in one.segments) for word in words)


def _kept_to_islands(document: Document, scored: Scored) -> Iterator[Candidate]:
    """Bar each anchor from the words its statement cannot reach.

    To the network a heading is a line like any other; but a statement in a heading is all in it,
    and one in the story runs into no heading.
    """
    island = np.zeros(len(scored.starts), dtype=np.int64)  # of each word; 0 is the story
    apart = document.spans_of(*APART)
    if apart:
        borders = np.searchsorted(scored.starts, np.asarray(apart))
        for number, (first, last) in enumerate(borders.tolist(), start=1):
            island[first:last] = number
    if not island.any():
        yield from scored.candidates
        return
    for candidate in scored.candidates:
        near = island[candidate.first_word : candidate.last_word] == island[candidate.word]
        yield candidate.within(near)


_TELLING = 400  # code points of cue and content that tell its sense
_BEHIND = 40  # code points behind a cue that tell its sense


class _Writer:
    """Puts offsets to what was decoded, by the rules on what a statement is."""

    def __init__(self, document: Document, lang: Words, scored: Scored, manifest: Manifest) -> None:
        self._document, self._lang = document, lang
        self._scored, self._manifest = scored, manifest
        self._silent = silent_spans(document)

    def is_passive(self, cue: Sequence[Span]) -> bool:
        """As in "was asked", "is expected": what stands before it is no source."""
        return self._lang.statements.passive.match(self.words(cue)) is not None

    def statement(self, found: Found) -> Statement | None:
        """What was decoded as a statement; None where the rules know that it is none."""
        if not found.spans.content:
            return None  # a second anchor of a statement whose words the first one claims
        cue = self._spans(found.spans.cue)
        if any(span.start <= cue[0].start < span.end for span in self._silent):
            return None
        source, cue = self._source_and_cue(found, cue)
        content = self._content(found, (*cue, *source))
        if not content or self._is_look_alike(cue, content):
            return None
        in_marks = form_of(self._document, self._lang, content)  # whosever they are
        form = in_marks
        if in_marks != "indirect":
            form = form_of(self._document, self._lang, content, cue)
        words = sum(last - first + 1 for first, last in found.spans.content)
        features = (
            *found.features,
            float(in_marks == "direct"),
            float(in_marks == "mixed"),
            float(np.log2(words)),
        )
        score = self._manifest.score(features)
        if self._lang.statements.unconfirmed.search(self.words(cue)):
            # A formula too rare in what the network was taught for it to be sure of.
            score = max(score, self._manifest.rule_score)
        return Statement(
            word=found.word,
            source=source,
            cue=trimmed(self._document.text, cue) or cue,
            content=content,
            form=form,
            segments=found.spans.content,
            score=score,
            features=features,
        )

    def _source_and_cue(
        self, found: Found, cue: tuple[Span, ...]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        text, lang = self._document.text, self._lang
        source = in_one_line(text, trimmed(text, self._spans(found.spans.source)), cue[0])
        source = repeated_subject(text, tuple(behind_clock(text, span) for span in source), lang)
        source, cue = neither(text, source, cue, lang)
        if source and is_recipient(text, source, cue, lang):
            source = ()
        # "She was asked": she is who was asked, not who asks.
        return (() if self.is_passive(cue) else source), cue

    def _content(self, found: Found, others: Sequence[Span]) -> tuple[Span, ...]:
        spans = self._spans(found.spans.content)
        return _content(self._document.text, spans, others, self._document.spoken)

    def _is_look_alike(self, cue: Sequence[Span], content: Sequence[Span]) -> bool:
        behind = self._document.text[cue[-1].end : cue[-1].end + _BEHIND]
        words = self.words(cue)[-_TELLING:], self.words(content)[:_TELLING]
        return is_look_alike(*words, behind, self._lang)

    def words(self, spans: Sequence[Span]) -> str:
        """The words of spans."""
        return " … ".join(self._document.text[start:end] for start, end in spans)

    def _spans(self, segments: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        starts, ends = self._scored.starts, self._scored.ends
        spans = (Span(int(starts[first]), int(ends[last])) for first, last in segments)
        return tuple(span for span in spans if span.start < span.end)


def _content(
    text: str, spans: Iterable[Span], others: Sequence[Span], marks: Sequence[Quotation]
) -> tuple[Span, ...]:
    """Pieces of a content, with their quotation marks and without stray punctuation."""
    pieces: list[Span] = []
    for span in trimmed(text, spans):
        start, end = snap(text, behind_dateline(text, span), marks)
        # A mark is no reason to run into another role or the piece before.
        for other in others:
            if other.end <= span.start:
                start = max(start, other.end)
            elif other.start >= span.end:
                end = min(end, other.start)
        if pieces:
            start = max(start, pieces[-1].end)
        if any(char.isalnum() for char in text[start:end]):
            pieces.append(Span(start, end))
    return tuple(pieces)


def _numbered(statements: Iterable[Statement]) -> tuple[Attribution, ...]:
    """Statements in order of the text, with ids in the place of words."""
    in_order = sorted(
        statements, key=lambda one: (*sorted((*one.source, *one.cue, *one.content)), one.word)
    )
    ids = {one.word: f"a{number}" for number, one in enumerate(in_order, start=1)}
    return tuple(
        Attribution(
            id=ids[one.word],
            source=one.source,
            cue=one.cue,
            content=one.content,
            form=one.form,
            score=round(one.score, 4),
            parent=None if one.parent is None else ids[one.parent],
        )
        for one in in_order
    )
