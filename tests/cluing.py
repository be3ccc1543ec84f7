"""Clues made by hand: what a network would say of a text, written down pair by pair."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.attributions import LABELS, Clues
from onrecord.attributions.clues import LINKS, Heads

__all__ = ["clues_of"]

_WIDTH = 32
_KEY, _ANCHOR, _LABELLED, _CARRIER, _CARRIED = 0, 1, 3, 5, 6
_STRONG = 12.0


def clues_of(
    text: str,
    *,
    source: Sequence[tuple[str, str]] = (),
    carrier: Sequence[tuple[str, str]] = (),
    labels: Mapping[str, tuple[str, str]] | None = None,
    goes_on: Sequence[str] = (),
) -> Clues:
    """Clues of a text whose words are its pieces.

    Args:
        text: of the article; words are named in what follows by their first place in it.
        source: cues, each with the words that name its source.
        carrier: cues, each with the words that name who carried it.
        labels: cues, each with a field and the value that is sure.
        goes_on: words with which a statement begins that goes on with another.
    """
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    starts = np.array([start for start, _ in words], dtype=np.int32)
    ends = np.array([end for _, end in words], dtype=np.int32)
    links = np.zeros((len(words), LINKS, _WIDTH), dtype=np.float16)
    values = sum(map(len, LABELS.values()))
    weights = np.zeros((values, _WIDTH), dtype=np.float32)

    def pieces(said: str) -> np.ndarray:
        place = text.index(said)
        return np.flatnonzero((ends > place) & (starts < place + len(said)))

    number = 0
    for pairs, query, key in ((source, _ANCHOR, _KEY), (carrier, _CARRIED, _CARRIER)):
        for cue, named in pairs:
            links[pieces(cue)[0], query, number] = _STRONG
            links[pieces(named), key, number] = _STRONG
            number += 1
    for cue, (field, value) in (labels or {}).items():
        before = sum(len(LABELS[name]) for name in list(LABELS)[: list(LABELS).index(field)])
        links[pieces(cue)[0], _LABELLED, number] = 1.0
        weights[before + LABELS[field].index(value), number] = _STRONG
        number += 1
    going_on = np.full(len(words), -_STRONG, dtype=np.float16)
    for said in goes_on:
        going_on[pieces(said)[0]] = _STRONG
    heads = Heads(
        edges=np.array([-2047], dtype=np.int32),
        biases=np.zeros((2, 1), dtype=np.float32),
        nowhere=np.zeros((2, _WIDTH), dtype=np.float32),
        nowhere_bias=np.full(2, 5.0, dtype=np.float32),
        label_weights=weights,
        label_biases=np.zeros(values, dtype=np.float32),
    )
    return Clues(starts, ends, links, going_on, heads)
