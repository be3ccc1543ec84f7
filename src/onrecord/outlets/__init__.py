"""News outlets and agencies: a maintained list, the forms of their names, where a text names them."""

from __future__ import annotations

from onrecord.outlets._list import Outlet, agencies, all_names, known_outlet, without_the
from onrecord.outlets.forms import is_bare_short, looks_like_outlet, short_name_of
from onrecord.outlets.mentions import OutletMention, outlet_mentions

__all__ = [
    "Outlet",
    "OutletMention",
    "agencies",
    "all_names",
    "is_bare_short",
    "known_outlet",
    "looks_like_outlet",
    "outlet_mentions",
    "short_name_of",
    "without_the",
]
