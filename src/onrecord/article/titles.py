"""The title of an article, by what its page says: never the name of the site, never a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.article.byline import is_time_line
from onrecord.article.leaves import Leaf
from onrecord.article.markup import clean
from onrecord.article.model import PageModel
from onrecord.outlets import known_outlet

__all__ = ["title_of"]

_LINES = 8  # above the story, among which its title may be
_WORD = re.compile(r"\w+")
_BAR = re.compile(r"\s+[|–—·-]\s+|\s*[｜|：ㅣ]\s*")


def title_of(model: PageModel) -> str | None:
    """The title that most of a page's own notes agree on; the earliest note on a tie.

    An outlet's name behind a bar or dash ("Title | The Paper") counts as agreement. The heading that
    stands next above the story counts once more, and so does a bold line above the byline where the page
    has no heading.
    """
    markup, page, outlet = model.markup, model.page, model.outlet
    above = _above(model)
    notes = [*markup.headlines, *above]
    candidates = [one for one in dict.fromkeys(notes) if not _is_none(one, page, outlet)]
    if not candidates:
        return None
    keys = {_key(one) for one in above}
    votes = [
        sum(_agrees(other, title) for other in notes if other) + (_key(title) in keys)
        for title in candidates
    ]
    best = max(range(len(candidates)), key=lambda index: (votes[index], -index))
    title = _whole(candidates[best], markup.headings)
    return _alone(title, page, outlet) or None


def _whole(title: str, headings: Sequence[str]) -> str:
    """A title as a heading of the page has it in full, where a note broke it off."""
    longer = (one for one in headings if one.startswith(title) and len(one) > len(title))
    full = next(longer, title)
    return full if not _BAR.match(full, len(title)) else title


def _above(model: PageModel) -> list[str]:
    """The heading next above the story, but for one of something else below the page's own, which a note of the page tells; a
    bold line above the byline where there is no heading.
    """
    before = model.page[: model.story]
    headings = [
        leaf
        for leaf in before
        if leaf.kind == "heading" and leaf.linked < 0.9 and not leaf.furniture
    ]
    if headings:
        last = headings[-1]
        above = [one for one in headings if one.title and _is_noted(one, model)]
        apart = above and not last.title and not _is_of(last, above[-1])
        return [above[-1].text if apart else last.text]
    bold = [
        leaf
        for leaf in before[-_LINES:]
        if leaf.bold and leaf.linked < 0.9 and not leaf.is_sentence
    ]
    return [bold[0].text] if bold and len(bold[0].text.split()) > 2 else []


def _is_of(heading: Leaf, title: Leaf) -> bool:
    """Whether a heading has half of its words from another one."""
    words = _fold(heading.text).split()
    return 2 * len(set(words) & set(_fold(title.text).split())) >= len(set(words))


def _is_noted(leaf: Leaf, model: PageModel) -> bool:
    """Whether a heading has all the words of some note of the page about its title."""
    markup, words = model.markup, set(_fold(leaf.text).split())
    told = (markup.title, markup.meta("og:title"), markup.meta("twitter:title"))
    notes = [set(_fold(one).split()) for one in told if one]
    return any(note <= words for note in notes if note)


def _is_none(title: str, page: Sequence[Leaf], outlet: str | None) -> bool:
    """Whether a note is no title: a time, or the name of the site."""
    key = _key(title)
    if not key or is_time_line(title) or (outlet and key == _key(outlet)):
        return True
    if known_outlet(title) is not None:
        return True
    return any("©" in leaf.text and key in leaf.key for leaf in page[-12:])


def _agrees(other: str, title: str) -> bool:
    """Whether another note is this title, or this title and a section or outlet behind a bar."""
    if _fold(other) == _fold(title):
        return True
    if other.startswith(title):
        return _BAR.match(other, len(title)) is not None
    before = other[: -len(title)] if other.endswith(title) else ""
    return any(bar.end() == len(before) for bar in _BAR.finditer(before))


def _alone(title: str, page: Sequence[Leaf], outlet: str | None) -> str:
    """A title without the outlet or the section behind a bar."""
    bars = list(_BAR.finditer(title))
    if not bars:
        return title
    keys = {leaf.key for leaf in page if not leaf.furniture}
    for bar in bars:
        for part in (title[: bar.start()], title[bar.end() :]):
            if _key(part) in keys and _key(title) not in keys and _key(part) != _key(outlet or ""):
                return part
    behind, name = _key(title[bars[-1].end() :]), _key(outlet or "")
    return title[: bars[-1].start()] if name and (behind in name or name in behind) else title


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(clean(text).casefold()))


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
