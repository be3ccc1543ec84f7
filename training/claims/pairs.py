"""Pairs of a claim and a statement, from public sets and from edits of news sentences, as one file.

    python training/claims/pairs.py --corpora ../shared/corpora --sets build/sets -o build/pairs.jsonl

Each line: ``claim``, ``statement``, ``task`` and ``label``. Tasks: ``claim``: 0 the statement says what the claim
says, 1 it does not, 2 both cannot be true; ``stance`` (Emergent): 0 for, 1 observing, 2 against; ``strengthens``
and ``weakens`` (ClaimDiff): 0 or 1. Of labelled stories also ``one_claim``: 1 both bear on one claim, else 0.

``--sets`` holds files of public repositories, none of which is part of this project; what is absent is left out:

=====================  ==============================================================================
``vitaminc.jsonl``     VitaminC, real revisions (Schuster et al. 2021; CC BY-SA 3.0)
``esnli_*``            development and test part of SNLI (Bowman et al. 2015) as e-SNLI splits it
``breaking.jsonl``     Breaking NLI (Glockner et al. 2018)
``rte.tsv``            RTE of GLUE, its training part
``mrpc.tsv``           Microsoft Research Paraphrase Corpus, its training part (news)
``sts_*``              SemEval STS 2012 to 2016, headlines and news (Agirre et al.)
``healthver*.csv``     HealthVer (Sarrouti et al. 2021), development and test part
``covidfact.tsv``      COVID-Fact (Saakyan et al. 2021), its training part
``fever_*``            FEVER (Thorne et al. 2018), development part as COVID-Fact pairs it: supported or refuted
``climate-fever.jsonl``  Climate-FEVER (Diggelmann et al. 2020)
``sick.txt``           SICK (Marelli et al. 2014)
=====================  ==============================================================================

Held back for `benchmarks/stories.py claims`: every fifth topic of ClaimDiff and every fifth claim of Emergent, by
digest (`held_back`).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import labelled
from labelled import CONFLICT, OTHER, SAME

Pair = dict[str, object]

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve dozens hundreds thousands".split()
)
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|can|could|should|has|have|had|did|does|may|must)\b(?! not|n['’]t)"
)
_NO = re.compile(
    r"\b(is|are|was|were|will|would|could|should|has|have|had|did|does) not\b|\b(\w+)n['’]t\b"
)
_OPPOSITE = dict(
    part.split(":")
    for part in "rose:fell fell:rose increased:decreased decreased:increased won:lost lost:won before:after after:before "
    "confirmed:denied denied:confirmed accepted:rejected rejected:accepted more:fewer fewer:more higher:lower "
    "lower:higher guilty:innocent alive:dead supports:opposes opposes:supports approved:rejected survived:died "
    "released:detained arrested:released first:second opened:closed closed:opened allowed:banned banned:allowed "
    "agreed:refused refused:agreed began:ended ended:began joined:left succeeded:failed failed:succeeded".split()
)
_VERDICTS = {"SUPPORTS": SAME, "NOT_ENOUGH_INFO": OTHER, "REFUTES": CONFLICT}
_LONGEST = 600  # characters of evidence
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    rng = random.Random(o.seed)
    made = [*public(o.sets, rng), *corpora(o.corpora, rng), *stories(o.corpora, rng)]
    rng.shuffle(made)
    with o.output.open("w", encoding="utf-8") as out:
        for one in made:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    counts: dict[tuple[object, ...], int] = {}
    for one in made:
        key = one["set"], one["task"], one["label"]
        counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts, key=str):
        print(*key, counts[key])


def pair(name: str, claim: str, statement: str, label: int, task: str = "claim") -> Pair:
    told = (_plain(claim), _plain(statement))
    return {"set": name, "task": task, "claim": told[0], "statement": told[1], "label": label}


def _plain(words: str) -> str:
    """Words of a tokenised set as they are written."""
    words = re.sub(r"-LRB-", "(", re.sub(r"-RRB-", ")", words))
    words = re.sub(r"\s+([.,;:!?%)\]’'])", r"\1", words.replace("``", "“").replace("''", "”"))
    words = re.sub(r"([(\[$£€])\s+", r"\1", words)
    return " ".join(words.split())[:1_200]


def held_back(key: str) -> bool:
    """Whether a topic or claim is one that measures."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


# -- public sets ------------------------------------------------------------------------------------------------


def public(folder: Path, rng: random.Random) -> Iterator[Pair]:
    for one in _lines(folder / "vitaminc.jsonl"):
        if len(one["evidence"]) < _LONGEST:
            yield pair(
                "vitaminc", one["claim"], one["evidence"], _VERDICTS[one["label"].replace(" ", "_")]
            )
    kinds = {"entailment": SAME, "neutral": OTHER, "contradiction": CONFLICT}
    for part in ("dev", "test"):
        three = [folder / f"esnli_{name}.{part}" for name in ("s2", "s1", "labels")]
        if all(path.is_file() for path in three):
            for claim, words, label in zip(
                *(path.read_text().splitlines() for path in three), strict=False
            ):
                if label in kinds:
                    yield pair("snli", claim, words, kinds[label])
    yield from _further(folder, rng)


def _further(folder: Path, rng: random.Random) -> Iterator[Pair]:
    kinds = {"entailment": SAME, "neutral": OTHER, "contradiction": CONFLICT}
    some = list(_lines(folder / "breaking.jsonl"))
    for one in rng.sample(some, min(len(some), 1_500)):
        yield pair("breaking", one["sentence2"], one["sentence1"], kinds[one["gold_label"]])
    for row in _rows(folder / "rte.tsv", "\t"):
        if row["label"] == "entailment":
            yield pair("rte", row["sentence2"], row["sentence1"], SAME)
        else:  # either of two things that are kept apart here: told by nothing but a sign of denial
            yield pair("rte", row["sentence2"], row["sentence1"], OTHER)
    yield from _paraphrases(folder)
    told = {"Supports": SAME, "Neutral": OTHER, "Refutes": CONFLICT}
    for path in sorted(folder.glob("healthver*.csv")):
        for row in _rows(path, ","):
            yield pair("healthver", row["claim"], row["evidence"], told[row["label"]])
    for row in _rows(folder / "covidfact.tsv", "\t"):
        label = SAME if row["label"] == "entailment" else CONFLICT
        yield pair("covidfact", row["Sentence2"], row["sentence1"].replace(" > ", " "), label)
    yield from _encyclopaedic(folder)
    for row in _rows(folder / "sick.txt", "\t"):
        yield pair(
            "sick", row["sentence_B"], row["sentence_A"], kinds[row["entailment_judgment"].lower()]
        )


def _encyclopaedic(folder: Path) -> Iterator[Pair]:
    parts = [folder / f"fever_{name}" for name in ("input1", "input0", "label")]
    if all(path.is_file() for path in parts):
        for claim, words, label in zip(
            *(path.read_text(encoding="utf-8").splitlines() for path in parts), strict=True
        ):
            if len(words) < _LONGEST:
                yield pair("fever", claim, words, SAME if label == "entailment" else CONFLICT)
    for one in _lines(folder / "climate-fever.jsonl"):
        for told in one["evidences"]:
            if len(told["evidence"]) < _LONGEST:
                yield pair(
                    "climate", one["claim"], told["evidence"], _VERDICTS[told["evidence_label"]]
                )


def _paraphrases(folder: Path) -> Iterator[Pair]:
    for path in sorted(folder.glob("mrpc.tsv")):
        for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]:
            label, _, _, one, other = line.split("\t")
            for claim, words in ((one, other), (other, one)):
                yield pair("mrpc", claim, words, SAME if label == "1" else OTHER)
    for path in sorted(folder.glob("sts_*")):
        for line in path.read_text().splitlines():
            score, *two = line.split("\t")
            if score and len(two) >= 2 and (float(score) >= 4.2 or float(score) <= 2.4):
                yield pair("sts", two[0], two[1], SAME if float(score) >= 4.2 else OTHER)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        yield from labelled.lines(path)


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
            yield from csv.DictReader(file, delimiter=delimiter, quoting=quoting)


# -- labelled stories ------------------------------------------------------------------------------------------


def stories(folder: Path, rng: random.Random) -> Iterator[Pair]:
    texts = labelled.articles(folder)
    apart = labelled.kept_apart(folder / "origins")
    for name, told in (
        ("statements", labelled.statements(texts, apart)),
        ("chosen", labelled.units(texts, apart, chosen=True)),
        ("stories", labelled.stories(texts, rng)),
    ):
        for claim, said, label in told:  # what denies a claim bears on it
            yield {**pair(name, claim, said, label), "one_claim": int(label != OTHER)}
    # Hardly any of these is in conflict: they would unlearn what is.
    for claim, said, label in labelled.units(texts, apart, chosen=False):
        yield pair("units", claim, said, int(label != OTHER), "one_claim")


# -- news -------------------------------------------------------------------------------------------------------


def corpora(folder: Path, rng: random.Random) -> Iterator[Pair]:
    stories = folder / "stories"
    for one in _lines(stories / "claimdiff.jsonl"):
        if not held_back(one["topic"]):
            for task in ("strengthens", "weakens"):
                yield pair("claimdiff", one["claim_a"], one["claim_b"], int(one[task]), task)
    stances = {"for": 0, "observing": 1, "against": 2}
    for one in _lines(stories / "emergent.jsonl"):
        if not held_back(one["claim_id"]):
            yield pair("emergent", one["claim"], one["headline"], stances[one["stance"]], "stance")
    yield from _headlines(list(_lines(stories / "allsides.jsonl")), rng)
    for name in ("basil", "galaxy", "ecbplus"):
        yield from _articles(list(_lines(stories / f"{name}.jsonl")), rng)


def _headlines(articles: list[dict[str, str]], rng: random.Random) -> Iterator[Pair]:
    """A headline and the lead below it: the same; and what an edit makes of it."""
    for one in rng.sample(articles, min(6_000, len(articles))):
        title, lead = one["title"], one["text"]
        if (
            not 5 <= len(title.split()) <= 20
            or not 12 <= len(lead.split()) <= 80
            or title.endswith("?")
        ):
            continue
        if len(_content(title) & _content(lead)) < 3:
            continue
        yield pair("headline", title, lead, SAME)
        for edited in edits(title, lead, rng)[:1]:
            yield pair("headline", edited, lead, CONFLICT)
        other = rng.choice(articles)
        if other["story"] != one["story"]:
            yield pair("headline", title, other["text"], OTHER)


def _articles(articles: list[dict[str, str]], rng: random.Random) -> Iterator[Pair]:
    """A sentence and itself, in part, edited, or beside another one of its article."""
    name = "edits"
    for one in articles:
        sentences = _sentences(one["text"])
        if len(sentences) < 4:
            continue
        for place in rng.sample(range(len(sentences)), min(8, len(sentences))):
            words = sentences[place]
            near = max(
                (other for other in sentences if other is not words),
                key=lambda other: len(_content(other) & _content(words)) + rng.random(),
            )
            if len(_content(near) & _content(words)) < 0.5 * len(_content(words)):
                yield pair(name, words, near, OTHER)
            part = _part(words, rng)
            yield pair(name, part, words, SAME)
            for edited in edits(part, words, rng)[:1]:
                yield pair(name, edited, words, CONFLICT)


def _sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[.!?”])\s+|\n+", text)
    return [part for part in parts if 8 <= len(part.split()) <= 45]


def _part(words: str, rng: random.Random) -> str:
    """A clause of a sentence, where it has one that stands by itself, else all of it."""
    plain = re.sub(r",? (?:according to|said|says|told) [^,.]{3,60}[.]?$", ".", words)
    pieces = [
        piece.strip() for piece in re.split(r", (?:and|but|while|as|after|which|who) |; ", plain)
    ]
    good = [piece for piece in pieces if len(piece.split()) >= 7]
    return rng.choice(good) if good and rng.random() < 0.5 else plain


def _content(words: str) -> set[str]:
    return {word for word in re.findall(r"\w+", words.lower()) if len(word) > 3 or word.isdigit()}


def edits(words: str, context: str, rng: random.Random) -> list[str]:
    """What cannot be true with a sentence: a number, a day, a name or a "not" of it is another."""
    found: list[str] = []
    numbers = list(re.finditer(r"\d+(?:[.,]\d+)*", words))
    if numbers:
        one = rng.choice(numbers)
        found.append(words[: one.start()] + _other_number(one[0], rng) + words[one.end() :])
    for listed in (_MONTHS, _DAYS, _SMALL):
        for word in listed:
            if re.search(rf"\b{word}\b", words) and not (word == "May" and "may" in words):
                other = rng.choice([one for one in listed if one != word])
                found.append(re.sub(rf"\b{word}\b", other, words, count=1))
                break
    if (no := _NO.search(words)) is not None:
        kept = no[1] or {"wo": "will", "ca": "can", "did": "did"}.get(no[2], no[2])
        found.append(words[: no.start()] + (kept or "") + words[no.end() :])
    elif (verb := _AUXILIARY.search(words)) is not None:
        found.append(words[: verb.end()] + " not" + words[verb.end() :])
    for word, opposite in _OPPOSITE.items():
        if re.search(rf"\b{word}\b", words):
            found.append(re.sub(rf"\b{word}\b", opposite, words, count=1))
            break
    names = list(_NAME.finditer(words))
    others = sorted({one[0] for one in _NAME.finditer(context)} - {one[0] for one in names})
    if names and others:
        one = rng.choice(names)
        found.append(words[: one.start()] + rng.choice(others) + words[one.end() :])
    rng.shuffle(found)
    return [one for one in found if one != words]


def _other_number(told: str, rng: random.Random) -> str:
    digits = re.sub(r"[^\d]", "", told)
    value = int(digits)
    if 1900 <= value <= 2030 and len(told) == 4:
        return str(value + rng.choice([-3, -2, -1, 1, 2, 3]))
    other = max(
        1, round(value * rng.choice([0.4, 0.6, 0.8, 1.3, 1.5, 2, 3])) + rng.choice([0, 1, 2])
    )
    other = other + 1 if other == value else other
    return f"{other:,}" if "," in told else str(other)


if __name__ == "__main__":
    main()
