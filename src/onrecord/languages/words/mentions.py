"""What the parser of source spans asks: the words that names, titles and descriptions are made of."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.languages.section import Pattern, Section

__all__ = ["Bodies", "Mentions", "People"]


class Mentions(Section):
    """The words of a source span.

    Attributes:
        particles: inside names, in lower case.
        links: inside a body's name.
        determiners: before a noun.
        pronouns: all that may be a source.
        initials: of bodies, in capitals, that are pronouns in small letters: "WHO".
        relative: where a relative clause begins.
        quantities: of no certain number.
        every: of a whole group: "all".
        party_mark: "(D-Ohio)".
        quoted_title: a title in marks behind whose it is.
        possessive: the ending.
        reflexive: a pronoun behind its noun.
        stray_end: what machine translation and a span cut too late leave behind a source: "the president They".
        family_names: nouns that are family names too.
        family_names_of_bodies: nouns for bodies that are family names too, behind a given name or a title.
        partitives: before "of" and a group.
        clause: a relative clause that tells whom a description is of.
        told_more: what stands behind a comma and tells more of one already described.
        courtesy: titles that are no role.
        agent: a trade by its suffix, group 1 its plural.
        stops: words that end a head noun's phrase.
        participle: the ending of a verb that takes an object behind the noun.
        alias: whom a description names at its end: "the base chief known as Bob".
        gives_name: in a relative clause, by which name one goes: "who gave his name as Tom", group 1 the name.
        aged: a word that tells how old one is: "35-year-old".
        example: of whom a group's description names some: "critics such as Ada Reed".
        examples: before those that are named of a group.
        outlet_noun: behind an outlet's name, what it is: "newspaper".
        account: a page or account somewhere: "noun", and whose that is: "owner".
        post_nominals: what stands behind a name in capitals: "MP", "OBE".
        memberships: those among them that are offices.
        no_noun: endings of words that are mostly no nouns: "overworked", "speaking".
        articles: the, a, an.
        definite: determiners that point back.
        no_counts: numbers that count nobody: "one of them", "a couple".
        amount: behind a number that counts nobody: "%".
        heads: the verb of one who leads a body, behind a relative pronoun, with what it stands before.
        own_endings: pronouns that end as a possessive does.
        owners: what says whose something is, with the pronoun that means the same one.
        pronouns_of_person, pronouns_of_people, plural_pronouns: of one, of several.
        of, one, and_: these words.
        origin: before the place that a person comes from.
        made_by: behind a body's name, what tells of whom it comes: "launched by".
        based: ends a word before a name that tells where it is from: "Oslo-based".
        links_of_bodies: inside a body's name, and no person's.
        at: before the body that a person works for.
        before_body: the same, and "of".
        offices: of whom a name follows that of what they head: "director of Trade Ada Reed".
        offices_for: those among them that are so "for" something: "minister for Trade Ada Reed".
        on_behalf: behind which somebody else is named: "press secretary for Gov. Ada Reed".
        sides: words for the sides of a parliament, which are no bodies: "Senate Minority Leader".
        short_titles: titles that are written short and are no part of other names.
        once: between a preposition and a title: "for former President Ada Reed".
        modifiers: in small letters before the noun that says what one is: "senior policy adviser".
        of_peoples: adjectives of peoples that no ending tells, in lower case: "israeli".
        unaffiliated: nouns for persons of whom no body follows behind "of": "author", "victim".
        of_no_body: nouns for bodies of which one has to be no one in particular: "state senator".
        giants: nouns before a body's name that are else none of a body: "docks giant Northgate".
        fraternal: plurals that open a body's name: "Friends of the Harbour".
        before_a_people: what goes before a people's name, and is no common word.
        somewhere: prepositions of place.
        calling: what stands between a noun and the name of what it is: "called".
        no_issuer: before a name in a document's description that does not tell whose it is: "about", "since".
        filed: where a document was filed, what follows tells.
        issued: a document and of whom it is: "noun" and "issuer".
        aside: what a document's name does not hold: when it came out, who saw it.
    """

    particles: frozenset[str]
    links: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    initials: frozenset[str]
    relative: Pattern
    quantities: frozenset[str]
    every: frozenset[str]
    party_mark: Pattern
    quoted_title: Pattern
    possessive: Pattern
    reflexive: Pattern
    stray_end: Pattern
    family_names: frozenset[str]
    family_names_of_bodies: frozenset[str]
    partitives: frozenset[str]
    clause: Pattern
    told_more: Pattern
    courtesy: frozenset[str]
    agent: Pattern
    examples: frozenset[str]
    outlet_noun: Pattern
    account: Pattern
    post_nominals: frozenset[str]
    memberships: frozenset[str]
    stops: frozenset[str]
    participle: Pattern
    alias: Pattern
    gives_name: Pattern
    aged: Pattern
    example: Pattern
    no_noun: Pattern
    articles: frozenset[str]
    definite: frozenset[str]
    no_counts: frozenset[str]
    amount: Pattern
    heads: Pattern
    own_endings: frozenset[str]
    owners: Mapping[str, str]
    pronouns_of_person: frozenset[str]
    pronouns_of_people: frozenset[str]
    plural_pronouns: frozenset[str]
    of: str
    one: str
    and_: str
    origin: frozenset[str]
    made_by: Pattern
    based: Pattern
    links_of_bodies: frozenset[str]
    at: frozenset[str]
    before_body: frozenset[str]
    offices: frozenset[str]
    offices_for: frozenset[str]
    on_behalf: frozenset[str]
    sides: frozenset[str]
    short_titles: frozenset[str]
    once: frozenset[str]
    modifiers: frozenset[str]
    of_peoples: frozenset[str]
    unaffiliated: frozenset[str]
    of_no_body: frozenset[str]
    giants: frozenset[str]
    fraternal: frozenset[str]
    before_a_people: frozenset[str]
    somewhere: frozenset[str]
    calling: frozenset[str]
    no_issuer: frozenset[str]
    filed: frozenset[str]
    issued: Pattern
    aside: Pattern

    @property
    def works_at(self) -> frozenset[str]:
        """Before the body that a person works for, and nobody he speaks for."""
        return self.at - self.on_behalf


class People(Section):
    """Full names of persons.

    Attributes:
        name: two to five capitalised words.
        function_words: capitalised only where they open a sentence.
        suffixes: behind a family name.
        spouse: the first of a couple, before the other's name.
        apposed: behind a name and an age, what may say who that is: "who", up to the next mark.
        is_one: behind a name, that it is of one who is something: "who", likewise.
        no_more: behind a name, that nothing goes on with it: a mark, a relative clause.
        anyone: nouns that say of nobody what he is: "man".
        campaign: a campaign with whose it is.
        campaign_noun: the noun for one.
        campaign_filler: words between owner and noun.
        spellings: nouns that are spelt in several ways, as a regular expression.
        article: before a body's name.
        of_what: behind the head noun of a body's name, as a regular expression: "of Foreign Affairs".
        families_first: family names that stand before the given one, in lower case.
    """

    name: Pattern
    function_words: frozenset[str]
    suffixes: frozenset[str]
    spouse: Pattern
    apposed: Pattern
    is_one: Pattern
    no_more: Pattern
    anyone: frozenset[str]
    campaign: Pattern
    campaign_noun: str
    campaign_filler: Pattern
    spellings: Mapping[str, str]
    article: Pattern
    of_what: str
    families_first: frozenset[str]


class Bodies(Section):
    """Names of bodies.

    Attributes:
        name: two capitalised words or more, with the small words between them.
        article: before a name, and no part of it.
        listed: names that are lists, as "name", with an acronym behind them as "short".
        alone: nouns by which one body goes alone, whatever others are named: "the Senate"; in lower case.
        joins: what joins two names.
        suffixes: what a short name leaves away: "Corp", "Airlines"; in lower case.
        aliases: short names that are no part of the full one, with what that ends in.
        told_to_be: where a text says what a body is, as regular expressions with NOUN for that: its "name".
    """

    name: Pattern
    article: Pattern
    told_to_be: tuple[str, ...]
    listed: tuple[Pattern, ...]
    alone: frozenset[str]
    joins: Pattern
    suffixes: frozenset[str]
    aliases: Mapping[str, str]
