"""What the network says of an attribution beside its spans: where else its source is named, and of what kind it is.

Each piece of the article is a key; the first piece of an attribution's cue and the pieces of its
source make a query; a softmax over the pieces within reach and "nowhere" says which of them belong to a
mention of the same source. It ranks mentions as Lee et al. 2017, *End-to-end neural coreference
resolution*, over windows encoded one by one (Joshi et al. 2019, *BERT for coreference resolution*).
A second pair of key and query says so of the outlets that carried it. From the same pieces, a linear
layer tells the values of `LABELS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.manifest import LABELS
from onrecord.errors import ModelError
from onrecord.records import Attribution, Span

__all__ = ["LINKS", "Clues", "Heads", "Pointed", "read_heads"]

Float = NDArray[np.float32]
Index = NDArray[np.int32]
Half = NDArray[np.float16]

LINKS = 7  # what a piece is to others: in this order
(
    _KEY,
    _ANCHOR,
    _SOURCE,
    _LABELLED_ANCHOR,
    _LABELLED_SOURCE,
    _CARRIER,
    _CARRIED,
) = range(LINKS)
_BEFORE, _BEHIND = 1_000, 128  # pieces before and behind an anchor within which it points


@dataclass(frozen=True, slots=True)
class Heads:
    """What turns links into clues: part of a model.

    Attributes:
        edges: of distances in pieces, in order; a distance belongs to the last edge not above it.
        biases: what each edge adds to a logit, float [2, edges]: of sources, of carriers; so the next two.
        nowhere: weights of a query in the logit of "nowhere", float [2, width].
        nowhere_bias: its bias, float [2].
        label_weights: float [values of all fields of `LABELS`, width].
        label_biases: float [values].
    """

    edges: Index
    biases: Float
    nowhere: Float
    nowhere_bias: Float
    label_weights: Float
    label_biases: Float

    @property
    def width(self) -> int:
        """Of a link."""
        return int(self.nowhere.shape[1])


def read_heads(path: Path) -> Heads:
    """Read the heads of a model.

    Raises:
        ModelError: the file is damaged, or not of this version's form.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            heads = Heads(**{name: file[name] for name in Heads.__slots__})
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{path}: no heads that can be read ({error}); reinstall onrecord"
        ) from error
    values = sum(map(len, LABELS.values()))
    if heads.label_weights.shape != (values, heads.width) or heads.biases.shape[1] != len(
        heads.edges
    ):
        raise ModelError(f"{path}: made for another version of onrecord")
    return heads


@dataclass(frozen=True, slots=True)
class Pointed:
    """What one attribution points at.

    Attributes:
        starts, ends: offsets of the pieces within reach, in order.
        shares: the probability of each, float [pieces]; what they lack to 1 is "nowhere".
    """

    starts: Index
    ends: Index
    shares: Float

    @property
    def nowhere(self) -> float:
        """The probability that no words within reach name the source."""
        return max(0.0, 1 - float(self.shares.sum()))

    def share(self, spans: Iterable[Span]) -> float:
        """The probability that the source is named in some of the spans, which do not overlap."""
        total = 0.0
        for start, end in spans:
            total += float(self.shares[_touched(self.starts, self.ends, start, end)].sum())
        return total


@dataclass(frozen=True, slots=True)
class Clues:
    """The pieces of an article, with what they are to each other.

    Attributes:
        starts, ends: offsets of the pieces, in order.
        links: float16 [pieces, LINKS, width].
        keys: of them the two that are keys, float32 [2, pieces, width].
        far: what each distance within reach adds to a logit, float [2, distances].
        going_on: logits of a piece being the first of a statement that goes on with another one's
            source, float16 [pieces].
        heads: of the model that read it.
    """

    starts: Index
    ends: Index
    links: Half
    going_on: Half
    heads: Heads
    keys: Float = field(init=False)
    far: Float = field(init=False)

    def __post_init__(self) -> None:
        keys = self.links[:, (_KEY, _CARRIER)].transpose(1, 0, 2).astype(np.float32)
        object.__setattr__(self, "keys", np.ascontiguousarray(keys))
        distances = np.arange(-_BEFORE, _BEHIND)
        edges = np.searchsorted(self.heads.edges, distances, side="right") - 1
        object.__setattr__(self, "far", self.heads.biases[:, edges])

    def goes_on(self, span: Span) -> float:
        """The probability that a stretch of the text goes on with what another source said before."""
        pieces = self._within(span)
        # A mark may be a piece of its own, and the first word the anchor.
        logit = float(self.going_on[pieces.start : min(pieces.start + 3, pieces.stop)].max())
        return 1 / (1 + float(np.exp(-logit)))

    def pointed(self, one: Attribution) -> Pointed:
        """Where else the source of an attribution is named."""
        place, own = self._anchor(one), self._source(one)
        query = self._joined(place, own, _ANCHOR, _SOURCE)
        return self._pointed(query, place, 0, but=own)

    def carried(self, one: Attribution) -> Pointed:
        """Where outlets are named that carried an attribution before the article did."""
        place = self._anchor(one)
        query = self.links[place, _CARRIED].astype(np.float32)
        return self._pointed(query, place, 1)

    def _pointed(
        self, query: Float, place: int, head: int, *, but: Sequence[slice] = ()
    ) -> Pointed:
        heads = self.heads
        low, high = max(place - _BEFORE, 0), min(place + _BEHIND, len(self.starts))
        scale = np.float32(1 / np.sqrt(len(query)))
        scores = self.keys[head, low:high] @ query * scale
        scores += self.far[head, low - place + _BEFORE : high - place + _BEFORE]
        for pieces in but:
            scores[max(pieces.start - low, 0) : max(pieces.stop - low, 0)] = -np.inf
        nowhere = float(query @ heads.nowhere[head] * scale + heads.nowhere_bias[head])
        most = max(nowhere, float(scores.max(initial=-np.inf)))
        weights = np.exp(scores - most)
        shares = weights / (weights.sum() + np.exp(nowhere - most))
        return Pointed(self.starts[low:high], self.ends[low:high], shares)

    def labels(self, one: Attribution) -> Mapping[str, Mapping[str, float]]:
        """The probabilities of the values of each field of `LABELS`."""
        state = self._joined(
            self._anchor(one), self._source(one), _LABELLED_ANCHOR, _LABELLED_SOURCE
        )
        logits = self.heads.label_weights @ np.maximum(state, 0) + self.heads.label_biases
        told: dict[str, Mapping[str, float]] = {}
        for name, values in LABELS.items():
            own, logits = logits[: len(values)], logits[len(values) :]
            weights = np.exp(own - own.max())
            told[name] = dict(zip(values, (weights / weights.sum()).tolist(), strict=True))
        return told

    def _joined(self, place: int, own: Sequence[slice], anchor: int, source: int) -> Float:
        joined: Float = self.links[place, anchor].astype(np.float32)
        if own:
            said = np.concatenate([self.links[pieces, source] for pieces in own])
            joined = joined + said.astype(np.float32).mean(axis=0)
        return joined

    def _anchor(self, one: Attribution) -> int:
        place: int = self._within((one.cue or one.content)[0]).start
        return place

    def _source(self, one: Attribution) -> list[slice]:
        return [self._within(span) for span in one.source]

    def _within(self, span: Span) -> slice:
        """The pieces that a span touches; one at least."""
        touched = _touched(self.starts, self.ends, *span)
        first = min(touched.start, len(self.starts) - 1)
        return slice(first, max(touched.stop, first + 1))


def _touched(starts: Index, ends: Index, start: int, end: int) -> slice:
    """The pieces that a stretch of the text touches, if any."""
    return slice(int(ends.searchsorted(start, side="right")), int(starts.searchsorted(end)))
