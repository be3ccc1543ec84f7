"""What may carry a claim: statements, sentence by sentence, and what the writer says without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.archive.fulltext import fold, says_no, stem
from onrecord.languages import StoryWords
from onrecord.records import Attribution, Span
from onrecord.stories.texts import Text
from onrecord.text import SpanIndex, covered

__all__ = ["Unit", "units"]

_MOST = 400  # units of an article that are looked at, the first
_LEAST = 2  # telling words of a unit
_PLAIN = 2  # words in small letters: a line with fewer is a date, a place, a name
_LONGEST = 60  # words of a sentence that is read whole
_WHOLE = 5  # words of a sentence without what tells when
_COVERED = 0.5  # of a sentence by attributions, from which it is no word of the writer's own
_PROSE = re.compile(r"(?<![\w-])[^\W\d_A-Z]{3,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that may carry a claim.

    Attributes:
        article: number of its article.
        span: where they stand.
        words: as they are read, on one line.
        core: those words without a clause at their end that only tells when: what happens there is taken for granted, and is
            another claim (Levinson 1983, *Pragmatics*, 4.2, "temporal clauses").
        stems: of the words of the core that tell something, each once.
        names: those of them that are written like names, and numbers.
        attribution: that they are the content of; None of the writer's own word.
        asked: whether they are what was asked and not answered.
    """

    article: int
    span: Span
    words: str
    core: str
    stems: frozenset[str]
    names: frozenset[str]
    attribution: Attribution | None = None
    asked: bool = False


def units(article: int, text: Text, words: StoryWords) -> list[Unit]:
    """The units of an article, in order.

    Args:
        article: its number in the story.
        text: the article.
        words: of its language.
    """
    found = [*_statements(article, text, words), *_own(article, text, words)]
    return sorted(found, key=lambda unit: unit.span)[:_MOST]


def _statements(article: int, text: Text, words: StoryWords) -> Iterator[Unit]:
    """Contents of attributions, cut at sentences; of nested ones the innermost.

    What one does not say, believe or ask is claimed with the verb: "I do not think that the dam is safe" is one whole.
    """
    unsaid = _unsaid_ids(text, words)
    inner = {one.parent for one in text.reading if one.parent is not None}
    for one in text.reading:
        if one.id in unsaid:
            if one.parent not in unsaid:  # then it is its own verb that is negated
                yield from _unsaid(article, text, words, one)
            continue
        asked = one.act == "no_answer"
        pieces = (*one.asked, *one.content) if asked else one.content
        for piece in sorted(set(pieces)):
            for span in text.document.sentences.within(piece):
                if one.id in inner and _held_by_child(span, one, text):
                    continue
                yield from _unit(article, text, span, words, one, asked)


def _unsaid_ids(text: Text, words: StoryWords) -> frozenset[str]:
    """Ids of the attributions that are not said, and of all inside them."""
    parents = {one.id: one.parent for one in text.reading}
    denied = {one.id for one in text.reading if _is_unsaid(one, text, words)}

    def reached(place: str | None) -> bool:
        return place is not None and (place in denied or reached(parents.get(place)))

    return frozenset(filter(reached, parents))


def _is_unsaid(one: Attribution, text: Text, words: StoryWords) -> bool:
    """Whether a cue says no to what stands behind it: "does not believe". Denials and refusals are acts of their own."""
    if one.act in ("denies", "no_answer"):
        return False
    return says_no(fold(text.document.words(*one.cue)), words.negations)


def _unsaid(article: int, text: Text, words: StoryWords, one: Attribution) -> Iterator[Unit]:
    """What one does not say, sentence by sentence; with who does not and the verb where they stand in it."""
    for span in text.document.sentences.within(Span(one.spans[0].start, one.spans[-1].end)):
        if any(piece.start < span.end and span.start < piece.end for piece in one.content):
            yield from _unit(article, text, span, words, one, False)


def _held_by_child(span: Span, one: Attribution, text: Text) -> bool:
    """Whether most of a stretch is the content of a statement inside it that is a unit of its own."""
    inside = sum(
        max(0, min(end, span.end) - max(start, span.start))
        for child in text.reading
        if child.parent == one.id
        for start, end in child.content
    )
    return inside > 0.6 * (span.end - span.start)


def _own(article: int, text: Text, words: StoryWords) -> Iterator[Unit]:
    """Sentences that nobody is quoted with."""
    taken = SpanIndex((span, one) for one in text.reading for span in one.spans)
    for sentence in text.body:
        size = sentence.span.end - sentence.span.start
        if covered(sentence.span, taken) < _COVERED * size:
            yield from _unit(article, text, sentence.span, words, None, False)


def _unit(
    article: int, text: Text, span: Span, words: StoryWords, one: Attribution | None, asked: bool
) -> Iterator[Unit]:
    said = " ".join(text.article.text[span.start : span.end].split())
    core = _core(said, words)
    stems, names = _telling(core, text.article.language, words)
    if len(stems) >= _LEAST and len(_PROSE.findall(said)) >= _PLAIN:
        yield Unit(article, span, _cut(said), _cut(core), stems, names, one, asked)


def _core(said: str, words: StoryWords) -> str:
    """A sentence without a clause at its end that only tells when; a very long one as it is."""
    if words.circumstances is None or len(said.split()) > _LONGEST:
        return said
    found = words.circumstances.match(said.rstrip(".”\"’' "))
    if found and len((core := said[: found.start("when")]).split()) >= _WHOLE:
        return core
    return said


def _cut(said: str) -> str:
    return " ".join(said.split()[:_LONGEST])


def _telling(
    said: str, language: str | None, words: StoryWords
) -> tuple[frozenset[str], frozenset[str]]:
    stems, names = set(), set()
    parts: Sequence[str] = said.replace("’", "'").split()
    for place, part in enumerate(parts):
        bare = part.strip(".,;:!?\"'“”‘’()[]`").removesuffix("'s")
        folded = fold(bare)
        if not folded or folded in words.empty or (len(folded) < 2 and not folded.isdigit()):
            continue
        known = stem(bare, language)
        stems.add(known)
        if bare[0].isdigit() or (bare[0].isupper() and place):
            names.add(known)
    return frozenset(stems), frozenset(names)
