"""Learn the weights of `onrecord.stories` from labelled stories and pairs of articles.

    python training/stories/fit.py --corpora ../shared/corpora [--readings build/readings] [--write]

Labels, by a language model, one reader each, none of them of the articles of ``corpora/origins``:

- ``origins.jsonl``: 55 stories of ECB+, galaxy and BASIL in the form of ``corpora/origins``, without their texts. 31 were
  ``chosen`` for their denials, so that what is usual does not show in those, and from 16 of them, ``read``, the network
  of claims learned. What has no part in it is fitted on all (one origin or two), what has on the other 39 (which origins
  are uncertain), and denials on the 24 that were not chosen.
- ``claims/units.jsonl``: pairs of units; those of the 39 stories that the network has not read tell what bears on one
  claim.
- ``copies.jsonl``: 158 pairs of articles.

The regressions are those of scikit-learn. Without ``--write`` it tells what the weights reach over stories that are
held back.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.languages import story_words
from onrecord.page import Page
from onrecord.pipeline import Settings, attribute, read
from onrecord.records import Reading, Span
from onrecord.stories.claims import paired, together
from onrecord.stories.derivation import Shingles, derivations, linked, signs
from onrecord.stories.entailment import MODEL, SAME, Entailment, load
from onrecord.stories.origins import doubts
from onrecord.stories.passages import overlap
from onrecord.stories.same_origin import Company, clues
from onrecord.stories.stances import attribution_at, beside_each_other
from onrecord.stories.stances import signs as denial_signs
from onrecord.stories.texts import Text
from onrecord.stories.units import Unit, units
from onrecord.stories.voices import Voices

HERE = Path(__file__).parent
UNITS = HERE.parent / "claims/units.jsonl"
TARGET = HERE.parents[1] / "src/onrecord/stories/weights.json"
#: Chosen on corpora/origins, DENIED on it and the 39 stories together, ONE_CLAIM on these alone; COPIED over the pairs, cross-validated.
TOGETHER, COPIED, ONE_CLAIM, DENIED = 0.45, 0.45, 0.18, 0.22


@dataclass(frozen=True)
class Example:
    story: str
    held: Mapping[str, float]
    label: bool
    weight: float = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--readings", type=Path, default=Path("build/readings"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--write", action="store_true")
    o = parser.parse_args()
    o.readings.mkdir(parents=True, exist_ok=True)
    articles = {
        one["id"]: one
        for name in ("ecbplus", "galaxy", "basil")
        for one in _lines(o.corpora / f"stories/{name}.jsonl")
    }
    stories = list(_lines(HERE / "origins.jsonl"))
    unread = [one for one in stories if not one.get("read")]
    usual = [one for one in unread if not one.get("chosen")]
    read_pairs = load(o.model)
    same, uncertain = [], []
    for story in stories:
        of_story = _story(story, articles, o.readings, read_pairs)
        same += of_story[0]
        uncertain += of_story[1] if not story.get("read") else []
    dependent = list(_copies(articles))
    labelled = list(_lines(UNITS))
    claim = [
        one
        for story in unread
        for one in _claims(story, labelled, articles, o.readings, read_pairs)
    ]
    stance = [one for story in usual for one in _stances(story, articles, o.readings, read_pairs)]
    fitted = {}
    for name, examples in (
        ("same_origin", same),
        ("uncertain", uncertain),
        ("dependent", dependent),
        ("claim", claim),
        ("stance", stance),
    ):
        print(f"{name}: {len(examples)} examples, held back by story: {_held_back(examples)}")
        fitted[name] = _fit(examples)
    if o.write:
        values = {
            "how": "training/stories/fit.py",
            **fitted,
            "together": TOGETHER,
            "copied": COPIED,
            "one_claim": ONE_CLAIM,
            "denied": DENIED,
        }
        TARGET.write_text(json.dumps(values, indent=1) + "\n")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def text_of(one: Mapping[str, Any]) -> str:
    return f"{one['title']}\n\n{one['text']}" if one.get("title") else one["text"]


def _reading(one: Mapping[str, Any], told: Mapping[str, Any], folder: Path) -> Reading:
    path = folder / f"{one['id']}.json"
    if not path.is_file():
        page = Page(text_of(one), kind="raw", url=told.get("url"), outlet=told.get("outlet"))
        path.write_text(attribute(read(page), Settings(force=True)).to_json())
    return Reading.from_json(path.read_text())


def _story(
    story: Mapping[str, Any], articles: Mapping[str, Any], folder: Path, read_pairs: Entailment
) -> tuple[list[Example], list[Example]]:
    told = story["articles"]
    texts = [Text(_reading(articles[one["corpus_ref"]], one, folder)) for one in told]
    number = {one["id"]: place for place, one in enumerate(told)}
    words = story_words("en")
    links = linked(texts)
    voices = Voices(texts, words, [one.whose for one in derivations(texts, links)])
    same: list[Example] = []
    uncertain: list[Example] = []
    pairs = sum(
        len(claim["carried"]) * (len(claim["carried"]) - 1) // 2 for claim in story["claims"]
    )
    for claim in story["claims"]:
        carried = claim["carried"]
        said = [_said(texts[number[row["article"]]], row) for row in carried]
        answers = read_pairs([(claim["claim"], one) for one in said])
        rows = [
            voices.carried(
                number[row["article"]], Span(row["start"], row["end"]), source=row["source"], terms=row["terms"],
                via=tuple(row["via"]), stance=row["stance"], said=float(answer[SAME]),
            )
            for row, answer in zip(carried, answers, strict=True)
        ]  # fmt: skip
        company = Company(rows, words)
        for one, other in combinations(range(len(rows)), 2):
            if rows[one].article == rows[other].article:
                continue  # of an origin the labels have one row an article: these would all be others
            shared = links.shared(rows[one].article, rows[other].article)
            held = clues(rows[one], rows[other], shared, words) | company.clues(one, other)
            label = carried[one]["origin"] == carried[other]["origin"]
            same.append(Example(story["story"], held, label, pairs**-0.5))
        of: dict[str, list[Any]] = {}
        for row, gold in zip(rows, carried, strict=True):
            if gold["stance"] == "asserts":
                of.setdefault(gold["origin"], []).append(row)
        doubted = {one["id"]: bool(one.get("uncertain")) for one in claim["origins"]}
        for origin, own in of.items():
            others = [rows for name, rows in of.items() if name != origin]
            uncertain.append(Example(story["story"], doubts(own, others, words), doubted[origin]))
    return same, uncertain


def _claims(
    story: Mapping[str, Any], labelled: Sequence[Mapping[str, Any]], articles: Mapping[str, Any],
    folder: Path, read_pairs: Entailment,
) -> Iterator[Example]:  # fmt: skip
    """Pairs of units that were labelled: do both bear on one claim? What denies another does."""
    told = story["articles"]
    texts = [Text(_reading(articles[one["corpus_ref"]], one, folder)) for one in told]
    number = {one["corpus_ref"]: place for place, one in enumerate(told)}
    every = [
        unit for place, text in enumerate(texts) for unit in units(place, text, story_words("en"))
    ]
    pairs = paired(every, read_pairs)
    for line in labelled:
        if all(line[side]["article"] in number for side in ("one", "other")):
            places = [
                _unit_at(every, number[line[side]["article"]], line[side])
                for side in ("one", "other")
            ]
            if None not in places and (pair := pairs.get(tuple(sorted(places)))) is not None:
                yield Example(story["story"], together(pair), line["label"] != "other")


def _unit_at(every: Sequence[Unit], article: int, row: Mapping[str, Any]) -> int | None:
    """The number of the unit that has most of a stretch, and that has most of itself there."""
    for place, unit in enumerate(every):
        common = min(unit.span.end, row["end"]) - max(unit.span.start, row["start"])
        if unit.article == article and common > 0.5 * max(
            unit.span.end - unit.span.start, row["end"] - row["start"]
        ):
            return place
    return None


def _stances(
    story: Mapping[str, Any], articles: Mapping[str, Any], folder: Path, read_pairs: Entailment
) -> Iterator[Example]:
    told = {
        one["id"]: Text(_reading(articles[one["corpus_ref"]], one, folder))
        for one in story["articles"]
    }
    for claim in story["claims"]:
        rows = [row for row in claim["carried"] if row["stance"] != "reports_without_answer"]
        said = [_said(told[row["article"]], row) for row in rows]
        answers = read_pairs([(claim["claim"], one) for one in said])
        beside = beside_each_other(said, read_pairs)
        for row, words, answer, others in zip(rows, said, answers, beside, strict=True):
            one = attribution_at(told[row["article"]], Span(row["start"], row["end"]))
            held = denial_signs(claim["claim"], words, one, answer, story_words("en"), others)
            yield Example(story["story"], held, row["stance"] == "denies")


def _said(text: Text, row: Mapping[str, Any]) -> str:
    """The words of a row."""
    return " ".join(text.article.text[row["start"] : row["end"]].split())


def _copies(articles: Mapping[str, Any]) -> Iterator[Example]:
    for number, pair in enumerate(_lines(HERE / "copies.jsonl")):
        texts = [
            Text(Reading(read(Page(text_of(articles[pair[side]]), kind="raw")), ()))
            for side in ("a", "b")
        ]
        held = signs(*texts, overlap(*texts), *map(Shingles.of, texts))
        yield Example(str(number % 20), held, pair["kind"] != "independent")


def _arrays(examples: Sequence[Example]) -> tuple[list[str], Any, Any, Any]:
    names = sorted({name for one in examples for name in one.held} - {"bias"})
    held = np.array([[one.held.get(name, 0.0) for name in names] for one in examples])
    weight = np.array([one.weight for one in examples])
    return (
        names,
        held,
        np.array([one.label for one in examples]),
        weight * len(weight) / weight.sum(),
    )


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    names, held, labels, weight = _arrays(examples)
    model = LogisticRegression(C=1.0, max_iter=5_000).fit(held, labels, sample_weight=weight)
    told = dict(zip(names, model.coef_[0], strict=True))
    return {"bias": round(float(model.intercept_[0]), 4)} | {
        name: round(float(value), 4) for name, value in told.items()
    }


def _held_back(examples: Sequence[Example]) -> str:
    stories = sorted({one.story for one in examples})
    random.Random(0).shuffle(stories)
    right = found = wrong = missed = 0
    for part in range(8):
        apart = set(stories[part::8])
        names, held, labels, weight = _arrays([one for one in examples if one.story not in apart])
        model = LogisticRegression(C=1.0, max_iter=5_000).fit(held, labels, sample_weight=weight)
        for one in examples:
            if one.story in apart:
                told = bool(model.predict([[one.held.get(name, 0.0) for name in names]])[0])
                right += told == one.label
                found += told and one.label
                wrong += told and not one.label
                missed += one.label and not told
    return f"{100 * right / len(examples):.1f} % right, F1 {200 * found / (2 * found + wrong + missed):.1f}"


if __name__ == "__main__":
    main()
