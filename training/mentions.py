"""Labels of who is who, laid over their texts: ``mentions.py CORPORA LABELLED OUTPUT``.

`mentions.jsonl` holds offsets, no text: of 2,072 articles every mention of a person, a body, a group or a
document that is meant twice or more, by whom it means, and of which verb it is the subject. Language models labelled them,
one reader each, on mentions that a parser had found (noun phrases and pronouns); two readers of eight
articles agree on all of 143 pronouns and 91 % of 216 other mentions. What ships has learned from the first 983. 543 articles are those that ``further.py`` lays out in the
folder LABELLED; the others have no such labels: of ``modern/train/unlabelled.jsonl``, ``stories/galaxy.jsonl`` and
``stories/basil.jsonl``, each cut behind the paragraph of its 600th word, and of PolNeAR's train part and ``stories/ecbplus.jsonl``
(not of its topics from 36 on), whole. The 54 articles that ``further.py --measured`` writes are left out; what ships has learned from 51 of them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from further import cut, held_to_measure

_LABELS = Path(__file__).parent / "mentions.jsonl"
_WORDS = 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    texts = dict(_texts(options.corpora))
    held = held_to_measure()
    with options.output.open("w", encoding="utf-8") as output:
        for line in _LABELS.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            name = one["article"]
            if name in held:
                continue
            if one["labelled"]:
                path = options.labelled / f"{name}.txt"
                text = path.open(encoding="utf-8", newline="").read()
            else:
                text = texts[name]
            laid = {"id": name, "text": text, "mentions": one["mentions"]}
            output.write(json.dumps(laid, ensure_ascii=False) + "\n")


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """The texts that have no other labels, as they were read."""
    unlabelled = corpora / "modern" / "train" / "unlabelled.jsonl"
    for line in unlabelled.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield one["id"], _read(re.split(r"\n\s*\n", one["text"]))
    for name in ("galaxy", "basil"):
        path = corpora / "stories" / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            yield one["id"], _read([one["title"], *re.split(r"\n+", one["text"])])
    for line in (corpora / "stories" / "ecbplus.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield one["id"], one["text"].replace("`` ", "“").replace(" ''", "”")  # of its tokens
    for path in (corpora / "polnear" / "train" / "text").glob("*.txt"):
        yield f"polnear:{path.stem}", path.open(encoding="utf-8", newline="").read()


def _read(paragraphs: list[str]) -> str:
    """What was read of a text's paragraphs."""
    return cut(filter(None, map(str.strip, paragraphs)), _WORDS) + "\n"


if __name__ == "__main__":
    main()
