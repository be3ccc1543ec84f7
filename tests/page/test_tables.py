"""Tables: an article a row, told by its column, with the caller's own columns."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import FormatError, OnRecordError, Page
from onrecord.page.inputs import Columns, count, pages
from onrecord.page.tables import csv_pages, parquet_pages

ROWS = [
    {
        "nr": "1",
        "body": "The mayor said it leaks.",
        "where": "Kelder",
        "link": "https://x.example/1",
    },
    {"nr": "2", "body": 'She wrote: "no".\nAnd left.', "where": "", "link": "https://x.example/2"},
]
COLUMNS = Columns(text="body", id="nr", url="link")


def written(path: Path, encoding: str = "utf-8", separator: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(ROWS)
    return path


def check(found: list[tuple[str, Page | OnRecordError]]) -> None:
    assert [name for name, _ in found] == ["1", "2"]
    for (_, page), row in zip(found, ROWS, strict=True):
        assert isinstance(page, Page)
        assert (page.data, page.url, page.columns) == (
            row["body"],
            row["link"],
            {key: row[key] for key in ("nr", "where", "link")},
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_of_any_make(tmp_path: Path, encoding: str, separator: str) -> None:
    check(list(pages([written(tmp_path / "a.csv", encoding, separator)], columns=COLUMNS)))


def test_tsv_and_packed(tmp_path: Path) -> None:
    check(list(pages([written(tmp_path / "a.tsv", separator="\t")], columns=COLUMNS)))
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(gzip.compress(written(tmp_path / "b.csv").read_bytes()))
    check(list(pages([packed], columns=COLUMNS)))


def test_a_table_without_a_known_column_is_refused_with_the_way_to_say_it(tmp_path: Path) -> None:
    ((_, error),) = pages([written(tmp_path / "a.csv")])
    assert isinstance(error, FormatError)
    assert "--text-column NAME" in str(error)
    assert "'nr', 'body', 'where', 'link'" in str(error)
    ((_, error),) = pages([tmp_path / "a.csv"], columns=Columns(text="story"))
    assert "no column 'story'" in str(error)


def test_columns_of_the_usual_names_need_no_saying(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,text,title,authors,published\nx,It leaks.,A leak,Ada Reed; Bo Li,2026-01-02\n"
    )
    ((name, page),) = pages([path])
    assert isinstance(page, Page)
    assert (name, page.title, page.authors) == ("x", "A leak", ("Ada Reed", "Bo Li"))
    assert str(page.published) == "2026-01-02"


def test_a_bad_row_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,x\na,1\nb,2,3\n\n,4\nc\n")
    found = [page for _, page in pages([path])]
    assert [type(page) for page in found] == [Page, FormatError, Page, Page]
    assert [page.data for page in found if isinstance(page, Page)] == ["a", "", "c"]


@pytest.mark.parametrize("text", ["", "\n\n", "text,text\na,b\n", "\0\0\0"])
def test_what_is_no_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    ((_, error),) = pages([path])
    assert isinstance(error, FormatError)


@given(st.binary(max_size=300))
def test_any_bytes_as_csv(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    for _, page in csv_pages(path, Columns()):
        assert isinstance(page, Page | OnRecordError)


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    check(list(pages([path], columns=COLUMNS)))
    assert count([path]) == 2
    ((_, error),) = pages([path])
    assert "--text-column" in str(error)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_broken_parquet(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    ((_, error),) = pages([path])
    assert isinstance(error, FormatError)


def test_typed_columns_come_back_typed(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from click.testing import CliRunner
    from pyarrow import parquet

    from onrecord.cli import main

    rows: list[dict[str, Any]] = [
        {
            "id": str(n),
            "text": "The mayor said that it leaks.",
            "n": n,
            "x": n / 2,
            "ok": n > 1,
            "tags": ["a"],
        }
        for n in range(3)
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    out = tmp_path / "out.parquet"
    result = CliRunner().invoke(main, ["read", str(tmp_path / "in.parquet"), "-o", str(out)])
    assert result.exit_code == 0, result.output
    for name in ("out.parquet", "out.sources.parquet"):
        table = parquet.read_table(tmp_path / name)
        assert [str(table.schema.field(key).type) for key in ("n", "x", "ok", "tags")] == [
            "int64",
            "double",
            "bool",
            "string",
        ]
        assert table.column("n").to_pylist() == [0, 1, 2]


def test_a_value_of_another_type_is_not_lost(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import json

    from click.testing import CliRunner
    from pyarrow import parquet

    from onrecord.cli import main

    source = tmp_path / "in.jsonl"
    rows = [
        {"text": "The mayor said that it leaks.", **own}
        for own in ({"n": 1}, {"n": "many", "new": [2]})
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    CliRunner().invoke(main, ["read", str(source), "-o", str(tmp_path / "o.parquet")])
    table = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    assert [row["n"] for row in table] == [1, None]
    assert json.loads(table[1]["other_columns"]) == {"n": "many", "new": [2]}


def test_a_row_with_a_day_that_is_none_loses_no_other(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table(
        {
            "text": ["a", "b", "c"],
            "day": pa.array([1, 200_000_000, 2], pa.int32()).cast(pa.date32()),
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    first, second, third = (page for _, page in parquet_pages(tmp_path / "a.parquet", Columns()))
    assert isinstance(second, FormatError)
    assert [page.data for page in (first, third) if isinstance(page, Page)] == ["a", "c"]


def texts(path: Path) -> list[str]:
    return [
        page.data if isinstance(page, Page) else str(page)  # type: ignore[misc]
        for _, page in csv_pages(path, Columns())
    ]


def test_a_statement_that_opens_a_field_keeps_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "told.tsv"
    rows = ['"We will stay," said Ruiz.', '"We go on', "Row three.", "Row four."]
    path.write_text("id\ttext\n" + "".join(f"{n}\t{row}\n" for n, row in enumerate(rows)), "utf-8")
    assert texts(path) == rows


def test_marks_round_a_field_of_a_table_with_tabs(tmp_path: Path) -> None:
    path = tmp_path / "told.tsv"
    path.write_text('id\ttext\n1\t"One\nand ""two"""\n2\tThree\n', "utf-8")
    assert texts(path) == ['One\nand "two"', "Three"]


def test_marks_that_are_wrong_are_an_error_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "told.csv"
    path.write_text('id,text\n1,"We will stay," said Ruiz.\n2,Row two.\n', "utf-8")
    bad, good = texts(path)
    assert "not a row of CSV" in bad
    assert good == "Row two."


@pytest.mark.parametrize("before", ["", "x" * 70_000])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_bytes_of_a_code_page_wherever_they_stand(
    tmp_path: Path, before: str, encoding: str
) -> None:
    path = tmp_path / "told.csv"
    words = "“We stay” said José at the café."
    stray = b"2,caf\xe9\n" if encoding == "utf-8" else b""
    path.write_bytes(
        f"id,text\n0,{before}.\n1,{words}\n".encode(encoding)
        + stray
        + f"3,{words}\n".encode(encoding)
    )
    assert texts(path)[1:] == [words, *(["café"] if stray else []), words]


def test_columns_that_a_spreadsheet_left_without_anything(tmp_path: Path) -> None:
    path = tmp_path / "told.csv"
    path.write_text("id,text,,\n1,Hello there,,\n2,And here,noted,\n", "utf-8")
    first, second = (page for _, page in csv_pages(path, Columns()))
    assert isinstance(first, Page) and isinstance(second, Page)
    assert dict(first.columns) == {}
    assert dict(second.columns) == {"column 3": "noted"}


def test_a_mark_that_nobody_closes_costs_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = (
        '1,"Reed said no.',
        "2,Ann said yes.",
        '3,"""No"", he said,\nand left."',
        '4,"Bad',
        "5,It rains.",
    )
    path.write_text("id,text\n" + "\n".join(rows) + "\n", newline="")
    found = [
        page if isinstance(page, OnRecordError) else page.id
        for _, page in csv_pages(path, Columns())
    ]
    assert [one for one in found if isinstance(one, str)] == ["2", "3", "5"]
    assert [type(found[0]), type(found[3])] == [FormatError, FormatError]
