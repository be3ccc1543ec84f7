"""Articles into stories, as they arrive."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archiving import article_of
from onrecord.languages import story_words
from onrecord.stories.grouping import CANDIDATES, PARTED, Stream, placed
from onrecord.stories.texts import Text
from onrecord.stories.vectors import KINDS, Frequencies, Vectors, alike, bags
from storied import OTHER, WIRE


def vectors(*texts: str) -> list[Vectors]:
    held = [bags(Text(article_of(one)), story_words("en")) for one in texts]
    known = Frequencies()
    for one in held:
        known.learn(one)
    return [Vectors.made(one, known) for one in held]


def test_articles_about_one_happening_are_more_alike() -> None:
    retold = "The ferry Halcyon struck a bank off Kestrel Point on Tuesday. Lifeboats brought passengers ashore."
    wire, again, other = vectors(WIRE, retold, OTHER)
    assert alike(wire, wire) > 0.89  # it has no numbers
    assert alike(wire, again) > 2 * alike(wire, other)
    assert alike(wire, other) == alike(other, wire)


def test_the_shares_of_the_bags_are_one_whole() -> None:
    assert abs(sum(KINDS.values()) - 1) < 1e-9
    assert alike(*vectors("", "")) == 0


def test_an_article_is_put_to_its_like() -> None:
    stream = Stream()
    stream.put(1, {})
    stream.put(2, {1: 0.6})
    stream.put(3, {1: 0.02, 2: 0.03})
    assert stream.stories == {1: [1, 2], 3: [3]}


def test_what_comes_late_brings_two_stories_together() -> None:
    stream = Stream()
    stream.put(1, {})
    stream.put(2, {1: 0.15})
    assert len(stream.stories) == 2
    stream.put(3, {1: 0.7, 2: 0.6})
    assert stream.stories == {1: [1, 2, 3]}


def test_what_comes_late_parts_what_was_one() -> None:
    stream = Stream()
    stream.put(1, {})
    stream.put(2, {1: 0.25})
    assert stream.stories == {1: [1, 2]}
    stream.put(3, {1: 0.02, 2: 0.9})
    assert stream.stories == {1: [1], 2: [2, 3]}


def test_a_large_story_is_not_taken_apart() -> None:
    many = list(range(200))
    groups = placed(200, dict.fromkeys(many, 0.5), dict.fromkeys(many, 0), {0: many}, {})
    assert groups == [[*many, 200]]
    assert placed(200, {0: 0.13}, {0: 0}, {0: many}, {}) == [[200]]


def test_who_was_parted_is_never_put_together() -> None:
    groups = placed(2, {0: 0.9, 1: 0.9}, {0: 0, 1: 1}, {0: [0], 1: [1]}, {(0, 1): PARTED})
    assert groups == [[0, 2], [1]]


def test_a_story_goes_on_growing_when_it_has_more_articles_than_one_is_laid_beside() -> None:
    many = list(range(10 * CANDIDATES))
    beside = dict.fromkeys(many[-CANDIDATES:], 0.5)
    assert placed(5_000, beside, dict.fromkeys(many, 0), {0: many}, {}) == [[*many, 5_000]]


@given(
    st.lists(
        st.dictionaries(st.integers(0, 8), st.floats(0, 1), max_size=5), min_size=1, max_size=9
    )
)
def test_every_article_is_in_one_story(arrivals: list[dict[int, float]]) -> None:
    stream = Stream()
    for number, near in enumerate(arrivals):
        stream.put(number, {other: told for other, told in near.items() if other < number})
        assert sorted(one for own in stream.stories.values() for one in own) == list(
            range(number + 1)
        )
        assert all(own[0] == story for story, own in stream.stories.items())
        assert all(
            stream.story_of[one] == story for story, own in stream.stories.items() for one in own
        )
