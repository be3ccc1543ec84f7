"""Evidence for what a page says of itself, ranked by how often it was right where that was measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Evidence", "decide"]

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence(Generic[P, T]):
    """One place where a page may say something, and what that is worth.

    Attributes:
        name: of the place, for messages.
        precision: how often what it gave was right, 0 to 1, on the half of the benchmark's pages that
            rules were written on (``benchmarks/evidence.py``): of a list of names, its mean F1.
        pages: on how many of them it gave anything.
        find: what it gives of a page; nothing (None, an empty tuple) where it is silent.
    """

    name: str
    precision: float
    pages: int
    find: Callable[[P], T | None]


def decide(page: P, ranked: Sequence[Evidence[P, T]]) -> T | None:
    """What the first piece of evidence that is not silent gives; None where all are."""
    return next((found for one in ranked if (found := one.find(page))), None)
