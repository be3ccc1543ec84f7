"""Sources that no words of their own name: who spoke right before, and who arrests and charges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.languages import Words
from onrecord.records import Attribution, Source
from onrecord.text import Document

__all__ = ["with_authorities", "with_speakers"]


def with_speakers(
    document: Document, lang: Words, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Quotations whose speaker is not named again, laid to who spoke right before.

    As in "Reed was reserved. “We do not comment,” responded to the newspaper.": where English names
    the subject, a translation may not.
    """
    done: list[Attribution] = []
    last: Attribution | None = None
    for one in attributions:
        opens = last is not None and one.source_id is None and one.form == "direct" and one.cue
        if opens and last is not None and lang.implied.adds.match(document.words(one.cue[0])):
            between = document.text[last.spans[-1].end : one.spans[0].start]
            if last.source_id is not None and between.count("\n\n") <= 1 and len(between) < 60:
                one = replace(one, source_id=last.source_id, terms=last.terms)
        if one.parent is None:
            last = one
        done.append(one)
    return tuple(done)


def with_authorities(
    document: Document, lang: Words, attributions: Sequence[Attribution], count: int
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """Lay what only authorities do, said in the passive and of no one, to "authorities".

    They are one source of the article, on terms that are not known; its mentions are the cues that
    imply it, for there are no other words that it can be pointed at by.

    Args:
        document: that the statements stand in.
        lang: its language.
        attributions: all of it.
        count: of the sources known so far; the new one comes next.

    Returns:
        The attributions, and the new source, if any implies it.
    """
    official = [
        one
        for one in attributions
        if one.source_id is None
        and one.cue
        and lang.implied.official.search(document.words(*one.cue))
    ]
    if not official:
        return tuple(attributions), ()
    source = Source(
        id=f"s{count + 1}",
        name=lang.implied.authorities,
        composed=True,
        kind="organisation",
        named=False,
        role=None,
        affiliation=None,
        count=None,
        terms=None,
        condition=None,
        reason=None,
        mentions=tuple(one.cue[0] for one in official),
    )
    implied = {one.id for one in official}
    laid = (replace(one, source_id=source.id) if one.id in implied else one for one in attributions)
    return tuple(laid), (source,)
