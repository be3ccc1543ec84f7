"""Source spans with a proper name: of an outlet, a person, a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.outlets import is_bare_short, known_outlet, looks_like_outlet, without_the
from onrecord.records import SourceKind
from onrecord.sources.mentions.affiliations import body_named, body_of, is_body
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.phrase import MARKS, Head, Part, Phrase, Word, clean_name
from onrecord.sources.mentions.roles import role_of, role_only

__all__ = ["listed_body", "named_last", "named_part", "outlet"]


def outlet(phrase: Phrase) -> Mention | None:
    """A news outlet, by the list or by the form of its name."""
    if (told := _told_to_be_outlet(phrase)) is not None:
        return told
    first, last = phrase.parts[0][0], phrase.parts[0][-1]
    name = phrase.name(first, last)
    known = known_outlet(name)
    if known is not None and known.article and without_the(name) == name:
        known = None  # "Hill" is a name, "the Hill" a newspaper
    by_form = looks_like_outlet(name, phrase.lang) or is_bare_short(name, phrase.lang)
    if known is None and not by_form:
        return None
    shown = name if known is not None and known.name.startswith("The ") else without_the(name)
    return Mention(phrase.text, name=shown, kind="outlet", role=phrase.apposed(phrase.parts[1:]))


def _told_to_be_outlet(phrase: Phrase) -> Mention | None:
    """As in "the Westhaven Herald newspaper", "the Oslo-based Northgate TV channel"."""
    shapes, first = phrase.lang.mentions, phrase.first.lower
    if len(phrase.parts) > 1 or first in shapes.articles - shapes.definite:
        return None  # "a local news station"
    words = phrase.parts[0]
    while words and _may_lead(phrase, words[0]):
        words = words[1:]
    if not words:
        return None
    match = shapes.outlet_noun.fullmatch(phrase.words(words[0], words[-1]))
    if match is None:
        return None
    named = [word for word in words if word.end <= words[0].start + match.end("name")]
    if any(word.possessive or not (word.capital or word.lower in shapes.links) for word in named):
        return None
    return Mention(phrase.text, name=clean_name(match["name"]), kind="outlet")


def listed_body(phrase: Phrase) -> Mention | None:
    """A body whose name is a list: "the Ministry of Harbours, Docks and Trade", "Harbours, Docks and Trade Tarn (HDTT)"."""
    for form in phrase.lang.bodies.listed:
        match = form.match(phrase.text)
        if match is not None and phrase.text[match.end() : match.end() + 1] in ("", " ", ",", ")"):
            initials = "".join(letter for letter in match["name"] if letter.isupper())
            short = match.groupdict().get("short")
            if short is None or short == initials:
                return Mention(phrase.text, name=match["name"], kind="organisation")
    return None


def named_last(phrase: Phrase) -> Mention | None:
    """As in "The spokesperson for the team and JD Vance, Karoline Leavitt": whom the comma names."""
    shapes = phrase.lang.mentions
    first, last = phrase.parts[0], phrase.parts[-1]
    head = phrase.head_of(first)
    if head is None:
        return None
    if not phrase.is_determiner(first[0]):
        # "Senate Leader, Ada Reed"
        office = head.kind == "person" and all(word.capital for word in first)
        if (
            not office
            or first[-1].plain != head.noun
            or _name_at_end(phrase, first) != (0, len(first) - 1)
        ):
            return None
        if len(phrase.parts) < 2 or not _is_whole_name(phrase, phrase.parts[1]):
            return None
        name = phrase.name(phrase.parts[1][0], phrase.parts[1][-1])
        return Mention(
            phrase.text, name=name, kind="person", role=phrase.words(first[0], first[-1])
        )
    if (body := _body_behind(phrase, head)) is not None:
        return body
    if head.kind != "person" or head.plural:
        return None
    inner = _name_at_end(phrase, first)
    if len(phrase.parts) < 2 or inner is None:
        return None
    if not any(word.lower in shapes.stops | shapes.links for word in first[1 : inner[0]]):
        return None  # "the director Ada Reed, …" is she
    if not _is_whole_name(phrase, last):
        return None
    role = phrase.words(first[1], first[-1])
    name = phrase.name(last[0], last[-1])
    return Mention(phrase.text, name=name, kind="person", role=role_only(role, phrase.lang))


def _body_behind(phrase: Phrase, head: Head) -> Mention | None:
    """As in "The group, WeWorkers Coalition", "the administrators, KPMG": the body that the comma names."""
    last = phrase.parts[-1]
    if len(phrase.parts) != 2 or not (head.kind == "organisation" or head.plural):
        return None
    if any(word.capital for word in phrase.parts[0][1:] if word.lower != head.noun):
        return None  # "the Intelligencer, the Wheeling News-Register"
    links = phrase.lang.mentions.links_of_bodies
    named = all(word.capital or word.lower in links for word in last)
    if not named or not last[0].capital or phrase.is_determiner(last[0]):
        return None
    role = phrase.words(phrase.parts[0][0], phrase.parts[0][-1])
    name = phrase.name(last[0], last[-1])
    return Mention(phrase.text, name=name, kind="organisation", role=role)


def _is_whole_name(phrase: Phrase, part: Part) -> bool:
    lexicon = phrase.lang.lexicon
    return (2 <= len(part) <= 4 and all(word.capital for word in part)) and not any(
        word.plain in lexicon.organisation_words
        or word.plain in lexicon.places
        or word.plain in lexicon.parties
        or word.possessive
        or lexicon.kind_of_noun(word.plain) is not None
        for word in part
    )


def named_part(phrase: Phrase) -> Mention | None:
    """A person's name, or a body's, in one of the parts; the others say who that is."""
    if phrase.first.lower in phrase.lang.mentions.quantities or _opens_with_many(phrase):
        return None  # "Many Mexicans"
    if len(phrase.parts) > 1 and _is_common_plural(phrase):
        return None  # "Residents, visitors and traders"
    for number, whole in enumerate(phrase.parts):
        if number and whole[0].lower in phrase.lang.mentions.examples:
            return None  # "leaders of the opposition, including Ada Reed"
        bare = _without_origin(phrase, whole)
        part, member = _without_post_nominals(phrase, bare)
        place = _name_at_end(phrase, part)
        if place is not None:
            place = _behind_office(phrase, part, place)
        if place is None or _is_no_source(phrase, part, place):
            continue
        first, title = _skip_titles(phrase, part, place)
        last = place[1]
        if first > last:
            continue
        lead_end = place[0]
        moved = _skip_affiliation(phrase, part, first, last)
        if moved != first:
            first = lead_end = moved
        others = [other for n, other in enumerate(phrase.parts) if n != number]
        name = phrase.name(part[first], part[last])
        if _is_office(phrase, part, (first, last), title):
            continue
        if _is_person(phrase, part, (first, last), title, others):
            leads = (part[:lead_end], part[lead_end:first])
            person = _person(phrase, name, title, leads, others)
            body = person.affiliation or _body_of_origin(phrase, whole[len(bare) :])
            return replace(person, role=person.role or member, affiliation=body)
        if number == 0 and (first == 0 or (first == 1 and _may_lead(phrase, part[0]))):
            return _body(phrase, part[first : last + 1], name, others)
    return None


def _is_common_plural(phrase: Phrase) -> bool:
    """Whether the first part is one noun for several persons that has its capital from the sentence."""
    part = phrase.parts[0]
    noun = phrase.lang.lexicon.kind_of_noun(part[0].plain)
    alone = len(part) == 1 and phrase.starts_sentence and not part[0].possessive
    return alone and noun is not None and noun[1]


def _opens_with_many(phrase: Phrase) -> bool:
    """As in "Members of Congress", "Diplomats in Oslo", "The Norwegians", where capitals name nobody."""
    part, shapes = phrase.parts[0], phrase.lang.mentions
    if _is_a_people(phrase, part[1:] if phrase.is_determiner(part[0]) else part):
        return True
    if not phrase.starts_sentence or len(part) < 3 or part[1].lower not in shapes.stops:
        return False
    if part[0].lower in shapes.fraternal or (part[1].lower in shapes.on_behalf and part[2].capital):
        return False  # "Brothers of Norway", "Parents for Tarn"
    kind = phrase.lang.lexicon.kind_of_noun(part[0].plain)
    if kind is None:
        return False
    return kind[1] or (kind[0] == "organisation" and part[1].lower in shapes.somewhere)


def _is_a_people(phrase: Phrase, words: Part) -> bool:
    """As in "Norwegians", "Exiled Tibetans"; not "Claire Danes", "Houston Texans"."""
    lexicon = phrase.lang.lexicon
    if not words or words[-1].possessive or not all(word.capital for word in words):
        return False
    if (
        lexicon.kind_of_noun(words[-1].plain) != ("people", True)
        or words[-1].plain in lexicon.plural_forms
    ):
        return False
    return all(
        word.plain in lexicon.common_words or word.plain.endswith(lexicon.demonyms)
        or word.plain in phrase.lang.mentions.before_a_people
        for word in words[:-1]
    )  # fmt: skip


def _behind_office(phrase: Phrase, part: Part, place: tuple[int, int]) -> tuple[int, int]:
    """Of capitals that run together those of the name: "Secretary of State Ada Reed", "U.S. Sen. Ada Reed"."""
    first, last = place
    shapes, titles = phrase.lang.mentions, phrase.lang.lexicon.titles
    link = _link_of_office(phrase, part, last)
    stops = [at for at in range(first) if part[at].lower in shapes.stops]
    titled = not stops or stops[-1] == link
    for at in range(last - 1, first if link is None else max(first, link + 1), -1):
        if titled and part[at].plain in shapes.short_titles:
            while at > first and part[at - 1].plain in titles:
                at -= 1
            return at, last
        if link is not None and last - at < 4 and _begins_a_name(phrase, part, at):
            return at, last
    return place


def _begins_a_name(phrase: Phrase, part: Part, at: int) -> bool:
    """Whether a given name stands there, and nothing before it that is of the same name, or says who that is."""
    lexicon, before = phrase.lang.lexicon, part[at - 1]
    if not lexicon.has_given_name(part[at].text) or before.plain in lexicon.titles:
        return False
    if len(before.plain) == 1 or lexicon.kind_of_noun(before.plain) == ("person", False):
        return False
    return not lexicon.has_given_name(before.text) or before.plain in lexicon.places


def _link_of_office(phrase: Phrase, part: Part, last: int) -> int | None:
    """The place of what links an office to what it is of: "director of", "minister for"."""
    shapes = phrase.lang.mentions
    for at in range(1, last):
        if part[at].lower in shapes.at - shapes.on_behalf and _is_someone(phrase, part[at - 1]):
            return at  # "Sales Manager | at | Reed Docks Ada Tarn"
        if part[at].lower in shapes.stops and part[at - 1].plain in shapes.offices:
            behalf = (
                part[at].lower in shapes.on_behalf and part[at - 1].plain not in shapes.offices_for
            )
            return None if behalf else at
    return None


def _is_someone(phrase: Phrase, word: Word) -> bool:
    return phrase.lang.lexicon.kind_of_noun(word.plain) == ("person", False)


def _is_office(phrase: Phrase, part: Part, place: tuple[int, int], title: str | None) -> bool:
    """As in "the US President", "the Lindi Municipal Director": capitals that end in what someone is."""
    first, last = place
    noun = phrase.lang.lexicon.kind_of_noun(part[last].plain)
    determined = phrase.is_determiner(part[0]) and part[0].lower in phrase.lang.mentions.definite
    if noun != ("person", False) or title or not (determined and first <= 1):
        return False
    return not part[first].possessive and part[last].lower not in phrase.lang.mentions.family_names


def _may_lead(phrase: Phrase, word: Word) -> bool:
    """Whether a word may go before a body's name and not belong to it: "the", "Oslo-based"."""
    return phrase.is_determiner(word) or bool(phrase.lang.mentions.based.search(word.lower))


def _is_no_source(phrase: Phrase, part: Part, place: tuple[int, int]) -> bool:
    """Whether the name that ends a part is not the source's own: whose spokesman, whose aide."""
    first, last = place
    before = first - 1
    while before > 0 and part[before].lower in phrase.lang.mentions.once:
        before -= 1  # "for former President NAME"
    shapes = phrase.lang.mentions
    if before >= 0 and part[before].lower in shapes.stops | shapes.examples:
        return True  # "a spokesman for NAME", "critics like NAME"
    if part[last].plain in phrase.lang.lexicon.parties:
        return True  # "a New Hampshire Republican"
    alone = first == 0 or (first == 1 and phrase.is_determiner(part[0]))  # "the UK’s"
    return part[last].possessive and (len(phrase.parts) > 1 or not alone)


def _name_at_end(phrase: Phrase, part: Part) -> tuple[int, int] | None:
    """The proper name that ends a part: first and last place of its words."""
    last = len(part) - 1
    while last >= 0 and part[last].text in MARKS:
        last -= 1
    if last < 0 or not part[last].capital:
        return None
    first = last
    while first > 0:
        before = part[first - 1]
        if before.capital or before.text in MARKS + "&":
            first -= 1
            continue
        start = _before_particles(phrase, part, first)
        if start == first and before.lower in phrase.lang.mentions.links:
            start -= 1
        if start == first or (start and not part[start - 1].capital):
            break
        if start == 0:  # "von der Heide"; "of Oslo" is none
            return (0, last) if before.lower in phrase.lang.mentions.particles else (first, last)
        first = start - 1
    return first, last


def _before_particles(phrase: Phrase, part: Part, first: int) -> int:
    """The place of the first of the particles before a word of a name: "Ada van der Reed"."""
    while first > 0 and part[first - 1].lower in phrase.lang.mentions.particles:
        first -= 1
    return first


def _without_post_nominals(phrase: Phrase, part: Part) -> tuple[Part, str | None]:
    """As in "Ada Reed MP", "Tom Reed OBE" without what stands behind the name; and the office among that."""
    shapes = phrase.lang.mentions

    def named(first: Word, last: Word) -> bool:
        """As by a full name; not "the Westhaven | MP"."""
        return first.capital and last.capital and not phrase.is_determiner(first)

    member = None
    while len(part) > 2 and part[-1].text in shapes.post_nominals and named(part[-3], part[-2]):
        member = part[-1].text if part[-1].text in shapes.memberships else member
        part = part[:-1]
    return part, member


def _without_origin(phrase: Phrase, part: Part) -> Part:
    """As in "Sen. Chuck Schumer of New York", "geologist Rosaly Lopes of NASA", "Gideon Long in Santiago"
    without where they are from, or are.
    """
    for place, word in enumerate(part):
        if word.lower in phrase.lang.mentions.origin and place > 1:
            titled = part[0].plain in phrase.lang.lexicon.titles and part[1].capital
            office = part[place - 1].plain in phrase.lang.mentions.offices  # "former Speaker of"
            if titled and part[place - 1].capital and not office:
                return part[:place]
        if place > 1 and part[place - 1].capital and place + 1 < len(part):
            if phrase.lang.mentions.made_by.fullmatch(f"{word.lower} {part[place + 1].lower}"):
                return part[:place]
        if word.lower in phrase.lang.mentions.stops and place > 1:
            return (
                part[:place] if _ends_in_a_person(phrase, part[:place], part[place + 1 :]) else part
            )
    return part


def _body_of_origin(phrase: Phrase, behind: Part) -> str | None:
    """The body that words behind a name say one is of: "of NASA", "at the Reed Institute"; not "of New York"."""
    if len(behind) < 2 or behind[0].lower not in phrase.lang.mentions.before_body:
        return None
    name = body_named(phrase, behind[1:])
    return name if name is not None and is_body(phrase, name) else None


def _ends_in_a_person(phrase: Phrase, part: Part, behind: Part) -> bool:
    """Whether words end in a full name that their lead, the name, or an outlet behind tells to be one."""
    place = _name_at_end(phrase, part)
    if place is None or place[1] != len(part) - 1 or part[-1].possessive:
        return False
    first = _skip_affiliation(phrase, part, *place)
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


def _skip_titles(phrase: Phrase, part: Part, place: tuple[int, int]) -> tuple[int, str | None]:
    start, last = place
    first = start
    while first <= last and part[first].plain in phrase.lang.lexicon.titles:
        first += 1
    bodies = phrase.lang.lexicon.organisation_words
    if start < first <= last and part[first].plain in bodies and first < last:
        return start, None  # "Major League Baseball"
    title = " ".join(word.text for word in part[start:first]) or None
    return first, title


def _skip_affiliation(phrase: Phrase, part: Part, first: int, last: int) -> int:
    """Of capitals that run together the name is what follows the last possessive or body word."""
    lexicon = phrase.lang.lexicon
    for place in range(last, first - 1, -1):
        word = part[place]
        whose = word.possessive and not _is_noun_of_body(phrase, part[place + 1 : last + 1])
        if place < last and (whose or word.plain in lexicon.parties):
            return place + 1
        if place < last and phrase.lang.mentions.based.search(word.lower):
            return place + 1  # "Oslo-based Northgate"
        if last - place > 1 and word.capital and word.plain in lexicon.common_words:
            if lexicon.has_given_name(part[place + 1].text):
                return place + 1  # "Veteran Jonny Reed"
        noun = lexicon.kind_of_noun(word.plain)
        ahead = last - place > 1 and part[place + 1].capital
        if first <= place < last and noun == ("person", False) and ahead:
            return place + 1  # "House Majority Leader Kevin McCarthy"
    return first


def _is_noun_of_body(phrase: Phrase, part: Part) -> bool:
    """As in "the Harbour Board’s | Unit": a body's noun is no name by itself."""
    noun = phrase.lang.lexicon.kind_of_noun(part[0].plain) if len(part) == 1 else None
    return noun is not None and noun[0] == "organisation"


def _is_person(
    phrase: Phrase,
    part: Part,
    place: tuple[int, int],
    title: str | None,
    others: Sequence[Part],
) -> bool:
    words = [word.plain for word in part[place[0] : place[1] + 1]]
    if _is_named_as_body(phrase, words, titled=title is not None) or any(
        "&" in word.text for word in part
    ):
        return False
    if title:
        return True
    lead = phrase.core[part[0].start : part[place[0]].start].split()
    told = _told_by_lead(phrase, lead)
    if told is False and len(words) > 1:
        told = _is_led_by_person(phrase, part, place[0])
    if told is None and lead:  # "deckhand Tom Reed": what is no known noun may be one of persons
        told = len(words) > 1 and (
            _has_given_name(phrase, part[place[0]])
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


def _outlet_of(phrase: Phrase, lead: Part) -> str | None:
    """The outlet that words before a name say someone is of: "the Westhaven Herald’s"."""
    if not lead or not lead[-1].possessive:
        return None
    name = without_the(phrase.name(lead[0], lead[-1]))
    return name if known_outlet(name) is not None else None


def _is_uncommon(phrase: Phrase, words: Sequence[str]) -> bool:
    """Whether none of a name's words has another sense: "Rula Amin"; not "Question Time"."""
    lexicon = phrase.lang.lexicon
    return not any(
        word in lexicon.common_words or word in phrase.lang.people.function_words for word in words
    )


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
    office = _link_of_office(phrase, part, first) is not None and _has_given_name(
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


def _has_given_name(phrase: Phrase, first: Word) -> bool:
    return phrase.lang.lexicon.has_given_name(first.text)


def _is_named_as_body(phrase: Phrase, words: Sequence[str], *, titled: bool = False) -> bool:
    lexicon = phrase.lang.lexicon
    if words[-1] in lexicon.organisation_words:
        return True
    name = " ".join(words)
    if words[0] in lexicon.places or name in lexicon.places:
        return True
    if name in lexicon.bodies and not titled:
        return True
    if any(word in lexicon.organisation_words for word in words) and len(words) > 2:
        return True
    return any(word in phrase.lang.mentions.links_of_bodies for word in words)


def _told_by_lead(phrase: Phrase, lead: Sequence[str]) -> bool | None:
    """Whether the words right before a name say that it is a person's; None where none known is."""
    if not lead:
        return None
    noun = phrase.lang.mentions.possessive.sub("", lead[-1])
    kind = phrase.lang.lexicon.kind_of_noun(noun) or phrase.lang.lexicon.kind_of_noun(
        noun.rpartition("-")[2]  # "co-author"
    )
    return None if kind is None else kind[0] == "person"


def _person(
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


def _is_of_a_body(phrase: Phrase, words: Sequence[str]) -> bool:
    """As in "the College of General Practitioners": a body's word, and whose body it is."""
    links = [n for n, word in enumerate(words) if word in phrase.lang.mentions.links_of_bodies]
    return bool(links) and not phrase.lang.lexicon.organisation_words.isdisjoint(words[: links[0]])


def _body(phrase: Phrase, named: Sequence[Word], name: str, others: Sequence[Part]) -> Mention:
    lexicon = phrase.lang.lexicon
    words = [word.plain for word in named]
    head = lexicon.kind_of_noun(words[-1])
    kind: SourceKind = "organisation"
    linked = any(word in phrase.lang.mentions.links_of_bodies for word in words)
    if head is not None and head[0] in ("document", "outlet") and len(words) > 1 and not linked:
        kind = head[0]  # but "the Institute for Fiscal Studies"
    people = (
        head is not None and head[0] == "person" and head[1] and not _is_of_a_body(phrase, words)
    )
    if people or (len(words) == 1 and words[0] in lexicon.parties and words[0].endswith("s")):
        return Mention(
            phrase.text,
            head=lexicon.singular(words[-1]),
            kind="people",
            plural=True,
            affiliation=name if words[0] in lexicon.parties else None,
        )
    return Mention(
        phrase.text,
        name=name,
        kind=kind,
        head=words[-1] if head else None,
        role=phrase.apposed(others),
    )
