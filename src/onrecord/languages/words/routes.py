"""What outlets, channels and the ways that statements came by ask."""

from __future__ import annotations

from onrecord.languages.section import Pattern, Section
from onrecord.records import Channel

__all__ = ["Carriers", "Channels", "Outlets", "Routes"]


class Outlets(Section):
    """Outlets by the form of their names.

    Attributes:
        form: as newspapers' names end.
        form_first: as broadcasters' names begin.
        no_outlet: words that make it none.
        heard_at: last words of the names of bodies to which people speak, and which carry no news.
        media: capitalised words that name no outlet by themselves: "TV".
        bare: last words of newspapers' names that stand for one with "the" before them.
        capitals: capitalised words that may be one, group 1.
        generic: "the newspaper", group 1.
        short: "the Times", group 1.
    """

    form: Pattern
    form_first: Pattern
    no_outlet: Pattern
    heard_at: frozenset[str]
    media: frozenset[str]
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
        citing: behind one that cites the source that follows at once: "the Pilot, citing a diver, said".
        about: before one of whose report something is said: "blamed him for the | Pilot story".
        by_reporter: before a reporter of one who was told it.
        reporter: behind one, its reporter.
        shown_on: between a programme and the outlet that it runs on.
        who: words behind which an outlet in a source span is on the way.
    """

    to: Pattern
    by: Pattern
    behind: Pattern
    quotes: Pattern
    citing: Pattern
    about: Pattern
    by_reporter: Pattern
    reporter: Pattern
    shown_on: Pattern
    who: Pattern


class Channels(Section):
    """Where a source said it.

    Attributes:
        told: channels with the words in the sentence that tell them, the first one found decides.
        in_cue: channels that the cue itself must speak of.
        share: how many of those who were asked: "22 percent".
        poll: in a document's name.
        to_outlet: what stands before the outlet to which somebody spoke.
        to_press: that somebody spoke to an outlet that is not named.
    """

    told: tuple[tuple[Channel, Pattern], ...]
    in_cue: tuple[tuple[Channel, Pattern], ...]
    poll: Pattern
    share: Pattern
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
