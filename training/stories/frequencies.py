"""In what share of articles words and names occur: the background of `onrecord.stories.vectors`.

    python training/stories/frequencies.py ../shared/corpora

Counted over the training articles of PolNeAR and of modern news; what fewer than six have is left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from onrecord.languages import story_words
from onrecord.records import Article, Reading
from onrecord.stories import vectors
from onrecord.stories.texts import Text

TARGET = Path(__file__).parents[2] / "src/onrecord/stories/frequencies.json"
LEAST = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    o = parser.parse_args()
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    articles = 0
    for path in (*o.corpora.glob("modern/train/*.txt"), *o.corpora.glob("polnear/train/**/*.txt")):
        text = path.read_bytes().decode("utf-8")
        held = vectors.bags(
            Text(Reading(Article(path.stem, text, language="en"), ())), story_words("en")
        )
        articles += 1
        words.update(held["words"].keys())
        names.update(held["names"].keys())

    def shares(counts: Counter[str]) -> dict[str, float]:
        return {
            word: round(many / articles, 4)
            for word, many in sorted(counts.items())
            if many >= LEAST
        }

    values = {
        "how": "training/stories/frequencies.py",
        "articles": articles,
        "words": shares(words),
        "names": shares(names),
    }
    TARGET.write_text(
        json.dumps(values, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    print(articles, len(values["words"]), len(values["names"]))


if __name__ == "__main__":
    main()
