"""Who speaks of whom: the people and bodies of a story, joined by their statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from onrecord.archive.fulltext import fold
from onrecord.stories._model import Edge, Place
from onrecord.stories.texts import Text

__all__ = ["graphml", "network"]

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORT = 4  # code points of a name that is looked for in what others say, but for one in capitals ("FBI")


def network(texts: Sequence[Text]) -> tuple[Edge, ...]:
    """The statements of a story's named sources that name another of them."""
    names = _names(texts)
    asked = {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})(?!\w)")
        for name, forms in names.items()
    }  # fmt: skip
    found: dict[tuple[str, str, str], list[Place]] = {}
    for number, text in enumerate(texts):
        for one in text.reading:
            source = text.source_of(one)
            if source is None or not source.named or not one.content:
                continue
            own = _key(source.name, names)
            said = " ".join(text.article.text[start:end] for start, end in one.content)
            for name, form in asked.items():
                if name != own and form.search(said):
                    how = {"denies": "against", "asks": "asks"}.get(one.act or "", "about")
                    found.setdefault((own, name, how), []).append(Place(number, one.content[0]))
    return tuple(
        Edge(source, target, how, tuple(places))
        for (source, target, how), places in sorted(found.items())
    )


def _names(texts: Sequence[Text]) -> dict[str, set[str]]:
    """Named people and bodies, each with the forms that others use of it: the full name, a person's surname."""
    found: dict[str, set[str]] = {}
    surnames: dict[str, set[str]] = {}
    for text in texts:
        for source in text.reading.sources:
            if (
                not source.named
                or source.composed
                or source.kind not in ("person", "organisation", "outlet")
            ):
                continue
            if len(source.name) < _SHORT and not source.name.isupper():
                continue
            name = _key(source.name, found)
            found.setdefault(name, set()).add(source.name)
            last = name.split()[-1]
            if source.kind == "person" and last != name and len(last) >= _SHORT:
                surnames.setdefault(last, set()).add(name)
    for last, persons in surnames.items():
        if len(persons) == 1:
            found[next(iter(persons))].add(last)
    return found


def _key(name: str, known: dict[str, set[str]]) -> str:
    """A name as it is shown: as it was first written."""
    return next((one for one in known if fold(one) == fold(name)), name)


def _xml(name: str) -> str:
    """A name without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", name)


def graphml(edges: Sequence[Edge]) -> str:
    """A network as GraphML (Brandes et al. 2002), for Gephi, NetworkX, yEd."""
    edges = [replace(edge, source=_xml(edge.source), target=_xml(edge.target)) for edge in edges]
    names = sorted({name for edge in edges for name in (edge.source, edge.target)})
    number = {name: f"n{place}" for place, name in enumerate(names)}
    nodes = "".join(
        f'<node id={quoteattr(number[name])}><data key="name">{escape(name)}</data></node>'
        for name in names
    )
    lines = "".join(
        f"<edge source={quoteattr(number[edge.source])} target={quoteattr(number[edge.target])}>"
        f'<data key="how">{edge.how}</data><data key="weight">{len(edge.places)}</data></edge>'
        for edge in edges
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        '<key id="name" for="node" attr.name="name" attr.type="string"/>'
        '<key id="how" for="edge" attr.name="how" attr.type="string"/>'
        '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>'
        f'<graph edgedefault="directed">{nodes}{lines}</graph></graphml>\n'
    )
