"""Where a text names or describes the sources of its attributions: what a pronoun may point at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.languages import words_of
from onrecord.records import Article, Attribution, Block, Reading, Span
from onrecord.routes import trace
from onrecord.sources import resolve
from onrecord.text import Document

Row = Mapping[str, Any]
PRONOUNS = frozenset(
    """i we you he she it they him her them us me who which that this these those his its their my our
    himself herself itself themselves one some others many""".split()
)
_TITLES = frozenset(
    "mr mrs ms dr sen rep gov president prime minister sir lord dame justice".split()
)
_LONGEST = 12  # words of a source span that describes; a longer one tells a story of its own


def mentions_by_entity(text: str, rows: Sequence[Row]) -> dict[str, tuple[Span, ...]]:
    """The mentions of each entity that are no pronouns.

    They are the source spans laid to it and, where it has a proper name, every place where that
    stands, or its family name, or a short form by which some row means it.

    Args:
        text: of the article.
        rows: with ``source`` (spans), ``entity``, ``name``, ``named``, ``kind``.
    """
    families = _families(rows)
    found: dict[str, set[Span]] = {}
    for row in rows:
        if row["entity"] is None:
            continue
        mentions = found.setdefault(row["entity"], set())
        mentions.update(_described(text, row))
        if row["named"] and row["name"]:
            for name in _names(text, row, families):
                mentions.update(_places(text, name))
    return {entity: _longest(mentions) for entity, mentions in found.items()}


def _families(rows: Sequence[Row]) -> dict[str, set[str]]:
    """Entities by the last word of their names."""
    families: dict[str, set[str]] = {}
    for row in rows:
        if row["named"] and row["name"]:
            families.setdefault(row["name"].split()[-1], set()).add(row["entity"])
    return families


def _described(text: str, row: Row) -> Iterator[Span]:
    for start, end in row["source"] or ():
        words = text[start:end].split()
        if (
            words
            and len(words) <= _LONGEST
            and not (len(words) == 1 and words[0].lower() in PRONOUNS)
        ):
            yield Span(start, end)


def _names(text: str, row: Row, families: Mapping[str, set[str]]) -> Iterator[str]:
    """The name, the family name where it is one entity's alone, and short forms in source spans."""
    name = row["name"]
    yield name
    words = [word for word in name.split() if word.rstrip(".").lower() not in _TITLES]
    if row["kind"] == "person" and words and len(families.get(words[-1], ())) < 2:
        if len(words[-1]) > 2 and words[-1][0].isupper():
            yield words[-1]
    for start, end in row["source"] or ():
        short = re.sub(r"^(?:the|The) |[’']s?$", "", text[start:end])
        if len(short) > 1 and short[0].isupper() and len(short.split()) <= 5:
            if short.lower() not in PRONOUNS and len(families.get(short.split()[-1], ())) < 2:
                yield short


def _places(text: str, name: str) -> Iterator[Span]:
    for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        yield Span(*match.span())


def _longest(spans: set[Span]) -> tuple[Span, ...]:
    """Spans without those that stand inside another one, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


def resolved(
    text: str, spans: Sequence[tuple[Sequence[Span], Sequence[Span], Sequence[Span]]]
) -> list[tuple[tuple[Span, ...] | None, tuple[Span, ...] | None, dict[str, str]]]:
    """The antecedents of attributions that nobody tied to their sources, as onrecord's rules tie them, the
    outlets that carried them, and of what kind the sources are.

    Args:
        text: of the article.
        spans: source, cue and content of each attribution.

    Returns:
        for each, in the same order; None and nothing where the rules leave it open.
    """
    lang = words_of("en")
    article = Article("", text, blocks=(Block("paragraph", Span(0, len(text)), page_start=0),))
    found = tuple(
        Attribution(
            f"a{n}", tuple(source), tuple(cue), tuple(content), "indirect" if content else None, 1.0
        )
        for n, (source, cue, content) in enumerate(spans)
    )
    document = Document.of(article, lang.sentences.abbreviated)
    reading = trace(resolve(Reading(article, found), document, lang), document, lang)
    rows = [
        {
            "id": one.id,
            "source": one.source,
            "entity": source.id if source else None,
            "name": source.name if source else None,
            "named": source.named if source else None,
            "kind": source.kind if source else None,
            "via": [hop.name for hop in one.via],
        }
        for one in reading.attributions
        for source in [reading.source_of(one)]
    ]
    named = mentions_by_entity(text, rows)
    by_id = {
        row["id"]: (
            named.get(row["entity"]),
            carriers(text, row),
            {name: told(row[name]) for name in ("kind", "named") if row["kind"] is not None},
        )
        for row in rows
    }
    return [by_id.get(one.id, (None, None, {})) for one in found]


def carriers(text: str, row: Row) -> tuple[Span, ...]:
    """Where the text names the outlets that carried a statement."""
    found: set[Span] = set()
    for name in row["via"] or ():
        bare = re.sub(r"^[Tt]he ", "", name)
        for form in dict.fromkeys((name, bare)):
            found.update(_places(text, form))
    return _longest(found)


def told(value: object) -> str:
    """A field's value as a label: "none" for what is not there."""
    return {None: "none", True: "true", False: "false"}.get(value, value)  # type: ignore[call-overload,no-any-return]
