"""Pairs of units of stories that nothing measures on, as they are paired, for a teacher to answer.

    python training/claims/unlabelled.py --corpora ../shared/corpora -o build/unlabelled.jsonl

Of all stories of ECB+, galaxy and BASIL that have three articles, and of as many of AllSides as are asked for, none of whose
articles measures or fits weights (`labelled.kept_apart`): each as `pairs` writes them, without a task.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import labelled

from onrecord.languages import story_words
from onrecord.page import Page
from onrecord.pipeline import Settings, attribute, read
from onrecord.stories.claims import candidates
from onrecord.stories.texts import Text
from onrecord.stories.units import units

_ARTICLES = 7  # of a story, at most
_LONGEST = 1_500  # words of an article
_WORDS = 60  # of a unit that are read
_UNTOLD = {"set": "unlabelled", "task": "", "label": 0}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--allsides", type=int, default=150, help="stories of it")
    parser.add_argument("--each", type=int, default=220, help="pairs of a story, at most")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("-o", "--output", type=Path, required=True)
    o = parser.parse_args()
    rng = random.Random(o.seed)
    seen: set[tuple[str, str]] = set()
    texts = labelled.articles(o.corpora)
    with o.output.open("w", encoding="utf-8") as out:
        for story in _stories(o.corpora, o.allsides, rng):
            for one, other in _pairs([texts[id_] for id_ in story], o.each, rng):
                if (one, other) not in seen:
                    seen.add((one, other))
                    row = {"claim": one, "statement": other, **_UNTOLD}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(seen)} pairs")


def _stories(corpora: Path, allsides: int, rng: random.Random) -> Iterator[list[str]]:
    """The ids of their articles."""
    apart = labelled.kept_apart(corpora / "origins")
    for name in ("ecbplus", "galaxy", "basil", "allsides"):
        held: dict[str, list[str]] = defaultdict(list)
        for one in labelled.lines(corpora / f"stories/{name}.jsonl"):
            held[one["story"]].append(one["id"])
        kept = [own for own in held.values() if len(own) > 2 and apart.isdisjoint(own)]
        rng.shuffle(kept)
        yield from kept[:allsides] if name == "allsides" else kept


def _pairs(story: Sequence[str], each: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Pairs of units of a story, by the texts of its articles."""
    texts = [
        Text(attribute(read(Page(told, kind="raw")), Settings(force=True)))
        for told in rng.sample(story, min(_ARTICLES, len(story)))
        if len(told.split()) <= _LONGEST
    ]
    words = story_words("en")
    held = [unit for number, text in enumerate(texts) for unit in units(number, text, words)]
    told = list(candidates(held))
    for pair in rng.sample(told, min(each, len(told))):
        one, other = (" ".join(held[place].words.split()[:_WORDS]) for place in pair)
        yield (one, other) if rng.random() < 0.5 else (other, one)


if __name__ == "__main__":
    main()
