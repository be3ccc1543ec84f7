"""Articles of an invented town, by the million: for what must be measured at a size that no text of ours has.

Words are drawn by Zipf's law from an invented vocabulary, sources likewise from invented people and bodies,
so that indexes have lists of all lengths. The words ``tenfold``, ``thousandfold`` and ``fiftyfold`` with a
number behind them stand in some 10, 1,000 and 50,000 statements of an archive of a million articles.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from onrecord.records import (
    Article,
    Attribution,
    Block,
    Hop,
    Provenance,
    Reading,
    Source,
    SourceKind,
    Span,
    Terms,
)

__all__ = ["FREQUENCIES", "readings"]

#: Words that stand in so many of ten million statements, by their beginning.
FREQUENCIES = {"tenfold": 10, "thousandfold": 1_000, "fiftyfold": 50_000}
_STATEMENTS = 10  # of an article
_SYLLABLES = (
    "ba de fi go ku la me ni po ru sa te vi wo xu za bre dri flo gra ska stu tre vlo".split()
)
_VOCABULARY, _PEOPLE, _OUTLETS = 40_000, 60_000, 300


def _word(number: int) -> str:
    told = ""
    number += len(_SYLLABLES)
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        told += _SYLLABLES[rest]
    return told


def _zipf(many: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(3, many + 3)))


_WORDS, _NAMES = _zipf(_VOCABULARY), _zipf(_PEOPLE)


def _drawn(rng: random.Random, sums: list[float]) -> int:
    return bisect(sums, rng.random() * sums[-1])


def readings(many: int, *, seed: int = 1, first: int = 0) -> Iterator[Reading]:
    """Readings, each of ten statements.

    Args:
        many: how many.
        seed: of what is drawn.
        first: number of the first, by which each differs from all others.
    """
    for number in range(first, first + many):
        yield _reading(random.Random(f"{seed}:{number}"), number)


def _reading(rng: random.Random, number: int) -> Reading:
    title = " ".join(_word(_drawn(rng, _WORDS)) for _ in range(7)).capitalize()
    text, spans = f"{title}\n\n", []
    speakers = [_drawn(rng, _NAMES) for _ in range(4)]
    for _ in range(_STATEMENTS):
        who = rng.choice(speakers)
        start = len(text)
        text += f"{_name(who)} "
        cue = len(text)
        text += "said "
        content = len(text)
        text += " ".join(
            [*(_word(_drawn(rng, _WORDS)) for _ in range(14)), *_rare(rng), f"n{number}"]
        )
        spans.append((who, start, cue, content, len(text)))
        text += ". "
    published = datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=number * 5)
    url = f"https://outlet{number % _OUTLETS}.example/{number}"
    article = Article(
        id=url,
        text=text,
        blocks=(
            Block("title", Span(0, len(title))),
            Block("paragraph", Span(len(title) + 2, len(text))),
        ),
        title=title,
        published=published,
        outlet=f"Outlet {number % _OUTLETS}",
        language="en",
        url=url,
        provenance=Provenance("synthetic", "2.2", "synthetic", origin=url, fetched=published),
    )
    return _said(rng, article, spans)


def _rare(rng: random.Random) -> Iterator[str]:
    for name, many in FREQUENCIES.items():
        if rng.random() < 10 * many / 10_000_000:
            yield f"{name}{rng.randrange(10)}"


def _name(who: int) -> str:
    if who % 5 == 4:
        return f"two {_word(who)} officials"
    return f"{_word(who).capitalize()} {_word(_PEOPLE + who).capitalize()}"


def _said(
    rng: random.Random, article: Article, spans: list[tuple[int, int, int, int, int]]
) -> Reading:
    ids = {who: f"s{place}" for place, who in enumerate(dict.fromkeys(one[0] for one in spans), 1)}
    sources = tuple(
        Source(
            id=key,
            name=_name(who),
            kind=_kind(who),
            named=who % 5 != 4,
            role="engineer" if who % 3 == 0 else None,
            affiliation=None,
            count=None,
            terms=_terms(who),
            condition=None,
            reason=None,
            mentions=(),
        )
        for who, key in ids.items()
    )
    attributions = tuple(
        Attribution(
            id=f"a{place}",
            source=(Span(start, cue - 1),),
            cue=(Span(cue, content - 1),),
            content=(Span(content, end),),
            form="indirect",
            score=round(0.5 + rng.random() / 2, 4),
            act=rng.choices(("says", "denies", "asks", "no_answer"), (90, 4, 4, 2))[0],
            source_id=ids[who],
            terms=_terms(who),
            via=(Hop("Reuters", "via", None),) if rng.random() < 0.03 else (),
        )
        for place, (who, start, cue, content, end) in enumerate(spans, start=1)
    )
    return Reading(article, attributions, sources, (), article.provenance)


def _kind(who: int) -> SourceKind:
    return "people" if who % 5 == 4 else "organisation" if who % 5 == 3 else "person"


def _terms(who: int) -> Terms:
    if who % 5 == 4:
        return "anonymous" if who % 2 else "unnamed"
    return "on_record"
