"""The records that pass from stage to stage: small, frozen, with offsets into the article's text.

``article.text[span.start : span.end]`` gives back the words of any span. Offsets are half-open
and count Unicode code points. The words used here are the project's vocabulary
(``docs/vocabulary.md``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args

__all__ = [
    "Act",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Channel",
    "Credit",
    "CreditForm",
    "Dated",
    "Form",
    "Furniture",
    "Hop",
    "PageKind",
    "Provenance",
    "Source",
    "SourceKind",
    "Span",
    "Station",
    "Terms",
    "TimeExpression",
]

PageKind = Literal["html", "text", "raw"]
BlockKind = Literal[
    "title",
    "standfirst",
    "byline",
    "heading",
    "paragraph",
    "caption",
    "list_item",
    "block_quotation",
    "turn",
    "credit",
    "boilerplate",
]
CreditForm = Literal["source_line", "agency", "hat_tip"]
Form = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["person", "people", "organisation", "outlet", "document", "author"]
Terms = Literal["on_record", "unnamed", "anonymous"]
Channel = Literal["interview", "statement", "speech", "post", "document", "testimony", "poll"]
Station = Literal["source", "relay", "via", "credit", "outlet"]
Dated = Literal["statement", "content"]
Act = Literal["says", "believes", "intends", "asks", "confirms", "denies", "no_answer"]

_BODY: frozenset[BlockKind] = frozenset(get_args(BlockKind)) - {
    "title",
    "byline",
    "caption",
    "credit",
}


class Span(NamedTuple):
    """A half-open stretch of the article's text, ``[start, end)``, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article.

    Attributes:
        kind: what the piece is.
        span: where it stands in the article's text.
        page_start: offset of its first code point in the page's own text, where the page is plain
            text; None for HTML, whose words are taken out of markup.
        author: of an embedded post: who posted it, as the page writes it.
        platform: of an embedded post: where.
        speaker: of a turn: who speaks, as the page names them; None where it does not.
    """

    kind: BlockKind
    span: Span
    page_start: int | None = None
    author: str | None = None
    platform: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words on the page that are the site's and not the article's; not in the article's text."""

    text: str
    page_start: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """The article's own note of where it comes from.

    Attributes:
        name: the outlet, agency or person credited, as the page writes it.
        form: ``source_line`` ("Source: X"), ``agency`` ("(AP)", "Reuters" in the byline),
            ``hat_tip`` ("h/t X").
        span: where the article's text says so; None where only the page's metadata does.
    """

    name: str
    form: CreditForm
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a reading was made from, and by what.

    Attributes:
        software: name and version.
        schema: version of the JSON form.
        model: name of the model that attributed the article; None before that.
        origin: where the page came from: the URL that it was asked for by, a path, a place in an
            archive.
        fetched: when it was fetched; None where it was not, or the archive does not say.
        digest: of the page's bytes: ``sha256:`` and 64 hexadecimal digits. Of a page that was handed
            over as text, those of its UTF-8 form.
        repaired: by what the page's words were repaired that a wrong decoding had garbled; None where
            they came sound. Offsets into the page count its repaired words.
        settings: by which the article was attributed, as `onrecord.attribute` names them; empty
            before that.
    """

    software: str
    schema: str
    model: str | None = None
    origin: str | None = None
    fetched: datetime | None = None
    digest: str | None = None
    repaired: str | None = None
    settings: Mapping[str, float | bool] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Article:
    """The journalism on a page.

    Attributes:
        id: what the page is called in output.
        text: title, standfirst, byline, body blocks and credit, one blank line between blocks
            (raw pages: the page, every code point). All offsets point here.
        blocks: the pieces of the text, in order, not overlapping.
        title, standfirst: as the page gives them.
        authors: names of the writers, without "By".
        published, modified: with the page's zone where it gives a time; a bare day otherwise.
        outlet: the news outlet whose page this is.
        credits: the article's notes of where it comes from.
        language: ISO 639-1 code, or None where the text is too short to tell.
        url: the canonical URL.
        furniture: what the site put round the article, in order.
        cut: whether the page gives no more than a beginning, and offers the rest for money.
        provenance: what it was read from; None of an article that was made by hand.
        columns: the caller's own fields that came with the page, as they came; which come out with it.
    """

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    modified: datetime | date | None = None
    outlet: str | None = None
    credits: tuple[Credit, ...] = ()
    language: str | None = None
    url: str | None = None
    furniture: tuple[Furniture, ...] = ()
    cut: bool = False
    provenance: Provenance | None = None
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return f"<Article {self.id!r}: {len(self.blocks)} blocks, {len(self.text)} code points>"

    @property
    def identity(self) -> str:
        """What this page is known by wherever it is kept: its canonical URL, else its digest, else its id."""
        digest = self.provenance.digest if self.provenance else None
        return self.url or digest or self.id

    def words(self, *spans: Span) -> str:
        """The words of one or more spans; pieces are joined by " … "."""
        return " … ".join(self.text[start:end] for start, end in spans)

    @property
    def body(self) -> str:
        """Standfirst, headings, paragraphs, list items, quotations and turns, a line each."""
        return "\n".join(self.words(block.span) for block in self.blocks if block.kind in _BODY)

    def on_page(self, span: Span) -> tuple[Span, ...]:
        """Where a span stands in the page's own text, one piece for each block it touches.

        Empty where the page was HTML. For raw pages it is the span itself.
        """
        pieces: list[Span] = []
        for block in self.blocks:
            start, end = max(span.start, block.span.start), min(span.end, block.span.end)
            if block.page_start is not None and start < end:
                shift = block.page_start - block.span.start
                pieces.append(Span(start + shift, end + shift))
        return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Hop:
    """A station on the way of a statement.

    Attributes:
        name: of the source or the outlet.
        station: what it is on this way.
        span: the words that show it; None where only the page's metadata do.
    """

    name: str
    station: Station
    span: Span | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement and who it is laid to.

    Attributes:
        id: ``a1``, ``a2`` … in order of the text; of continued statements ``c1``, ``c2`` …
        source: the words that name who says, thinks or wants it; may be empty.
        cue: the words that link source and content; absent only in a continued statement.
        content: what is said, thought or wanted, in one or more pieces; empty where the article
            does not give it ("declined to comment").
        form: of the content; None where there is no content.
        score: the probability that this attribution is right, 0 to 1, calibrated on the development
            part: one of 0.8 is right in content and source eight times in ten. Of one that has a
            parent: that both are.
        parent: id of the attribution inside whose content this one stands, or None.
        act: what the source does, by the cue; None before anyone has looked.
        source_id: id of the `Source` in the reading; None where there is no source span.
        terms: on what footing the source speaks; None where there is no source, or the author.
        channel: where the source said it, if the article tells.
        via: the outlets that carried it before this article, nearest the source first.
        relays: persons and documents through which it came, nearest the source first.
        asked: of a request that was not answered: the words that tell what was asked.
        source_score: the probability that `source_id` is who is meant, calibrated on the development
            part; None where there is no source, or nobody judged it.
        named_by: the words that decide who is meant, where they are not the source span itself: the
            mention that a pronoun or a description goes back to.
        continued: of a statement without a cue of its own: id of the attribution that it goes on
            with, whose cue and source hold for it; else None.

    Raises:
        ValueError: if a span is empty, pieces of a role are out of order or overlap, or a continued
            statement has a cue.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form | None
    score: float
    parent: str | None = None
    act: Act | None = None
    source_id: str | None = None
    terms: Terms | None = None
    channel: Channel | None = None
    via: tuple[Hop, ...] = ()
    continued: str | None = None
    relays: tuple[Hop, ...] = ()
    asked: tuple[Span, ...] = ()
    source_score: float | None = None
    named_by: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for role in (self.source, self.cue, self.content, self.asked, self.named_by):
            if not _in_order(role):
                raise ValueError(f"{self.id}: spans are empty, overlap or out of order: {role}")
        if self.continued is not None and self.cue:
            raise ValueError(f"{self.id}: a continued statement has no cue of its own")
        if (self.form is None) != (not self.content):
            raise ValueError(f"{self.id}: form {self.form!r} does not fit content {self.content}")

    def __repr__(self) -> str:
        places = " ".join(f"{start}:{end}" for start, end in self.content)
        return f"<Attribution {self.id}: {self.act or 'unread'}, content {places or 'none'}, {self.score:.2f}>"

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans of all roles, in order of the text."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind attributions: all mentions of one source in an article.

    Attributes:
        id: ``s1``, ``s2`` … in the order in which they first speak.
        name: the fullest name or description that the article gives, without a title before a full
            name.
        kind: what it is; None where the words do not tell.
        named: whether the article gives the source's own proper name.
        role: office or occupation, as the article gives it.
        affiliation: the body it belongs to or speaks for; of a document, its issuer.
        count: how many, where the article says so.
        terms: on what footing it speaks; None for the author and where the kind is not known.
        condition: the words that state the condition of anonymity.
        reason: the words that give its reason.
        mentions: the source spans that mean it, in order.
        composed: whether its name is put together of the page's words and does not
            stand on the page as it is: "Reed’s campaign" of "his campaign".
        score: the probability that the name is right: the mean over the statements that are laid to
            the source; None where it was not judged.
        candidates: names of others that some of its mentions may mean, where the page is not clear.
    """

    id: str
    name: str
    kind: SourceKind | None
    named: bool
    role: str | None
    affiliation: str | None
    count: int | None
    terms: Terms | None
    condition: Span | None
    reason: Span | None
    mentions: tuple[Span, ...]
    composed: bool = False
    score: float | None = None
    candidates: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Source {self.id}: {self.name!r}, {self.kind or 'kind not told'}, {self.terms or 'no terms'}>"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, and what they mean.

    Attributes:
        span: the words.
        value: ISO 8601: a day ``2024-11-11``, a week ``2024-W46``, a month ``2024-11``, a year
            ``2024``, or an interval of days ``2024-11-09/2024-11-10``; None where the article does
            not tell.
        attribution: id of the attribution that it belongs to, or None.
        dates: whether it tells when that ``statement`` was made, or stands in its ``content``.
    """

    span: Span
    value: str | None
    attribution: str | None = None
    dates: Dated | None = None


def _in_order(spans: Iterable[Span]) -> bool:
    end = 0
    for span in spans:
        if not end <= span.start < span.end:
            return False
        end = span.end
    return True
