"""What blocks and labels mean to more than one stage."""

from __future__ import annotations

from onrecord.records import BlockKind

__all__ = ["APART", "SPEAKER"]

#: Blocks that no statement runs into or out of, unlike paragraphs.
APART: frozenset[BlockKind] = frozenset(
    {"title", "standfirst", "byline", "heading", "caption", "credit"}
)
#: A speaker before the colon of a turn, as a regular expression: “Q”, “WALLACE”, “Chris Matthews”.
SPEAKER = r"Q|A|[A-Z][A-Z.'’ -]{1,38}[A-Z.]|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
