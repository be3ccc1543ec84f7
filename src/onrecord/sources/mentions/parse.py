"""The words of a source span, taken apart: name, titles, role, affiliation, number, kind.

Rules over word shapes and lists of head nouns: what a source span looks like in news is narrow
("NAME, the ROLE of BODY,", "BODY ROLE NAME", "two ROLEs familiar with …", "the DOCUMENT"). Each
form is a function from a phrase to a mention or none; the first that knows the phrase decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from onrecord.languages import Words
from onrecord.records import SourceKind
from onrecord.sources.mentions.affiliations import body_led
from onrecord.sources.mentions.described import described
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.named import listed_body, named_last, named_part, outlet
from onrecord.sources.mentions.phrase import Phrase

__all__ = ["parse"]

_LONGEST = 1_000  # code points of a source span that are looked at


def parse(
    words: str, lang: Words, *, starts_sentence: bool = False, in_capitals: bool = False
) -> Mention:
    """Take a source span's words apart.

    Args:
        words: of the span.
        lang: its language.
        starts_sentence: whether its first word has its capital from standing first in a sentence.
        in_capitals: whether all the text is, so that "WHO" is no more than "who".
    """
    text = " ".join(words.split())[:_LONGEST]
    named = text in lang.mentions.initials and not in_capitals
    return _parsed(text, lang, starts_sentence, named)


@lru_cache(maxsize=4_096)  # the same few are named again and again, over articles too
def _parsed(words: str, lang: Words, starts_sentence: bool, is_named: bool) -> Mention:
    shapes = lang.mentions
    text = shapes.stray_end.sub("", words.strip(" ,;:—–-[]"))
    text = _without_possessive(shapes.reflexive.sub("", text), lang)
    if not is_named and (pronoun := _pronoun(text, lang)) is not None:
        return pronoun
    party = shapes.party_mark.search(text)
    without = shapes.party_mark.sub(",", text) if party else text
    core, behind = _cut_relative(without, lang)
    phrase = Phrase.of(text, core, starts_sentence=starts_sentence, lang=lang)
    if phrase is None:
        return Mention(text)
    mention = next((found for form in _FORMS if (found := form(phrase)) is not None), Mention(text))
    affiliation = mention.affiliation
    if party and mention.kind == "person" and affiliation is None:
        affiliation = (party[1] or party[2]).strip()
    given = shapes.gives_name.match(behind) if mention.name is None else None
    if given is not None and mention.kind in ("person", "people", None):
        mention = replace(mention, name=given[1], kind="person", plural=False)
    role = mention.role
    named = mention.name and mention.kind == "person"
    if named and shapes.heads.match(behind):
        role = role or behind
        affiliation = affiliation or body_led(phrase, behind)
    return replace(
        mention,
        description=shapes.told_more.sub("", _with_clause(core, without, lang)).strip(" ,;:—–-"),
        affiliation=affiliation,
        role=role,
        count=phrase.count() if mention.name is None else None,
    )


def _without_possessive(text: str, lang: Words) -> str:
    """Words without the ending that says whose something is, where they end in a noun: "a House Democrat’s | promise"."""
    determiner, _, rest = text.partition(" ")
    last = rest.rpartition(" ")[2]
    bare = lang.mentions.possessive.sub("", last)
    described = determiner.lower() in lang.mentions.determiners and bare != last
    noun = lang.lexicon.kind_of_noun(bare.lower()) if described else None
    return text[: len(text) - len(last) + len(bare)] if noun is not None else text


def _pronoun(text: str, lang: Words) -> Mention | None:
    lower = text.lower()
    own = lower in lang.mentions.own_endings
    bare = lower if own else lang.mentions.possessive.sub("", lower)
    word = next((one for one in (bare, lower) if one in lang.mentions.pronouns), None)
    if word is None:
        return None
    word = lang.mentions.owners.get(word, word)
    plural = word in lang.mentions.plural_pronouns
    kinds: dict[str, SourceKind] = {
        **dict.fromkeys(lang.mentions.pronouns_of_person, "person"),
        **dict.fromkeys(lang.mentions.pronouns_of_people, "people"),
    }
    return Mention(text, pronoun=word, kind=kinds.get(word), plural=plural, definite=True)


def _cut_relative(text: str, lang: Words) -> tuple[str, str]:
    match = lang.mentions.relative.search(text)
    if match is None or match.start() == 0:
        return text, ""
    behind = text[match.end() :].strip(" ,")
    # "NAME, who is 56, the ROLE": what stands behind a relative clause is rare; let it go.
    return text[: match.start()], behind


def _with_clause(core: str, text: str, lang: Words) -> str:
    """A description with the clause that tells whom it is of: "a member who supports the bill".

    Behind a comma a clause tells more of one already known; terms are told of elsewhere.
    """
    match = lang.mentions.clause.match(text, len(core))
    return core + match[1] if match is not None else core


def _partitive(phrase: Phrase) -> Mention | None:
    """As in "one of those advisers", "a trio of committees", "members of the panel" by what is behind."""
    shapes = phrase.lang.mentions
    words = [word for word in phrase.parts[0] if word.lower not in shapes.articles]
    if len(words) < 3 or words[1].lower != shapes.of or words[0].lower not in shapes.partitives:
        return None
    rest = parse(phrase.core[words[2].start :], phrase.lang)
    if rest.kind is None:
        return None
    one = words[0].lower == shapes.one
    kind: SourceKind = rest.kind
    if kind in ("person", "people"):
        kind = "person" if one else "people"
    if rest.name is not None and rest.kind == "person":
        return None
    return replace(rest, text=phrase.text, name=None, kind=kind, plural=not one, definite=False)


def _account(phrase: Phrase) -> Mention | None:
    """As in "the harbour board’s official Facebook page": whose it is speaks there."""
    match = phrase.lang.mentions.account.fullmatch(phrase.core)
    if match is None:
        return None
    owner = parse(match["owner"], phrase.lang)
    if owner.name is None:
        return None
    return replace(owner, text=phrase.text, head=match["noun"].lower())


def _common_noun(phrase: Phrase) -> Mention | None:
    """One word that opens a sentence: "Lawmakers", "Republicans", "Others" are no names."""
    (first, *more) = phrase.parts[0]
    if more or len(phrase.parts) > 1 or not first.capital or first.text.isupper():
        return None
    lexicon = phrase.lang.lexicon
    kind = lexicon.kind_of_noun(first.plain)
    if kind is None:
        return None
    noun = lexicon.singular(first.lower)
    if kind == ("person", False):
        # In a headline: "Lawmaker urges retaliation". But Baker and Judge are family names too.
        if not phrase.starts_sentence or noun in phrase.lang.mentions.family_names:
            return None
        return Mention(phrase.text, head=noun, kind="person", role=first.text)
    if not (kind[1] or kind[0] in ("people", "organisation")):
        return None
    final: SourceKind = "people" if kind[0] == "person" else kind[0]
    party = noun in lexicon.parties or (noun.endswith(lexicon.demonyms) and kind[0] != "person")
    no_role = party or final != "people" or kind[0] == "people"
    return Mention(
        phrase.text,
        head=noun,
        kind=final,
        plural=True,
        role=None if no_role or lexicon.kind_of_noun(noun) is None else first.text,
        affiliation=phrase.text if noun in lexicon.parties else None,
    )


_FORMS: tuple[Callable[[Phrase], Mention | None], ...] = (
    _account,
    outlet,
    listed_body,
    _partitive,
    _common_noun,
    named_last,
    named_part,
    described,
)
