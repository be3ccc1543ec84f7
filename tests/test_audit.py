"""Counts of what a page stands on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console

import onrecord
from marked import reading_of, resolve, trace
from onrecord.audit import audit, total
from onrecord.cli import main
from onrecord.formats.audits import audit_record, audit_row, render_audit

MARKED = (
    "[Halima Brandt] <said> {it leaks}. [Two officials] <told> CNN {it does not}. [The report] <says> "
    "{so}. [The builder] <declined> {to comment}. [She] <added> {more}."
)


def test_counts() -> None:
    counted = audit(trace(resolve(reading_of(MARKED))))
    assert counted.statements == 5
    assert counted.without_source == 0
    assert sum(counted.by_footing.values()) == 5
    assert counted.by_footing["unnamed"] >= 1
    assert counted.by_footing["document"] == 1
    assert counted.second_hand == 1
    assert counted.via == {"CNN": 1}
    assert [one.source for one in counted.unanswered] == ["The builder"]
    assert (counted.sources[0].name, counted.sources[0].statements) == ("Halima Brandt", 2)


def test_shares_are_of_the_statements() -> None:
    counted = audit(trace(resolve(reading_of(MARKED))))
    assert counted.share(1) == 0.2
    empty = audit(resolve(reading_of("Nothing here.")))
    assert empty.share(1) == 0.0


def test_the_total_adds_up() -> None:
    one = audit(trace(resolve(reading_of(MARKED))))
    both = total([one, one])
    assert (both.pages, both.statements, both.second_hand) == (2, 10, 2)
    assert len(both.unanswered) == 2
    assert total([]).statements == 0


def test_every_form_has_the_counts() -> None:
    counted = audit(trace(resolve(reading_of(MARKED))))
    assert json.loads(json.dumps(audit_record("x", counted)))["statements"] == 5
    assert audit_row("x", counted)["second_hand"] == 1
    out = io.StringIO()
    Console(file=out, width=100).print(render_audit("x", counted))
    for words in (
        "5 statements of 4 sources",
        "Halima Brandt",
        "second-hand: 1 (20%)",
        "no answer",
    ):
        assert words in out.getvalue()


def test_command(demo_page: Path, scraped_page: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    shown = runner.invoke(main, ["audit", str(demo_page)])
    assert shown.exit_code == 0
    assert "Halima Brandt" in shown.output
    one = runner.invoke(main, ["audit", str(demo_page), "-f", "json"])
    assert json.loads(one.output)["pages"] == 1
    target = tmp_path / "audit.csv"
    many = runner.invoke(
        main,
        ["audit", str(demo_page), str(tmp_path / "none.html"), str(scraped_page), "-f", "csv",
         "-o", str(target)],
    )  # fmt: skip
    assert many.exit_code == 1
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [bool(row["error"]) for row in rows] == [False, True, False]
    both = runner.invoke(main, ["audit", str(demo_page), str(scraped_page), "-f", "json"])
    found = json.loads(both.output)
    assert found["total"]["statements"] == sum(page["statements"] for page in found["pages"])


def test_of_a_page_that_holds_nothing() -> None:
    reading = onrecord.attribute(onrecord.read("\n"))
    assert audit(reading).statements == 0
