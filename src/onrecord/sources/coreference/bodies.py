"""Bodies by description: "the department", "the campaign", "the newspaper", "the agency"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from onrecord.sources.coreference.case import Case, Sieve, first_decision
from onrecord.sources.coreference.entity import Decision
from onrecord.sources.coreference.names import by_outlet
from onrecord.sources.coreference.subjects import last_single_name
from onrecord.sources.mentions import Mention

__all__ = ["body_pointed_at", "with_body_named"]

_MOST_TOLD = 20  # bodies that are told to be one, looked back over at most
_SPOKEN_OF = 600  # code points before "the company’s director" in which that company is named
_NEAR = 400  # code points in which a body of an acronym may be pointed at


def body_pointed_at(case: Case) -> Decision | None:
    """As in "the department" where the State Department was named, "the campaign" of whom it was."""
    return first_decision(_BODIES, case)


def with_body_named(case: Case) -> Mention:
    """The mention with its affiliation by name: "the company’s director" where the article tells which company."""
    mention, generic = case.mention, case.mention.affiliation
    if generic is None or not generic.islower():
        return mention
    head = generic.split()[-1]
    noun = case.lang.lexicon.kind_of_noun(head)
    body = noun is not None and noun[0] in ("organisation", "outlet")
    if noun is None or not body or head in case.lang.mentions.of_no_body:
        return mention
    decided = body_pointed_at(case.of(Mention(generic, head=head, kind=noun[0], definite=True)))
    name = decided.entity.name if decided is not None else None
    before = case.text[max(case.span.start - _SPOKEN_OF, 0) : case.span.start]
    spoken_of = name is not None and name in before
    return replace(mention, affiliation=name if spoken_of else generic)


def _named_by_head(case: Case) -> Decision | None:
    """The last name before the mention that ends in its head noun."""
    head = case.mention.head
    if not head:
        return None
    names = case.memory.bodies(head)
    last = bisect_left(names, (case.span.start, "")) - 1
    return _body(case, names[last][1]) if last >= 0 else None


def _told_to_be(case: Case) -> Decision | None:
    """As in "the startup" where the article says which body is one: of several the one that was named last."""
    if not case.mention.head or case.mention.affiliation:
        return None
    place = case.span.start
    told = case.memory.told_to_be(case.mention.head)
    many = bisect_left(told, (place, ""))
    before = (name for _, name in told[max(many - _MOST_TOLD, 0) : many])
    last = {name: case.text.rfind(name.split()[0], 0, place) for name in before}
    return _body(case, max(last, key=lambda name: (last[name], name))) if last else None


def _same_head(case: Case) -> Decision | None:
    mention = case.mention
    for entity in case.memory.recent(case.span.start):
        if mention.head in entity.heads and entity.kind == mention.kind:
            return Decision(entity) if not mention.affiliation else None
    return None


def _campaign(case: Case) -> Decision | None:
    if case.mention.head != case.words.campaign or case.mention.affiliation:
        return None
    recent = case.memory.recent(case.span.start)
    person = next((one for one in recent if one.kind == "person" and one.name), None)
    name = person.name if person else last_single_name(case.memory, case.span)
    return _body(case, case.words.whose(name, case.words.campaign)) if name else None


def _last_outlet(case: Case) -> Decision | None:
    """As in "the newspaper": the outlet that was last named."""
    if case.mention.head not in case.words.press or case.mention.affiliation:
        return None
    outlets = case.memory.outlets
    last = bisect_left(outlets, case.span.start, key=lambda one: one.span.start) - 1
    if last < 0:
        return None
    name = outlets[last].name
    return by_outlet(case.memory, Mention(name, name=name, kind="outlet"))


def _by_kind(case: Case) -> Decision | None:
    """As in "the agency", "the company": the body that was last named, by its initials or as a source."""
    if case.mention.head not in case.words.bodies or case.mention.affiliation:
        return None
    if (short := _last_acronym(case)) is not None:
        return _body(case, short)
    for entity in case.memory.recent(case.span.start):
        if entity.kind in ("organisation", "outlet") and entity.name:
            return Decision(entity)
        if entity.kind in ("person", "people") and (entity.affiliation or "")[:1].isupper():
            return _body(case, entity.affiliation or "")
    return None


def _last_acronym(case: Case) -> str | None:
    """As in "the FBI … the agency": the last body before a place that goes by its initials."""
    last = None
    place = case.span.start
    for match in case.words.acronym.finditer(case.text, max(place - _NEAR, 0), place):
        if match[1] not in case.words.no_bodies:
            last = match[1]
    return last


def _body(case: Case, name: str) -> Decision:
    """A body by its name, known or new."""
    name = case.memory.body_in_full(name) or name
    if (known := case.memory.by_that_name(name)) is not None:
        return Decision(known)
    body = case.memory.proposed("organisation", name=name)
    body.heads.add(case.mention.head or "")
    return Decision(body)


_BODIES: tuple[Sieve, ...] = (
    _told_to_be,
    _named_by_head,
    _same_head,
    _campaign,
    _last_outlet,
    _by_kind,
)
