"""Values that JSON has a form for, and the version of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

__all__ = ["SCHEMA_VERSION", "to_values"]

SCHEMA_VERSION = "2.2"

#: Half a code point (of an emoji, cut off upstream): nothing could write it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_values(value: object) -> Any:
    """A caller's value as JSON has it: what it has no form for as its text."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, Mapping):
        return {str(to_values(str(key))): to_values(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_values(one) for one in value]
    return to_values(value.isoformat() if isinstance(value, date) else str(value))
