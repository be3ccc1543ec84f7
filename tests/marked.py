"""Readings written down as marked text, for tests."""

from __future__ import annotations

from onrecord import Article, Attribution, Reading, Span
from onrecord.text.quotations import form_of, quotations

__all__ = ["reading_of"]


def reading_of(marked: str) -> Reading:
    """A text in which [sources], <cues> and {contents} are marked, one statement a cue."""
    text = ""
    spans: dict[str, list[Span]] = {"[": [], "<": [], "{": []}
    opened: list[tuple[str, int]] = []
    for char in marked:
        if char in "[<{":
            opened.append((char, len(text)))
        elif char in "]>}":
            kind, start = opened.pop()
            spans[kind].append(Span(start, len(text)))
        else:
            text += char
    marks = quotations(text)
    statements = tuple(
        Attribution(f"a{n}", (source,), (cue,), (content,), form_of(text, (content,), marks), 0.9)
        for n, (source, cue, content) in enumerate(
            zip(spans["["], spans["<"], spans["{"], strict=True), start=1
        )
    )
    return Reading(Article("x", text), statements)
