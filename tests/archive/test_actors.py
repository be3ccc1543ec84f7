"""Who is one person or body over articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from archiving import article_of, filed
from onrecord.archive import Archive, schema
from onrecord.archive.actors import Candidate, Named, choose, named
from onrecord.errors import ArchiveError
from onrecord.languages import actor_words
from onrecord.records import Article, Provenance, Source

WORDS = actor_words("en")


def known(name: str, kind: str = "person", text: str = "", outlet: str = "", **about: str) -> Named:
    source = Source("s1", name, kind, True, about.get("role"), about.get("affiliation"), None,  # type: ignore[arg-type]
                    "on_record", None, None, ())  # fmt: skip
    made = named(source, Article("a", text), WORDS, outlet)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Biden", "Joseph R. Biden"),
        ("President Ana Ruiz", "Ana Ruiz"),
        ("Dr. Ana Ruiz, PhD", "Ana Ruíz"),
        ("Robert F. Kennedy Jr.", "Robert Kennedy Jr"),
        ("J. Edgar Hoover", "Edgar Hoover"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("Robert S. Mueller III", "Robert Mueller"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert known(one).key == known(other).key != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Ana Ruiz", "Ana Maria Ruiz"),
        ("Ana Ruiz", "Eva Ruiz"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert known(one).key != known(other).key


def test_a_surname_is_no_key() -> None:
    assert (known("Ruiz").key, known("Ruiz").surname) == ("", "ruiz")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Justice", "the Justice Department"),
        ("Acme Inc.", "Acme"),
        ("U.S. Department of Justice", "US Justice Department"),
    ],
)
def test_bodies_by_the_words_that_tell(one: str, other: str) -> None:
    kind = "organisation"
    assert (
        known(one, kind, outlet="x").key.split("@")[0]
        == known(other, kind, outlet="x").key.split("@")[0]
    )


def test_a_body_that_every_place_has_is_its_outlets() -> None:
    body = "health ministry"
    assert (
        known(body, "organisation", outlet="a").key != known(body, "organisation", outlet="b").key
    )
    assert known(body, "organisation").key == ""


def test_initials_that_the_text_gives() -> None:
    text = "The Orr River Board (ORB) met. ORB said so."
    assert known("Orr River Board", "organisation", text).others == ("organisation:orb",)
    assert known("Orr River Board", "organisation", "The Orr River Board (Monday)").others == ()


def test_nobody_without_a_name() -> None:
    source = Source(
        "s1", "two officials", "people", False, None, None, 2, "unnamed", None, None, ()
    )
    assert named(source, Article("a", ""), WORDS, "") is None


def candidate(one: Named, number: int = 1) -> Candidate:
    return Candidate(number, one.kind, {one.key}, set(one.about), set(one.fields))


def test_two_of_one_name_in_fields_that_do_not_go_together() -> None:
    coach, mayor = known("John Smith", role="head coach"), known("John Smith", role="mayor")
    professor = known("John Smith", role="professor of law")
    assert choose(mayor, [candidate(coach)], WORDS) is None
    assert choose(professor, [candidate(coach)], WORDS) is None
    assert choose(known("John Smith"), [candidate(coach)], WORDS) is not None
    assert choose(known("John Smith"), [candidate(coach), candidate(mayor, 2)], WORDS) is None


def test_a_surname_joins_by_role_alone_where_no_other_could_be_meant() -> None:
    ruiz = candidate(known("Ana Ruiz", role="mayor of Westhaven"))
    other = candidate(known("Eva Ruiz", role="former mayor of Westhaven"), 2)
    assert choose(known("Ruiz", role="mayor", affiliation="Westhaven"), [ruiz], WORDS) is ruiz
    assert choose(known("Ruiz", role="mayor"), [ruiz], WORDS) is None  # of which town?
    assert choose(known("Ruiz"), [ruiz], WORDS) is None
    assert choose(known("Ruiz", role="mayor of Westhaven"), [ruiz, other], WORDS) is None
    president = candidate(known("Ana Ruiz", role="president"))
    assert choose(known("President Ruiz"), [president], WORDS) is president
    assert choose(known("Secretary of State Ruiz"), [president], WORDS) is None


def test_a_full_name_takes_up_who_was_known_by_surname(archive: Archive) -> None:
    archive.add(filed(article_of("[President Ruiz] <said> {it leaks}.", url="https://a.example/1")))
    archive.add(
        filed(article_of("[Ana Ruiz, the president,] <said> {so}.", url="https://a.example/2"))
    )
    archive.add(filed(article_of("[Ana Ruiz] <said> {again}.", url="https://a.example/3")))
    history = archive.actor("Ana Ruiz")
    assert (history.total, history.name) == (3, "Ana Ruiz")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FBI", "Federal Bureau of Investigation"),
        ("UN", "the United Nations"),
        ("U.S.", "United States"),
        ("Ministry of Defence", "Ministry of Defense"),
        ("administration of President Ana Ruiz", "Ruiz administration"),
        ("Orr County Attorney General’s office", "Orr County Attorney General"),
        ("Acme Group Corp", "Acme"),
    ],
)
def test_bodies_that_everybody_knows_and_spellings(one: str, other: str) -> None:
    kind = "organisation"
    assert known(one, kind, outlet="x").key == known(other, kind, outlet="x").key


@pytest.mark.parametrize(
    ("one", "other"), [("Owen John Dempsey", "Owen Dempsey"), ("Ana M. Ruiz", "Ana Maria Ruiz")]
)
def test_middle_names_may_be_left_out(one: str, other: str) -> None:
    assert choose(known(one), [learnt(known(other))], WORDS) is not None
    assert choose(known(other), [learnt(known(one))], WORDS) is not None


def test_other_middle_names_are_others() -> None:
    assert choose(known("Ana Maria Ruiz"), [learnt(known("Ana Eva Ruiz"))], WORDS) is None


def learnt(one: Named) -> Candidate:
    return Candidate(1, one.kind, {one.key, *one.others}, set(one.about), set(one.fields))


def test_one_actor_over_articles_and_a_join_that_is_undone(archive: Archive) -> None:
    first = article_of("[Ana Ruiz] <said> {it leaks}.", url="https://a.example/1")
    second = article_of("[Ana Ruiz] <denied> {that it leaks}.", url="https://b.example/2")
    archive.add(filed(first), filed(second))
    assert archive.actor("Ana Ruiz").total == 2
    apart = archive.split(2, "s1")
    assert apart != archive.actor(1).actor
    assert [archive.actor(number).total for number in (1, apart)] == [1, 1]
    # The page comes again, changed: who it is not stays as it was said.
    third = article_of("[Ana Ruiz] <denied> {that it leaks at all}.", url="https://b.example/2")
    archive.add(filed(third, minute=5))
    assert archive.actor(1).total == 1
    assert archive.check() == []


def test_joined_by_hand(archive: Archive) -> None:
    archive.add(
        filed(article_of("[Ana Ruiz] <said> {it leaks}.", url="https://a.example/1")),
        filed(article_of("[Anita Ruiz] <said> {it does}.", url="https://a.example/2")),
    )
    archive.join(2, 1)
    assert archive.actor("Anita Ruiz").actor == 1
    assert archive.actor(2).total == 2
    archive.add(filed(article_of("[Anita Ruiz] <said> {again}.", url="https://a.example/3")))
    assert archive.actor(1).total == 3
    assert archive.check() == []


@pytest.mark.parametrize("role", ["", "Mayor "])
def test_only_the_source_that_was_split_off_is_another(archive: Archive, role: str) -> None:
    readings = [
        article_of(f"[{role}Ana Ruiz] <said> {{dam {n} is safe}}.", url=f"https://{n}.example/")
        for n in range(1, 5)
    ]
    archive.add(*map(filed, readings))
    apart = archive.split(3, "s1")
    archive.add(
        *(
            replace(filed(replace(one, provenance=Provenance("onrecord later", "2.3"))), instead_of=n)
            for n, one in enumerate(readings, start=1)
        )
    )  # fmt: skip
    archive.add(filed(article_of(f"[{role}Ana Ruiz] <said> {{no}}.", url="https://5.example/")))
    assert [archive.actor(number).total for number in (1, apart)] == [4, 1]
    assert archive.check() == []


def test_a_join_that_is_undone_stays_so_when_the_actor_is_joined_with_others(
    archive: Archive,
) -> None:
    names = ["Ana Ruiz", "Ana Ruiz", "Anita Ruiz"]
    readings = [
        article_of(f"[{name}] <said> {{it leaks}}.", url=f"https://{n}.example/")
        for n, name in enumerate(names)
    ]
    archive.add(*map(filed, readings))
    apart = archive.split(2, "s1")
    archive.join(1, 2)
    again = article_of("[Ana Ruiz] <said> {it leaks still}.", url="https://1.example/")
    archive.add(filed(again, minute=5))
    assert [archive.actor(number).total for number in (1, apart)] == [2, 1]


def test_a_page_that_is_forgotten_is_in_no_name(archive: Archive) -> None:
    for number, name in enumerate(("Ana Ruiz", "Ana Ruiz", "Anita Ruiz")):
        archive.add(
            filed(article_of(f"[{name}] <said> {{yes}}.", url=f"https://{number}.example/"))
        )
    archive.join(archive.split(2, "s1"), archive.actor("Anita Ruiz").actor)
    archive.forget(2)
    with archive.database.read() as connection:
        names = set(connection.execute(select(schema.actor_name.c.name)).scalars())
        apart = connection.execute(select(schema.apart)).all()
    assert not any("1.example" in name for name in names) and apart == []
    assert archive.check() == []


def test_what_only_a_forgotten_page_said_of_somebody_is_not_known_any_more(
    archive: Archive,
) -> None:
    archive.add(
        filed(
            article_of("[Convicted fraudster Ana M. Ruiz] <said> {no}.", url="https://1.example/")
        ),
        filed(article_of("[Mayor Ana Ruiz] <said> {yes}.", url="https://2.example/")),
    )
    assert archive.actor(1).total == 2
    archive.forget(1)
    left = archive.actor(1)
    assert (left.name, left.names) == ("Ana Ruiz", ("Ana Ruiz",))
    with archive.database.read() as connection:
        told = set(connection.execute(select(schema.actor_about.c.word)).scalars())
        names = set(connection.execute(select(schema.actor_name.c.name)).scalars())
    assert told == {"mayor"}
    assert names == {"Ana Ruiz", "~Ana Ruiz"}


def test_the_number_of_one_who_was_joined_stays_his(archive: Archive) -> None:
    for number, name in enumerate(("Ana Ruiz", "Anita Ruiz", "Bo Li")):
        archive.add(
            filed(article_of(f"[{name}] <said> {{yes}}.", url=f"https://{number}.example/"))
        )
    archive.join(2, 1)
    archive.forget("https://2.example/")
    assert archive.actor(2).actor == 1
    archive.forget("https://0.example/")
    archive.forget("https://1.example/")
    with pytest.raises(ArchiveError):
        archive.actor(2)
    assert archive.check() == []
