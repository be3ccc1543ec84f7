"""The library's front door: the few functions most programs need.

The stages behind them are imported when first used, so that ``import onrecord`` costs next to
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.page import Page
from onrecord.records import Article, Reading

if TYPE_CHECKING:
    import pandas

    from onrecord.errors import OnRecordError
    from onrecord.page.fetch import Fetcher

__all__ = ["attribute", "read", "read_all", "read_text", "to_frame"]


def read(
    page: Page | Path | str | bytes,
    *,
    allow_private: bool = False,
    fetcher: Fetcher | None = None,
) -> Article:
    """Read a news page: the article apart from the furniture of the site.

    Args:
        page: a URL, which is fetched; a page's own text (any other string, never taken for a path,
            so that what a user typed opens no local file); its bytes; a ``Path``, which is read; or a
            `Page`, which can say more, for instance ``Page(text, kind="raw")`` for text that is to be
            taken as it is, every code point.
        allow_private: whether a URL may lead to a private or local network address.
        fetcher: to fetch with; its pauses hold over all calls. None for the one of this process.

    Returns:
        the article; without text and blocks where the page holds none.

    Raises:
        PageError: the page could not be had or is no text (see its subclasses).
    """
    from onrecord.page.load import load
    from onrecord.pipeline import read as read_page

    return read_page(load(page, allow_private=allow_private, fetcher=fetcher))


def read_text(text: str, *, id: str | None = None, url: str | None = None) -> Article:
    """Take a text as it is, every code point: no furniture is looked for, offsets are the text's own.

    Args:
        text: of the article.
        id: what to call it in output.
        url: its address, if it has one.
    """
    return read(Page.from_text(text, id=id, url=url, raw=True))


def read_all(
    inputs: Iterable[str | Path] | str | Path,
    *,
    allow_private: bool = False,
    fetcher: Fetcher | None = None,
    text_column: str | None = None,
    html_column: str | None = None,
    id_column: str | None = None,
    url_column: str | None = None,
) -> Iterator[tuple[str, Article | OnRecordError]]:
    """Read many pages: files, folders, globs, URLs, JSONL, CSV, Parquet, feeds and WARC files.

    Args:
        inputs: what to read, one or several; folders, tables and archives give many pages.
        allow_private: whether URLs may lead to private or local network addresses.
        fetcher: to fetch with; None for the one of this process.
        text_column, html_column: of tables: the column that holds the articles.
        id_column, url_column: of tables: the columns that hold their ids and addresses.

    Yields:
        for each page its id, and its article or the error that kept it from being read. An error
        never stops the pages behind it.
    """
    from onrecord.errors import OnRecordError
    from onrecord.page.inputs import Columns, pages
    from onrecord.pipeline import read as read_page

    columns = Columns(text=text_column, html=html_column, id=id_column, url=url_column)
    found = pages(inputs, allow_private=allow_private, fetcher=fetcher, columns=columns)
    for name, page in found:
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
    min_score: float = 0.0,
    force: bool = False,
    continued: bool = True,
    nested: bool = True,
    all_nested: bool = False,
    threads: int | None = None,
    model: Path | str | None = None,
) -> Reading:
    """Find every attribution of an article, who is behind it, on what terms, by what route and when.

    Args:
        article: as `read` gives it.
        min_score: leave out attributions with a lower score (0 to 1), inner and continued ones too.
            It is applied last: names, ids and who spoke do not change with it.
        force: attribute also where the article is in a language the model does not read.
        continued: add the statements that have no cue of their own and go on with another's.
        nested: keep the statements inside others' contents.
        all_nested: keep those too that are too seldom right to be shown by default.
        threads: how many stretches of the article are read at a time; None for the number of
            processors, four at most.
        model: folder of a model; None for the one that ships with the package.

    Returns:
        the article with its attributions, in order of their first words, and their sources, in
        the order in which they first speak.

    Raises:
        LanguageError: the article is in another language than the model's, and `force` is not set.
        ModelError: the model files are missing, damaged, or made for another version.
        TypeError: `article` is none.
        ValueError: `min_score` is no probability, or `threads` no number of threads.
    """
    from onrecord.pipeline import Settings
    from onrecord.pipeline import attribute as attribute_article

    if not isinstance(article, Article):
        raise TypeError(
            f"attribute takes an Article, as read() and read_text() give it, not a "
            f"{type(article).__name__}"
        )
    settings = Settings(
        min_score=min_score,
        force=force,
        continued=continued,
        nested=nested,
        all_nested=all_nested,
        threads=threads,
        model=None if model is None else Path(model),
    )
    return attribute_article(article, settings)


def to_frame(readings: Iterable[Reading] | Reading) -> pandas.DataFrame:
    """Attributions as a data frame, one row each, with the words and offsets of each role.

    Needs pandas (``pip install onrecord[frame]``).

    Raises:
        ModuleNotFoundError: pandas is not installed.
        TypeError: there is something else among the readings, an error for instance.
    """
    import pandas

    from onrecord.formats.rows import ATTRIBUTION_FIELDS, attribution_rows

    rows: list[dict[str, Any]] = []
    for reading in [readings] if isinstance(readings, Reading) else readings:
        if not isinstance(reading, Reading):
            raise TypeError(f"to_frame takes readings, not a {type(reading).__name__}: {reading}")
        rows.extend(attribution_rows(reading))
    return pandas.DataFrame(rows, columns=list(ATTRIBUTION_FIELDS))
