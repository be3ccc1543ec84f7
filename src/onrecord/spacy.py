"""A spaCy pipeline component that puts readings on a ``Doc``.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> nlp.add_pipe("onrecord")
    >>> doc = nlp("The minister said the plan would go ahead.")
    >>> doc.spans["onrecord.source"]
    [The minister]
    >>> doc._.attributions[0].act
    'says'
    >>> doc._.reading.source_of(doc._.attributions[0]).terms
    'unnamed'

``doc._.reading`` is the `onrecord.Reading`, made by the whole pipeline (sources, terms, routes, times),
with offsets into ``doc.text``; ``doc._.attributions`` and ``doc._.sources`` are its parts. The span
groups ``onrecord.source``, ``onrecord.cue`` and ``onrecord.content`` hold a span for each piece of
each role; its ``id_`` is the attribution's id. Where a border falls inside a token of spaCy's, the
span takes the whole token. All of it is kept by ``doc.to_bytes()`` and ``nlp.pipe(n_process=2)``.

Needs spaCy (``pip install onrecord[spacy]``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.page import Page
from onrecord.pipeline import Settings, attribute, read
from onrecord.records import Attribution, Reading, Source

__all__ = ["Component", "make_component"]

_KEY = "onrecord"  # of the reading in `Doc.user_data`: as JSON, which spaCy can write
_GROUPS = ("source", "cue", "content")


def _reading(doc: Doc) -> Reading | None:
    text = doc.user_data.get(_KEY)
    return Reading.from_json(text) if text else None


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    reading = _reading(doc)
    return reading.attributions if reading else ()


def _sources(doc: Doc) -> tuple[Source, ...]:
    reading = _reading(doc)
    return reading.sources if reading else ()


_GETTERS = {"reading": _reading, "attributions": _attributions, "sources": _sources}
for _name, _getter in _GETTERS.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_getter)


class Component:
    """Reads each ``Doc`` as a text to be taken as it is.

    Args:
        name: of the pipe; readings are called by it.
        settings: of the pipeline.
    """

    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self._settings = name, settings

    def __call__(self, doc: Doc) -> Doc:
        """Put the reading of a text on its ``Doc``."""
        reading = attribute(read(Page(doc.text, id=self.name, kind="raw")), self._settings)
        doc.user_data[_KEY] = reading.to_json()
        for role in _GROUPS:
            spans = []
            for one in reading:
                for piece in getattr(one, role):
                    span = doc.char_span(*piece, label=role, alignment_mode="expand")
                    span.id_ = one.id
                    spans.append(span)
            doc.spans[f"onrecord.{role}"] = spans
        return doc

    # The pipe has nothing to keep: its model is the package's, its settings the config's.

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Component:
        """The pipe as it is."""
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, path: Path | str, **_: Any) -> Component:
        """The pipe as it is."""
        return self


@Language.factory(  # type: ignore[untyped-decorator]
    "onrecord",
    default_config={"min_score": 0.0, "force": True, "continued": True, "nested": True},
)
def make_component(
    nlp: Language, name: str, min_score: float, force: bool, continued: bool, nested: bool
) -> Component:
    """Make the component; its options are those of `onrecord.attribute`.

    ``force`` is on: a pipeline's language is its maker's to know.
    """
    settings = Settings(
        min_score=min_score, force=force, continued=continued, nested=nested, threads=1
    )
    return Component(name, settings)
