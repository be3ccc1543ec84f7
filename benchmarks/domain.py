"""Another domain and another school of annotation: web documents on vaccination.

    python benchmarks/domain.py ../shared/corpora/vaccination/train.bio

The corpus has flat tags on tokens, without links and without document borders. Its last tenth of
sentences is held back for this measure (`held_back`); training, where it uses the corpus, takes the
rest. Figures are of tokens and of spans (runs of one tag) in percent, for each role.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import Page, Span, attribute, read

__all__ = ["Sentence", "held_back", "read_bio", "text_of"]

_ROLES = ("source", "cue", "content")
_CHUNK = 40  # sentences read as one text: the corpus does not say where a document ends
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}’”%") | {"n’t", "n't", "’s", "'s", "’re", "’ve", "’ll", "''"}
_NO_SPACE_AFTER = frozenset("([{“$#‘") | {"``"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens with their tags (``B-SOURCE`` …)."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]


def read_bio(path: Path) -> list[Sentence]:
    """Read the sentences of a file with a token and a tag a line."""
    sentences: list[Sentence] = []
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        token, _, tag = line.partition("\t")
        if token.strip():
            rows.append((token, tag.strip() or "O"))
        elif rows:
            sentences.append(Sentence(*zip(*rows, strict=True)))
            rows = []
    return sentences


def held_back(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The last tenth, which no model is trained on."""
    return sentences[len(sentences) * 9 // 10 :]


def text_of(sentences: Sequence[Sentence]) -> tuple[str, list[Span], list[str]]:
    """Sentences as running text, with the place and the tag of each token."""
    text = ""
    places: list[Span] = []
    tags: list[str] = []
    for sentence in sentences:
        before = ""
        for number, (token, tag) in enumerate(zip(sentence.tokens, sentence.tags, strict=True)):
            glued = token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER
            if text and (number == 0 or not glued):
                text += " "
            places.append(Span(len(text), len(text) + len(token)))
            tags.append(tag)
            text += token
            before = token
    return text, places, tags


def spans_of(tags: Sequence[str], role: str) -> Iterator[tuple[int, int]]:
    """Runs of a role, as ``[first, last)`` tokens; a B begins a new one."""
    start = None
    for place, tag in enumerate([*tags, "O"]):
        inside = tag.endswith("-" + role.upper())
        if start is not None and (not inside or tag.startswith("B")):
            yield start, place
            start = None
        if inside and start is None:
            start = place


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    options = parser.parse_args()
    sentences = held_back(read_bio(options.corpus))
    counts = {role: Counter[str]() for role in _ROLES}
    for start in range(0, len(sentences), _CHUNK):
        text, places, tags = text_of(sentences[start : start + _CHUNK])
        found = [
            one
            for one in attribute(read(Page(text, kind="raw")), force=True, continued=False)
            if one.parent is None
        ]
        for role in _ROLES:
            gold = {n for n, tag in enumerate(tags) if tag.endswith("-" + role.upper())}
            pieces = {span for one in found for span in getattr(one, role)}
            ours = {
                n
                for n, place in enumerate(places)
                if any(place.start < end and begin < place.end for begin, end in pieces)
            }
            counts[role].update(right=len(gold & ours), found=len(ours), gold=len(gold))
            gold_spans = set(spans_of(tags, role))
            our_spans = {
                (touched[0], touched[-1] + 1)
                for begin, end in pieces
                if (touched := [n for n, p in enumerate(places) if p.start < end and begin < p.end])
            }
            counts[role].update(
                span_right=len(gold_spans & our_spans),
                span_found=len(our_spans),
                span_gold=len(gold_spans),
            )
    print(f"{len(sentences)} sentences held back")
    print("| role | tokens: precision | recall | F1 | spans: precision | recall | F1 |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for role, count in counts.items():
        figures = [*_scores(count, ""), *_scores(count, "span_")]
        print(f"| {role} | " + " | ".join(f"{100 * figure:.1f}" for figure in figures) + " |")


def _scores(count: Counter[str], kind: str) -> tuple[float, float, float]:
    right, found, gold = (count[kind + one] for one in ("right", "found", "gold"))
    f1 = 2 * right / (found + gold) if found + gold else 0.0
    return right / max(found, 1), right / max(gold, 1), f1


if __name__ == "__main__":
    main()
