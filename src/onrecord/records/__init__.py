"""The records that pass from stage to stage: small, frozen, with offsets into the article's text."""

from __future__ import annotations

from onrecord.records._model import (
    Act,
    Article,
    Attribution,
    Block,
    BlockKind,
    Channel,
    Credit,
    CreditForm,
    Dated,
    Form,
    Furniture,
    Hop,
    PageKind,
    Provenance,
    Source,
    SourceKind,
    Span,
    Station,
    Terms,
    TimeExpression,
)
from onrecord.records._reading import Reading
from onrecord.records._values import SCHEMA_VERSION, to_values

__all__ = [
    "SCHEMA_VERSION",
    "Act",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Channel",
    "Credit",
    "CreditForm",
    "Dated",
    "Form",
    "Furniture",
    "Hop",
    "PageKind",
    "Provenance",
    "Reading",
    "Source",
    "SourceKind",
    "Span",
    "Station",
    "Terms",
    "TimeExpression",
    "to_values",
]
