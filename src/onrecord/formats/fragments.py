"""Links to the very words on the original page, by text fragment.

``https://example.org/news#:~:text=we%20will%20not%20move``: browsers scroll to the words and mark
them (W3C Community Group, *URL Fragment Text Directives*).
"""

from __future__ import annotations

from urllib.parse import quote, urldefrag

from onrecord.records import Article, Span

__all__ = ["text_fragment"]

_WHOLE = 60  # code points of words that are given whole; of longer ones, beginning and end
_ENDS = 4  # words at each end of longer ones
_LONG = (
    100_000  # code points of an article in which it is not looked whether words stand there once
)
_BEFORE = 3  # words before, where the same beginning stands in the article more than once
_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"  # what an address may hold as it is (RFC 3986)
_EDGES = " \t\r\n.,;:–—-“”\"‘’'«»„()[]"


def text_fragment(article: Article, span: Span) -> str | None:
    """The URL of the words of a span on the article's page; None where the page has no web address."""
    if not article.url or not article.url.lower().startswith(("http://", "https://")):
        return None
    words = article.text[span.start : span.end]
    pieces = [piece for line in words.splitlines() if (piece := line.split())]
    if not pieces:
        return None
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 and len(words) <= _WHOLE:
        begins, ends = " ".join(first), None
    else:
        begins, ends = " ".join(first[:_ENDS]), " ".join(last[-_ENDS:])
    directive = _encoded(begins)
    if ends is not None:
        directive += f",{_encoded(ends)}"
    several = len(article.text) > _LONG or article.text.count(begins) > 1
    if several and (before := _before(article, span)):
        directive = f"{_encoded(before)}-,{directive}"
    address = quote(urldefrag(article.url).url, safe=_OF_ADDRESSES, errors="replace")
    return f"{address}#:~:text={directive}"


def _before(article: Article, span: Span) -> str:
    """The last words before a span, in its own paragraph: browsers take no others for a prefix."""
    line = article.text[article.text.rfind("\n", 0, span.start) + 1 : span.start]
    return " ".join(line.split()[-_BEFORE:])


def _encoded(words: str) -> str:
    # A dash, a comma and an ampersand have a meaning of their own in a directive.
    return quote(words.strip(_EDGES) or words, safe="", errors="replace").replace("-", "%2D")
