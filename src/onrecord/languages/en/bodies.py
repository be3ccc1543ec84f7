"""English names of bodies."""

from __future__ import annotations

import re

from onrecord.languages.words import Bodies

__all__ = ["BODIES"]

_WORD = r"[A-Z][\w.’'&-]*"

_ITEM = r"[A-Z][a-z][\w’'-]*(?: [A-Z][a-z][\w’'-]*)*"
_OF_MANY = r"Ministry|Department|Office|Bureau|Committee|Commission|Council|Board|Agency|Cent(?:er|re)|Faculty|School"

#: A name of a body, up to seven words of what it is, and what goes on behind the noun where that is the last of them.
_NAME = rf"(?P<name>(?<![\w’'.-]){_WORD}(?: (?:(?:of|for|and|&) )?{_WORD}){{0,6}}(?<![.’']))"
_WHICH = r"(?:an?|the|one of the [\w’'-]+) (?:[\w’'-]+ ){0,6}?"
_ENDS = r"(?=[,.;:)—–\n]| (?:that|which|whose|in|of|on|based|with|for|from|to|and|is|was|has|founded|run|owned|operated|said)\b)"

BODIES = Bodies(
    told_to_be=(
        rf"\bNOUN (?:called |named )?{_NAME}",
        rf"{_NAME}(?: \([^()\n]{{1,40}}\))?(?:,| [—–]) {_WHICH}NOUN{_ENDS}",
        rf"{_NAME} (?:is|was|became) {_WHICH}NOUN{_ENDS}",
    ),
    listed=(
        re.compile(
            rf"(?:[Tt]he )?(?P<name>(?:[A-Z][\w’'-]* ){{0,4}}(?:{_OF_MANY}) (?:of|for|on) {_ITEM}(?:, {_ITEM})+,? (?:and|&) {_ITEM})"
        ),
        re.compile(
            rf"(?:[Tt]he )?(?P<name>{_ITEM}(?:, {_ITEM})+,? (?:and|&) {_ITEM}) \((?P<short>[A-Z]{{3,8}})(?=\))"
        ),
    ),
    name=re.compile(
        rf"(?<![\w’'.-]){_WORD}(?: (?:(?:of|for|and|on|in|&)(?: the)? )?{_WORD}){{1,8}}(?<![.’'])"
    ),
    article=re.compile(r"^[Tt]he "),
    aliases={
        "Fed": "Federal Reserve",
        "VW": "Volkswagen",
        "Merc": "Mercedes",
        "HP": "Hewlett-Packard",
        "J&J": "Johnson & Johnson",
        "P&G": "Procter & Gamble",
        "BofA": "Bank of America",
        "Met": "Metropolitan Police",
        "Commons": "House of Commons",
    },
    alone=frozenset(
        """house senate congress parliament government state union party army navy court assembly cabinet guard
    company city town county bank firm corporation""".split()
    ),
    joins=re.compile(r" (?:and|&) the "),
    suffixes=frozenset(
        """inc incorporated co company corp corporation ltd limited llc plc group holdings holding international
    airlines airline airways sports bank motors motor media news entertainment pictures studios studio
    technologies technology systems industries energy electric oil gas foods brands stores partners capital
    equities securities insurance pharmaceuticals pharma labs laboratories enterprises university college
    hospital foundation institute association society club games software networks communications records
    productions publishing press center centre & and police department""".split()
    ),
)
