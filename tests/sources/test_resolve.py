"""Who is meant, over a whole article."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import reading_of, resolve, trace, with_continued
from onrecord import Article, Attribution, Reading, Source, Span
from onrecord.records import Block


def sources_of(marked: str) -> list[Source]:
    """The source of each statement."""
    reading = resolve(reading_of(marked))
    by_id = {source.id: source for source in reading.sources}
    return [by_id[one.source_id or ""] for one in reading]


def test_short_names_and_pronouns_join() -> None:
    found = sources_of(
        "[Halima Brandt], the commissioner, <said> {it leaks}. [She] <added> {that it must be dry}. "
        "[Brandt] <denied> {that she knew}. [The commissioner] <said> {no more}."
    )
    assert {source.id for source in found} == {"s1"}
    assert found[0].name == "Halima Brandt"
    assert len(found[0].mentions) == 4


def test_a_name_given_in_full_elsewhere() -> None:
    (found,) = sources_of("A tunnel built by Tom Reed leaks. [Reed] <said> {he was sorry}.")
    assert found.name == "Tom Reed"


def test_capitals_of_a_headline_make_no_name() -> None:
    (found,) = sources_of(
        "Harbour Republicans Defend Tom Reed\n\n[Mr. Reed] <said> {he was sorry}."
    )
    assert found.name == "Mr. Reed"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "Former Tarnish Prime Minister Silvio Reed fell. [PM Reed] <said> {he was sorry}.",
            "Silvio Reed",
        ),
        ("Attorney General Eric H. Reed Jr. fell. [Mr. Reed] <said> {no}.", "Eric H. Reed Jr."),
        ("Henry Reed III. [Mr. Reed] <said> {no}.", "Henry Reed III"),
        (
            "A leader, Hailemaryam Desta, is new. [Mr Hailemaryam] <said> {yes}.",
            "Hailemaryam Desta",
        ),
        ("Hillary Reed and Bill Reed came. [Mr. Reed] <said> {no}.", "Bill Reed"),
        (
            "Once Vice President Dick Reed had a daughter, Mary Reed, who left the town. Mary Reed works by the sea. "
            "[Former Vice President Reed] <said> {no}.",
            "Dick Reed",
        ),
    ],
)
def test_the_full_name_of_one_behind_a_title(marked: str, name: str) -> None:
    (found,) = sources_of(marked)
    assert (found.name, found.kind) == (name, "person")


def test_what_one_is_where_one_is_no_source() -> None:
    (doctor, *_) = sources_of(
        "Owen Dempsey, a chest doctor at the Tarn Infirmary, came to the hearing with Gov. Ada Reed. [Dempsey] <said> {that it was late}. "
        "[The doctor] <said> {that he knew}."
    )
    assert (doctor.name, doctor.role, doctor.affiliation) == (
        "Owen Dempsey",
        "chest doctor",
        "Tarn Infirmary",
    )
    assert len(doctor.mentions) == 2


def test_the_family_name_is_nobodys_where_two_have_it() -> None:
    (found,) = sources_of(
        "President Reed left with Ada Reed and Tom Reed. [Ada Reed] <said> {that it was late}."
    )
    assert found.role is None
    (alone,) = sources_of(
        "President Reed left. Ada Reed was late. [Ada Reed] <said> {that she knew}."
    )
    assert alone.role == "President"


def test_of_two_of_a_family_the_one_named_just_before() -> None:
    found = sources_of(
        "General Tom Reed of Tarn came. Tom Reed saw it. Tom Reed left.\n\nLater Minister Ada Reed spoke. [Reed] <said> {no}.\n\n"
        f"{'It rained. ' * 40}[Tom Reed] <said> {{yes}}. [Reed] <added> {{that}}."
    )
    assert [source.name for source in found] == ["Ada Reed", "Tom Reed", "Tom Reed"]


def test_whom_a_heading_amid_the_article_means() -> None:
    before = "The harbour is shut, and it rains. " * 20
    below = "[Harbour Commissioner Ada Reed] <said> {it was late}."
    heading = "[Harbour commissioner] <calls for> {calm}"
    assert [one.name for one in sources_of(f"{before}\n\n{heading} again\n\n{below}")] == [
        "Ada Reed"
    ] * 2
    as_sentence = sources_of(f"{before}\n\n{heading}.\n\n{'It rains. ' * 80}{below}")
    assert as_sentence[0].name == "Harbour commissioner"


def test_a_heading_and_the_passage_below_it_have_one_unnamed_source() -> None:
    before = "The harbour is shut, and it rains. " * 20
    found = sources_of(
        f"{before}\n\n[Harbour official] <says> {{the dock is shut}}\n\n[A harbour official] <says> {{that it is shut}}. "
        "The official spoke on condition of anonymity as he was not authorised to speak."
    )
    assert {(source.id, source.terms) for source in found} == {("s1", "anonymous")}


def test_a_party_gives_way_to_what_one_is() -> None:
    (found,) = sources_of(
        "[Linda Reed, a Democrat], <said> {that it was late}. “Yes,” answered Tarn mayor Linda Reed."
    )
    assert found.role == "Tarn mayor"


def test_a_given_name_alone_of_one_who_holds_an_office() -> None:
    found = sources_of(
        "Communications Minister Fahmo Fadzel came to the harbour by train. [Fahmo] <said> {no}."
    )
    assert found[0].name == "Fahmo Fadzel"


@pytest.mark.parametrize("title", ["", "Senator "])
def test_a_run_of_capitals_without_a_given_name_names_nobody(title: str) -> None:
    run = f"{title}Qorvel Zunder Plimsek Vandorr Kestrith Molgrave Brenth came to the town by train"
    (found,) = sources_of(f"{run}. [Ada Reed] <said> {{no}}.")
    assert found.name == "Ada Reed"


def test_words_that_are_no_role_are_not_told_as_one() -> None:
    (found,) = sources_of("[Hayley Walsh, 42, one of the protesters,] <said> {no}.")
    assert (found.name, found.role) == ("Hayley Walsh", None)


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Tom Reed Jr.] <said> {no}. [Reed] <added> {yes}.", ["Tom Reed Jr."] * 2),
        # A given name of women may be a man's, where there is no other.
        ("Nicola Zingaro came to the harbour. [Mr. Zingaro] <said> {no}.", ["Nicola Zingaro"]),
        ("She gave to the Tarn Trust. [The Trust] <said> {no}.", ["Tarn Trust"]),
        (
            "[The government of Canada] <said> {no}. [The government of France] <said> {yes}.",
            ["Canada", "France"],
        ),
        ("He drove past the Ford Motor Company. [The Company] <said> {no}.", ["The Company"]),
        ("[a group called the Tarn Wolves] <said> {no}.", ["Tarn Wolves"]),
        (
            "[a Reed Institute poll of 1,024 adults] <said> {no}.",
            ["Reed Institute poll of 1,024 adults"],
        ),
        ("[A man, a woman and two children] <said> {no}.", ["A man, a woman and two children"]),
        ("It is up to voters [who] <believe> {in him} to act.", ["voters who believe in him"]),
        (
            "[A woman hurt in the blast] <said> {no}. [A woman who ran the shop] <said> {yes}.",
            ["A woman hurt in the blast", "A woman who ran the shop"],
        ),
        (
            "Westhaven Yards Second Harbour Team Captain Ben Carver came by train. [Carver] <said> {no}.",
            ["Ben Carver"],
        ),
        # A title tells of two who have one name; so does who was there first.
        (
            "[Mr. Brandt] <said> {no}. [Jill Brandt] <said> {yes}. [Mr. Brandt] <added> {it}.",
            ["Mr. Brandt", "Jill Brandt", "Mr. Brandt"],
        ),
        (
            "[Mrs Duval] <said> {no}. [Her husband, Peter Duval,] <said> {yes}.",
            ["Mrs Duval", "Peter Duval"],
        ),
        # Initials of a body, and no pronouns.
        ("[Ada Reed] <said> {no}. [WHO] <added> {it}.", ["Ada Reed", "WHO"]),
        ("[ADA REED] <SAID> {NO}. THE DOCK WAS CLOSED. [IT] <ADDED> {THAT}.", ["ADA REED", "IT"]),
        # Whose lawyer speaks is not who is named first.
        (
            "[Mayor Reed’s lawyer] <said> {no}. [Joan Pike, a prosecutor,] <said> {yes}.",
            ["Mayor Reed’s lawyer", "Joan Pike"],
        ),
        (
            "[Margaret Ashby] <said> {no}. Her husband, Ron, is less calm. [He] <said> {yes}.",
            ["Margaret Ashby", "Ron"],
        ),
        ("[Margaret Ashby] <said> {no}. [He] <said> {yes}.", ["Margaret Ashby", "He"]),
        (
            "Ivana Reed left. Ann was a critic of Mr. Reed, but [he] <named> {her chair}.",
            ["Mr. Reed"],
        ),
        (
            "[Neither Tom Reed nor Ada Brandt] <answered> {it}. Tom Reed and Ada Brandt left.",
            ["Tom Reed and Ada Brandt"],
        ),
        # Nouns that are family names.
        (
            "[Sen. Jim Banks, Democrat of Tarn,] <said> {no}. [Banks] <added> {it}.",
            ["Jim Banks"] * 2,
        ),
        ("[Rachel Green, a nurse,] <said> {no}.", ["Rachel Green"]),
        ("[Georgia Power] <said> {no}.", ["Georgia Power"]),
        # One told to be something is not the other whom the affair befalls.
        (
            "[Midwife Ann Lund] <said> {no}. [The patient] <said> {yes}.",
            ["Ann Lund", "The patient"],
        ),
        (
            "[Jury foreman Alice Webb] <said> {no}. [The judge] <said> {yes}.",
            ["Alice Webb", "The judge"],
        ),
    ],
)
def test_who_is_taken_for_whom(marked: str, names: list[str]) -> None:
    assert [source.name for source in sources_of(marked)] == names


@pytest.mark.parametrize("role", ["critic of", "former director of", "student at"])
def test_we_of_who_does_not_speak_for_a_body_is_himself(role: str) -> None:
    speaker = f"Halima Brandt, a {role} the Tarn Trust"
    text = f"“We know nothing of a leak,” said {speaker}."
    assert nested_we(text, told=True, speaker=speaker) == "Halima Brandt"


def test_a_body_by_the_head_noun_of_its_name() -> None:
    (found,) = sources_of("The Arctic Observatory for Whales met. [The Observatory] <said> {no}.")
    assert (found.name, found.kind) == ("Arctic Observatory for Whales", "organisation")


def test_a_body_by_its_head_noun_with_what_it_is_of() -> None:
    (found,) = sources_of("Tarn’s Ministry of Foreign Affairs is late. [The ministry] <said> {no}.")
    assert found.name == "Tarn’s Ministry of Foreign Affairs"


def test_whose_words_they_are_is_no_part_of_a_description() -> None:
    (found,) = sources_of("[The village’s] <demand> {that it close} was heard.")
    assert found.name == "The village"


def test_unnamed_sources_go_by_their_fullest_description() -> None:
    found = sources_of(
        "[Relatives] <want> {an inquiry}. [The relatives of those who died] <said> {so}."
    )
    assert {source.name for source in found} == {"The relatives of those who died"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("one official, briefing reporters under ground rules", "one official"),
        ("The 950 residents of Tarn, a town by the sea", "The 950 residents of Tarn"),
        (
            "harbour groups, including the Reed Trust and the Tarn Trust",
            "harbour groups, including the Reed Trust and the Tarn Trust",
        ),
    ],
)
def test_what_a_comma_adds_is_no_part_of_a_description(words: str, name: str) -> None:
    (found,) = sources_of(f"[{words}], <said> {{it leaks}}.")
    assert found.name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "It is of use to those [who] <want> {to leave}.",
            "those who want to leave",
        ),
        (
            "It angers the voters [who] <want> {to leave}, and others.",
            "the voters who want to leave",
        ),
    ],
)
def test_a_clause_without_a_comma_tells_who_is_meant(marked: str, name: str) -> None:
    (found,) = sources_of(marked)
    assert (found.name, found.named) == (name, False)


def test_a_thing_is_not_the_full_name_of_who_makes_it() -> None:
    (found,) = sources_of("A pencil called Acme Pencil is out. [Acme] <said> {it writes}.")
    assert found.name == "Acme"


def test_letters_before_a_family_name_are_an_office() -> None:
    found = sources_of(
        "The office of Jacob Mamabolo is shut. [MEC Mamabolo] <said> {no}. [Mamabolo] <added> {never}."
    )
    assert [source.name for source in found] == ["Jacob Mamabolo", "Jacob Mamabolo"]


def test_a_name_of_one_word_in_an_article_that_gives_no_person_of_it() -> None:
    story = (
        "The tunnel under the harbour has been shut since the winter, and nobody knows until when. "
        * 20
    )
    (found,) = sources_of(f"{story}[Kelloran] <said> {{it leaks}}.")
    assert (found.name, found.kind) == ("Kelloran", "organisation")
    (in_a_passage,) = sources_of("[Kelloran] <said> {it leaks}.")
    assert in_a_passage.kind == "person"


def test_names_written_differently_are_one() -> None:
    found = sources_of(
        "[Qasem Soleimani] <said> {yes}. [General Suleimani] <said> {no}. [Amir Saeid Iravani] <said> "
        "{so}. [Iravani] <added> {more}."
    )
    assert [source.id for source in found] == ["s1", "s1", "s2", "s2"]


def test_gender_of_titles_keeps_people_apart() -> None:
    found = sources_of(
        "[Mr. Reed] <said> {it leaks}. [Mrs. Brandt] <said> {it is dry}. [He] <insisted> {on it}."
    )
    assert [source.name for source in found] == ["Mr. Reed", "Mrs. Brandt", "Mr. Reed"]


@pytest.mark.parametrize("again", ["The sources", "The officials"])
def test_unnamed_sources_come_back(again: str) -> None:
    found = sources_of(f"[Two harbour officials] <said> {{it leaks}}. [{again}] <said> {{so}}.")
    assert found[0].id == found[1].id
    assert (found[0].count, found[0].terms, found[0].named) == (2, "unnamed", False)


def test_whose_campaign() -> None:
    (_, found) = sources_of("[Ana Reed] <said> {yes}. [Her campaign] <said> {no}.")
    assert (found.name, found.kind, found.named) == ("Ana Reed’s campaign", "organisation", True)


def test_outlets_by_their_short_names() -> None:
    found = sources_of("[The New York Times] <reported> {a leak}. [The Times] <said> {more}.")
    assert {source.id for source in found} == {"s1"}
    assert (found[0].name, found[0].kind, found[0].terms) == (
        "New York Times",
        "outlet",
        "on_record",
    )


@pytest.mark.parametrize("again", ["Mr. Bloomberg", "Bloomberg"])
def test_an_outlets_name_that_is_a_family_name_here(again: str) -> None:
    found = sources_of(
        f"Michael Bloomberg came. [{again}] <said> {{it leaks}}. [He] <left> {{early}}."
    )
    assert {(one.name, one.kind) for one in found} == {("Michael Bloomberg", "person")}


def test_an_outlet_where_nobody_has_its_name() -> None:
    (found,) = sources_of("Ada Reed came. [Bloomberg] <said> {it leaks}.")
    assert (found.name, found.kind) == ("Bloomberg", "outlet")


def test_the_writer_is_no_one_else() -> None:
    (found,) = sources_of("[I] <think> {it will leak}.")
    assert (found.kind, found.terms, found.named) == ("author", None, False)


def test_anonymity_with_its_reason() -> None:
    reading = resolve(
        reading_of(
            "[A diver], who <spoke> {of leaks} on condition of anonymity because he feared for his "
            "job, was there. [The diver] <said> {more}."
        )
    )
    (diver,) = reading.sources
    assert diver.terms == "anonymous"
    assert diver.reason is not None
    assert reading.article.words(diver.reason) == "because he feared for his job"
    assert [one.terms for one in reading] == ["anonymous", "anonymous"]


def test_a_statement_without_source_words_has_no_source() -> None:
    article = Article("x", "It is said to leak.")
    one = Attribution("a1", (), (Span(3, 10),), (Span(11, 18),), "indirect", 0.5)
    reading = resolve(Reading(article, (one,)))
    assert reading.sources == ()
    assert reading.attributions[0].source_id is None


WORDS = st.sampled_from(
    [
        "he",
        "Reed",
        "the source",
        "who",
        "I",
        "Mr. Reed",
        "officials",
        "it",
        "x",
        "The Times",
        "‘",
        "Q.",
    ]
)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=8))
def test_any_statements_are_resolved(rows: list[tuple[str, str, str]]) -> None:
    marked = " ".join(f"[{a}] <{b}> {{{c}}}." for a, b, c in rows)
    reading = resolve(reading_of(marked))
    ids = {source.id for source in reading.sources}
    for one in reading:
        assert one.source_id in ids
    for source in reading.sources:
        assert source.name
        assert all(re.search(r"\S", reading.article.words(span)) for span in source.mentions)


def test_given_names_tell_he_from_she() -> None:
    found = sources_of(
        "[Martha Reed] <said> {it leaks}. [Peter Okafor] <said> {it is dry}. [She] <insisted> {on it}."
    )
    assert [source.name for source in found] == ["Martha Reed", "Peter Okafor", "Martha Reed"]


def test_the_newspaper_is_the_one_that_was_named() -> None:
    (found,) = sources_of("The Washington Post had it first. [The newspaper] <said> {it leaks}.")
    assert (found.name, found.kind) == ("Washington Post", "outlet")


def test_the_agency_goes_by_its_initials() -> None:
    (found,) = sources_of("The FBI has its files. [The agency] <said> {it leaks}.")
    assert found.name == "FBI"


def test_a_title_that_is_named_further_on() -> None:
    found = sources_of(
        "[The attorney general] <said> {it leaks}. But [Attorney General Ada Reed] <denied> {it}."
    )
    assert [source.name for source in found] == ["Ada Reed", "Ada Reed"]


@pytest.mark.parametrize(
    "marked",
    [
        "[The spokesperson for the team and its vice chair Tom Okafor, Ada Reed] <said> {no}.",
        "[The president-elect], Ada Reed, <said> {no}.",
        "[The institute’s director for the region Ada Reed] <said> {no}. Ada Reed left.",
        "Its director, Ada Reed, [she] <said> {no}.",
    ],
)
def test_whom_a_description_names(marked: str) -> None:
    assert [source.name for source in sources_of(marked)] == ["Ada Reed"]


def test_a_group_has_the_number_that_the_article_gives() -> None:
    found = sources_of(
        "[Harbour officials] <said> {it leaks}. It was told by two harbour officials on Monday. "
        "[One of the harbour officials] <said> {so}."
    )
    assert {source.id for source in found} == {"s1"}
    assert (found[0].name, found[0].count) == ("two harbour officials", 2)


def test_a_clause_that_tells_whom_it_is_of_stays_in_the_name() -> None:
    (found,) = sources_of("[A member who backs the dam] <said> {no}.")
    assert found.name.endswith("member who backs the dam")
    (found,) = sources_of("[A member who asked not to be named] <said> {no}.")
    assert found.name.endswith("member")


def test_many_of_a_nation_are_people_without_a_name() -> None:
    (found,) = sources_of("[Many Mexicans] <felt> {it was wrong}.")
    assert (found.kind, found.named, found.terms) == ("people", False, "unnamed")


def test_a_condition_of_anonymity_is_no_statement() -> None:
    reading = resolve(
        reading_of("{It leaks}, <said> [an aide], [who] <requested> {anonymity to speak freely}. ")
    )
    assert [reading.article.words(*one.cue) for one in reading] == ["said"]
    (source,) = reading.sources
    assert source.terms == "anonymous"


def test_who_speaks_where_a_translation_leaves_the_subject_out() -> None:
    text = "Reed was reserved. “We say nothing,” responded to the newspaper."
    first = Attribution("a1", (Span(0, 4),), (Span(5, 8),), (Span(9, 17),), "indirect", 0.9)
    start = text.index("responded")
    second = Attribution("a2", (), (Span(start, start + 9),), (Span(19, start - 1),), "direct", 0.9)
    reading = resolve(Reading(Article("x", text), (first, second)))
    assert [one.source_id for one in reading] == ["s1", "s1"]
    assert reading.attributions[1].source == ()


@given(
    st.lists(
        st.sampled_from(
            "the Obama Administration, president-elect Ada Reed He They and of for director, his The"
            " campaign agency newspaper attorney general Senate Many who themselves two officials".split()
        ),
        min_size=1,
        max_size=9,
    ),
    st.lists(st.sampled_from("the Obama Reed , He Administration . FBI They".split()), max_size=8),
)
def test_any_words_for_a_source(words: list[str], before: list[str]) -> None:
    first = " ".join(before)
    start = len(first) + bool(first)
    source = " ".join(words)
    text = f"{first} {source} said it leaks".lstrip(" ") if first else f"{source} said it leaks"
    end = start + len(source)
    one = Attribution(
        "a1",
        (Span(start, end),),
        (Span(end + 1, end + 5),),
        (Span(end + 6, len(text)),),
        "indirect",
        0.9,
    )
    reading = trace(with_continued(resolve(Reading(Article("x", text), (one,)))))
    for found in reading.sources:
        assert found.name


def test_a_name_of_nothing_but_suffixes() -> None:
    (found,) = sources_of("President Jr. III spoke. [Sen. II] <said> {no}.")
    assert found.name


@pytest.mark.parametrize(
    ("before", "pair", "names"),
    [
        ("Under Mayor Tom Reed and later Laura Brandt it rose.", "The two mayors", "Tom Reed and Laura Brandt"),
        ("Tom Reed met Laura Brandt.", "Both politicians", "Tom Reed and Laura Brandt"),
        ("Tom Reed met Laura Brandt. Brandt spoke of Reed.", "Both", "Tom Reed and Laura Brandt"),
        ("Both Kelder and Mirabel Works looked at it.", "Neither company", "Kelder and Mirabel Works"),
    ],
)  # fmt: skip
def test_two_that_speak_as_one(before: str, pair: str, names: str) -> None:
    (found,) = sources_of(f"{before} [{pair}] <said> {{it leaks}}.")
    assert (found.name, found.named) == (names, True)


@pytest.mark.parametrize("pair", ["Both sides", "Both women", "Neither campaign"])
def test_two_that_no_one_names(pair: str) -> None:
    (found,) = sources_of(f"Tom Reed and Laura Brandt met. [{pair}] <said> {{it leaks}}.")
    assert not found.named


@pytest.mark.parametrize(
    ("relative", "name"), [("His ex-wife", "Ivana Reed"), ("His wife", "Ivana Reed"), ("His son", None)]
)  # fmt: skip
def test_relatives_have_the_family_name(relative: str, name: str | None) -> None:
    marked = f"[Tom Reed] <said> {{no}} of Ivana Reed. [{relative}] <said> {{yes}}."
    assert sources_of(marked)[1].name == (name or "Tom Reed’s son")


def test_of_two_who_may_be_meant_none_is_taken() -> None:
    marked = "[Tom Reed] <said> {no} to Sarah Reed and Laura Reed. [His sister] <said> {yes}."
    assert sources_of(marked)[1].name == "Tom Reed’s sister"


def test_who_is_called_something_else_is_not_whose_the_thing_was() -> None:
    found = sources_of(
        "Ada Brandt came. [Tom Reed] <said> {no}. Before Reed’s victory, [the mogul] <said> {yes}."
    )
    assert found[1].name == "Ada Brandt"


def test_a_woman_without_a_name_and_later_a_given_one() -> None:
    found = sources_of(
        "The paper sent Ada Brandt to watch a woman of fifty. One of the woman’s dogs barked. "
        "[The woman] <said> {it leaks}.\n\nMelanie laughed at it. [She] <said> {no more}."
    )
    assert [one.name for one in found] == ["Melanie", "Melanie"]


def test_in_a_quotation_she_is_not_its_speaker() -> None:
    reading = reading_of("[Laura Brandt] <said> {no}. [Sarah Reed] <said>: {“First she said yes.”}")
    start = reading.article.text.index("she")
    she, said = Span(start, start + 3), Span(start + 4, start + 8)
    yes = Span(start + 9, start + 12)
    inner = Attribution("a3", (she,), (said,), (yes,), "indirect", 0.9, parent="a2")
    resolved = resolve(replace(reading, attributions=(*reading.attributions, inner)))
    assert resolved.attributions[2].source_id == resolved.attributions[0].source_id


def nested_we(text: str, *, told: bool, speaker: str = "Halima Brandt") -> str | None:
    """Who "We" is in the quotation that opens a text of Brandt's."""

    def of(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    source = (of(speaker),) if told else ()
    quoted = of("We know nothing of a leak")
    outer = Attribution("a1", source, (of("said"),), (quoted,), "direct", 0.9)
    inner = Attribution(
        "a2", (of("We"),), (of("know"),), (of("nothing of a leak"),), "direct", 0.9, parent="a1"
    )
    reading = resolve(Reading(Article("x", text), (outer, inner)))
    named = {source.id: source for source in reading.sources}
    return named[reading.attributions[1].source_id or ""].name


def test_we_is_who_is_named_behind_the_quotation() -> None:
    assert (
        nested_we("“We know nothing of a leak,” Halima Brandt said.", told=True) == "Halima Brandt"
    )


def test_we_of_an_officer_is_his_body() -> None:
    speaker = "Halima Brandt, a spokeswoman for the Tarn Trust"
    text = f"“We know nothing of a leak,” said {speaker}."
    assert nested_we(text, told=True, speaker=speaker) == "Tarn Trust"


def test_we_is_not_the_writer_in_a_quotation_of_no_one() -> None:
    assert nested_we("“We know nothing of a leak,” it was said.", told=False) == "We"


def test_they_does_not_go_on_from_a_we_of_no_one() -> None:
    text = "“We know nothing of a leak,” it was said. They argued so."

    def of(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    outer = Attribution("a1", (), (of("said"),), (of("We know nothing of a leak"),), "direct", 0.9)
    inner = Attribution(
        "a2", (of("We"),), (of("know"),), (of("nothing"),), "direct", 0.9, parent="a1"
    )
    after = Attribution("a3", (of("They"),), (of("argued"),), (of("so"),), "indirect", 0.9)
    found = resolve(Reading(Article("x", text), (outer, inner, after))).attributions
    assert found[1].source_id != found[2].source_id


def test_who_adds_has_just_been_speaking() -> None:
    found = sources_of("[Laura Brandt] <said>: {“No.”} {“Yes,”} [he] <added>.")
    assert found[0].id == found[1].id


def test_a_document_does_not_argue_in_the_plural() -> None:
    found = sources_of(
        "[Two aides] <said> {no}. [The report] <says> {some members favour it}. [They] <argue> {so}."
    )
    assert found[2].name == "some members"


def test_a_subject_behind_a_description_is_meant() -> None:
    found = sources_of(
        "[Tom Reed] <said> {no}. Kelder’s liberal radio host Bob Brandt fell after [he] <asked> {why}."
    )
    assert found[1].name == "Bob Brandt"


def test_known_as() -> None:
    (found,) = sources_of("[the base chief known as Bob] <said> {no}.")
    assert (found.name, found.kind, found.named) == ("Bob", "person", True)


def test_a_work_by_the_name_it_was_given() -> None:
    (found,) = sources_of("A Kelder University poll came out. [The poll] <found> {it leaks}.")
    assert (found.name, found.kind) == ("Kelder University poll", "document")


@pytest.mark.parametrize("pronoun", ["she herself", "he himself"])
def test_a_pronoun_with_more_words(pronoun: str) -> None:
    found = sources_of(f"[Laura Brandt] <said>: {{“No.”}} {{“Yes,”}} [{pronoun}] <added>.")
    assert found[0].id == found[1].id


@pytest.mark.parametrize("pronoun", ["Someone", "Nobody", "Everyone"])
def test_a_pronoun_that_points_at_no_one(pronoun: str) -> None:
    found = sources_of(f"[The State Department] <said> {{no}}. [{pronoun}] <said> {{yes}}.")
    assert found[0].id != found[1].id
    assert not found[1].named


def test_another_bodys_officer_is_another_person() -> None:
    found = sources_of(
        "[Ada Reed], a teacher in Ohio, <said> {no}. [The prime minister of France] <said> {yes}."
    )
    assert found[0].id != found[1].id
    assert found[0].affiliation != "France"


def test_two_family_names_are_no_couple() -> None:
    (found,) = sources_of(
        "Elizabeth Warren came. Warren and Bernie Sanders met. [Warren] <said> {it leaks}."
    )
    assert found.name == "Elizabeth Warren"


def test_a_couple_by_one_family_name() -> None:
    (found,) = sources_of("Tom and Laura Brandt came. [Tom Brandt] <said> {it leaks}. ")
    assert found.name == "Tom Brandt"


@pytest.mark.parametrize(
    ("listed", "name", "count"),
    [
        ("Reed and Brandt", "Ada Reed and Tom Brandt", 2),
        ("both Reed and Brandt", "Ada Reed and Tom Brandt", 2),
        ("Reed and his team", "Ada Reed and his team", None),
        ("Iran, Russia and Syria", "Iran, Russia and Syria", 3),
        ("Ada Reed, the mayor, and Tom Brandt, a diver", "Ada Reed and Tom Brandt", 2),
        ("Ada Reed and Tom Brandt, two of the harbour’s divers", "Ada Reed and Tom Brandt", 2),
        ("the United States, the Netherlands and Japan", "United States, Netherlands and Japan", 3),
        ("NATO, the EU and Norway", "NATO, EU and Norway", 3),
    ],
)
def test_several_who_speak_as_one(listed: str, name: str, count: int | None) -> None:
    reading = resolve(reading_of(f"Ada Reed met Tom Brandt. [{listed}] <said> {{it leaks}}."))
    assert [(one.name, one.count) for one in reading.sources] == [(name, count)]


@pytest.mark.parametrize(
    "words",
    [
        "Ada Reed, chief of locks and gates at Northgate",
        "the Docks and Harbours Board",
        "Ada Reed, an officer at the Port and Treasury Department",
    ],
)
def test_an_and_that_joins_no_names(words: str) -> None:
    reading = resolve(reading_of(f"Ada Reed met Tom Brandt. [{words}] <said> {{it leaks}}."))
    assert " and Treasury" not in reading.sources[0].name
    assert reading.sources[0].count is None


def test_what_a_headline_puts_before_a_name_is_no_part_of_it() -> None:
    marked = "Unpredictable Reed stays. Gordon Reed came. [Reed] <said> {it leaks}."
    assert [one.name for one in resolve(reading_of(marked)).sources] == ["Gordon Reed"]


def test_a_body_by_its_initials() -> None:
    marked = "The Office for Harbour Repair met. [The OHR] <said> {it leaks}."
    assert [one.name for one in resolve(reading_of(marked)).sources] == [
        "Office for Harbour Repair"
    ]


@pytest.mark.parametrize("office", ["judge", "landlord", "mayor"])
def test_an_office_is_not_whoever_was_named_last(office: str) -> None:
    marked = f"[Mr. Tom Reed] <denied> {{it leaks}}. [The {office}] <said> {{he was wrong}}."
    found = sources_of(marked)
    assert [one.name for one in found] == ["Tom Reed", f"The {office}"]
    assert [one.named for one in found] == [True, False]


def test_an_office_is_its_holders() -> None:
    marked = "[Mayor Tom Reed] <denied> {it leaks}. [The mayor] <said> {he was right}."
    assert [one.name for one in sources_of(marked)] == ["Tom Reed", "Tom Reed"]


def test_who_answers_is_whom_the_interview_introduces() -> None:
    text = "Meet Ada Reed, who leads the council.\n\nQ: Does it leak?\n\n[A]<:> {It does.}\n\nQ: When?\n\n[A]<:> {In May.}"
    made = resolve(reading_of(text))
    assert {source.name for source in made.sources} == {"Ada Reed"}
    reading = reading_of(f"By Rosa Quill\n\n{text}")
    byline = Block("byline", Span(0, len("By Rosa Quill")))
    signed = replace(reading, article=replace(reading.article, blocks=(byline,)))
    assert {source.name for source in resolve(signed).sources} == {"Ada Reed"}
    two = resolve(reading_of(text.replace("who leads", "and Bo Li, who lead")))
    assert "Ada Reed" not in {source.name for source in two.sources}


@pytest.mark.parametrize(
    "marked",
    [
        "[Tom Reed] <was accused of> {taking the keys}.",
        "[The board] <has come under criticism for> {the leak}.",
        "[Tom Reed] <is expected to> {sign the plan}.",
    ],
)
def test_who_is_spoken_of_is_no_source(marked: str) -> None:
    (found,) = resolve(reading_of(marked))
    assert found.source == ()


@pytest.mark.parametrize(
    "marked",
    [
        "[Tom Reed] <was surprised> {that it leaks}.",
        "[Tom Reed] <was quoted as saying> {it leaks}.",
        "{The leak} <was criticised by> [Tom Reed].",
    ],
)
def test_who_feels_or_is_the_agent_is_one(marked: str) -> None:
    (found,) = resolve(reading_of(marked))
    assert found.source != ()


def test_whom_a_spokesman_speaks_for_whatever_stands_first() -> None:
    (found,) = sources_of("[A spokesman for the Home Office, Neil Dunn,] <said> {no}.")
    assert (found.name, found.role, found.affiliation) == ("Neil Dunn", "spokesman", "Home Office")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ada Reed, Mr. Gold’s lawyer, came. [Mr. Gold’s lawyer] <said> {no}.", "Ada Reed"),
        ("Ada Reed, a lawyer for Mr. Gold, came. [Mr. Gold’s lawyer] <said> {no}.", "Ada Reed"),
        ("Tarnish President Ada Reed came. [The Tarnish leader] <said> {no}.", "Ada Reed"),
        ("[The Tarnish leader] <said> {no}. Tarnish President Ada Reed came.", "Ada Reed"),
        ("Ada Reed, a diver, came with Bo Li, a diver. [A jubilant Reed] <said> {no}.", "Ada Reed"),
        ("President Reed came. [A visibly shaken Reed] <said> {no}.", "President Reed"),
        ("Ada Reed came. [@AdaReed] <said> {no}.", "Ada Reed"),
        ("Ada Reed came. [@realAdaReed] <said> {no}.", "Ada Reed"),
        ("[@harbourcat] <said> {no}.", "@harbourcat"),
        (
            "President Reed came with Tom Reed Jr. and left. [Mr. Reed] <said> {no}.",
            "President Reed",
        ),
        ("Tom Reed Jr. came. [Mr. Reed] <said> {no}.", "Tom Reed Jr."),
        ("Bishop Tawadros II came. [Tawadros] <said> {no}.", "Tawadros II"),
        ("The National Star fell. [The tabloid] <said> {no}.", "National Star"),
        ("Michael Bloomberg left. [NYC Mayor Bloomberg] <said> {no}.", "Michael Bloomberg"),
        ("Ada Reed of the Harbour Party, [which] <said> {no}.", "Harbour Party"),
        ("The House of Deputies met. [The House] <said> {no}.", "House of Deputies"),
        ("The Harbour Board on Monday fell. [The HB] <said> {no}.", "Harbour Board"),
        (
            "Nancy Reed came. [Ms. Reed and senior divers] <said> {no}.",
            "Nancy Reed and senior divers",
        ),
    ],
)
def test_more_ways_to_be_meant(marked: str, name: str) -> None:
    assert sources_of(marked)[-1].name == name


def test_blanks_in_a_name_are_no_words() -> None:
    assert sources_of("[\x85 \x85 Reed] <said> {no}.")[-1].name is not None


def test_two_of_one_office_are_not_told_apart() -> None:
    marked = "Ada Reed, a diver, and Bo Li, a diver, came. [The diver] <said> {no}."
    assert sources_of(marked)[-1].name not in ("Ada Reed", "Bo Li")


@pytest.mark.parametrize(
    ("marked", "affiliation"),
    [
        ("Duncan Hunter left. [Ada Reed, a lawyer for Mr. Hunter,] <said> {no}.", "Duncan Hunter"),
        ("Duncan Hunter left. [Ada Reed, Mr. Hunter’s lawyer,] <said> {no}.", "Duncan Hunter"),
        ("Duncan Hunter left. [Ada Reed, an adviser to Mr. Hunter,] <said> {no}.", None),
        ("[Senate Minority Leader Ada Reed] <said> {no}.", "Senate"),
        ("[Ada Reed, senior Internet researcher at Harbour Watch,] <said> {no}.", "Harbour Watch"),
        ("[Ada Reed, an FBI agent at the Tarn office,] <said> {no}.", "FBI"),
        ("[Team spokesman Tom Reed] <said> {no}.", None),
    ],
)
def test_for_whom_one_speaks(marked: str, affiliation: str | None) -> None:
    assert sources_of(marked)[-1].affiliation == affiliation


@pytest.mark.parametrize(
    "marked",
    [
        "[Reed] responded to <claims> {that it leaks}.",
        "[Reed] <responded to claims> {that it leaks}.",
        "[The port] closed after <concerns about> {its wall}.",
        "[The council] faces <calls for> {an inquiry}.",
        "[The mayor] has defended an adviser after <claims> {she took the keys}.",
    ],
)
def test_who_meets_claims_does_not_make_them(marked: str) -> None:
    (found,) = resolve(reading_of(marked))
    assert (found.source, found.source_id) == ((), None)


@pytest.mark.parametrize(
    "marked",
    [
        "[Reed’s] <claims> {that it leaks} are old.",
        "[Reed] repeated <claims> {that it leaks}.",
        "[Reed] <repeated claims> {that it leaks}.",
        "[Reed] raised <concerns about> {the wall}.",
        "[Reed] responded to him. He <claims> {it leaks}.",
    ],
)
def test_who_makes_them_does(marked: str) -> None:
    (found,) = resolve(reading_of(marked))
    assert found.source_id is not None


@pytest.mark.parametrize(
    "marked",
    [
        "<Pressed on> {what he could add}, [Reed] said no.",
        "It came after [Tarn’s] <alleged> {efforts to flood it}.",
        "They rebuffed [international] <calls for> {peace}.",
        "[It] <has been decided> {that the port would close}.",
        "[The board] <was told> {that it leaks}.",
        "[Reed] <was peppered with> {questions}.",
        "[You] <know> {that it leaks}.",
        "[The fee] <is intended> {to keep them out}.",
        "It was [a woman], <later identified as> {Ada Reed}.",
    ],
)
def test_words_that_name_nobody_who_says_it(marked: str) -> None:
    (found,) = resolve(reading_of(marked))
    assert found.source_id is None


def test_words_that_name_somebody() -> None:
    (found,) = resolve(reading_of("[The public] <believes> {that it leaks}."))
    assert found.source_id is not None
