"""The rules' answers beside the network's."""

from __future__ import annotations

import pytest

from onrecord.records import SourceKind
from onrecord.sources.weighing import kind_of_both


def shares(kind: str, share: float) -> dict[str, float]:
    kinds = ("person", "people", "organisation", "outlet", "document", "author", "none")
    rest = (1 - share) / (len(kinds) - 1)
    return {one: share if one == kind else rest for one in kinds}


@pytest.mark.parametrize(
    ("told", "network", "share", "kind"),
    [
        (None, "person", 0.5, "person"),
        (None, "person", 0.3, None),
        ("person", "organisation", 0.7, "organisation"),
        ("person", "organisation", 0.5, "person"),
        ("organisation", "person", 0.8, "organisation"),
        ("organisation", "person", 0.9, "person"),
        ("organisation", "people", 0.95, "organisation"),
        ("people", "organisation", 0.95, "people"),
        ("document", "person", 0.95, "document"),
        ("outlet", "person", 0.7, "person"),
        ("author", "person", 0.95, "author"),
    ],
)
def test_each_has_its_say_where_it_is_sure(
    told: SourceKind | None, network: str, share: float, kind: SourceKind | None
) -> None:
    assert kind_of_both(told, shares(network, share)) == kind
