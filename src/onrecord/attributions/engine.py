"""Article → attributions: encode, find anchors, score, decode, and put offsets to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.decode import DEFAULT, Decoded, Settings, decode
from onrecord.attributions.encoding import Pieces, encode
from onrecord.attributions.network import Network, WindowScores
from onrecord.attributions.quotes import Quotation, form_of, quotations, snap
from onrecord.records import Article, Attribution, Block, Span

__all__ = ["THRESHOLD", "Candidate", "Scored", "find", "score", "settle"]

#: Score from which a cue anchor counts, where none is asked for: tuned on the development part.
THRESHOLD = 0.5

_SILENT = frozenset({"byline", "credit"})  # blocks whose words are no statements
#: Blocks that no statement runs into or out of, unlike paragraphs.
_ISLANDS = frozenset({"title", "standfirst", "byline", "heading", "caption", "credit"})
_OUT_OF_REACH = np.float32(-30.0)
_EDGES = " \t\r\n\u00a0.,;:–—-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An anchor with its scores over the words of its window."""

    word: int  # of the article
    first_word: int  # of the window
    score: float
    scores: NDArray[np.float32]  # [9, words of the window]


def find(
    article: Article,
    network: Network,
    *,
    min_score: float | None = None,
    settings: Settings = DEFAULT,
) -> tuple[Attribution, ...]:
    """Find the attributions of an article, in order of their first words."""
    threshold = THRESHOLD if min_score is None else min(max(min_score, 0.01), 0.999)
    scored = score(article.text, network, threshold=threshold)
    return settle(article, scored, settings=settings)


@dataclass(frozen=True, slots=True)
class Scored:
    """A text's words and the scored anchors in it: all the network has to say.

    Attributes:
        starts, ends: offsets of the words, int32 [words].
        candidates: one for each anchor, in order of the text.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    candidates: tuple[Candidate, ...]


def score(text: str, network: Network, *, threshold: float) -> Scored:
    """Run the network over a text; anchors with a score below the threshold are left out."""
    pieces = encode(text, network.tokenizer)
    if not len(pieces):
        return Scored(pieces.starts, pieces.ends, ())
    first_piece = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    last_piece = np.append(first_piece[1:], len(pieces)) - 1
    candidates = (
        candidate
        for window in network.windows(pieces, threshold=float(np.log(threshold / (1 - threshold))))
        for candidate in _by_word(window, pieces)
    )
    return Scored(pieces.starts[first_piece], pieces.ends[last_piece], _once_a_word(candidates))


def settle(
    article: Article, scored: Scored, *, settings: Settings = DEFAULT
) -> tuple[Attribution, ...]:
    """Decode the scored anchors of an article into attributions."""
    text = article.text
    marks = _marks(article)
    silent = [block.span for block in article.blocks if block.kind in _SILENT]
    candidates = _kept_to_islands(article, scored)
    found: list[Attribution] = []
    for candidate, spans in zip(candidates, _decode_all(candidates, settings), strict=True):
        cue = _spans(spans.cue, scored)
        if any(span.start <= cue[0].start < span.end for span in silent):
            continue
        if not spans.content:
            continue  # a second anchor of a statement whose words the first one claims
        source = _trimmed(text, _spans(spans.source, scored))
        content = _content(text, _spans(spans.content, scored), (*cue, *source), marks)
        if not content:
            continue
        found.append(
            Attribution(
                id="",
                source=source,
                cue=_trimmed(text, cue) or cue,
                content=content,
                form=form_of(text, content, marks),
                score=round(candidate.score, 4),
            )
        )
    return _numbered(found)


def _by_word(window: WindowScores, pieces: Pieces) -> Iterable[Candidate]:
    """Scores of pieces → scores of words.

    A word is inside as its pieces are on average; it starts as its first piece and ends as its
    last one does. A word that the window cuts is judged by the pieces inside.
    """
    count = window.scores.shape[2]
    words = pieces.words[window.start : window.start + count]
    first = np.flatnonzero(np.diff(words, prepend=-1))
    last = np.append(first[1:], count) - 1
    sizes = (last - first + 1).astype(np.float32)
    inside = np.add.reduceat(window.scores[:, :3], first, axis=2) / sizes
    scores = np.concatenate(
        (inside, window.scores[:, 3:6][:, :, first], window.scores[:, 6:9][:, :, last]), axis=1
    )
    first_word = int(words[0])
    for row, (anchor, logit) in enumerate(zip(window.anchors, window.logits, strict=True)):
        probability = 1 / (1 + float(np.exp(-logit)))
        yield Candidate(int(pieces.words[anchor]), first_word, probability, scores[row])


def _once_a_word(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Two pieces of one word may both be anchors: the surer one stands for it."""
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.word)
        if known is None or known.score < candidate.score:
            best[candidate.word] = candidate
    return tuple(best[word] for word in sorted(best))


def _kept_to_islands(article: Article, scored: Scored) -> Sequence[Candidate]:
    """Bar each anchor from the words its statement cannot reach.

    To the network a heading is a line like any other; but a statement in a heading is all in it,
    and one in the story runs into no heading.
    """
    island = np.zeros(len(scored.starts), dtype=np.int64)  # of each word; 0 is the story
    for number, block in enumerate(article.blocks, start=1):
        if block.kind in _ISLANDS:
            first, last = np.searchsorted(scored.starts, block.span)
            island[first:last] = number
    if not island.any():
        return scored.candidates
    kept: list[Candidate] = []
    for candidate in scored.candidates:
        low, width = candidate.first_word, candidate.scores.shape[1]
        near = island[low : low + width] == island[candidate.word]
        kept.append(replace(candidate, scores=np.where(near, candidate.scores, _OUT_OF_REACH)))
    return kept


def _decode_all(candidates: Sequence[Candidate], settings: Settings) -> list[Decoded]:
    """Decode all anchors, each against the anchors whose windows overlap its own."""
    decoded: list[Decoded] = []
    for index, candidate in enumerate(candidates):
        low, width = candidate.first_word, candidate.scores.shape[1]
        rivals = _rivals(candidates, index)
        claim = candidate.scores[:3].max(axis=0)
        barred = np.zeros(width, dtype=bool)
        for rival in rivals:
            start = max(low, rival.first_word)
            end = min(low + width, rival.first_word + rival.scores.shape[1])
            theirs = rival.scores[:3, start - rival.first_word : end - rival.first_word].max(axis=0)
            ours = claim[start - low : end - low]
            barred[start - low : end - low] |= (theirs > ours) & (theirs > settings.rival)
        anchor = np.array([candidate.word - low])
        (spans,) = decode(candidate.scores[None], anchor, barred[None], settings)
        decoded.append(_shifted(spans, low))
    return decoded


def _rivals(candidates: Sequence[Candidate], index: int) -> list[Candidate]:
    one = candidates[index]
    low, high = one.first_word, one.first_word + one.scores.shape[1]
    rivals: list[Candidate] = []
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(candidates):
            rival = candidates[other]
            if rival.first_word + rival.scores.shape[1] <= low or rival.first_word >= high:
                break
            rivals.append(rival)
            other += step
    return rivals


def _shifted(spans: Decoded, by: int) -> Decoded:
    def shift(segments: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((first + by, last + by) for first, last in segments)

    return Decoded(shift(spans.source), shift(spans.cue), shift(spans.content))


def _spans(segments: Iterable[tuple[int, int]], scored: Scored) -> tuple[Span, ...]:
    spans = (Span(int(scored.starts[first]), int(scored.ends[last])) for first, last in segments)
    return tuple(span for span in spans if span.start < span.end)


def _trimmed(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without the punctuation and white space at their edges."""
    trimmed: list[Span] = []
    for start, end in spans:
        words = text[start:end]
        left = len(words) - len(words.lstrip(_EDGES))
        right = len(words.rstrip(_EDGES))
        if left < right:
            trimmed.append(Span(start + left, start + right))
    return tuple(trimmed)


def _content(
    text: str, spans: Iterable[Span], others: Sequence[Span], marks: Sequence[Quotation]
) -> tuple[Span, ...]:
    """Pieces of a content, with their quotation marks and without stray punctuation."""
    pieces: list[Span] = []
    for span in _trimmed(text, spans):
        start, end = snap(text, span, marks)
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


def _marks(article: Article) -> list[Quotation]:
    """The quotations of an article; a block quotation or an interview turn is one whole."""
    marks = quotations(article.text)
    for block in article.blocks:
        if block.kind == "block_quotation":
            marks.append(Quotation(block.span, block.span, closed=True))
        elif block.kind == "turn":
            marks.append(_turn(article.text, block))
    return sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))


def _turn(text: str, block: Block) -> Quotation:
    """An interview turn: what stands behind the speaker's colon."""
    colon = text.find(":", block.span.start, block.span.end)
    spoken = Span(min(colon + 1, block.span.end - 1), block.span.end)
    return Quotation(spoken, spoken, closed=True)


def _numbered(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    in_order = sorted(found, key=lambda one: (one.spans, one.id))
    return tuple(
        Attribution(f"a{number}", one.source, one.cue, one.content, one.form, one.score)
        for number, one in enumerate(in_order, start=1)
    )
