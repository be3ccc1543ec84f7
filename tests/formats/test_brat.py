from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Attribution, Span
from onrecord.formats.brat import annotations_for, read_brat, write_brat

TEXT = "“We go,” the mayor said. “We go now.”"
WHOLE = Attribution(
    "a1", (Span(9, 18),), (Span(19, 23),), (Span(0, 8), Span(25, 37)), "direct", 0.9
)
NO_SOURCE = Attribution("a2", (), (Span(19, 23),), (Span(0, 8),), "direct", 0.9)


def test_form_is_that_of_polnear() -> None:
    assert write_brat(TEXT, [WHOLE, NO_SOURCE]).splitlines() == [
        "T1\tSource 9 18\tthe mayor",
        "T2\tCue 19 23\tsaid",
        "T3\tContent 0 8;25 37\t“We go,” “We go now.”",
        "T4\tAttribution 19 23\tsaid",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "T5\tCue 19 23\tsaid",
        "T6\tContent 0 8\t“We go,”",
        "T7\tAttribution-no-source 19 23\tsaid",
        "E2\tAttribution-no-source:T7 Cue:T5 Content:T6",
    ]


def test_what_is_written_is_read_back() -> None:
    first, second = read_brat(write_brat(TEXT, [WHOLE, NO_SOURCE]))
    assert (first.source, first.cue, first.content) == (WHOLE.source, WHOLE.cue, WHOLE.content)
    assert second.source == ()


def test_a_line_break_in_a_span_stays_on_its_line() -> None:
    one = Attribution("a1", (), (Span(0, 1),), (Span(2, 7),), "indirect", 1.0)
    ann = write_brat("x a\r\nb\u2028c", [one])
    assert len(ann.split("\n")) == 5
    assert read_brat(ann)[0].content == (Span(2, 7),)


def test_flaws_of_published_files() -> None:
    ann = (
        "T1\tSource 0 3\tone\nstray words of a paragraph\nT2\tCue 4 7\ttwo\r\n"
        "T3\tContent x y\tbroken\nE1\tAttribution:T9 Source:T1 Cue:T2 Content:T3 Content2:T8\n"
        "E2\tAttribution:T9\n#1\tAnnotatorNotes E1\tnote\n\n"
    )
    (one,) = read_brat(ann)
    assert (one.source, one.cue, one.content) == ((Span(0, 3),), (Span(4, 7),), ())


def test_numbered_roles_are_pieces_of_one() -> None:
    ann = "T1\tContent 5 9\ta\nT2\tContent 0 3\tb\nE1\tAttribution:T9 Content:T1 Content2:T2\n"
    assert read_brat(ann)[0].content == (Span(0, 3), Span(5, 9))


def test_annotations_of_an_article(tmp_path: Path) -> None:
    for name in ("a.ann", "a_4e07.ann", "a_b_4e07.ann", "ab.ann", "a[1]_x.ann"):
        (tmp_path / name).touch()
    assert [path.name for path in annotations_for(tmp_path, "a")] == ["a.ann", "a_4e07.ann"]
    assert [path.name for path in annotations_for(tmp_path, "a_b")] == ["a_b_4e07.ann"]
    assert [path.name for path in annotations_for(tmp_path, "a[1]")] == ["a[1]_x.ann"]


@given(st.text(max_size=300))
def test_any_text_as_brat(ann: str) -> None:
    read_brat(ann)


@pytest.mark.parametrize("part", ["train", "dev"])
def test_all_of_polnear_is_read(shared: Path, part: str) -> None:
    folder = shared / "corpora" / "polnear" / part / "attributions"
    files = sorted(folder.glob("*.ann"))[:100]
    assert files
    found = 0
    for path in files:
        with path.open(encoding="utf-8", newline="\n") as file:
            ann = file.read()
        events = read_brat(ann)
        assert len(events) <= ann.count("\nE")
        found += len(events)
    assert found > 10 * len(files)
