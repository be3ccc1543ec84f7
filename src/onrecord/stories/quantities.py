"""How many of what a statement tells, and whether two statements tell different numbers of the same.

Sentence vectors and small networks hardly see numbers (Wallace et al. 2019), and a number is what reports of one happening
differ in most; so numbers are read by their words, and laid beside each other as stretches: "about 30", "28 to 30",
"more than 25" of people may all be right, "19" may not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from text_to_num import alpha2digit

from onrecord.archive.fulltext import fold, stem
from onrecord.languages import StoryWords

__all__ = ["Quantity", "contradict", "is_later_toll", "quantities"]

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?(?:e\d+)?|\d+(?:\.\d+)?(?:e\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[$£€¥%°]|[.,;:!?()–—-]"
)
_DIGITS = re.compile(r"\d[\d,]{0,17}(?:\.\d{1,9})?(?:e\d{1,2})?")  # longer ones count nothing
_DIGITS_BEGIN = r"(?<![\d.,])\d[\d,]{0,17}(?:\.\d{1,9})?"
_NO_COUNT = re.compile(rf"{_DIGITS_BEGIN}(?!e\d)(?:[^\W\d_]+|:\d\d)\b")  # "1st", "17:06", "200m"
_STOPS = frozenset(".,;:!?()—")
_CURRENCIES = frozenset("$£€¥")
_MEASURES = _CURRENCIES | frozenset("%°")  # what no toll is told in
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEHIND = 5  # tokens behind a number in which what it counts is told
_NAMES = 2  # of these, the first so many that tell something
_ROUND = 100  # from which a number is rounded: smaller counts are exact
_HALF = 0.49
_BOUND = 3  # words of the longest phrase that bounds a number: "no fewer than"
_MOST = 50  # numbers of a statement


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something.

    Attributes:
        low, high: between which it lies, both included.
        of: stems of what is counted or measured, as many as tell something.
    """

    low: float
    high: float
    of: frozenset[str]

    def meets(self, other: Quantity) -> bool:
        """Whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high


def contradict(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Whether two statements count something in common, and no such number of the one may be one of the other."""
    common = _common(one, other)
    return bool(common) and not any(mine.meets(theirs) for mine, theirs in common)


def _common(one: Sequence[Quantity], other: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Quantities of two statements that are of something in common, two by two."""
    return [(mine, theirs) for mine in one for theirs in other if mine.of & theirs.of]


def is_later_toll(earlier: str, later: str, words: StoryWords) -> bool:
    """Whether a statement tells a higher toll than one of before: of dead, hurt, missing more are found as time goes by.

    Args:
        earlier, later: the statements.
        words: of their language.
    """
    if any(words.tolls.isdisjoint(_TOKEN.findall(fold(said))) for said in (earlier, later)):
        return False
    one, other = quantities(earlier, words), quantities(later, words)
    return contradict(one, other) and all(
        mine.low <= theirs.high and _MEASURES.isdisjoint(mine.of | theirs.of)
        for mine, theirs in _common(one, other)
    )


def quantities(said: str, words: StoryWords) -> list[Quantity]:
    """The numbers of a statement that tell of what they are; no years, days or ordinals.

    Args:
        said: the statement.
        words: of its language, by which also numbers in words are read.
    """
    tokens = _tokens(said, words)
    found: list[Quantity] = []
    place = 0
    while place < len(tokens) and len(found) < _MOST:
        numbers, behind = _numbers(tokens, place, words)
        if numbers and not _is_date(tokens, place, behind, words):
            names = _counted(tokens, place, behind, words)
            if names:
                low, high = _bounded(tokens, place, numbers, words)
                found.append(Quantity(low, high, frozenset(names)))
            behind = _behind_total(tokens, behind, words)
        place = behind if numbers else place + 1
    return found


def _tokens(said: str, words: StoryWords) -> list[str]:
    """Words, digits and stops; numbers in words as digits, "5.2 million" as 5.2e6."""

    def scaled(match: re.Match[str]) -> str:
        return f"{match[1]}e{words.scales[match[2]]} "

    if words.uncounted is not None:
        said = words.uncounted.sub(" ", said)
    # The library takes no lone surrogates.
    told = fold(said).encode("utf-8", "replace").decode("utf-8")
    if words.scales:
        names = "|".join(words.scales)
        told = re.sub(rf"\b(?:{names})s\b", " ", told)  # "thousands": the library takes it for 1000
        told = re.sub(rf"({_DIGITS_BEGIN})[\s-]?({names})\b", scaled, told)
    if words.symbols:
        names = "|".join(words.symbols)
        told = re.sub(rf"\b(?:{names})\b", lambda name: f" {words.symbols[name[0]]} ", told)
    if words.hours is not None:
        told = words.hours.sub(" ", told)
    if words.language is not None:
        told = alpha2digit(told, words.language, threshold=1)
    return _TOKEN.findall(_NO_COUNT.sub(" ", told))


def _is_number(tokens: Sequence[str], place: int) -> bool:
    return place < len(tokens) and _DIGITS.fullmatch(tokens[place]) is not None


def _numbers(tokens: Sequence[str], place: int, words: StoryWords) -> tuple[list[str], int]:
    """The number at a place, all of "28 to 30", and the place behind; none where there is no number."""
    found: list[str] = []
    while _is_number(tokens, place):
        found.append(tokens[place])
        place += 1
        if not _is_number(tokens, place + 1) or tokens[place] not in words.between:
            break
        place += 1
    return found, place


def _is_date(tokens: Sequence[str], place: int, behind: int, words: StoryWords) -> bool:
    """Whether a number is a year, or a day of a month; "12 may have died" is none."""
    if _YEAR.fullmatch(tokens[place]) or (place and tokens[place - 1] in words.months):
        return True
    month, following = [*tokens[behind : behind + 2], "", ""][:2]
    return month in words.months and not (month in words.empty and following[:1].isalpha())


def _counted(tokens: Sequence[str], place: int, behind: int, words: StoryWords) -> list[str]:
    """Stems of what a number counts: behind it, or else right before ("a magnitude of 5.2")."""
    if place and tokens[place - 1] in _CURRENCIES:
        return [tokens[place - 1]]
    names: list[str] = []
    if place > 1 and tokens[place - 1] == "-":  # "a magnitude-5.2 quake"
        names += _names(tokens[place - 2], words)
    for token in tokens[behind : behind + _BEHIND]:
        if token in _STOPS or len(names) == _NAMES:
            break
        names += _names(token, words)
    if names:
        return names
    for token in reversed(tokens[:place]):
        if token in _STOPS or token[0].isdigit():
            break
        if names := _names(token, words):
            return names
    return []


def _names(token: str, words: StoryWords) -> list[str]:
    """The stem of a word that tells what is counted; none of another."""
    tells = token[0].isalpha() and token not in words.empty and token not in words.bounds
    if tells or token in words.counted or token in _MEASURES:
        return [stem(token, words.language)]
    return []


def _bounded(
    tokens: Sequence[str], place: int, numbers: Sequence[str], words: StoryWords
) -> tuple[float, float]:
    """The stretch that numbers stand for: "at least 25", "about 30", and "60,000" for what is rounded to it."""
    stretches = [_rounded(number.replace(",", "")) for number in numbers]
    low, high = min(low for low, _ in stretches), max(high for _, high in stretches)
    for many in range(_BOUND, 0, -1):
        phrase = " ".join(tokens[max(place - many, 0) : place])
        if phrase in words.bounds:
            least, most = words.bounds[phrase]
            return low * least, high * most
    return low, high


def _rounded(number: str) -> tuple[float, float]:
    """What may have been rounded to a number: to its last decimal, its last digit, or from 100 on its last that is no 0."""
    told, _, scale = number.partition("e")
    _, point, decimals = told.partition(".")
    zeros = len(told) - len(told.rstrip("0"))
    exponent = -len(decimals) if point else zeros if float(told) >= _ROUND else 0
    half = _HALF * 10.0 ** (exponent + int(scale or 0))
    return float(number) - half, float(number) + half


def _behind_total(tokens: Sequence[str], behind: int, words: StoryWords) -> int:
    """The place behind the total of "seven of the president's 17 advisers", which is no number of its own."""
    if tokens[behind : behind + 1] != [words.among]:
        return behind
    for place in range(behind, min(behind + _BEHIND, len(tokens))):
        if tokens[place] in _STOPS:
            break
        if _is_number(tokens, place):
            return place + 1
    return behind
