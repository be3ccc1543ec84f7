"""A page out of a row or an object that somebody else made: words, metadata, and their own fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import FormatError, OnRecordError
from onrecord.page._page import Page
from onrecord.page.moments import parse_moment
from onrecord.records import to_values

__all__ = ["Columns", "page_of", "words_column"]

#: Names of fields that are used, by what they hold: ours, and those that scrapers write.
_FIELDS: dict[str, tuple[str, ...]] = {
    "html": ("html",),
    "text": ("text", "maintext"),
    "id": ("id",),
    "url": ("url",),
    "title": ("title", "headline"),
    "authors": ("authors", "author"),
    "outlet": ("outlet", "sitename"),
    "published": ("published", "date_publish"),
    "language": ("language",),
}
#: ISO 639-2 and -3 codes, as crawls have them, of languages that have one of two letters.
_OF_THREE_LETTERS = dict(
    pair.split(":")
    for pair in """eng:en deu:de ger:de fra:fr fre:fr spa:es ita:it por:pt nld:nl dut:nl swe:sv dan:da nor:no nob:nb nno:nn
    fin:fi isl:is ice:is pol:pl ces:cs cze:cs slk:sk slo:sk slv:sl hrv:hr srp:sr bos:bs bul:bg mkd:mk mac:mk ron:ro rum:ro
    hun:hu ell:el gre:el tur:tr rus:ru ukr:uk bel:be est:et lav:lv lit:lt sqi:sq alb:sq cat:ca eus:eu baq:eu glg:gl gle:ga
    cym:cy wel:cy ara:ar heb:he fas:fa per:fa urd:ur hin:hi ben:bn tam:ta tel:te mal:ml kan:kn mar:mr guj:gu pan:pa nep:ne
    sin:si tha:th vie:vi ind:id msa:ms may:ms tgl:tl zho:zh chi:zh jpn:ja kor:ko kat:ka geo:ka hye:hy arm:hy aze:az kaz:kk
    uzb:uz swa:sw amh:am hau:ha yor:yo zul:zu xho:xh afr:af""".split()
)
_LONGEST_ID = 2_000  # code points


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; None for those of the usual names.

    Attributes:
        text, html: the article; one of them is needed.
        id, url: what the page is called, and its address.
    """

    text: str | None = None
    html: str | None = None
    id: str | None = None
    url: str | None = None

    def named(self) -> dict[str, str]:
        """Those that are named, by what they hold."""
        named = {"text": self.text, "html": self.html, "id": self.id, "url": self.url}
        return {what: name for what, name in named.items() if name is not None}


def words_column(names: Iterable[str], columns: Columns, place: str) -> None:
    """Check that a table has a column with articles.

    Raises:
        FormatError: it has not, or lacks a column that was named; the message says how to say which.
    """
    known = list(names)
    for name in columns.named().values():
        if name not in known:
            raise FormatError(f"{place}: no column {name!r}; its columns are {_listed(known)}")
    if columns.text or columns.html:
        return
    if not any(name in known for what in ("html", "text") for name in _FIELDS[what]):
        raise FormatError(
            f"{place}: which column holds the articles? Say --text-column NAME or --html-column "
            f"NAME (text_column=, html_column=); its columns are {_listed(known)}"
        )


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def page_of(row: Mapping[str, Any], columns: Columns, place: str) -> Page | OnRecordError:
    """The page of a row; an error where it holds none.

    All its fields come out with the results, but for the words and those of our own names that could
    be used, which the results have anyway; what could not be (a title that is a number) is kept.

    Args:
        row: its fields, by name.
        columns: which of them hold what, where their names do not tell.
        place: of the row, for messages; the id of a page that has none.
    """
    fields = _assigned(row, columns)
    html, text = (row.get(fields.get(what, "")) for what in ("html", "text"))
    words = html if isinstance(html, str) and html.strip() else text
    if not isinstance(words, str):
        error = FormatError(f'{place}: needs "html" or "text" with a string')
        error.columns = _others(row, fields, {})
        return error
    used = {what: row[name] for what, name in fields.items() if name in row}
    said: dict[str, Any] = {
        "url": _url(used.get("url")),
        "id": _id(used.get("id")),
        "title": _text(used.get("title")),
        "authors": _names(used.get("authors")),
        "outlet": _text(used.get("outlet")),
        "published": parse_moment(used.get("published")),
        "language": _language(used.get("language")),
    }
    return Page(
        to_values(words),
        kind="html" if words is html else "text",
        origin=place,
        columns=_others(row, fields, said),
        **{**said, "id": said["id"] or said["url"] or place},
    )


def _others(
    row: Mapping[str, Any], fields: Mapping[str, str], said: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of a row that the results do not have anyway: all but the words, and those of our
    own names that could be used.
    """
    had = {
        name
        for what, name in fields.items()
        if what in ("html", "text")
        or (name in _FIELDS and (said.get(what) or row.get(name) in (None, "")))
    }
    others: dict[str, Any] = to_values({key: row[key] for key in row if key not in had})
    return others


def _assigned(row: Mapping[str, Any], columns: Columns) -> dict[str, str]:
    """The names of the fields that are used, by what they hold."""
    assigned = columns.named()
    told = "text" in assigned or "html" in assigned
    for what, names in _FIELDS.items():
        if what in assigned or (told and what in ("text", "html")):
            continue
        free = (name for name in names if name in row and name not in assigned.values())
        if (name := next(free, None)) is not None:
            assigned[what] = name
    return assigned


def _url(value: object) -> str | None:
    return str(to_values(value)) if isinstance(value, str) and value.strip() else None


def _id(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(to_values(str(value)))[:_LONGEST_ID].strip() or None


def _text(value: object) -> str | None:
    return " ".join(str(to_values(value)).split()) or None if isinstance(value, str) else None


def _language(value: object) -> str | None:
    """ISO 639-1 code of "en", "en-US", "en_GB", "eng"; None of what is no code."""
    code = (
        value.strip().lower().replace("_", "-").partition("-")[0] if isinstance(value, str) else ""
    )
    code = _OF_THREE_LETTERS.get(code, code)
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None


def _names(value: object) -> tuple[str, ...]:
    """Names as a list, or as one string with ``;`` or ``|`` between them."""
    if isinstance(value, str):
        value = value.replace("|", ";").split(";")
    if not isinstance(value, list | tuple):
        return ()
    return tuple(name for one in value if (name := _text(one)))
