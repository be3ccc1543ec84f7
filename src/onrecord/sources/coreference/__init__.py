"""Who is meant: the mentions of an article's sources tied into entities."""

from __future__ import annotations

from onrecord.sources.coreference.entity import Entity
from onrecord.sources.coreference.pointed import Ruling
from onrecord.sources.coreference.resolve import SIEVES, Resolved, resolve_entities

__all__ = ["SIEVES", "Entity", "Resolved", "Ruling", "resolve_entities"]
