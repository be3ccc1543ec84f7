"""The library's front door: the few functions most programs need.

The stages behind them are imported when first used, so that ``import onrecord`` costs next to
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.records import Article, Page, Reading

if TYPE_CHECKING:
    import pandas

    from onrecord.errors import OnRecordError

__all__ = ["attribute", "read", "read_all", "to_frame"]


def read(page: Page | Path | str | bytes, *, allow_private: bool = False) -> Article:
    """Read a news page: the article apart from the furniture of the site.

    Args:
        page: a path; a URL, which is fetched; a page's own bytes; its text (a string that holds a
            line break or begins with ``<``); or a `Page`, which can say more, for instance
            ``Page(text, kind="raw")`` for text that is to be taken as it is, every code point.
        allow_private: whether a URL may lead to a private or local network address.

    Returns:
        the article; without text and blocks where the page holds none.

    Raises:
        PageError: the page could not be had or is no text (see its subclasses).
    """
    from onrecord.article import read_page
    from onrecord.page.inputs import load

    return read_page(load(page, allow_private=allow_private))


def read_all(
    inputs: Iterable[str | Path], *, allow_private: bool = False
) -> Iterator[tuple[str, Article | OnRecordError]]:
    """Read many pages: files, folders, globs, URLs, JSONL and WARC files.

    Args:
        inputs: what to read; folders and archives give many pages.
        allow_private: whether URLs may lead to private or local network addresses.

    Yields:
        for each page its id, and its article or the error that kept it from being read. An error
        never stops the pages behind it.
    """
    from onrecord.article import read_page
    from onrecord.errors import OnRecordError
    from onrecord.page.inputs import pages

    for name, page in pages(inputs, allow_private=allow_private):
        if isinstance(page, OnRecordError):
            yield name, page
            continue
        try:
            yield name, read_page(page)
        except OnRecordError as error:
            yield name, error


def attribute(
    article: Article,
    *,
    min_score: float | None = None,
    force: bool = False,
    continued: bool = True,
    threads: int | None = None,
) -> Reading:
    """Find every attribution of an article, who is behind it, on what terms, by what route and when.

    Args:
        article: as `read` gives it.
        min_score: leave out attributions with a lower score (0 to 1); None for the threshold at
            which the model found most on its tuning data.
        force: attribute also where the article is in a language the model does not read.
        continued: add the statements that have no cue of their own and go on with another's.
        threads: how many stretches of the article are read at a time; None for the number of
            processors, four at most.

    Returns:
        the article with its attributions, in order of their first words, and their sources, in
        the order in which they first speak.

    Raises:
        LanguageError: the article is in another language than English, and `force` is not set.
        ModelError: the model files are missing or damaged.
    """
    from onrecord.attributions import attribute as attribute_article
    from onrecord.routes import trace
    from onrecord.sources import resolve, with_continued
    from onrecord.times import time_expressions

    found = attribute_article(article, min_score=min_score, force=force, threads=threads)
    resolved = resolve(found)
    traced = trace(with_continued(resolved, min_score=min_score) if continued else resolved)
    return replace(traced, times=time_expressions(traced))


def to_frame(readings: Iterable[Reading] | Reading) -> pandas.DataFrame:
    """Attributions as a data frame, one row each, with the words and offsets of each role.

    Needs pandas (``pip install onrecord[frame]``).

    Raises:
        ModuleNotFoundError: pandas is not installed.
    """
    import pandas

    from onrecord.formats.rows import FIELDS, rows

    if isinstance(readings, Reading):
        readings = [readings]
    return pandas.DataFrame(
        [row for reading in readings for row in rows(reading)], columns=list(FIELDS)
    )
