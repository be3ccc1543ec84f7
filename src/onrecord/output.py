"""Results of a run, written in one of the formats to standard output, a file or a folder."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Literal, get_args

from onrecord.batch import Result
from onrecord.errors import FormatError, OnRecordError
from onrecord.records import Article, Attribution, Reading, Span

# Formats are imported where they are written: most of them, and all that they need, are never used
# in a run.

__all__ = ["AUDIT_FORMATS", "FORMATS", "AuditFormat", "Format", "write", "write_audits"]

Format = Literal[
    "terminal", "json", "jsonl", "csv", "brat", "html", "annotations", "prov", "schema-org"
]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Forms of linked data, one JSON-LD object a page.
_LINKED = frozenset({"annotations", "prov", "schema-org"})

AuditFormat = Literal["terminal", "json", "csv"]
AUDIT_FORMATS: tuple[AuditFormat, ...] = ("terminal", "json", "csv")

_SUFFIX = re.compile(r"\.(html?|xhtml|txt)(\.gz)?$", re.I)
_LONGEST_NAME = 120


def write(
    results: Iterable[Result],
    form: Format,
    output: Path | None,
    *,
    furniture: bool = False,
    many: bool = False,
) -> None:
    """Write results as they come.

    Args:
        results: in the order in which they are to be written.
        form: the format.
        output: a file, or for ``brat`` and ``html`` of many pages a folder; None for standard
            output.
        furniture: show what was left out (terminal only; JSON and HTML always hold it).
        many: whether the input may hold several pages: JSON, and linked data, is then a list.
            Pages that could not be read are not in linked data, which has no word for them.

    Raises:
        FormatError: brat without a folder, or HTML of several pages without one.
    """
    if form == "brat" or (form == "html" and _is_folder(output)):
        if output is None:
            raise FormatError("brat needs a folder to write to: -o FOLDER")
        _write_folder(results, form, output)
        return
    with _opened(output) as out:
        if form == "jsonl":
            for result in results:
                out.write(json.dumps(_record(result), ensure_ascii=False) + "\n")
                out.flush()
        elif form == "json":
            _write_json(map(_record, results), out, many=many)
        elif form in _LINKED:
            _write_json(_linked(results, form), out, many=many)
        elif form == "csv":
            _write_csv(results, out)
        elif form == "html":
            _write_html(results, out)
        else:
            _write_terminal(results, out, furniture=furniture)


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            # News has every letter there is; a terminal that lacks one shows a stand-in.
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        sys.stdout.flush()
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("w", encoding="utf-8", newline="\n") as file:
        yield file


def _is_folder(output: Path | None) -> bool:
    return output is not None and (output.is_dir() or not output.suffix)


def _record(result: Result) -> dict[str, object]:
    from onrecord.formats.jsonform import error_record, record

    if isinstance(result.outcome, OnRecordError):
        return error_record(result.id, result.outcome)
    return record(result.outcome)


def _linked(results: Iterable[Result], form: Format) -> Iterator[dict[str, object]]:
    from onrecord.formats.provenance import provenance
    from onrecord.formats.schemaorg import news_article
    from onrecord.formats.webannotation import annotation_page

    make = {"annotations": annotation_page, "prov": provenance, "schema-org": news_article}[form]
    for result in results:
        if isinstance(result.outcome, Reading):
            yield make(result.outcome)


def _write_json(records: Iterable[dict[str, object]], out: IO[str], *, many: bool) -> None:
    if not many:
        for one in records:
            out.write(json.dumps(one, ensure_ascii=False, indent=2) + "\n")
        return
    out.write("[")
    for number, one in enumerate(records):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(one, ensure_ascii=False, indent=2))
    out.write("\n]\n")


def _write_csv(results: Iterable[Result], out: IO[str]) -> None:
    from onrecord.formats.rows import error_row, rows, write_csv

    write_csv(out, ())
    for result in results:
        if isinstance(result.outcome, OnRecordError):
            write_csv(out, [error_row(result.id, result.outcome)], header=False)
        else:
            write_csv(out, rows(result.outcome), header=False)


def _write_html(results: Iterable[Result], out: IO[str]) -> None:
    from onrecord.formats.html import render_html

    for number, result in enumerate(results):
        if number:
            raise FormatError("several pages as HTML need a folder to write to: -o FOLDER")
        if isinstance(result.outcome, Reading):
            out.write(render_html(result.outcome))


def _write_terminal(results: Iterable[Result], out: IO[str], *, furniture: bool) -> None:
    from rich.console import Console
    from rich.rule import Rule

    from onrecord.formats.terminal import render_terminal

    console = Console(file=out, highlight=False, emoji=False, markup=False)
    for number, result in enumerate(results):
        if isinstance(result.outcome, OnRecordError):
            continue  # errors go to standard error, where the command reports them
        if number:
            console.print(Rule(result.id, characters="═"))
        console.print(render_terminal(result.outcome, furniture=furniture))


def _write_folder(results: Iterable[Result], form: Format, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for result in results:
        if isinstance(result.outcome, OnRecordError):
            continue
        name = _file_name(result.id, taken)
        if form == "html":
            from onrecord.formats.html import render_html

            _write_text(folder / f"{name}.html", render_html(result.outcome))
        else:
            _write_brat(folder, name, result.outcome)


def _file_name(id: str, taken: set[str]) -> str:
    """A file's own name, or a URL's, made fit for a file system; told apart by a number."""
    path = _SUFFIX.sub("", id.rstrip("/").rpartition("/")[2] or id)
    base = re.sub(r"[^\w.,=@+-]+", "-", path)[:_LONGEST_NAME].strip(".-") or "page"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name.casefold())
    return name


def _write_brat(folder: Path, name: str, reading: Reading) -> None:
    """``NAME.ann``, with offsets in the page where it is plain text; else in a ``NAME.txt``."""
    from onrecord.formats.brat import write_brat

    article = reading.article
    if all(block.page_start is not None for block in article.blocks):
        ann = write_brat(
            _page_text(article), (_on_page(article, one) for one in reading.attributions)
        )
    else:
        ann = write_brat(article.text, reading.attributions)
        _write_text(folder / f"{name}.txt", article.text)
    _write_text(folder / f"{name}.ann", ann)


def _page_text(article: Article) -> str:
    """The page's text as far as blocks tell it; what is between them is blank."""
    pieces: list[str] = []
    length = 0
    for block in article.blocks:
        start = block.page_start or 0
        words = article.words(block.span)
        pieces.extend((" " * (start - length), words))
        length = start + len(words)
    return "".join(pieces)


def _on_page(article: Article, one: Attribution) -> Attribution:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(piece for span in spans for piece in article.on_page(span))

    return replace(one, source=moved(one.source), cue=moved(one.cue), content=moved(one.content))


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def write_audits(
    results: Iterable[Result], form: AuditFormat, output: Path | None, *, many: bool = False
) -> None:
    """Write the audits of results, and of several pages their total.

    Args:
        results: of a run.
        form: the format.
        output: a file; None for standard output.
        many: whether the input may hold several pages: JSON is then an object with their list and
            the total.
    """
    from onrecord.audit import Audit, audit, total
    from onrecord.formats.audits import AUDIT_FIELDS, audit_record, audit_row, write_audit_csv
    from onrecord.formats.jsonform import error_record

    audits: list[Audit] = []

    def audited() -> Iterator[tuple[str, Audit | OnRecordError]]:
        for result in results:
            if isinstance(result.outcome, OnRecordError):
                yield result.id, result.outcome
            else:
                counted = audit(result.outcome)
                if form != "csv":  # which has no total, and so no end to its pages
                    audits.append(counted)
                yield result.id, counted

    with _opened(output) as out:
        if form == "csv":
            write_audit_csv(out, ())
            for page, one in audited():
                row = (
                    {**dict.fromkeys(AUDIT_FIELDS), "page": page, "error": str(one)}
                    if isinstance(one, OnRecordError)
                    else audit_row(page, one)
                )
                write_audit_csv(out, [row], header=False)
        elif form == "json":
            records = [
                error_record(page, one)
                if isinstance(one, OnRecordError)
                else audit_record(page, one)
                for page, one in audited()
            ]
            shown: object = records[0] if len(records) == 1 else []
            if many or len(records) > 1:
                shown = {"pages": records, "total": audit_record("total", total(audits))}
            out.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        else:
            _write_audits_terminal(audited(), audits, out)


def _write_audits_terminal(
    found: Iterable[tuple[str, Any]], audits: Sequence[Any], out: IO[str]
) -> None:
    from rich.console import Console

    from onrecord.audit import total
    from onrecord.formats.audits import render_audit

    console = Console(file=out, highlight=False, emoji=False, markup=False)
    for page, one in found:
        if not isinstance(one, OnRecordError):
            console.print(render_audit(page, one))
            console.print()
    if len(audits) > 1:
        console.print(render_audit("all pages", total(audits)))
