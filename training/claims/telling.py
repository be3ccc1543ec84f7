"""What people say of a claim: they deny it, stand by it, or would not say; sentences put together from frames.

Public sets have few statements that deny in words of their own ("a phony story", "made no such call"): their contrary
evidence says something else of the same thing. The frames are ours; the claims in them are sentences of news.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

__all__ = ["told"]

_WHO = (
    "A spokesman|A spokeswoman|The ministry|Her lawyer|His lawyer|The company|Police|The governor|Officials|The agency|"
    "One of the men|His mother|The campaign|The army|Two officials|The bank|Organisers|The union|An aide|The mayor"
).split("|")
_SAID = "said|told reporters|wrote|insisted|said on Tuesday|said in a statement|told the paper|said later".split(
    "|"
)
_BAD = (
    "false|untrue|not true|wrong|baseless|a lie|an outright lie|nonsense|rubbish|fabricated|invented|a hoax|fake|phony|"
    "fiction|absurd|ridiculous|without foundation|unfounded|simply wrong|inaccurate|totally false|made up|a fairy tale|"
    "a smear|laughable|garbage|mistaken|pure speculation|propaganda|far from the truth|a rumour and nothing more"
).split("|")
_IT = "the report|the reports|the claim|the accusation|the allegations|it|that|the story|the suggestion|this version".split(
    "|"
)
#: Statements that deny a claim whose words they hold.
_DENIES = (
    "{who} denied that {claim}",
    "{who} denied {it} that {claim}",
    "{who} flatly rejected {it} that {claim}",
    "“It is {bad} that {claim},” {who_} {said}",
    "{who} {said} it was {bad} that {claim}",
    "{who} dismissed {it} that {claim} as {bad}",
    "It is not the case that {claim}, {who_} {said}",
    "There is no truth in {it} that {claim}, {who_} {said}",
    "“At no time is it so that {claim},” {who_} {said}",
    "{who} disputed {it} that {claim}",
    "Contrary to {it} that {claim}, nothing of the kind happened, {who_} {said}",
    "{who} {said} nobody had shown that {claim}, and that it was {bad}",
    "Reports that {claim} are {bad}, {who_} {said}",
    "{it} that {claim} turned out to be {bad}",
    "Nothing supports {it} that {claim}, {who_} {said}, calling it {bad}",
)
#: Statements that deny it and hold only a name or a thing of it.
_DENIES_SHORTLY = (
    "“No such thing happened with {name},” {who_} {said}",
    "{who} called {it} about {name} {bad}",
    "“What they say of {name} is {bad},” {who_} {said}",
    "{name} {said} {it} was {bad}",
    "“That is {bad},” {who_} {said} of {it} about {name}",
    "{name} denied it",
    "{name} has denied {it}",
    "{name} rejected {it} as {bad}",
    "As to {name}, none of this is so, {who_} {said}",
    "“I have never heard anything so {bad},” {who_} {said} of {it} about {name}",
    "{who} {said} {it} about {name} had been {bad} from the start",
)
#: Statements that stand by it.
_STANDS = (
    "{who} confirmed that {claim}",
    "{who} {said} that {claim}",
    "{who} acknowledged that {claim}",
    "“It is true that {claim},” {who_} {said}",
    "{who} {said} there was no doubt that {claim}",
    "According to {who_}, {claim}",
    "{who} reported that {claim}",
    "{who} does not dispute that {claim}",
    "{who} did not deny that {claim} and {said} it was so",
    "{who} rejected the denial and {said} that {claim}",
    "{claim}, {who_} {said}",
)
#: Statements that do neither.
_OPEN = (
    "{who} would not say whether {claim}",
    "{who} declined to comment on {it} that {claim}",
    "{who} could not confirm that {claim}",
    "{who} neither confirmed nor denied that {claim}",
    "It is not known whether {claim}",
    "{who} asked whether {claim}",
    "{who} {said} an inquiry would find out whether {claim}",
    "{name} did not answer questions",
    "{who} {said} they were looking into {it} about {name}",
    "If it turned out that {claim}, {who_} {said}, there would be an inquiry",
)
_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*\b")
_PLAIN = re.compile(r"^[A-Z][^“”\"?!:;]{25,170}$")
_ASCRIBED = re.compile(
    r"\b(?:said|says|told|according|asked|added|wrote|denied|denies|I|we|you)\b", re.IGNORECASE
)


def told(sentences: list[str], rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """A claim, a statement, and what it does to it (``denies``, ``stands``, ``open``), for sentences of an article."""
    fitting = [
        words.rstrip(". ")
        for words in sentences
        if _PLAIN.match(words.rstrip(". ")) and not _ASCRIBED.search(words)
    ]
    for claim in rng.sample(fitting, min(3, len(fitting))):
        names = [one[0] for one in _NAME.finditer(claim) if one.start()] or [claim.split()[0]]
        name = rng.choice(names)
        others = [words for words in fitting if words is not claim]
        yield claim, _put(rng.choice(_DENIES), claim, name, rng), "denies"
        if len(name) > 3 and rng.random() < 0.4:
            yield claim, _put(rng.choice(_DENIES_SHORTLY), claim, name, rng), "denies"
        yield claim, _put(rng.choice(_STANDS), claim, name, rng), "stands"
        yield claim, _put(rng.choice(_OPEN), claim, name, rng), "open"
        if others:  # who denies something else denies nothing of this
            yield claim, _put(rng.choice(_DENIES), rng.choice(others), name, rng), "open"


def _put(frame: str, claim: str, name: str, rng: random.Random) -> str:
    who = rng.choice(_WHO)
    first = claim.split()[0]
    inside = (
        claim[0].lower() + claim[1:]
        if first in {"The", "A", "An", "It", "He", "She", "They", "This", "In", "Two", "More", "At", "His", "Her"}
        else claim
    )  # fmt: skip
    made = frame.format(
        who=who, who_=who[0].lower() + who[1:] if not who.startswith("Police") else "police", claim=inside,
        name=name, it=rng.choice(_IT[:5] if "{it} that" in frame else _IT), bad=rng.choice(_BAD), said=rng.choice(_SAID),
    )  # fmt: skip
    return made[0].upper() + made[1:] + "."
