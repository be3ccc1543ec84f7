"""A story as plain JSON values; words stand beside their places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.about import __version__
from onrecord.errors import FormatError
from onrecord.records import Article, Provenance, Reading, Span, to_values
from onrecord.stories._model import (
    Claim,
    Derivation,
    Edge,
    Event,
    Figure,
    Origin,
    Place,
    Reason,
    Row,
    Story,
    Unanswered,
)

__all__ = ["SCHEMA", "SCHEMA_VERSION", "from_dict", "schema", "to_dict"]

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


class KeptStory(Story):
    """A story out of its JSON form: its articles without their texts, its places with their words."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[Place, str], **fields: Any) -> None:
        super().__init__(**fields)
        object.__setattr__(self, "_words", words)

    def words(self, place: Place) -> str:
        """The words of a place, on one line; of a place that the form does not have, none."""
        found: str = self._words.get(place, "")  # type: ignore[attr-defined]  # a slot
        return found


def from_dict(values: Mapping[str, Any]) -> Story:
    """A story out of the form of `schema`.

    Its readings are without text and statements, which the form does not hold.

    Raises:
        FormatError: it is not of that form.
    """
    version = str(values.get("version", "")) if isinstance(values, Mapping) else ""
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise FormatError(f"a story of version {version or 'unknown'}, not {SCHEMA_VERSION}")
    words: dict[Place, str] = {}
    try:
        return KeptStory(
            words,
            title=values["title"],
            readings=tuple(_reading_of(one) for one in values["articles"]),
            derivations=tuple(
                _derivation_of(one["derivation"], words) for one in values["articles"]
            ),
            claims=tuple(_claim_of(one, words) for one in values["claims"]),
            single=tuple(_claim_of(one, words) for one in values["single"]),
            unanswered=tuple(
                Unanswered(_place_of(one, words), one["source"], one["asked"])
                for one in values["unanswered"]
            ),
            timeline=tuple(
                Event(
                    one["day"],
                    _places_of(one["places"], words),
                    tuple((said["article"], said["attribution"]) for said in one["statements"]),
                )
                for one in values["timeline"]
            ),
            network=tuple(
                Edge(one["source"], one["target"], one["how"], _places_of(one["places"], words))
                for one in values["network"]
            ),
            frozen=_told(values["frozen"]),
            settings={"model": values["model"]},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"not a story of version {SCHEMA_VERSION}: {error!r}") from error


def _reading_of(one: Mapping[str, Any]) -> Reading:
    identity = one["identity"]
    digest = identity if identity.startswith("sha256:") else None
    article = Article(
        one["id"],
        "",
        title=one["title"],
        url=one["url"],
        outlet=one["outlet"],
        published=_told(one["published"]),
        provenance=Provenance("", "", digest=digest) if digest else None,
    )
    return Reading(article, ())


def _derivation_of(one: Mapping[str, Any], words: dict[Place, str]) -> Derivation:
    return Derivation(
        one["kind"], one["of"], one["whose"], _places_of(one["evidence"], words), one["score"]
    )


def _claim_of(one: Mapping[str, Any], words: dict[Place, str]) -> Claim:
    return Claim(
        id=one["id"],
        wording=one["wording"],
        place=_place_of(one["place"], words),
        rows=tuple(
            Row(
                _place_of(row, words), row["stance"], row["origin"], row["attribution"], row["source"],
                row["kind"], row["named"], row["terms"], tuple(row["chain"]), row["score"],
            )
            for row in one["rows"]
        ),
        origins=tuple(_origin_of(origin, words) for origin in one["origins"]),
        least=one["origins_least"],
        most=one["origins_most"],
        named=one["named"],
        disputed_by=tuple(one["disputed_by"]),
        articles=one["articles"],
        first=one["first"],
        delays=tuple(row["hours_after_first"] for row in one["rows"]),
        figures=tuple(
            Figure(_place_of(figure, words), figure["value"], figure["when"])
            for figure in one["figures"]
        ),
    )  # fmt: skip


def _origin_of(one: Mapping[str, Any], words: dict[Place, str]) -> Origin:
    return Origin(
        one["id"], one["what"], one["named"], one["terms"], one["unattributed"], one["sure"],
        tuple(one["maybe_same_as"]),
        tuple(Reason(why["why"], _places_of(why["places"], words), why["weight"]) for why in one["why"]),
    )  # fmt: skip


def _place_of(one: Mapping[str, Any], words: dict[Place, str]) -> Place:
    place = Place(one["article"], Span(one["start"], one["end"]))
    words[place] = one["words"]
    return place


def _places_of(several: Iterable[Mapping[str, Any]], words: dict[Place, str]) -> tuple[Place, ...]:
    return tuple(_place_of(one, words) for one in several)


def _told(value: str | None) -> datetime | date | None:
    if value is None:
        return None
    return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
