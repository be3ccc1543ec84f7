"""Who is one person or body over the whole archive: the names by which sources are joined, and what
forbids it.

A person is known by full name, whatever short form of the given name and whatever initials stand in it;
by surname alone only where role or affiliation agree and no other could be meant. Two people of one
name in fields of work that do not go together are two. A body is known by the words of its name that
say something, in any order ("Department of Justice", "Justice Department"); one whose name many bodies
have ("the health ministry") within its outlet only. A document is known by its title, without its
dates: its series. Sources that are not named are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.archive.fulltext import fold
from onrecord.languages import ActorWords
from onrecord.outlets import known_outlet
from onrecord.records import Article, Source

__all__ = ["Candidate", "Named", "choose", "folded_name", "last_name", "named"]

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_DATES = re.compile(r"\d+")
_OFFICE = re.compile(r"['’]s?\s+office$", re.IGNORECASE)
_INITIALS = 2  # letters of initials that may stand for a name, at least
_TITLE = 3  # words of a document's title that tell it from others


@dataclass(frozen=True, slots=True)
class Named:
    """A source as the archive knows it.

    Attributes:
        name: as the article gives it.
        kind: person, organisation, outlet, document, people.
        key: by which it is joined with others; empty where by none.
        surname: of a person of whom the article gives no more.
        last: of a person with a full name, its last word.
        others: further keys: initials that the article gives for it.
        about: words of its role and affiliation, folded.
        fields: of work that its role belongs to.
    """

    name: str
    kind: str
    key: str
    surname: str = ""
    last: str = ""
    others: tuple[str, ...] = ()
    about: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@dataclass(slots=True)
class Candidate:
    """An actor that a source may be.

    Attributes:
        id: of the actor.
        kind: what it is.
        keys: all by which it is known.
        about, fields: of all its roles and affiliations so far.
    """

    id: int
    kind: str
    keys: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)


def folded_name(name: str) -> str:
    """A name as it is looked for: without case, marks and punctuation."""
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
    return " ".join(_WORD.findall(fold(joined.replace("’", "").replace("'", ""))))


def last_name(folded: str, words: ActorWords) -> str:
    """The last word of a folded name that is a name."""
    parts = folded.split()
    while len(parts) > 1 and parts[-1] in words.suffixes | words.generations:
        parts = parts[:-1]
    return parts[-1] if parts else ""


def named(source: Source, article: Article, words: ActorWords, outlet: str) -> Named | None:
    """What a source is known by; None of one that is not named.

    Args:
        source: of the article.
        article: in which it speaks.
        words: of the article's language.
        outlet: key of the article's outlet; empty where it is not known.
    """
    if not source.named or source.kind in (None, "author", "people") or source.composed:
        return None
    about = frozenset(folded_name(f"{source.role or ''} {source.affiliation or ''}").split())
    about -= words.links | words.articles
    kind, key, surname = str(source.kind), "", ""
    others: tuple[str, ...] = ()
    if (known := known_outlet(source.name)) is not None and kind in ("outlet", "organisation"):
        kind, key = "outlet", f"outlet:{folded_name(known.name)}"
    elif kind == "person":
        key, others, surname, told = _person(source.name, words)
        about |= told
    elif kind == "document":
        key = _document(source.name, words)
    else:
        key = _body(source.name, words, outlet)
        others = tuple(_initials(source.name, article, words))
    fields = frozenset(name for name, heads in words.occupations.items() if about & heads)
    return Named(
        name=source.name,
        kind=kind,
        key=key,
        surname=surname,
        last=last_name(folded_name(source.name), words) if kind == "person" and key else "",
        others=others,
        about=about,
        fields=fields if kind == "person" else frozenset(),
    )


def _person(name: str, words: ActorWords) -> tuple[str, tuple[str, ...], str, set[str]]:
    """The key of a person's full name; that without middle names; the surname where there is no more; the
    words of titles.
    """
    parts = folded_name(name).split()
    titles: list[str] = []
    while len(parts) > 1 and (parts[0] in words.titles or parts[0] in words.links):
        titles.append(parts[0])
        parts = parts[1:]
    if titles and titles[-1] in words.links and len(parts) > 1:
        titles, parts = [*titles, *parts[:-1]], parts[-1:]  # Secretary of State Clinton
    born = ""  # father and son are two
    while len(parts) > 1 and parts[-1] in words.suffixes | words.generations:
        born = parts[-1] if parts[-1] in words.generations else born
        parts = parts[:-1]
    told = set(titles) - words.links - words.articles
    if len(parts) < 2:
        if titles and titles[-1] in words.first_name_titles:
            return f"person:{titles[-1]} {parts[0]}", (), "", told
        return "", (), " ".join(parts), told
    given, *middle, last = map(_spelt, parts)
    given = words.given_names.get(parts[0], given)
    middle = [part for part in middle if len(part) > 1]
    if len(given) == 1 and middle:
        given, *middle = middle  # J. Edgar Hoover
    whole = " ".join(filter(None, (f"person:{given}", *middle, last, born)))
    short = " ".join(filter(None, (f"person~{given}", last, born)))
    return whole, (short,), "", told


def _spelt(part: str) -> str:
    """A name in letters of another script's sound: Zelenskiy and Zelensky, Meshaal and Meshal."""
    return re.sub(r"(?:iy|yy|ii|yi|ij|iyy)$", "y", re.sub(r"(.)\1", r"\1", part))


def _document(name: str, words: ActorWords) -> str:
    parts = [
        part for part in folded_name(_DATES.sub(" ", name)).split() if part not in words.articles
    ]
    return f"document:{' '.join(parts)}" if len(parts) >= _TITLE else ""


def _body(name: str, words: ActorWords, outlet: str) -> str:
    parts = [words.spellings.get(part, part) for part in folded_name(_OFFICE.sub("", name)).split()]
    parts = _of_a_person(parts, words)
    while len(parts) > 1 and parts[0] in words.articles:
        parts = parts[1:]
    known = words.bodies.get(" ".join(parts))
    if known is not None:
        parts = known.split()
    telling = [part for part in parts if part not in words.links | words.articles]
    while len(telling) > 1 and telling[-1] in words.legal_forms:
        telling = telling[:-1]
    nation = ""
    if len(telling) > 1 and any(part not in words.nations for part in telling):
        nations = [part for part in telling if part in words.nations]
        telling = [part for part in telling if part not in words.nations]
        nation = "" if not nations else "uk" if nations[0] in ("uk", "british", "kingdom") else "us"
    if not telling:
        return ""
    key = " ".join(sorted(set(telling)))
    if known is None and all(part in words.common for part in telling):
        # Whose it is only the article's own country tells, and that its outlet.
        return f"organisation:{key}@{nation or outlet}" if nation or outlet else ""
    return f"organisation:{key}"


def _of_a_person(parts: list[str], words: ActorWords) -> list[str]:
    """What is somebody's by surname: "the administration of President Ana Ruiz", "Ana Ruiz's campaign"."""
    own = next((part for part in parts if part in words.of_a_person), None)
    if own is None:
        return parts
    before, _, behind = " ".join(parts).partition(own)
    if behind.strip().startswith(tuple(f"{link} " for link in words.links)):
        whose = behind.split()[1:]
    elif not behind:
        whose = before.split()
    else:
        return parts
    titled = any(part in words.titles for part in whose)
    given = any(part in words.given_names for part in whose)
    return [whose[-1], own] if whose and (titled or given) else parts


def _initials(name: str, article: Article, words: ActorWords) -> Iterable[str]:
    """Initials that the article itself gives in brackets behind a name."""
    found = re.search(rf"{re.escape(name)}\s*\(([^\W\d_][\w.&-]{{1,9}})\)", article.text)
    if found is None:
        return
    short = folded_name(found[1]).replace(" ", "")
    letters = "".join(part[0] for part in folded_name(name).split() if part not in words.links)
    if len(short) >= _INITIALS and short == letters:
        yield f"organisation:{short}"


def choose(one: Named, candidates: Sequence[Candidate], words: ActorWords) -> Candidate | None:
    """Which actor a source is; None where it is none of them, or it cannot be told.

    Args:
        one: the source.
        candidates: actors with one of its keys, or of a person known by surname, that surname.
        words: of the article's language.
    """
    fitting = [actor for actor in candidates if _fits(one, actor, words)]
    if one.key and one.kind != "person":
        whole = [actor for actor in fitting if one.key in actor.keys]
        return (whole or fitting)[0] if len(whole or fitting) >= 1 else None
    if one.surname:
        told = [actor for actor in fitting if _is_told(one, actor, words)]
        return told[0] if len(told) == 1 else None
    named = [actor for actor in fitting if actor.keys]
    agreeing = [actor for actor in named if one.about & actor.about]
    if len(named) == 1 and (agreeing or sum(bool(actor.keys) for actor in candidates) == 1):
        return named[0]
    if named:
        return agreeing[0] if len(agreeing) == 1 else None
    told = [actor for actor in fitting if _is_told(one, actor, words)]
    return told[0] if len(told) == 1 else None


def _is_told(one: Named, actor: Candidate, words: ActorWords) -> bool:
    """Whether role and affiliation tell a person of whom one side has no more than the surname: two words
    of them agree, or an office that one holds at a time.
    """
    agreed = one.about & actor.about
    return len(agreed) > 1 or bool(agreed & words.single_offices)


def _bare(key: str) -> str:
    """The key of a full name without its middle names."""
    parts = key.split()
    return " ".join((parts[0], parts[-1])) if len(parts) > 1 else key


def _fits(one: Named, actor: Candidate, words: ActorWords) -> bool:
    """Whether nothing forbids that a source is an actor."""
    if one.kind != actor.kind:
        return False
    if one.kind == "person" and one.key and actor.keys and one.key not in actor.keys:
        # Without middle names: another person of them has other ones.
        whole = {key for key in actor.keys if key.startswith("person:")}
        if not any(_bare(key) == one.key or _bare(one.key) == key for key in whole):
            return False
    if one.kind == "organisation" and one.key not in actor.keys:
        # By initials only: another body with the same ones has another full name.
        full = {key for key in actor.keys if " " in key}
        return not full or " " not in one.key
    if not one.fields or not actor.fields or one.fields & actor.fields or one.about & actor.about:
        return True
    return one.fields <= words.mixing and bool(actor.fields & words.mixing)
