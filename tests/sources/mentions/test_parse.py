"""Source spans taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import ENGLISH
from onrecord.sources.mentions import is_role, parse


@pytest.mark.parametrize(
    ("words", "name", "kind", "role", "affiliation"),
    [
        ("Halima Brandt", "Halima Brandt", "person", None, None),
        ("Mr. Brandt", "Brandt", "person", None, None),
        ("The builder, Kessler & Roy", "Kessler & Roy", "organisation", "The builder", None),
        ("A spokesman for the maker of the seals, Dichtwerk", None, "person", "spokesman", None),
        (
            "A spokesman for the ministry, Ahmed Reed",
            "Ahmed Reed",
            "person",
            "spokesman for the ministry",
            None,
        ),
        ("Severn Vale Water", "Severn Vale Water", "organisation", None, None),
        ("Lee Waters", "Lee Waters", "person", None, None),
        (
            "Halima Brandt, the transport commissioner of Westhaven,",
            "Halima Brandt",
            "person",
            "transport commissioner of Westhaven",
            "Westhaven",
        ),
        ("Gov. Ana Kowalczyk (R-IN)", "Ana Kowalczyk", "person", "Gov.", "R-IN"),
        (
            "Harbour Board spokesman Tom Reed",
            "Tom Reed",
            "person",
            "Harbour Board spokesman",
            "Harbour Board",
        ),
        ("House Majority Leader Ana Reed", "Ana Reed", "person", None, None),
        ("the Federal Bureau of Tunnels", "Federal Bureau of Tunnels", "organisation", None, None),
        ("The Harbour Gazette", "Harbour Gazette", "outlet", None, None),
        ("the New York Times", "New York Times", "outlet", None, None),
        ("NATO", "NATO", "organisation", None, None),
        (
            "planetary geologist Rosaly Lopes of NASA's Propulsion Laboratory in Tarn",
            "Rosaly Lopes",
            "person",
            None,
            None,
        ),
        ("Maria Wee of the New York Times", "Maria Wee", "person", None, None),
        ("Oslo-based Northgate", "Northgate", "organisation", None, None),
        (
            "the Harbour Initiative launched by the state in 2011",
            "Harbour Initiative",
            "organisation",
            None,
            None,
        ),
        ("deckhand Tom Partridge", "Tom Partridge", "person", None, None),
        ("study co-author Boris Kingma, a biophysicist", "Boris Kingma", "person", None, None),
        ("the House of Commons", "House of Commons", "organisation", None, None),
        ("the UK's", "UK", "organisation", None, None),
        (
            "Al Jazeera’s Rula Brandt, reporting from Oslo",
            "Rula Brandt",
            "person",
            None,
            "Al Jazeera",
        ),
        ("critics like Ana Reed", "critics like Ana Reed", "people", "critics", None),
        (
            "leaders of the opposition, including Ana Reed, Tom Hale and Rula Brandt",
            "leaders of the opposition, including Ana Reed, Tom Hale and Rula Brandt",
            "people",
            "leaders",
            None,
        ),
        ("Rula Brandt MSP", "Rula Brandt", "person", "MSP", None),
        ("Tom Reed OBE", "Tom Reed", "person", None, None),
        (
            "Former Speaker of the House Ana Reed",
            "Ana Reed",
            "person",
            "Former Speaker of the House",
            "House",
        ),
        ("the Westhaven Courier newspaper", "Westhaven Courier", "outlet", None, None),
        ("the Oslo-based Northgate Today news channel", "Northgate Today", "outlet", None, None),
        ("Ana Reed’s Facebook page", "Ana Reed", "person", None, None),
        (
            "The Harbour Board Unit's official Twitter account",
            "Harbour Board Unit",
            "organisation",
            None,
            None,
        ),
        (
            "a recent study by the independent Tarn Institute",
            "Tarn Institute study",
            "document",
            None,
            "Tarn Institute",
        ),
        (
            "a report in The Atlantic published Monday",
            "The Atlantic report",
            "document",
            None,
            "Atlantic",
        ),
    ],
)
def test_names(words: str, name: str, kind: str, role: str | None, affiliation: str | None) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.name, mention.kind) == (name, kind)
    if role is not None:
        assert (mention.role, mention.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("words", "kind", "count", "plural"),
    [
        ("two Iranian officials", "people", 2, True),
        ("officials", "people", None, True),
        ("a person familiar with the talks", "person", None, False),
        ("A spokesman for Mr. Reed", "person", None, False),
        ("Reed’s lawyer", "person", None, False),
        ("one of the engineers", "person", None, False),
        ("about 20 people", "people", 20, True),
        ("some environmental groups", "organisation", None, True),
        ("police", "organisation", None, False),
        ("a report by the auditors", "document", None, False),
        ("published reports", "document", None, True),
        ("a New Hampshire Republican", "person", None, False),
    ],
)
def test_descriptions(words: str, kind: str, count: int | None, plural: bool) -> None:
    mention = parse(words, ENGLISH)
    assert mention.name is None
    assert (mention.kind, mention.count, mention.plural) == (kind, count, plural)


def test_a_noun_that_opens_a_sentence_is_no_name() -> None:
    assert parse("Lawmakers", ENGLISH, starts_sentence=True).name is None
    assert parse("Lawmaker", ENGLISH, starts_sentence=True).kind == "person"
    assert parse("Baker", ENGLISH, starts_sentence=True).name == "Baker"


@pytest.mark.parametrize("word", ["he", "She", "they", "who", "I", "it", "his"])
def test_pronouns(word: str) -> None:
    assert parse(word, ENGLISH).pronoun == word.lower()


@given(st.text(max_size=120))
def test_any_words_can_be_taken_apart(words: str) -> None:
    assert parse(words, ENGLISH).text is not None
    assert len(parse(words, ENGLISH, starts_sentence=True).name or "x") > 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a report from the Harbour Institute", "Harbour Institute report"),
        ("A Westhaven Pilot poll this week", "Westhaven Pilot poll"),
        ("a 2014 study published in the Journal of Dykes", "Journal of Dykes study"),
        ("a Port Office memo seen by divers", "Port Office memo"),
        ("the poll for the Pilot on Sunday", None),
        ("posters of Ada Reed’s face", None),
    ],
)
def test_documents_go_by_their_issuer(words: str, name: str | None) -> None:
    assert parse(words, ENGLISH).name == name


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("The group, Dockers United", "Dockers United", "organisation"),
        ("the administrators, KLMN", "KLMN", "organisation"),
        ("Sir Tom Reed - chief executive of Northgate", "Tom Reed", "person"),
        ("Prime Minister Ada Brandt", "Ada Brandt", "person"),
        ("the Westhaven Harbour Director", None, "person"),
    ],
)
def test_names_behind_commas_and_dashes(words: str, name: str | None, kind: str) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.name, mention.kind) == (name, kind)


@pytest.mark.parametrize(
    ("words", "pronoun"),
    [("My", "i"), ("our", "we"), ("Its", "it"), ("their", "they"), ("[We]", "we")],
)
def test_whose_it_is_means_the_same_one(words: str, pronoun: str) -> None:
    assert parse(words, ENGLISH).pronoun == pronoun


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("ministry spokesman Farid al-Sabah", "Farid al-Sabah", "ministry spokesman"),
        ("Sheikh Nasser bin Omar al-Sabah", "Nasser bin Omar al-Sabah", "Sheikh"),
        ("Defence Minister Ada von der Heide", "Ada von der Heide", "Defence Minister"),
        ("von der Heide", "von der Heide", None),
        ("US Secretary of State Linda Reed", "Linda Reed", "US Secretary of State"),
        ("acting chief of staff Martin Reed", "Martin Reed", "acting chief of staff"),
        ("Governor of Tarn Martin Reed", "Martin Reed", "Governor of Tarn"),
        ("parish priest in Tarn Fr Martin Reed", "Martin Reed", "parish priest in Tarn Fr"),
        ("U.S. Sen. Linda Reed", "Linda Reed", "U.S. Sen."),
        ("Westhaven State Police Lt. Linda Reed", "Linda Reed", "Westhaven State Police Lt."),
        (
            "Linda Reed, a lawyer representing the town",
            "Linda Reed",
            "lawyer representing the town",
        ),
        ("Linda Reed, of the Harbour Union", "Linda Reed", None),
    ],
)
def test_persons_behind_their_offices_and_with_particles(
    words: str, name: str, role: str | None
) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.name, mention.kind, mention.role) == (name, "person", role)


@pytest.mark.parametrize(
    "words",
    [
        "a spokesman for Prime Minister Linda Reed",
        "press secretary for Westhaven Gov. Linda Reed",
        "the wife of Mayor Martin Reed",
        "a spokesman for former Westhaven Gov. Linda Reed",
        "a lawyer for former President Linda Reed",
        "chief of staff to Westhaven Sen. Linda Reed",
        "a spokesperson for the charity Linda Reed",
    ],
)
def test_whom_somebody_else_works_for_is_not_who_speaks(words: str) -> None:
    assert parse(words, ENGLISH).name is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Members of Congress", "people"),
        ("Diplomats in Oslo", "people"),
        ("The Norwegians", "people"),
        ("Exiled Tibetans", "people"),
        ("Medics", "people"),
        ("Police in Tarn", "organisation"),
        ("local media in Tarn", "outlet"),
        ("Western powers", "organisation"),
    ],
)
def test_many_are_described_and_not_named(words: str, kind: str) -> None:
    mention = parse(words, ENGLISH, starts_sentence=True)
    assert (mention.name, mention.kind) == (None, kind)


@pytest.mark.parametrize(
    ("words", "description"),
    [
        ("a union that runs the ferries", "a union that runs the ferries"),
        ("the divers who saw it", "the divers who saw it"),
        ("sellers of that pier", "sellers of that pier"),
        ("a note from that office, in Danish", "a note from that office, in Danish"),
        ("the divers who spoke on condition of anonymity", "the divers"),
        ("the union, which speaks for the divers", "the union"),
    ],
)
def test_a_clause_that_tells_whom_it_is_of_stays(words: str, description: str) -> None:
    assert parse(words, ENGLISH).description == description


@pytest.mark.parametrize(
    "words",
    [
        "the committee probing the Tarn riots",
        "some Norwegian companies that opposed it",
        "Leaked emails published by the Harbour Gazette",
    ],
)
def test_a_name_in_a_description_may_be_another_ones(words: str) -> None:
    mention = parse(words, ENGLISH, starts_sentence=words[0].isupper())
    assert mention.name is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the charity Northgate Trust", "Northgate Trust"),
        ("The Tarn deal, worked out in May", "Tarn deal"),
        ("a Harbour Institute poll from this month", "Harbour Institute poll"),
        ("Gazette research into the riots", "Gazette research"),
        (
            "A study released last month by Third Bank, a moderate think tank",
            "Third Bank study",
        ),
        ("a Gazette review of its filings", "Gazette review of its filings"),
    ],
)
def test_names_of_works_and_bodies_end_where_their_noun_does(words: str, name: str) -> None:
    assert parse(words, ENGLISH).name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "the Ministry of Harbours, Docks and Trade in 2020",
            "Ministry of Harbours, Docks and Trade",
        ),
        (
            "Harbours, Docks and Trade Westhaven (HDTW)",
            "Harbours, Docks and Trade Westhaven",
        ),
    ],
)
def test_names_of_bodies_that_are_lists(words: str, name: str) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.name, mention.kind) == (name, "organisation")


@pytest.mark.parametrize(
    "words",
    [
        "the Department of Docks, the HBI and the Tarn Trust",
        "Harbours, Docks and Trade Westhaven (ABC)",  # another one's
    ],
)
def test_lists_that_name_no_one_body(words: str) -> None:
    assert "," not in (parse(words, ENGLISH).name or "")


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("director of the Institute", True),
        ("head of Reed’s harbour office", True),
        ("attorney at a London firm", True),
        ("co-founder", True),
        ("US President", True),  # that is no "us"
        ("a senior Harbour Party figure", True),
        ("member of the council who speaks for it", True),
        ("harbourmistress", True),  # no list has it
        ("of the protesters", False),
        ("Reed’s", False),
        ("36%", False),
        ("she and her husband", False),
        ("a Westhaven-based investment firm", False),
        ("executive council", False),
        ("", False),
    ],
)
def test_what_is_a_persons_role(role: str, told: bool) -> None:
    assert is_role(role, "person", ENGLISH) == told


def test_a_body_is_what_a_body_is() -> None:
    assert is_role("a Westhaven-based investment firm", "organisation", ENGLISH)


@given(st.text(max_size=60))
def test_any_words_may_be_a_role(role: str) -> None:
    assert is_role(role, "person", ENGLISH) in (True, False)


@pytest.mark.parametrize("words", ["Hezbollah", "al-Qaeda", "Sinn Féin", "Toyota"])
def test_bodies_that_go_by_a_bare_name(words: str) -> None:
    assert parse(words, ENGLISH).kind == "organisation"


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Guillermo del Reed", "Guillermo del Reed", "person"),
        ("President Nasser Sheikh Omar", "Nasser Sheikh Omar", "person"),
        ("Claire Danes", "Claire Danes", "person"),
        ("Ms. Toyota", "Toyota", "person"),
        ("Lt. Gov. Linda Reed", "Linda Reed", "person"),
        ("a company called Harbour Analytics", "Harbour Analytics", "organisation"),
        ("Northgate, one of the biggest shipping companies", "Northgate", "organisation"),
        ("Parents for Tarn", "Parents for Tarn", "organisation"),
        ("Veterans of Foreign Wars", "Veterans of Foreign Wars", "organisation"),
        ("the Institute for Fiscal Studies", "Institute for Fiscal Studies", "organisation"),
        ("Governor of the Bank of Tarn Martin Reed", "Martin Reed", "person"),
    ],
)
def test_what_looks_like_an_office_or_a_people(words: str, name: str, kind: str) -> None:
    mention = parse(words, ENGLISH, starts_sentence=words[0].isupper())
    assert (mention.name, mention.kind) == (name, kind)


@pytest.mark.parametrize(
    ("words", "role", "affiliation"),
    [
        ("former Gov. Linda Reed", "former Gov.", None),
        ("acting President Linda Reed", "acting President", None),
        ("Former deputy PM Linda Reed", "Former deputy PM", None),
        ("Republican state Sen. Linda Reed", "Republican state Sen.", "Republican"),
        ("Republican Sen. Linda Reed", "Sen.", "Republican"),
        ("Senator Linda Reed, Democrat of Tarn", "Senator", "Democrat"),
        ("chairman of the board Gen. Martin Reed", "chairman of the board", None),
        ("longtime physician Dr. Martin Reed", "longtime physician", None),
        ("Defense Secretary Martin Reed", "Defense Secretary", None),
        ("New Tarn City spokesman Martin Reed", "New Tarn City spokesman", "New Tarn City"),
        ("senior White House aide Martin Reed", "senior White House aide", "White House"),
        ("Federation of Dock Employees President Martin Reed", "Federation of Dock Employees President", "Federation of Dock Employees"),
        ("Harbour and Docks Committee chairman Martin Reed", "Harbour and Docks Committee chairman", "Harbour and Docks Committee"),
        ("Martin Reed, a professor of physics at the University of Tarn", "professor of physics", "University of Tarn"),
        ("Martin Reed, vice president, Westhaven Docks & Piers", "vice president", "Westhaven Docks & Piers"),
    ],
)  # fmt: skip
def test_titles_with_what_stands_before_them_and_whose_one_is(
    words: str, role: str, affiliation: str | None
) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.role, mention.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("words", "role", "count"),
    [
        ("all four executives", "executives", 4),
        ("68 per cent of voters", None, None),
        ("27% of officials", None, None),
        ("The $969,000 listing", None, None),
        ("a large majority of voters", None, None),
        ("28 officials", "officials", 28),
        ("Harbour Local 90 members", "Harbour Local 90 members", None),
        ("3 in 10 voters", None, None),
    ],
)
def test_how_many_there_are_and_what_is_no_role(
    words: str, role: str | None, count: int | None
) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.role, mention.count) == (role, count)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("one fighter in sneakers, who gave his name as Sergei", "Sergei"),
        ("a woman who gave only her first name, Ana", "Ana"),
        ("the villager, who identified herself as Lorna Reed", "Lorna Reed"),
        ("35-year-old Andrey a member of the guard", "Andrey"),
        ("40-year-old Irina standing by the wall", "Irina"),
        ("Fellow Democratic Sen. Carl Reed of Tarn", "Carl Reed"),
        ("sixth-grader Zvonka Bajraki, 9", "Zvonka Bajraki"),
        ("NYC Mayor Reed", "Reed"),
        ("Assistant Secretary for Harbour Security Charlene Reed", "Charlene Reed"),
    ],
)
def test_a_person_s_name_among_more_words(words: str, name: str) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.name, mention.kind) == (name, "person")


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("The U.N. agency for seamen, UNSEA", "UNSEA", "organisation"),
        ("the Harbour Board of Tarn (HBT)", "Harbour Board of Tarn", "organisation"),
        ("a 500-person instant poll taken by Harbour News", "Harbour News poll", "document"),
        ("the Norwegian company", None, "organisation"),
        ("the Norwegian army", "Norwegian army", "organisation"),
        ("a freshman House Democrat’s", None, "person"),
        ("a 70-year-old Tarn resident", None, "person"),
    ],
)
def test_bodies_and_whose_words_they_are(words: str, name: str | None, kind: str) -> None:
    mention = parse(words, ENGLISH)
    assert (mention.name, mention.kind) == (name, kind)


def test_talking_points_do_not_talk() -> None:
    words = "the original draft of the talking points"
    assert parse(words, ENGLISH).description == words
