"""What a statement does to a claim: asserts it, denies it, or tells that nobody would say.

Acts decide first: whoever is said to deny what the claim says, denies it; whoever would not answer adds nothing. Then
the network tells whether both can be true; its word, the act and the words that say no are weighed (`signs`; learned,
``training/stories``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from statistics import fmean
from typing import TypeAlias

from onrecord.archive.fulltext import fold, says_no, stem
from onrecord.languages import StoryWords
from onrecord.records import Attribution, Span
from onrecord.stories._model import Stance
from onrecord.stories.entailment import CONFLICT, SAME, Float, Reads
from onrecord.stories.quantities import contradict, quantities
from onrecord.stories.texts import Text
from onrecord.stories.weights import probability, weights

__all__ = ["Beside", "attribution_at", "beside_each_other", "signs", "stance"]

#: Of a statement beside others of its claim: the probabilities that they say the same, and that both cannot be true.
Beside: TypeAlias = Sequence[tuple[float, float]]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ABOUT_IT = 0.2  # share of a claim's words that who denies it says
_BY_ACT = 0.9  # probability that who is said to deny it denies it
_UNKNOWN = 0.5  # conflict with the others, where there are none
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def attribution_at(text: Text, span: Span) -> Attribution | None:
    """The attribution whose content, or else whose words, have most of a stretch; of as many a nested one."""
    best: tuple[int, int, Attribution] | None = None
    for one in text.reading:
        content = sum(_common(span, piece) for piece in one.content)
        held = content or sum(_common(span, piece) for piece in one.spans) // 2
        depth = one.parent is not None
        if held and (best is None or (held, depth) > best[:2]):
            best = held, depth, one
    return best[2] if best is not None else None


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def beside_each_other(said: Sequence[str], read: Reads) -> list[Beside]:
    """The statements of a claim beside each other, both ways, as the network reads them."""
    pairs = list(permutations(range(len(said)), 2))
    found: list[list[tuple[float, float]]] = [[] for _ in said]
    answers = read([(said[one], said[other]) for one, other in pairs])
    for pair, answer in zip(pairs, answers, strict=True):
        for place in pair:
            found[place].append((float(answer[SAME]), float(answer[CONFLICT])))
    return list(found)


def _against(same: float, conflict: float) -> float:
    """How probable it is that both cannot be true, of two that are of one thing."""
    return conflict / max(1e-6, conflict + same)


def signs(
    claim: str,
    said: str,
    one: Attribution | None,
    read: Float,
    words: StoryWords,
    beside: Beside = (),
) -> Mapping[str, float]:
    """What tells that a statement denies a claim.

    Args:
        claim: in words.
        said: the statement.
        one: the attribution that it is the content of.
        read: the network's answers of the two.
        words: of their language.
        beside: of the claim's other statements, what the network says of them and this one.
    """
    denied = float(one is not None and one.act == "denies")
    told, said_words = set(_WORD.findall(fold(claim))), set(_WORD.findall(fold(said)))
    told_stems, said_stems = _stems(told, words), _stems(said_words, words)
    negated = float(_says_no(claim, words) != _says_no(said, words))
    refuted = float(bool(said_words & words.denials) and not told & words.denials)
    shared = len(told_stems & said_stems) / max(1, len(told_stems))
    return {
        "bias": 1.0,
        "conflict": float(read[CONFLICT]),
        "same": float(read[SAME]),
        "conflict, not same": _against(float(read[SAME]), float(read[CONFLICT])),
        "conflict with others": fmean(_against(*told) for told in beside) if beside else _UNKNOWN,
        "denies": denied,
        "denies, claim denied": denied * float(_says_no(claim, words)),
        "one says no": negated,
        "one says no, shared words": negated * shared,
        "word of denial": refuted,
        "word of denial, shared words": refuted * shared,
        "other numbers": float(_differ(_NUMBER.findall(claim), _NUMBER.findall(said))) * shared,
        "other number of the same": float(
            contradict(quantities(claim, words), quantities(said, words))
        ),
        "other days": float(_differ(told & words.days, said_words & words.days)),
        "shared words": shared,
    }


def _stems(told: Iterable[str], words: StoryWords) -> frozenset[str]:
    """The stems of words that tell something."""
    return frozenset(stem(word, words.language) for word in told if word not in words.empty)


def _differ(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether both have some, and none in common."""
    one, other = set(mine), set(theirs)
    return bool(one and other) and not one & other


def _tells_nothing(claim: str, said: str, one: Attribution | None, words: StoryWords) -> bool:
    """Whether nobody would answer, or a statement tells that what a claim says is not known."""
    if one is not None and one.act in ("no_answer", "denies"):
        return one.act == "no_answer"
    unanswered = words.unanswered
    return bool(unanswered and unanswered.search(said) and not unanswered.search(claim))


def _says_no(said: str, words: StoryWords) -> bool:
    """Whether an odd number of words says no."""
    return says_no(fold(said), words.negations | words.denials)


def stance(
    claim: str,
    said: str,
    one: Attribution | None,
    read: Float,
    words: StoryWords,
    beside: Beside = (),
) -> tuple[Stance, float]:
    """What a statement does to a claim by itself, and the probability that it denies it; see `signs`.

    What its source says elsewhere of the same claim may tell otherwise: `onrecord.stories.origins.settled`.
    """
    if _tells_nothing(claim, said, one, words):
        return "reports_without_answer", 0.0
    held = signs(claim, said, one, read, words, beside)
    denies = probability(held, weights().stance)
    if held["denies"] and held["shared words"] >= _ABOUT_IT:
        # Who denies what cannot be true with a claim that says no itself stands by the claim.
        opposite = held["conflict, not same"] if _says_no(claim, words) else 0.0
        denies = _BY_ACT * (1 - opposite) + (1 - _BY_ACT) * opposite
    return ("denies" if denies >= weights().denied else "asserts"), denies
