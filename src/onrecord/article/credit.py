"""The article's own notes of where it comes from: "Source: X", "(AP)", "h/t X", agency bylines.

Nothing is inferred: a credit is a form of words that newsrooms use for one, in a place where they
put it (its own line, the end of the text, the byline, the dateline). One is told by its form alone, without the name:
how Reuters signs, where no other agency is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.languages import page_words
from onrecord.outlets import agencies
from onrecord.records import Block, Credit, CreditForm, Span

__all__ = ["agency_in", "find_credits", "has_dateline", "is_credit_line", "is_wire_dateline"]

_HEAD = 4  # paragraphs of which one may begin with the dateline
_LONGEST_LINE = 240  # code points of a line that is a credit
_DATELINE_REACH = 100


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Forms of credits, by the agencies' names and the words of all languages; the credited is a group.

    Attributes:
        source_line: a line that is one.
        bare: a line that opens as one, but without the colon that it needs.
        hat_tip: anywhere in a line.
        hat_tip_line: a line that opens with one.
        via: a line that is one.
        dateline: a beginning, "GENEVA (Reuters) — ".
        closing: an end, "— AP".
        signed: an end, "— with reporting by AP".
        files: a line that credits what others contributed.
        agency: an agency's name.
        lone: a line that is an agency's name.
        republished: a sentence that names the outlet that had it first.
        copyright: "© AP", "(c) Reuters 2024": an agency's text.
    """

    source_line: re.Pattern[str]
    bare: re.Pattern[str]
    hat_tip: re.Pattern[str]
    hat_tip_line: re.Pattern[str]
    via: re.Pattern[str]
    dateline: re.Pattern[str]
    closing: re.Pattern[str]
    signed: re.Pattern[str]
    files: re.Pattern[str]
    agency: re.Pattern[str]
    lone: re.Pattern[str]
    republished: re.Pattern[str]
    copyright: re.Pattern[str]


#: A beginning with a name in brackets that no list knows: "LUNT, May 3 (NEWSBEAM) -- ".
_WIRE_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’-]{2,40}(?:,[^(\n]{1,60})?\s*\((?P<name>[A-Z][\w&.'’ -]{2,30})\)\s*(?:--?|[—–])\s"
)
#: How Reuters, and no other agency, signs: "(Reporting by A. Writer; Editing by B. Reader)".
_REUTERS = re.compile(
    r"\((?:Additional (?:R|r)|R)eporting (?:and \w+ )?by [^()\n]{3,300}?;? ?(?:\w+ and )?Editing by [^()\n]{3,120}\)"
)
#: An outlet in a sentence: words with capitals, and small ones between them.
_OUTLET = r"(?:the\s+)?(?P<name>(?:The\s+)?[A-Z][\w&'’.-]*[\w](?:\s+(?:(?:of|and|&|the|for)\s+)*[A-Z][\w&'’.-]*\w)*)"
_CREDITED = r"(?P<name>(?:@\w+|[A-Z][\w&'’.-]*(?:\s+(?:of|the|and|&|[A-Z][\w&'’.-]*))*))[\s.)\]]*$"


@cache
def _patterns() -> _Patterns:
    words = page_words()
    names = "|".join(re.escape(name) for name in sorted(agencies(), key=len, reverse=True))

    def agency(group: str = "name") -> str:
        return rf"(?P<{group}>{names})"

    tips, vias = "|".join(words.hat_tips), "|".join(words.vias)
    return _Patterns(
        source_line=re.compile(
            rf"^\W{{0,3}}(?:{'|'.join(words.source_lines)})\s*[:：]?\s+(?P<name>(?!:)\S[^\n]{{0,80}}?)[\s.]*$",
            re.I,
        ),
        bare=re.compile(rf"^\W{{0,3}}(?:{'|'.join(words.bare)})\s+(?![:：])", re.I),
        hat_tip=re.compile(rf"(?:^|[\s(\[])(?i:{tips})(?:\s*[:：]\s*|\s+(?:to\s+)?){_CREDITED}"),
        hat_tip_line=re.compile(rf"^\W{{0,2}}(?:{tips})\b", re.I),
        via=re.compile(rf"^\W{{0,2}}(?i:{vias})\s*[:：]?\s+{_CREDITED}"),
        dateline=re.compile(
            rf"^[^\W\d_][^\n(—–]{{1,60}}?\s*\(\s*{agency()}\s*\)\s*(?:[—–:]|--?)"
            rf"|^\W?\(\s*{agency('bare')}\s*\)\s*(?:[—–]|--?)"
            rf"|^[^\W\d_][^\n(—–]{{1,60}}?,?\s+[^\n(—–]{{0,20}}?\(\s*{agency('late')}\s*\)"
        ),
        closing=re.compile(rf"(?:^|\s)[(\[—–-]\s*{agency()}\s*[)\]]?\s*\.?\s*$"),
        signed=re.compile(rf"[—–-]\s*(?:{'|'.join(words.signed)}) {agency()}", re.I),
        files=re.compile(
            rf"^\W{{0,3}}(?:{'|'.join(words.files)}|{agency('who')} contributed to this)\s*"
            rf"(?:the )?(?:{agency('files')})?",
            re.I,
        ),
        agency=re.compile(rf"(?<![\w.]){agency()}(?![\w-])"),
        lone=re.compile(rf"[(\[—–-]?\s*{agency()}\s*[)\]]?\.?"),
        republished=re.compile(rf"\b(?i:{'|'.join(words.republished)})\s+{_OUTLET}"),
        copyright=re.compile(
            rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:[Tt]he )?{agency()}(?![\w-])"
        ),
    )


def is_credit_line(line: str) -> bool:
    """Whether a whole line is a note of where the article comes from."""
    line = line.strip()
    if len(line) > _LONGEST_LINE:
        return False
    if _patterns().source_line.match(line) and not _patterns().bare.match(line):
        return True
    if _patterns().republished.match(line.lstrip("(*—– ")):
        return True
    return bool(
        _patterns().lone.fullmatch(line)
        or _patterns().hat_tip_line.match(line)
        or _patterns().via.match(line)
        or _patterns().files.match(line)
    )


def has_dateline(line: str) -> bool:
    """Whether a line begins with a dateline that names an agency: "GENEVA (Reuters) — "."""
    return _patterns().dateline.match(line[:_DATELINE_REACH]) is not None


def is_wire_dateline(line: str) -> bool:
    """Whether a line opens with a dateline that names whoever spread it, known or not."""
    opening = line[:_DATELINE_REACH]
    return _WIRE_DATELINE.match(opening) is not None


def agency_in(name: str) -> str | None:
    """The agency that a byline or author field names, or None."""
    found = _patterns().agency.search(name)
    return found["name"] if found else None


def find_credits(
    text: str, blocks: Sequence[Block], authors: Iterable[str] = ()
) -> tuple[Credit, ...]:
    """The credits of an article, each once, in order of the text; metadata's come last.

    Args:
        text: the article's text.
        blocks: its blocks; credits are looked for in the byline, in credit blocks, at the head of
            the first paragraphs (dateline) and at the end of the last.
        authors: author names from the page's metadata, some of which are agencies.
    """
    found: list[Credit] = []
    for credit in _in_text(text, blocks):
        if _is_by_form(credit, text) and any(known.form == "agency" for known in found):
            continue  # others sign so too
        if all(_key(credit.name) != _key(known.name) for known in found):
            found.append(credit)
    for author in authors:
        agency = agency_in(author)
        if agency and all(_key(agency) != _key(known.name) for known in found):
            found.append(Credit(agency, "agency"))
    return tuple(found)


def _is_by_form(credit: Credit, text: str) -> bool:
    """Whether a credit is told by how the words are set, and they do not hold its name."""
    return credit.span is not None and credit.name not in text[credit.span.start : credit.span.end]


def _in_text(text: str, blocks: Sequence[Block]) -> Iterator[Credit]:
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    ends = {block.span for block in paragraphs[-2:]}
    # In scraped text a title, a byline and a standfirst may be paragraphs like any other.
    heads = {block.span for block in paragraphs[:_HEAD]}
    for block in blocks:
        words = text[block.span.start : block.span.end]
        if block.kind == "byline":
            yield from _found(_patterns().agency.finditer(words), "agency", block)
        elif block.kind == "credit":
            yield from _in_credit_line(words, block)
        elif block.span in heads:
            opening = words[:_DATELINE_REACH]
            dateline = _patterns().dateline.match(opening)
            yield from _found([dateline or _WIRE_DATELINE.match(opening)], "agency", block)
        if block.span in ends:
            yield from _found(
                [
                    _patterns().closing.search(words),
                    _patterns().signed.search(words),
                    _patterns().copyright.search(words),
                ],
                "agency",
                block,
            )
            yield from _found([_patterns().hat_tip.search(words)], "hat_tip", block)
            if signature := _REUTERS.search(words):
                yield from _signed_by_reuters(signature, block)


def _signed_by_reuters(signature: re.Match[str], block: Block) -> Iterator[Credit]:
    start, end = signature.span()
    yield Credit("Reuters", "agency", Span(block.span.start + start, block.span.start + end))


def _in_credit_line(words: str, block: Block) -> Iterator[Credit]:
    if hat_tip := _patterns().hat_tip.search(words) or _patterns().via.match(words):
        yield from _found([hat_tip], "hat_tip", block)
    elif signature := _REUTERS.search(words):
        yield from _signed_by_reuters(signature, block)
    elif republished := _patterns().republished.search(words):
        yield from _found([republished], "source_line", block)
    elif source := _patterns().source_line.match(words):
        yield from _found([source], "source_line", block)
    else:
        yield from _found(_patterns().agency.finditer(words), "agency", block)


def _found(
    matches: Iterable[re.Match[str] | None], form: CreditForm, block: Block
) -> Iterator[Credit]:
    for match in matches:
        if match is None:
            continue
        group = next((name for name, value in match.groupdict().items() if value), None)
        if group is not None:
            start, end = match.span(group)
            offset = block.span.start
            yield Credit(match[group], form, Span(start + offset, end + offset))


def _key(name: str) -> str:
    return re.sub(r"^the\s+|\W", "", name.casefold())
