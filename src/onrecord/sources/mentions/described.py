"""Source spans that describe: "two officials", "the report", "his aides"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.records import SourceKind
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.phrase import MARKS, Head, Part, Phrase, Word, clean_name
from onrecord.sources.mentions.roles import role_of, role_only

__all__ = ["described"]

_BORDER = re.compile(r"[,;:]\s|\s[—–(-]|[,;:]$")


def described(phrase: Phrase) -> Mention:
    """A source that is described, not named; knows every phrase."""
    return next(
        found
        for form in (_some_people, _titled_work, _known_as, _without_head, _with_head)
        if (found := form(phrase)) is not None
    )


def _some_people(phrase: Phrase) -> Mention | None:
    """As in "Many Mexicans"."""
    part = phrase.parts[0]
    quantity = len(part) == 2 and part[0].lower in phrase.lang.mentions.quantities
    if quantity and part[1].capital and part[1].text.endswith("s"):
        return Mention(phrase.text, kind="people", plural=True)
    return None


def _titled_work(phrase: Phrase) -> Mention | None:
    """As in "Reed’s “The Long Road”"."""
    title = phrase.lang.mentions.quoted_title.match(phrase.core)
    if title is None:
        return None
    owner = clean_name(title[1])
    return Mention(phrase.text, name=phrase.core.strip(), kind="document", affiliation=owner)


def _known_as(phrase: Phrase) -> Mention | None:
    """As in "the base chief known as Bob"."""
    head = phrase.head_of(phrase.parts[0])
    alias = phrase.lang.mentions.alias.search(phrase.core)
    if alias is None or head is None or head.kind != "person":
        return None
    role = phrase.core[phrase.first.end : alias.start()].strip()
    return Mention(
        phrase.text,
        name=alias[1],
        head=phrase.lang.lexicon.singular(head.noun),
        kind="person",
        role=role_only(role, phrase.lang),
    )


def _without_head(phrase: Phrase) -> Mention | None:
    """Words among which no noun is known: a name of an unknown kind, or nothing to go by."""
    part = phrase.parts[0]
    if phrase.head_of(part) is not None:
        return None
    if all(word.capital for word in part if word.text not in MARKS):
        return Mention(phrase.text, name=clean_name(phrase.core).strip(MARKS + "& ") or None)
    return Mention(phrase.text, definite=_is_definite(phrase), possessor=_owner(phrase))


def _with_head(phrase: Phrase) -> Mention | None:
    part = phrase.parts[0]
    head = phrase.head_of(part)
    if head is None:
        return None
    joined = f" {phrase.lang.mentions.and_} " in f" {phrase.core} "
    plural = head.plural or (joined and phrase.first.lower not in phrase.lang.mentions.articles)
    final: SourceKind = "people" if head.kind == "person" and plural else head.kind
    role = affiliation = None
    if head.kind in ("person", "people"):
        role, affiliation = _role_of_people(phrase, head)
    return Mention(
        phrase.text,
        name=_name(phrase, final),
        head=phrase.lang.lexicon.singular(head.noun),
        kind=final,
        plural=plural,
        definite=_is_definite(phrase),
        role=role,
        affiliation=_issuer(phrase) if final == "document" else affiliation,
        possessor=_owner(phrase),
    )


def _role_of_people(phrase: Phrase, head: Head) -> tuple[str | None, str | None]:
    lexicon, shapes = phrase.lang.lexicon, phrase.lang.mentions
    if any(word.text[:1].isdigit() and phrase.is_amount(word) for word in phrase.opening):
        return None, None  # "68 per cent of voters"
    named = next(
        (n for n, word in enumerate(phrase.parts[0]) if word.lower in shapes.examples), None
    )
    words = [
        word
        for word in phrase.parts[0][:named]  # "critics | like Ada Reed"
        if not word.text.isdecimal()
        and word.lower not in lexicon.numbers
        and word.lower not in shapes.quantities
        and word.lower not in shapes.every
    ]
    role, affiliation = role_of(phrase, words)
    role = role_only(role, phrase.lang)
    singular = lexicon.singular(head.noun)
    party = singular in lexicon.parties
    if head.kind == "people" or head.noun in lexicon.parties or party:
        role = None
        affiliation = affiliation or (phrase.core.split()[-1] if party else None)
    return role, affiliation or _owner(phrase)


def _is_definite(phrase: Phrase) -> bool:
    return phrase.first.lower in phrase.lang.mentions.definite


def _owner(phrase: Phrase) -> str | None:
    """Whose it is, without a determiner."""
    part = phrase.parts[0]
    place = next((n for n, word in enumerate(part[:-1]) if word.possessive), None)
    if place is None or any(word.lower in phrase.lang.mentions.stops for word in part[:place]):
        return None  # "crowds outside Reed’s restaurant"
    possessor = part[place]
    owner = phrase.name(phrase.first, possessor)
    words = owner.split()
    determined = words and words[0].lower() in phrase.lang.mentions.determiners
    return " ".join(words[1:]) if determined else owner


def _name(phrase: Phrase, kind: SourceKind) -> str | None:
    """The proper name in a description: of a body, an outlet, a document, or of one of a group."""
    if kind == "people":
        example = phrase.lang.mentions.example.match(phrase.text)
        return example[0] if example is not None else None
    if kind not in ("organisation", "outlet", "document"):
        return None
    part, first = phrase.parts[0], phrase.first
    proper = _proper(phrase)
    if not proper or (kind == "document" and _is_filed_somewhere(phrase, proper)):
        return None
    start = first if _leads(phrase, proper[0]) else proper[0]
    if kind == "document":
        return _document_name(phrase, start)
    if kind == "organisation" and (
        _is_of_another(phrase, start) or _is_of_a_people(phrase, proper)
    ):
        return None
    noun = phrase.lang.lexicon.kind_of_noun(first.plain) is not None and phrase.starts_sentence
    if _is_somewhere(phrase, proper[0] if noun else start):
        return None
    return phrase.words(start, part[-1])


def _document_name(phrase: Phrase, start: Word) -> str | None:
    """By whose it is: "CNN poll", of "a CNN poll this week" and of "a poll by CNN" too.

    None where the name behind the noun is not the issuer's: such a one goes by its description.
    """
    shapes = phrase.lang.mentions
    issued = shapes.issued.fullmatch(phrase.core)
    if issued is not None:
        return f"{clean_name(issued['issuer'])} {issued['noun']}"
    found = _head(phrase)
    if found is not None and found[1].start < start.start:
        return None
    return shapes.aside.sub("", _BORDER.split(phrase.core[start.start :])[0])


def _leads(phrase: Phrase, name: Word) -> bool:
    """Whether the first word opens a name, and the sentence: "Court of Tarn judges"; not "Leaked mails by Reed"."""
    before = [word for word in phrase.parts[0] if word.start < name.start]
    links = phrase.lang.mentions.links
    return not phrase.is_determiner(phrase.first) and all(
        word.capital or word.lower in links for word in before
    )


def _is_of_another(phrase: Phrase, name: Word) -> bool:
    """Whether a name behind a body's noun is another one's: "the committee probing the Tarn riots", and not
    "the charity Northgate Trust"; or the noun is of many: "some Norwegian companies".
    """
    found = _head(phrase)
    if found is None:
        return False
    head, noun = found
    if noun.start < name.start:
        linking = phrase.lang.mentions.calling | phrase.lang.mentions.before_body
        return any(
            noun.start < word.start < name.start
            and word.lower not in linking
            and not phrase.is_determiner(word)
            for word in phrase.parts[0]
        )
    return head.plural and not noun.capital


def _is_of_a_people(phrase: Phrase, proper: Part) -> bool:
    """Whether a body is told by its people and what every such body is: "the Norwegian company"; not "the Norwegian army"."""
    found, lexicon = _head(phrase), phrase.lang.lexicon
    people = all(
        word.plain.endswith(lexicon.demonyms) or word.plain in phrase.lang.mentions.of_peoples
        for word in proper
    )
    return people and found is not None and found[0].noun in phrase.lang.coreference.bodies


def _head(phrase: Phrase) -> tuple[Head, Word] | None:
    """The head noun of a description, and the first word that is it."""
    head = phrase.head_of(phrase.parts[0])
    if head is None:
        return None
    return next(((head, word) for word in phrase.parts[0] if word.plain == head.noun), None)


def _proper(phrase: Phrase) -> Part:
    """Words that are capitalised, and not for opening a sentence."""
    skipped = phrase.lang.mentions.determiners | phrase.lang.mentions.quantities
    return [
        word
        for place, word in enumerate(phrase.parts[0])
        if word.capital
        and not (place == 0 and phrase.starts_sentence)
        and word.lower not in skipped
    ]


def _is_filed_somewhere(phrase: Phrase, proper: Part) -> bool:
    """As in "the complaint filed in Manhattan federal court": the name says where, not whose it is."""
    part, filed = phrase.parts[0], phrase.lang.mentions.filed
    place = next((n for n, word in enumerate(part) if word.lower in filed), None)
    return place is not None and all(word in part[place + 1 :] for word in proper)


def _is_somewhere(phrase: Phrase, name: Word) -> bool:
    """As in "authorities in Oslo", "local media in Norway": the name says where."""
    before = [word for word in phrase.parts[0] if word.start < name.start]
    head = phrase.head_of(before) if before else None
    stops = [word for word in before if word.lower in phrase.lang.mentions.stops]
    return head is not None and bool(stops) and stops[-1].lower in phrase.lang.mentions.somewhere


def _issuer(phrase: Phrase) -> str | None:
    """Whose a document is: its owner, else the first capitalised words of its description."""
    opens: Callable[[Word], bool] = lambda word: word is phrase.first and phrase.starts_sentence  # noqa: E731
    return _owner(phrase) or next(
        (
            phrase.words(first, last)
            for first, last in _runs(phrase)
            if not opens(first) and not _tells_when_or_where(phrase, first, last)
        ),
        None,
    )


def _tells_when_or_where(phrase: Phrase, first: Word, last: Word) -> bool:
    """Whether a name in a document's description is none of whose it is: "a poll since Ada Reed left", "a study in Norway"."""
    before = [word.lower for word in phrase.parts[0] if word.start < first.start]
    while before and before[-1] in phrase.lang.mentions.determiners:
        before.pop()
    link = before[-1] if before else ""
    if link in phrase.lang.mentions.somewhere:
        return phrase.name(first, last).lower() in phrase.lang.lexicon.places
    return link in phrase.lang.mentions.no_issuer


def _runs(phrase: Phrase) -> list[tuple[Word, Word]]:
    """Capitalised words that stand side by side: the first and last of each run."""
    runs: list[tuple[Word, Word]] = []
    for word in phrase.parts[0]:
        if not word.capital or phrase.is_determiner(word):
            continue
        if runs and runs[-1][1].end + 1 >= word.start:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs
