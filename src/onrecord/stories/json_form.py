"""A story as plain JSON values; words stand beside their places."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.about import __version__
from onrecord.records import to_values
from onrecord.stories._model import Claim, Origin, Place, Story

__all__ = ["SCHEMA", "SCHEMA_VERSION", "schema", "to_dict"]

#: Of the form: its first number changes when a program that read it before could no longer do so.
SCHEMA_VERSION = "1.0"
#: The file with its JSON Schema.
SCHEMA = Path(__file__).with_name("story.schema.json")


def to_dict(story: Story) -> dict[str, Any]:
    """A story in the form of `schema`."""
    values: dict[str, Any] = to_values(
        {
            "version": SCHEMA_VERSION,
            "software": f"onrecord {__version__}",
            "model": story.settings.get("model"),
            "title": story.title,
            "frozen": _moment(story.frozen),
            "articles": _articles(story),
            "claims": [_claim(story, one) for one in story.claims],
            "single": [_claim(story, one) for one in story.single],
            "unanswered": [
                {"source": one.source, "asked": one.asked, **_place(story, one.place)}
                for one in story.unanswered
            ],
            "timeline": [
                {
                    "day": event.day,
                    "places": _places(story, event.places),
                    "statements": [
                        {"article": article, "attribution": one}
                        for article, one in event.statements
                    ],
                }
                for event in story.timeline
            ],
            "network": [
                {
                    "source": edge.source,
                    "target": edge.target,
                    "how": edge.how,
                    "places": _places(story, edge.places),
                }
                for edge in story.network
            ],
        }
    )
    return values


def _articles(story: Story) -> list[dict[str, Any]]:
    return [
        {
            "id": reading.article.id,
            "identity": reading.article.identity,
            "url": reading.article.url,
            "title": reading.article.title,
            "outlet": reading.article.outlet,
            "published": _moment(reading.article.published),
            "derivation": {
                "kind": one.kind,
                "of": one.of,
                "whose": one.whose,
                "score": round(one.score, 3),
                "evidence": _places(story, one.evidence),
            },
        }
        for reading, one in zip(story.readings, story.derivations, strict=True)
    ]


def _claim(story: Story, one: Claim) -> dict[str, Any]:
    return {
        "id": one.id,
        "wording": one.wording,
        "place": _place(story, one.place),
        "articles": one.articles,
        "origins_least": one.least,
        "origins_most": one.most,
        "named": one.named,
        "disputed_by": list(one.disputed_by),
        "first": one.first,
        "figures": [
            {"value": figure.value, "when": figure.when, **_place(story, figure.place)}
            for figure in one.figures
        ],
        "rows": [
            {
                **_place(story, row.place),
                "stance": row.stance,
                "origin": row.origin,
                "attribution": row.attribution,
                "source": row.source,
                "kind": row.kind,
                "named": row.named,
                "terms": row.terms,
                "chain": list(row.chain),
                "score": row.score,
                "hours_after_first": hours,
            }
            for row, hours in zip(one.rows, one.delays, strict=True)
        ],
        "origins": [_origin(story, origin) for origin in one.origins],
    }


def _origin(story: Story, one: Origin) -> dict[str, Any]:
    return {
        "id": one.id,
        "what": one.what,
        "named": one.named,
        "terms": one.terms,
        "unattributed": one.unattributed,
        "sure": one.sure,
        "maybe_same_as": list(one.maybe_same_as),
        "why": [
            {"why": why.why, "weight": why.weight, "places": _places(story, why.places)}
            for why in one.why
        ],
    }


def _place(story: Story, one: Place) -> dict[str, Any]:
    words = story.words(one)
    return {"article": one.article, "start": one.span.start, "end": one.span.end, "words": words}


def _places(story: Story, several: tuple[Place, ...]) -> list[dict[str, Any]]:
    return [_place(story, one) for one in several]


def _moment(told: datetime | date | None) -> str | None:
    return told.isoformat() if told else None


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of `to_dict`."""
    values: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return values
