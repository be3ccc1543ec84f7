"""An HTML page → an article: the extractor's body in its place, and the page's notes on itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord._log import logger
from onrecord.article.alignment import join_split
from onrecord.article.assemble import Piece, lay_out
from onrecord.article.authors import authors as authors_of
from onrecord.article.body import select
from onrecord.article.boilerplate import mark_boilerplate
from onrecord.article.byline import is_byline, is_date_line, is_stamp, is_time_line
from onrecord.article.credit import find_credits, is_credit_line
from onrecord.article.dates import modified, published
from onrecord.article.furniture import is_furniture_line
from onrecord.article.language import identify
from onrecord.article.leaves import BLOCK_TAGS, UNSEEN_TAGS, Leaf, leaves
from onrecord.article.markup import read_markup
from onrecord.article.model import PageModel
from onrecord.article.names import is_of_others
from onrecord.article.scripted import scripted_story
from onrecord.article.signature import signed_by
from onrecord.article.titles import title_of
from onrecord.article.turns import mark_turns
from onrecord.page.saved import saved_from
from onrecord.records import Article, Furniture

__all__ = ["page_model", "read_html"]

_log = logger(__name__)

#: Characters that no markup can hold, and the mark of byte order.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
#: A tag with more in it than any page needs: the parser takes time by the square of its attributes.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*+)([^<>]{4000,}+)>")
_MOST_ATTRIBUTES = 200
_DEEPEST = 200  # elements: deeper trees are flattened, libraries down the line recurse
_TOO_DEEP: Callable[[HtmlElement], list[HtmlElement]] = etree.XPath("." + "/*" * _DEEPEST)  # type: ignore[assignment]
_count: Callable[[HtmlElement], float] = etree.XPath("count(//*)")  # type: ignore[assignment]
_MOST_ELEMENTS = 20_000  # the extractor takes time by the square; real pages have some 4,000
_LONGEST_INITIAL = 3  # letters that a style may set apart from the rest of their word
_LONGEST_HEADING = 14  # words
_LONGEST_LABEL = 3  # words
_SHORTEST_STANDFIRST = 8  # words of one that only its place tells
_SHORTEST_CAPTION = 4  # words
_MOST_FURNITURE = 2_000


def read_html(html: str, id: str, url: str | None = None) -> Article:
    """Read the article out of an HTML page; a page without one gives an article without text."""
    url = url or saved_from(html)
    tree = _parse(html)
    if tree is None:
        return Article(id=id, text="", url=url)
    page, missing = _model(tree, id)
    standfirst = _standfirst(page)
    pieces = mark_boilerplate(mark_turns(_pieces(page, missing, standfirst)))
    text, blocks = lay_out(pieces)
    authors = authors_of(page) or signed_by(pieces)
    inside = {page.page[index].text for index in page.chosen} | {page.title, standfirst}
    return Article(
        id=id,
        text=text,
        blocks=blocks,
        title=page.title,
        standfirst=standfirst,
        authors=authors,
        published=published(page),
        modified=modified(page),
        outlet=page.outlet,
        credits=find_credits(text, blocks, page.markup.authors("author")),
        language=identify(text) or (page.markup.language if text else None),
        url=_absolute(page.markup.url, url),
        cut=page.is_cut,
        furniture=tuple(
            Furniture(leaf.text) for leaf in page.page[:_MOST_FURNITURE] if leaf.text not in inside
        ),
    )


def page_model(html: str) -> PageModel | None:
    """What the fields of an HTML page are decided from; None where there is no page."""
    tree = _parse(html)
    return None if tree is None else _model(tree, "page")[0]


def _model(tree: HtmlElement, id: str) -> tuple[PageModel, list[str]]:
    """A page with its notes, its words and which of them are the article; and lines found nowhere."""
    markup, page = read_markup(tree), leaves(tree)
    scripted = _scripted(tree) if not any(leaf.is_prose for leaf in page) else []
    if _count(tree) <= _MOST_ELEMENTS:
        extracted = _extract(tree)
        page = join_split(page, extracted)
    else:
        _log.warning("%s: too large for the extractor, read without it", id)
        extracted = "\n".join(leaf.text for leaf in page if leaf.is_prose)
    page, chosen, missing = select(page, extracted)
    if not chosen and not missing:
        # Pages that a script fills in often carry their story in the structured data.
        missing = [line for line in markup.body.splitlines() if line.strip()] or scripted
    missing = [line for line in missing if not is_furniture_line(line)]
    model = PageModel(markup, page, chosen)
    return replace(model, title=title_of(model)), missing


def _scripted(tree: HtmlElement) -> list[str]:
    """The paragraphs of a story that only a script would put on the page."""
    story = scripted_story(tree)
    return [] if story is None else [leaf.text for leaf in leaves(story) if leaf.kind != "caption"]


def _parse(html: str) -> HtmlElement | None:
    # An encoding declared in the markup is obsolete: the text is decoded already.
    html = _LONG_TAG.sub(_without_attributes, _CONTROLS.sub("", html))
    html = re.sub(r"^\s{0,100}<\?xml[^>]{0,1000}\?>", "", html)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return _kickers_apart(_flattened(tree))


def _kickers_apart(tree: HtmlElement) -> HtmlElement:
    """Put a space behind a kicker that only its style keeps apart from its title: ``<span>Strike</span>Trains stand still``."""
    for heading in tree.iter("h1", "h2", "h3"):
        for part in heading.iterdescendants("span", "small", "strong", "b", "em", "i"):
            words, following = "".join(part.itertext()).split(), part.getnext()
            after = part.tail or ("" if following is None else "".join(following.itertext()))
            initial = len(words) == 1 and len(words[0]) <= _LONGEST_INITIAL
            if words and not initial and (after[:1].isupper() or after[:1] == "„"):
                part.tail = f" {part.tail or ''}"
    return tree


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag without its attributes, where it has too many."""
    return tag[0] if tag[2].count("=") + tag[2].count(" ") <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def _flattened(tree: HtmlElement) -> HtmlElement:
    """Cut what is nested deeper than any page by people is, as unclosed elements are; its blocks are kept as paragraphs beside
    each other.
    """
    for element in _TOO_DEEP(tree):
        blocks = list(_texts_of_blocks(element))
        tail = element.tail
        element.clear()
        element.tail = tail
        for words in blocks:
            etree.SubElement(element, "p").text = words
    return tree


def _texts_of_blocks(element: HtmlElement) -> Iterator[str]:
    """What stands between the borders of the blocks in an element, in order; without what a browser would not show."""
    run: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if one.tag in BLOCK_TAGS or one.tag == "br":
            yield from filter(None, [" ".join("".join(run).split())])
            run.clear()
        if event == "end":
            run.append("" if one is element else one.tail or "")
        elif one.tag in UNSEEN_TAGS:
            walk.skip_subtree()
        else:
            run.append(one.text or "")
    yield from filter(None, [" ".join("".join(run).split())])


def _extract(tree: HtmlElement) -> str:
    """The extractor's text, a block a line; nothing where it finds none or fails.

    It takes the tree apart, which nobody needs any more. Its notes on title, authors and date are not
    asked for: they cost a third of its time, and where the page's own evidence is silent they were right
    in two of five (docs/decisions/0017-page-evidence.md).
    """
    from trafilatura import bare_extraction  # late: it is slow to import

    try:
        document = bare_extraction(tree, with_metadata=False, include_comments=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        # Broken markup trips the extractor now and then; the page's own notes still stand.
        _log.warning("the extractor failed: %s: %s", type(error).__name__, error)
        return ""
    return (document.text or "") if document is not None else ""


def _standfirst(model: PageModel) -> str | None:
    """The standfirst as it stands on the page: named so, or the description in so many words.

    It stands before the second paragraph of the story, and is no paragraph among its paragraphs
    unless the markup names it.
    """
    page = model.page
    paragraphs = [index for index in model.chosen if page[index].kind == "paragraph"]
    if not paragraphs:
        return None
    key = _key(model.title) if model.title else None
    end = paragraphs[0] if len(paragraphs) < 2 else paragraphs[1]
    start = next((i for i, leaf in enumerate(page[: end + 1]) if key and leaf.key == key), 0)
    descriptions = {_key(text) for text in model.markup.descriptions}
    places = [
        index
        for index in range(start, min(end + 1, len(page)))
        if page[index].key != key and _may_be_standfirst(page[index])
    ]
    for index in places:
        leaf = page[index]
        described = leaf.key in descriptions
        if leaf.standfirst and (not leaf.furniture or described):
            return leaf.text
        if described and index < end and _stands_apart(page, index, paragraphs):
            return leaf.text
    return _placed(model, [index for index in places if index > start])


def _placed(model: PageModel, places: Sequence[int]) -> str | None:
    """The leaf below the title that is a standfirst by its place: prose that is none of the story's
    paragraphs, else what stands before the byline, else a heading.
    """
    byline = next((index for index in model.bylines if index > min(places, default=0)), -1)
    may_be = [
        index
        for index in places
        if not model.page[index].furniture
        and not model.page[index].title
        and len(model.page[index].text.split()) >= _SHORTEST_STANDFIRST
    ]
    apart = [
        i for i in may_be if i < model.story and model.page[i].is_prose and i not in model.chosen
    ]
    above = [i for i in may_be if i < byline]
    headings = [i for i in may_be if model.page[i].kind == "heading"]
    return next((model.page[index].text for index in (*apart, *above, *headings)), None)


def _may_be_standfirst(leaf: Leaf) -> bool:
    if not 4 <= len(leaf.text.split()) <= 90 or leaf.linked > 0.5 or leaf.kind == "caption":
        return False
    return not is_byline(leaf.text) and not is_date_line(leaf.text) and not is_stamp(leaf.text)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _stands_apart(page: Sequence[Leaf], index: int, paragraphs: Sequence[int]) -> bool:
    """Whether a leaf is not a child of the element that holds the story's paragraphs."""
    others = [page[other].path[:-1] for other in paragraphs if other != index][:3]
    leaf = page[index]
    return leaf.kind == "heading" or leaf.path[:-1] not in others


def _pieces(page: PageModel, missing: Sequence[str], standfirst: str | None) -> list[Piece]:
    title = page.title or ""
    before = {_key(title), _key(standfirst or ""), *map(_key, page.markup.headlines)}
    head = {index for index in page.head if _heads(page, index)}
    captions = {index for index in page.head if _is_caption(page.page[index])}
    summing = {index for index in page.head if _is_more_of_it(page, index)}
    body: list[Piece] = []
    for index in sorted({*page.chosen, *head, *captions, *summing}):
        leaf = page.page[index]
        if leaf.key in before and len(body) < 6:
            continue
        if index < page.story and index not in head | captions and _is_label(leaf):
            continue
        body.append(_piece(page, index, heads=index in head))
    # Lines of the extractor that stand nowhere on the page whole (joined from inline pieces).
    body.extend(Piece("paragraph", line) for line in missing if _key(line) not in before)
    return [Piece("title", title), Piece("standfirst", standfirst or ""), *body]


def _piece(page: PageModel, index: int, *, heads: bool) -> Piece:
    leaf = page.page[index]
    kind = leaf.kind
    if heads:
        kind = "byline"
    elif is_credit_line(leaf.text):
        kind = "credit"
    elif kind == "paragraph" and index > page.story and _is_bold_heading(page, index):
        kind = "heading"
    return Piece(
        kind,
        leaf.text,
        styled=leaf.bold or leaf.italic,
        platform=leaf.platform,
        author=page.posted_by(index) if leaf.platform else None,
    )


def _is_bold_heading(page: PageModel, index: int) -> bool:
    """Whether a paragraph stands for a heading: short, bold, no sentence, with another behind it."""
    leaf = page.page[index]
    if not leaf.bold or leaf.is_sentence or len(leaf.text.split()) > _LONGEST_HEADING:
        return False
    behind = page.page[index + 1] if index + 1 < len(page.page) else None
    return behind is not None and not behind.bold and index + 1 in page.chosen


def _is_caption(leaf: Leaf) -> bool:
    return (
        leaf.kind == "caption"
        and not leaf.furniture
        and len(leaf.text.split()) >= _SHORTEST_CAPTION
    )


def _is_more_of_it(page: PageModel, index: int) -> bool:
    """Whether a leaf below the title is named a standfirst, as others beside it may be."""
    leaf = page.page[index]
    named = leaf.standfirst and not leaf.furniture and not leaf.title
    return named and index < page.story and _may_be_standfirst(leaf)


def _is_label(leaf: Leaf) -> bool:
    """Whether a leaf before the story is the name of a section or of a box."""
    named = leaf.kind in ("paragraph", "list_item")
    return named and not leaf.is_sentence and len(leaf.text.split()) <= _LONGEST_LABEL


def _heads(page: PageModel, index: int) -> bool:
    """Whether a leaf before the story is a byline or tells a date."""
    leaf = page.page[index]
    if leaf.furniture or leaf.kind == "caption" or leaf.is_prose:
        return False
    if index in page.bylines or is_of_others(leaf.text):
        return True
    return is_date_line(leaf.text) or is_stamp(leaf.text) or is_time_line(leaf.text)


def _absolute(canonical: str | None, url: str | None) -> str | None:
    """The canonical URL, resolved; the page's own where there is none; never a script's."""
    try:
        joined = urljoin(url or "", canonical or "")
        return joined if urlsplit(joined).scheme in ("http", "https") else None
    except ValueError:
        return None
