"""Mentions by pronoun: he and she, it and they, who and which, and the speaker's own I and we."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from onrecord.outlets import known_outlet
from onrecord.records import SourceKind
from onrecord.sources.coreference.case import Case
from onrecord.sources.coreference.descriptions import described
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.memory import REACH
from onrecord.sources.coreference.names import by_any_name, by_name, by_outlet
from onrecord.sources.coreference.subjects import person_meant
from onrecord.sources.mentions import Mention

__all__ = [
    "anyone",
    "body_or_group",
    "from_body",
    "goes_on",
    "he_or_she",
    "of_interview",
    "relative",
    "repeated",
    "speaker",
    "spoken_of",
]

_BODIES: tuple[SourceKind, ...] = ("organisation", "outlet", "document")
_GROUPS: tuple[SourceKind, ...] = ("people", "organisation", "outlet")
_ADJACENT = 40  # code points between a quotation and the one that goes on with it


def of_interview(case: Case) -> Decision | None:
    """Who asks and who answers, where the turns of an interview say no more than “Q” and “A”."""
    label, words = case.text[slice(*case.span)], case.words
    if label not in (words.question, words.answer):
        return None
    if case.text[case.span.end : case.span.end + 1] != ":":
        return None
    if label == words.question:
        return _author(case)
    if (interviewed := _introduced(case)) is not None:
        return interviewed
    known = (one for one in case.memory.entities if one.name is None and one.description == label)
    answers = next(known, None) or case.memory.proposed("person", description=label)
    return Decision(answers)


def _introduced(case: Case) -> Decision | None:
    """Whom an interview introduces before its first turn: the only person that is named there in full."""
    words, memory = case.words, case.memory
    turn = re.search(rf"^(?:{words.question}|{words.answer}):", case.text, re.MULTILINE)
    if turn is None:
        return None
    writers = memory.document.spans_of("byline")
    mentions = [
        memory.parse(full.name)
        for full in memory.names_between(0, turn.start())
        if not any(span.start <= full.start < span.end for span in writers)
    ]
    people = {one.name: one for one in mentions if one.kind == "person" and one.name}
    return by_name(memory, next(iter(people.values()))) if len(people) == 1 else None


def speaker(case: Case) -> Decision | None:
    """The speaker's own "I" and "we": who speaks the words they stand in, else the article's own writer."""
    if case.mention.pronoun not in case.words.speaker:
        return None
    outer = case.told.around(case.statement, case.span)
    if outer is None and case.statement.parent is not None:
        return case.new_described()  # no words tell who speaks
    if outer is None:
        return _author(case)
    return (case.mention.plural and _body_of(case, outer[1])) or Decision(outer[1])


def _body_of(case: Case, one: Entity) -> Decision | None:
    """The body that a person speaks for, whose "we" it mostly is: where the article says of which one he is an officer."""
    role, affiliation = (one.role or "").lower().split(), one.affiliation or ""
    if one.kind != "person" or not affiliation[:1].isupper():
        return None
    if case.words.officers.isdisjoint(role) or not case.lang.mentions.once.isdisjoint(role):
        return None
    if affiliation.lower() in case.lang.lexicon.places:
        return None
    body = case.memory.parse(affiliation)
    if body.kind == "outlet":
        return by_outlet(case.memory, body)
    return by_name(case.memory, body) if body.kind == "organisation" and body.name else None


def _author(case: Case) -> Decision:
    memory = case.memory
    return Decision(memory.author or memory.proposed("author", description="author"))


def repeated(case: Case) -> Decision | None:
    """As in "its director, Ada Reed, she said": a name right before, with a comma between at most."""
    if case.mention.pronoun is None:
        return None
    memory, start = case.memory, case.span.start
    for full in memory.names_between(max(start - 80, 0), start):
        between = case.text[full.end : start].lower()
        if full.end <= start and between in case.words.between:
            return by_name(memory, memory.parse(full.name))
    return None


def goes_on(case: Case) -> Decision | None:
    """As in "“…,” Reed said. “…,” he added.": who adds has just been speaking.

    In quotations whatever the pronoun's gender: translations have the wrong one.
    """
    one, gender = case.statement, case.words.genders.get(case.mention.pronoun or "")
    if gender is None or not one.cue or not one.content or one.parent is not None:
        return None
    last = case.told.last(one.spans[0])
    if last is None or last[1].kind != "person":
        return None
    before, entity = last
    if not case.words.adds.match(case.text, one.cue[0].start, one.cue[0].end):
        return None
    if not before.spans[-1].end <= one.spans[0].start <= before.spans[-1].end + _ADJACENT:
        return None
    quoted = before.form == one.form == "direct" and one.content[0].start < one.cue[0].start
    return Decision(entity) if quoted or entity.gender in (None, gender) else None


def he_or_she(case: Case) -> Decision | None:
    """The person of that gender who was last spoken of."""
    gender = case.words.genders.get(case.mention.pronoun or "")
    if gender is None:
        return None
    # In a quotation its speaker is "I", and "she" is another one.
    outer = case.told.around(case.statement, case.span)
    speaks = outer[1] if outer is not None and outer[0].form == "direct" else None
    person = person_meant(
        case.memory, case.span, gender, but=lambda one: one is speaks or case.is_told_of(one)
    )
    if person is not None:
        return person
    stranger = case.memory.proposed("person", description=case.mention.text)
    return Decision(stranger, gender=gender)


def from_body(case: Case) -> Decision | None:
    """As in "From the Iranian mission, they said": a body that speaks in the plural."""
    if not _is_they(case):
        return None
    before = case.text[max(case.span.start - 120, 0) : case.span.start]
    match = case.words.from_body.search(before)
    if match is None:
        return None
    mention = case.memory.parse(match[1])
    if mention.kind != "organisation":
        return None
    if mention.name is not None:
        return by_name(case.memory, mention)
    return described(case.of(mention))


def spoken_of(case: Case) -> Decision | None:
    """As in "The report says that some members favour it. They argue …": not the report argues."""
    if not _is_they(case):
        return None
    last = case.told.last(case.span)
    if last is None or not last[0].content or last[1].kind not in (None, "document", "outlet"):
        return None
    content = last[0].content[0]
    match = case.words.subject.match(case.text, content.start, content.end)
    between = case.text[content.end : case.span.start]
    if match is None or not re.fullmatch(r"[\s.”\"]*", between):
        return None
    subject = case.memory.parse(match[1])
    return described(case.of(subject)) if subject.kind == "people" else None


def _is_they(case: Case) -> bool:
    return case.mention.pronoun == case.words.they


def body_or_group(case: Case) -> Decision | None:
    """What "it" and "they" mean: the body or group that last spoke."""
    if case.mention.pronoun not in case.words.pointing:
        return None
    wanted = _BODIES if case.mention.pronoun == case.words.it else _GROUPS
    recent = case.memory.recent(case.span.start, reach=REACH)
    known = next((one for one in recent if one.kind in wanted and not _is_we(case, one)), None)
    kind: SourceKind | None = "people" if _is_they(case) else None
    return Decision(known or case.memory.proposed(kind, description=case.mention.text))


def _is_we(case: Case, entity: Entity) -> bool:
    """Whether an entity is known as "we" alone, of a quotation of no one: nobody goes on from it."""
    return (entity.description or "").lower() in case.words.speaker


def anyone(case: Case) -> Decision | None:
    """As in "someone", "nobody": one that no words point back from."""
    return case.new_described() if case.mention.pronoun is not None else None


def relative(case: Case) -> Decision | None:
    """As in "NAME, who said": the words right before the comma."""
    if case.mention.pronoun not in case.words.relative:
        return None
    before = case.text[max(case.span.start - 200, 0) : case.span.start]
    clause = re.split(r"[.!?;:“”\"\n]", before)[-1].rstrip(" ,")
    things = case.mention.pronoun in case.words.relative_of_things
    for way in _BEFORE_WHICH if things else _BEFORE_WHO:
        if (found := way(case, clause)) is not None:
            return found
    return Decision(case.memory.proposed(None, description=case.mention.text))


def _with_clause(case: Case, words: str) -> str:
    """Words before a relative pronoun with the clause that it opens, where no comma parts them."""
    before = case.text[max(case.span.start - 2, 0) : case.span.start]
    if not before.endswith(" ") or before.startswith(","):
        return words
    end = max(piece.end for piece in case.statement.spans)
    clause = _CLAUSE.match(case.text, case.span.start)
    if clause is None or end <= case.span.end:
        return words
    return f"{words} {case.text[case.span.start : min(end, clause.end())].rstrip()}"


_CLAUSE = re.compile(r"[^,;:.()“”\"\n]{1,90}(?=[,;:.()“”\"\n]|$)")
_OWNED = re.compile(r"((?:[A-Z][\w.-]*\s)*[A-Z][\w-]*[’']s?(?:\s[a-z][\w-]*){1,3})$")
_LAST_NAME = re.compile(r"(?<![\w’'.-])[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,5}\s?$")


def _name_before(case: Case, clause: str) -> Decision | None:
    """The name that the clause ends in."""
    name = _LAST_NAME.search(clause)
    if name is None or known_outlet(name[0]):
        return None
    antecedent = case.memory.parse(name[0])
    if antecedent.name is None:  # "Lawmakers, who …"
        return described(case.of(antecedent))
    return by_name(case.memory, replace(antecedent, kind="person"))


def _thing_before(case: Case, clause: str) -> Decision | None:
    """The name of a body, an outlet or a work that the clause ends in: "Ada Reed of the Harbour Party, which …"."""
    name = _LAST_NAME.search(clause)
    antecedent = case.memory.parse(name[0].strip()) if name is not None else None
    if antecedent is None or antecedent.name is None or antecedent.kind in ("person", "people"):
        return None
    return by_any_name(case.memory, antecedent)


def _name_near(case: Case, clause: str) -> Decision | None:
    """A full name shortly before, in the same sentence."""
    memory, start = case.memory, case.span.start
    for full in reversed(memory.names_between(max(start - 100, 0), start)):
        if start - 60 <= full.end <= start and not re.search(
            r"[.!?;]", case.text[full.end : start]
        ):
            return by_name(memory, memory.parse(full.name))
    return None


def _owned_before(case: Case, clause: str) -> Decision | None:
    """As in "Mr. Reed’s supporters, who …": they, not he."""
    phrase = _OWNED.search(clause)
    antecedent = case.memory.parse(_with_clause(case, phrase[1])) if phrase is not None else None
    if antecedent is None or antecedent.head is None or antecedent.name is not None:
        return None
    return described(case.of(antecedent))


def _phrase_before(case: Case, clause: str) -> Decision | None:
    """The noun phrase that the clause ends in."""
    phrase = case.words.phrase.search(clause) or re.search(r"([\w’'-]+)$", clause)
    if phrase is None:
        return None
    antecedent: Mention = case.memory.parse(_with_clause(case, phrase[1]))
    if phrase[1].lower() in case.words.whoever:  # "those who …"
        return case.of(antecedent).new_described()
    if antecedent.kind == "outlet":
        return by_outlet(case.memory, antecedent)
    if antecedent.name is not None:
        return by_name(case.memory, antecedent)
    if antecedent.head is not None:
        return described(case.of(antecedent))
    last = phrase[1].split()[-1].lower()
    tells = last in case.lang.lexicon.common_words and last not in case.lang.people.function_words
    return case.of(antecedent).new_described() if tells else None  # "a large contingent who"


_Way: TypeAlias = Callable[[Case, str], Decision | None]
_BEFORE_WHO: tuple[_Way, ...] = (_name_before, _owned_before, _name_near, _phrase_before)
_BEFORE_WHICH: tuple[_Way, ...] = (_thing_before, _phrase_before)
