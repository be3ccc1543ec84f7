from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.names import are_names, is_desk, is_name, is_of_others, names_in


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("By ANA PÉREZ and BO LI, Associated Press", ("ANA PÉREZ", "BO LI")),
        ("Words: Carla Muñoz | Pictures: Dev Patel", ("Carla Muñoz",)),
        ("Story by Ann Lee, photos by Max Ott", ("Ann Lee",)),
        (
            "By: Hanne Ritter (writing), Vera Samoyl (data work), Staff",
            ("Hanne Ritter", "Vera Samoyl"),
        ),
        ("Wren Ibbotson, Maritime Correspondent", ("Wren Ibbotson",)),
        ("Sian Moss Crime", ("Sian Moss",)),
        ("Kanye West", ("Kanye West",)),
        ("Ó Duibhir, Seán", ("Seán Ó Duibhir",)),
        (
            "Wouter van den Bosch, Huda al-Sayegh and Gareth ap Rhys",
            ("Wouter van den Bosch", "Huda al-Sayegh", "Gareth ap Rhys"),
        ),
        ("By Jane Doe in London and John Q. Roe Jr. in New York", ("Jane Doe", "John Q. Roe Jr.")),
        ("Capital Von Jemima Kelly", ("Jemima Kelly",)),
        ("Interview: Sara Holm", ("Sara Holm",)),
        ("Staff Writer Jane Doe", ("Jane Doe",)),
        ("松岡大地", ("松岡大地",)),
    ],
)
def test_names(field: str, names: tuple[str, ...]) -> None:
    assert names_in(field) == names


@pytest.mark.parametrize(
    "field",
    [
        "Harbour Correspondent",
        "Naval Affairs Editor",
        "Middle East Correspondent",
        "Technology",
        "Staff Writer",
        "Web Desk",
        "admin",
        "Agencies",
        "PTI",
        "The Editorial Board",
        "Juniper Sound News Staff",
        "Updated June 4",
        "Pictures: Dev Patel",
        "London",
        "",
    ],
)
def test_nobody(field: str) -> None:
    assert names_in(field) == ()


def test_a_name_of_one_word_where_it_is_asked_for() -> None:
    assert names_in("Madonna") == ()
    assert names_in("Madonna", single=True) == ("Madonna",)
    assert names_in("Editor", single=True) == ()


def test_lines_of_names() -> None:
    assert are_names("Ana Pérez and Bo Li (now)")
    assert not are_names("Ana Pérez met Bo Li")
    assert is_of_others("Pictures: Oksana Brelly")
    assert not is_of_others("Pictures of the bridge show cracks")
    assert is_desk("Web Desk")
    assert not is_desk("Ana Pérez")


@given(st.text(max_size=120))
def test_any_field(field: str) -> None:
    for name in names_in(field, single=True):
        assert is_name(name)
        assert all(word in field for word in name.split())
