"""The stages one by one, on an article by itself: what benchmarks measure apart."""

from __future__ import annotations

from collections import deque

from onrecord import Article, Attribution, Reading, Span
from onrecord import routes as _routes
from onrecord import sources as _sources
from onrecord.attributions import MODEL, Network, find, form_of, load
from onrecord.attributions.engine import Scored, Statement, score
from onrecord.attributions.engine import settle as _settle
from onrecord.attributions.manifest import Manifest
from onrecord.languages import words_of
from onrecord.records import Form
from onrecord.text import Document

__all__ = [
    "ENGLISH",
    "attributions_of",
    "document_of",
    "form_in",
    "resolve",
    "score",
    "settle",
    "trace",
]

ENGLISH = words_of("en")


def document_of(article: Article) -> Document:
    """The document of an English article."""
    return Document.of(article, ENGLISH.sentences.abbreviated)


def attributions_of(article: Article, network: Network | None = None) -> tuple[Attribution, ...]:
    """The stage of attributions alone."""
    return find(document_of(article), ENGLISH, network or load(MODEL, threads=1)).attributions


def settle(article: Article, scored: Scored, manifest: Manifest) -> list[Statement]:
    """Scored anchors as statements."""
    return _settle(document_of(article), ENGLISH, scored, manifest)


def resolve(reading: Reading) -> Reading:
    """The stage of sources, by what the network reads in the article."""
    document, network = document_of(reading.article), load(MODEL, threads=1)
    scored = score(document.text, network)
    deque(scored.candidates, maxlen=0)
    return _sources.resolve(reading, document, ENGLISH, scored.clues(network.heads))


def trace(reading: Reading) -> Reading:
    """The stage of routes."""
    return _routes.trace(reading, document_of(reading.article), ENGLISH)


def form_in(document: Document, content: tuple[Span, ...], cue: tuple[Span, ...] = ()) -> Form:
    """The form of a content."""
    return form_of(document, ENGLISH, content, cue)
