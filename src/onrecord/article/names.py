"""The names in a byline or an author field, apart from what else newsrooms write there.

Roles ("Harbour Correspondent"), desks, sections, places, agencies, times of an update and whoever took
the pictures are no authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.languages import page_words
from onrecord.outlets import known_outlet

__all__ = ["are_names", "is_desk", "is_name", "is_of_others", "names_in"]

_LONGEST = 1_000  # code points of a field of names that are looked at
_LONGEST_UNSPACED = 5  # code points of a name in a script without capitals
_MOST_TOKENS = 6
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_SEGMENT = re.compile(r"\s*[|•·/\n;]\s*|\s+[–—-]+\s+")
_WORD = re.compile(r"[^\W_]")
_CLITIC = re.compile(r"(?:al|el|as|ad|an|ar|ash|at|az|d|l|o)[-'’](?=[^\W\d_])", re.I)
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ.-])*")
_PARTICLES = frozenset(
    "de del della der den dos das do da du di van von vom zu zur ten ter te bin bint ibn ben al el la le "
    "los las af av y e san st ó o mac mc d ap ab abu umm".split()
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq|mp|kc|qc|obe|mbe)\.?", re.I)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands round names, in all languages.

    Attributes:
        label: a word before names of authors, at the beginning ("By", "Words:").
        inside: the same, anywhere before a capital.
        others: a word before names of people who are no authors ("Pictures:").
        joiner: between two names.
        behind: what begins behind a name and is none ("in London", "for the Courier", "Updated").
        bodies: words in the name of an organisation.
        role_endings: those that other words end in.
        roles, topics, modifiers: words in no name, in none that ends a name, in none before a role.
        places: places of several words that stand where a name may.
    """

    label: re.Pattern[str]
    inside: re.Pattern[str]
    others: re.Pattern[str]
    joiner: re.Pattern[str]
    behind: re.Pattern[str]
    bodies: frozenset[str]
    roles: frozenset[str]
    role_endings: tuple[str, ...]
    topics: frozenset[str]
    modifiers: frozenset[str]
    places: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = page_words()
    by, others = "|".join(words.by), "|".join(words.no_authors)
    labels = rf"(?:(?:{by})(?:\s*[:：]\s*|\s+)|(?:{'|'.join(words.author_labels)})\s*[:：]\s*)"
    joiners = "|".join(rf"\b{joiner}\b" for joiner in words.joiners)
    return _Patterns(
        label=re.compile(rf"\W{{0,3}}{labels}", re.I),
        inside=re.compile(rf"(?:^|[\s,])(?i:{labels})(?=[A-ZÀ-ÞА-Я])"),
        others=re.compile(rf"\W{{0,3}}(?:{others})(?:\s+by)?\b", re.I),
        joiner=re.compile(rf"\s*(?:,|&|{joiners})\s*", re.I),
        behind=re.compile(rf"\s+(?:{'|'.join(words.behind_names)})(?:\s.*)?$", re.I),
        bodies=frozenset(words.bodies),
        roles=frozenset(words.roles),
        role_endings=tuple(role for role in words.roles if len(role) > 7),
        topics=frozenset(words.topics),
        modifiers=frozenset((*words.topics, *words.modifiers)),
        places=frozenset(words.places),
    )


def names_in(field: str, *, single: bool = False) -> tuple[str, ...]:
    """The names of persons in a byline or an author field, in order, each once.

    Args:
        field: "By Ana Pérez, Harbour Correspondent, and Bo Li | Pictures: Cy Young".
        single: take a name of one word too, as in "Madonna".
    """
    text = _BRACKETS.sub(" ", " ".join(field[:_LONGEST].split()))
    found: dict[str, str] = {}
    for segment in _SEGMENT.split(text):
        for name in _of_segment(segment, single=single):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _of_segment(segment: str, *, single: bool) -> Iterator[str]:
    if _patterns().others.match(segment):
        return
    if label := _patterns().label.match(segment):
        segment = segment[label.end() :]
    if reversed_name := _turned(segment):
        yield reversed_name
        return
    for part in _patterns().joiner.split(segment):
        if _patterns().others.match(part):
            return  # the names behind it are theirs
        if (name := _name(part)) and (single or " " in name or _is_whole(name)):
            yield name


def _is_whole(name: str) -> bool:
    """Whether a name without a space is whole: in scripts that have no capitals."""
    return name.upper() == name.lower() and len(name) <= _LONGEST_UNSPACED


def _turned(segment: str) -> str | None:
    """A name that its last part opens: "Ó Duibhir, Seán"."""
    family, comma, given = (part.strip() for part in segment.partition(","))
    if not comma or not family or not given or "," in given:
        return None
    *particles, last = family.split()
    if any(_bare(one) not in _PARTICLES for one in particles) or len(given.split()) > 2:
        return None
    if _patterns().joiner.search(given) or not is_name(given) or not is_name(last):
        return None
    return f"{given} {family}"


def _name(part: str) -> str | None:
    """The name in a part of a byline; None where it holds none."""
    part = part.strip(' \t.,;:|-–—*_"“”')
    if label := _patterns().inside.search(part):
        part = part[label.end() :]
    part = _patterns().behind.sub("", part)
    name = " ".join(_without_role(part.split()))
    return name if is_name(name) else None


def _without_role(tokens: list[str]) -> list[str]:
    """The words of a part without a role before the name or behind it, or a section behind it."""
    if any(_bare(token) in _patterns().bodies for token in tokens):
        return []
    roles = [i for i, token in enumerate(tokens) if _is_role(_bare(token))]
    if not roles:
        while len(tokens) != 2 and tokens and _bare(tokens[-1]) in _patterns().topics:
            tokens = tokens[:-1]
        return tokens if any(_bare(one) not in _patterns().topics for one in tokens) else []
    front, back = tokens[: roles[0]], tokens[roles[-1] + 1 :]
    while front and _bare(front[-1]) in _patterns().modifiers:
        front = front[:-1]
    return next((some for some in (front, back) if len(some) > 1), [])


def is_name(words: str) -> bool:
    """Whether words have the form of a person's name: capitals, initials, particles, nothing else."""
    tokens = words.split()
    if not tokens or len(tokens) > _MOST_TOKENS or words.casefold() in _patterns().places:
        return False
    if known_outlet(words) is not None or _bare(tokens[-1]) in _PARTICLES - {"o", "mac"}:
        return False
    return all(_may_be_of_a_name(token) for token in tokens) and any(
        len(one) > 1 and one[-1] != "." for one in tokens
    )


def are_names(line: str) -> bool:
    """Whether a line is names of persons and nothing else: "Ana Pérez and Bo Li"."""
    line = _BRACKETS.sub(" ", line)
    names = names_in(line)
    if not names or len(line) > 120:
        return False
    rest = line
    for name in names:
        rest = rest.replace(name, " ")
    return not _WORD.search(_patterns().joiner.sub(" ", rest))


def is_of_others(line: str) -> bool:
    """Whether a line names people who are no authors: "Pictures: Dev Patel"."""
    found = _patterns().others.match(line)
    return found is not None and are_names(line[found.end() :].lstrip(" :"))


def is_desk(words: str) -> bool:
    """Whether words name nobody: a desk, a section, a handle of the site's own ("admin")."""
    tokens = [_bare(token) for token in words.split()]
    known = _patterns().roles | _patterns().modifiers | _patterns().bodies - {"news", "media"}
    return all(token in known or not token[:1].isalpha() for token in tokens)


def _may_be_of_a_name(token: str) -> bool:
    bare = _bare(token)
    if bare in _PARTICLES or _SUFFIX.fullmatch(token):
        return True
    token = _CLITIC.sub("", token) or token
    capital = token[0].upper() == token[0]  # so is a letter that has none
    return capital and not _is_role(bare) and _TOKEN.fullmatch(token) is not None


def _is_role(bare: str) -> bool:
    """Whether a word is a role, or ends in one as words of some languages do."""
    patterns = _patterns()
    return bare in patterns.roles or bare.endswith(patterns.role_endings)


def _bare(token: str) -> str:
    return token.strip(".'’").casefold()
