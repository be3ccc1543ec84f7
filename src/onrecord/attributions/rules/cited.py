"""Whom an outlet cites for what it reports: "…, the Courier reported, citing two officials".

Both say it, the officials through the Courier; the network often reads the one or the other, or the officials as what was
said. The labels have both, with the same content: all six such sentences in the labelled articles that train.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.attributions.statements import Statement
from onrecord.languages import Words
from onrecord.outlets import outlet_mentions
from onrecord.records import Span
from onrecord.text import Document

__all__ = ["with_cited"]

_SPEAKERS = ("people", "person", "organisation", "outlet")
_APART = 60  # code points between an outlet's statement and the citing


class _Citing(NamedTuple):
    """Words that cite somebody."""

    cue: Span
    source: Span


def with_cited(
    document: Document, lang: Words, statements: Sequence[Statement], words: Iterator[int]
) -> list[Statement]:
    """Statements, and those of whoever an outlet cites for one of them; without those that the citing was taken for.

    Args:
        document: the article.
        lang: its language.
        statements: found so far.
        words: numbers for those that are added.
    """
    told = list(statements)
    outlets: tuple[Span, ...] | None = None
    for citing in _citings(document, lang):
        if any(_meet(one.source, [citing.source]) for one in told):
            continue
        outlets = _outlets(document, lang) if outlets is None else outlets
        sentence = document.sentences.around(citing.cue)
        reported = next((one for one in told if _is_reported(one, citing, sentence, outlets)), None)
        if reported is None:
            continue
        misread = {one.word for one in told if _meet(one.cue, [citing.cue])}
        told = [one for one in told if one.word not in misread and one.parent not in misread]
        told.append(replace(reported, word=next(words), source=(citing.source,), cue=(citing.cue,)))
    return told


def _citings(document: Document, lang: Words) -> Iterator[_Citing]:
    for match in lang.cited.citing.finditer(document.text):
        if _speaks(match["who"], lang):
            yield _Citing(Span(*match.span("cue")), Span(*match.span("who")))


def _speaks(words: str, lang: Words) -> bool:
    """Whether words mean somebody, or a document that may speak for one: "two officials with knowledge of the talks"."""
    own: list[str] = []
    for word in words.split():
        if own and word.lower() in lang.cited.behind:
            break
        own.append(word)
    head = own[-1]
    kind = lang.lexicon.kind_of_noun(head)
    if kind is not None:
        return kind[0] in _SPEAKERS or head.lower() in lang.cited.documents
    return head[:1].isupper()


def _outlets(document: Document, lang: Words) -> tuple[Span, ...]:
    """Where outlets are named, or told of by what they are: "the newspaper"."""
    named = (mention.span for mention in outlet_mentions(document, lang))
    told = (Span(*match.span(1)) for match in lang.outlets.generic.finditer(document.text))
    return tuple(sorted((*named, *told)))


def _is_reported(one: Statement, citing: _Citing, sentence: Span, outlets: Sequence[Span]) -> bool:
    """Whether a statement is an outlet's, told beside the citing: before it, behind it, or round it, as in "The Courier, citing
    two officials, reported that …".
    """
    if not (one.source and one.cue and one.content) or one.parent is not None:
        return False
    if _meet(one.cue, [citing.cue]) or not sentence.start <= one.cue[0].start < sentence.end:
        return False
    if _meet(one.content, citing) or not _meet(one.source, outlets):
        return False
    begin = min(one.source[0].start, one.cue[0].start)
    end = max(one.source[-1].end, one.cue[-1].end)
    before, behind = citing.cue.start - end, begin - citing.source.end
    return max(before, behind) <= _APART


def _meet(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(one.start < two.end and two.start < one.end for one in some for two in others)
