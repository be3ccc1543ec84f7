"""The body that words say one is of: "analyst at the research firm Oandra", "Northgate Trust director", "NASA’s Ada Reed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.outlets import known_outlet, without_the
from onrecord.sources.mentions.phrase import MARKS, Part, Phrase, Word

__all__ = ["body_before", "body_behind", "body_led", "body_named", "body_of", "is_body"]

_MOST_TOLD = 6  # words between a preposition and the name that say what the body is
_MOST_NOUNS = 3  # in small letters behind a name
_TELLS_HOW = re.compile(r"\w-[a-z]+$")  # "Oscar-winning", "Oslo-based"
_INITIALS = re.compile(r"[A-Z][A-Z&.]{1,6}")


def body_behind(phrase: Phrase, words: Part) -> tuple[int, str] | None:
    """The place of a preposition among the words of a role, and the body named behind it.

    "director | of the Reed Trust", "analyst | at market research firm Oandra"; none of what an office is for
    ("Minister for Trade and Docks", "Secretary of State"), or of what somebody made or suffered ("author of").
    """
    found: tuple[int, str] | None = None
    works_at = phrase.lang.mentions.works_at
    for place in _prepositions(phrase, words):
        name = body_named(phrase, words[place + 1 :])
        if name is None or _is_no_body_behind(phrase, words, place, name):
            continue  # "professor | of physics | at the University of Tarn"
        if found is None or words[place].lower in works_at:
            found = place, name
        if words[place].lower in works_at or not _is_of_common_words(phrase, name):
            break  # not "head | of Fundamental Research | at Reed Securities"
    return found


def _prepositions(phrase: Phrase, words: Part) -> Iterator[int]:
    """The places of prepositions behind which a body may stand."""
    for place, word in enumerate(words[1:-1], start=1):
        if word.lower in phrase.lang.mentions.before_body | phrase.lang.mentions.somewhere:
            yield place


def _is_no_body_behind(phrase: Phrase, words: Part, place: int, name: str) -> bool:
    shapes, head, link = phrase.lang.mentions, phrase.head_of(words[:place]), words[place]
    if link.lower not in shapes.before_body:
        last = name.split()[-1].lower()
        somewhere = _is_place(phrase, name) or last in shapes.of_no_body
        return somewhere or not is_body(phrase, name)  # "aide in | the Senate"
    if head is None or link.lower not in (shapes.of, *shapes.on_behalf):
        return False
    if head.noun in shapes.unaffiliated:
        return True
    told = _told_to_be(phrase, words[place + 1 :])
    return head.noun in shapes.offices and not told and _is_portfolio(phrase, name)


def _is_portfolio(phrase: Phrase, name: str) -> bool:
    """Whether a name is of what an office is for: "Trade and Docks", "State"; all its words are common ones."""
    lexicon = phrase.lang.lexicon
    if not _is_of_common_words(phrase, name):
        return False
    return name.lower() not in lexicon.bodies if " " not in name else not is_body(phrase, name)


def _is_of_common_words(phrase: Phrase, name: str) -> bool:
    words = [word.lower() for word in name.split() if word[:1].isupper()]
    return phrase.lang.lexicon.common_words.issuperset(words)


def body_named(phrase: Phrase, tail: Part) -> str | None:
    """The name that words behind a preposition begin with, what it is told to be apart: "the docks firm | Northgate"."""
    while tail and phrase.is_determiner(tail[0]):
        tail = tail[1:]
    tail = tail[_told_to_be(phrase, tail) :]
    if not tail or not tail[0].capital:
        return None
    shapes = phrase.lang.mentions
    links = shapes.links - shapes.works_at  # "Trade and Docks | at Reed Labs"
    ends = (n for n, word in enumerate(tail) if not (word.capital or word.lower in links))
    run = _without_person(phrase, tail[: next(ends, len(tail))])
    while run and run[-1].lower in links:
        run = run[:-1]
    if not run:
        return None
    further = [] if run[-1].possessive else _nouns_behind(phrase, tail[tail.index(run[-1]) + 1 :])
    if not further:
        return phrase.name(run[0], run[-1])
    return phrase.name(run[0], further[-1]) if _is_noun_of_body(phrase, further[-1]) else None


def _is_noun_of_body(phrase: Phrase, word: Word) -> bool:
    """Whether a noun is of what goes by a body's name: "firm", "newspaper", "website"."""
    kind = phrase.lang.lexicon.kind_of_noun(word.plain)
    return kind is not None and kind[0] in ("organisation", "outlet", "document")


def _nouns_behind(phrase: Phrase, behind: Part) -> Part:
    """Nouns in small letters that a name tells more of: "the Westhaven | football club", "Westhaven West | district"."""
    shapes, lexicon = phrase.lang.mentions, phrase.lang.lexicon
    linking = shapes.stops | shapes.links | phrase.lang.people.function_words
    nouns: Part = []
    for word in behind[:_MOST_NOUNS]:
        if word.capital or word.lower in linking or shapes.no_noun.search(word.plain):
            break
        if word.plain not in lexicon.common_words and lexicon.kind_of_noun(word.plain) is None:
            break
        nouns.append(word)
    return nouns


def _told_to_be(phrase: Phrase, words: Part) -> int:
    """How many words before a name say what that is: "London-based human rights group | Reprieve"."""
    shapes = phrase.lang.mentions
    for place, word in enumerate(words[: _MOST_TOLD + 1]):
        if word.capital and not _TELLS_HOW.search(word.text):
            if place == 0 or words[place - 1].capital:
                return 0
            noun = words[place - 1]
            return place if _is_noun_of_body(phrase, noun) or noun.plain in shapes.giants else 0
        if word.lower in shapes.stops or word.possessive:
            return 0
    return 0


def _without_person(phrase: Phrase, run: Part) -> Part:
    """A body’s name without whose it is: "Prime Minister Ada Reed’s | Labour Party"; empty if a person is all of it."""
    titles = phrase.lang.lexicon.titles
    if not run or run[0].plain not in titles:
        return run
    whose = next((n for n, word in enumerate(run[:-1]) if word.possessive), None)
    return [] if whose is None else run[whose + 1 :]


def body_before(phrase: Phrase, words: Part) -> str | None:
    """The name that a role begins with, or has behind what tells of the role: "FBI | agent", "senior | White House | aide"."""
    start, lexicon, shapes = 0, phrase.lang.lexicon, phrase.lang.mentions
    while start < len(words) - 1 and _tells_of_role(phrase, words[start]):
        start += 1
    run = start
    while run < len(words) - 1 and _is_of_name(phrase, words, run):
        run += 1
    joins = [n for n in range(start, run) if words[n].lower in shapes.links_of_bodies]
    if joins and lexicon.organisation_words.isdisjoint(word.plain for word in words[start:run]):
        run = joins[0]  # "Senators Ada Reed | and Tom Hale"
    while start < run and _tells_whence(phrase, words[start]):
        start += 1  # "Oslo-based | Northgate", "Norwegian | Foreign Minister"
    if start + 1 < run and _is_place(phrase, words[start].text.rstrip(".")):
        if not _names_a_body(phrase, words[start + 1 : run]):
            run = start + 1  # "Tarn | Defence Secretary"
    party = next(
        (word.text for word in words[:-1] if word.capital and word.plain in lexicon.parties), None
    )
    if run == start or words[run].lower in shapes.links:
        return party
    while start < run and words[run - 1].plain in shapes.sides:
        run -= 1  # "Senate | Minority Leader"
    if run == start:
        return party
    named = phrase.words(words[start], words[run - 1])
    if party is not None and (party in named.split() or _is_place(phrase, named)):
        return party  # "Tarn | Republican | senator"
    return named if _names_a_body(phrase, words[start:run]) else party


def _names_a_body(phrase: Phrase, run: Part) -> bool:
    """Whether capitals before a role name a body: not "Defense | Secretary", "Research and Advocacy | Director"."""
    lexicon, last = phrase.lang.lexicon, run[-1].plain
    if not lexicon.common_words.issuperset(word.plain for word in run if word.capital):
        return run[-1].text not in phrase.lang.coreference.no_bodies  # "PhD | student"
    if len(run) == 1:
        if phrase.starts_sentence and run[0] is phrase.first and last not in lexicon.bodies:
            return False  # "Team | spokesman"
        noun = lexicon.kind_of_noun(last)
        body = noun is not None and noun[0] == "organisation"
        return last in lexicon.bodies or (body and last in lexicon.organisation_words)
    return last in lexicon.organisation_words


def _is_place(phrase: Phrase, name: str) -> bool:
    return phrase.lang.mentions.possessive.sub("", name).lower() in phrase.lang.lexicon.places


def _tells_of_role(phrase: Phrase, word: Word) -> bool:
    """Whether a word before a body's name tells of the role: "senior | White House | aide"."""
    shapes = phrase.lang.mentions
    opens = phrase.starts_sentence and word is phrase.first
    if opens and shapes.no_noun.search(word.lower):
        return True  # "Overworked"
    return word.lower in shapes.once or (word.lower if opens else word.text) in shapes.modifiers


def _tells_whence(phrase: Phrase, word: Word) -> bool:
    """Whether a word before a body's name, or a role, is none itself: "Norwegian", "Oslo-based", "Oscar-winning"."""
    if _TELLS_HOW.search(word.text):
        return True
    lexicon = phrase.lang.lexicon
    if word.plain in lexicon.parties:
        return False
    people = word.plain in phrase.lang.mentions.of_peoples
    return people or (
        word.capital and word.plain.endswith(lexicon.demonyms) and len(word.plain) > 4
    )


def _is_of_name(phrase: Phrase, words: Part, place: int) -> bool:
    """Whether a word goes on with a body's name: a capital that is no office, or what joins two: "Federation | of | Employees"."""
    word, shapes = words[place], phrase.lang.mentions
    if word.lower in shapes.links_of_bodies:
        last = place + 2 >= len(words)
        return place > 0 and words[place - 1].capital and words[place + 1].capital and not last
    office = word.plain in phrase.lang.lexicon.titles or word.plain in shapes.offices
    someone = phrase.lang.lexicon.kind_of_noun(word.plain) == ("person", False)
    return word.capital and not office and not someone


def body_of(phrase: Phrase, whose: Part) -> str | None:
    """The body that a name's own lead says one is of: "the Westhaven Herald’s", "NASA’s"; no person's."""
    if not whose or not whose[-1].possessive:
        return None
    words = whose[1:] if phrase.is_determiner(whose[0]) and len(whose) > 1 else whose
    name = phrase.name(words[0], words[-1])
    return without_the(name) if words[0].capital and is_body(phrase, name) else None


def body_led(phrase: Phrase, behind: str) -> str | None:
    """The body in a clause on who leads it: "heads the Alliance for Docks"."""
    clause = Phrase.of(behind, behind, starts_sentence=False, lang=phrase.lang)
    return body_named(clause, clause.parts[0][1:]) if clause is not None else None


def is_body(phrase: Phrase, name: str) -> bool:
    """Whether a name is a body's by what it is made of: a body's word, initials; or a known one, an outlet."""
    lexicon = phrase.lang.lexicon
    words = [word.strip(MARKS + ".,").lower() for word in name.split()]
    if name.lower() in lexicon.bodies or known_outlet(without_the(name)) is not None:
        return True
    if len(words) == 1:
        return _INITIALS.fullmatch(name) is not None and words[0] not in lexicon.places
    noun = lexicon.kind_of_noun(words[-1])
    told = noun is not None and noun[0] in ("organisation", "outlet")
    return told or not lexicon.organisation_words.isdisjoint(words)
