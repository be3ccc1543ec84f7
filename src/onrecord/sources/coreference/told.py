"""What an article has told before a place: its statements, each with who made it."""

from __future__ import annotations

from itertools import islice

from onrecord.records import Attribution, Span
from onrecord.sources.coreference.entity import Entity

__all__ = ["Told"]

_LOOK_BACK = 40  # statements in whose words a speaker is looked for


class Told:
    """The statements of an article so far, in the order of their sources."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self._statements: dict[str, Attribution] = {}

    def add(self, one: Attribution, entity: Entity) -> None:
        """Note a statement and who made it."""
        self._statements[one.id] = one
        self.entities[one.id] = entity

    def around(self, one: Attribution, place: Span) -> tuple[Attribution, Entity] | None:
        """The statement that a place of another one stands in, and who made it."""
        holding = (
            other
            for other in islice(reversed(self._statements.values()), _LOOK_BACK)
            if any(piece.start <= place.start and place.end <= piece.end for piece in other.content)
        )
        outer = self._statements.get(one.parent or "") or next(holding, None)
        return None if outer is None else (outer, self.entities[outer.id])

    def last(self, place: Span) -> tuple[Attribution, Entity] | None:
        """The last statement that is over before a place and stands in no other one."""
        for other in islice(reversed(self._statements.values()), _LOOK_BACK):
            if other.parent is None and other.spans[-1].end <= place.start:
                return other, self.entities[other.id]
        return None
