"""The third stage: article → attributions."""

from __future__ import annotations

import logging

from onrecord.attributions.engine import find
from onrecord.attributions.network import MODEL, load
from onrecord.errors import LanguageError
from onrecord.records import Article, Reading

__all__ = ["LANGUAGES", "attribute"]

_log = logging.getLogger(__name__)

#: ISO 639-1 codes of the languages that the model reads.
LANGUAGES = frozenset({"en"})


def attribute(
    article: Article,
    *,
    min_score: float | None = None,
    force: bool = False,
    threads: int | None = None,
) -> Reading:
    """Find the attributions of an article; see `onrecord.attribute`."""
    if article.language is not None and article.language not in LANGUAGES and not force:
        raise LanguageError(
            f"{article.id}: the article is in {article.language!r} and the model reads English "
            "only; --force (force=True) attributes it all the same"
        )
    if not article.text.strip():
        return Reading(article, ())
    found = find(article, load(MODEL, threads=threads), min_score=min_score)
    _log.info("%s: %d attributions", article.id, len(found))
    return Reading(article, found)
