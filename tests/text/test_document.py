"""One document a text: each thing is found once and kept on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marked import text_document
from onrecord import Block, Span
from onrecord.text import Document


def test_what_is_found_is_kept() -> None:
    document = text_document("“We go,” he said. Mr. Reed left.\n\nSo did I.")
    assert document.sentences is document.sentences
    assert document.quotations is document.quotations
    calls: list[int] = []
    for _ in range(2):
        assert document.once("key", lambda: calls.append(1) or "made") == "made"
    assert calls == [1]


def test_two_documents_share_nothing() -> None:
    one, other = text_document("a"), text_document("a")
    one.once("key", lambda: 1)
    assert other.once("key", lambda: 2) == 2


def test_spoken_blocks_are_quotations() -> None:
    blocks = (Block("turn", Span(0, 11)), Block("block_quotation", Span(13, 22)))
    document = Document(
        "REED: We go\n\nSo it was", blocks, abbreviated=text_document("")._abbreviated
    )
    assert [document.text[slice(*one.inner)] for one in document.spoken] == [" We go", "So it was"]
    assert document.quotations == ()


@given(st.text(alphabet="ab .!?\n“”M", max_size=80))
def test_sentences_and_lines_lie_in_the_text(text: str) -> None:
    document = text_document(text)
    for line in document.lines:
        assert "\n" not in text[slice(*line)]
        sentences = document.sentences.within(line)
        assert "".join(text[slice(*one)] for one in sentences).replace(" ", "") == text[
            slice(*line)
        ].replace(" ", "")
    assert "".join(text[slice(*line)] for line in document.lines).split() or not text.strip("\n ")


def test_a_part_is_a_document_of_its_own() -> None:
    part = text_document("He said Mr. Reed left. She stayed.").part(8, 22)
    assert part.text == "Mr. Reed left."
    assert len(part.sentences.within(Span(0, len(part.text)))) == 1
