"""Where a source said it, as far as the sentence tells: interview, statement, speech, post …"""

from __future__ import annotations

from onrecord.languages import Words
from onrecord.records import Attribution, Channel, Source
from onrecord.routes.carriers import sentence_of
from onrecord.text import Document, outside

__all__ = ["channel_of"]

_BEHIND_CUE = 30  # code points in which the cue may go on: "wrote | in the e-mail"


def channel_of(
    document: Document, lang: Words, one: Attribution, source: Source | None
) -> Channel | None:
    """The channel of a statement; None where its sentence does not tell."""
    if source is not None and source.kind == "document":
        return "poll" if lang.channels.poll.search(source.name) else "document"
    # What the writer says, not what the source says.
    told = outside(document.text, sentence_of(document, one), one.content)
    for channel, pattern in lang.channels.told:
        if pattern.search(told):
            return channel
    if one.cue:
        cue = document.text[one.cue[0].start : one.cue[-1].end + _BEHIND_CUE]
        for channel, pattern in lang.channels.in_cue:
            if pattern.search(cue):
                return channel
    return None
