"""Role and affiliation in a description of a person."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.languages import Words
from onrecord.records import SourceKind
from onrecord.sources.mentions.phrase import MARKS, Part, Phrase, Word

__all__ = ["is_role", "role_of", "role_only"]


def role_of(phrase: Phrase, part: Part) -> tuple[str | None, str | None]:
    """Role and affiliation: "the company’s director", "director of the Institute", "FBI agent"."""
    words, affiliation = _without_owner(phrase, part)
    if not words:
        return None, affiliation
    role = phrase.words(words[0], words[-1]).strip(MARKS + " ")
    before = _body_before(phrase, words) if affiliation is None else None
    if before is not None and role.startswith(before) and len(before.split()) == len(words) - 1:
        return role, before  # "Federation of Dock Workers | President"
    for place in _prepositions(phrase, words) if affiliation is None else ():
        affiliation = _body_behind(phrase, words[place + 1 :])
        if affiliation is None:
            continue  # "professor | of physics | at the University of Tarn"
        if words[place].lower in phrase.lang.mentions.at:
            role = phrase.words(words[0], words[place - 1])
        break
    return role, affiliation or before


def _without_owner(phrase: Phrase, part: Part) -> tuple[Part, str | None]:
    """The words without a determiner, and without whose it is: "the company’s | director"."""
    words = list(part)
    if words and phrase.is_determiner(words[0]) and not words[0].possessive:
        words = words[1:]
    for place, word in enumerate(words[:-1]):
        if word.lower in phrase.lang.mentions.stops:
            break  # "head of Reed’s office"
        if word.possessive:
            return words[place + 1 :], phrase.name(words[0], word)
    return words, None


def _prepositions(phrase: Phrase, words: Part) -> Iterator[int]:
    """The places of prepositions behind which a body may stand."""
    for place, word in enumerate(words[1:-1], start=1):
        if word.lower in phrase.lang.mentions.before_body:
            yield place


def _body_behind(phrase: Phrase, tail: Part) -> str | None:
    """The name that words behind a preposition begin with."""
    while tail and phrase.is_determiner(tail[0]):
        tail = tail[1:]
    if not tail or not tail[0].capital:
        return None
    links = phrase.lang.mentions.links
    ends = (n for n, word in enumerate(tail) if not (word.capital or word.lower in links))
    return phrase.name(tail[0], tail[next(ends, len(tail)) - 1])


def _body_before(phrase: Phrase, words: Part) -> str | None:
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
    named = [word.plain for word in words[start:run]]
    if not named or words[run].lower in shapes.links:
        return None
    if lexicon.common_words.issuperset(named) and lexicon.organisation_words.isdisjoint(named):
        return None  # "Defense | Secretary", "Adjunct | Professor"
    return phrase.words(words[start], words[run - 1])


def _tells_of_role(phrase: Phrase, word: Word) -> bool:
    """Whether a word before a body's name tells of the role: "senior | White House | aide"."""
    shapes = phrase.lang.mentions
    opens = phrase.starts_sentence and word is phrase.first
    return word.lower in shapes.once or (word.lower if opens else word.text) in shapes.modifiers


def _is_of_name(phrase: Phrase, words: Part, place: int) -> bool:
    """Whether a word goes on with a body's name: a capital that is no office, or what joins two: "Federation | of | Employees"."""
    word, shapes = words[place], phrase.lang.mentions
    if word.lower in shapes.links_of_bodies:
        last = place + 2 >= len(words)
        return place > 0 and words[place - 1].capital and words[place + 1].capital and not last
    office = word.plain in phrase.lang.lexicon.titles or word.plain in shapes.offices
    return word.capital and not office


def is_role(role: str, kind: SourceKind | None, lang: Words) -> bool:
    """Whether words say what a source is: not "of the protesters", "Reed’s", "36%", "she and her husband";
    nor of a person what only a body, a work or a place is: "a London-based firm"; nor what tells of a noun that is not
    there.
    """
    words = [word.strip(" ,.;:" + MARKS) for word in role.split()]
    shapes, lexicon = lang.mentions, lang.lexicon
    if not words or words[0].lower() in shapes.stops or not any(char.isalpha() for char in role):
        return False
    said = [word.strip(" ,.;:" + MARKS) for word in (role_only(role, lang) or "").split()]
    if not shapes.pronouns.isdisjoint(said) or shapes.possessive.search(words[-1]):
        return False
    noun = lexicon.kind_of_noun(said[-1].rpartition("-")[2])
    last = said[-1].lower()
    if noun is None and (last in shapes.once or last in shapes.modifiers):
        return False  # "former"
    return kind != "person" or noun is None or noun[0] != "organisation"


def role_only(role: str | None, lang: Words) -> str | None:
    """A group's role without what follows it: "officials familiar with the talks" → officials."""
    if role is None:
        return None
    words = role.split()
    for place, word in enumerate(words):
        if place and word.lower() in lang.mentions.stops:
            return " ".join(words[:place])
    return role
