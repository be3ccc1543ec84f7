"""Articles of invented stories for the tests of `onrecord.stories`."""

from __future__ import annotations

from dataclasses import replace

from archiving import article_of
from onrecord.records import Credit
from onrecord.stories.texts import Text

__all__ = ["OTHER", "WIRE", "text"]

WIRE = (
    "The ferry Halcyon ran aground off Kestrel Point late on Tuesday evening in calm weather.\n\n"
    "Lifeboats brought all of the passengers ashore within two hours of the first call.\n\n"
    "The ship had left the usual fairway some ten minutes before it struck the bank.\n\n"
    "It carries commuters and lorries between Westhaven and the outer islands every day."
)
OTHER = (
    "Teachers in Westhaven went on strike on Monday over the size of their classes.\n\n"
    "Schools stayed shut in the north of the town, while those in the south opened late.\n\n"
    "Parents stood at the gates with placards, and some of them had brought soup.\n\n"
    "A second day of strikes is planned before the end of the month, the union wrote."
)


def text(
    words: str, *, outlet: str | None = None, credit: str | None = None, title: str = ""
) -> Text:
    """An article, by marked words; see `marked`."""
    reading = article_of(words, outlet=outlet, title=title or None)
    credited = (Credit(credit, "source_line"),) if credit else ()
    return Text(replace(reading, article=replace(reading.article, credits=credited)))
