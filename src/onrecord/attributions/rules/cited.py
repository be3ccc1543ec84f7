"""Whom an outlet cites for what it reports: "…, the Courier reported, citing two officials".

Both say it, the officials through the Courier; the network often reads the one or the other, or the officials as what was
said. The labels have both, with the same content: all six such sentences in the labelled articles that train.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.attributions.statements import Statement, rooted
from onrecord.languages import Words
from onrecord.outlets import outlet_mentions
from onrecord.records import Span
from onrecord.text import Document, SpanIndex

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
    citings = list(_citings(document, lang))
    if not citings:
        return list(statements)
    outlets = _outlets(document, lang)
    index = SpanIndex(
        (span, one) for one in statements for span in (*one.source, *one.cue, *one.content)
    )
    added: list[Statement] = []
    misread: set[int] = set()
    for citing in citings:
        sentence = document.sentences.around(citing.cue)
        near = {one.word: one for _, one in index.overlapping(sentence)}.values()
        if any(_meet(one.source, [citing.source]) for one in near):
            continue
        reported = next((one for one in near if _is_reported(one, citing, sentence, outlets)), None)
        if reported is not None:
            misread |= {one.word for one in near if _meet(one.cue, [citing.cue])}
            added.append(
                replace(reported, word=next(words), source=(citing.source,), cue=(citing.cue,))
            )
    return [*rooted([one for one in statements if one.word not in misread]), *added]


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


def _outlets(document: Document, lang: Words) -> SpanIndex[None]:
    """Where outlets are named, or told of by what they are: "the newspaper"."""
    named = (mention.span for mention in outlet_mentions(document, lang))
    told = (Span(*match.span(1)) for match in lang.outlets.generic.finditer(document.text))
    return SpanIndex((span, None) for span in (*named, *told))


def _is_reported(one: Statement, citing: _Citing, sentence: Span, outlets: SpanIndex[None]) -> bool:
    """Whether a statement is an outlet's, told beside the citing: before it, behind it, or round it, as in "The Courier, citing
    two officials, reported that …".
    """
    if not (one.source and one.cue and one.content) or one.parent is not None:
        return False
    if not sentence.start <= one.cue[0].start < sentence.end or _meet(one.cue, [citing.cue]):
        return False
    if _meet(one.content, [citing.cue, citing.source]):
        return False
    if not any(any(outlets.overlapping(piece)) for piece in one.source):
        return False
    begin = min(one.source[0].start, one.cue[0].start)
    end = max(one.source[-1].end, one.cue[-1].end)
    before, behind = citing.cue.start - end, begin - citing.source.end
    return max(before, behind) <= _APART


def _meet(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(one.start < two.end and two.start < one.end for one in some for two in others)
