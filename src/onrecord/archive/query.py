"""The language in which an archive is asked: words, phrases and fields.

::

    dam "public inquiry" -hoax resign*  flood OR deluge
    source:"ANA RUIZ" terms:anonymous,unnamed -outlet:"Daily Echo" via:Reuters
    act:denies kind:person channel:interview since:2026-01 until:2026-03-15

Parts stand beside each other for "and"; ``OR`` between words, and commas between a field's values,
for "or"; ``-`` before a part for "not". Words are found in all their forms.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, get_args

from onrecord.archive.fulltext import words as words_in
from onrecord.errors import QueryError
from onrecord.records import Act, Channel, Form, SourceKind, Terms

__all__ = ["FIELDS", "Filter", "Phrase", "Query", "Words", "parse"]

_PART = re.compile(
    r"""(?P<not>-)?(?:(?P<field>[A-Za-z_]+):)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]*))""", re.X
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_MOST_PARTS = 64


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other.

    Attributes:
        words: as they were typed.
        begins: whether the last is only the beginning of a word.
    """

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases of which one must be there; with ``negated`` none may be."""

    phrases: tuple[Phrase, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that must have one of some values; with ``negated`` none of them."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        words: all of which must hold of a statement's words.
        filters: all of which must hold of the statement.
    """

    words: tuple[Words, ...] = ()
    filters: tuple[Filter, ...] = ()

    def values(self, field: str) -> tuple[str, ...]:
        """The values that a field may have; empty where that is not said."""
        return tuple(
            value
            for one in self.filters
            if one.field == field and not one.negated
            for value in one.values
        )


_Check: TypeAlias = Callable[[str, str], str]


def _one_of(values: tuple[str, ...]) -> _Check:
    def check(field: str, value: str) -> str:
        if value.lower() not in values:
            raise QueryError(f"{field}:{value}: {field} is one of {', '.join(values)}")
        return value.lower()

    return check


def _any(field: str, value: str) -> str:
    if not value.strip():
        raise QueryError(f'{field}: needs a value, as {field}:NAME or {field}:"FULL NAME"')
    return value.strip()


def _number(field: str, value: str) -> str:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise QueryError(f"{field}:{value}: a number is expected")
    return value


def _share(field: str, value: str) -> str:
    if not re.fullmatch(r"[01](?:\.\d{1,6})?|\.\d{1,6}", value) or float(value) > 1:
        raise QueryError(f"{field}:{value}: a number from 0 to 1 is expected")
    return value


def _since(field: str, value: str) -> str:
    year, month, day = _day(field, value)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def _until(field: str, value: str) -> str:
    year, month, day = _day(field, value)
    last = day or monthrange(year, month or 12)[1]
    return f"{year:04}-{month or 12:02}-{last:02}"


def _day(field: str, value: str) -> tuple[int, int, int]:
    found = _DAY.fullmatch(value)
    if found is None:
        raise QueryError(
            f"{field}:{value}: a day is expected, as 2026-01-31, or a month, or a year"
        )
    year, month, day = (int(part or 0) for part in found.groups())
    if not year >= 1 or month > 12 or (day and day > monthrange(year, month)[1]):
        raise QueryError(f"{field}:{value}: there is no such day")
    if found[2] is not None and not month:
        raise QueryError(f"{field}:{value}: there is no such month")
    return year, month, day


def _language(field: str, value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}", value):
        raise QueryError(f"{field}:{value}: a language code is expected, as en")
    return value.lower()


#: What may stand before a colon, and what its values may be.
FIELDS: dict[str, _Check] = {
    "source": _any,
    "actor": _number,
    "terms": _one_of(get_args(Terms)),
    "kind": _one_of(get_args(SourceKind)),
    "act": _one_of(get_args(Act)),
    "channel": _one_of(get_args(Channel)),
    "form": _one_of(get_args(Form)),
    "via": _any,
    "outlet": _any,
    "language": _language,
    "since": _since,
    "until": _until,
    "score": _share,
    "article": _number,
}
_FREE = {"source", "via", "outlet"}  # of whose values a comma may be part, if they are quoted


def parse(text: str) -> Query:
    """Read a question.

    Raises:
        QueryError: it cannot be read; the message says why, and what may stand there.
    """
    words: list[Words] = []
    filters: list[Filter] = []
    alternative = False
    if text.count('"') % 2:
        raise QueryError('a quotation mark is not closed: "')
    parts = [part for part in _PART.finditer(text) if part[0]]
    if len(parts) > _MOST_PARTS:
        raise QueryError(f"more than {_MOST_PARTS} parts")
    for part in parts:
        if part["bare"] == "OR" and not part["field"] and not part["not"]:
            if not words or alternative or words[-1].negated:
                raise QueryError("OR stands between two words or phrases")
            alternative = True
            continue
        if part["field"] and part["field"].lower() in FIELDS:
            if alternative:
                raise QueryError("OR stands between words; of a field say field:one,other")
            filters.append(_filter(part))
            continue
        _unknown(part)
        phrases = _phrases(part)
        if alternative and part["not"]:
            raise QueryError("OR stands between two words or phrases, none of them with -")
        if alternative:
            words[-1] = Words((*words[-1].phrases, *phrases))
        elif phrases:
            words.append(Words(phrases, negated=bool(part["not"])))
        alternative = False
    if alternative:
        raise QueryError("OR stands between two words or phrases")
    return Query(tuple(words), tuple(filters))


def _unknown(part: re.Match[str]) -> None:
    """Raises:
    QueryError: a word that looks like a field is none.
    """
    field, value = part["field"], part["quoted"] if part["bare"] is None else part["bare"]
    if field and not value.startswith("//"):  # an address is no field
        raise QueryError(f"no field {field!r}; the fields are {', '.join(FIELDS)}")


def _filter(part: re.Match[str]) -> Filter:
    field = part["field"].lower()
    check = FIELDS[field]
    if part["quoted"] is not None:
        values = [part["quoted"]]
    else:
        values = [value for value in part["bare"].split(",") if value] or [""]
    return Filter(field, tuple(check(field, value) for value in values), bool(part["not"]))


def _phrases(part: re.Match[str]) -> tuple[Phrase, ...]:
    """The phrase of a part; none where it holds no word."""
    told = part["quoted"] if part["quoted"] is not None else part["bare"]
    if part["field"]:
        told = f"{part['field']}:{told}"
    found = tuple(told[one.start : one.end] for one in words_in(told, None))
    if not found:
        return ()
    return (Phrase(found, begins=part["quoted"] is None and told.endswith("*")),)
