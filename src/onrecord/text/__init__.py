"""What a text is made of: one `Document` with its sentences and quotations, and spans asked about."""

from __future__ import annotations

from onrecord.text.blocks import APART, SPEAKER
from onrecord.text.document import Document
from onrecord.text.quotations import SINGLE_MARKS, Quotation, marks_within, near, outside, snap
from onrecord.text.sentences import Sentences
from onrecord.text.spans import SpanIndex, Taken, covered, match_around, trimmed

__all__ = [
    "APART",
    "SINGLE_MARKS",
    "SPEAKER",
    "Document",
    "Quotation",
    "Sentences",
    "SpanIndex",
    "Taken",
    "covered",
    "marks_within",
    "match_around",
    "near",
    "outside",
    "snap",
    "trimmed",
]
