"""Readings written down as marked text, and the stages one by one, for tests."""

from __future__ import annotations

from onrecord import Article, Attribution, Reading, Span
from onrecord import routes as _routes
from onrecord import sources as _sources
from onrecord import times as _times
from onrecord.attributions import MODEL, form_of, read_manifest
from onrecord.languages import words_of
from onrecord.records import TimeExpression
from onrecord.text import Document

__all__ = [
    "ENGLISH",
    "document_of",
    "reading_of",
    "resolve",
    "text_document",
    "time_expressions",
    "trace",
    "with_continued",
]

ENGLISH = words_of("en")


def text_document(text: str) -> Document:
    return Document(text, abbreviated=ENGLISH.sentences.abbreviated)


def document_of(article: Article) -> Document:
    return Document.of(article, ENGLISH.sentences.abbreviated)


def resolve(reading: Reading) -> Reading:
    return _sources.resolve(reading, document_of(reading.article), ENGLISH)


def with_continued(reading: Reading) -> Reading:
    scores = read_manifest(MODEL / "manifest.json").continued_scores
    return _sources.with_continued(reading, document_of(reading.article), ENGLISH, scores)


def trace(reading: Reading) -> Reading:
    return _routes.trace(reading, document_of(reading.article), ENGLISH)


def time_expressions(reading: Reading) -> tuple[TimeExpression, ...]:
    return _times.time_expressions(reading, document_of(reading.article), ENGLISH)


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
    document = text_document(text)
    statements = tuple(
        Attribution(
            f"a{n}", (source,), (cue,), (content,), form_of(document, ENGLISH, (content,)), 0.9
        )
        for n, (source, cue, content) in enumerate(
            zip(spans["["], spans["<"], spans["{"], strict=True), start=1
        )
    )
    return Reading(Article("x", text), statements)
