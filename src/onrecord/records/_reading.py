"""A reading: what all stages make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import FormatError
from onrecord.records._model import Article, Attribution, Provenance, Source, TimeExpression

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, the attributions found in it, their sources, and its time expressions.

    Attributes:
        article: that was read.
        attributions: in order of their first words.
        sources: in the order in which they first speak.
        times: in order.
        provenance: what it was made from and by; None of a reading that was made by hand.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    provenance: Provenance | None = None

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self.attributions)

    def __len__(self) -> int:
        return len(self.attributions)

    def __repr__(self) -> str:
        return (
            f"<Reading {self.article.id!r}: {len(self)} attributions, {len(self.sources)} sources>"
        )

    def source_of(self, attribution: Attribution) -> Source | None:
        """Who stands behind an attribution; None where the article does not say."""
        return next((one for one in self.sources if one.id == attribution.source_id), None)

    def text_of(self, attribution: Attribution) -> str:
        """What is said, thought or wanted, in the article's words; empty where it is not given."""
        return self.article.words(*attribution.content)

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain JSON values, in the form of `onrecord schema`."""
        from onrecord.records._json import to_dict  # late: only what is written needs it

        return to_dict(self.article, self.attributions, self.sources, self.times, self.provenance)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Reading:
        """A reading from what `to_dict` or the JSON formats give; what is unknown is passed over.

        Raises:
            FormatError: the values are no reading, or of a form that this version cannot read.
        """
        from onrecord.records._json import from_dict

        return cls(*from_dict(values))

    def to_json(self) -> str:
        """The same as one line of JSON."""
        import json  # late, as above

        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Reading:
        """A reading from its JSON.

        Raises:
            FormatError: it is no JSON, or no reading.
        """
        import json

        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise FormatError(f"not JSON ({error})") from error
        return cls.from_dict(values)
