"""What the sieves that tell who is meant ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from onrecord.languages.section import Pattern, Section

__all__ = ["Coreference"]


class Coreference(Section):
    """Who is meant.

    Attributes:
        kept_titles: titles that stay with a family name alone.
        possessive_pronoun: at the beginning of a description.
        bodies: bodies and works that go by their kind once their name was given.
        press: outlets by what they are: "the newspaper" is one that was named.
        works: of writers and makers, by kind.
        kinds_of_body: nouns for bodies by what they are: a council is no company, whatever either is called.
        told_first: a content that begins with a name and goes on, group 1 its last word.
        related: behind a name and its comma, one who is what he is to somebody spoken of before: "his old rival".
        kin_named: "Her husband, Ron, …", groups ``kin`` and ``name``.
        no_bodies: initials that are no body.
        number_words: as a regular expression.
        one_of: "one of the …", group 1 the group.
        acronym: "the FBI", group 1 the initials.
        pair_genders: a noun's gender that a person of a pair cannot have.
        pair: words that mean two.
        joined: two names with "and" between.
        pair_bodies: bodies that are named side by side; "both sides" and "the two campaigns" are not named so.
        offices: nouns for those who hold one, of whom a text tells that when it names them.
        concerned: nouns for those whom an affair befalls: whoever is named and told to be something else is none of them.
        unnamed_heads: people who speak without a name: "the source" is one of these again, not the last one named.
        owner: whose a thing is.
        strangers: who is told of at length without a name.
        alone: a given name that is a subject, alone.
        genders: of pronouns.
        speaker: of the speaker.
        pointing: at bodies and groups.
        addressed: pronouns of whoever reads or hears it, who is nobody in particular: "you".
        relative: pronouns.
        relative_of_things: those among them that mean no person: "which".
        leads: nouns that stand for several offices: of "leader" president and prime minister.
        adds: a cue by which a speaker goes on.
        subject: a group that opens a content, group 1.
        from_body: "From the ministry," before "they said", group 1.
        kin: nouns of kinship with the gender, empty for either.
        sources: the word for unnamed sources by themselves.
        they, it: these words.
        question, answer: the labels of an interview's turns.
        subject_pronouns: of persons.
        owner_genders: of pronouns that say whose something is.
        campaign: the noun for one.
        officers: who speak for a body, and say "we" for it.
        whoever: before a relative pronoun, who is told by the clause alone.
        whose: makes "Reed’s campaign" of name and noun.
        bare: what a description begins with that tells nothing: an article, a number.
        pointing_articles: the, those, these, before a group.
        of_the: "of the", and what is the same without the article.
        told_of: makes of a noun a pattern for one who is told of: "a woman", "the woman".
        between: stands between a name and the pronoun that repeats it.
        phrase: the noun phrase that ends a clause, group 1.
        phrase_before: what belongs to a noun of the words that end before it, group ``phrase``.
        phrase_behind: what belongs to it of the words behind it.
        pair_pointing: words for two that were spoken of.
        pair_articles: stand before the first of two names and are no part of it.
        single: a family name alone.
        lead: words before a name in a sentence's subject.
        no_lead: words that such a subject does not hold.
        capitals: a run of capitalised words, with the small ones inside a name.
        list_break: between the names of a list; list_and: the "and" of one; list_opening: before its first.
        apposition: how a piece of a list begins that tells of the name before it.
        followers: how one begins that names nobody: "his team", "others".
        listed: makes a list of names.
    """

    kept_titles: frozenset[str]
    possessive_pronoun: Pattern
    bodies: frozenset[str]
    press: frozenset[str]
    works: frozenset[str]
    kinds_of_body: Mapping[str, str]
    told_first: Pattern
    related: Pattern
    kin_named: Pattern
    no_bodies: frozenset[str]
    number_words: str
    one_of: Pattern
    acronym: Pattern
    pair_genders: Mapping[str, frozenset[str]]
    pair: Pattern
    joined: Pattern
    pair_bodies: frozenset[str]
    offices: frozenset[str]
    concerned: frozenset[str]
    unnamed_heads: frozenset[str]
    owner: Pattern
    strangers: Mapping[str, str]
    alone: Pattern
    genders: Mapping[str, str]
    speaker: frozenset[str]
    pointing: frozenset[str]
    addressed: frozenset[str]
    relative: frozenset[str]
    relative_of_things: frozenset[str]
    leads: Mapping[str, tuple[str, ...]]
    adds: Pattern
    subject: Pattern
    from_body: Pattern
    kin: Mapping[str, str]
    sources: str
    they: str
    it: str
    question: str
    answer: str
    subject_pronouns: frozenset[str]
    owner_genders: Mapping[str, str]
    campaign: str
    officers: frozenset[str]
    whoever: frozenset[str]
    whose: Callable[[str, str], str]
    bare: Pattern
    pointing_articles: Pattern
    of_the: tuple[str, str]
    told_of: Callable[[str], Pattern]
    between: frozenset[str]
    phrase: Pattern
    phrase_before: Pattern
    phrase_behind: Pattern
    pair_pointing: tuple[str, ...]
    pair_articles: Pattern
    single: Pattern
    lead: Pattern
    no_lead: frozenset[str]
    capitals: Pattern
    list_break: Pattern
    list_and: Pattern
    list_opening: Pattern
    apposition: Pattern
    followers: Pattern
    listed: Callable[[Sequence[str]], str]
