"""Whole articles of later years, every attribution labelled: who says what, on what terms, by what route.

    python benchmarks/modern.py ../shared/corpora/modern/dev [-v]

A folder holds ``ID.txt``, its rows in ``ID.jsonl`` and ``docs.json`` (outlet, credit, date, address). A
found statement is paired with at most one row: contents that share half of their words, or cues that meet
over contents that share a fifth, or cues alone where one has no content; the best first. Told are

- recall and precision of outer, inner, continued and unanswered statements;
- **relaxed** and **exact**, F1 over all rows: half of the content and the source met, or both word for word;
- of paired rows with a name: **name**, **kind**, **terms**, **channel** right; **name_of_all**: of all rows that
  have a name, found with the right one; **name_false**: names given where there is none;
- **role**: of paired rows of a person with the right name and a role, those with its words, or words of it and no others,
  or all of it and more; **affiliation** of those with one likewise, initials being as good as what they stand for, and
  **affiliation_false**: given where there is none;
- **via_all**: of all rows with outlets on the way, found with those; **false_via**: outlets where there are none;
- **ece**: the expected calibration error of the scores, in points, right being what counts as relaxed;
  **wrong_from_70**: what is wrong of all that score 0.7 and more;
- F1 of ``unnamed``, ``anonymous``, ``no_answer``, ``denies``, ``asks``.

The last line is ``name=value …``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

import onrecord
from confidence import expected_calibration_error
from onrecord import Article, Attribution, Credit, Page, Reading

Row = Mapping[str, Any]
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|an?|his|her|their|its)\s+")
_TITLES = frozenset("mr mrs ms dr sen rep gov president prime minister sir lord".split())
_VALUES = (
    ("terms", "unnamed"),
    ("terms", "anonymous"),
    ("act", "no_answer"),
    ("act", "denies"),
    ("act", "asks"),
)
_LEVELS = ("outer", "inner", "continued", "no_answer")


@dataclass(frozen=True, slots=True)
class Marked:
    """A row with the words that its spans touch, by their number in the text."""

    row: Row
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @property
    def level(self) -> str:
        """Which kind of row it is."""
        if self.row["continued"]:
            return "continued"
        if self.row["parent"]:
            return "inner"
        return "no_answer" if self.row["act"] == "no_answer" else "outer"


def rows_of(reading: Reading) -> Iterator[Row]:
    """A reading as rows of the same form as the labels."""
    for one in reading:
        source = reading.source_of(one)
        yield {
            "id": one.id,
            "source": one.source,
            "cue": one.cue,
            "content": one.content,
            "name": source.name if source else None,
            "kind": source.kind if source else None,
            "role": source.role if source else None,
            "affiliation": source.affiliation if source else None,
            "terms": one.terms,
            "act": one.act,
            "channel": one.channel,
            "via": [hop.name for hop in one.via],
            "parent": one.parent,
            "continued": _goes_on(one),
            "score": one.score,
        }


def _goes_on(one: Attribution) -> bool:
    return one.continued is not None


def read_article(text: str, about: Mapping[str, Any]) -> Article:
    """A text as it is, with what is known of its page."""
    article = onrecord.read(Page(text, kind="raw", id=about["id"], url=about.get("url")))
    credited = tuple(Credit(name, "agency") for name in about.get("credit") or ())
    return replace(article, outlet=about.get("outlet"), credits=credited)


def marked(text: str, rows: Sequence[Row]) -> list[Marked]:
    """Rows laid over the words of their text."""
    words = [match.span() for match in _WORD.finditer(text)]

    def touched(spans: Sequence[Sequence[int]] | None) -> frozenset[int]:
        return frozenset(
            number
            for number, (start, end) in enumerate(words)
            for first, last in spans or ()
            if start < last and first < end
        )

    return [
        Marked(row, touched(row["source"]), touched(row["cue"]), touched(row["content"]))
        for row in rows
    ]


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def paired(gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[int, int]]:
    """Which found row stands for which gold one, the best first, each once."""
    options: list[tuple[float, int, int]] = []
    for g, wanted in enumerate(gold):
        for f, given in enumerate(found):
            content, cue = _share(wanted.content, given.content), _share(wanted.cue, given.cue)
            by_cue = cue >= 0.5 and not (wanted.content and given.content)
            if content >= 0.5 or (cue and content > 0.2) or by_cue:
                apart = wanted.row["continued"] != given.row["continued"]
                options.append((content + cue - 0.2 * apart, g, f))
    pairs: list[tuple[int, int]] = []
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    for _, g, f in sorted(options, reverse=True):
        if g in free_gold and f in free_found:
            free_gold.remove(g)
            free_found.remove(f)
            pairs.append((g, f))
    return pairs


def folded(name: str | None) -> str:
    """A name without case, article and kinds of apostrophes."""
    plain = re.sub(r"[’‘]", "'", name or "").casefold().strip()
    return " ".join(re.sub(r"^(?:the|a|an) ", "", plain).split())


def same_name(wanted: str | None, given: str | None) -> bool:
    """Whether two names are one's: the same, or one within the other with the same last word."""
    one, other = folded(wanted), folded(given)
    if one == other:
        return bool(one)
    first, second = (
        [word for word in _WORD.findall(name) if word not in _TITLES] or _WORD.findall(name)
        for name in (one, other)
    )
    if not first or not second or first[-1] != second[-1]:
        return False
    return set(first) <= set(second) or set(second) <= set(first)


def same_role(wanted: str, given: str | None) -> bool:
    """Whether two roles have the same words, the article before them apart, or one has all of the other's."""
    one, other = (set(_WORD.findall(_ARTICLE.sub("", role.casefold()))) for role in (wanted, given or ""))  # fmt: skip
    return bool(one and other) and (one <= other or other <= one)


def same_body(wanted: str, given: str | None) -> bool:
    """Whether two names of a body are the same by `same_role`, or one is the initials of the other."""

    def initials(name: str) -> str:
        return "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())

    one, other = wanted.replace(".", ""), (given or "").replace(".", "")
    short = (one.isupper() and one == initials(other)) or (
        other.isupper() and other == initials(one)
    )
    return short or same_role(wanted, given)


class Tally:
    """Counts over articles, and the figures made of them."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.scored: list[tuple[float, bool]] = []  # score, whether it is right

    def add(
        self, gold: Sequence[Marked], found: Sequence[Marked], pairs: Sequence[tuple[int, int]]
    ) -> None:
        """Add an article."""
        counts = self.counts
        hit, right = {g for g, _ in pairs}, {f for _, f in pairs}
        for number, one in enumerate(gold):
            counts[f"gold {one.level}"] += 1
            counts[f"hit {one.level}"] += number in hit
            counts["gold names"] += bool(one.row["name"])
            counts["gold via"] += bool(one.row["via"])
        for number, one in enumerate(found):
            counts[f"found {one.level}"] += 1
            counts[f"right {one.level}"] += number in right
        for field, value in _VALUES:
            counts[f"{field} gold {value}"] += sum(one.row[field] == value for one in gold)
            counts[f"{field} found {value}"] += sum(one.row[field] == value for one in found)
        for g, f in pairs:
            self._add_pair(gold[g], found[f])
        relaxed = {f for g, f in pairs if _is_relaxed(gold[g], found[f])}
        self.scored += [(one.row["score"], f in relaxed) for f, one in enumerate(found)]

    def _add_pair(self, gold: Marked, found: Marked) -> None:
        counts, wanted, given = self.counts, gold.row, found.row
        counts["pairs"] += 1
        counts["relaxed"] += _is_relaxed(gold, found)
        counts["exact"] += gold.content == found.content and gold.source == found.source
        counts["act"] += wanted["act"] == given["act"]
        for field, value in _VALUES:
            counts[f"{field} both {value}"] += wanted[field] == value == given[field]
        if wanted["name"]:
            counts["named"] += 1
            counts["name"] += same_name(wanted["name"], given["name"])
            for field in ("kind", "terms", "channel"):
                counts[field] += wanted[field] == given[field]
            of_person = wanted["kind"] == "person" and same_name(wanted["name"], given["name"])
            if of_person and wanted.get("named"):
                self._add_standing(wanted, given)
        else:
            counts["nameless"] += 1
            counts["name false"] += bool(given["name"])
        counts["channels"] += bool(wanted["channel"])
        counts["channel where"] += bool(wanted["channel"]) and wanted["channel"] == given["channel"]
        via = [folded(name) for name in wanted["via"]] == [folded(name) for name in given["via"]]
        counts["via"] += bool(wanted["via"]) and via
        counts["no via"] += not wanted["via"]
        counts["false via"] += not wanted["via"] and bool(given["via"])

    def _add_standing(self, wanted: Row, given: Row) -> None:
        """Add what a person is, and of what body."""
        counts = self.counts
        if wanted.get("role"):
            counts["roles"] += 1
            counts["role"] += same_role(wanted["role"], given["role"])
        if wanted.get("affiliation"):
            counts["affiliations"] += 1
            counts["affiliation"] += same_body(wanted["affiliation"], given["affiliation"])
        else:
            counts["unaffiliated"] += 1
            counts["affiliation false"] += bool(given["affiliation"])

    def figures(self) -> dict[str, float]:
        """All of them, in percent."""
        counts = self.counts
        rows = sum(counts[f"{side} {level}"] for side in ("gold", "found") for level in _LEVELS)
        figures = {
            "relaxed": _percent(2 * counts["relaxed"], rows),
            "exact": _percent(2 * counts["exact"], rows),
            "act": _percent(counts["act"], counts["pairs"]),
            "name": _percent(counts["name"], counts["named"]),
            "name_of_all": _percent(counts["name"], counts["gold names"]),
            "name_false": _percent(counts["name false"], counts["nameless"]),
            **{
                field: _percent(counts[field], counts["named"])
                for field in ("kind", "terms", "channel")
            },
            "role": _percent(counts["role"], counts["roles"]),
            "affiliation": _percent(counts["affiliation"], counts["affiliations"]),
            "affiliation_false": _percent(counts["affiliation false"], counts["unaffiliated"]),
            "channel_where": _percent(counts["channel where"], counts["channels"]),
            "via_all": _percent(counts["via"], counts["gold via"]),
            "false_via": _percent(counts["false via"], counts["no via"]),
        }
        for level in _LEVELS:
            figures[f"{level}_recall"] = _percent(counts[f"hit {level}"], counts[f"gold {level}"])
            figures[f"{level}_precision"] = _percent(
                counts[f"right {level}"], counts[f"found {level}"]
            )
        for field, value in _VALUES:
            both = counts[f"{field} gold {value}"] + counts[f"{field} found {value}"]
            figures[f"{value}_f1"] = _percent(2 * counts[f"{field} both {value}"], both)
        scores, right = (np.array(column) for column in zip(*self.scored, strict=True))
        figures["ece"] = 100 * expected_calibration_error(scores, right)
        figures["wrong_from_70"] = 100 * float(1 - right[scores >= 0.7].mean())
        return figures


def _is_relaxed(gold: Marked, found: Marked) -> bool:
    met = bool(gold.source & found.source) or not (gold.source or found.source)
    return met and _share(gold.content, found.content) >= 0.5


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "-v", "--misses", action="store_true", help="list what is missed, false, misnamed"
    )
    options = parser.parse_args()
    tally = Tally()
    for about in json.loads((options.folder / "docs.json").read_text(encoding="utf-8")):
        path = options.folder / f"{about['id']}.jsonl"
        text = path.with_suffix(".txt").open(encoding="utf-8", newline="").read()
        gold = marked(
            text, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        )
        reading = onrecord.attribute(read_article(text, about), force=True)
        found = marked(text, list(rows_of(reading)))
        pairs = paired(gold, found)
        tally.add(gold, found, pairs)
        if options.misses:
            _print_misses(about["id"], text, gold, found, pairs)
    print(" ".join(f"{name}={value:.1f}" for name, value in tally.figures().items()))


def _print_misses(
    name: str,
    text: str,
    gold: Sequence[Marked],
    found: Sequence[Marked],
    pairs: Sequence[tuple[int, int]],
) -> None:
    def words(one: Marked) -> str:
        spans = one.row["content"] or one.row["cue"]
        return " … ".join(text[start:end] for start, end in spans)[:100].replace("\n", " ")

    hit, right = {g for g, _ in pairs}, {f for _, f in pairs}
    for number, one in enumerate(gold):
        if number not in hit:
            print(f"{name}: missed {one.level}: {words(one)}")
    for number, one in enumerate(found):
        if number not in right:
            print(f"{name}: false {one.level}: {words(one)}")
    for g, f in pairs:
        wanted, given = gold[g].row, found[f].row
        if wanted["name"] and not same_name(wanted["name"], given["name"]):
            print(f"{name}: {wanted['name']!r} read as {given['name']!r}: {words(gold[g])}")


if __name__ == "__main__":
    main()
