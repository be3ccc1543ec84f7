"""Do two statements of one claim go back to one origin? What speaks for it and against, each with its words.

What is weighed (`clues`) follows how newsrooms count: one person or body on one occasion is one origin, whoever
prints it; wire copy is its origin once; what a writer says without a source follows whoever's words it has. The
weights are learned (``training/stories``), logistic regression; each clue can be pointed at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from onrecord.archive.fulltext import fold
from onrecord.archive.rows import outlet_key
from onrecord.languages import StoryWords
from onrecord.outlets import known_outlet, without_the
from onrecord.records import SourceKind, Span, Terms
from onrecord.stories._model import Stance
from onrecord.stories.passages import Overlap, longest_run
from onrecord.stories.texts import Sentence

__all__ = ["Carried", "Company", "clues", "is_official", "one_voice", "retells", "speaks_for"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A statement of an article that bears on a claim.

    Attributes:
        article: place of the article in its story.
        span: the words.
        sentence: that they stand in.
        source: who it is laid to, as the article has the name; None of the writer's own word.
        about: role and affiliation of that source, where the article tells.
        kind: of the source.
        named: whether it is named.
        terms: on which it speaks.
        via: outlets that carried it before.
        outlet: of the article.
        outlets: that outlet, whom the article credits, and whose text it is.
        near: names of the sources of the sentences round it.
        cited: names of all sources of its article, and of the outlets that it names.
        hearsay: whether its sentence lays it to nobody in particular.
        stance: whether it asserts the claim, denies it, or reports that there was no answer.
        denial: how probable it is by itself that it denies the claim.
        said: how probable it is that it says what the claim says.
    """

    article: int
    span: Span
    sentence: Sentence
    source: str | None
    about: str = ""
    kind: SourceKind | None = None
    named: bool = False
    terms: Terms | None = None
    via: tuple[str, ...] = ()
    outlet: str | None = None
    outlets: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    hearsay: bool = False
    stance: Stance = "asserts"
    denial: float = 0.0
    said: float = 1.0


class Company:
    """The rows of a claim: who else speaks to it tells something of any two of them.

    Args:
        rows: of the claim.
        words: of their language.
    """

    def __init__(self, rows: Sequence[Carried], words: StoryWords) -> None:
        self._rows = rows
        self._spoken = [place for place, row in enumerate(rows) if row.source is not None]
        told = {place: _Told.of(rows[place], words) for place in self._spoken}
        self._akin = {(one, other) for one in told for other in told if told[one].akin(told[other])}

    def clues(self, one: int, other: int) -> dict[str, float]:
        """What it tells of two rows, by their places."""
        spoken = [place for place in (one, other) if place in self._spoken]
        if len(spoken) == 2:
            return {"heard beside each other": float(self._beside(one, other))}
        akin = [place for place in self._spoken if not spoken or (spoken[0], place) in self._akin]
        if not spoken:
            together = bool(akin) and all((akin[0], place) in self._akin for place in akin)
            return {"one voice": float(together)}
        silent = self._rows[other if spoken[0] == one else one].article
        return {
            "others speak": 1 - len(akin) / len(self._spoken),
            "heard there": float(any(self._rows[place].article == silent for place in akin)),
        }

    def _beside(self, one: int, other: int) -> bool:
        """Whether an article hears both sources, as two."""
        return (one, other) not in self._akin and any(
            self._rows[mine].article == self._rows[theirs].article
            for mine in self._spoken
            if (one, mine) in self._akin
            for theirs in self._spoken
            if (other, theirs) in self._akin and (mine, theirs) not in self._akin
        )


def clues(
    one: Carried, other: Carried, shared: Overlap | None, words: StoryWords
) -> dict[str, float]:
    """What speaks for one origin of two statements, and what against it.

    Args:
        one, other: the statements.
        shared: what their articles share; None where they stand in the same.
        words: of their language.
    """
    given = (one.source is not None) + (other.source is not None)
    likeness = _likeness(one, other)
    found: dict[str, float] = {
        "bias": 1.0,
        ("no source", "one source", "two sources")[given]: 1.0,
        "same words": likeness,
        "run": _run(one.sentence.words, other.sentence.words),
        "relayed": float(_relays(one, other) or _relays(other, one)),
        "same via": float(bool(_folded(one.via) & _folded(other.via))),
        "hearsay": float(one.hearsay or other.hearsay),
    }
    shared_text = math.sqrt(max(shared.reworded)) if shared is not None else 0.0
    if shared is not None:
        found["article shared"] = shared_text
        found["passage shared"] = float(_beside(one, other, shared))
    if given == 2:
        found |= _of_sources(one, other, words)
    else:
        side = "one source" if given else "no source"
        found[f"same words, {side}"] = likeness
        found[f"article shared, {side}"] = shared_text
    if given == 1:
        named = one if one.source is not None else other
        found["unnamed, one source"] = float(not named.named)
        found["outlet, one source"] = float(named.kind == "outlet")
    stances = {one.stance, other.stance}
    found["one denies"] = float(len(stances) > 1 and "denies" in stances)
    found["one gives no answer"] = float(len(stances) > 1 and "reports_without_answer" in stances)
    return found | _of_company(one, other, words)


def one_voice(one: Carried, other: Carried, words: StoryWords) -> bool:
    """Whether two statements of one article have one source, or are both its writer's own."""
    if one.article != other.article or (one.source is None) != (other.source is None):
        return False
    names = _telling(one.source or "", words), _telling(other.source or "", words)
    return one.source == other.source or _fits(*names)


def speaks_for(one: Carried, other: Carried, words: StoryWords) -> bool:
    """Whether two sources of one article are one, or the one speaks for the other."""
    return one_voice(one, other, words) or _Told.of(one, words).akin(_Told.of(other, words))


class _Told(NamedTuple):
    """A source as its name and what is told of it tell it from others."""

    source: str | None
    name: set[str]
    about: set[str]

    @classmethod
    def of(cls, row: Carried, words: StoryWords) -> _Told:
        return cls(row.source, _telling(row.source or "", words), _telling(row.about, words))

    def akin(self, other: _Told) -> bool:
        """Whether both have one name, or the one is told to be of the other."""
        return (
            self.source == other.source
            or _fits(self.name, other.name)
            or bool(other.name and other.name <= self.about)
            or bool(self.name and self.name <= other.about)
        )


def _of_company(one: Carried, other: Carried, words: StoryWords) -> dict[str, float]:
    """Who else speaks round two statements, and in their articles."""
    found: dict[str, float] = {}
    for name, sides in (("near", (one.near, other.near)), ("cited", (one.cited, other.cited))):
        mine, theirs = ([_telling(told, words) for told in side] for side in sides)
        both = sum(any(_fits(own, told) for told in theirs) for own in mine)
        found[f"{name} alike"] = both / max(1, min(len(mine), len(theirs)))
        if (one.source is None) != (other.source is None):
            spoken, silent = (one, theirs) if one.source is not None else (other, mine)
            who = _telling(spoken.source or "", words)
            found[f"its source {name}"] = float(any(_fits(who, told) for told in silent))
    return found


def _likeness(one: Carried, other: Carried) -> float:
    """How like the sentences are, 0 to 1, by their words."""
    return max(0.0, fuzz.ratio(one.sentence.words, other.sentence.words) / 100 - 0.25) / 0.75


def _run(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The longest run of words that both have, on a scale of logarithms: 0 up to three words, 1 for a dozen."""
    longest = longest_run([one], [other])
    return min(1.5, max(0.0, math.log2(max(longest, 1) / 3) / 2))


def _beside(one: Carried, other: Carried, shared: Overlap) -> bool:
    """Whether their sentences are laid beside each other."""
    spans = {one.sentence.span, other.sentence.span}
    return any({passage.span, passage.other} == spans for passage in shared.passages)


def _of_sources(one: Carried, other: Carried, words: StoryWords) -> dict[str, float]:
    names = (_telling(one.source or "", words), _telling(other.source or "", words))
    about = (_telling(one.about, words), _telling(other.about, words))
    if not names[0] & names[1] and _same_outlet(one.source or "", other.source or ""):
        names = (names[0] | names[1],) * 2
    shared = names[0] & names[1]
    smaller = min(len(names[0]), len(names[1]))
    found = {
        "same name": float(bool(smaller) and len(shared) == smaller),
        "names overlap": len(shared) / max(1, len(names[0] | names[1])),
        "names apart": float(not shared),
    }
    bodies = (names[0] | about[0]) & (names[1] | about[1])
    found["same body"] = float(bool(bodies) and not shared)
    persons = one.kind == other.kind == "person"
    found["two persons"] = float(persons and one.named and other.named and not shared)
    found["both unnamed"] = float(not one.named and not other.named)
    found["both unnamed, names overlap"] = found["both unnamed"] * found["names overlap"]
    found["two kinds"] = float(one.kind != other.kind)
    found["outlet beside another"] = float((one.kind == "outlet") != (other.kind == "outlet"))
    official = (is_official(one, words), is_official(other, words))
    found["both official"] = float(all(official) and not shared)
    found["one official"] = float(official[0] != official[1])
    found["same words, two sources"] = _likeness(one, other)
    return found


def _same_outlet(one: str, other: str) -> bool:
    """Whether two names are those of one outlet, or one is the other's initials."""
    known = known_outlet(one), known_outlet(other)
    if known[0] is not None and known[0] == known[1]:
        return True
    short, long = sorted((without_the(one), without_the(other)), key=len)
    if not (short.isupper() and 2 <= len(short) <= 6):
        return False
    return "".join(part[0] for part in long.split() if part[0].isalpha()).upper().endswith(short)


def _fits(one: set[str], other: set[str]) -> bool:
    """Whether two names may be one: the shorter stands in the longer."""
    return bool(one) and bool(other) and (one <= other or other <= one)


def is_official(one: Carried, words: StoryWords) -> bool:
    """Whether an office speaks, by what is told of the source."""
    told = set(fold(f"{one.source or ''} {one.about}").split())
    return bool(told & words.officials)


def _telling(name: str, words: StoryWords) -> set[str]:
    """The words of a name that tell it from others."""
    parts = {
        part.strip(".,;:'’\"()") for part in fold(name).replace("’s", "").replace("'s", "").split()
    }
    return {words.alike.get(part, part) for part in parts if part} - words.untelling


def _folded(names: tuple[str, ...]) -> set[str]:
    """What names stand for, the same for all names of an outlet."""
    return {outlet_key(name) or "" for name in names}


def retells(one: Carried, other: Carried) -> bool:
    """Whether a statement is laid to the agency or outlet whose text the other's article prints."""
    whose = _folded(other.outlets) - _folded((other.outlet or "",))
    return bool(_folded((one.source or "",)) & whose - {""}) and one.article != other.article


def _relays(one: Carried, other: Carried) -> bool:
    """Whether the one has it by way of the other's outlet, or lays it to that outlet."""
    told = _folded((*one.via, one.source or ""))
    outlets = _folded((*other.outlets, *other.via))
    if other.kind == "outlet" and other.source:
        outlets |= _folded((other.source,))
    return bool((told & outlets) - {""}) and one.article != other.article
