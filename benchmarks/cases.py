"""Small pages with what is right of them: how many of their fields onrecord reads right.

    python benchmarks/cases.py ../shared/corpora/cases [--misses] [--fields page|all]

The folder holds inputs and ``expected/NAME.json`` for each, NAME being a file's name without its ending:
an object, or for a file of many pages a list. Of it are judged, each where it is given,

- ``title``, ``published``, ``outlet``: a string, or null where the page has none;
- ``authors``: a list of names, compared as a set;
- ``credits``: names that are among the credits; an empty list where there are none;
- ``body_has``, ``body_lacks``: words that stand in the body, or do not;
- ``kinds``: the kind of the block that begins with some words, a label before them let be;
- ``error``: that the page is refused.

With ``--fields all`` also ``statements``: a content that holds some words, with name, kind, named, terms,
act and via of it as far as they are given, a point for each statement of which all is right.

The last line is ``name=value …``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import onrecord
from onrecord import Article, OnRecordError, Reading

__all__ = ["Verdict", "judged"]

_LABEL = 120  # code points of a block that a speaker's label may take
_MANY = (".jsonl", ".warc", ".warc.gz", ".xml")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value of one page: whether it was read right.

    Attributes:
        page: its name.
        field: of the expected values.
        right: whether what was read is that.
        wanted, found: both, for a listing.
    """

    page: str
    field: str
    right: bool
    wanted: object
    found: object


def judged(folder: Path, *, statements: bool = False) -> Iterator[Verdict]:
    """Every expected value of a folder, judged.

    Args:
        folder: with inputs and ``expected/``.
        statements: attribute the articles too, and judge their statements.
    """
    inputs = {_stem(path): path for path in sorted(folder.iterdir()) if path.is_file()}
    for listing in sorted((folder / "expected").glob("*.json")):
        wanted = json.loads(listing.read_text(encoding="utf-8"))
        wanted = wanted if isinstance(wanted, list) else [wanted]
        for number, (one, read) in enumerate(
            zip(wanted, _read(inputs[listing.stem], len(wanted)), strict=True)
        ):
            name = listing.stem if len(wanted) == 1 else f"{listing.stem}[{number}]"
            yield from _judge(name, one, read)
            if statements and isinstance(read, Article):
                yield from _statements(name, one, read)


def _stem(path: Path) -> str:
    return path.name.partition(".")[0]


def _read(path: Path, count: int) -> list[Article | OnRecordError]:
    if path.name.endswith(_MANY):
        found = [outcome for _, outcome in onrecord.read_all([path])]
        return (found + [OnRecordError("no such page")] * count)[:count]
    try:
        return [onrecord.read(path)]
    except OnRecordError as error:
        return [error]


def _judge(name: str, wanted: dict[str, Any], read: Article | OnRecordError) -> Iterator[Verdict]:
    if "error" in wanted:
        refused = isinstance(read, OnRecordError)
        if wanted["error"] is True or refused:
            yield Verdict(name, "error", refused, wanted["error"], read)
            return
    if isinstance(read, OnRecordError):
        for field in wanted.keys() & _SINGLE.keys():
            yield Verdict(name, field, False, wanted[field], read)
        return
    for field, (value, same) in _SINGLE.items():
        if field in wanted:
            found = value(read)
            yield Verdict(name, field, same(wanted[field], found), wanted[field], found)
    body = _folded(read.body)
    shown = _folded("\n".join([read.body, *_captions(read)]))
    for words in wanted.get("body_has", ()):
        yield Verdict(name, "body_has", _folded(words) in body, words, None)
    for words in wanted.get("body_lacks", ()):
        yield Verdict(name, "body_lacks", _folded(words) not in shown, words, None)
    for one in wanted.get("kinds", ()):
        kinds = _kinds(read, one["words"])
        yield Verdict(name, "kinds", one["kind"] in kinds, one, kinds)


def _captions(article: Article) -> list[str]:
    return [article.words(block.span) for block in article.blocks if block.kind == "caption"]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _name(text: str | None) -> str:
    """A name as it is compared: small letters, no article before it."""
    return re.sub(r"^the |[.,]$", "", _folded(text or "").casefold())


def _day(article: Article) -> str | None:
    moment: date | None = article.published
    return moment.isoformat()[:10] if moment else None


_SINGLE: dict[str, tuple[Any, Any]] = {
    "title": (
        lambda article: article.title,
        lambda a, b: _folded(a or "").casefold() == _folded(b or "").casefold(),
    ),
    "authors": (
        lambda article: article.authors,
        lambda a, b: set(map(_name, a)) == set(map(_name, b)),
    ),
    "published": (_day, lambda a, b: a == b),
    "outlet": (lambda article: article.outlet, lambda a, b: _name(a) == _name(b)),
    "credits": (
        lambda article: [credit.name for credit in article.credits],
        lambda a, b: set(map(_name, a)) <= set(map(_name, b)) if a else not b,
    ),
}


def _kinds(article: Article, words: str) -> list[str]:
    """The kinds of the blocks that begin with words, those with the shortest label before them."""
    begins = [
        (place, block.kind)
        for block in article.blocks
        if block.kind not in ("title", "byline")
        and 0 <= (place := _folded(article.words(block.span)).find(_folded(words))) <= _LABEL
    ]
    nearest = min((place for place, _ in begins), default=0)
    return [kind for place, kind in begins if place == nearest]


def _statements(name: str, wanted: dict[str, Any], article: Article) -> Iterator[Verdict]:
    try:
        reading = onrecord.attribute(article)
    except OnRecordError:
        reading = Reading(article, ())
    for one in wanted.get("statements", ()):
        found = [
            _aspects(reading, each)
            for each in reading
            if _folded(one["words"]) in _said(reading, each)
        ]
        right = any(
            all(_same(one[key], has[key]) for key in has.keys() & one.keys()) for has in found
        )
        yield Verdict(name, "statements", right, one, found)


def _said(reading: Reading, one: Any) -> str:
    spans = one.content or one.cue
    return _folded(" ".join(reading.article.text[start:end] for start, end in spans))


def _aspects(reading: Reading, one: Any) -> dict[str, Any]:
    source = reading.source_of(one)
    return {
        "name": source.name if source else None,
        "kind": source.kind if source else None,
        "named": source.named if source else None,
        "terms": one.terms,
        "act": one.act,
        "via": [hop.name for hop in one.via],
    }


def _same(wanted: object, found: object) -> bool:
    if isinstance(wanted, str) and isinstance(found, str):
        return _name(wanted) == _name(found)
    if isinstance(wanted, list) and isinstance(found, list):
        return list(map(_name, wanted)) == list(map(_name, found))
    return wanted == found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is read wrong")
    parser.add_argument("--fields", choices=("page", "all"), default="page")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for one in judged(options.folder, statements=options.fields == "all"):
        right[one.field] += one.right
        total[one.field] += 1
        if options.misses and not one.right:
            print(f"{one.page}: {one.field}: wanted {one.wanted!r}, read {one.found!r}")
    print("| field | right | of |")
    print("|---|---:|---:|")
    for field, count in total.items():
        print(f"| {field} | {right[field]} | {count} |")
    page = sum(count for field, count in total.items() if field != "statements")
    share = 100 * (right.total() - right["statements"]) / page if page else float("nan")
    fields = " ".join(f"{name}={100 * right[name] / count:.1f}" for name, count in total.items())
    print(f"page={share:.1f} {fields}")


if __name__ == "__main__":
    main()
