"""Words that tell furniture from journalism, by form; position is judged where a page is read.

Three kinds of lines. A *box header* opens a box that the site put on the page ("Related
articles"), which at the end of a page is followed by nothing else. A *furniture line* is furniture
by itself, wherever it stands ("Share article"). *Leads* to other articles are furniture with what
follows on their line ("Read more: …").

The words are those of all languages that have a folder (`languages.PageWords`).
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.languages import page_words

__all__ = ["is_box_header", "is_furniture_line", "is_offer", "is_talk_header"]

_LONGEST = 300  # code points: a longer line is prose, and patterns need not look at it


def is_box_header(line: str) -> bool:
    """Whether a line is the header of a box that the site put on the page."""
    return len(line) <= _LONGEST and _box_header().fullmatch(line.strip()) is not None


def is_talk_header(line: str) -> bool:
    """Whether a line heads what readers say of the article."""
    return len(line) <= _LONGEST and _talk_header().fullmatch(line.strip()) is not None


def is_furniture_line(line: str) -> bool:
    """Whether a line is furniture by itself, wherever it stands."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    return _furniture_line().fullmatch(line) is not None or _lead().match(line) is not None


def is_offer(line: str) -> bool:
    """Whether a line offers the article, or the site, for money or a registration."""
    return len(line) <= _LONGEST and _offer().search(line) is not None


@cache
def _offer() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{words})" for words in page_words().offers), re.I)


@cache
def _box_header() -> re.Pattern[str]:
    return _whole(page_words().box_headers)


@cache
def _talk_header() -> re.Pattern[str]:
    return _whole(page_words().talk_headers)


@cache
def _furniture_line() -> re.Pattern[str]:
    return _whole(page_words().furniture_lines)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*(?:\W\s*)?(?:{'|'.join(page_words().leads)})\s*[:|»>–—-]\s*\S.{{0,160}}$", re.I
    )


def _whole(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    listing = "|".join(f"(?:{line})" for line in alternatives)
    return re.compile(rf"\W*(?:{listing})\W*", re.I)
