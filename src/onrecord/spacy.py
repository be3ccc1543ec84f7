"""A spaCy pipeline component that puts attributions on a ``Doc``.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> nlp.add_pipe("onrecord")
    >>> doc = nlp("The minister said the plan would go ahead.")
    >>> doc.spans["onrecord.source"]
    [The minister]
    >>> doc._.attributions[0].form
    'indirect'

``doc._.attributions`` holds the `onrecord.Attribution` records, with offsets into ``doc.text``.
The span groups ``onrecord.source``, ``onrecord.cue`` and ``onrecord.content`` hold a span for each
piece of each role; its ``id_`` is the attribution's id. Where a border falls inside a token of
spaCy's, the span takes the whole token.

Needs spaCy (``pip install onrecord[spacy]``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.attributions.engine import find
from onrecord.attributions.network import MODEL, load
from onrecord.records import Article, Block, Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["make_component"]


@Language.factory("onrecord", default_config={"min_score": None})  # type: ignore[untyped-decorator]
def make_component(nlp: Language, name: str, min_score: float | None) -> Callable[[Doc], Doc]:
    """Make the component; ``min_score`` is as in `onrecord.attribute`."""
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", default=())
    network = load(MODEL)

    def component(doc: Doc) -> Doc:
        text = doc.text
        block = Block("paragraph", Span(0, len(text)), page_start=0)
        found = find(Article(id=name, text=text, blocks=(block,)), network, min_score=min_score)
        doc._.attributions = found
        for role in ("source", "cue", "content"):
            spans = []
            for one in found:
                for piece in getattr(one, role):
                    span = doc.char_span(*piece, label=role, alignment_mode="expand")
                    span.id_ = one.id
                    spans.append(span)
            doc.spans[f"onrecord.{role}"] = spans
        return doc

    return component
