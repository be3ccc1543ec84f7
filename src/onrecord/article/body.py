"""The body of an HTML page: what the extractor keeps, put back in its place in the document.

The extractor (trafilatura) decides what is article and what is furniture. It loses some of what
matters here: a paragraph that opens with a quotation mark and looks like a teaser, block
quotations, captions, the standfirst. So its text is laid over the page's own blocks, which tells
each block's kind, and blocks that it left out between those it kept are taken back, unless they
are furniture by tag, by name, by form or by being mostly links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.article.alignment import aligned
from onrecord.article.credit import is_credit_line
from onrecord.article.furniture import (
    is_box_header,
    is_furniture_line,
    is_offer,
    is_talk_header,
)
from onrecord.article.leaves import FEWEST_WORDS, LINK_SHARE, Leaf

__all__ = ["select"]

_NEAR = 6  # levels up to an element that holds two columns of one story
_LARGEST_INSET, _LARGEST_OFFER = 3, 12  # leaves
_LONG = 15  # words of a paragraph that is surely one
_FEWEST_LINKED = 9  # words of a paragraph that is wholly a link


def select(page: Sequence[Leaf], extracted: str) -> tuple[list[Leaf], list[int], list[str]]:
    """Which leaves of a page are the article.

    Args:
        page: the page's leaves.
        extracted: the extractor's text, a block a line.

    Returns:
        the leaves, those that a box holds with the whole story no longer called furniture; indices of
        the article's, in order; and the extractor's lines that could not be laid over the page.
    """
    kept, missing = aligned(page, extracted)
    page = _excused(page, kept)
    kept = _without_cards(page, _without_strays(page, kept))
    if kept:
        # What corrects the story is of it, wherever its site puts that.
        notes = (index for index in range(kept[0], len(page)) if page[index].note)
        kept = sorted({*kept, *(index for index in notes if not page[index].furniture)})
    if not kept:
        kept = [index for index, leaf in enumerate(page) if leaf.is_prose and leaf.boxes]
    if not kept:
        return page, [], missing
    whole = _without_talk(page, sorted({*kept, *_recovered(page, kept)}))
    return page, _without_insets(page, whole), missing


def _excused(page: Sequence[Leaf], kept: Sequence[int]) -> list[Leaf]:
    """The leaves without boxes that hold the story: by name furniture, but what is left without them?"""
    held = Counter(box for index in kept if page[index].is_sentence for box in page[index].boxes)
    prose = sum(page[index].is_sentence for index in kept)
    inside: dict[int, list[Leaf]] = {}
    for leaf in page:
        for box in leaf.boxes:
            inside.setdefault(box, []).append(leaf)
    free = {
        box
        for box, leaves in inside.items()
        if (held[box] >= 2 and 2 * held[box] >= prose)
        or (box < 0 and (held[box] or _is_story(leaves)))
        if box > 0 or not _is_offered(leaves)
    }
    return [
        replace(leaf, furniture=not free.issuperset(leaf.boxes)) if free and leaf.boxes else leaf
        for leaf in page
    ]


def _is_story(leaves: Sequence[Leaf]) -> bool:
    """Whether what stands in a box is prose: paragraphs, or one that has the box for itself."""
    if len(leaves) == 1:
        long_enough = leaves[0].is_sentence and len(leaves[0].text.split()) >= _LONG
        return (long_enough or leaves[0].kind == "heading") and not is_offer(leaves[0].text)
    prose = sum(len(leaf.text.split()) >= _FEWEST_LINKED and leaf.is_sentence for leaf in leaves)
    return prose >= 2


def _is_offered(leaves: Sequence[Leaf]) -> bool:
    """Whether offers are a good part of what stands in a box."""
    offers = sum(is_offer(leaf.text) for leaf in leaves)
    return offers >= 1 and 3 * offers >= sum(leaf.is_sentence for leaf in leaves)


def _without_strays(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out box headers, furniture lines and offers that the extractor took for article."""
    return [index for index in kept if not _is_stray(page[index])]


def _without_cards(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out what stands at the end under links, each a title with a sentence: other articles."""
    rest = list(kept)
    cards = 0
    while rest:
        above = page[rest[-1] - 1] if rest[-1] else None
        if page[rest[-1]].linked > 0.9 and not page[rest[-1]].is_sentence:
            rest.pop()  # the title of one
        elif above is not None and above.linked > 0.9 and not above.is_sentence:
            rest.pop()
            cards += 1
        else:
            break
    return rest if cards >= 2 else list(kept)


def _without_talk(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out what readers say behind a heading of theirs: all in its element, or beside it in elements of its own."""
    for place, leaf in enumerate(page):
        if leaf.kind != "heading" or not is_talk_header(leaf.text):
            continue
        before = [index for index in kept if index < place]
        if 2 * len(before) < len(kept):
            continue
        story = _containers(page, before)
        holder = leaf.path[-2] if len(leaf.path) > 1 else None
        return [
            index
            for index in kept
            if index < place
            or (page[index].path[-2:-1] and page[index].path[-2] in story)
            or not (holder in story or holder in page[index].path)
        ]
    return list(kept)


def _without_insets(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leave out boxes in the story that a linked heading opens: teasers of other articles."""
    if not kept:
        return []
    story = _containers(page, kept)
    headings = [
        leaf
        for leaf in page[kept[0] : kept[-1] + 1]
        if leaf.kind == "heading" and not leaf.title and len(leaf.path) > 1
    ]
    teasers = {leaf.path[-2] for leaf in headings if leaf.linked > 0.9} - story
    offers = {leaf.path[-2] for leaf in headings if is_offer(leaf.text)} - story
    held = Counter(
        box for index in kept for box in (teasers | offers).intersection(page[index].path)
    )
    small = {
        box
        for box, count in held.items()
        if count <= (_LARGEST_OFFER if box in offers else _LARGEST_INSET) and 3 * count <= len(kept)
    }
    return [index for index in kept if small.isdisjoint(page[index].path)]


def _is_stray(leaf: Leaf) -> bool:
    if is_furniture_line(leaf.text):
        return True
    if is_box_header(leaf.text) and (leaf.linked > LINK_SHARE or leaf.kind != "paragraph"):
        return True
    if leaf.furniture and any(box < 0 for box in leaf.boxes):
        return True  # of an offer
    aside = leaf.kind in ("paragraph", "list_item") and not leaf.is_sentence
    return aside and leaf.linked > 0.95 and not is_credit_line(leaf.text)


def _recovered(page: Sequence[Leaf], kept: Sequence[int]) -> list[int]:
    """Leaves that the extractor lost: in the story's own container, between or next to its own."""
    story = _containers(page, kept)
    if not story:
        return []
    story |= _like_the_story(page, kept, story)
    chosen, span = set(kept), (min(kept), max(kept))
    return [
        index
        for index, leaf in enumerate(page)
        if index not in chosen
        and _may_be_article(leaf)
        and (
            _belongs(leaf, index, story, span)
            or _opens(page, index, chosen)
            or _is_cut(page, index, chosen)
        )
    ]


def _is_cut(page: Sequence[Leaf], index: int, chosen: set[int]) -> bool:
    """Whether a paragraph is the last that is free: it breaks off, and an offer stands behind it."""
    leaf, behind = page[index], page[index + 1 : index + 2]
    if leaf.kind != "paragraph" or len(leaf.text.split()) < _FEWEST_LINKED:
        return False
    beside = index - 1 in chosen and page[index - 1].path[:-1] == leaf.path[:-1]
    return beside and bool(behind) and is_offer(behind[0].text)


def _opens(page: Sequence[Leaf], index: int, chosen: set[int]) -> bool:
    """Whether a heading stands over what is the article's, in the same element."""
    leaf = page[index]
    if leaf.kind != "heading" or leaf.title or index + 1 not in chosen or not min(chosen) < index:
        return False
    return leaf.path[:-1] == page[index + 1].path[:-1]


def _containers(page: Sequence[Leaf], kept: Sequence[int]) -> set[int]:
    """The elements that hold the story's paragraphs, or each a box with one of them."""
    prose = [page[index].path for index in kept if page[index].is_prose]
    holders = Counter(path[-2] for path in prose if len(path) > 1)
    several = {holder for holder, count in holders.items() if count >= 2}
    boxes = Counter(path[-3] for path in prose if len(path) > 2)
    return several or {box for box, count in boxes.items() if count >= 2} or set(holders)


def _like_the_story(page: Sequence[Leaf], kept: Sequence[int], story: set[int]) -> set[int]:
    """Elements with as much prose as the story's own, beside them: a story in several columns."""
    round_it = {
        element
        for index in kept
        if page[index].path[-2:-1] and page[index].path[-2] in story
        for element in page[index].path[-_NEAR:-2]
    }
    prose = Counter(
        leaf.path[-2]
        for leaf in page
        if not round_it.isdisjoint(leaf.path[-_NEAR:-2])
        and leaf.kind == "paragraph"
        and leaf.is_prose
        if len(leaf.text.split()) >= _LONG
    )
    fewest = 3 if sum(page[index].is_prose for index in kept) > 2 else 2
    return {holder for holder, count in prose.items() if count >= fewest}


def _may_be_article(leaf: Leaf) -> bool:
    if leaf.furniture or (leaf.linked > LINK_SHARE and not _is_linked_paragraph(leaf)):
        return False
    return not is_furniture_line(leaf.text) and not is_box_header(leaf.text)


def _is_linked_paragraph(leaf: Leaf) -> bool:
    """Whether a paragraph is the story's although all of it is a link: a teaser ends in no stop."""
    long_enough = len(leaf.text.split()) >= _FEWEST_LINKED
    return leaf.kind == "paragraph" and leaf.is_sentence and long_enough


def _belongs(leaf: Leaf, index: int, story: set[int], span: tuple[int, int]) -> bool:
    """Whether a leaf stands in the story as what it is.

    It is a sibling of the story's paragraphs, or one level below one: in a quotation, a list.
    """
    first, last = span
    inside = first < index < last
    depth = _depth_below(leaf.path, story)
    quoted = leaf.kind == "block_quotation"
    if depth is None or (depth > 2 and not inside) or (depth > 4 and not quoted):
        return False
    long_enough = len(leaf.text.split()) >= FEWEST_WORDS
    if leaf.kind == "caption":
        return inside and long_enough
    if leaf.is_prose or (is_credit_line(leaf.text) and index > first):
        return True
    if leaf.linked > LINK_SHARE:
        return inside and depth <= 3 and not is_offer(leaf.text)
    if leaf.platform:
        return inside
    below = leaf.kind in ("block_quotation", "list_item") and depth > 2
    return below and inside and long_enough


def _depth_below(path: tuple[int, ...], story: set[int]) -> int | None:
    """How many elements up the nearest of the story's containers is; None if not near."""
    return next((up for up in range(2, _NEAR + 1) if up <= len(path) and path[-up] in story), None)
