"""The network of a story as SVG: people and bodies on a circle, a line for each two of whom one speaks of the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.stories._model import Edge, Story
from onrecord.stories.wording import WAYS

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["drawing"]

_MOST = 24  # names that are drawn, those of whom most is said
_WIDTH = 960
_LEAST = 3  # lines from which a drawing tells more than a list
_LONGEST = 34  # code points of a name that is drawn

Point = tuple[float, float]


def drawing(story: Story) -> Markup | None:
    """The drawing; None where so few speak of each other that a sentence tells it."""
    from markupsafe import Markup

    weight: Counter[str] = Counter()
    for edge in story.network:
        for name in (edge.source, edge.target):
            weight[name] += len(edge.places)
    names = sorted(weight, key=lambda name: (-weight[name], name))[:_MOST]
    if len(names) < 3 or len(story.network) < _LEAST:
        return None
    height = min(480, 60 + 40 * len(names))
    at = {name: _on_circle(place / len(names), height) for place, name in enumerate(names)}
    head = Markup(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="who speaks about whom">'
    )
    lines = [
        _line(edge, at, height) for edge in story.network if edge.source in at and edge.target in at
    ]
    marks = [_mark(name, point, weight[name]) for name, point in at.items()]
    return Markup("").join([head.format(_WIDTH, height), *lines, *marks, Markup("</svg>")])


def _on_circle(turn: float, height: float) -> Point:
    angle = 2 * math.pi * turn
    return (
        _WIDTH / 2 + 0.24 * _WIDTH * math.cos(angle),
        height / 2 + 0.4 * height * math.sin(angle),
    )


def _line(edge: Edge, at: Mapping[str, Point], height: float) -> Markup:
    from markupsafe import Markup

    (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
    bent = (x1 + x2 + _WIDTH / 2) / 3, (y1 + y2 + height / 2) / 3
    line = Markup(
        '<path class="{}" stroke-width="{}" d="M{:.0f} {:.0f}Q{:.0f} {:.0f} {:.0f} {:.0f}">'
        "<title>{}</title></path>"
    )
    told = f"{edge.source} {WAYS[edge.how]} {edge.target}"
    return line.format(edge.how, min(5, len(edge.places)), x1, y1, *bent, x2, y2, told)


def _mark(name: str, at: Point, weight: int) -> Markup:
    from markupsafe import Markup

    x, y = at
    side = 0 if abs(x - _WIDTH / 2) <= 10 else -1 if x < _WIDTH / 2 else 1
    anchor = ("end", "middle", "start")[side + 1]
    mark = Markup(
        '<circle cx="{:.0f}" cy="{:.0f}" r="{}"/>'
        '<text x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>'
    )
    return mark.format(x, y, min(12, 4 + weight), x + 9 * side, y + 4, anchor, _cut(name))


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
