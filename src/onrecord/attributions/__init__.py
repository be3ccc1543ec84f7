"""Article → attributions: a trained model, what the form of a text tells beside it, one engine."""

from __future__ import annotations

from onrecord.attributions.clues import Clues, Pointed
from onrecord.attributions.engine import Findings, find
from onrecord.attributions.form import form_of
from onrecord.attributions.manifest import LABELS, Manifest, NameFeatures, read_manifest
from onrecord.attributions.network import MODEL, Network, load

__all__ = [
    "LABELS",
    "MODEL",
    "Clues",
    "Findings",
    "Manifest",
    "NameFeatures",
    "Network",
    "Pointed",
    "find",
    "form_of",
    "load",
    "read_manifest",
]
