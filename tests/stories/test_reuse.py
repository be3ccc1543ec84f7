"""Copies: fingerprints, passages, derivations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Reading
from onrecord.records import Article
from onrecord.stories.derivation import derivations, linked
from onrecord.stories.passages import overlap
from onrecord.stories.shingles import RUN, WINDOW, fingerprints
from onrecord.stories.texts import Text
from storied import OTHER, WIRE, text


def kinds(*texts: Text) -> list[str]:
    return [one.kind for one in derivations(texts, linked(texts))]


def test_a_copy_shares_passages_and_what_is_other_none() -> None:
    same = overlap(text(WIRE), text(WIRE))
    assert same.same == (1.0, 1.0) and len(same.passages) == 4 and same.ordered == 1.0
    none = overlap(text(WIRE), text(OTHER))
    assert none.passages == () and none.reworded == (0.0, 0.0)


def test_passages_point_at_the_sentences_of_both() -> None:
    one, other = text(WIRE), text(f"A first line that nobody else has got in print.\n\n{WIRE}")
    for passage in overlap(one, other).passages:
        assert one.article.text[slice(*passage.span)] == other.article.text[slice(*passage.other)]


def test_what_everybody_quotes_is_no_copy() -> None:
    quoted = (
        "{“We had all of them off the ship within two hours and nobody was hurt,”} [Okafor] <said>."
    )
    one = text(f"{quoted}\n\n{OTHER}")
    other = text(f"{quoted}\n\n{WIRE}")
    assert overlap(one, other).passages == ()
    assert not fingerprints(one) & fingerprints(other)
    assert kinds(one, other) == ["independent", "independent"]


def test_a_run_of_words_that_two_articles_share_is_found() -> None:
    run = " ".join(f"word{number}" for number in range(RUN + WINDOW - 1))
    one, other = text(f"Alpha beta gamma {run} delta."), text(f"Epsilon zeta {run} eta theta iota.")
    assert fingerprints(one) & fingerprints(other)
    assert not fingerprints(text(WIRE)) & fingerprints(text(OTHER))


@given(st.text(max_size=300))
def test_any_text_has_fingerprints(words: str) -> None:
    made = Text(Reading(Article("a", words, language="en"), ()))
    assert all(0 <= one < 2**63 for one in fingerprints(made))
    for sentence in made.sentences:
        assert made.article.text[slice(*sentence.span)].strip()
        assert len(sentence.own) + len(sentence.quoted) == len(sentence.words)


def test_copies_of_an_article_follow_the_first() -> None:
    one, copy, cut = (
        text(WIRE, outlet="Westhaven Courier"),
        text(WIRE, outlet="Island Post"),
        text("\n\n".join(WIRE.split("\n\n")[:2]), outlet="QuickNews"),
    )
    found = derivations((one, copy, cut), linked((one, copy, cut)))
    assert [one.kind for one in found] == ["independent", "copy_of_article", "copy_of_article"]
    assert found[1].of == 0 and found[1].whose == "Westhaven Courier" and found[1].score > 0.9
    for place in found[2].evidence:
        words = (one, copy, cut)[place.article].article.text[slice(*place.span)]
        assert words in WIRE


@pytest.mark.parametrize("turned", [False, True])
def test_where_moments_do_not_tell_who_names_the_other_has_it_from_there(turned: bool) -> None:
    first = text(WIRE, outlet="The Orr Echo")
    second = text(f"{WIRE}\n\nThis was first reported by The Orr Echo.", outlet="Quick News")
    texts = [second, first] if turned else [first, second]
    told = dict(zip([one.article.outlet for one in texts], kinds(*texts), strict=True))
    assert told == {"The Orr Echo": "independent", "Quick News": "copy_of_article"}


def test_wire_copy_is_the_agencys_also_where_it_is_not_credited() -> None:
    one = text(WIRE, outlet="Westhaven Courier", credit="Coast Press Agency")
    copy = text(WIRE, outlet="Island Post")
    found = derivations((one, copy), linked((one, copy)))
    assert [one.kind for one in found] == ["wire_copy", "wire_copy"]
    assert {one.whose for one in found} == {"Coast Press Agency"}


def test_wire_copy_follows_the_agencys_own_article_whenever_that_came() -> None:
    first = text(WIRE, outlet="Island Post", credit="Coast Press Agency")
    own = text(
        f"{WIRE}\n\nA line of the agency that no client printed.", outlet="Coast Press Agency"
    )
    cut = text("\n\n".join(WIRE.split("\n\n")[:3]), outlet="Westhaven Courier")
    found = derivations((first, own, cut), linked((first, own, cut)))
    assert [one.kind for one in found] == ["wire_copy", "independent", "wire_copy"]
    assert [one.of for one in found] == [1, None, 1]
    assert {place.article for one in found[::2] for place in one.evidence} == {0, 1, 2}
    assert [one.score > 0.5 for one in found] == [True, False, True]


def test_a_later_version_of_the_same_outlet_is_an_update() -> None:
    one = text(WIRE, outlet="Westhaven Courier")
    later = text(
        f"{WIRE}\n\nSailings were cancelled until Friday, as its owner wrote.",
        outlet="Westhaven Courier",
    )
    assert kinds(one, later) == ["independent", "update"]


@pytest.mark.parametrize("words", ["", "   ", "One.", "“Quoted, and nothing else at all.”"])
def test_what_says_nothing_hangs_on_nothing(words: str) -> None:
    empty = Text(Reading(Article("a", words, language="en"), ()))
    assert kinds(empty, text(WIRE)) == ["independent", "independent"]
    assert overlap(empty, empty).passages == ()
