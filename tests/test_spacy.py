from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy", reason="the extra onrecord[spacy] is not installed")


def test_component_puts_attributions_on_a_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp("The transport minister said that the tunnel would open in May.")
    (one,) = doc._.attributions
    assert one.form == "indirect"
    assert [span.text for span in doc.spans["onrecord.source"]] == ["The transport minister"]
    assert [span.text for span in doc.spans["onrecord.cue"]] == ["said"]
    assert {span.id_ for group in doc.spans.values() for span in group} == {"a1"}


def test_component_in_a_stream_and_on_nothing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"min_score": 0.5})
    docs = list(nlp.pipe(["", "   ", "She said she would go."]))
    assert [len(doc._.attributions) for doc in docs] == [0, 0, 1]
