"""Where in a part of a source span its proper name stands, and where titles and the like before it end."""

from __future__ import annotations

from onrecord.sources.mentions.phrase import MARKS, Part, Phrase, Word

__all__ = [
    "behind_office",
    "link_of_office",
    "name_at_end",
    "skip_affiliation",
    "skip_titles",
    "without_post_nominals",
]


def name_at_end(phrase: Phrase, part: Part) -> tuple[int, int] | None:
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


def without_post_nominals(phrase: Phrase, part: Part) -> tuple[Part, str | None]:
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


def skip_titles(phrase: Phrase, part: Part, place: tuple[int, int]) -> tuple[int, str | None]:
    """The place of a name's first word behind its titles, and these: "Sen. | Ada Reed"; not "Major League Baseball"."""
    start, last = place
    first = start
    while first <= last and part[first].plain in phrase.lang.lexicon.titles:
        first += 1
    bodies = phrase.lang.lexicon.organisation_words
    if start < first <= last and part[first].plain in bodies and first < last:
        return start, None
    title = " ".join(word.text for word in part[start:first]) or None
    return first, title


def skip_affiliation(phrase: Phrase, part: Part, first: int, last: int) -> int:
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
        if first < place == last - 1 and _is_title_within(phrase, part, (first, last)):
            return last  # "NYC Mayor Reed"
        noun = lexicon.kind_of_noun(word.plain)
        ahead = last - place > 1 and part[place + 1].capital
        if first <= place < last and noun == ("person", False) and ahead:
            return place + 1  # "House Majority Leader Kevin McCarthy"
    return first


def _is_title_within(phrase: Phrase, part: Part, place: tuple[int, int]) -> bool:
    """Whether the last word but one of some capitals is a title, and no part of a name: not "Nasser Sheikh Omar"."""
    lexicon, (first, last) = phrase.lang.lexicon, place
    named = any(lexicon.has_given_name(word.text) for word in part[first : last - 1])
    suffixed = part[last].plain in phrase.lang.people.suffixes
    return part[last - 1].plain in lexicon.titles and not named and not suffixed


def _is_noun_of_body(phrase: Phrase, part: Part) -> bool:
    """As in "the Harbour Board’s | Unit": a body's noun is no name by itself."""
    noun = phrase.lang.lexicon.kind_of_noun(part[0].plain) if len(part) == 1 else None
    return noun is not None and noun[0] == "organisation"


def behind_office(phrase: Phrase, part: Part, place: tuple[int, int]) -> tuple[int, int]:
    """Of capitals that run together those of the name: "Secretary of State Ada Reed", "U.S. Sen. Ada Reed"."""
    first, last = place
    shapes, titles = phrase.lang.mentions, phrase.lang.lexicon.titles
    link = link_of_office(phrase, part, last)
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


def link_of_office(phrase: Phrase, part: Part, last: int) -> int | None:
    """The place of what links an office to what it is of: "director of", "minister for"."""
    shapes = phrase.lang.mentions
    for at in range(1, last):
        if part[at].lower in shapes.works_at and _is_someone(phrase, part[at - 1]):
            return at  # "Sales Manager | at | Reed Docks Ada Tarn"
        if part[at].lower in shapes.stops and part[at - 1].plain in shapes.offices:
            office = part[at - 1].plain
            fuller = f"{part[at - 2].plain} {office}" if at > 1 else office
            may_be = office in shapes.offices_for or fuller in shapes.offices_for
            return None if part[at].lower in shapes.on_behalf and not may_be else at
    return None


def _is_someone(phrase: Phrase, word: Word) -> bool:
    return phrase.lang.lexicon.kind_of_noun(word.plain) == ("person", False)
