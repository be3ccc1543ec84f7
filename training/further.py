"""Labels of further articles, laid over their texts: ``further.py CORPORA OUTPUT``.

523 articles more, labelled by language models (two passes each, by `modern/GUIDE.md`; they had seen no software's
output). The first 391: those of ``modern/train/unlabelled.jsonl``, many of them reviews, blogs and releases with few
statements, 221 stories of ``stories/galaxy.jsonl`` and 59 of ``stories/basil.jsonl``; twelve of them that were drawn to
be read by hand are left out (``held`` is true). 78 more of the two, of which the misses were read and rules written by
them (decision 45), and 54 that no rule was written by and whose statements nothing learned from (``held`` is
"measured"); who is who in 51 of these and their texts the network has seen (``mentions.jsonl``). `further.jsonl` holds
spans and names, no text.

The articles to learn from are written beside those of ``modern/train`` into one folder, for ``train.py --modern``;
with ``--measured`` the 54 alone, with what ``benchmarks/modern.py`` asks for beside them.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_LABELS = Path(__file__).parent / "further.jsonl"
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("source", "cue", "name", "entity", "kind", "named", "act", "form", "terms")),
    **dict.fromkeys(("channel", "parent")),
    "via": [],
    "content": [],
    "continued": False,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument(
        "--measured", action="store_true", help="those that are held back, to measure on"
    )
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    if options.measured:
        _write_measured(options.corpora, options.output)
        return
    for path in (options.corpora / "modern" / "train").glob("*"):
        if path.suffix in (".txt", ".jsonl") and path.with_suffix(".txt").exists():
            shutil.copy(path, options.output / path.name)
    _write((one for one in _labelled() if not one["held"]), options.corpora, options.output)


def held_to_measure() -> set[str]:
    """The articles that nothing is to be learned from."""
    return {one["article"] for one in _labelled() if one["held"] == "measured"}


def _labelled() -> list[dict[str, Any]]:
    return [json.loads(line) for line in _LABELS.read_text(encoding="utf-8").splitlines()]


def _write_measured(corpora: Path, output: Path) -> None:
    """The articles that are held back, with their outlets, days and addresses in ``docs.json``."""
    names = held_to_measure()
    _write((one for one in _labelled() if one["article"] in names), corpora, output)
    docs = [
        {
            "id": one["id"],
            "outlet": one.get("outlet") or urlsplit(one["url"]).netloc.removeprefix("www."),
            "credit": [],
            "published": one["date"][:10],
            "url": one["url"],
        }
        for one in _stories(corpora)
        if one["id"] in names
    ]
    (output / "docs.json").write_text(json.dumps(docs), encoding="utf-8")


def _write(articles: Iterable[dict[str, Any]], corpora: Path, output: Path) -> None:
    texts = dict(_texts(corpora))
    for article in articles:
        name, rows = article["article"], [{**_EMPTY, **row} for row in article["rows"]]
        (output / f"{name}.txt").write_text(texts[name], encoding="utf-8", newline="")
        told = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (output / f"{name}.jsonl").write_text(told, encoding="utf-8")


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """The texts as they were labelled, by article: cut behind a paragraph."""
    for line in (
        (corpora / "modern/train/unlabelled.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        one = json.loads(line)
        yield one["id"].replace("/", "_"), cut(one["text"].split("\n\n"), 700).strip() + "\n"
    for one in _stories(corpora):
        parts = [part for line in re.split(r"\n+", one["text"]) if (part := line.strip())]
        yield one["id"], f"{one['title'].strip()}\n\n{cut(parts, 650)}\n"


def _stories(corpora: Path) -> Iterator[dict[str, Any]]:
    for name in ("galaxy", "basil"):
        path = corpora / "stories" / f"{name}.jsonl"
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def cut(paragraphs: Iterable[str], words: int) -> str:
    """The first paragraphs, up to the one that exceeds a number of words."""
    kept: list[str] = []
    count = 0
    for paragraph in paragraphs:
        kept.append(paragraph)
        count += len(paragraph.split())
        if count > words:
            break
    return "\n\n".join(kept)


if __name__ == "__main__":
    main()
