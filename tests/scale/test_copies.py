"""Which articles' words stand in another one, among any number."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import Page
from onrecord.scale.beside import taken
from onrecord.scale.copies import (
    HEADS,
    PAIRS,
    buckets_for,
    held_by,
    into_buckets,
    likely,
    merged,
    verified,
)

PAGES = pa.schema({"key": pa.int64(), "digest": pa.int64(), "prints": pa.list_(pa.int64())})


def joined(several: Iterable[pa.Table]) -> pa.Table:
    return pa.concat_tables([PAIRS.empty_table(), *(one.cast(PAIRS) for one in several)])


def copies(articles: dict[int, set[int]], buckets: int = 1) -> dict[int, int]:
    """Of each copy its original; articles are their fingerprints."""
    rows = [
        {"key": key, "digest": hash(frozenset(own)) >> 1, "prints": sorted(own)}
        for key, own in articles.items()
    ]
    heads, prints = into_buckets(pa.Table.from_pylist(rows, schema=PAGES), buckets)
    pairs = likely(heads, joined(merged(own) for own in prints))
    found = held_by(heads, joined(verified(pairs, own) for own in prints))
    return dict(zip(found["key"].to_pylist(), found["copy_of"].to_pylist(), strict=True))


A, B = set(range(100)), set(range(1000, 1060))


def test_an_article_that_is_cut_is_a_copy_of_the_whole_one() -> None:
    assert copies({1: set(range(60)), 2: A, 3: B}) == {1: 2}


def test_the_same_words_are_a_copy_of_the_first() -> None:
    assert copies({5: A, 3: A, 9: A}) == {5: 3, 9: 3}


def test_few_words_are_a_copy_only_of_the_same() -> None:
    assert copies({1: {1, 2}, 2: {1, 2}, 3: {1, 2, 3, *range(50, 90)}}) == {2: 1}


def test_one_sentence_of_its_own_makes_no_copy() -> None:
    assert copies({1: A, 2: set(range(90)) | set(range(500, 520))}) == {}
    assert copies({1: A, 2: set(range(90)) | {500}}) == {}


def test_what_stands_everywhere_joins_nothing() -> None:
    everywhere = set(range(20))
    articles = {n: everywhere | set(range(n * 1000, n * 1000 + 60)) for n in range(1, 40)}
    assert copies(articles) == {}
    articles[50] = set(articles[7]) - {7000, 7001}
    assert copies(articles) == {50: 7}


def test_articles_that_share_much_with_all_others_are_told_apart_in_little_memory() -> None:
    every = {n: set(range(300)) - {n, n + 1, n + 2, *range(n, 300, 17)} for n in range(280)}
    found = copies(every)  # each shares nine tenths with each other
    for key, original in found.items():
        assert every[key] <= every[original]


SENTENCES = (
    "Norlund Lines denied that its ships had caused the cracks.",
    "The quay was closed on Monday, the harbour master said.",
    "It would stay so for two weeks.",
    "Nobody was hurt.",
    "The mayor asked for an inquiry.",
)


def prints_of(*sentences: str) -> set[int]:
    return set(taken(Page.from_text(" ".join(sentences)), language=None).prints)


def test_who_admits_is_no_copy_of_who_denies() -> None:
    whole = prints_of(*SENTENCES)
    admits = prints_of(SENTENCES[0].replace("denied", "admitted"), *SENTENCES[1:])
    assert copies({1: whole, 2: admits, 3: prints_of(*SENTENCES[1:])}) == {3: 1}


def test_a_page_that_goes_on_and_on_is_no_copy_of_its_beginning() -> None:
    rolling = {n: set(range(n, n + 30)) for n in range(5)}
    assert copies(rolling) == {}


def test_a_copy_of_a_copy_is_one_of_the_original() -> None:
    assert copies({3: set(range(80)), 2: set(range(90)), 1: A}) == {2: 1, 3: 1}


def test_articles_without_a_fingerprint() -> None:
    assert copies({1: set(), 2: set(), 3: A}) == {}


def test_none() -> None:
    assert held_by(HEADS.empty_table(), PAIRS.empty_table()).num_rows == 0


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(8, 60)),
        min_size=1,
        max_size=12,
    ),
    st.integers(2, 4),
)
def test_buckets_change_nothing(drawn: list[tuple[int, int, int]], buckets: int) -> None:
    articles = {
        key: {1000 * story + word for word in range(start, start + many)}
        for key, (story, start, many) in enumerate(drawn)
    }
    found = copies(articles, buckets)
    assert found == copies(articles)
    for key, original in found.items():
        assert original not in found
        assert articles[key] <= articles[original]


def test_buckets_are_few_and_enough() -> None:
    assert [buckets_for(pages) for pages in (0, 60_000, 1_000_000, 10**8)] == [1, 3, 61, 128]
