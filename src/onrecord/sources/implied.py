"""Sources that no words of their own name: who spoke right before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.languages import Words
from onrecord.records import Attribution
from onrecord.text import Document

__all__ = ["with_speakers"]


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
