"""English words for who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.languages.en.lexicon import lexicon
from onrecord.languages.words import Coreference

__all__ = ["COREFERENCE"]

_NAME = r"[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,4}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


_NUMBERS = r"two|three|four|five|six|seven|eight|nine|ten|several|a\s+dozen|\d{1,2}"

#: What stands inside no plain noun phrase.
_NO_LEAD = """of for at from with in on by to about after before when while as since that who which if and but
    or because until than like against over under into he she it they said says told""".split()
_NO_MODIFIERS = "|".join(
    (*_NO_LEAD, *"is was were are be been has have had the an? his her its their".split())
)

_KIN = {
    **dict.fromkeys(
        "wife ex-wife mother daughter sister widow stepdaughter niece aunt".split(), "f"
    ),
    **dict.fromkeys(
        "husband ex-husband father son brother widower stepson nephew uncle".split(), "m"
    ),
    **dict.fromkeys("spouse ex-spouse child sibling".split(), ""),
}

COREFERENCE = Coreference(
    kept_titles=lexicon().titles - {"former", "attorney", "father", "sister", "brother"},
    possessive_pronoun=re.compile(r"^(his|her|its|their)\s", re.IGNORECASE),
    bodies=frozenset(
        """company firm agency group organization organisation newspaper paper network outlet site website
    publication magazine""".split()
    ),
    press=frozenset(
        "newspaper paper tabloid network outlet magazine publication broadcaster website".split()
    ),
    works=frozenset(
        "film movie documentary book novel article piece story report study column song play".split()
    ),
    kinds_of_body={
        **dict.fromkeys(("police", "constabulary"), "police"),
        **dict.fromkeys(("court", "tribunal"), "court"),
        **dict.fromkeys(
            "company firm airline airlines carmaker automaker retailer bank".split(), "company"
        ),
        **dict.fromkeys("university college school".split(), "school"),
        **{noun: noun for noun in "council ministry hospital party".split()},
    },
    told_first=re.compile(
        r"[“\"‘']?(?:that\s)?(?:[A-Z][\w’'.-]*\s){0,3}([A-Z][\w’'-]*)\s(?=[a-z])(?!(?:and|or|of)\b)"
    ),
    related=re.compile(r"\s*,\s+(?:his|her|their)\s(?!own\b)"),
    kin_named=re.compile(
        rf"(?:^|[.!?][”\"’']?\s|\n)\s{{0,2}}(?:His|Her|Their|[A-Z][\w-]+[’']s?)\s(?:[a-z-]+\s){{0,2}}?"
        rf"(?P<kin>{'|'.join(map(re.escape, _KIN))}),?\s(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})(?=,|\s[a-z])"
    ),
    no_bodies=frozenset(
        "GOP USA UK US EU TV DNA CEO CFO COO CTO PDF PhD MBA AI IT HR PR VR ICU ER VP SVP EVP GP MP DJ".split()
    ),
    number_words=_NUMBERS,
    one_of=re.compile(r"^(?:one|another|two|three|some|both)\s+of\s+(the\s.+)$", re.IGNORECASE),
    acronym=re.compile(r"\b[Tt]he\s+([A-Z][A-Z&]{1,4}[A-Z])\b(?![’']?s?\s+[A-Z])"),
    pair_genders={"woman": frozenset("m"), "man": frozenset("f")},
    pair=re.compile(
        r"(?:the\s+two|these\s+two|both(?!\s+of\b)|neither(?!\s+of\b))\b", re.IGNORECASE
    ),
    joined=re.compile(rf"(?<![\w’'-])({_NAME}) (?:and|nor|or) (?:the )?({_NAME})"),
    pair_bodies=frozenset(
        """company firm bank country nation state city government agency department university newspaper
    outlet network organisation organization group union team""".split()
    ),
    offices=frozenset(
        """judge magistrate justice mayor minister premier chancellor governor sheriff prosecutor solicitor barrister lawyer
    attorney landlord landlady clerk engineer principal headteacher headmaster teacher doctor surgeon physician nurse coroner
    inspector officer detective sergeant constable commissioner ambassador envoy general colonel captain commander admiral
    coach manager referee umpire groundsman director secretary treasurer chairman chairwoman chairperson dean provost chancellor
    rector bishop archbishop priest pastor vicar imam rabbi councillor councilman alderman superintendent
    pathologist paramedic firefighter policeman policewoman keeper physio caretaker porter warden ranger harbourmaster""".split()
    ),
    concerned=frozenset(
        """patient pupil student victim suspect defendant client survivor witness complainant plaintiff teenager child boy
        girl passenger prisoner inmate tenant caller""".split()
    ),
    unnamed_heads=frozenset(
        """source person official aide adviser advisor insider witness employee spokesman spokeswoman
    spokesperson staffer operative diplomat individual caller respondent informant whistleblower""".split()
    ),
    owner=re.compile(r"(?<![\w’'-])([A-Z][\w-]+)[’']s?(?=\s)"),
    strangers={"woman": "f", "girl": "f", "lady": "f", "man": "m", "boy": "m"},
    alone=re.compile(
        r"(?:^|[.!?][”\"’']?\s{1,20}|\n\s{0,20})[“\"]?([A-Z][a-z]{2,})(?=\s[a-z]+(?:ed|t|d|s|ew|id)\s)"
    ),
    genders={
        **dict.fromkeys(("he", "him", "his", "himself"), "m"),
        **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    },
    speaker=frozenset("i we me us my our".split()),
    pointing=frozenset(
        "it its itself they them their themselves these those this that one ones".split()
    ),
    addressed=frozenset({"you", "your", "yours"}),
    relative=frozenset("who whom which that whose".split()),
    relative_of_things=frozenset({"which"}),
    leads={"leader": ("president", "prime minister", "premier", "chancellor")},
    adds=re.compile(r"(?:also\s+)?(?:added|continued|went\s+on|concluded)\b", re.IGNORECASE),
    subject=re.compile(
        r"(?:that\s+)?((?:some|many|most|several|two|three|the|his|her|its|their)\s+(?:\w+\s+){0,3}?\w+s)\b",
        re.IGNORECASE,
    ),
    from_body=re.compile(r"(?:^|[.!?\n]\s*)From\s+((?:the|his|her|their)\s[^,.;:\n]{3,80}),\s*$"),
    kin=_KIN,
    sources="sources",
    they="they",
    it="it",
    question="Q",
    answer="A",
    subject_pronouns=frozenset({"he", "she"}),
    owner_genders={"his": "m", "her": "f"},
    campaign="campaign",
    officers=frozenset(
        """spokesman spokeswoman spokesperson director chief ceo cfo coo chairman chairwoman chairperson chair manager head
    founder co-founder executive coordinator organiser organizer commissioner superintendent""".split()
    ),
    whoever=frozenset(
        "those these anyone everyone someone anybody everybody somebody people".split()
    ),
    whose=lambda name, noun: f"{name}{'’' if name.endswith('s') else '’s'} {noun}",
    bare=re.compile(rf"^(?:the|a|an|this|that|those|{_NUMBERS})\s+"),
    pointing_articles=re.compile(r"^(?:[Tt]he|[Tt]hose|[Tt]hese)\s+"),
    of_the=(" of the ", " of "),
    told_of=lambda noun: re.compile(
        rf"\b(?:an?|the|one)\s(?:[\w-]+\s){{0,3}}{noun}\b", re.IGNORECASE
    ),
    between=frozenset({", ", ", he ", ", she ", " he ", " she "}),
    phrase=re.compile(
        r".*(\b(?:the|a|an|his|her|its|their)\s+"
        r"(?:(?!(?:is|are|was|were|has|have|had|been|be|will|would)\s)[\w’'-]+\s+){0,6}[\w’'-]+)$"
    ),
    phrase_before=re.compile(
        rf"(?<![\w’'-])(?P<phrase>(?:the|an?|his|her|its|their|th[eo]se|this|some|many|another|{_NUMBERS})\s"
        rf"(?:(?!(?:{_NO_MODIFIERS})\s)[\w’'-]+\s){{0,4}}"
        r"|(?:(?:(?-i:[A-Z])[\w’'-]*|\w+(?:-\w+)+|former|senior|top|local|police|government|military|other)\s){1,4})$",
        re.IGNORECASE,
    ),
    phrase_behind=re.compile(
        r"\s(?:of|in|at|from)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:(?:of|for|and|the)\s){0,2}[A-Z][\w’'-]*)*(?![\w’'-])"
    ),
    pair_pointing=("the", "these"),
    pair_articles=re.compile(r"^(?:Both|The) "),
    single=re.compile(r"(?<![\w’'-])[A-Z][a-zß-öø-ÿ]+(?:[A-Z][a-z]+)?(?=[’']s\b|[ ,.;:)]|$)"),
    lead=re.compile(r"(?:^|(?<=[a-z0-9])[.!?][”\"’']?\s|\n|[“\"])\s*((?:[\w’'-]+\s){1,7})$"),
    capitals=re.compile(
        r"(?<![\w’'-])(?:(?:Mr|Mrs|Ms|Mx|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Adm|Capt)\.\s)*(?:[A-Z][\w.&’'-]*\w|[A-Z])(?:\s(?:(?:of|for|and|the|de|van|von|al|bin|&)\s){0,2}(?:[A-Z][\w.&’'-]*\w|[A-Z]\b\.?))*"
    ),
    list_break=re.compile(r",?\s+(?:and|&|nor)\s+|,\s+"),
    list_and=re.compile(r"\s(?:and|&|nor)\s"),
    list_opening=re.compile(r"^(?:[Bb]oth|[Nn]either)\s+"),
    apposition=re.compile(
        r"(?:(?:an?|the|his|her|its|their|formerly|now|who|two|three|four|both|all|[a-z])\b|co-)"
    ),
    followers=re.compile(
        r"(?:his|her|its|their|others?|some|many|several|so\smany)\b|(?:senior|fellow|top|leading|two|three|four)\s(?:[\w-]+\s){0,3}[\w-]+s$"
    ),
    listed=_listed,
    no_lead=frozenset(_NO_LEAD),
)
