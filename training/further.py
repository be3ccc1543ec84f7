"""Labels of further articles, laid over their texts: ``further.py CORPORA OUTPUT``.

469 articles more, labelled by language models (two passes each, by `modern/GUIDE.md`; they had seen no software's
output). The first 391: those of ``modern/train/unlabelled.jsonl``, many of them reviews, blogs and releases with few
statements, 221 stories of ``stories/galaxy.jsonl`` and 59 of ``stories/basil.jsonl``. `further.jsonl` holds spans and
names, no text. Twelve that were drawn to be read by hand are left out (``held``). Written beside the articles of
``modern/train`` into one folder, for ``train.py --modern``.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

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
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for path in (options.corpora / "modern" / "train").glob("*"):
        if path.suffix in (".txt", ".jsonl") and path.with_suffix(".txt").exists():
            shutil.copy(path, options.output / path.name)
    texts = dict(_texts(options.corpora))
    for line in _LABELS.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if article["held"]:
            continue
        name, rows = article["article"], [{**_EMPTY, **row} for row in article["rows"]]
        (options.output / f"{name}.txt").write_text(texts[name], encoding="utf-8", newline="")
        told = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.output / f"{name}.jsonl").write_text(told, encoding="utf-8")


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """The texts as they were labelled, by article: cut behind a paragraph."""
    for line in (
        (corpora / "modern/train/unlabelled.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        one = json.loads(line)
        yield one["id"].replace("/", "_"), cut(one["text"].split("\n\n"), 700).strip() + "\n"
    for name in ("galaxy", "basil"):
        lines = (corpora / f"stories/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for one in map(json.loads, lines):
            parts = [part for line in re.split(r"\n+", one["text"]) if (part := line.strip())]
            yield one["id"], f"{one['title'].strip()}\n\n{cut(parts, 650)}\n"


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
