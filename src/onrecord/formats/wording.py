"""How findings are put into words, the same at the terminal, in the report and in the audit."""

from __future__ import annotations

from onrecord.records import Attribution, Source

__all__ = [
    "FOOTINGS",
    "KINDS",
    "TERMS",
    "about_source",
    "about_statement",
    "number",
    "plain",
    "role_of",
]

#: Terms and footings for people to read.
TERMS = {
    "on_record": "on the record",
    "unnamed": "unnamed",
    "anonymous": "anonymous",
    "document": "document",
    "author": "the article’s own writer",
    "unclear": "unclear",
}
#: What a statement stands on, in a word: the terms of its source, or what takes their place.
FOOTINGS = {
    "on_record": "on record",
    "document": "document",
    "unnamed": "unnamed",
    "anonymous": "anonymous",
    "author": "writer",
    "no_source": "no source",
    "unclear": "unclear",
    "no_answer": "no answer",
}
#: Kinds of sources for people to read.
KINDS = {"author": "the article’s own writer"}
_ACTS = {"no_answer": "no answer"}


def number(id: str) -> str:
    """What a statement is called in print: 3 for ``a3``, c3 for ``c3``, which goes on with another."""
    return id.removeprefix("a")


def about_source(source: Source | None) -> list[str]:
    """What is known of a source: role, affiliation, kind, terms."""
    if source is None:
        return []
    if source.kind == "author":
        return [KINDS["author"]]
    notes = [role_of(source), source.kind, TERMS[source.terms] if source.terms else None]
    return [note for note in notes if note]


def role_of(source: Source) -> str | None:
    """Role and affiliation of a source, as far as the article gives them."""
    role = source.role
    if source.affiliation and (role is None or source.affiliation not in role):
        role = f"{role}, {source.affiliation}" if role else source.affiliation
    return role


def about_statement(one: Attribution, made_on: str | None = None) -> list[str]:
    """What is known of a statement: act, form, channel, day, route, where it stands, what it continues, score."""
    notes = [
        _ACTS.get(one.act or "", one.act),
        one.form,
        one.channel,
        made_on,
        "via " + ", ".join(hop.name for hop in one.via) if one.via else None,
        f"within [{number(one.parent)}]" if one.parent else None,
        f"continued from [{number(one.continued)}]" if one.continued else None,
        f"{one.score:.2f}",
    ]
    return [note for note in notes if note]


#: A page's own control characters would steer the terminal (C0 and C1, but for tab and newline).
_STEERING = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


def plain(text: str) -> str:
    """A text without the characters that steer a terminal."""
    return text.translate(_STEERING)
