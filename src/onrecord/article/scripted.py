"""The story in a page's scripts, where a browser would put it on the page only after loading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress

from lxml.html import HtmlElement, fragment_fromstring

__all__ = ["scripted_story"]

_MOST = 4_000_000  # characters of scripts looked at
_FEWEST_PARAGRAPHS = 3
#: A string of a script that holds paragraphs of HTML, their tags written out or escaped, once or twice.
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_PARAGRAPH = re.compile(r"(?:<|\\+u003c)p[\s>\\]", re.I)
_TAG = re.compile(r"<p[\s>]", re.I)


def scripted_story(tree: HtmlElement) -> HtmlElement | None:
    """The longest run of HTML paragraphs in the strings of a page's scripts, as a tree; None without one."""
    budget = _MOST
    best = ""
    for script in tree.iter("script"):
        source = script.text or ""
        budget -= len(source)
        if budget < 0:
            break
        if len(_PARAGRAPH.findall(source)) >= _FEWEST_PARAGRAPHS:
            best = max((best, *_strings(source)), key=len)
    if not best:
        return None
    with suppress(Exception):  # the parser raises what it likes at broken fragments
        return fragment_fromstring(best, create_parent="div")
    return None


def _strings(source: str) -> Iterator[str]:
    """The strings of a script that are HTML with paragraphs; those inside strings too."""
    for found in _STRING.finditer(source):
        if len(_PARAGRAPH.findall(found[1])) < _FEWEST_PARAGRAPHS:
            continue
        with suppress(ValueError):
            text = json.loads(found[0], strict=False)
            inner = list(_strings(text))
            yield from inner
            if not inner and len(_TAG.findall(text)) >= _FEWEST_PARAGRAPHS:
                yield text
