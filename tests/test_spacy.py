"""The spaCy component, in a real pipeline."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy", reason="the extra onrecord[spacy] is not installed")

TEXT = "Two officials told Reuters on condition of anonymity that the tunnel would open in May."


def test_component_puts_the_whole_reading_on_a_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp(TEXT)
    (one,) = doc._.attributions
    assert (one.form, one.act, one.terms) == ("indirect", "says", "anonymous")
    assert [hop.name for hop in one.via] == ["Reuters"]
    assert doc._.reading.source_of(one).count == 2
    assert [source.name for source in doc._.sources] == ["Two officials"]
    assert [span.text for span in doc.spans["onrecord.source"]] == ["Two officials"]
    assert {span.id_ for group in doc.spans.values() for span in group} == {"a1"}


def test_component_in_a_stream_and_on_nothing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"min_score": 0.5})
    docs = list(nlp.pipe(["", "   ", "She said she would go."]))
    assert [len(doc._.attributions) for doc in docs] == [0, 0, 1]


def test_a_doc_survives_its_bytes() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp(TEXT)
    back = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back._.reading == doc._.reading
    assert [span.text for span in back.spans["onrecord.cue"]] == ["told"]
    assert [span.id_ for span in back.spans["onrecord.cue"]] == ["a1"]


def test_several_processes_give_the_same() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    texts = [TEXT, "The mayor said that it leaks.", "Nothing."] * 3
    alone = [nlp(text)._.reading for text in texts]
    together = [doc._.reading for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert together == alone


def test_the_pipeline_survives_its_bytes() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"min_score": 0.1})
    other = spacy.blank("en")
    other.add_pipe("onrecord", config={"min_score": 0.1})
    other.from_bytes(nlp.to_bytes())
    assert len(other(TEXT)._.attributions) == 1
