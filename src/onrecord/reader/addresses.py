"""The addresses of a site: they never change."""

from __future__ import annotations

from urllib.parse import quote, urlencode

__all__ = ["actor", "article", "number_in", "outlet", "outlet_of", "search", "statement", "story"]


def number_in(told: str, digits: int = 9) -> int | None:
    """The number that somebody gave, of so many digits at most; None where it is none."""
    plain = told.isascii() and told.isdigit() and len(told) <= digits
    return int(told) if plain else None


def story(number: int) -> str:
    """Of a story."""
    return f"/story/{number}"


def article(number: int) -> str:
    """Of an article."""
    return f"/article/{number}"


def statement(number: int, id: str) -> str:
    """Of a statement in its article."""
    return f"/article/{number}#r-{quote(id)}"


def actor(number: int) -> str:
    """Of a person or body."""
    return f"/actor/{number}"


def outlet(key: str) -> str:
    """Of an outlet, by its key in the archive, which holds letters, digits and spaces."""
    return f"/outlet/{quote(key.replace(' ', '-'))}"


def outlet_of(part: str) -> str:
    """The key of an outlet, by the last part of its address."""
    return part.replace("-", " ")


def search(question: str) -> str:
    """Of what a question finds."""
    return f"/search?{urlencode({'q': question})}"
