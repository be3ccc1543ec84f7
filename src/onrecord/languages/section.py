"""What a section of a language's words is built on."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, dataclass_transform

__all__ = ["Pattern", "Section"]

Pattern: TypeAlias = re.Pattern[str]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Section:
    """Words of one kind, given by name: to a type checker a frozen dataclass without defaults.

    It is none at run time, for a language has some twenty sections, and to have as many dataclasses
    written takes longer than to compile half of the patterns in them.

    Raises:
        TypeError: a word is missing, or nothing asks for one that is given.
    """

    def __init__(self, **words: Any) -> None:
        asked = type(self).__annotations__
        if words.keys() != asked.keys():
            raise TypeError(
                f"{type(self).__name__}: missing {sorted(asked.keys() - words.keys())}, "
                f"unknown {sorted(words.keys() - asked.keys())}"
            )
        self.__dict__.update(words)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} is never changed")
