"""Readings as plain JSON values, both ways.

The version is that of the form, not of the software: its first number changes when a program that
read the form before could no longer do so; its second when something is added, which such a program
passes over. A span is written with its words, so that the form can be read without the offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple, get_args

from onrecord.errors import FormatError
from onrecord.records._model import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Channel,
    Credit,
    CreditForm,
    Dated,
    Form,
    Furniture,
    Hop,
    Provenance,
    Source,
    SourceKind,
    Span,
    Station,
    Terms,
    TimeExpression,
)
from onrecord.records._values import SCHEMA_VERSION, to_values

__all__ = ["Parts", "from_dict", "to_dict"]

Json = dict[str, Any]


class Parts(NamedTuple):
    """The parts of a reading, in the order of its fields."""

    article: Article
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...]
    times: tuple[TimeExpression, ...]
    provenance: Provenance | None


def to_dict(
    article: Article,
    attributions: Iterable[Attribution],
    sources: Iterable[Source],
    times: Iterable[TimeExpression],
    provenance: Provenance | None,
) -> Json:
    """A reading's parts as plain JSON values; see `Reading.to_dict`."""
    return {
        "version": SCHEMA_VERSION,
        "id": article.id,
        "provenance": _provenance(provenance or article.provenance),
        "article": _article(article),
        "attributions": [_attribution(article, one) for one in attributions],
        "sources": [_source(article, one) for one in sources],
        "times": [
            {
                **_span(article, one.span),
                "value": one.value,
                "attribution": one.attribution,
                "dates": one.dates,
            }
            for one in times
        ],
    }


def _provenance(provenance: Provenance | None) -> Json | None:
    if provenance is None:
        return None
    return {
        "software": provenance.software,
        "schema": provenance.schema,
        "model": provenance.model,
        "origin": provenance.origin,
        "fetched": _moment(provenance.fetched),
        "digest": provenance.digest,
        "repaired": provenance.repaired,
        "settings": dict(provenance.settings),
    }


def _article(article: Article) -> Json:
    return {
        "identity": article.identity,
        "url": article.url,
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "published": _moment(article.published),
        "modified": _moment(article.modified),
        "outlet": article.outlet,
        "credits": [
            {"name": one.name, "form": one.form, "span": _optional(article, one.span)}
            for one in article.credits
        ],
        "language": article.language,
        "text": article.text,
        "blocks": [
            {
                "kind": block.kind,
                "start": block.span.start,
                "end": block.span.end,
                "page_start": block.page_start,
                "author": block.author,
                "platform": block.platform,
                "speaker": block.speaker,
            }
            for block in article.blocks
        ],
        "furniture": [
            {"text": piece.text, "page_start": piece.page_start} for piece in article.furniture
        ],
        "cut": article.cut,
        "columns": to_values(article.columns),
    }


def _attribution(article: Article, one: Attribution) -> Json:
    return {
        "id": one.id,
        "source": _spans(article, one.source),
        "cue": _spans(article, one.cue),
        "content": _spans(article, one.content),
        "form": one.form,
        "score": one.score,
        "parent": one.parent,
        "continued": one.continued,
        "act": one.act,
        "source_id": one.source_id,
        "terms": one.terms,
        "channel": one.channel,
        "via": [hop.name for hop in one.via],
        "hops": [_hop(article, hop) for hop in (*one.relays, *one.via)],
        "asked": _spans(article, one.asked),
        "source_score": one.source_score,
        "named_by": _spans(article, one.named_by),
    }


def _hop(article: Article, hop: Hop) -> Json:
    return {"name": hop.name, "station": hop.station, "span": _optional(article, hop.span)}


def _source(article: Article, source: Source) -> Json:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "named": source.named,
        "role": source.role,
        "affiliation": source.affiliation,
        "count": source.count,
        "terms": source.terms,
        "condition": _optional(article, source.condition),
        "reason": _optional(article, source.reason),
        "mentions": _spans(article, source.mentions),
        "composed": source.composed,
        "score": source.score,
        "candidates": list(source.candidates),
    }


def _spans(article: Article, spans: Iterable[Span]) -> list[Json]:
    return [_span(article, span) for span in spans]


def _span(article: Article, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "words": article.words(span)}


def _optional(article: Article, span: Span | None) -> Json | None:
    return None if span is None else _span(article, span)


def _moment(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def from_dict(values: Mapping[str, Any]) -> Parts:
    """The parts of a reading; see `Reading.from_dict`."""
    if not isinstance(values, Mapping):
        raise FormatError(f"a reading is a JSON object, not {type(values).__name__}")
    version = str(values.get("version", ""))
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise FormatError(
            f"a reading of version {version or 'unknown'}, and this onrecord reads "
            f"{SCHEMA_VERSION}: read the page anew"
        )
    if "error" in values:
        raise FormatError(f"no reading but an error: {values['error']}")
    try:
        return _parts(values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise FormatError(f"no reading in the form of version {SCHEMA_VERSION} ({what})") from error


def _parts(values: Mapping[str, Any]) -> Parts:
    provenance = values.get("provenance")
    made = _made_provenance(provenance) if provenance is not None else None
    if not isinstance(values["id"], str):
        raise TypeError(f"an id is a string, not {type(values['id']).__name__}")
    article = _made_article(values["id"], values["article"], made)
    return Parts(
        article=article,
        attributions=tuple(_made_attribution(one) for one in values["attributions"]),
        sources=tuple(_made_source(one) for one in values["sources"]),
        times=tuple(
            TimeExpression(
                _made_span(one),
                one.get("value"),
                one.get("attribution"),
                _one_of(Dated, one.get("dates")),
            )
            for one in values.get("times", ())
        ),
        provenance=made,
    )


def _made_provenance(values: Mapping[str, Any]) -> Provenance:
    fetched = _made_moment(values.get("fetched"))
    return Provenance(
        software=str(values["software"]),
        schema=str(values["schema"]),
        model=values.get("model"),
        origin=values.get("origin"),
        fetched=fetched if isinstance(fetched, datetime) else None,
        digest=values.get("digest"),
        repaired=values.get("repaired"),
        settings=dict(values.get("settings") or {}),
    )


def _made_article(id: str, values: Mapping[str, Any], made: Provenance | None) -> Article:
    return Article(
        id=id,
        text=str(values["text"]),
        blocks=tuple(
            Block(
                _needed(BlockKind, one["kind"]),
                _made_span(one),
                one.get("page_start"),
                one.get("author"),
                one.get("platform"),
                one.get("speaker"),
            )
            for one in values["blocks"]
        ),
        title=values.get("title"),
        standfirst=values.get("standfirst"),
        authors=tuple(values.get("authors", ())),
        published=_made_moment(values.get("published")),
        modified=_made_moment(values.get("modified")),
        outlet=values.get("outlet"),
        credits=tuple(
            Credit(one["name"], _needed(CreditForm, one["form"]), _made_optional(one.get("span")))
            for one in values.get("credits", ())
        ),
        language=values.get("language"),
        url=values.get("url"),
        furniture=tuple(
            Furniture(one["text"], one.get("page_start")) for one in values.get("furniture", ())
        ),
        cut=bool(values.get("cut", False)),
        # An article knows nothing of the model: of its own provenance that part is left out.
        provenance=None if made is None else _without_model(made),
        columns=dict(values.get("columns") or {}),
    )


def _without_model(made: Provenance) -> Provenance:
    return replace(made, model=None, settings={})


def _made_attribution(values: Mapping[str, Any]) -> Attribution:
    hops = [
        Hop(one["name"], _needed(Station, one["station"]), _made_optional(one.get("span")))
        for one in values.get("hops", ())
    ]
    return Attribution(
        id=str(values["id"]),
        source=_made_spans(values["source"]),
        cue=_made_spans(values["cue"]),
        content=_made_spans(values["content"]),
        form=_one_of(Form, values.get("form")),
        score=float(values["score"]),
        parent=values.get("parent"),
        act=_one_of(Act, values.get("act")),
        source_id=values.get("source_id"),
        terms=_one_of(Terms, values.get("terms")),
        channel=_one_of(Channel, values.get("channel")),
        via=tuple(hop for hop in hops if hop.station == "via"),
        continued=values.get("continued"),
        relays=tuple(hop for hop in hops if hop.station == "relay"),
        asked=_made_spans(values.get("asked", ())),
        source_score=values.get("source_score"),
        named_by=_made_spans(values.get("named_by", ())),
    )


def _made_source(values: Mapping[str, Any]) -> Source:
    return Source(
        id=str(values["id"]),
        name=str(values["name"]),
        kind=_one_of(SourceKind, values.get("kind")),
        named=bool(values["named"]),
        role=values.get("role"),
        affiliation=values.get("affiliation"),
        count=values.get("count"),
        terms=_one_of(Terms, values.get("terms")),
        condition=_made_optional(values.get("condition")),
        reason=_made_optional(values.get("reason")),
        mentions=_made_spans(values["mentions"]),
        composed=bool(values.get("composed", False)),
        score=values.get("score"),
        candidates=tuple(values.get("candidates", ())),
    )


def _made_spans(values: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(_made_span(one) for one in values)


def _made_span(values: Mapping[str, Any]) -> Span:
    return Span(int(values["start"]), int(values["end"]))


def _made_optional(values: Mapping[str, Any] | None) -> Span | None:
    return None if values is None else _made_span(values)


def _made_moment(value: str | None) -> datetime | date | None:
    if value is None:
        return None
    read: Callable[[str], date] = datetime.fromisoformat if "T" in value else date.fromisoformat
    return read(value)


def _one_of(literal: Any, value: Any) -> Any:
    """A value that is one of a type's; a later minor version's new one is not known: None."""
    return value if value in get_args(literal) else None


def _needed(literal: Any, value: Any) -> Any:
    if value not in get_args(literal):
        raise ValueError(f"{value!r} is none of {', '.join(get_args(literal))}")
    return value
