"""Pairs out of stories that were labelled: claims beside their statements, and statements beside each other.

``statements.jsonl`` has statements of articles with claims worded for them: what they say, what cannot be true with
them, and what they leave open; or with a statement of another article instead. ``units.jsonl`` has pairs of units as
`onrecord.stories.claims` pairs them, drawn at random, the likely ones more often; and pairs that readers have ``chosen``,
as conflicts or for what looks like one. The stories of
``training/stories/origins.jsonl`` that are ``read`` have claims with the rows that carry or deny them; the others are
left for `training/stories/fit.py`, whose weights need answers of a network that has not seen them. Both were labelled
by language models, one reader each, and hold no text of articles.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from pathlib import Path
from typing import Any

#: The answers of the network, as `onrecord.stories.entailment` has them (which needs more than training does).
SAME, OTHER, CONFLICT = range(3)
HERE = Path(__file__).parent
STATEMENTS = HERE / "statements.jsonl"
UNITS = HERE / "units.jsonl"
STORIES = HERE.parent / "stories/origins.jsonl"

_LABELS = {"same": SAME, "other": OTHER, "conflict": CONFLICT}
_STANCES = {"asserts": SAME, "denies": CONFLICT}
_LONGEST = 60  # words of a unit that are read
_EACH = 3  # other claims beside a row, and rows of its own claim beside it
Labelled = tuple[str, str, int]


def articles(corpora: Path) -> dict[str, str]:
    """The texts that labels point into, by the id of their article."""
    found = {}
    for name in ("ecbplus", "galaxy", "basil", "allsides"):
        for one in lines(corpora / f"stories/{name}.jsonl"):
            title = f"{one['title']}\n\n" if one.get("title") else ""
            found[one["id"]] = title + one["text"]
    return found


def kept_apart(origins: Path) -> set[str]:
    """The articles that measure, or that weights are fitted on, by their ids: nothing is learned from these."""
    told = [json.loads(path.read_text(encoding="utf-8")) for path in origins.glob("*/story.json")]
    told += [story for story in lines(STORIES) if not story.get("read")]
    return {one["corpus_ref"] for story in told for one in story["articles"]}


def statements(texts: Mapping[str, str], apart: Set[str]) -> Iterator[Labelled]:
    """Claim, statement and label of each line of ``statements.jsonl``; of two statements both ways.

    Args:
        texts: of `articles`.
        apart: the articles that are left out.
    """
    for one in lines(STATEMENTS):
        if one["article"] not in apart:
            said, label = _said(texts[one["article"]], one), _LABELS[one["label"]]
            if "beside" in one:  # either may stand in the place of the claim
                other = _said(texts[one["beside"]["article"]], one["beside"])
                yield from ((said, other, label), (other, said, label))
            else:
                yield one["claim"], said, label


def units(texts: Mapping[str, str], apart: Set[str], *, chosen: bool) -> Iterator[Labelled]:
    """The same of ``units.jsonl``, each pair both ways: of those that were ``chosen``, or of those that were drawn."""
    for pair in lines(UNITS):
        sides = [pair["one"], pair["other"]]
        if pair.get("chosen", False) is chosen and not {side["article"] for side in sides} & apart:
            one, other = (_unit(texts[side["article"]], side) for side in sides)
            label = _LABELS[pair["label"]]
            yield from ((one, other, label), (other, one, label))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def stories(texts: Mapping[str, str], rng: random.Random) -> Iterator[Labelled]:
    """The same of the stories that are to be learned from: rows beside their claims, beside others, beside each other."""
    for story in lines(STORIES):
        if story.get("read"):
            yield from _of_story(story, texts, rng)


def _of_story(
    story: Mapping[str, Any], texts: Mapping[str, str], rng: random.Random
) -> Iterator[Labelled]:
    refs = {one["id"]: one["corpus_ref"] for one in story["articles"]}
    rows = {
        claim["id"]: [
            (_said(texts[refs[row["article"]]], row), _STANCES[row["stance"]], _place(row))
            for row in claim["carried"]
            if row["stance"] in _STANCES
        ]
        for claim in story["claims"]
    }
    for claim in story["claims"]:
        own = rows[claim["id"]]
        taken = {place for _, _, place in own}
        others = [
            said
            for name, some in rows.items()
            if name != claim["id"]
            for said, _, place in some
            if place not in taken
        ]
        for said, label, _ in own:
            yield claim["claim"], said, label
        for said in rng.sample(others, min(_EACH * len(own) // 2, len(others))):
            yield claim["claim"], said, OTHER
        yield from _beside(own, rng)


def _beside(
    rows: Sequence[tuple[str, int, tuple[str, int]]], rng: random.Random
) -> Iterator[Labelled]:
    """Rows of one claim beside each other: alike in stance they say the same, else what cannot both be true."""
    pairs = [
        two for two in combinations(rows, 2) if two[0][1] == SAME or two[1][1] == SAME
    ]  # two that deny may have different reasons
    for one, other in rng.sample(pairs, min(_EACH * len(rows), len(pairs))):
        if rng.random() < 0.5:
            one, other = other, one
        yield one[0], other[0], SAME if one[1] == other[1] else CONFLICT


def _said(text: str, row: Mapping[str, Any]) -> str:
    return " ".join(text[row["start"] : row["end"]].split())


def _unit(text: str, row: Mapping[str, Any]) -> str:
    return " ".join(_said(text, row).split()[:_LONGEST])


def _place(row: Mapping[str, Any]) -> tuple[str, int]:
    return row["article"], row["start"]
