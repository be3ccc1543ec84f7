"""What an article is about, as words that are weighed: by which articles about one happening find each other.

Sparse vectors (TF-IDF; Spärck Jones 1972) of words, names, pairs of words, the lead and numbers, mixed. Two happenings
of one kind share their words; names, numbers and what stands in the lead tell them apart. How rare a word is is told
by the articles so far, on a background (``frequencies.json``) that stands in while they are few.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.archive.fulltext import fold, stem
from onrecord.archive.grouped import COUNTED, Bags
from onrecord.languages import StoryWords
from onrecord.stories.texts import Text

__all__ = ["KINDS", "Frequencies", "Vectors", "alike", "bags"]

#: The bags of an article, with the share that each has in how alike two articles are; chosen on ECB+, galaxy, BASIL.
KINDS: Mapping[str, float] = {"words": 0.4, "names": 0.1, "pairs": 0.1, "lead": 0.3, "numbers": 0.1}
_LEAD = 60  # words
_BACKGROUND = 300.0  # articles that the background counts for
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_OPENS = re.compile(r"(?:[.!?\n“\"]|''|``)\s*$")
_LEAST = 0.05  # weight of a word that every article has


def bags(text: Text, words: StoryWords) -> Bags:
    """The bags of an article: for each kind how often it has what."""
    article = text.article
    whole = (
        article.text
        if article.title is None or article.title in article.text
        else f"{article.title}\n{article.text}"
    )
    found = {name: Counter[str]() for name in KINDS}
    before = ""
    for place, match in enumerate(_WORD.finditer(whole)):
        word = match[0]
        folded = fold(re.sub(r"['’]s$", "", word))
        telling = folded not in words.empty and (len(folded) > 1 or folded.isdigit())
        if telling:
            known = stem(word, article.language)
            found["words"][known] += 1
            if place < _LEAD:
                found["lead"][known] += 1
            if (
                word[0].isupper()
                and not _OPENS.search(whole[max(0, match.start() - 3) : match.start()])
                and match.start()
            ):
                found["names"][folded] += 1
            if before:
                found["pairs"][f"{before} {folded}"] += 1
        before = folded if telling else ""
    found["numbers"].update(_NUMBER.findall(whole))
    if words.months:
        months = rf"\b(?:{'|'.join(words.months)})(?: \d{{1,2}})?\b"
        found["numbers"].update(re.findall(months, fold(whole)))
    return found


@cache
def _background() -> Mapping[str, Mapping[str, float]]:
    """Of words and names the share of articles that have them."""
    values: dict[str, dict[str, float]] = json.loads(
        files(__package__).joinpath("frequencies.json").read_text(encoding="utf-8")
    )
    return {"words": values["words"], "names": values["names"]}


@dataclass(slots=True)
class Frequencies:
    """In how many articles things occur.

    Attributes:
        articles: how many there are.
        counts: for each kind of bag, by what is in it.
    """

    articles: int = 0
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in COUNTED}
    )

    def learn(self, held: Bags) -> None:
        """Count a further article."""
        self.articles += 1
        for name in COUNTED:
            self.counts[name].update(held[name].keys())

    def rarity(self, name: str, word: str) -> float:
        """The weight of a word: the rarer, the more; of what is not counted 1."""
        name = "words" if name == "lead" else name
        if name not in COUNTED:
            return 1.0
        own, share = self.counts[name][word], _BACKGROUND * _background()[name].get(word, 0.0)
        return max(_LEAST, math.log((self.articles + _BACKGROUND + 1) / (own + share + 0.5)))


@dataclass(frozen=True, slots=True)
class Vectors:
    """An article's vectors, each of length 1, by the kind of bag."""

    of: Mapping[str, Mapping[str, float]]

    @classmethod
    def made(cls, held: Bags, known: Frequencies) -> Vectors:
        """Of an article's bags."""
        found = {}
        for name, bag in held.items():
            vector = {
                word: (1 + math.log(count)) * known.rarity(name, word)
                for word, count in bag.items()
            }
            length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
            found[name] = {word: weight / length for word, weight in vector.items()}
        return cls(found)

    def salient(self, many: int) -> list[str]:
        """The words that tell most of what it is about."""
        vector = self.of["words"]
        return sorted(vector, key=lambda word: (-vector[word], word))[:many]


def alike(one: Vectors, other: Vectors) -> float:
    """How alike two articles are, 0 to 1: the mean of the cosines of their vectors."""
    return sum(share * _cosine(one.of[name], other.of[name]) for name, share in KINDS.items())


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)
