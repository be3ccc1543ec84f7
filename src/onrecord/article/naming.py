"""What an element of a page is by its class, id and the like: furniture, a byline, a standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

__all__ = ["NAMELESS", "Naming", "naming_of"]

#: Names of elements by what they say of what is in them: words between blanks, hyphens, underscores.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?P<furniture>related|recommend\w*|promo\w*|newsletter\w*|mpu|share\w*|sharing|social\w*|comments?|"
    r"disqus|sidebar|advert\w*|ad|ads|sponsor\w*|breadcrumbs?|crumbs|nav\w*|menu|footer|cookie\w*|"
    r"signup|sign-up|popular|trending|most-?(?:read|viewed)|read-more|readmore|pull-?quote\w*|"
    r"also-read|toolbar|tags?|tag-list|taboola|outbrain|author-bio|authorbio|bio|poll|quiz|widget\w*|"
    r"modal|popup|banner|correction-form|hidden|visually-hidden|sr-only|screen-reader\w*)"
    r"|(?P<note>corrections?|corrected|clarifications?|amendments?|erratum|errata|editors?-?note)"
    r"|(?P<soft>(?:pay|reg|meter)-?wall\w*|subscri\w*|teaser\w*|premium|offers?|piano\w*)"
    r"|(?P<post>(?:twitter|instagram|bluesky|mastodon|tiktok|threads|telegram|facebook|reddit|x)[\s_-]?"
    r"(?:tweet|media|embed|post|status)|tweet-?embed|fb-post))(?=$|[\s_-])",
    re.I,
)
#: The same for names that are also written in one: ``articleByline``.
_JOINED_NAMES = re.compile(
    r"(?:^|[\s_-]|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<standfirst>standfirst|sub-?title|sub-?head(?:line|ing)?|dek|deck|"
    r"summary|lead|lede|intro|ingress|excerpt|chapo|strapline|entradilla|bajada|sottotitolo|abstract|kicker-text|"
    r"article-?description)"
    r"|(?P<byline>by-?lines?|authors?|author-?names?|writers?|contributors?|auteurs?|autor(?:es)?|reporters?|"
    r"signature|firma)"
    r"|(?P<stamp>date(?:line|time)?|time(?:stamp)?|stamp|published?|pub-?date|posted(?:-on)?|meta(?:data)?|datum|"
    r"fecha))(?=$|[\s_-]|(?-i:[A-Z]))",
    re.I,
)
_CAPTION_WORDS = frozenset({"bildunterschrift", "legend"})
_NAME_BORDERS = re.compile(r"[\s_-]+")
_LONGEST_NAME = 1_000  # code points of an element's class and id that are looked at
#: Attributes that say what an element is.
_NAMING = frozenset({"class", "id", "rel", "itemprop"})
_PLATFORMS = {
    "twitter": "X",
    "tweet": "X",
    "x": "X",
    "fb": "Facebook",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "instagram": "Instagram",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "threads": "Threads",
    "telegram": "Telegram",
    "reddit": "Reddit",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """What an element's class and id say it is.

    Attributes:
        furniture: of the site, not of the article.
        standfirst: what stands under the title.
        caption: of a picture.
        byline: who wrote it.
        stamp: when it appeared.
        soft: furniture unless it holds the story: an offer to pay, or the part that is free.
        note: a note of correction.
        platform: of an embedded post.
    """

    furniture: bool = False
    standfirst: bool = False
    caption: bool = False
    byline: bool = False
    stamp: bool = False
    soft: bool = False
    note: bool = False
    platform: str | None = None


NAMELESS = Naming()


def naming_of(element: HtmlElement) -> Naming:
    """What an element's attributes say it is."""
    given = [value for key, value in element.items() if key in _NAMING]
    return _by_name(" ".join(given)[:_LONGEST_NAME]) if given else NAMELESS


@lru_cache(maxsize=8_192)  # the pages of a site name their elements alike
def _by_name(name: str) -> Naming:
    """What an element's class and id say it is."""
    kinds = {found.lastgroup: found[0] for found in _NAMES.finditer(name)}
    kinds |= {found.lastgroup: found[0] for found in _JOINED_NAMES.finditer(name)}
    lower = name.lower()
    caption = "caption" in lower or not _CAPTION_WORDS.isdisjoint(_NAME_BORDERS.split(lower))
    if not kinds and not caption:
        return NAMELESS
    return Naming(
        furniture="furniture" in kinds,
        standfirst="standfirst" in kinds,
        note="note" in kinds,
        caption=caption,
        byline="byline" in kinds,
        stamp="stamp" in kinds,
        soft="soft" in kinds,
        platform=_platform(kinds.get("post", "")),
    )


def _platform(name: str) -> str | None:
    """The platform of an embedded post, by the name of its element."""
    word = name.strip(" _-").lower()
    return next(
        (platform for start, platform in _PLATFORMS.items() if word.startswith(start)), None
    )
