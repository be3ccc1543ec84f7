"""Several that speak as one, each by name: "Volker and Morrison", "Iran, Russia and Syria", "Reed and her allies"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.records import SourceKind
from onrecord.sources.coreference.case import Case
from onrecord.sources.coreference.entity import Decision
from onrecord.sources.coreference.names import by_name, by_outlet
from onrecord.sources.coreference.pronouns import he_or_she, speaker
from onrecord.sources.mentions import Mention

__all__ = ["several"]

_MOST = 12  # names of a list


@dataclass(frozen=True, slots=True)
class _Piece:
    """One of the list: its words as they are told, and who that is where it has a name."""

    words: str
    decision: Decision | None = None


def several(case: Case) -> Decision | None:
    """A source that lists names, as one of all of them under their full names.

    None where some piece of the list is neither a name nor, behind one, "his team" or "others": then
    the comma or the "and" stands in a name, a title or what is told of a person.
    """
    pieces = _pieces(case)
    if len(pieces) < 2 or pieces[0].decision is None:
        return None
    memory = case.memory
    named = [one.decision for one in pieces if one.decision is not None]
    name = case.words.listed([one.words for one in pieces])
    on_the_way = tuple((decision, None) for decision in named)
    if (known := memory.by_that_name(name)) is not None:
        return Decision(known, on_the_way=on_the_way)
    kinds = {decision.entity.kind for decision in named}
    bodies = kinds <= {"organisation", "outlet"} and len(named) == len(pieces)
    kind: SourceKind = "organisation" if bodies else "people"
    all_ = memory.proposed(kind, name=name)
    all_.plural = True
    all_.count = len(named) if len(named) == len(pieces) else None
    return Decision(all_, on_the_way=on_the_way)


def _pieces(case: Case) -> list[_Piece]:
    """The list taken apart; empty where the words are none."""
    words = case.words
    text = words.list_opening.sub("", " ".join(case.mention.text.split()))
    parts = words.list_break.split(text)
    if len(parts) > _MOST or words.list_and.search(text) is None:
        return []
    breaks = [match[0] for match in words.list_break.finditer(text)]
    pieces: list[_Piece] = []
    aside = False  # in what is told of the name before
    for part, before in zip(parts, ["", *breaks], strict=True):
        joins = words.list_and.search(before) is not None
        told = before and not joins and pieces and words.apposition.match(part)
        if told and _body_listed(case, part) is None:
            aside = True  # ", the former special envoy"
            continue
        if aside and "," not in before:
            return []  # "and" goes on with what is told
        aside = False
        decision = _who(case, part.strip())
        if decision is None and not (joins and pieces and words.followers.match(part)):
            return []
        own = decision.entity.name if decision is not None else None
        if decision is not None and own is None:
            return []
        pieces.append(_Piece(own or part.strip(), decision))
    return pieces


def _who(case: Case, part: str) -> Decision | None:
    """Whom a piece of a list names; None where it is not sure to be a name."""
    memory = case.memory
    mention = memory.parse(part)
    if mention.pronoun is not None:
        return speaker(case.of(mention)) or he_or_she(case.of(mention))
    if (body := _body_listed(case, part)) is not None:
        return body
    if mention.name is None or mention.name != mention.name.strip() or not part[:1].isupper():
        return None
    if mention.kind == "outlet":
        return by_outlet(memory, mention)
    if _is_place_or_body(case, part, mention):
        return by_name(memory, replace(mention, kind="organisation"))
    last = mention.name.split()[-1]
    known = any(full.split()[-1] == last for full, _, _ in memory.full_names_like(mention.name))
    if mention.kind in ("person", None) and (known or mention.title):
        return by_name(memory, replace(mention, kind="person"))
    plain = part.strip().lower()
    single = " " not in part.strip() and plain not in case.lang.lexicon.common_words
    if single and not case.lang.lexicon.has_given_name(part) and case.text.count(part.strip()) > 1:
        return by_name(memory, replace(mention, kind="organisation"))
    return None


def _body_listed(case: Case, part: str) -> Decision | None:
    """A country or body with its article: "the Netherlands", "the Pentagon"."""
    bare = case.lang.bodies.article.sub("", part)
    if bare == part or not bare[:1].isupper():
        return None
    mention, lexicon = case.memory.parse(bare), case.lang.lexicon
    known = bare.lower() in lexicon.places or bare.lower() in lexicon.bodies
    if not known and (" " not in bare or not _is_place_or_body(case, bare, mention)):
        return None
    return by_name(case.memory, replace(mention, name=bare, kind="organisation"))


def _is_place_or_body(case: Case, part: str, mention: Mention) -> bool:
    bare = case.lang.bodies.article.sub("", part)
    if bare.lower() in case.lang.lexicon.places:
        return True
    if mention.kind != "organisation":
        return False
    # A part of a body's own name, as in "Food and Drug Administration", stands nowhere by itself.
    return case.text.count(bare) > case.text.count(case.mention.text)
