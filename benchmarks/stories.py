r"""Measure stories: origins, groups, copies, pairs of claims, speed, order.

::

    stories.py origins DIR [--bare] [-v]     DIR/NAME/story.json with NN.txt, as in corpora/origins; gold rows given,
                                             or, --bare, from the articles alone
    stories.py stream FILE.jsonl…            articles one after the other into groups; each with id, story, text
    stories.py claims FILE.jsonl             pairs of ClaimDiff or Emergent that were held back
    stories.py copies FILE.jsonl --corpora D pairs of articles with the kind of their derivation
    stories.py speed [--articles 100000]     articles worked into an archive's groups and copies; claims of a story
    stories.py order                         invented stories with dates

Each ends with one line ``name=value …``; ``origins`` by the names of the set's own measure, ``stream`` with ``b3=`` and
``cross_merged=`` (of sets whose articles have a topic), the baselines beside.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.languages import story_words
from onrecord.page import Page
from onrecord.pipeline import Settings, attribute, read
from onrecord.records import Article, Reading, Span
from onrecord.stories import compare
from onrecord.stories.derivation import derivations, linked
from onrecord.stories.entailment import MODEL as SHIPPED
from onrecord.stories.entailment import SAME, load
from onrecord.stories.grouping import CANDIDATES, KEPT, TOGETHER, Stream
from onrecord.stories.origins import origins, settled
from onrecord.stories.same_origin import Carried
from onrecord.stories.stances import attribution_at, beside_each_other, stance
from onrecord.stories.store import SALIENT, SHARED, Stories
from onrecord.stories.texts import Text
from onrecord.stories.vectors import Frequencies, Vectors, alike, bags
from onrecord.stories.voices import Voices
from onrecord.stories.weights import weights
from synthetic import readings

__all__ = ["main"]

MODEL = Path(os.environ.get("ONRECORD_CLAIMS", str(SHIPPED)))

Json = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run in _COMMANDS.items():
        command = commands.add_parser(name, help=(run.__doc__ or "").splitlines()[0])
        command.set_defaults(run=run)
        _OPTIONS[name](command)
    options = parser.parse_args()
    options.run(options)


def say(**figures: Any) -> None:
    told = (
        f"{name}={value:.1f}" if isinstance(value, float) else f"{name}={value}"
        for name, value in figures.items()
    )
    print(" ".join(told), flush=True)


def lines(path: Path) -> Iterator[Json]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


# -- origins ----------------------------------------------------------------------------------------------------


def _origins(options: argparse.Namespace) -> None:
    """How many origins stand behind claims, and who denies them."""
    stories = list(_stories(options.data, options.readings))
    if options.bare:
        _bare(stories, options)
        return
    told = {}
    for story, texts in stories:
        told[story["story"]] = _given(story, texts)
    for name, predict in _BASELINES.items():
        print(f"{name:16}", end=" ")
        say(**_measured({story["story"]: predict(story) for story, _ in stories}, stories))
    if options.verbose:
        for story, texts in stories:
            print(f"{story['story']:20}", end=" ")
            say(**_measured({story["story"]: told[story["story"]]}, [(story, texts)]))
    say(**_measured(told, stories))


def _stories(folder: Path, readings: Path | None) -> Iterator[tuple[Json, list[Text]]]:
    for path in sorted(folder.glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        yield (
            story,
            [_text(path.parent, story["story"], one, readings) for one in story["articles"]],
        )


def _text(folder: Path, story: str, one: Json, readings: Path | None) -> Text:
    """An article with its reading, which is kept between runs where a folder for it is named."""
    kept = readings / f"{story}-{one['id']}.json" if readings else None
    if kept is not None and kept.is_file():
        return Text(Reading.from_json(kept.read_text()))
    words = (folder / f"{one['id']}.txt").read_text(encoding="utf-8")
    page = Page(words, kind="raw", url=one.get("url"), outlet=one.get("outlet"))
    reading = attribute(read(page), Settings(force=True))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(reading.to_json())
    return Text(reading)


def _given(story: Json, texts: Sequence[Text]) -> Json:
    """Origins and stances of the rows that a story gives."""
    words = story_words("en")
    number = {one["id"]: place for place, one in enumerate(story["articles"])}
    links = linked(texts)
    voices = Voices(texts, words, [one.whose for one in derivations(texts, links)])
    found = {}
    read_pairs = load(MODEL)
    for claim in story["claims"]:
        rows: list[Carried] = []
        said = [row["quote"] for row in claim["carried"]]
        answers = read_pairs([(claim["claim"], quote) for quote in said])
        beside = beside_each_other(said, read_pairs)
        for row in claim["carried"]:
            article = number[row["article"]]
            span = Span(row["start"], row["start"] + len(row["quote"]))
            one = attribution_at(texts[article], span)
            told, denial = stance(
                claim["claim"], row["quote"], one, answers[len(rows)], words, beside[len(rows)]
            )
            rows.append(
                voices.carried(
                    article,
                    span,
                    source=row["source"],
                    terms=row["terms"],
                    via=tuple(row["via"]),
                    stance=told,
                    denial=denial,
                    said=float(answers[len(rows)][SAME]),
                )
            )
        rows = settled(rows, links, words, distinct=True)
        groups, _ = origins(rows, links, words, distinct=True)
        labels = {row: place for place, group in enumerate(groups) for row in group.members}
        found[claim["id"]] = {
            "groups": [labels[place] for place in range(len(rows))],
            "uncertain": [place for place, group in enumerate(groups) if not group.sure],
            "stance": [row.stance for row in rows],
        }
    return found


def _baseline(group: Any, uncertain: Any = lambda groups: []) -> Any:
    def predict(story: Json) -> Json:
        found = {}
        for claim in story["claims"]:
            groups = [group(row, place) for place, row in enumerate(claim["carried"])]
            found[claim["id"]] = {"groups": groups, "uncertain": uncertain(groups)}
        return found

    return predict


_BASELINES = {
    "all one origin": _baseline(lambda row, place: 0),
    "one per article": _baseline(lambda row, place: row["article"]),
    "source string": _baseline(lambda row, place: row["source"] or f"{row['article']}-"),
    "the same, 1 sure": _baseline(
        lambda row, place: row["source"] or f"{row['article']}-", lambda groups: list(dict.fromkeys(groups))[1:]
    ),
}  # fmt: skip


def _measured(told: Json, stories: Iterable[tuple[Json, Any]]) -> dict[str, Any]:
    """The measure of corpora/origins: see its NOTES."""
    pairs: dict[str, list[int]] = {}
    denials: dict[str, list[int]] = {}
    counted: list[tuple[int, bool, float]] = []
    for story, _ in stories:
        for claim in story["claims"]:
            given, carried = told[story["story"]][claim["id"]], claim["carried"]
            same = {
                one["id"]: {one["id"], *one.get("maybe_same_as", [])} for one in claim["origins"]
            }
            count = pairs.setdefault(story["story"], [0, 0, 0])
            for one, other in combinations(range(len(carried)), 2):
                first, second = carried[one]["origin"], carried[other]["origin"]
                if first != second and same[first] & same[second]:
                    continue
                _count(count, first == second, given["groups"][one] == given["groups"][other])
            stances = given.get("stance") or [row["stance"] for row in carried]
            asserting = {
                group
                for group, stance in zip(given["groups"], stances, strict=True)
                if stance == "asserts"
            }
            low, high = len(asserting - set(given["uncertain"])), len(asserting)
            gold = claim["independent_origins"], claim["independent_origins_max"]
            ranges = set(range(low, high + 1)), set(range(gold[0], gold[1] + 1))
            counted.append(
                (gold[0], low == gold[0], len(ranges[0] & ranges[1]) / len(ranges[0] | ranges[1]))
            )
            if given.get("stance"):
                denied = denials.setdefault(story["story"], [0, 0, 0])
                for row, stance in zip(carried, stances, strict=True):
                    _count(denied, row["stance"] == "denies", stance == "denies")
    multi = [right for many, right, _ in counted if many > 1]
    figures: dict[str, Any] = {
        "claims": len(counted),
        "pair_f1": _f1(*map(sum, zip(*pairs.values(), strict=True))),
        "pair_f1_story": _mean([_f1(*one) for one in pairs.values() if one[0] + one[2]]),
        "sure_exact": 100 * _mean([right for _, right, _ in counted]),
        "sure_multi": 100 * _mean(multi),
        "range_iou": 100 * _mean([share for *_, share in counted]),
    }
    if denials:
        figures["denies_f1"] = _f1(*map(sum, zip(*denials.values(), strict=True)))
        figures["denies_f1_story"] = _mean(
            [_f1(*one) for one in denials.values() if one[0] + one[2]]
        )
    return figures


def _count(count: list[int], gold: bool, found: bool) -> None:
    count[0] += gold and found
    count[1] += found and not gold
    count[2] += gold and not found


def _f1(right: int, wrong: int, missed: int) -> float:
    return 200 * right / (2 * right + wrong + missed) if right + wrong + missed else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _bare(stories: Any, options: argparse.Namespace) -> None:
    """From the bare articles: which gold claims are found, and the origins of those."""
    found = many = 0
    pairs = [0, 0, 0]
    for story, texts in stories:
        told = compare([text.reading for text in texts], read=load(MODEL))
        number = {id(reading): place for place, reading in enumerate(told.readings)}
        order = [number[id(text.reading)] for text in texts]
        place = {one["id"]: order[spot] for spot, one in enumerate(story["articles"])}
        rows = [
            (
                claim["id"],
                place[row["article"]],
                row["start"],
                row["start"] + len(row["quote"]),
                row,
            )
            for claim in story["claims"]
            for row in claim["carried"]
        ]
        for claim in story["claims"]:
            own = [row for row in rows if row[0] == claim["id"]]
            if len(own) < 3:
                continue
            many += 1
            best = _best_claim(own, rows, (*told.claims, *told.single))
            if best is None:
                continue
            found += 1
            same = {
                one["id"]: {one["id"], *one.get("maybe_same_as", [])} for one in claim["origins"]
            }
            for (one, first), (other, second) in combinations(best, 2):
                golds = one["origin"], other["origin"]
                if golds[0] == golds[1] or not same[golds[0]] & same[golds[1]]:
                    _count(pairs, golds[0] == golds[1], first == second)
    say(bare_claims=many, found=100 * found / max(1, many), pair_f1_found=_f1(*pairs))


def _best_claim(
    own: Sequence[Any], rows: Sequence[Any], claims: Iterable[Any]
) -> list[tuple[Json, str]] | None:
    """The rows of a gold claim that stand in one claim which is found, each with its origin there.

    None where no claim has half of them, or each that has is more than a third of rows of other gold claims.
    """
    best: list[tuple[Json, str]] | None = None
    for claim in claims:
        held: dict[int, str] = {}
        others = 0
        for row in claim.rows:
            start, end = row.place.span
            touched = [
                spot for spot, (_, article, low, high, _) in enumerate(rows)
                if article == row.place.article and min(end, high) - max(start, low) > 0.5 * min(end - start, high - low)
            ]  # fmt: skip
            mine = [spot for spot in touched if rows[spot][0] == own[0][0]]
            for spot in mine:
                held.setdefault(spot, row.origin)
            others += bool(touched) and not mine
        if (
            2 * len(held) >= len(own)
            and 3 * others <= len(claim.rows)
            and (best is None or len(held) > len(best))
        ):
            best = [(rows[spot][4], origin) for spot, origin in held.items()]
    return best


# -- groups -----------------------------------------------------------------------------------------------------


def _stream(options: argparse.Namespace) -> None:
    """Articles one after the other into groups."""
    docs = [one for path in options.data for one in lines(path)]
    words = story_words("en")
    known, stream = Frequencies(), Stream()
    vectors: list[Vectors] = []
    holding: dict[str, list[int]] = defaultdict(list)
    begun = time.perf_counter()
    for number, one in enumerate(docs):
        article = Article(one["id"], one["text"], title=one.get("title"), language="en")
        own = bags(Text(Reading(article, ())), words)
        known.learn(own)
        made = Vectors.made(own, known)
        # As the archive finds those that a new article is laid beside: by the words that tell most.
        salient = made.salient(SALIENT)
        shared = Counter(other for word in salient for other in holding[word])
        nearest = [other for other, count in shared.most_common(CANDIDATES) if count >= SHARED]
        near = {other: told for other in nearest if (told := alike(made, vectors[other])) >= KEPT}
        vectors.append(made)
        for word in salient:
            holding[word].append(number)
        stream.put(number, near, options.together)
    found = [stream.story_of[number] for number in range(len(docs))]
    gold = [one["story"] for one in docs]
    figures: dict[str, Any] = {"articles": len(docs), "b3": _b3(found, gold)}
    if all("topic" in one for one in docs):
        figures["cross_merged"] = _crossed(found, docs)
    say(**figures, seconds=time.perf_counter() - begun)


def _b3(found: Sequence[Any], gold: Sequence[Any]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    groups: tuple[dict[Any, set[int]], dict[Any, set[int]]] = ({}, {})
    for number, pair in enumerate(zip(found, gold, strict=True)):
        for side, label in zip(groups, pair, strict=True):
            side.setdefault(label, set()).add(number)
    precision = recall = 0.0
    for number, (one, other) in enumerate(zip(found, gold, strict=True)):
        both = len(groups[0][one] & groups[1][other])
        precision += both / len(groups[0][one])
        recall += both / len(groups[1][other])
        assert number in groups[0][one]
    return 200 * precision * recall / (precision + recall) / len(found) if found else 0.0


def _crossed(found: Sequence[Any], docs: Sequence[Json]) -> float:
    """Of pairs of articles of the two stories of a topic, how many are in one group, in percent."""
    by_topic: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for label, one in zip(found, docs, strict=True):
        by_topic[one["topic"]].append((label, one["story"]))
    merged = [
        one[0] == other[0]
        for rows in by_topic.values()
        for one, other in combinations(rows, 2)
        if one[1] != other[1]
    ]
    return 100 * _mean(merged)


# -- pairs of claims --------------------------------------------------------------------------------------------


def _claims(options: argparse.Namespace) -> None:
    """Pairs of ClaimDiff or Emergent; of the sets that were learned from only what was held back."""
    pairs = list(lines(options.data))
    read = load(MODEL)
    held = (lambda key: True) if options.all else held_back
    if "stance" in pairs[0]:
        pairs = [one for one in pairs if held(one["claim_id"])]
        (told,) = read.answers([(one["claim"], one["headline"]) for one in pairs], "stance")
        answers = told.argmax(axis=1)
        gold = [("for", "observing", "against").index(one["stance"]) for one in pairs]
        say(pairs=len(pairs), stance=_macro(gold, answers), majority=_macro(gold, [0] * len(gold)))
        return
    pairs = [one for one in pairs if held(one["topic"])]
    figures: dict[str, Any] = {"pairs": len(pairs)}
    for task in ("strengthens", "weakens"):
        (told,) = read.answers([(one["claim_a"], one["claim_b"]) for one in pairs], task)
        answers = told.argmax(axis=1)
        gold = [int(one[task]) for one in pairs]
        figures[task] = _macro(gold, answers)
        most = max(set(gold), key=gold.count)
        figures[f"majority_{task}"] = _macro(gold, [most] * len(gold))
    say(**figures)


def held_back(key: str) -> bool:
    """Whether a topic or claim was held back from training, as `training/claims/pairs.py` has it."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def _macro(gold: Sequence[int], found: Sequence[int]) -> float:
    scores = []
    for label in sorted(set(gold)):
        count = [0, 0, 0]
        for one, other in zip(gold, found, strict=True):
            _count(count, one == label, int(other) == label)
        scores.append(_f1(*count))
    return _mean(scores)


# -- copies -----------------------------------------------------------------------------------------------------


def _copies(options: argparse.Namespace) -> None:
    """Pairs of articles: whether one comes out of the other, and how."""
    articles = {
        one["id"]: one
        for name in ("ecbplus", "galaxy", "basil")
        for one in lines(options.corpora / f"stories/{name}.jsonl")
    }
    count, baseline = [0, 0, 0], [0, 0, 0]
    kinds = []
    for pair in lines(options.data):
        texts = [_plain(articles[pair[side]]) for side in ("a", "b")]
        links = linked(texts)
        dependent = links.score(0, 1) >= weights().copied
        told = {one.kind for one in derivations(texts, links)} - {"independent"}
        dependent = dependent or bool(told)
        _count(count, pair["kind"] != "independent", dependent)
        runs = [_runs(text) for text in texts]
        _count(
            baseline,
            pair["kind"] != "independent",
            len(runs[0] & runs[1]) > 0.1 * min(map(len, runs)),
        )
        kinds.append(_kind(told, links) == pair["kind"])
    say(
        pairs=len(kinds),
        precision=100 * count[0] / max(1, count[0] + count[1]),
        recall=100 * count[0] / max(1, count[0] + count[2]),
        kind=100 * _mean(kinds),
        baseline_precision=100 * baseline[0] / max(1, baseline[0] + baseline[1]),
        baseline_recall=100 * baseline[0] / max(1, baseline[0] + baseline[2]),
    )


def _plain(one: Json) -> Text:
    words = f"{one['title']}\n\n{one['text']}" if one.get("title") else one["text"]
    return Text(
        Reading(read(Page(words, kind="raw", url=one.get("url"), outlet=one.get("outlet"))), ())
    )


def _runs(text: Text) -> set[tuple[str, ...]]:
    every = [word for sentence in text.sentences for word in sentence.words]
    return {tuple(every[place : place + 5]) for place in range(len(every) - 4)} or {()}


def _kind(told: Iterable[str], links: Any) -> str:
    """The kind of a pair, in the words of the labels."""
    if not told:
        return "copy" if links.score(0, 1) >= weights().copied else "independent"
    one = min(
        told,
        key=lambda kind: (
            ("update", "wire_copy", "copy_of_article").index(kind)
            if kind in ("update", "wire_copy", "copy_of_article")
            else 9
        ),
    )
    return {"wire_copy": "copy", "copy_of_article": "copy"}.get(one, one)


# -- order ------------------------------------------------------------------------------------------------------


def _order(options: argparse.Namespace) -> None:
    """Invented stories with dates: who was first, after how long the next came, what figure changed, who denied."""
    right = many = 0
    for story in lines(options.data):
        told = []
        for number, one in enumerate(story["articles"]):
            moment = datetime.fromisoformat(one["published"])
            page = Page(
                one["text"], kind="raw", outlet=one["outlet"], published=moment, id=f"{number}"
            )
            told.append(attribute(read(page), Settings(force=True)))
        found = compare(told, read=load(MODEL))
        for expected in story["expect"]:
            for what, held in _held(found, expected):
                many += 1
                right += held
                if not held:
                    print(f"{story['story']}: {what} is not so")
    say(expected=many, right=right)


def _held(story: Any, expected: Json) -> Iterator[tuple[str, bool]]:
    """Whether what is expected of the claim with some words is found."""
    claims = [
        claim for claim in story.claims
        if any(all(word in story.words(row.place) for word in expected["words"]) for row in claim.rows)
    ]  # fmt: skip
    outlets = [reading.article.outlet for reading in story.readings]
    claim = max(claims, key=lambda one: one.articles, default=None)
    if claim is None:
        yield "the claim", False
        return
    first = None if claim.first is None else outlets[claim.rows[claim.first].place.article]
    yield f"first {expected['first']}", first == expected["first"]
    hours = {
        outlets[row.place.article]: told for row, told in zip(claim.rows, claim.delays, strict=True)
    }
    for outlet, told in expected.get("delays", {}).items():
        yield f"delay of {outlet}", abs((hours.get(outlet) or -1) - told) < 0.01
    if "figures" in expected:
        yield "the figures", [one.value for one in claim.figures] == expected["figures"]
    if "denied_by" in expected:
        denying = {outlets[row.place.article] for row in claim.rows if row.stance == "denies"}
        yield f"denied by {expected['denied_by']}", denying == {expected["denied_by"]}


# -- speed ------------------------------------------------------------------------------------------------------


def _speed(options: argparse.Namespace) -> None:
    """Articles worked into the groups and copies of a large archive; the claims of a story of twenty."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "news.db") as archive:
        stories = Stories(archive)
        begun = time.perf_counter()
        for start in range(0, options.articles, 1_000):
            archive.add(*readings(1_000, first=start))
            stories.work_in()
        built = time.perf_counter() - begun
        archive.add(*readings(300, first=options.articles))
        begun = time.perf_counter()
        worked = stories.work_in()
        rate = worked / (time.perf_counter() - begun)
    told = (
        [
            Reading.from_json(path.read_text())
            for path in sorted(options.readings.glob("*.json"))[:20]
        ]
        if options.readings
        else []
    )
    load(MODEL)
    begun = time.perf_counter()
    claims = len(compare(told, read=load(MODEL)).claims)
    say(
        articles=options.articles, built_s=built, articles_per_second=rate, story_of=len(told), claims=claims,
        claims_s=time.perf_counter() - begun, memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )  # fmt: skip


_COMMANDS = {
    "origins": _origins, "stream": _stream, "claims": _claims, "copies": _copies, "order": _order, "speed": _speed,
}  # fmt: skip


def _of_order(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "data", type=Path, nargs="?", default=Path(__file__).with_name("order.jsonl")
    )


def _of_speed(command: argparse.ArgumentParser) -> None:
    command.add_argument("--articles", type=int, default=100_000)
    command.add_argument(
        "--readings", type=Path, help="folder with readings of twenty articles of a story"
    )


def _of_origins(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", type=Path)
    command.add_argument("--bare", action="store_true")
    command.add_argument("-v", "--verbose", action="store_true")
    command.add_argument("--readings", type=Path, help="folder that keeps readings between runs")


def _of_stream(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", type=Path, nargs="+")
    command.add_argument(
        "--together",
        type=float,
        default=TOGETHER,
        help="how alike groups are that are put together",
    )


def _of_claims(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", type=Path)
    command.add_argument(
        "--all", action="store_true", help="also what was learned from: of sets that were not"
    )


def _of_copies(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", type=Path)
    command.add_argument("--corpora", type=Path, required=True)


_OPTIONS = {
    "origins": _of_origins,
    "stream": _of_stream,
    "claims": _of_claims,
    "copies": _of_copies,
    "order": _of_order,
    "speed": _of_speed,
}

if __name__ == "__main__":
    main()
