from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marked import resolve
from onrecord import Article, Attribution, Block, Reading, Span
from onrecord.formats.segments import by_source, segmented

SPAN = st.tuples(st.integers(0, 18), st.integers(1, 12)).map(lambda p: Span(p[0], min(30, sum(p))))


@given(st.lists(st.tuples(SPAN, SPAN, SPAN), max_size=6))
def test_segments_are_the_text_whatever_overlaps(spans: list[tuple[Span, Span, Span]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyzABCD"
    blocks = (Block("title", Span(0, 9)), Block("paragraph", Span(11, 30)))
    found = tuple(
        Attribution(f"a{n}", (source,), (cue,), (content,), "indirect", 0.5)
        for n, (source, cue, content) in enumerate(spans, start=1)
    )
    reading = Reading(Article("x", text, blocks), found)
    cut = list(segmented(reading, blocks))
    assert ["".join(part.text for part in parts) for _, parts in cut] == [text[:9], text[11:]]
    for block, parts in cut:
        place = block.span.start
        for part in parts:
            for one in found:
                for role in ("source", "cue", "content"):
                    (span,) = getattr(one, role)
                    inside = span.start <= place < span.end
                    assert inside == any(
                        m.attribution == one.id and m.role == role for m in part.marks
                    )
            place += len(part.text)
    shown = [name for _, parts in cut for part in parts for name in part.first_of]
    assert len(shown) == len(set(shown))


def test_groups_by_source() -> None:
    text = "The mayor said no. Nobody else did, it is said. She said so."
    found = (
        Attribution("a1", (Span(0, 9),), (Span(10, 14),), (Span(15, 17),), "indirect", 0.5),
        Attribution("a2", (), (Span(36, 46),), (Span(19, 34),), "indirect", 0.5),
        Attribution("a3", (Span(48, 51),), (Span(52, 56),), (Span(57, 59),), "indirect", 0.5),
    )
    groups = by_source(resolve(Reading(Article("x", text), found)))
    shown = [
        (group.source.name if group.source else None, [one.id for one in group.attributions])
        for group in groups
    ]
    assert shown == [("The mayor", ["a1", "a3"]), (None, ["a2"])]
