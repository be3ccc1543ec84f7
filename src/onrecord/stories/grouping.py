"""Articles → stories, as they arrive.

Average linkage over how alike articles are, done anew where a new article belongs and nowhere else: the stories that
it is near are taken apart and put together again, so that what comes late can still bring two together, or part
them. A story that is very large is not taken apart any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.stories.linkage import grouped

__all__ = ["CANDIDATES", "KEPT", "PARTED", "TOGETHER", "WINDOW", "Stream", "placed"]

#: How alike the articles of two groups are on the average that are one story; chosen on ECB+, galaxy and BASIL.
TOGETHER = 0.21
#: How alike two articles are, at least, that is kept.
KEPT = 0.05
#: Days between two articles that may be of one story.
WINDOW = 21
#: Articles that a new one is laid beside.
CANDIDATES = 120
#: In the place of how alike two articles are that an editor has parted.
PARTED = -1.0
_NEAR = 0.12  # of an article to one of a story, from which the story is looked at again
_LARGE = 120  # articles that are put together anew


def placed(
    new: int,
    near: Mapping[int, float],
    story_of: Mapping[int, int],
    members: Mapping[int, Sequence[int]],
    between: Mapping[tuple[int, int], float],
    least: float = TOGETHER,
) -> list[list[int]]:
    """Where a new article belongs: the stories that it touches, anew.

    Args:
        new: its number.
        near: how alike others are to it.
        story_of: of each of these its story.
        members: of each of these stories its articles.
        between: how alike articles of these stories are to each other, by number, the smaller first; `PARTED` of
            those that are never in one story.
        least: how alike groups are that are one story.
    """
    touched = _touched(near, story_of)
    if not touched:
        return [[new]]
    every = sorted({article for story in touched for article in members[story]})
    if len(every) >= _LARGE:
        return _nearest(new, near, touched, members, least)
    every.append(new)
    place = {article: number for number, article in enumerate(every)}
    likely = {
        (place[one], place[other]): told
        for (one, other), told in between.items()
        if one in place and other in place
    }
    likely |= {(place[other], place[new]): told for other, told in near.items() if other in place}
    ordered = {(min(pair), max(pair)): told for pair, told in likely.items()}
    parted = {pair for pair, told in ordered.items() if told == PARTED}
    groups = grouped(len(every), ordered, least, parted)
    return [[every[number] for number in group] for group in groups]


def _touched(near: Mapping[int, float], story_of: Mapping[int, int]) -> set[int]:
    """The stories that an article may belong to."""
    return {story_of[other] for other, told in near.items() if told >= _NEAR and other in story_of}


def _nearest(
    new: int,
    near: Mapping[int, float],
    touched: Iterable[int],
    members: Mapping[int, Sequence[int]],
    least: float,
) -> list[list[int]]:
    """The new article put to the story it is nearest to on the average, or by itself.

    It was laid beside `CANDIDATES` articles at most, so the average is of no more of a story's.
    """
    mean = {
        story: sum(near.get(one, 0.0) for one in members[story])
        / min(len(members[story]), CANDIDATES)
        for story in touched
    }
    best = max(sorted(mean), key=lambda story: mean[story])
    if mean[best] < least:
        return [[new]]
    return [[*members[best], new]]


@dataclass(slots=True)
class Stream:
    """Stories of articles that arrive one after the other, in memory.

    Attributes:
        stories: articles by the number of their story, which is that of its first article.
        story_of: of each article its story.
        before: of each article those before it that it is like, where that is worth keeping, and how much.
    """

    stories: dict[int, list[int]] = field(default_factory=dict)
    story_of: dict[int, int] = field(default_factory=dict)
    before: dict[int, dict[int, float]] = field(default_factory=dict)

    def put(self, new: int, near: Mapping[int, float], least: float = TOGETHER) -> list[list[int]]:
        """Put an article where it belongs.

        Args:
            new: its number, greater than all before.
            near: how alike others are to it.
            least: see `placed`.

        Returns:
            the stories that it touched, as they are now.
        """
        members = [one for story in _touched(near, self.story_of) for one in self.stories[story]]
        between = {
            (other, one): told
            for one in members[:_LARGE]  # of more nothing is put together anew
            for other, told in self.before[one].items()
        }
        groups = placed(new, near, self.story_of, self.stories, between, least)
        self.before[new] = {other: told for other, told in near.items() if told >= KEPT}
        for article in (article for group in groups for article in group):
            old = self.story_of.pop(article, None)
            if old is not None:
                self.stories.pop(old, None)
        for group in groups:
            self.stories[group[0]] = group
            self.story_of |= dict.fromkeys(group, group[0])
        return groups
