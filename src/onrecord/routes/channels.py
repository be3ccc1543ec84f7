"""Where a source said it, as far as the sentence tells: interview, statement, speech, post …"""

from __future__ import annotations

from onrecord.languages import Words
from onrecord.outlets import outlet_mentions
from onrecord.records import Attribution, Channel, Source, Span
from onrecord.routes.carriers import sentence_of
from onrecord.text import Document, outside

__all__ = ["channel_of"]

_BEHIND_CUE = 30  # code points in which the cue may go on: "wrote | in the e-mail"
_BEFORE_OUTLET = 60  # code points before an outlet's name that tell that somebody spoke to it


def channel_of(
    document: Document, lang: Words, one: Attribution, source: Source | None
) -> Channel | None:
    """The channel of a statement; None where its sentence does not tell."""
    if source is not None and source.kind == "document":
        return "poll" if lang.channels.poll.search(source.name) else "document"
    if one.source and lang.channels.share.match(document.words(*one.source)) is not None:
        return "poll"
    # What the writer says, not what the source says.
    sentence = sentence_of(document, one)
    told = outside(document.text, sentence, one.content)
    for channel, pattern in lang.channels.told:
        if pattern.search(told):
            return channel
    if lang.channels.to_press.search(told) or _spoke_to_an_outlet(document, lang, one, sentence):
        return "interview"
    if one.cue:
        behind = Span(one.cue[0].start, min(one.cue[-1].end + _BEHIND_CUE, len(document.text)))
        cue = outside(document.text, behind, one.content)
        for channel, pattern in lang.channels.in_cue:
            if pattern.search(cue):
                return channel
    return None


def _spoke_to_an_outlet(document: Document, lang: Words, one: Attribution, sentence: Span) -> bool:
    """Whether the cue goes on with an outlet ("told | the BBC"), or another clause of the sentence tells of one
    ("speaking to the BBC, he said"); the page's own outlet is one too.
    """
    for mention in outlet_mentions(document, lang):
        start = mention.span.start
        if start >= sentence.end:
            break
        inside = any(piece.start <= start < piece.end for piece in one.content)
        if start < sentence.start or inside:
            continue
        before = document.text[max(sentence.start, start - _BEFORE_OUTLET) : start]
        found = lang.channels.to_outlet.search(before)
        if found is None:
            continue
        verb = start - len(before) + found.start()
        own = any(span.start <= verb < span.end for span in one.cue)
        if own or (one.parent is None and found["apart"]):
            return True
    return False
