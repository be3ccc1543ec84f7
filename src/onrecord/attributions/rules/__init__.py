"""What the form of a text tells beside the network, and where its words err."""

from __future__ import annotations

__all__: list[str] = []
