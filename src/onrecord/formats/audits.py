"""Audits as a table at the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import IO, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.audit import Audit, audit, total
from onrecord.batch import Result
from onrecord.errors import OnRecordError
from onrecord.formats.json_form import error_record
from onrecord.formats.tables import defused
from onrecord.formats.wording import KINDS, TERMS, plain

__all__ = [
    "AUDIT_FIELDS",
    "audit_record",
    "audit_row",
    "render_audit",
    "write_audits",
    "write_counted",
]

_QUIET = "dim"
_MOST_SOURCES = 15
_BAR = 24  # cells of a full bar
_ADDED_AT_ONCE = 500  # counts that are held before they are summed up

#: Columns of an audit as CSV, one row a page.
AUDIT_FIELDS = (
    "page",
    "statements",
    "sources",
    "on_record",
    "unnamed",
    "anonymous",
    "document",
    "author",
    "unclear",
    "without_source",
    "second_hand",
    "via",
    "unanswered",
    "error",
)


def audit_record(page: str, audit: Audit) -> dict[str, Any]:
    """An audit as plain JSON values."""
    return {"id": page, **asdict(audit)}


def audit_row(page: str, audit: Audit) -> dict[str, str | int | None]:
    """An audit as a row with `AUDIT_FIELDS` as keys."""
    footings = ("on_record", "unnamed", "anonymous", "document", "author", "unclear")
    return {
        "page": page,
        "statements": audit.statements,
        "sources": len(audit.sources),
        **{footing: audit.by_footing.get(footing, 0) for footing in footings},
        "without_source": audit.without_source,
        "second_hand": audit.second_hand,
        "via": "; ".join(audit.via) or None,
        "unanswered": len(audit.unanswered),
        "error": None,
    }


def write_audits(
    results: Iterable[Result],
    form: str,
    out: IO[str],
    *,
    many: bool = False,
    total_only: bool = False,
) -> None:
    """Write the audits of results, and of several pages their total.

    Args:
        results: of a run.
        form: ``terminal``, ``json`` or ``csv``.
        out: where to.
        many: whether the input may hold several pages: JSON is then an object with their list and
            the total.
        total_only: leave out the single pages.
    """
    counted = (
        (one.id, one.outcome if isinstance(one.outcome, OnRecordError) else audit(one.outcome))
        for one in results
    )
    write_counted(counted, form, out, many=many, total_only=total_only)


def write_counted(
    counted: Iterable[tuple[str, Audit | OnRecordError]],
    form: str,
    out: IO[str],
    *,
    many: bool = False,
    total_only: bool = False,
) -> None:
    """Write audits that were made already, each with its name; see `write_audits`."""
    whole: list[Audit] = []  # the sum, once all are counted

    def summed() -> Iterator[tuple[str, Audit | OnRecordError]]:
        for name, one in counted:
            if not isinstance(one, OnRecordError):
                whole.append(one)
                if len(whole) >= _ADDED_AT_ONCE:
                    whole[:] = [total(whole)]
            yield name, one
        if len(whole) > 1:
            whole[:] = [total(whole)]

    found = summed()
    if total_only:
        for _ in found:
            pass
        found = iter([("all pages", whole[0] if whole else total([]))])
    if form == "csv":
        _write_csv(found, out)
    elif form == "json":
        _write_json(found, whole, out, many=many and not total_only)
    else:
        _write_terminal(found, whole, out, with_total=not total_only)


def _write_csv(found: Iterable[tuple[str, Audit | OnRecordError]], out: IO[str]) -> None:
    writer = csv.DictWriter(out, AUDIT_FIELDS, lineterminator="\n")
    writer.writeheader()
    for page, one in found:
        row = (
            {**dict.fromkeys(AUDIT_FIELDS), "page": page, "error": str(one)}
            if isinstance(one, OnRecordError)
            else audit_row(page, one)
        )
        writer.writerow({key: defused(value) for key, value in row.items()})


def _write_json(
    found: Iterable[tuple[str, Audit | OnRecordError]],
    whole: list[Audit],
    out: IO[str],
    *,
    many: bool,
) -> None:
    records = [
        error_record(page, one) if isinstance(one, OnRecordError) else audit_record(page, one)
        for page, one in found
    ]
    shown: object = records[0] if len(records) == 1 else []
    if many or len(records) > 1:
        summed = whole[0] if whole else total([])
        shown = {"pages": records, "total": audit_record("total", summed)}
    out.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")


def _write_terminal(
    found: Iterable[tuple[str, Audit | OnRecordError]],
    whole: list[Audit],
    out: IO[str],
    *,
    with_total: bool,
) -> None:
    from onrecord.formats.terminal import console_for, show

    console = console_for(out)
    shown = 0
    for page, one in found:
        if not isinstance(one, OnRecordError):
            shown += 1
            show(console, render_audit(page, one))
            show(console, "")
    if shown > 1 and with_total:
        show(console, render_audit("all pages", whole[0]))


def render_audit(page: str, audit: Audit) -> RenderableType:
    """An audit as something a rich console prints."""
    heading = Text(plain(page), style="bold")
    pages = f"{audit.pages} pages · " if audit.pages != 1 else ""
    summary = Text(
        f"{pages}{audit.statements} statements of {len(audit.sources)} sources\n", style=_QUIET
    )
    parts: list[RenderableType] = [heading, summary, _terms(audit)]
    if audit.via:
        through = ", ".join(f"{name} ({count})" for name, count in audit.via.items())
        share = f"{audit.second_hand} ({audit.share(audit.second_hand):.0%})"
        parts.append(Text(plain(f"second-hand: {share} through {through}")))
    parts.append(_sources(audit))
    if audit.unanswered:
        parts.append(Text("no answer", style="bold"))
        parts.extend(Text(plain(f"  {one.words}")) for one in audit.unanswered)
    return Group(*parts)


def _terms(audit: Audit) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    rows = [(TERMS.get(name, name), count) for name, count in audit.by_footing.items()]
    if audit.without_source:
        rows.append(("no source named", audit.without_source))
    for name, count in rows:
        share = audit.share(count)
        bar = "█" * round(_BAR * share)
        table.add_row(Text(name), str(count), f"{share:.0%}", Text(bar, style="color(75)"))
    return table


def _sources(audit: Audit) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("source", "kind", "terms"):
        table.add_column(column, header_style=_QUIET)
    table.add_column("statements", justify="right", header_style=_QUIET)
    for one in audit.sources[:_MOST_SOURCES]:
        table.add_row(
            Text(plain(one.name)),
            KINDS.get(one.kind or "", one.kind or ""),
            TERMS.get(one.terms or "", ""),
            str(one.statements),
        )
    if len(audit.sources) > _MOST_SOURCES:
        table.add_row(f"and {len(audit.sources) - _MOST_SOURCES} more", "", "", "")
    return table
