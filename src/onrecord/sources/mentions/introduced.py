"""What an article says of a person beside the name, whether that is a source there or not: "singer Ally Brooke spoke",
"Owen Dempsey, a chest doctor at the Royal Infirmary, came", "a letter to the head of the board, Ada Reed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.languages import Words
from onrecord.sources.mentions.affiliations import body_of
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.parse import parse
from onrecord.sources.mentions.people import FullName
from onrecord.sources.mentions.phrase import Part, Phrase, Word

__all__ = ["introductions"]

_REACH = 160  # code points beside a name that are looked at
_MOST = 9  # words right before a name
#: Words with nothing but a space between them, up to the name.
_LEAD = re.compile(r"(?:[\w’'&/.-]+ )+$")
#: Before a name and its comma, from the mark before on.
_BEFORE = re.compile(r"(?:^|[,;:()“”\"—–\n.] ?)(?P<who>[^,;:()“”\"—–\n]{3,140}), $")


def introductions(text: str, full: FullName, lang: Words) -> Iterator[Mention]:
    """A name where it stands, with what is said of who that is: right before it, behind its comma, before one.

    Args:
        text: of the article.
        full: the name.
        lang: its language.
    """
    before = text[max(full.start - _REACH, 0) : full.start]
    behind = text[full.end : full.end + _REACH]
    if lead := _lead(before, lang):
        yield parse(f"{lead} {full.name}", lang)
    for form in (lang.people.apposed, lang.people.is_one):
        match = form.match(behind)
        if match is not None and _says_who(match["who"], lang):
            yield parse(f"{full.name}, {match['who']}", lang)
    match = _BEFORE.search(before)
    if match is not None and lang.people.no_more.match(behind):
        if who := _last_that_says(match["who"], lang):
            yield parse(f"{full.name}, {who}", lang)


def _lead(before: str, lang: Words) -> str | None:
    """The words right before a name that say what one is."""
    match = _LEAD.search(before)
    phrase = match and Phrase.of(match[0], match[0], starts_sentence=False, lang=lang)
    if not phrase:
        return None
    words = phrase.parts[-1][-_MOST:]
    while words and words[-1].plain in lang.mentions.courtesy:
        words = words[:-1]  # "longtime physician Dr. Harold Reed"
    begin = len(words) - 1
    if begin < 0:
        return None
    if words[begin].possessive:
        return _whose(phrase, words)
    if not _is_person(words[begin], lang):
        begin -= 2  # "director of communications Craig Oliver"
        office = begin >= 0 and words[begin].plain in lang.mentions.offices
        if not office or words[begin + 1].lower != lang.mentions.of:
            return None
    while begin and (_tells(words[begin - 1], lang) or _joins_offices(words, begin - 1, lang)):
        begin -= 1
    return phrase.words(words[begin], words[-1])


def _whose(phrase: Phrase, words: Part) -> str | None:
    """The body that a name's own lead says one is of: "the Harbour Board’s Ada Reed"."""
    begin = len(words) - 1
    while begin and words[begin - 1].capital and not words[begin - 1].possessive:
        begin -= 1
    run = words[begin:]
    return phrase.words(run[0], run[-1]) if body_of(phrase, run) is not None else None


def _joins_offices(words: Part, place: int, lang: Words) -> bool:
    """As in "founder | and | former chief executive": of one person, by no "the" before the second."""
    return (
        place > 0
        and words[place].lower == lang.mentions.and_
        and _is_person(words[place - 1], lang)
    )


def _is_person(word: Word, lang: Words) -> bool:
    if word.plain in lang.mentions.courtesy or word.possessive or _ends_sentence(word, lang):
        return False
    noun = lang.lexicon.kind_of_noun(word.plain.rpartition("-")[2])
    return noun == ("person", False) or word.plain in lang.lexicon.titles


def _ends_sentence(word: Word, lang: Words) -> bool:
    short = word.plain in lang.mentions.short_titles or "." in word.text[:-1]
    return word.text.endswith(".") and not short


def _tells(word: Word, lang: Words) -> bool:
    """Whether a word before a noun may tell more of who that is."""
    shapes = lang.mentions
    if _ends_sentence(word, lang):
        return False
    if word.plain in shapes.modifiers:
        return True
    for no_part in (lang.people.function_words, shapes.determiners, shapes.stops):
        if word.lower in no_part:
            return False
    known = lang.lexicon.kind_of_noun(word.plain) is not None
    return word.capital or word.possessive or "-" in word.text or known


def _says_who(words: str, lang: Words) -> bool:
    """Whether words are of one person and nothing else: "a chest doctor at the Royal Infirmary"; not "the mayor said"."""
    phrase = Phrase.of(words, words, starts_sentence=False, lang=lang)
    if phrase is None or len(phrase.parts) > 1:
        return False
    (part,) = phrase.parts
    head = phrase.head_of(part)
    if head is None or head.kind != "person" or head.plural or head.noun in lang.people.anyone:
        return False
    kind_of_noun, shapes = lang.lexicon.kind_of_noun, lang.mentions
    if len(part) == 1 and kind_of_noun(head.noun) is None:
        return False  # "however", which ends as a trade does
    place = max(n for n, word in enumerate(part) if word.plain == head.noun)
    first, behind = part[0], part[place + 1 : place + 2]
    if place and not (phrase.is_determiner(first) or _tells(first, lang)):
        return False
    if any(_is_of_others(word, lang) for word in part[: place + 1]):
        return False
    return all(word.lower in shapes.stops for word in behind)


def _is_of_others(word: Word, lang: Words) -> bool:
    """Whether a word before a noun shows that the noun is not of the one who is named: "whom", "lawyers and a | judge"."""
    shapes = lang.mentions
    if word.lower in shapes.determiners:
        return False
    if word.lower in shapes.pronouns or word.lower in shapes.stops:
        return True
    return lang.lexicon.kind_of_noun(word.plain) == ("person", True)


def _last_that_says(clause: str, lang: Words) -> str | None:
    """The shortest end of a clause that says who one is: "a letter to | the head of the board"."""
    phrase = Phrase.of(clause, clause, starts_sentence=False, lang=lang)
    if phrase is None:
        return None
    words = phrase.parts[-1]
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        owner = word.possessive and not (place and words[place - 1].capital)
        if not (phrase.is_determiner(word) or owner or (not place and _tells(word, lang))):
            continue
        who = phrase.words(words[place], words[-1])
        if _says_who(who, lang):
            return who
    return None
