"""What this software is."""

from __future__ import annotations

__all__ = ["SOFTWARE", "__version__"]

__version__ = "0.1.0"
#: Name and version, as readings carry them in their provenance.
SOFTWARE = f"onrecord {__version__}"
