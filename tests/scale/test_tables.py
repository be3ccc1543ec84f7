"""Rows of readings, both ways."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest

from onrecord import FormatError, Page, PageError, Reading, attribute
from onrecord.article import read_page
from onrecord.scale.rows import error_rows, rows_of
from onrecord.scale.tables import TABLES, readings_in, table_of
from scaled import PAGES


def reading(text: str = PAGES[0]) -> Reading:
    return attribute(read_page(Page(text, id="a")))


def tables(*several: tuple[int, Reading]) -> list[pa.Table]:
    rows = [rows_of(key, one) for key, one in several]
    return [table_of(name, [row for own in rows for row in own[name]]) for name in TABLES]


def test_a_reading_comes_back_as_it_went() -> None:
    one, other = reading(), reading(PAGES[1])
    back = dict(readings_in(*tables((7, one), (9, other))))
    assert back == {7: one, 9: other}
    assert back[7].to_dict() == one.to_dict()
    assert len(one) > 2


def test_statements_come_back_in_their_order_however_the_rows_lie() -> None:
    one = reading()
    articles, attributions, sources = tables((7, one))
    turned = pa.Table.from_pylist(attributions.to_pylist()[::-1], schema=attributions.schema)
    assert dict(readings_in(articles, turned, sources)) == {7: one}


def test_own_columns_and_years() -> None:
    article = read_page(Page("<p>x y z</p>", id="a", columns={"mine": [1, "ä"]}, published=None))
    ((row,), _, _) = (table.to_pylist() for table in tables((1, Reading(article, ()))))
    assert json.loads(row["columns"]) == {"mine": [1, "ä"]}
    assert row["year"] is None


def test_half_a_code_point_is_replaced() -> None:
    row = error_rows(1, "x\ud800", PageError("gone"))["articles"][0]
    (told,) = table_of("articles", [row]).to_pylist()
    assert told["id"].encode() and told["id"] != "x\ud800"


def test_rows_that_are_no_reading() -> None:
    articles, attributions, sources = tables((7, reading()))
    broken = articles.set_column(articles.schema.get_field_index("provenance"), "provenance", pa.array(["{"]))  # fmt: skip
    with pytest.raises(FormatError, match="row 7"):
        list(readings_in(broken, attributions, sources))
