"""Article → attributions: a trained model, what the form of a text tells beside it, one engine."""

from __future__ import annotations

from onrecord.attributions.engine import find
from onrecord.attributions.form import form_of
from onrecord.attributions.manifest import Manifest, read_manifest
from onrecord.attributions.network import MODEL, Network, load

__all__ = ["MODEL", "Manifest", "Network", "find", "form_of", "load", "read_manifest"]
