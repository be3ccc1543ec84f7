"""Who is meant, the rules' answer weighed against what the network points at.

A mention that holds no name of its own (a pronoun, "the company") is the rules' to decide by what was
spoken of, and the network's by where in the article it finds the same source named. The network's
probability lies on pieces of words: they are laid to whomever the words there mean, a known entity or a
name, and the one with the largest share is believed where it is larger than that of the rules' answer by
what they are trusted with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from onrecord.attributions import NameFeatures, Pointed
from onrecord.records import SourceKind, Span
from onrecord.sources.coreference.case import Case
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.names import by_any_name
from onrecord.sources.coreference.phrases import described_at
from onrecord.sources.mentions import Mention

__all__ = ["Ruling", "weighed"]

Form: TypeAlias = Literal["person", "body", "group", "speaker", "relative", "definite", "bare"]

_LEAST = 0.01  # a piece's share that is looked at
_MOST = 24  # pieces looked at
_LAST = 8  # mentions of an entity whose shares are added up
_SHORTEST = 3  # words of a description that is more than a noun
_SURE = 0.4  # the least share that overrules the rules
_SURE_OF_PRONOUN = 0.2  # the same of a pronoun where they know nobody
_OF_NOWHERE = 0.5  # what of "nowhere" speaks for that
_SAME_NOUN = 0.5  # what "the friend" is trusted with where "a friend" was spoken of
_UNCLEAR = 0.2  # a share that makes another one a candidate

#: What the rules' answer is trusted with, in shares of the network's probability, by the form of mention.
TRUST: dict[Form, float] = {
    "person": 0.64,
    "body": 0.15,
    "group": 0.4,
    "speaker": 0.05,
    "relative": 0.5,
    "definite": 0.3,
    "bare": 0.4,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided of a mention, and on what.

    Attributes:
        decision: who is meant.
        features: what the probability of its being right is made of.
        words: those that decide it: the mention itself, or another one that names the source.
        candidates: names of others that the network points at.
    """

    decision: Decision
    features: NameFeatures
    words: Span
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class _Candidate:
    """Whom some words mean, with the probability that lies on them."""

    decision: Decision
    words: Span
    share: float = 0.0


def weighed(case: Case, told: Decision, *, open_: bool = True) -> Ruling:
    """The rules' decision, or the one that the network points at more strongly.

    Args:
        case: of the mention.
        told: the rules' decision.
        open_: whether the network may know better.
    """
    form = _form(case) if open_ else None
    if case.clues is None:
        return Ruling(told, _features(case, form, told), case.span)
    pointed = case.clues.pointed(case.statement)
    if form is None:  # it is not the network's to decide, but tells how sure it is
        share = pointed.share(told.entity.mentions[-_LAST:])
        features = _features(case, form, told, share=share, nowhere=pointed.nowhere)
        return Ruling(told, features, case.span)
    candidates = _candidates(case, pointed)
    own = next((one for one in candidates if _is_same(one.decision, told)), None)
    chosen = _chosen(case, form, told, own, candidates, pointed.nowhere)
    believed = chosen or own
    others = [one for one in candidates if one is not believed]
    best_other = max((one.share for one in others), default=0.0)
    decision = told if chosen is None else _decision_for(case, form, chosen)
    features = _features(
        case,
        form,
        decision,
        share=0.0 if believed is None else believed.share,
        other=best_other,
        nowhere=pointed.nowhere,
        overruled=chosen is not None,
    )
    names = (one.decision.entity.name for one in others if one.share >= _UNCLEAR)
    return Ruling(
        decision,
        features,
        case.span if believed is None else believed.words,
        tuple(dict.fromkeys(name for name in names if name)),
    )


def _chosen(
    case: Case,
    form: Form,
    told: Decision,
    own: _Candidate | None,
    candidates: list[_Candidate],
    nowhere: float,
) -> _Candidate | None:
    """The one to be believed in the place of the rules' answer, if any."""
    bare = _is_bare_pronoun(case, told)
    least = 0.0 if bare else _trusted(case, form, told)
    least += own.share if own is not None else 0.0
    if bare:
        least += _OF_NOWHERE * nowhere
    elif not told.entity.number and told.entity.name is None:
        least += nowhere  # both say that it is a new one
    among_groups = not bare and _is_unnamed_group(told.entity)
    fitting = (
        one
        for one in candidates
        if one is not own
        and _fits(case, one.decision.entity)
        and not (among_groups and _is_unnamed_group(one.decision.entity))
        and not _is_same_noun(case, told, one.decision)
        and not _is_other_noun(case, one.decision.entity)
        and not _is_other_body(case, one.decision.entity)
        and not _is_related(case, one)
        and not case.is_told_of(one.decision.entity)
        and not _is_another_speaker(case, told, one.decision.entity)
    )
    best = max(fitting, key=lambda one: one.share, default=None)
    sure = _SURE_OF_PRONOUN if bare else _SURE
    return best if best is not None and best.share > max(least, sure) else None


def _trusted(case: Case, form: Form, told: Decision) -> float:
    """What the rules' answer is trusted with."""
    same_noun = form == "definite" and case.mention.head in told.entity.heads
    return _SAME_NOUN if same_noun else TRUST[form]


def _decision_for(case: Case, form: Form | None, chosen: _Candidate) -> Decision:
    described = form in ("definite", "bare")
    return Decision(
        chosen.decision.entity,
        learn=replace(case.mention, name=None, role=None) if described else None,
        gender=case.words.genders.get(case.mention.pronoun or ""),
        on_the_way=((chosen.decision, None),),
    )


def _features(
    case: Case,
    form: Form | None,
    decision: Decision,
    *,
    share: float = 0.0,
    other: float = 0.0,
    nowhere: float = 1.0,
    overruled: bool = False,
) -> NameFeatures:
    name = decision.entity.name or ""
    return NameFeatures(
        full_name=float(form is None and " " in (case.mention.name or "")),
        short_name=float(form is None and " " not in (case.mention.name or " ")),
        person=float(form == "person"),
        body=float(form in ("body", "group")),
        speaker=float(case.mention.pronoun in case.words.speaker),
        definite=float(form == "definite"),
        new=float(not decision.entity.number),
        unnamed=float(not name),
        share=share,
        other=other,
        nowhere=nowhere,
        overruled=float(overruled),
    )


def _form(case: Case) -> Form | None:
    """Of what form a mention is that the network may decide; None of any other."""
    mention, words = case.mention, case.words
    pronoun = mention.pronoun
    if pronoun is None:
        if mention.name is not None or _is_of_unnamed(case):
            return None
        if mention.definite:
            return "definite"
        return "bare" if len(mention.text.split()) <= _SHORTEST else None
    if pronoun in words.genders:
        return "person"
    if pronoun in words.relative:
        return "relative"
    if pronoun in words.speaker:
        return "speaker" if mention.plural else None
    if pronoun == words.it:
        return "body"
    return "group" if pronoun in words.pointing else None


def _is_of_unnamed(case: Case) -> bool:
    """As in "the officials", "sources": one group without names is told from another by nothing but place."""
    mention, words = case.mention, case.words
    group = mention.kind == "people" and mention.head in words.unnamed_heads
    return group or mention.text.lower() == words.sources


def _is_bare_pronoun(case: Case, told: Decision) -> bool:
    """Whether the rules know nobody by name, and nobody who was spoken of, whom "they" or "who" may mean."""
    entity = told.entity
    return case.mention.pronoun is not None and not entity.number and entity.name is None


def _is_same_noun(case: Case, told: Decision, other: Decision) -> bool:
    """Whether another one is no more than the mention's noun once more, where the rules know a name: "the film"."""
    entity = other.entity
    again = not entity.number and entity.name is None and case.mention.head in entity.heads
    return again and told.entity.name is not None


def _is_other_noun(case: Case, entity: Entity) -> bool:
    """Whether one without a name is told to be something else than a mention says: "the officer" is not "the widow"."""
    head, words = case.mention.head, case.words
    if head is None or entity.name is not None or entity.kind != "person" or not entity.heads:
        return False
    vague = words.unnamed_heads | words.strangers.keys()
    return head not in entity.heads and head not in vague and entity.heads.isdisjoint(vague)


def _is_other_body(case: Case, entity: Entity) -> bool:
    """Whether a body is told to be something else than a mention says: "the council" is not Tarn Valley Police."""
    kinds = case.words.kinds_of_body
    own = kinds.get(case.mention.head or "")
    if own is None or entity.kind == "person":
        return False
    called = (entity.name or entity.description or "").lower().partition(" of ")[0].split()
    theirs = {kinds[noun] for noun in (*entity.heads, *called[-1:]) if noun in kinds}
    return bool(theirs) and own not in theirs


def _is_another_speaker(case: Case, told: Decision, entity: Entity) -> bool:
    """Whether a person without a name is not who says "we" in a quotation: another spokesman, or this one, whose body it is."""
    outer = case.told.around(case.statement, case.span)
    if outer is None or case.mention.pronoun not in case.words.speaker:
        return False
    if entity.kind != "person" or entity.name is not None:
        return False
    return told.entity.kind == "organisation" if entity is outer[1] else outer[0].form == "direct"


def _is_related(case: Case, one: _Candidate) -> bool:
    """Whether one who is named behind a mention is there told to be something to who was spoken of before: of "The mayor …
    Reed, his old rival, …" Reed is not the mayor.
    """
    behind = one.words.start >= case.span.end
    return behind and case.words.related.match(case.text, one.words.end) is not None


def _is_unnamed_group(entity: Entity) -> bool:
    return entity.kind == "people" and entity.name is None


def _candidates(case: Case, pointed: Pointed) -> list[_Candidate]:
    """Whom the pieces with the largest shares mean."""
    found: list[_Candidate] = []
    telling = np.flatnonzero(pointed.shares >= _LEAST)
    for place in telling[np.argsort(-pointed.shares[telling])][:_MOST].tolist():
        share = float(pointed.shares[place])
        meant = _meant_at(case, int(pointed.starts[place]), int(pointed.ends[place]), found)
        if meant is None:
            continue
        same = next((one for one in found if _is_same(one.decision, meant.decision)), None)
        if same is None:
            found.append(meant)
            same = meant
        same.share += share
    return found


def _meant_at(case: Case, start: int, end: int, found: Sequence[_Candidate]) -> _Candidate | None:
    """Whom a source mention, a name or a description at a place means; None where there is none of them.

    Args:
        case: of the mention.
        start, end: of the place.
        found: whom other places mean: those of one name mean one.
    """
    memory = case.memory
    named = memory.name_at(start, end)
    for known, entity in memory.mentioned_at(start):
        if entity.kind != "author" and not _is_beside(entity, named, known):
            return _Candidate(Decision(entity), known)
    if named is None:
        return _described_at(case, start, end, found)
    span, mention = named
    for one in found:
        if one.words == span:
            return one
    return _Candidate(by_any_name(memory, mention), span)


def _is_beside(entity: Entity, named: tuple[Span, Mention] | None, known: Span) -> bool:
    """Whether a name in the words of a source is another one's, whom the source is of: "Ada Reed, director of the | Reed
    Trust".
    """
    if named is None or entity.kind != "person" or entity.name is None:
        return False
    span, mention = named
    inside = known.start < span.start and span.end <= known.end
    own = set(entity.name.split())
    of = entity.affiliation or ""
    return inside and own.isdisjoint((mention.name or "").split()) and (mention.name or "?") in of


def _described_at(
    case: Case, start: int, end: int, found: Sequence[_Candidate]
) -> _Candidate | None:
    """Whom a description at a place means that is no source's words."""
    described = described_at(case.memory, start, end)
    if described is None:
        return None
    span, mention = described
    if span.start < case.span.end and case.span.start < span.end:
        return None
    for one in found:
        if one.words == span:
            return one
    entity = case.memory.proposed(mention.kind, description=mention.description or mention.text)
    entity.plural = mention.plural
    entity.learn(mention)
    return _Candidate(Decision(entity), span)


def _is_same(one: Decision, other: Decision) -> bool:
    named = one.entity.name is not None and one.entity.name == other.entity.name
    return named or one.entity is other.entity


def _fits(case: Case, entity: Entity) -> bool:
    """Whether a mention's pronoun or head noun may mean an entity."""
    mention, words = case.mention, case.words
    gender = words.genders.get(mention.pronoun or "")
    if gender is not None:
        alone = entity.kind in ("person", None) and not entity.plural
        return alone and entity.gender in (None, gender) and not _is_speaking(case, entity)
    if mention.pronoun == words.it:
        return entity.kind not in ("person", "people")
    if mention.pronoun is not None:
        return True
    fitting = _FITTING.get(mention.kind or "author")
    return fitting is None or entity.kind in fitting


_FITTING: dict[SourceKind, tuple[SourceKind | None, ...]] = {
    "person": ("person", None),
    "organisation": ("organisation", "outlet"),
    "outlet": ("organisation", "outlet"),
    "people": ("people", "organisation"),
    "document": ("document",),
}


def _is_speaking(case: Case, entity: Entity) -> bool:
    """Whether an entity speaks the quotation that a mention stands in: there it is "I"."""
    outer = case.told.around(case.statement, case.span)
    return outer is not None and outer[0].form == "direct" and outer[1] is entity
