"""The rows of a page, whatever became of it."""

from __future__ import annotations

from onrecord import LanguageError, Page, PageError, Reading, attribute
from onrecord.article import read_page
from onrecord.scale.rows import copy_rows, error_rows, rows_of
from onrecord.scale.tables import SCHEMAS, readings_in, table_of
from scaled import PAGES


def reading() -> Reading:
    return attribute(read_page(Page(PAGES[0], id="a")))


def test_columns_that_need_no_join() -> None:
    one = reading()
    rows = rows_of(7, one)
    for row, attribution in zip(rows["attributions"], one, strict=True):
        source = one.source_of(attribution)
        assert row.get("source_name") == (source.name if source else None)
    spoken = {row["source"]: row["statements"] for row in rows["sources"]}
    assert sum(spoken.values()) == sum(1 for each in one if each.source_id)


def test_errors_languages_and_copies_are_rows_that_say_so() -> None:
    one = reading()
    bare = Reading(one.article, ())
    gone = error_rows(1, "x", PageError("x: gone"))["articles"][0]
    assert (gone["status"], gone["error"]) == ("error", "PageError: x: gone")
    german = error_rows(2, "x", LanguageError("x: German"), bare)["articles"][0]
    assert (german["status"], german["text"]) == ("language", one.article.text)
    copied = copy_rows(3, bare, 1)["articles"][0]
    assert (copied["status"], copied["copy_of"]) == ("copy", 1)
    table = table_of("articles", [gone, german, copied])
    assert table.schema.equals(SCHEMAS["articles"], check_metadata=False)
    assert list(readings_in(table, table_of("attributions", ()), table_of("sources", ()))) == []
