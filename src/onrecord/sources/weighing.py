"""The rules' answers weighed against what the network says of the same attributions.

The rules know words, the network the rest of the sentence. Each has its say where it is sure: the rules
where a word decides, the network where its probability is high. How high was chosen on dev sets, and between which
kinds, on 217 articles of ``training/further.jsonl`` that the network had not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from onrecord.records import Act, SourceKind

__all__ = ["Labels", "act_of_both", "is_of_nobody", "kind_of_both", "mean"]

#: Probabilities of a field's values.
Shares: TypeAlias = Mapping[str, float]
#: Those of each field of `LABELS`.
Labels: TypeAlias = Mapping[str, Shares]

_SURE_OF_ACT = 0.5
_SURE_OF_NOBODY = 0.7
_SURE_OF_KIND = 0.6  # where the rules have an answer
_SURE_OF_PERSON = 0.85  # where they have a body
_TOLD_BY_NOUNS = ("people", "document")  # which a noun tells, or nothing does
_TOLD_APART = ("organisation", "people")  # what words tell from a body or outlet
_SURE_OF_OPEN_KIND = 0.4  # where they have none


def act_of_both(told: Act, shares: Shares) -> Act:
    """What the source does; what a word or a mark of the statement tells, no probability takes back."""
    if told != "says":
        return told
    best = max(shares, key=shares.__getitem__)
    return cast(Act, best) if shares[best] >= _SURE_OF_ACT else told


def kind_of_both(told: SourceKind | None, shares: Shares) -> SourceKind | None:
    """Of what kind a source is: by the mean over its attributions."""
    if told == "author":
        return told
    known = {kind: share for kind, share in shares.items() if kind not in ("none", "author")}
    best = max(known, key=known.__getitem__)
    return cast(SourceKind, best) if known[best] >= _enough(told, best) else told


def _enough(told: SourceKind | None, best: str) -> float:
    """How probable a kind must be that is not the one that words tell."""
    if told is None:
        return _SURE_OF_OPEN_KIND
    if told in _TOLD_BY_NOUNS or (told in ("organisation", "outlet") and best in _TOLD_APART):
        return 1.0
    return _SURE_OF_PERSON if (told, best) == ("organisation", "person") else _SURE_OF_KIND


def is_of_nobody(shares: Shares) -> bool:
    """Whether a statement's source is none: "criticism" in "under criticism"."""
    return shares["none"] >= _SURE_OF_NOBODY


def mean(shares: Sequence[Shares]) -> Shares:
    """The mean of the probabilities of a field's values; of one statement at least."""
    return {value: sum(one[value] for one in shares) / len(shares) for value in shares[0]}
