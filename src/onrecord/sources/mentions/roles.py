"""Role and affiliation in a description of a person."""

from __future__ import annotations

from onrecord.languages import Words
from onrecord.records import SourceKind
from onrecord.sources.mentions.affiliations import body_before, body_behind, is_body
from onrecord.sources.mentions.phrase import MARKS, Part, Phrase

__all__ = ["is_role", "role_of", "role_only"]


def role_of(phrase: Phrase, part: Part) -> tuple[str | None, str | None]:
    """Role and affiliation: "the company’s director", "director of the Institute", "FBI agent"."""
    words, owner = _without_owner(phrase, part)
    if not words:
        return None, owner
    role = phrase.words(words[0], words[-1]).strip(MARKS + " ")
    if owner is not None:
        return role, None if _is_kin(phrase, words) else owner
    before = body_before(phrase, words)
    behind = body_behind(phrase, words)
    if behind is None and before is None and (whom := _on_whose_behalf(phrase, words)) is not None:
        return phrase.words(words[0], words[whom[0] - 1]), whom[1]
    works_there = behind is not None and words[behind[0]].lower in phrase.lang.mentions.works_at
    if works_there and before is not None and not is_body(phrase, before):
        before = None  # "Internet researcher | at | Reed Watch"
    if behind is not None and words[behind[0]].lower in phrase.lang.mentions.at:
        role = phrase.words(words[0], words[behind[0] - 1])
    if before is not None and (behind is None or before.lower() not in phrase.lang.lexicon.places):
        bare = role.removeprefix(before).lstrip()
        linked = not phrase.lang.mentions.stops.isdisjoint(before.lower().split())
        # "University of Tarn | professor" by the noun alone, lest it be a university.
        return bare if linked and bare.islower() else role, before
    return role, behind[1] if behind is not None else _kind_of_body(phrase, words)


def _goes_on_as_name(phrase: Phrase, behind: Part) -> int:
    """How many words behind an owner belong to its name: "Police Chiefs’ | Council | chairman"."""
    run = next((n for n, word in enumerate(behind) if not word.capital), 0)
    return run if run and behind[run - 1].plain in phrase.lang.lexicon.organisation_words else 0


def _is_kin(phrase: Phrase, words: Part) -> bool:
    """Whether words say how near one is to another, who is no body that one speaks for: "Reed’s | aunt"."""
    head = phrase.head_of(words)
    return head is not None and (
        head.noun in phrase.lang.coreference.kin or head.noun in phrase.lang.mentions.unaffiliated
    )


def _kind_of_body(phrase: Phrase, words: Part) -> str | None:
    """The noun of the body that a role is in: "a | company | spokesman", which one the article tells elsewhere."""
    kind_of_noun = phrase.lang.lexicon.kind_of_noun
    for place, word in enumerate(words[:-1]):
        if word.lower in phrase.lang.mentions.stops:
            return None
        opens = phrase.starts_sentence and word is phrase.first
        body = kind_of_noun(word.lower) == ("organisation", False) and (opens or not word.capital)
        if body and word.lower not in phrase.lang.mentions.of_no_body:
            told = any(kind_of_noun(further.plain) is not None for further in words[place + 1 :])
            return word.lower if told else None
    return None


def _on_whose_behalf(phrase: Phrase, words: Part) -> tuple[int, str] | None:
    """The place of a preposition among the words of a role, and the person behind a title there: "lawyer | for | Mr. Reed"."""
    shapes, titles = phrase.lang.mentions, phrase.lang.lexicon.titles
    links = shapes.on_behalf & shapes.before_body  # an adviser "to" somebody does not speak for him
    for place, word in enumerate(words[1:-1], start=1):
        if word.lower in links and words[place + 1].plain in titles:
            named = words[place + 1 :]
            ends = (n for n, one in enumerate(named) if not one.capital)
            run = named[: next(ends, len(named))]
            return (place, phrase.name(run[0], run[-1])) if len(run) > 1 else None
    return None


def _without_owner(phrase: Phrase, part: Part) -> tuple[Part, str | None]:
    """The words without a determiner, and without whose it is: "the company’s | director"."""
    words = list(part)
    if words and phrase.is_determiner(words[0]) and not words[0].possessive:
        words = words[1:]
    for place, word in enumerate(words[:-1]):
        if word.lower in phrase.lang.mentions.stops:
            break  # "head of Reed’s office"
        if word.possessive:
            further = _goes_on_as_name(phrase, words[place + 1 :])
            if further and word.capital:
                return words[place + 1 + further :], phrase.name(words[0], words[place + further])
            return words[place + 1 :], phrase.name(words[0], word)
    return words, None


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
    if all(shapes.aged.fullmatch(word.lower()) for word in words):
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
