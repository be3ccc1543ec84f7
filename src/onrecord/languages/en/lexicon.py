"""English nouns, titles and names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from onrecord.languages.en.cldr import COUNTRIES
from onrecord.languages.lexicon import Lexicon
from onrecord.records import SourceKind

__all__ = ["lexicon"]

_DATA = Path(__file__).with_name("data")

#: Titles that stand before a name and are no part of it.
_TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor
    lt lieutenant gen general col colonel maj major capt captain sgt sergeant adm admiral cmdr commander
    pvt cpl corporal det detective insp inspector supt superintendent sheriff officer president
    vice-president premier chancellor minister secretary ambassador judge justice congressman
    congresswoman councilman councilwoman councillor mayor king queen prince princess pope cardinal
    archbishop bishop rev reverend father sister brother rabbi imam ayatollah sheikh chairman chairwoman
    coach attorney former ex-president then-president brig del cllr hon rt mp msgr st
    sens reps govs messrs adv advocate senor señor datuk datin dato seri tunku shri smt eng engr alhaji hajiya comrade cde mec
    dci supt pm marshal president-elect ex-prime prime vice deputy acting sheikha
    pastor bishop deacon baron baroness count countess duke duchess""".split()
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    for word in (words,)
} | {"both": 2, "couple": 2, "pair": 2, "dozen": 12, "trio": 3, "neither": 2}
#: Words that make a capitalised name the name of a body.
_ORGANISATION_WORDS = frozenset(
    """inc corp corporation co company ltd llc plc gmbh ag group holdings bank university college school
    institute institution center centre committee commission council department ministry agency bureau
    office unit administration association federation union league alliance coalition party foundation fund
    trust society club church court house congress senate parliament assembly board authority service
    services police army navy force forces guard corps command pentagon kremlin campaign organization
    organisation network partners industries systems technologies airlines airways motors hospital clinic
    museum movement matter action project initiative program programme registry treasury reserve fed
    government embassy consulate republic states nations security intelligence lab laboratories labs
    international watch observatory conference caucus delegation team workers teamsters brotherhood
    exchange ventures economics research securities analytics capital energy oil gas media studios entertainment records pac water lines rail railways utilities foods wire
    newswire shipping telecom telecommunications logistics consulting retail aerospace dynamics petroleum mining minerals resources
    properties financial finance solutions yards shipyard""".split()
)
#: Names of these that Babel does not have, regions, capitals that stand for governments, bodies of states.
_PLACES = frozenset(
    """america britain england scotland wales palestine turkey korea myanmar congo washington moscow beijing
    london brussels tehran paris berlin kyiv kiev jerusalem ankara tokyo seoul pyongyang riyadh cairo damascus
    baghdad delhi eu uk us u.s usa u.k un u.n nato iaf""".split()
) | {
    *("middle east", "near east", "far east", "hong kong", "new york", "new jersey", "new mexico"),
    *(
        "new hampshire",
        "north carolina",
        "south carolina",
        "north dakota",
        "south dakota",
        "west virginia",
    ),
    *("rhode island", "los angeles", "las vegas", "san francisco", "tel aviv", "west bank"),
}
_PARTIES = frozenset(
    "republican republicans democrat democrats democratic gop labour conservative conservatives tory "
    "libertarian green socialist communist".split()
)
_MALE = frozenset("mr sir lord king prince father brother congressman pope".split())
_FEMALE = frozenset("mrs ms miss dame lady queen princess sister congresswoman mother".split())
_PLURAL_FORMS = frozenset(
    "people authorities men women children folks others some many most few several both".split()
)


@cache
def lexicon() -> Lexicon:
    """The English lexicon, read from its files when first asked for."""
    return Lexicon(
        titles=_TITLES,
        male_titles=_MALE,
        female_titles=_FEMALE,
        numbers=_NUMBERS,
        organisation_words=_ORGANISATION_WORDS,
        places=_PLACES | {name.casefold().replace("&", "and") for name in COUNTRIES},
        bodies=frozenset(_bodies()),
        parties=_PARTIES,
        demonyms=("ian", "ish", "ese", "can", "ean", "ench", "man"),
        no_family_names=("ly", "ing", "ican", "ish", "ians", "iness", "tion", "ility", "ism"),
        no_persons=("ican", "icans", "ians"),
        nouns=_nouns(),
        plural_forms=_PLURAL_FORMS,
        given_names=dict(_given_names()),
        common_words=frozenset(_common_words()),
        singular=singular,
    )


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a table: what stands before the tab, and the words behind it."""
    for line in _lines(name):
        key, _, words = line.partition("\t")
        yield key, words.split()


def _lines(name: str) -> Iterator[str]:
    """The lines of a file without its remarks."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _given_names() -> Iterator[tuple[str, str]]:
    for gender, names in _rows("given_names.tsv"):
        yield from ((name, gender) for name in names)


def _common_words() -> Iterator[str]:
    for line in _lines("common_words.txt"):
        yield from line.split()


def _bodies() -> Iterator[str]:
    for line in _lines("bodies.txt"):
        yield from (name.strip() for name in line.split(","))


def _nouns() -> dict[str, SourceKind]:
    kinds: dict[str, SourceKind] = {}
    for kind, nouns in _rows("nouns.tsv"):
        for noun in nouns:
            kinds.setdefault(noun.replace("_", " "), cast(SourceKind, kind))
    return kinds


def singular(word: str) -> str:
    """The singular of a regular English plural, and of those in -men and -women."""
    if word.endswith("women"):
        return word[:-5] + "woman"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word in ("wives", "housewives"):
        return word[:-3] + "fe"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
