"""News outlets by the form of their names: "the Springfield Herald", "Radio Westhaven"."""

from __future__ import annotations

from onrecord.languages import Words
from onrecord.outlets._list import known_outlet, without_the

__all__ = ["is_bare_short", "looks_like_outlet", "short_name_of"]


def looks_like_outlet(name: str, lang: Words) -> bool:
    """Whether a capitalised name has the form of an outlet's."""
    bare = without_the(" ".join(name.split()))
    if lang.outlets.form_first.match(bare):
        return True
    return bool(lang.outlets.form.match(bare)) and not lang.outlets.no_outlet.search(bare)


def is_bare_short(words: str, lang: Words) -> bool:
    """Whether "the Post" stands without a full name: still a newspaper, whichever it is."""
    article, _, word = " ".join(words.split()).partition(" ")
    return article.lower() == "the" and word in lang.outlets.bare


def short_name_of(short: str, full: str, lang: Words) -> bool:
    """Whether a name may be short for an outlet whose full name the article gives."""
    known = known_outlet(full)
    bare = without_the(short)
    if known is not None and bare in known.shorts:
        return True
    words = without_the(full).split()
    return looks_like_outlet(full, lang) and len(words) > 1 and bare == words[-1]
