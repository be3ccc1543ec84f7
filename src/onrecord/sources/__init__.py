"""Attributions → who is behind them, what they do, on what terms."""

from __future__ import annotations

from onrecord.sources.acts import act_of
from onrecord.sources.anonymity import Condition, conditions
from onrecord.sources.continued import with_continued
from onrecord.sources.resolve import resolve

__all__ = ["Condition", "act_of", "conditions", "resolve", "with_continued"]
