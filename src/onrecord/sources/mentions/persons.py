"""Persons by name in a source span: whether a name is a person's, and what the words round it say of who that is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.outlets import known_outlet, without_the
from onrecord.sources.mentions.affiliations import body_named, body_of, is_body
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.people import is_family_of_a_noun
from onrecord.sources.mentions.phrase import Part, Phrase, Word
from onrecord.sources.mentions.proper import link_of_office, name_at_end, skip_affiliation
from onrecord.sources.mentions.roles import role_of

__all__ = ["body_of_origin", "is_person", "person", "without_origin"]


def is_person(
    phrase: Phrase,
    part: Part,
    place: tuple[int, int],
    title: str | None,
    others: Sequence[Part],
) -> bool:
    """Whether a name in a part is a person's, by itself, by what leads to it, or by what the other parts are.

    Args:
        place: its first and last word in the part.
        title: what goes before it there and is a title.
        others: the parts beside it.
    """
    words = [word.plain for word in part[place[0] : place[1] + 1]]
    if _is_named_as_body(phrase, words, titled=title is not None) or any(
        "&" in word.text for word in part
    ):
        return False
    if title:
        return True
    lead = phrase.core[part[0].start : part[place[0]].start].split()
    told = _told_by_lead(phrase, lead)
    if place[0] and _tells_age(phrase, part[place[0] - 1]):
        return phrase.lang.lexicon.kind_of_noun(words[-1]) is None
    if told is False and len(words) > 1:
        told = _is_led_by_person(phrase, part, place[0])
    if told is None and lead:  # "deckhand Tom Reed": what is no known noun may be one of persons
        told = len(words) > 1 and (
            _has_given_name(phrase, part[place[0]])
            or _is_a_trade(phrase, lead[-1])
            or (_outlet_of(phrase, part[: place[0]]) is not None and _is_uncommon(phrase, words))
        )
    if told is not None:
        return told
    if len(words) == 1 and part[place[0]].text.isupper() and len(words[0]) in (2, 3, 4, 5):
        return False
    full = len(words) > 1 and _has_given_name(phrase, part[place[0]])
    heads = (phrase.head_of(other) for other in others if not full or _is_apposed(phrase, other))
    head = next((head for head in heads if head is not None), None)
    return head is None or head.kind == "person" or (full and head.kind == "people")


def _told_by_lead(phrase: Phrase, lead: Sequence[str]) -> bool | None:
    """Whether the words right before a name say that it is a person's; None where none known is."""
    if not lead:
        return None
    noun = phrase.lang.mentions.possessive.sub("", lead[-1])
    kind = phrase.lang.lexicon.kind_of_noun(noun) or phrase.lang.lexicon.kind_of_noun(
        noun.rpartition("-")[2]  # "co-author"
    )
    return None if kind is None else kind[0] == "person"


def _is_a_trade(phrase: Phrase, word: str) -> bool:
    """Whether a word in small letters ends as nouns for persons do: "sixth-grader"."""
    return phrase.lang.mentions.agent.match(word.rpartition("-")[2]) is not None


def _is_led_by_person(phrase: Phrase, part: Part, first: int) -> bool:
    """Whether words before a name say who someone is, and then of what: "chief of staff", "Governor of Tarn"."""
    if not any(word.lower in phrase.lang.mentions.stops for word in part[:first]):
        return False
    head, noun = (
        phrase.head_of(part[:first]),
        phrase.lang.lexicon.kind_of_noun(part[first - 1].plain),
    )
    if head is None or head.kind != "person" or noun is None:
        return False
    office = link_of_office(phrase, part, first) is not None and _has_given_name(
        phrase, part[first]
    )
    return noun[0] == "people" or (office and noun[0] == "organisation")


def _is_apposed(phrase: Phrase, part: Part) -> bool:
    """Whether a part says what someone is, and not where: "of the Reed Trust", "then at Reed Labs"."""
    stops = phrase.lang.mentions.stops
    if part[0].lower in stops:
        return False
    behind = len(part) > 1 and part[1].lower in stops
    told = phrase.lang.lexicon.kind_of_noun(part[0].plain) is not None
    return told or not behind or part[0].capital


def _is_named_as_body(phrase: Phrase, words: Sequence[str], *, titled: bool = False) -> bool:
    lexicon = phrase.lang.lexicon
    name = " ".join(words)
    if is_family_of_a_noun(name, phrase.lang):
        return False
    if words[-1] in lexicon.organisation_words:
        return True
    if words[0] in lexicon.places or name in lexicon.places:
        return True
    if name in lexicon.bodies and not titled:
        return True
    if any(word in lexicon.organisation_words for word in words) and len(words) > 2:
        return True
    return any(word in phrase.lang.mentions.links_of_bodies for word in words)


def _has_given_name(phrase: Phrase, first: Word) -> bool:
    return phrase.lang.lexicon.has_given_name(first.text)


def _is_uncommon(phrase: Phrase, words: Sequence[str]) -> bool:
    """Whether none of a name's words has another sense: "Rula Amin"; not "Question Time"."""
    lexicon = phrase.lang.lexicon
    return not any(
        word in lexicon.common_words or word in phrase.lang.people.function_words for word in words
    )


def _outlet_of(phrase: Phrase, lead: Part) -> str | None:
    """The outlet that words before a name say someone is of: "the Westhaven Herald’s"."""
    if not lead or not lead[-1].possessive:
        return None
    name = without_the(phrase.name(lead[0], lead[-1]))
    return name if known_outlet(name) is not None else None


def person(
    phrase: Phrase,
    name: str,
    title: str | None,
    leads: tuple[Part, Part],
    others: Sequence[Part],
) -> Mention:
    """A person by name, with what stands before it: words on who that is, and titles."""
    lead, titles = leads
    role = affiliation = None
    courtesy = phrase.lang.mentions.courtesy
    words = (title or "").split()
    office = " ".join(word for word in words if word.rstrip(".").lower() not in courtesy) or None
    if (carrier := body_of(phrase, lead)) is not None:
        affiliation = carrier
    elif lead:
        role, affiliation = role_of(phrase, lead)
        if office and not _holds_office(phrase, lead):
            affiliation = role_of(phrase, [*lead, *titles])[1]
            # "former | Gov.", "Tarn state | Sen."; a party says no more than whose one is
            party = _party(phrase, lead)
            role = office if role is None or party else f"{role} {office}"
            affiliation = party or affiliation
    for other in others:
        role, affiliation = _with_apposed(phrase, other, office, (role, affiliation))
    role = role or office
    return Mention(
        phrase.text, name=name, title=title, kind="person", role=role, affiliation=affiliation
    )


def _with_apposed(
    phrase: Phrase, other: Part, office: str | None, told: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    """Role and affiliation with what a part behind a comma adds: "Ada Reed, | a chemist at the Reed Institute"."""
    role, affiliation = told
    head = phrase.head_of(other)
    if head is not None and head.kind == "person":
        if role is None and office and (party := _party(phrase, other)):
            return office, affiliation or party
        further, body = role_of(phrase, other)
        fuller = body is not None and affiliation is None and office is None
        return (further if fuller else role or further), affiliation or body
    if role and affiliation is None and _is_name_of_body(phrase, other):
        return role, phrase.name(other[0], other[-1])
    return told


def _is_name_of_body(phrase: Phrase, part: Part) -> bool:
    """Whether a part behind a role is a body's name, of capitals and what joins them, and no place: "NAME, vice president,
    Westhaven Docks".
    """
    links = phrase.lang.mentions.links
    if len(part) < 2 or not part[0].capital:
        return False
    named = all(word.capital or word.lower in links for word in part)
    return named and phrase.name(part[0], part[-1]).lower() not in phrase.lang.lexicon.places


def _holds_office(phrase: Phrase, lead: Part) -> bool:
    """Whether words before a title say what one is by themselves: "chairman of the board Gen."; not "former Gov."."""
    head = phrase.head_of(lead)
    if head is None or head.kind != "person":
        return False
    lexicon, shapes = phrase.lang.lexicon, phrase.lang.mentions
    return head.noun not in lexicon.parties and head.noun not in shapes.modifiers  # "deputy"


def _party(phrase: Phrase, part: Part) -> str | None:
    """The party that words say one is of: "a Republican of Tarn"; None where they say what one is."""
    head = phrase.head_of(part)
    noun = head.noun if head is not None else part[-1].plain  # "Tarn GOP"
    if noun not in phrase.lang.lexicon.parties:
        return None
    return next(word.text for word in part if word.plain == noun)


def without_origin(phrase: Phrase, part: Part) -> Part:
    """As in "Sen. Chuck Schumer of New York", "geologist Rosaly Lopes of NASA", "Gideon Long in Santiago"
    without where they are from, or are; and "35-year-old Tom a member of the guard" without what follows.
    """
    titles = phrase.lang.lexicon.titles
    for place, word in enumerate(part):
        if word.lower in phrase.lang.mentions.origin and place > 1:
            leads = (
                n
                for n, one in enumerate(part[: place - 1])
                if one.plain in titles and not one.possessive
            )
            lead = next(leads, place)
            titled = lead < place and all(word.capital for word in part[lead:place])
            office = part[place - 1].plain in phrase.lang.mentions.offices  # "former Speaker of"
            if titled and part[place - 1].capital and not office:
                return part[:place]
        if place > 1 and part[place - 1].capital and place + 1 < len(part):
            if phrase.lang.mentions.made_by.fullmatch(f"{word.lower} {part[place + 1].lower}"):
                return part[:place]
        if (
            place > 1
            and _tells_age(phrase, part[place - 2])
            and _is_no_adjective(phrase, part, place)
        ):
            return part[:place]
        if word.lower in phrase.lang.mentions.stops and place > 1:
            return (
                part[:place] if _ends_in_a_person(phrase, part[:place], part[place + 1 :]) else part
            )
    return part


def _is_no_adjective(phrase: Phrase, part: Part, place: int) -> bool:
    """Whether the word before a place is a name, and of no noun that stands there: not "a 70-year-old Tarn | resident"."""
    lexicon, word = phrase.lang.lexicon, part[place]
    named = part[place - 1].capital and part[place - 1].plain not in lexicon.places
    goes_on = word.capital or word.lower in phrase.lang.mentions.links
    return named and not goes_on and lexicon.kind_of_noun(word.plain) is None


def _tells_age(phrase: Phrase, word: Word) -> bool:
    return phrase.lang.mentions.aged.fullmatch(word.lower) is not None


def _ends_in_a_person(phrase: Phrase, part: Part, behind: Part) -> bool:
    """Whether words end in a full name that their lead, the name, or an outlet behind tells to be one."""
    place = name_at_end(phrase, part)
    if place is None or place[1] != len(part) - 1 or part[-1].possessive:
        return False
    first = skip_affiliation(phrase, part, *place)
    words = part[first:]
    if not 2 <= len(words) <= 4 or not all(word.capital for word in (words[0], words[-1])):
        return False
    if _is_named_as_body(phrase, [word.plain for word in words]):
        return False
    lead = phrase.core[part[0].start : words[0].start].split()
    carried = first > 0 and part[first - 1].possessive and known_outlet(part[first - 1].text[:-2])
    outlet = behind and known_outlet(phrase.name(behind[0], behind[-1]))
    given = _has_given_name(phrase, words[0])
    return bool(_told_by_lead(phrase, lead) or carried or outlet or given)


def body_of_origin(phrase: Phrase, behind: Part) -> str | None:
    """The body that words behind a name say one is of: "of NASA", "at the Reed Institute"; not "of New York"."""
    if len(behind) < 2 or behind[0].lower not in phrase.lang.mentions.before_body:
        return None
    name = body_named(phrase, behind[1:])
    return name if name is not None and is_body(phrase, name) else None
