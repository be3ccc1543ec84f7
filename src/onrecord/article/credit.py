"""The article's own notes of where it comes from: "Source: X", "(AP)", "h/t X", agency bylines.

Nothing is inferred: a credit is a form of words that newsrooms use for one, in a place where they
put it (its own line, the end of the text, the byline, the dateline).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.records import Block, Credit, CreditForm, Span

__all__ = ["agency_in", "find_credits", "has_dateline", "is_credit_line"]

#: News agencies by the names and short forms that stand in bylines and datelines.
_AGENCIES = (
    "The Associated Press",
    "Associated Press",
    "AP",
    "Thomson Reuters",
    "Reuters",
    "Agence France-Presse",
    "AFP",
    "United Press International",
    "UPI",
    "Bloomberg News",
    "Bloomberg",
    "Press Association",
    "PA Media",
    "Deutsche Presse-Agentur",
    "dpa",
    "Agencia EFE",
    "EFE",
    "Europa Press",
    "ANSA",
    "TASS",
    "Interfax",
    "RIA Novosti",
    "Xinhua",
    "Kyodo News",
    "Kyodo",
    "Jiji Press",
    "Yonhap",
    "PTI",
    "Press Trust of India",
    "ANI",
    "IANS",
    "Anadolu Agency",
    "Anadolu",
    "Canadian Press",
    "The Canadian Press",
    "Australian Associated Press",
    "AAP",
    "Ukrinform",
    "Belga",
    "APA",
    "Keystone-SDA",
    "KNA",
    "EPD",
    "SID",
    "TT",
    "NTB",
    "Ritzau",
    "CNS",
    "Tribune News Service",
    "Tribune Content Agency",
    "McClatchy",
    "Scripps Howard",
    "Religion News Service",
    "Stateline",
    "Inter Press Service",
    "States Newsroom",
    "The Conversation",
    "ProPublica",
    "KFF Health News",
)
_NAMES = "|".join(re.escape(name) for name in sorted(_AGENCIES, key=len, reverse=True))
#: Agencies by an unmistakable name, so that bare upper-case words are not taken for one.
_AGENCY = rf"(?P<name>{_NAMES})"

_SOURCE_LINE = re.compile(
    r"^\W{0,3}(?:source|sources|fuente|fuentes|quelle|quellen|fonte|fonti|bron|źródło|credit|"
    r"originally published (?:in|on|by|at)|first published (?:in|on|by|at)|"
    r"this (?:article|story|report) (?:was )?(?:originally |first )?(?:appeared|published|ran) "
    r"(?:in|on|by|at)|with information from|con información de|avec|mit material von)"
    r"\s*[:：]?\s+(?P<name>(?!:)\S[^\n]{0,80}?)[\s.]*$",
    re.I,
)
_BARE_VERB = re.compile(r"^\W{0,3}(?:avec|credit|sources?)\s+(?![:：])", re.I)
_CREDITED = r"(?P<name>(?:@\w+|[A-Z][\w&'’.-]*(?:\s+(?:of|the|and|&|[A-Z][\w&'’.-]*))*))[\s.)\]]*$"
_HAT_TIP = re.compile(rf"(?:^|[\s(\[])(?i:h/t|hat[ -]tip)(?:\s*[:：]\s*|\s+(?:to\s+)?){_CREDITED}")
_VIA_LINE = re.compile(rf"^\W{{0,2}}(?i:via)\s*[:：]?\s+{_CREDITED}")
_DATELINE = re.compile(
    rf"^[^\W\d_][^\n(—–]{{1,60}}?\s*\(\s*{_AGENCY}\s*\)\s*(?:[—–:]|--?)"
    rf"|^\W?\(\s*{_AGENCY.replace('name', 'bare')}\s*\)\s*(?:[—–]|--?)"
    rf"|^[^\W\d_][^\n(—–]{{1,60}}?,?\s+[^\n(—–]{{0,20}}?\(\s*{_AGENCY.replace('name', 'late')}\s*\)"
)
_CLOSING = re.compile(rf"(?:^|\s)[(\[—–-]\s*{_AGENCY}\s*[)\]]?\s*\.?\s*$")
_SIGNED_BY = re.compile(
    rf"[—–-]\s*(?:with )?(?:reporting|files|material) (?:by|from) {_AGENCY}", re.I
)
_WITH_FILES = re.compile(
    rf"^\W{{0,3}}(?:with (?:files|reporting|material|information) (?:from|by)|"
    rf"additional reporting (?:from|by)|{_AGENCY.replace('name', 'who')} contributed to this)\s*"
    rf"(?:the )?(?:{_AGENCY.replace('name', 'files')})?",
    re.I,
)
_BYLINE_AGENCY = re.compile(rf"(?<![\w.]){_AGENCY}(?![\w-])")
#: How Reuters, and no other agency, signs: "(Reporting by A. Writer; Editing by B. Reader)".
_REUTERS_SIGNATURE = re.compile(
    r"\((?:Additional (?:R|r)|R)eporting (?:and \w+ )?by [^()\n]{3,300}?;? ?(?:\w+ and )?Editing by [^()\n]{3,120}\)"
)
_HEAD = 4  # paragraphs of which one may begin with the dateline
_DATELINE_REACH = 100


def is_credit_line(line: str) -> bool:
    """Whether a whole line is a note of where the article comes from."""
    line = line.strip()
    if len(line) > 160:
        return False
    if _SOURCE_LINE.match(line) and not _BARE_VERB.match(line):
        return True
    return bool(
        re.fullmatch(rf"[(\[—–-]?\s*{_AGENCY}\s*[)\]]?\.?", line)
        or re.match(r"^\W{0,2}(?:h/t|hat[ -]tip)\b", line, re.I)
        or _VIA_LINE.match(line)
        or _WITH_FILES.match(line)
    )


def has_dateline(line: str) -> bool:
    """Whether a line begins with a dateline that names an agency: "GENEVA (Reuters) — "."""
    return _DATELINE.match(line[:_DATELINE_REACH]) is not None


def agency_in(name: str) -> str | None:
    """The agency that a byline or author field names, or None."""
    found = _BYLINE_AGENCY.search(name)
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
        if all(_key(credit.name) != _key(known.name) for known in found):
            found.append(credit)
    for author in authors:
        agency = agency_in(author)
        if agency and all(_key(agency) != _key(known.name) for known in found):
            found.append(Credit(agency, "agency"))
    return tuple(found)


def _in_text(text: str, blocks: Sequence[Block]) -> Iterator[Credit]:
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    ends = {block.span for block in paragraphs[-2:]}
    # In scraped text a title, a byline and a standfirst may be paragraphs like any other.
    heads = {block.span for block in paragraphs[:_HEAD]}
    for block in blocks:
        words = text[block.span.start : block.span.end]
        if block.kind == "byline":
            yield from _found(_BYLINE_AGENCY.finditer(words), "agency", block)
        elif block.kind == "credit":
            yield from _in_credit_line(words, block)
        elif block.span in heads:
            yield from _found([_DATELINE.match(words[:_DATELINE_REACH])], "agency", block)
        if block.span in ends:
            yield from _found([_CLOSING.search(words), _SIGNED_BY.search(words)], "agency", block)
            yield from _found([_HAT_TIP.search(words)], "hat_tip", block)
            if signature := _REUTERS_SIGNATURE.search(words):
                start, end = signature.span()
                span = Span(block.span.start + start, block.span.start + end)
                yield Credit("Reuters", "agency", span)


def _in_credit_line(words: str, block: Block) -> Iterator[Credit]:
    if hat_tip := _HAT_TIP.search(words) or _VIA_LINE.match(words):
        yield from _found([hat_tip], "hat_tip", block)
    elif source := _SOURCE_LINE.match(words):
        yield from _found([source], "source_line", block)
    else:
        yield from _found(_BYLINE_AGENCY.finditer(words), "agency", block)


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
