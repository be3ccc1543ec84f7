"""Inner attributions for articles that mark none: what a model finds in each content by itself.

    python training/silver.py --polnear ../shared/corpora/polnear --output build/silver.jsonl

Gold contents are read as if they were articles. What stands in one as a statement of its own is an
inner attribution of the article. Left out are those that a reader would not count: the speaker's
own "I think", "he said he hoped".
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from corpus import Annotated, Gold, read_polnear
from onrecord import Page, attribute, read
from onrecord.records import Attribution, Span

_LEAST_SCORE = 0.5
_SHORTEST = 25  # code points of a content that can hold another statement
_FIRST_PERSON = frozenset({"i", "we"})
_PRONOUNS = frozenset({"he", "she", "they", "it", *_FIRST_PERSON})
_MENTAL = re.compile(
    r"\b(think|thinks|thought|believ|hop(e|es|ed|ing)\b|want|plan|expect|feel|felt|know|knew|intend|"
    r"wish|like|consider|see|saw|look|decid|agree|love|need|guess|suppose|doubt|sure|fear|worr)",
    re.IGNORECASE,
)


def silver(article: Annotated) -> Iterator[Gold]:
    """Inner attributions of an article."""
    for outer in article.attributions:
        for piece in outer.content:
            if piece.end - piece.start < _SHORTEST:
                continue
            words = article.text[piece.start : piece.end]
            found = attribute(
                read(Page(words, kind="raw")), min_score=_LEAST_SCORE, force=True, continued=False
            )
            for one in found:
                if one.source and not _own(words, one):
                    yield Gold(
                        *(
                            tuple(Span(s + piece.start, e + piece.start) for s, e in role)
                            for role in (one.source, one.cue, one.content)
                        ),
                        inner=True,
                    )


def _own(words: str, one: Attribution) -> bool:
    """Whether this is what the speaker says of his own mind."""
    source = words[one.source[0].start : one.source[-1].end].lower()
    cue = words[one.cue[0].start : one.cue[-1].end]
    return source in _PRONOUNS and (source in _FIRST_PERSON or bool(_MENTAL.search(cue)))


def read_silver(path: Path) -> dict[tuple[str, str], tuple[Gold, ...]]:
    """Inner attributions by name and annotator of the article."""
    by_article: dict[tuple[str, str], tuple[Gold, ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        by_article[one["name"], one["annotator"]] = tuple(
            Gold(*(tuple(Span(*span) for span in role) for role in roles), inner=True)
            for roles in one["inner"]
        )
    return by_article


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with options.output.open("w", encoding="utf-8") as file:
        for article in read_polnear(options.polnear / "train"):
            inner = [(one.source, one.cue, one.content) for one in silver(article)]
            count += len(inner)
            line = {"name": article.name, "annotator": article.annotator, "inner": inner}
            file.write(json.dumps(line) + "\n")
    print(f"{count} inner attributions")


if __name__ == "__main__":
    main()
