"""Which words of an article say beside a person's name who that is: "the inspector general, | Ada Reed", "Tom Reed, | Mr. Gold’s lawyer".

So that the same words by themselves, anywhere else in the article, mean that person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.languages import Words
from onrecord.sources.mentions.people import FullName

__all__ = ["names_by_description", "plain_description"]

_REACH = 80  # code points beside a name that are looked at
_LONGEST = 5  # words of a description
#: A short title with its full stop, a word, a mark.
_TOKEN = re.compile(r"\b[A-Z][a-z]{1,3}\.(?= [A-Z])|[\w’'.&-]*\w|[^\w\s]")
_LINE = "|"
_APPOSED = re.compile(r"\s?(?:,|[—–])\s")


def names_by_description(
    text: str, names: Iterable[FullName], lang: Words
) -> dict[str, dict[str, None]]:
    """The names that stand beside each description, in order.

    Args:
        text: of the article.
        names: of persons in it, in full.
        lang: its language.

    Returns:
        names by description, as `plain_description` gives it; most descriptions are none that anybody goes by.
    """
    found: dict[str, dict[str, None]] = {}
    for full in names:
        for told in (*_before(text, full, lang), *_behind(text, full, lang)):
            found.setdefault(told, {})[full.name] = None
    return found


def plain_description(words: str, lang: Words) -> str:
    """A description as it is looked up: in lower case, without a determiner and full stops, its apostrophes made one."""
    first, _, rest = words.replace("’", "'").replace(".", "").casefold().strip(" ,.").partition(" ")
    return rest if rest and first in lang.mentions.determiners else f"{first} {rest}".rstrip()


def _before(text: str, full: FullName, lang: Words) -> Iterator[str]:
    """Descriptions that end right before a name: "the fire chief Ada Reed", "the fire chief, Ada Reed"."""
    low = max(full.start - _REACH, 0)
    _, line, before = text[low : full.start].rpartition("\n")
    words = _TOKEN.findall(before)
    if line or not low:
        words.insert(0, _LINE)  # with which a description may begin too
    if words and words[-1] in ",—–":
        words.pop()
    for many in range(1, min(_LONGEST, len(words) - 1) + 1):
        own, first = words[-many:], words[-many - 1]
        if not own[0][0].isalnum():
            return
        alone = many == 1 and not _ends_there(first, lang)
        if not alone and first.casefold() not in lang.mentions.modifiers:
            yield plain_description(" ".join(own), lang)


def _ends_there(word: str, lang: Words) -> bool:
    """Whether nothing of a description can stand before it any more."""
    return not word[0].isalnum() or word.casefold() in lang.mentions.determiners


def _behind(text: str, full: FullName, lang: Words) -> Iterator[str]:
    """Descriptions that begin behind a name and its comma: "Ada Reed, the fire chief"."""
    behind = text[full.end : full.end + _REACH].partition("\n")[0]
    opened = _APPOSED.match(behind)
    if opened is None:
        return
    tokens = list(_TOKEN.finditer(behind, opened.end()))
    words = [token[0] for token in tokens]
    if words and words[0].casefold() in lang.mentions.determiners:
        words = words[1:]
    for many in range(1, min(_LONGEST, len(words) - 1) + 1):
        own, following = words[:many], words[many]
        if not own[-1][0].isalnum():
            return
        linked = many > 1 and following.casefold() in lang.mentions.stops
        if linked or following in ",.;:)—–" or following.casefold() in lang.coreference.relative:
            yield plain_description(" ".join(own), lang)
