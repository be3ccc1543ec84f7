"""A plain text page → an article.

Text scraped or pasted off a site has no tags, so what a line is must be told by its form ("By …",
"Source: …", no full stop at its end) and its position (first, last, between paragraphs).
The words of a block are never changed: each stands in the page just as it does in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import pairwise

from onrecord.article.assemble import Piece, lay_out
from onrecord.article.boilerplate import mark_boilerplate
from onrecord.article.byline import (
    authors_in,
    dates_in,
    is_byline,
    is_date_line,
    is_stamp,
    is_time_line,
)
from onrecord.article.credit import find_credits, has_dateline, is_credit_line
from onrecord.article.dates import dateline_date
from onrecord.article.furniture import is_box_header, is_furniture_line
from onrecord.article.language import identify
from onrecord.article.names import is_of_others
from onrecord.article.signature import signed_by
from onrecord.article.turns import is_turn, mark_turns
from onrecord.languages import page_words
from onrecord.records import Article, BlockKind, Furniture, Span

__all__ = ["lines_of", "read_plain"]

_SPEECH = re.compile(r"[,.?!][\"”’»]\s+\w[^\"“]*[\"“‘«]|:\s+[\"“‘«][^\"”’»]*[.?!][\"”’»]$")
_SENTENCE_END = re.compile(r"[.?!][\"”’»]*(?=\s+[\"“‘«A-ZÀ-Þ]|$)")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSING = "\"'”’»)]“"  # marks behind the end of a sentence
_LIST_ITEM = re.compile(r"^(?:[•·‣▪●◦*–—-]\s+|\(?\d{1,2}[.)]\s+)\S")
_QUOTED_LINE = re.compile(r"^(?:>+\s?)\S")
_BYTE_ORDER_MARK = "\ufeff"
_WORD = re.compile(r"\w{4,}")

_LONGEST_TITLE = 220
_LONGEST_HEADING = 160
_LONGEST_STANDFIRST = 420
_LONGEST_CAPTION = 400
_HEAD_BLOCKS = 12  # byline, date and furniture before the story stand in these
_UNDER_HEADINGS = frozenset({"paragraph", "list_item", "caption", "turn", "block_quotation"})
_LONG = 90  # code points: a line this long with an end mark is prose
_TAIL_FROM = 0.3  # a box that ends the page starts behind this share of it


@dataclass(frozen=True, slots=True)
class _Line:
    """A line (or a paragraph of hard-wrapped lines) with its place in the page."""

    start: int
    text: str
    chunk: int  # lines with no blank line between them share a chunk


@cache
def _caption() -> re.Pattern[str]:
    """What tells a caption: a word for a picture and a mark behind it, or an agency's picture service."""
    words = "|".join(page_words().captions)
    return re.compile(
        rf"\b(?:{words})\s*(?::|by\b|courtesy\b|/)"
        r"|\((?:photo|image|ap photo|reuters|getty|afp|file)[^)]{0,80}\)\s*\.?\s*$"
        r"|\bgetty images\b|\bshutterstock\b|\b(?:ap|reuters|afp)/[A-Z]|/\s?(?:ap|reuters|afp|getty|epa)\W*$",
        re.I,
    )


def read_plain(text: str, id: str, url: str | None = None) -> Article:
    """Tell an article from the furniture in a plain text page.

    Args:
        text: the decoded page.
        id: what the page is called in output.
        url: where it came from.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        text = " " + text[1:]  # no letter of the first word, and a code point of the page
    lines = _lines(text)
    kinds = _kinds(lines)
    pieces = [
        Piece(kind, line.text, line.start)
        for line, kind in zip(lines, kinds, strict=True)
        if kind is not None
    ]
    pieces = mark_boilerplate(mark_turns(pieces))
    body, blocks = lay_out(pieces)
    heads = [(kind, line.text) for line, kind in zip(lines, kinds, strict=True)]
    bylines = [words for kind, words in heads if kind == "byline"]
    return Article(
        id=id,
        text=body,
        blocks=blocks,
        title=next((words for kind, words in heads if kind == "title"), None),
        standfirst=next((words for kind, words in heads if kind == "standfirst"), None),
        authors=_authors(bylines) or signed_by(pieces),
        published=_published(bylines, pieces),
        credits=find_credits(body, blocks),
        language=identify(body),
        url=url,
        furniture=tuple(
            Furniture(line.text, line.start)
            for line, kind in zip(lines, kinds, strict=True)
            if kind is None
        ),
    )


def _authors(bylines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for words in bylines for name in authors_in(words)))


def _published(bylines: Sequence[str], pieces: Sequence[Piece]) -> datetime | date | None:
    """The first date of the lines round the title that is none of an update; else the dateline's."""
    told = [(day, later) for words in bylines for day, later in dates_in(words)]
    first = next((day for day, later in told if not later), None)
    opening = next((piece.text for piece in pieces if piece.kind == "paragraph"), "")
    return first or dateline_date(opening)


def ends_sentence(line: str) -> bool:
    """Whether a line ends as sentences do, with marks and blanks behind the stop or none."""
    return line.rstrip().rstrip(_CLOSING).rstrip()[-1:] in tuple(".!?…。！？")


def lines_of(text: str) -> Iterator[Span]:
    """Stretches between line breaks that hold more than white space."""
    for match in re.finditer(r"[^\n]+", text):
        if not match[0].isspace():
            yield Span(*match.span())


def _lines(text: str) -> list[_Line]:
    """The page's lines without the white space around them; hard-wrapped paragraphs are one."""
    lines: list[_Line] = []
    chunk, previous_end = 0, 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if len(text[previous_end:start].splitlines()) >= 2:
            chunk += 1
        lines.append(_Line(start, words, chunk))
        previous_end = start + len(words)
    return _unwrapped(text, lines) if _is_hard_wrapped(lines) else lines


def _is_hard_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether lines were broken at a width: inner lines alike in length, most with no end mark."""
    inner = [a for a, b in pairwise(lines) if a.chunk == b.chunk]
    if len(inner) < 8 or len(inner) < 0.5 * len(lines):
        return False
    if sum(ends_sentence(line.text) for line in inner) > 0.4 * len(inner):
        return False
    from statistics import median  # late: it brings fractions and decimals, and few pages get here

    width = median(len(line.text) for line in inner)
    near = sum(0.75 * width <= len(line.text) <= 1.15 * width for line in inner)
    return 40 <= width <= 100 and near >= 0.8 * len(inner)


def _unwrapped(text: str, lines: Sequence[_Line]) -> list[_Line]:
    chunks: dict[int, list[_Line]] = {}
    for line in lines:
        chunks.setdefault(line.chunk, []).append(line)
    return [
        _Line(
            start=group[0].start,
            text=text[group[0].start : group[-1].start + len(group[-1].text)],
            chunk=group[0].chunk,
        )
        for group in chunks.values()
    ]


def _kinds(lines: Sequence[_Line]) -> list[BlockKind | None]:
    """The kind of each line; None for furniture."""
    tail = _tail_start(lines)
    kinds: list[BlockKind | None] = [
        None if index >= tail and not is_credit_line(line.text) else _by_form(line.text)
        for index, line in enumerate(lines)
    ]
    _mark_head(lines, kinds)
    _mark_captions(lines, kinds)
    _mark_headings(lines, kinds)
    return kinds


def _by_form(line: str) -> BlockKind | None:
    if is_furniture_line(line) or is_box_header(line):
        return None
    if is_credit_line(line):
        return "credit"
    if len(line) <= _LONGEST_CAPTION and _caption().search(line):
        return "caption"
    if _LIST_ITEM.match(line):
        return "list_item"
    if _QUOTED_LINE.match(line) and len(line) > _LONG:
        return "block_quotation"
    return "paragraph"


def _tail_start(lines: Sequence[_Line]) -> int:
    """Where the furniture at the end of the page begins.

    A box header ends the story if no prose follows it; prose is a line of some length that ends
    as sentences do. Teasers of other articles seldom have more than one such line.
    """
    first = int(len(lines) * _TAIL_FROM)
    prose_after = 0
    tail = len(lines)
    for index in range(len(lines) - 1, first - 1, -1):
        line = lines[index].text
        if is_box_header(line) or is_furniture_line(line):
            if prose_after <= 1:
                tail = index
        elif len(line) >= _LONG and ends_sentence(line):
            prose_after += 1
            if prose_after > 1:
                break
    if tail == len(lines):
        return tail
    # A lone paragraph between the header and the end would be lost with it: keep what comes after
    # the header only if it is the one thing there (a story's last words after an advert's header).
    rest = [line.text for line in lines[tail:]]
    prose = [line for line in rest if len(line) >= _LONG and ends_sentence(line)]
    return len(lines) if prose and len(rest) <= 2 else tail


def _mark_head(lines: Sequence[_Line], kinds: list[BlockKind | None]) -> None:
    """Find title, standfirst, byline and date among the first lines."""
    head = [index for index, kind in enumerate(kinds) if kind is not None][:_HEAD_BLOCKS]
    title = next((i for i in head if _may_be_title(lines, i, kinds)), None)
    if title is not None:
        kinds[title] = "title"
    for index in head:
        line = lines[index].text
        if kinds[index] in ("paragraph", "credit") and (_is_head_line(line) or is_of_others(line)):
            if index != title:
                kinds[index] = "byline"
        elif kinds[index] == "paragraph" and len(line) >= _LONG:
            # Past the first paragraph "By …" is prose; the standfirst alone comes before a byline.
            if any(kinds[i] == "paragraph" for i in head if i < index):
                break
    if title is None:
        return
    after = [i for i in head if i > title and kinds[i] in ("paragraph", "byline")]
    if after and _is_standfirst(lines, kinds, after):
        kinds[after[0]] = "standfirst"


def _may_be_title(lines: Sequence[_Line], index: int, kinds: Sequence[BlockKind | None]) -> bool:
    """The first line that reads as a title, with a paragraph or a byline somewhere behind it."""
    line = lines[index].text
    if kinds[index] != "paragraph" or _is_head_line(line) or has_dateline(line):
        return False
    if len(line) > _LONGEST_TITLE or len(line.split()) < 3 or line.endswith((":", ",", ";")):
        return False
    if _is_prose(line):
        return False
    # Any prose before it, and it is not the title.
    return not any(_is_prose(lines[i].text) for i in range(index) if kinds[i] == "paragraph")


def _is_head_line(line: str) -> bool:
    """Whether a line is a byline, or tells a date."""
    return is_byline(line) or is_date_line(line) or is_stamp(line) or is_time_line(line)


def _is_prose(line: str) -> bool:
    """Whether a line is of the story: a sentence with its stop, or somebody's words with who says them."""
    if ends_sentence(line) and not line.rstrip(_CLOSING + " ").endswith(("?", "!")):
        return len(line.split()) > 2
    return bool(_SPEECH.search(line)) or len(_SENTENCE_END.findall(line)) > 1


def _is_standfirst(
    lines: Sequence[_Line], kinds: Sequence[BlockKind | None], after: Sequence[int]
) -> bool:
    """Whether the first line behind the title sums the story up.

    It does if a byline follows it, if it is a sentence without a full stop, or if the next
    paragraphs say much the same again.
    """
    first = after[0]
    line = lines[first].text
    if kinds[first] != "paragraph" or len(line) > _LONGEST_STANDFIRST or len(line.split()) < 4:
        return False
    if len(after) < 3 or is_turn(line) or line.startswith(("“", '"', "«")):
        return False
    if kinds[after[1]] == "byline" or not ends_sentence(line):
        return True
    ours = _stems(line)
    theirs = {stem for index in after[1:4] for stem in _stems(lines[index].text)}
    sentences = len(re.findall(r"[.!?][\"”’]?\s+[\"“A-Z]", line)) + 1
    return sentences <= 2 and len(ours) >= 4 and len(ours & theirs) >= 0.5 * len(ours)


def _stems(text: str) -> set[str]:
    return {word.casefold()[:6] for word in _WORD.findall(text)}


def _mark_captions(lines: Sequence[_Line], kinds: list[BlockKind | None]) -> None:
    """A short line right on top of a caption belongs to it: a picture's name or alternative text."""
    for index in range(len(lines) - 2, -1, -1):
        line, below = lines[index], lines[index + 1]
        if (
            kinds[index] == "paragraph"
            and kinds[index + 1] == "caption"
            and line.chunk == below.chunk
            and len(line.text) <= _LONGEST_HEADING
            and not ends_sentence(line.text)
            and (index == 0 or lines[index - 1].chunk != line.chunk)
        ):
            kinds[index] = "caption"


def _mark_headings(lines: Sequence[_Line], kinds: list[BlockKind | None]) -> None:
    following: BlockKind | None = None  # what is kept next
    for index in range(len(lines) - 1, -1, -1):
        kind = kinds[index]
        if kind == "paragraph" and following in _UNDER_HEADINGS and _is_heading(lines[index].text):
            kinds[index] = "heading"
        # What stands below, as it was told before headings were.
        following = kind or following


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or len(line.split()) > 22 or not line[0].isalnum():
        return False
    if line.endswith((":", ",", ";", "-", "–", "—")) or is_turn(line):
        return False
    if line.endswith("?"):
        return line.count("?") == 1 and not re.search(r"[.!]\s", line)
    return not ends_sentence(line) and line[0].isupper() | line[0].isdigit()
