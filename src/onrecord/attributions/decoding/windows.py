"""Which stretches of an article the network reads at a time.

The network reads at most ``window.body`` word pieces at a time. A statement is best judged in a window that
holds its whole paragraph, so a window holds as many whole paragraphs as fit, and a little of what
stands before them. Paragraphs longer than a window are read in windows that overlap.

Windows so differ in length. Each is read by itself: on a processor a run of one window of its own
length is as fast, piece for piece, as a run of eight, and pays for no padding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.encoding import Pieces
from onrecord.attributions.manifest import Window

__all__ = ["Frame", "plan"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of an article.

    Attributes:
        start, end: the pieces that it holds, ``[start, end)``.
        low, high: the pieces among them that it answers for.
    """

    start: int
    end: int
    low: int
    high: int


def plan(pieces: Pieces, window: Window) -> list[Frame]:
    """Cut an article into windows of at most ``window.body`` pieces that answer for all of it, in order."""
    body = window.body
    total = len(pieces)
    breaks = np.flatnonzero(pieces.breaks)
    overlap, context = min(window.overlap, body // 3), min(window.context, body // 8)
    frames: list[Frame] = []
    low, before = 0, 0
    while low < total:
        start = max(low - before, 0)
        if start + body >= total:
            frames.append(Frame(start, total, low, total))
            break
        high = _last_break(breaks, start + body)
        if high <= low and before:
            # The paragraph may fit, if less of what stands before it is read.
            high = total if low + body >= total else _last_break(breaks, low + body)
        if high > low:
            frames.append(Frame(max(start, high - body), high, low, high))
            low, before = high, context
        else:  # a paragraph that no window holds
            end = start + body
            frames.append(Frame(start, end, low, end - overlap))
            low, before = end - overlap, overlap
    return frames


def _last_break(breaks: NDArray[np.intp], end: int) -> int:
    """The last paragraph's beginning up to a place; 0 where there is none."""
    place = int(np.searchsorted(breaks, end, side="right")) - 1
    return int(breaks[place]) if place >= 0 else 0
