"""What the passes over routes share: the article, its outlets, its sources, and its own names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from onrecord.attributions import Clues
from onrecord.languages import Words
from onrecord.outlets import OutletMention, outlet_mentions
from onrecord.records import Attribution, Reading, Source, Span
from onrecord.routes.carriers import key
from onrecord.text import Document

__all__ = ["Context", "Pass", "place"]


@dataclass(frozen=True, slots=True)
class Context:
    """A reading while its routes are traced.

    Attributes:
        document: of its article.
        lang: its language.
        sources: by id.
        own: keys of the page's own outlet and the credited agencies, which are on no route: they
            are its end.
        outlets: mentions of all others, in order.
        spoken: words of sources that carry no news: persons and bodies; in order.
        clues: what the network says of the statements; None of a model that says nothing.
    """

    document: Document
    lang: Words
    sources: Mapping[str, Source]
    own: frozenset[str]
    outlets: tuple[OutletMention, ...]
    spoken: tuple[Span, ...]
    clues: Clues | None = None

    @classmethod
    def of(
        cls, reading: Reading, document: Document, lang: Words, clues: Clues | None = None
    ) -> Context:
        """The context of a reading whose sources are resolved."""
        article = reading.article
        own = {key(credit.name) for credit in article.credits if credit.form != "hat_tip"}
        if article.outlet:
            own.add(key(article.outlet))
        persons = (one.name for one in reading.sources if one.kind == "person")
        people = {word for name in persons for word in name.split()[-1:]}
        return cls(
            document,
            lang,
            {source.id: source for source in reading.sources},
            frozenset(own),
            tuple(
                one
                for one in outlet_mentions(document, lang)
                if key(one.name) not in own
                and not _is_at(article.url, one.name)
                and document.words(one.span) not in people  # Michael Bloomberg carries nothing
            ),
            tuple(
                sorted(
                    span
                    for source in reading.sources
                    if source.kind in ("person", "people", "organisation")
                    for span in source.mentions
                )
            ),
            clues,
        )

    def source_of(self, one: Attribution) -> Source | None:
        """The source of a statement."""
        return self.sources.get(one.source_id or "")

    def is_another_outlet(self, source: Source | None) -> bool:
        """Whether a source is an outlet other than the page's own."""
        return source is not None and source.kind == "outlet" and key(source.name) not in self.own


_SHORTEST_IN_HOST = 6  # letters of an outlet's name that is looked for in an address


def _is_at(url: str | None, name: str) -> bool:
    """Whether a page's address is that of an outlet: ``abcnews.go.com`` of ABC News."""
    host = (urlsplit(url).hostname or "") if url else ""
    letters = "".join(filter(str.isalnum, key(name)))
    if len(letters) >= _SHORTEST_IN_HOST:
        return letters in "".join(filter(str.isalnum, host))
    return letters in host.split(".")


#: A pass over an article's statements: what it finds of routes is added to them.
Pass: TypeAlias = Callable[[Sequence[Attribution], Context], list[Attribution]]


def place(one: Attribution) -> int:
    """Where a statement begins."""
    return one.spans[0].start
