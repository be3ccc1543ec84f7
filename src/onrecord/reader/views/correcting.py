"""Saying that a statement was read wrongly."""

from __future__ import annotations

from typing import Any, get_args

from onrecord.archive.corrections import FIELDS
from onrecord.errors import SiteError
from onrecord.reader import addresses
from onrecord.reader.forms import AUTHOR, Cookie, Moved, limited
from onrecord.reader.protection import new_token
from onrecord.reader.views.article import statement_of
from onrecord.reader.web import Asked, Shown, missing
from onrecord.records import Terms

__all__ = ["send", "show"]


def show(asked: Asked) -> Shown:
    """The form."""
    number = asked.number()
    statement = asked.query.get("statement")
    told = statement_of(asked.site, number, statement)
    if statement is None:
        raise missing()
    context: dict[str, Any] = {
        "number": number, "statement": statement, "title_of": told.title, "words": told.words, "fields": FIELDS,
        "terms_choice": get_args(Terms), "sent": asked.query.get("sent"),
        "challenge": asked.site.seals.sealed("correct", str(number)),
    }  # fmt: skip
    return Shown("correct.html.j2", context)


def send(asked: Asked) -> Moved:
    """Keep what a reader says."""
    number = asked.number()
    statement = asked.value("statement")
    back = f"{addresses.article(number)}/correct?statement={statement}&sent=1"
    if asked.value("website"):
        return Moved(back)
    limited(asked, "correct", 20, 600)
    if asked.site.seals.opened("correct", asked.value("challenge"), latest=2 * 86_400) != str(
        number
    ):
        raise SiteError("this form is of another article")
    author = asked.author or new_token()
    field = asked.value("field")
    asked.site.corrections.propose(
        number, statement, field, asked.value("terms" if field == "terms" else "value"),
        note=asked.value("note"), name=asked.value("name"), by=asked.by, author=author,
    )  # fmt: skip
    return Moved(back, (Cookie(AUTHOR, author, 365),))
