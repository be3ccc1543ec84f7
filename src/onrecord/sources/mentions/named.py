"""Source spans with a proper name: of an outlet, a person, a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.outlets import is_bare_short, known_outlet, looks_like_outlet, without_the
from onrecord.records import SourceKind
from onrecord.sources.mentions.bodies import initials
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.persons import body_of_origin, is_person, person, without_origin
from onrecord.sources.mentions.phrase import Head, Part, Phrase, Word, clean_name
from onrecord.sources.mentions.proper import (
    behind_office,
    name_at_end,
    skip_affiliation,
    skip_titles,
    without_post_nominals,
)
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
            or name_at_end(phrase, first) != (0, len(first) - 1)
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
    inner = name_at_end(phrase, first)
    if len(phrase.parts) < 2 or inner is None:
        return None
    if not any(word.lower in shapes.stops | shapes.links for word in first[1 : inner[0]]):
        return None  # "the director Ada Reed, …" is she
    if not _is_whole_name(phrase, last):
        return None
    role = role_only(phrase.words(first[1], first[-1]), phrase.lang)
    of, name = role_of(phrase, first[1:])[1], phrase.name(last[0], last[-1])
    return Mention(phrase.text, name=name, kind="person", role=role, affiliation=of)


def _body_behind(phrase: Phrase, head: Head) -> Mention | None:
    """As in "The group, WeWorkers Coalition", "the administrators, KPMG", "The U.N. agency for children, UNICEF": the body that
    the comma names.
    """
    last = phrase.parts[-1]
    if len(phrase.parts) == 2 and head.kind == "organisation" and _is_acronym_of_none(phrase, last):
        role = phrase.words(phrase.parts[0][0], phrase.parts[0][-1])
        return Mention(phrase.text, name=last[0].text, kind="organisation", role=role)
    firm = any(word.text == "&" for word in last)  # "The builder, Kessler & Roy"
    if len(phrase.parts) != 2 or not (head.kind == "organisation" or head.plural or firm):
        return None
    if any(word.capital for word in phrase.parts[0][1:] if word.lower != head.noun):
        return None  # "the Intelligencer, the Wheeling News-Register"
    links = phrase.lang.mentions.links_of_bodies
    named = all(word.capital or word.text == "&" or word.lower in links for word in last)
    if not named or not last[0].capital or phrase.is_determiner(last[0]):
        return None
    role = phrase.words(phrase.parts[0][0], phrase.parts[0][-1])
    name = phrase.name(last[0], last[-1])
    return Mention(phrase.text, name=name, kind="organisation", role=role)


def _is_acronym_of_none(phrase: Phrase, part: Part) -> bool:
    """Whether a part is initials, and not those of the words before it: "the Harbour Board (HB)" goes by its words."""
    if initials(phrase.words(phrase.parts[0][0], phrase.parts[0][-1])).endswith(part[0].text):
        return False
    return (
        len(part) == 1
        and part[0].text.isupper()
        and part[0].text.isalpha()
        and len(part[0].text) > 2
    )


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
        bare = without_origin(phrase, whole)
        part, member = without_post_nominals(phrase, bare)
        place = name_at_end(phrase, part)
        if place is not None:
            place = behind_office(phrase, part, place)
        if place is None or _is_no_source(phrase, part, place):
            continue
        first, title = skip_titles(phrase, part, place)
        last = place[1]
        if first > last:
            continue
        lead_end = place[0]
        moved = skip_affiliation(phrase, part, first, last)
        if moved != first:
            first = lead_end = moved
        others = [other for n, other in enumerate(phrase.parts) if n != number]
        name = phrase.name(part[first], part[last])
        if _is_office(phrase, part, (first, last), title):
            continue
        if is_person(phrase, part, (first, last), title, others):
            leads = (part[:lead_end], part[lead_end:first])
            told = person(phrase, name, title, leads, others)
            body = told.affiliation or body_of_origin(phrase, whole[len(bare) :])
            return replace(told, role=told.role or member, affiliation=body)
        if number == 0 and (first == 0 or (first == 1 and _may_lead(phrase, part[0]))):
            return _body(phrase, part[first : last + 1], name, others)
    return None


def _is_of_whom_one_speaks_for(phrase: Phrase, part: Part) -> bool:
    """As in "A spokesman for the maker of the seals, Dichtwerk": the comma names the maker, not the spokesman."""
    shapes, lexicon = phrase.lang.mentions, phrase.lang.lexicon
    first = phrase.parts[0]
    behind = next((n for n, word in enumerate(first) if word.lower in shapes.on_behalf), len(first))
    rest = [word for word in first[behind + 1 :] if not word.capital]
    head = next((kind for word in rest if (kind := lexicon.kind_of_noun(word.plain))), None)
    body = head is not None and head[0] == "organisation"
    return body and len(part) == 1 and not lexicon.has_given_name(part[0].text)


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
    if part is not phrase.parts[0] and _is_of_whom_one_speaks_for(phrase, part):
        return True
    if before >= 0 and part[before].lower in shapes.stops | shapes.examples:
        return True  # "a spokesman for NAME", "critics like NAME"
    person = first < last and phrase.lang.lexicon.has_given_name(part[first].text)
    if part[last].plain in phrase.lang.lexicon.parties and not person:
        return True  # "a New Hampshire Republican"; but "Rachel Green"
    alone = first == 0 or (first == 1 and phrase.is_determiner(part[0]))  # "the UK’s"
    return part[last].possessive and (len(phrase.parts) > 1 or not alone)


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
