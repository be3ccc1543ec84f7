"""A reading as W3C Web Annotations, for tools that show notes on a page.

W3C Recommendation *Web Annotation Data Model* (2017). Each statement is an annotation on its
content (on its cue, where there is none); the words of source and cue are annotations of their own
that link to it. Words are found again by quotation (`TextQuoteSelector`) and by place
(`TextPositionSelector`, in code points of the article's text as the JSON form gives it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.formats.linked import Json, base_of, said_by
from onrecord.formats.wording import about_source, about_statement
from onrecord.records import Article, Attribution, Reading, Source, Span
from onrecord.times import made_on

__all__ = ["annotation_page"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points before and behind that tell the same words apart


def annotation_page(reading: Reading) -> Json:
    """All statements of a reading as an AnnotationPage."""
    sources, days = said_by(reading), made_on(reading)
    return {
        "@context": _CONTEXT,
        "id": f"{base_of(reading.article)}#annotations",
        "type": "AnnotationPage",
        "items": [
            item
            for one in reading
            for item in _annotations(reading.article, one, sources.get(one.id), days.get(one.id))
        ],
    }


def _annotations(
    article: Article, one: Attribution, source: Source | None, day: str | None
) -> Iterator[Json]:
    statement = f"{base_of(article)}#{one.id}"
    name = source.name if source else "no source named"
    tags = [one.act, *([one.terms] if one.terms else [])]
    about = "; ".join([name, *about_source(source), *about_statement(one, day)])
    yield {
        "id": statement,
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "value": about,
                "format": "text/plain",
                "purpose": "describing",
            },
            *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags),
        ],
        "target": _targets(article, one.content or one.cue),
    }
    roles = {"source": one.source, "cue": one.cue if one.content else ()}
    for role, spans in roles.items():
        if spans:
            yield {
                "id": f"{statement}-{role}",
                "type": "Annotation",
                "motivation": "linking",
                "body": [
                    {"type": "TextualBody", "value": role, "purpose": "tagging"},
                    {"type": "SpecificResource", "source": statement, "purpose": "linking"},
                ],
                "target": _targets(article, spans),
            }


def _targets(article: Article, spans: Iterable[Span]) -> list[Json]:
    return [
        {
            "type": "SpecificResource",
            "source": base_of(article),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": article.text[start:end],
                    "prefix": article.text[max(start - _AROUND, 0) : start],
                    "suffix": article.text[end : end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }
        for start, end in spans
    ]
