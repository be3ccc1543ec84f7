"""What the rules of attributions ask: senses of cues, borders of spans, refusals."""

from __future__ import annotations

from onrecord.languages.section import Pattern, Section

__all__ = ["Cited", "Edges", "Inverted", "Layout", "Lookalikes", "Refusals", "Statements"]


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
        with_source: forms that hold who gave none, groups ``source`` and ``cue``: "Neither … nor … replied", "Calls to … were not
            returned".
        asked: behind one, what was asked: group ``content``.
        clause: where a clause begins before one.
        lead: before a subject, that it was asked: "Pressed on it, he declined".
        joined: what "and" joins to a further subject: "Apple and Google did not respond".
        who: a relative pronoun that ends a subject.
        no_source: words that are no one who could answer.
    """

    formula: Pattern
    with_source: tuple[Pattern, ...]
    asked: Pattern
    clause: Pattern
    lead: Pattern
    joined: Pattern
    who: Pattern
    no_source: Pattern


class Inverted(Section):
    """Statements whose subject comes last.

    Attributes:
        told: cue (group ``cue``), whom it was told (``to``) and subject (``source``).
    """

    told: Pattern


class Cited(Section):
    """Whom outlets cite.

    Attributes:
        citing: "citing two officials", groups ``cue`` and ``who``.
        behind: words that stand behind the noun for who that is: "with knowledge of the talks".
        documents: that may speak for somebody: memos and filings, but no policy or evidence.
    """

    citing: Pattern
    behind: frozenset[str]
    documents: frozenset[str]
