"""The package's loggers. The library never prints: what it logs is the program's to show."""

from __future__ import annotations

import logging

__all__ = ["logger"]

# Here, and not where the package begins: to load `logging` takes as long as to load the records.
logging.getLogger("onrecord").addHandler(logging.NullHandler())


def logger(name: str) -> logging.Logger:
    """The logger of a module."""
    return logging.getLogger(name)
