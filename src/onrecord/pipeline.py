"""The one order of stages, from page to reading; settings resolved once and passed down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from onrecord._log import logger
from onrecord.about import SOFTWARE
from onrecord.article import read_page
from onrecord.errors import LanguageError
from onrecord.languages import DEFAULT, Words, find, words_of
from onrecord.page import Page
from onrecord.records import SCHEMA_VERSION, Article, Attribution, Provenance, Reading

__all__ = ["Settings", "attribute", "read", "read_and_attribute"]

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are attributed.

    Attributes:
        min_score: leave out attributions with a lower score. It is applied last, so that names, ids
            and who spoke do not hang on it; 0 leaves out nothing that the model finds.
        force: attribute also where the article is in a language that is not read.
        continued: add the statements that have no cue of their own and go on with another's.
        nested: keep the statements inside others' contents.
        all_nested: keep those too that the model finds too seldom right to show them by default.
        threads: how many stretches of an article are read at a time; None for the number of
            processors, four at most.
        model: folder of the model; None for the one that ships with the package.
    """

    min_score: float = 0.0
    force: bool = False
    continued: bool = True
    nested: bool = True
    all_nested: bool = False
    threads: int | None = None
    model: Path | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.min_score <= 1:
            raise ValueError(f"min_score is a probability, 0 to 1, not {self.min_score!r}")
        if self.threads is not None and (type(self.threads) is not int or self.threads < 1):
            raise ValueError(f"threads is a number of threads, 1 or more, not {self.threads!r}")

    def recorded(self) -> dict[str, float | bool]:
        """Those that the result hangs on, by name, for the record."""
        return {
            "min_score": float(self.min_score),
            "force": self.force,
            "continued": self.continued,
            "nested": self.nested,
            "all_nested": self.all_nested,
        }


def read(page: Page) -> Article:
    """Read the article out of a page."""
    return read_page(page)


def read_and_attribute(page: Page, settings: Settings) -> Reading:
    """A page to its reading.

    Raises:
        PageError: the page could not be read.
        LanguageError: its article is in a language that is not read.
        ModelError: the model cannot be loaded.
    """
    return attribute(read(page), settings)


def attribute(article: Article, settings: Settings) -> Reading:
    """An article to its reading: attributions, sources, continued statements, routes, times; then
    what the settings leave out.

    Raises:
        LanguageError: the article is in a language that is not read, and reading is not forced.
        ModelError: the model cannot be loaded.
    """
    # Loading these costs a second; a program that only reads pages never does.
    from onrecord.attributions import MODEL, find, load, read_manifest

    folder = settings.model or MODEL
    manifest = read_manifest(folder / "manifest.json")
    _check_language(article, manifest.language, force=settings.force)
    bare = Reading(article, (), provenance=_provenance(article, manifest.name, settings))
    if not article.text.strip():
        return bare
    lang = _loaded(folder, manifest.language)
    from onrecord.routes import trace
    from onrecord.sources import resolve, with_continued
    from onrecord.text import Document
    from onrecord.times import time_expressions

    document = Document.of(article, lang.sentences.abbreviated)
    network = load(folder, threads=settings.threads)
    if settings.all_nested:
        network = replace(network, manifest=manifest.with_all_nested())
    found = find(document, lang, network)
    _log.info("%s: %d attributions", article.id, len(found.attributions))
    reading = replace(bare, attributions=found.attributions)
    reading = resolve(reading, document, lang, found.clues, manifest.name_score)
    if settings.continued:
        reading = with_continued(reading, document, lang, manifest.continued_scores, found.clues)
    reading = trace(reading, document, lang, found.clues)
    reading = replace(reading, times=time_expressions(reading, document, lang))
    return _left(reading, settings)


@lru_cache(maxsize=4)
def _loaded(folder: Path, language: str) -> Words:
    """A language's words, and the model and the stages loaded: side by side, for both take long."""
    from onrecord.attributions import load

    with ThreadPoolExecutor(1) as beside:
        network = beside.submit(load, folder)
        for stage in ("routes", "sources", "times"):
            import_module(f"onrecord.{stage}")
        words = words_of(language)
        network.result()
    return words


def _provenance(article: Article, model: str, settings: Settings) -> Provenance:
    read = article.provenance or Provenance(SOFTWARE, SCHEMA_VERSION)
    return replace(
        read,
        software=SOFTWARE,
        schema=SCHEMA_VERSION,
        model=model,
        settings=settings.recorded(),
    )


def _check_language(article: Article, model: str, *, force: bool) -> None:
    """Raises:
    LanguageError: an article is in another language than the model's, and that is not forced.
    """
    code = article.language
    if code is None or code == model or force:
        return
    language = find(code)
    if language is None:
        why = f"in {code!r}, and there is no folder for that language yet"
    elif not language.finished:
        why = f"in {language.name} ({code}), and its language folder says that it is unfinished"
    else:
        why = f"in {language.name} ({code}), which the model does not read"
    english = find(model)
    raise LanguageError(
        f"{article.id}: the article is {why}; --force (force=True) attributes it all the same, by "
        f"the rules for {english.name if english else DEFAULT}"
    )


def _left(reading: Reading, settings: Settings) -> Reading:
    """A reading without what the settings leave out."""
    if settings.min_score <= 0 and settings.nested:
        return reading

    def stays(one: Attribution) -> bool:
        return one.score >= settings.min_score and (settings.nested or one.parent is None)

    kept = _rooted(reading.attributions, stays)
    ids = {one.id for one in kept}
    speaking = {one.source_id for one in kept}
    return replace(
        reading,
        attributions=kept,
        sources=tuple(one for one in reading.sources if one.id in speaking),
        times=tuple(
            one if one.attribution in ids else replace(one, attribution=None, dates=None)
            for one in reading.times
        ),
    )


def _rooted(
    attributions: Iterable[Attribution], stays: Callable[[Attribution], bool]
) -> tuple[Attribution, ...]:
    """Those that stay, and whose parents, and what they go on with, do."""
    kept = {one.id: one for one in attributions if stays(one)}
    while True:
        rooted = {
            key: one
            for key, one in kept.items()
            if (one.parent is None or one.parent in kept)
            and (one.continued is None or one.continued in kept)
        }
        if len(rooted) == len(kept):
            return tuple(rooted.values())
        kept = rooted
