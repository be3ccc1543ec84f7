"""What acts, terms and sources without words of their own ask."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.languages.section import Pattern, Section
from onrecord.records import Act

__all__ = ["Acts", "Anonymity", "Continued", "Implied"]


class Acts(Section):
    """What a source does, by its cue.

    Attributes:
        no_answer: not answering, said in full by the cue.
        answering: a content that is about answering.
        negates: what ends in the negation of the verb that follows.
        nobody: a source that holds the negation.
        silent: a word without which nothing is a refusal to answer: a negation, "declined", "silent".
        outspoken: a negation of keeping silent: "has not been shy".
        plea: the first words of a content that finish its cue: "pleaded | not guilty".
        answers: a verb of answering.
        told: a cue that may be an order.
        to_do: "told | reporters to leave": an order. "told | them she was going to leave": none.
        to: before what is to be done: "agreed | to pay".
        spoken_of: a passive whose subject is who is spoken of, not who speaks: "was accused of".
        asked_first: a cue before its content by which somebody was asked, whoever asked him: "Pressed on it, he said".
        nobody_says: pairs of patterns, for a whole source that names nobody who says it and the beginning of its cue:
            "international | calls".
        others_words: a cue that is a noun for what others say, unless its holder stands right by it: "claims".
        met: what stands between a source and such a noun when the source meets it and does not say it: "responded to".
        meets: the first words of a cue by which one does so: "responded to | claims".
        heard: a court or jury with "heard": what was told there, whoever told it.
        dismissed: a verb that denies a claim.
        claim: a content that names a claim.
        neutral: a cue that tells nothing but speech.
        withheld: a cue by which something is withheld, an answer or an act.
        verbs: acts with their verbs, the first act first where two begin at one place.
    """

    no_answer: Pattern
    answering: Pattern
    negates: Pattern
    nobody: Pattern
    silent: Pattern
    outspoken: Pattern
    plea: Pattern
    answers: Pattern
    told: Pattern
    to_do: Pattern
    to: str
    spoken_of: Pattern
    asked_first: Pattern
    nobody_says: tuple[tuple[Pattern, Pattern], ...]
    others_words: Pattern
    met: Pattern
    meets: Pattern
    heard: Pattern
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
