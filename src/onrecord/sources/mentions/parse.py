"""The words of a source span, taken apart: name, titles, role, affiliation, number, kind.

Rules over word shapes and lists of head nouns: what a source span looks like in news is narrow
("NAME, the ROLE of BODY,", "BODY ROLE NAME", "two ROLEs familiar with …", "the DOCUMENT").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.records import SourceKind
from onrecord.languages.lexicon import (
    DEMONYMS,
    NUMBERS,
    ORGANISATION_WORDS,
    PARTIES,
    PLACES,
    TITLES,
    kind_of_noun,
    singular,
)
from onrecord.outlets.names import is_bare_short, known_outlet, looks_like_outlet

__all__ = ["Mention", "parse"]

_TOKEN = re.compile(r"[\w’'.&@/-]*\w[\w’'.&@/-]*|&|[,;:()“”\"—–]")
_PARTICLES = frozenset(
    "de del della der den di da dos du van von la le el al bin ibn abu ben y e".split()
)
_LINKS = frozenset({"of", "for", "and", "&", "the", "on", "in", "to", "at"})  # inside a body's name
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any another other one such".split()
)
_PRONOUNS = frozenset(
    """i we you he she it they me us him her them who whom which whose that one ones this these those
    himself herself themselves itself someone somebody anyone everyone nobody everybody none
    mine ours his hers theirs""".split()
)
_RELATIVE = re.compile(
    r"(?:,\s*|\s+)(?:who(?:se|m)?|which|that|speaking|talking|citing|quoted|asking|requesting|not\s+authori[sz]ed)\b"
)
_QUANTITIES = frozenset(
    "some several many most few neither dozens hundreds thousands scores numerous various".split()
)
_PARTY_MARK = re.compile(
    r"\(\s*((?:R|D|I|Republican|Democrat)[-–.,\s]*[\w. ]*)\)|,\s*((?:R|D|I)[-–][A-Z][\w.]+),?"
)
_QUOTED_TITLE = re.compile(r"^([A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*[’']s?)\s+[“\"][^“”\"]+[”\"]$")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A source span taken apart.

    Attributes:
        text: the words, on one line.
        description: the words without relative clauses.
        name: the proper name in it, without titles; None where there is none.
        title: titles right before the name, as written.
        head: the head noun where there is one, in lower case; of "the spokesman" "spokesman".
        kind: what the head noun, the name or the pronoun tells; None where they tell nothing.
        plural: whether it stands for several.
        pronoun: the pronoun it is, in lower case; None where it is none.
        definite: whether it points back ("the ambassador", "his aides").
        role, affiliation, count: as in `Source`.
        possessor: whose it is ("Trump" in "Trump’s lawyer"), as written.
    """

    text: str
    description: str = ""
    name: str | None = None
    title: str | None = None
    head: str | None = None
    kind: SourceKind | None = None
    plural: bool = False
    pronoun: str | None = None
    definite: bool = False
    role: str | None = None
    affiliation: str | None = None
    count: int | None = None
    possessor: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def plain(self) -> str:
        """Without a possessive ending and full stops."""
        return _POSSESSIVE.sub("", self.lower).rstrip(".")

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or (self.text[:1].isdigit() and self.text[-1:].isupper())

    @property
    def possessive(self) -> bool:
        return bool(_POSSESSIVE.search(self.text)) and len(self.text) > 2


_REFLEXIVE = re.compile(r"(?<=\w)\s+(?:themselves|himself|herself|itself)$")
#: What machine translation and a span cut too late leave behind a source: "the president They".
_STRAY_END = re.compile(r"(?<=\w)\s+(?:He|She|They|It|We|and|or|but|who|that|which)$")


def parse(words: str, *, starts_sentence: bool = False) -> Mention:
    """Take a source span's words apart.

    Args:
        words: of the span.
        starts_sentence: whether its first word has its capital from standing first in a sentence.
    """
    text = _STRAY_END.sub("", " ".join(words.split()).strip(" ,;:—–-"))
    text = _REFLEXIVE.sub("", text)
    bare = _POSSESSIVE.sub("", text.lower()) if text.lower() not in ("his", "its") else text.lower()
    if bare in _PRONOUNS or text.lower() in _PRONOUNS:
        return _pronoun(text, bare if bare in _PRONOUNS else text.lower())
    party = _PARTY_MARK.search(text)
    without = _PARTY_MARK.sub(",", text) if party else text
    core, behind = _cut_relative(without)
    tokens = [_Word(m[0], m.start(), m.end()) for m in _TOKEN.finditer(core)]
    parts = _by_comma(tokens)
    if not parts:
        return Mention(text)
    mention = (
        _outlet(text, core, parts)
        or _partitive(text, core, parts)
        or _common_noun(text, parts, starts_sentence)
        or _named_last(text, core, parts)
        or _named_part(text, core, parts)
        or _described(text, core, parts, starts_sentence)
    )
    affiliation = mention.affiliation
    if party and mention.kind == "person" and affiliation is None:
        affiliation = (party[1] or party[2]).strip()
    role = mention.role
    if role is None and mention.name and mention.kind == "person" and behind.startswith("heads "):
        role = behind
    return replace(
        mention,
        description=_with_clause(core, without).strip(" ,;:—–-"),
        affiliation=affiliation,
        role=role,
        count=_count(tokens) if mention.name is None else None,
    )


def _outlet(text: str, core: str, parts: list[list[_Word]]) -> Mention | None:
    """A news outlet, by the list or by the form of its name."""
    first, last = parts[0][0], parts[0][-1]
    name = _clean_name(core[first.start : last.end])
    known = known_outlet(name)
    if known is None and not looks_like_outlet(name) and not is_bare_short(name):
        return None
    shown = (
        re.sub(r"^[Tt]he\s+", "", name)
        if known is None or known.name.startswith("The ") is False
        else name
    )
    return Mention(text, name=shown, kind="outlet", role=_apposed(core, parts[1:]))


_FAMILY_NAMES = frozenset(
    """baker cook carter driver judge king prince pope bishop page porter potter miller mason fisher
    hunter chandler farmer singer butler marshal coach priest monk knight parson cousin child friend
    love guy lord abbot dean provost chancellor major general justice constable sheriff cardinal
    chief leader head read reader speaker partner banker brown young long""".split()
)
_PARTITIVES = frozenset(
    "one two three four five some many most several both trio pair number dozens".split()
)


def _partitive(text: str, core: str, parts: list[list[_Word]]) -> Mention | None:
    """As in "one of those advisers", "a trio of committees", "members of the panel" by what is behind."""
    words = [word for word in parts[0] if word.lower not in ("a", "an", "the")]
    if len(words) < 3 or words[1].lower != "of" or words[0].lower not in _PARTITIVES:
        return None
    rest = parse(core[words[2].start :])
    if rest.kind is None:
        return None
    one = words[0].lower == "one"
    kind: SourceKind = rest.kind
    if kind in ("person", "people"):
        kind = "person" if one else "people"
    if rest.name is not None and rest.kind == "person":
        return None
    return replace(rest, text=text, name=None, kind=kind, plural=not one, definite=False)


def _common_noun(text: str, parts: list[list[_Word]], starts_sentence: bool) -> Mention | None:
    """One word that opens a sentence: "Lawmakers", "Republicans", "Others" are no names."""
    (first, *more) = parts[0]
    if more or len(parts) > 1 or not first.capital or first.text.isupper():
        return None
    kind = kind_of_noun(first.plain)
    if kind is None:
        return None
    noun = singular(first.lower)
    if kind == ("person", False):
        # In a headline: "Lawmaker urges retaliation". But Baker and Judge are family names too.
        if not starts_sentence or noun in _FAMILY_NAMES:
            return None
        return Mention(text, head=noun, kind="person", role=first.text)
    if not (kind[1] or kind[0] in ("people", "organisation")):
        return None
    final: SourceKind = "people" if kind[0] == "person" else kind[0]
    party = noun in PARTIES or (noun.endswith(DEMONYMS) and kind[0] != "person")
    role = (
        None
        if party or final != "people" or kind_of_noun(noun) is None or kind[0] == "people"
        else first.text
    )
    return Mention(
        text,
        head=noun,
        kind=final,
        plural=True,
        role=role,
        affiliation=text if noun in PARTIES else None,
    )


def _pronoun(text: str, word: str) -> Mention:
    kinds: dict[str, SourceKind | None] = {
        **dict.fromkeys(
            ("he", "she", "him", "her", "his", "hers", "himself", "herself", "i", "me"), "person"
        ),
        **dict.fromkeys(
            ("they", "them", "we", "us", "these", "those", "everyone", "nobody"), "people"
        ),
    }
    return Mention(
        text,
        pronoun=word,
        kind=kinds.get(word),
        plural=word in ("they", "them", "we", "us"),
        definite=True,
    )


def _cut_relative(text: str) -> tuple[str, str]:
    match = _RELATIVE.search(text)
    if match is None or match.start() == 0:
        return text, ""
    behind = text[match.end() :].strip(" ,")
    # "NAME, who is 56, the ROLE": what stands behind a relative clause is rare; let it go.
    return text[: match.start()], behind


_CLAUSE = re.compile(
    r"(?:\s+themselves|\s+himself|\s+herself|\s+itself)?"
    r"(\s+who(?!\s+(?:spoke|speak|asked|requested|declined|refused|insisted|wished|wanted|was\s+not|were\s+not"
    r"|is\s+not|are\s+not|also|said|agreed|did\s+not))\s[^,;:.()“”\"]{3,60}?)"
    r"(?=[,;:.(]|$|\s+(?:who|and\s+who)\s)"
)


def _with_clause(core: str, text: str) -> str:
    """A description with the clause that tells whom it is of: "a member who supports the bill".

    Behind a comma a clause tells more of one already known; terms are told of elsewhere.
    """
    match = _CLAUSE.match(text, len(core))
    return core + match[1] if match is not None else core


def _by_comma(tokens: list[_Word]) -> list[list[_Word]]:
    parts: list[list[_Word]] = [[]]
    for token in tokens:
        if token.text in ",;:()—–":
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _name_at_end(part: list[_Word]) -> tuple[int, int] | None:
    """The proper name that ends a part: first and last place of its words."""
    last = len(part) - 1
    while last >= 0 and part[last].text in '“”"':
        last -= 1
    if last < 0 or not part[last].capital:
        return None
    first = last
    while first > 0:
        before = part[first - 1]
        if before.capital or before.text in '“”"&':
            first -= 1
        elif before.lower in _PARTICLES | _LINKS and first > 1 and part[first - 2].capital:
            first -= 2
        else:
            break
    return first, last


def _named_last(text: str, core: str, parts: list[list[_Word]]) -> Mention | None:
    """As in "The spokesperson for the team and JD Vance, Karoline Leavitt": whom the comma names."""
    first, last = parts[0], parts[-1]
    if first[0].lower not in _DETERMINERS or _head_kind(first) is None:
        return None
    _, kind, plural = _head_kind(first) or ("", None, False)
    if kind != "person" or plural:
        return None
    inner = _name_at_end(first)
    if len(parts) < 2 or inner is None:
        return None
    if not any(word.lower in {*_STOPS, *_LINKS} for word in first[1 : inner[0]]):
        return None  # "the director Ada Reed, …" is she
    whole = 2 <= len(last) <= 4 and all(word.capital for word in last)
    if not whole or any(
        word.plain in ORGANISATION_WORDS
        or word.plain in PLACES
        or word.plain in PARTIES
        or word.possessive
        or kind_of_noun(word.plain) is not None
        for word in last
    ):
        return None
    role = core[first[1].start : first[-1].end]
    name = _clean_name(core[last[0].start : last[-1].end])
    return Mention(text, name=name, kind="person", role=_role_only(role))


def _named_part(text: str, core: str, parts: list[list[_Word]]) -> Mention | None:
    """A person's name, or a body's, in one of the parts; the others say who that is."""
    if parts[0][0].lower in _QUANTITIES:
        return None  # "Many Mexicans"
    for number, part in enumerate(parts):
        part = _without_origin(part)
        place = _name_at_end(part)
        if place is None:
            continue
        first, last = place
        if first > 0 and part[first - 1].lower in _STOPS:
            continue  # "a spokesman for NAME"
        if part[last].plain in PARTIES:
            continue  # "a New Hampshire Republican"
        if part[last].possessive and (len(parts) > 1 or first > 0):
            continue
        lead_end = first
        first, title = _skip_titles(part, first, last)
        if first > last:
            continue
        moved = _skip_affiliation(part, first, last)
        if moved != first:
            first = lead_end = moved
        name = _clean_name(core[part[first].start : part[last].end])
        before = core[part[0].start : part[first].start].strip()
        others = [other for n, other in enumerate(parts) if n != number]
        if _is_person(part, first, last, title, before, others):
            return _person(text, core, name, title, part[:lead_end], others)
        if number == 0 and first <= 1 and (first == 0 or part[0].lower in _DETERMINERS):
            return _body(text, core, part, first, last, name, others)
    return None


def _without_origin(part: list[_Word]) -> list[_Word]:
    """As in "Sen. Chuck Schumer of New York" without where he is from."""
    for place, word in enumerate(part):
        if word.lower in ("of", "from") and place and part[0].plain in TITLES and place > 1:
            return part[:place]
    return part


def _skip_titles(part: list[_Word], first: int, last: int) -> tuple[int, str | None]:
    start = first
    while first <= last and part[first].plain in TITLES:
        first += 1
    title = " ".join(word.text for word in part[start:first]) or None
    return first, title


def _skip_affiliation(part: list[_Word], first: int, last: int) -> int:
    """Of capitals that run together the name is what follows the last possessive or body word."""
    for place in range(last, first - 1, -1):
        word = part[place]
        if place < last and (word.possessive or word.plain in PARTIES):
            return place + 1
        noun = kind_of_noun(word.plain)
        if first <= place < last and noun == ("person", False) and last - place > 1:
            return place + 1  # "House Majority Leader Kevin McCarthy"
    return first


def _clean_name(name: str) -> str:
    return _POSSESSIVE.sub("", name.strip(' .,“”"')) if not name.endswith("s’") else name


def _is_person(
    part: list[_Word],
    first: int,
    last: int,
    title: str | None,
    before: str,
    others: list[list[_Word]],
) -> bool:
    words = [word.plain for word in part[first : last + 1]]
    if words[-1] in ORGANISATION_WORDS or words[0] in PLACES or " ".join(words) in PLACES:
        return False
    if any(word in ORGANISATION_WORDS for word in words) and len(words) > 2:
        return False
    if any(word in ("of", "for", "and") for word in words) or "&" in _part_text(part):
        return False
    if title:
        return True
    lead = before.split()
    if lead and (kind := kind_of_noun(_POSSESSIVE.sub("", lead[-1]))) is not None:
        return kind[0] == "person"
    if lead and lead[-1].lower() in _DETERMINERS and len(lead) == 1:
        return False
    if lead:
        return False
    if len(words) == 1 and part[first].text.isupper() and len(words[0]) in (2, 3, 4, 5):
        return False
    heads = (_head_kind(other) for other in others)
    told = next((head for head in heads if head is not None), None)
    return told is None or told[1] == "person"


def _part_text(part: list[_Word]) -> str:
    return " ".join(word.text for word in part)


def _person(
    text: str,
    core: str,
    name: str,
    title: str | None,
    lead: list[_Word],
    others: list[list[_Word]],
) -> Mention:
    role = affiliation = None
    if lead:
        role, affiliation = _role_of(core, lead)
    for other in others:
        if role is None and (head := _head_kind(other)) is not None and head[1] == "person":
            role, affiliation = _role_of(core, other)
        elif role is None and other[0].text.isdigit():
            continue
    if role is None and title:
        spoken = [word for word in title.split() if word.rstrip(".").lower() not in _COURTESY]
        role = " ".join(spoken) or None
    return Mention(
        text, name=name, title=title, kind="person", role=role, affiliation=affiliation, head=None
    )


_COURTESY = frozenset("mr mrs ms miss mx dr sir dame former st".split())


def _role_of(core: str, part: list[_Word]) -> tuple[str | None, str | None]:
    """Role and affiliation in a description of a person."""
    words = list(part)
    affiliation = None
    if words and words[0].lower in _DETERMINERS and not words[0].possessive:
        words = words[1:]
    for place, word in enumerate(words[:-1]):
        if word.possessive:
            affiliation = _clean_name(core[words[0].start : word.end])
            words = words[place + 1 :]
            break
    if not words:
        return None, affiliation
    role = core[words[0].start : words[-1].end].strip('“”" ')
    for place, word in enumerate(words):
        if word.lower in ("of", "for", "at", "from", "with") and place and place + 1 < len(words):
            tail = words[place + 1 :]
            while tail and tail[0].lower in _DETERMINERS:
                tail = tail[1:]
            if tail and tail[0].capital and affiliation is None:
                end = next(
                    (n for n, w in enumerate(tail) if not (w.capital or w.lower in _LINKS)),
                    len(tail),
                )
                affiliation = _clean_name(core[tail[0].start : tail[end - 1].end])
                if word.lower in ("at", "from", "with", "for"):
                    role = core[words[0].start : words[place - 1].end]
            break
    if affiliation is None:
        run = 0
        while run < len(words) - 1 and words[run].capital and words[run].plain not in TITLES:
            run += 1
        if run and words[run].lower not in _LINKS:
            affiliation = core[words[0].start : words[run - 1].end]
    return role, affiliation


def _body(
    text: str,
    core: str,
    part: list[_Word],
    first: int,
    last: int,
    name: str,
    others: list[list[_Word]],
) -> Mention:
    words = [word.plain for word in part[first : last + 1]]
    kind: SourceKind = "organisation"
    head = kind_of_noun(words[-1])
    if head is not None and head[0] in ("document", "outlet") and len(words) > 1:
        kind = head[0]
    people = head is not None and head[0] == "person" and head[1]
    if people or (len(words) == 1 and words[0] in PARTIES and words[0].endswith("s")):
        return Mention(text, head=singular(words[-1]), kind="people", plural=True,
                       role=None, affiliation=name if words[0] in PARTIES else None)  # fmt: skip
    return Mention(
        text, name=name, kind=kind, head=words[-1] if head else None, role=_apposed(core, others)
    )


def _apposed(core: str, others: list[list[_Word]]) -> str | None:
    for other in others:
        if other and other[0].lower in ("the", "a", "an"):
            return core[other[0].start : other[-1].end]
    return None


def _head_kind(part: list[_Word]) -> tuple[str, SourceKind, bool] | None:
    """Head noun of a description: the last known noun before a preposition or participle."""
    found: tuple[str, SourceKind, bool] | None = None
    for word in part:
        if word.lower in _STOPS and found is not None:
            break
        kind = kind_of_noun(word.plain)
        if kind is not None and not word.possessive:
            found = (word.plain, *kind)
    return found or _by_suffix(part)


_AGENT = re.compile(r"^[a-z]{3,}(?:er|or|ist|ian|eer|ee)(s?)$")


def _by_suffix(part: list[_Word]) -> tuple[str, SourceKind, bool] | None:
    """Persons by their trade, of whom no list knows all: "a diver", "two glaziers"."""
    noun: tuple[str, SourceKind, bool] | None = None
    for word in part:
        if word.lower in _STOPS:
            break
        if match := _AGENT.match(word.text):
            noun = (word.plain, "person", bool(match[1]))
    return noun


_STOPS = frozenset(
    """of for at from with in on by to about inside near against among around over under within
    who which that whose familiar close involved briefed working speaking based called named titled
    entitled published conducted released commissioned interviewed worried caught supporting""".split()
)


def _described(text: str, core: str, parts: list[list[_Word]], starts_sentence: bool) -> Mention:
    """A source that is described, not named: "two officials", "the report", "his aides"."""
    part = parts[0]
    head = _head_kind(part)
    first = part[0]
    if (
        first.lower in _QUANTITIES
        and len(part) == 2
        and part[1].capital
        and part[1].text.endswith("s")
    ):
        return Mention(text, kind="people", plural=True)  # "Many Mexicans"
    if (title := _QUOTED_TITLE.match(core)) is not None:
        return Mention(text, name=core.strip(), kind="document", affiliation=_clean_name(title[1]))
    if (alias := _ALIAS.search(core)) is not None and head is not None and head[1] == "person":
        return Mention(text, name=alias[1], head=singular(head[0]), kind="person",
                       role=_role_only(core[part[0].end : alias.start()].strip()))  # fmt: skip
    definite = first.lower in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
    )
    possessor = next((w for w in part[:-1] if w.possessive), None)
    owner = _clean_name(core[part[0].start : possessor.end]) if possessor else None
    if owner:
        words = owner.split()
        owner = " ".join(words[1:]) if words and words[0].lower() in _DETERMINERS else owner
    if head is None:
        if all(word.capital for word in part if word.text not in '“”"'):
            return Mention(text, name=_clean_name(core).strip('“”"& ') or None, kind=None)
        return Mention(text, definite=definite, possessor=owner)
    noun, kind, plural = head
    role = affiliation = None
    plural = plural or (" and " in f" {core} " and first.lower not in ("the", "a", "an"))
    if kind in ("person", "people"):
        role, affiliation = _role_of(
            core, [w for w in part if w.lower not in NUMBERS and w.lower not in _QUANTITIES]
        )
        role = _role_only(role)
        if kind_of_noun(noun) == ("people", True) or noun in PARTIES or singular(noun) in PARTIES:
            role = None
            affiliation = affiliation or (core.split()[-1] if singular(noun) in PARTIES else None)
        affiliation = affiliation or owner
    final: SourceKind = "people" if kind == "person" and plural else kind
    proper = [
        w
        for n, w in enumerate(part)
        if w.capital
        and not (n == 0 and starts_sentence)
        and w.lower not in _DETERMINERS
        and w.lower not in _QUANTITIES
    ]
    if final == "document" and _filed_somewhere(part, proper):
        proper = []  # "the complaint filed in Manhattan federal court" is nobody's by name
    name = None
    if final in ("organisation", "outlet", "document") and proper:
        start = proper[0] if first.lower in _DETERMINERS or not first.capital else first
        name = (
            core[start.start : part[-1].end]
            if final != "document"
            else core[start.start :].strip(" ,")
        )
    if final == "people" and (some := _EXAMPLE.match(text)) is not None:
        name = some[0]
    issuer = None
    if final == "document":
        issuer = owner or next(
            (
                core[a.start : b.end]
                for a, b in _runs(part)
                if a is not first or not starts_sentence
            ),
            None,
        )
    return Mention(
        text,
        name=name,
        head=singular(noun),
        kind=final,
        plural=plural,
        definite=definite,
        role=role,
        affiliation=issuer if final == "document" else affiliation,
        possessor=owner,
    )


#: Whom a description names at its end: "the base chief known as Bob".
_ALIAS = re.compile(r"\s(?:known|identified)\s(?:only\s)?as\s([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)$")
#: Of whom a group's description names one: "critics such as Ada Reed".
_EXAMPLE = re.compile(
    r"^[^,]+?(?:,)?\s(?:like|including|such\sas)\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*)+"
)


def _filed_somewhere(part: list[_Word], proper: list[_Word]) -> bool:
    """Whether all names in a document's description say where it was filed, not whose it is."""
    place = next((n for n, word in enumerate(part) if word.lower in ("filed", "submitted")), None)
    return place is not None and all(word in part[place + 1 :] for word in proper)


def _role_only(role: str | None) -> str | None:
    """A group's role without what follows it: "officials familiar with the talks" → officials."""
    if role is None:
        return None
    words = role.split()
    for place, word in enumerate(words):
        if place and word.lower() in _STOPS:
            return " ".join(words[:place])
    return role


def _runs(part: list[_Word]) -> list[tuple[_Word, _Word]]:
    runs: list[tuple[_Word, _Word]] = []
    for word in part:
        if not word.capital or word.lower in _DETERMINERS:
            continue
        if runs and runs[-1][1].end + 1 >= word.start:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs


def _count(tokens: list[_Word]) -> int | None:
    for token in tokens[:3]:
        if token.lower in NUMBERS and token.lower not in ("one", "zero", "couple", "pair", "dozen"):
            return NUMBERS[token.lower]
        if token.text.isdecimal() and len(token.text) < 4:
            return int(token.text)
    return None
