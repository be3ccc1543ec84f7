"""Audits as a table at the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import IO, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.audit import Audit
from onrecord.formats.wording import KINDS, TERMS, plain

__all__ = ["AUDIT_FIELDS", "audit_record", "audit_row", "render_audit", "write_audit_csv"]

_QUIET = "dim"
_MOST_SOURCES = 15
_BAR = 24  # cells of a full bar

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


def write_audit_csv(
    out: IO[str], rows: Iterable[Mapping[str, object]], *, header: bool = True
) -> None:
    """Write audit rows as CSV (RFC 4180, with ``\\n`` line ends)."""
    writer = csv.DictWriter(out, AUDIT_FIELDS, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)


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
