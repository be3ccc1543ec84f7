"""The words of a language that attribution, sources and routes ask for, a section a rule's module.

A section holds patterns and word lists, nothing that decides. The section ``refusals`` is what
``attributions/rules/refusals.py`` asks; to add a language is to fill these in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from onrecord.languages.lexicon import Lexicon
from onrecord.languages.section import Section
from onrecord.languages.times import Times
from onrecord.records import Act, Channel

__all__ = [
    "Acts",
    "Anonymity",
    "Carriers",
    "Channels",
    "Continued",
    "Coreference",
    "Edges",
    "Implied",
    "Inverted",
    "Layout",
    "Lookalikes",
    "Mentions",
    "Outlets",
    "People",
    "Quotations",
    "Refusals",
    "Routes",
    "Sentences",
    "Statements",
    "Words",
]

Pattern: TypeAlias = re.Pattern[str]


class Sentences(Section):
    """Full stops that end no sentence.

    Attributes:
        abbreviated: words that end in such a stop, up to and with it.
    """

    abbreviated: Pattern


class Quotations(Section):
    """Titles in quotation marks.

    Attributes:
        lower_in_titles: words that stand in lower case in titles.
    """

    lower_in_titles: frozenset[str]


class Statements(Section):
    """What tells a cue's sense where the network's words do not.

    Attributes:
        passive: "was asked", "is expected", "reportedly": what stands before it is no source.
        speech: a word of speech, which tells a quotation in a quotation from a title.
        unconfirmed: neither confirmed nor denied.
    """

    passive: Pattern
    speech: Pattern
    unconfirmed: Pattern


class Edges(Section):
    """Where source, cue and content begin and end.

    Attributes:
        to_whom: a cue behind which "to" comes before who is spoken to.
        subject: pronouns that may be the subject before "neither".
        neither: the word at the end of a source.
        pronoun: a pronoun, by which a translation repeats a subject.
        subject_and_pronoun: a subject with that pronoun, in one span.
        opening: words that open a sentence before its subject.
        noun_phrase: a subject in full.
        adverb: one that stands between subject and pronoun.
        clause: words that begin a clause, which a subject does not hold.
    """

    to_whom: Pattern
    subject: Pattern
    neither: Pattern
    pronoun: Pattern
    subject_and_pronoun: Pattern
    opening: Pattern
    noun_phrase: Pattern
    adverb: Pattern
    clause: Pattern


class Layout(Section):
    """Dialogues and signatures.

    Attributes:
        spoken: pronouns of speech, which tell that a paragraph goes on with a turn.
        name: a name, as a regular expression.
        tells: verbs that a role behind a name does not have.
    """

    spoken: Pattern
    name: str
    tells: Pattern


class Lookalikes(Section):
    """Words of an attribution in another sense.

    Attributes:
        senses: pairs of patterns, for the end of a cue and the beginning of a content.
        falls: prices decline, turnout declined by a tenth.
    """

    senses: tuple[tuple[Pattern, Pattern], ...]
    falls: Pattern


class Refusals(Section):
    """Refusals to answer.

    Attributes:
        formula: a refusal in full.
        clause: where a clause begins before one.
        joined: what "and" joins to a further subject: "Apple and Google did not respond".
        who: a relative pronoun that ends a subject.
        no_source: words that are no one who could answer.
    """

    formula: Pattern
    clause: Pattern
    joined: Pattern
    who: Pattern
    no_source: Pattern


class Inverted(Section):
    """Statements whose subject comes last.

    Attributes:
        told: cue (group ``cue``), whom it was told (``to``) and subject (``source``).
    """

    told: Pattern


class Mentions(Section):
    """The words of a source span.

    Attributes:
        particles: inside names, in lower case.
        links: inside a body's name.
        determiners: before a noun.
        pronouns: all that may be a source.
        relative: where a relative clause begins.
        quantities: of no certain number.
        every: of a whole group: "all".
        party_mark: "(D-Ohio)".
        quoted_title: a title in marks behind whose it is.
        possessive: the ending.
        reflexive: a pronoun behind its noun.
        stray_end: what machine translation and a span cut too late leave behind a source: "the president They".
        family_names: nouns that are family names too.
        partitives: before "of" and a group.
        clause: a relative clause that tells whom a description is of.
        told_more: what stands behind a comma and tells more of one already described.
        courtesy: titles that are no role.
        agent: a trade by its suffix, group 1 its plural.
        stops: words that end a head noun's phrase.
        participle: the ending of a verb that takes an object behind the noun.
        alias: whom a description names at its end: "the base chief known as Bob".
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
    relative: Pattern
    quantities: frozenset[str]
    every: frozenset[str]
    party_mark: Pattern
    quoted_title: Pattern
    possessive: Pattern
    reflexive: Pattern
    stray_end: Pattern
    family_names: frozenset[str]
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
    made_by: re.Pattern[str]
    based: re.Pattern[str]
    links_of_bodies: frozenset[str]
    at: frozenset[str]
    before_body: frozenset[str]
    offices: frozenset[str]
    offices_for: frozenset[str]
    on_behalf: frozenset[str]
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


class Coreference(Section):
    """Who is meant.

    Attributes:
        kept_titles: titles that stay with a family name alone.
        possessive_pronoun: at the beginning of a description.
        bodies: bodies and works that go by their kind once their name was given.
        press: outlets by what they are: "the newspaper" is one that was named.
        works: of writers and makers, by kind.
        no_bodies: initials that are no body.
        number_words: as a regular expression.
        one_of: "one of the …", group 1 the group.
        acronym: "the FBI", group 1 the initials.
        pair_genders: a noun's gender that a person of a pair cannot have.
        pair: words that mean two.
        joined: two names with "and" between.
        pair_bodies: bodies that are named side by side; "both sides" and "the two campaigns" are not named so.
        offices: nouns for those who hold one, of whom a text tells that when it names them.
        unnamed_heads: people who speak without a name: "the source" is one of these again, not the last one named.
        owner: whose a thing is.
        strangers: who is told of at length without a name.
        alone: a given name that is a subject, alone.
        genders: of pronouns.
        speaker: of the speaker.
        pointing: at bodies and groups.
        relative: pronouns.
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
    no_bodies: frozenset[str]
    number_words: str
    one_of: Pattern
    acronym: Pattern
    pair_genders: Mapping[str, frozenset[str]]
    pair: Pattern
    joined: Pattern
    pair_bodies: frozenset[str]
    offices: frozenset[str]
    unnamed_heads: frozenset[str]
    owner: Pattern
    strangers: Mapping[str, str]
    alone: Pattern
    genders: Mapping[str, str]
    speaker: frozenset[str]
    pointing: frozenset[str]
    relative: frozenset[str]
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


class Acts(Section):
    """What a source does, by its cue.

    Attributes:
        no_answer: not answering, said in full by the cue.
        answering: a content that is about answering.
        negated: a negated verb.
        nobody: a source that holds the negation.
        answers: a verb of answering.
        told: a cue that may be an order.
        to_do: "told | reporters to leave": an order. "told | them she was going to leave": none.
        to: before what is to be done: "agreed | to pay".
        spoken_of: a passive whose subject is who is spoken of, not who speaks: "was accused of".
        dismissed: a verb that denies a claim.
        claim: a content that names a claim.
        neutral: a cue that tells nothing but speech.
        withheld: a cue by which something is withheld, an answer or an act.
        verbs: acts with their verbs, the first act first where two begin at one place.
    """

    no_answer: Pattern
    answering: Pattern
    negated: Pattern
    nobody: Pattern
    answers: Pattern
    told: Pattern
    to_do: Pattern
    to: str
    spoken_of: Pattern
    dismissed: Pattern
    claim: Pattern
    neutral: Pattern
    withheld: Pattern
    verbs: tuple[tuple[Act, Pattern], ...]


class Anonymity(Section):
    """Stated conditions of anonymity.

    Attributes:
        authorisation: a condition that is the lack of one, and so its own reason.
        goes_on: behind a comma, what does not end a reason.
        condition: the condition.
        reason: its reason, group 1.
        end: where a reason ends.
        everyone: before a condition, those who all spoke on it, group "nouns".
        anyone: nouns in it that are of no kind of people, in the singular.
        assumed: a condition behind which an assumed name stands.
        also: before a condition, that another one spoke on it too.
        pronoun: the subject of a clause that is one's terms.
    """

    authorisation: Pattern
    goes_on: Pattern
    condition: Pattern
    reason: Pattern
    end: Pattern
    everyone: Pattern
    anyone: frozenset[str]
    assumed: Pattern
    also: Pattern
    pronoun: Pattern


class Implied(Section):
    """Sources that no words of their own name.

    Attributes:
        adds: a cue that goes on with the speaker before.
    """

    adds: Pattern


class Continued(Section):
    """Statements without a cue of their own.

    Attributes:
        follow: "on Twitter: @", an author's note.
        survey: in a survey's name.
        surveys: several surveys.
        figure: of a survey.
        year: of a vote.
        asked: who is asked in surveys; figures of prices, votes and budgets have no such words by them.
        other_source: what sets a sentence apart from the survey before it.
        plan: what a plan would do, groups ``plan`` and ``under`` its noun.
        number: in data.
        compares: the writer's own arithmetic: "That surpasses …", "This would have capped …".
        data: documents with data.
        will: verbs of what is to come.
        stem: what the forms of a noun share.
        hypothetical: a sentence that supposes.
    """

    follow: Pattern
    survey: Pattern
    surveys: Pattern
    figure: Pattern
    year: Pattern
    asked: Pattern
    other_source: Pattern
    plan: Pattern
    number: Pattern
    compares: Pattern
    data: Pattern
    will: Pattern
    stem: Callable[[str], str]
    hypothetical: Pattern


class Outlets(Section):
    """Outlets by the form of their names.

    Attributes:
        form: as newspapers' names end.
        form_first: as broadcasters' names begin.
        no_outlet: words that make it none.
        bare: last words of newspapers' names that stand for one with "the" before them.
        capitals: capitalised words that may be one, group 1.
        generic: "the newspaper", group 1.
        short: "the Times", group 1.
    """

    form: Pattern
    form_first: Pattern
    no_outlet: Pattern
    bare: frozenset[str]
    capitals: Pattern
    generic: Pattern
    short: Pattern


class Carriers(Section):
    """Outlets that carried a statement.

    Attributes:
        to: before an outlet that was told it.
        by: before one that published it.
        behind: behind one that published it.
        quotes: behind one that quotes the source that follows: "the Pilot quoted a diver as saying".
        who: words behind which an outlet in a source span is on the way.
    """

    to: Pattern
    by: Pattern
    behind: Pattern
    quotes: Pattern
    who: Pattern


class Channels(Section):
    """Where a source said it.

    Attributes:
        told: channels with the words in the sentence that tell them, the first one found decides.
        in_cue: channels that the cue itself must speak of.
        poll: in a document's name.
        to_outlet: what stands before the outlet to which somebody spoke.
        to_press: that somebody spoke to an outlet that is not named.
    """

    told: tuple[tuple[Channel, Pattern], ...]
    in_cue: tuple[tuple[Channel, Pattern], ...]
    poll: Pattern
    to_outlet: Pattern
    to_press: Pattern


class Routes(Section):
    """Routes that hold for more than one statement.

    Attributes:
        without_names: people without any description of their own.
        announces: a line that announces a quoted report.
        the_report: the report itself.
        journalist: in a role.
        bylined: the family name of one who is called a journalist: "its “national reporter” Ada Reed".
        host: behind an outlet, the name of whose programme it is, group 1.
        citing: a cue by which an outlet cites.
        interview_with: right before an outlet: an interview there is told of.
        interviews: the same, right behind one.
    """

    without_names: Pattern
    announces: Pattern
    the_report: Pattern
    journalist: Pattern
    bylined: Pattern
    host: Pattern
    citing: Pattern
    interview_with: Pattern
    interviews: Pattern


class Words(Section):
    """All sections of a language that is read."""

    lexicon: Lexicon
    sentences: Sentences
    quotations: Quotations
    statements: Statements
    edges: Edges
    layout: Layout
    lookalikes: Lookalikes
    refusals: Refusals
    inverted: Inverted
    mentions: Mentions
    people: People
    bodies: Bodies
    coreference: Coreference
    acts: Acts
    anonymity: Anonymity
    implied: Implied
    continued: Continued
    outlets: Outlets
    carriers: Carriers
    channels: Channels
    routes: Routes
    times: Times
