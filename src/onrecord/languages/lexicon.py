"""Words that tell what a source is: head nouns by kind, titles, numbers, places that speak."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from onrecord.records import SourceKind

__all__ = [
    "DEMONYMS",
    "NUMBERS",
    "ORGANISATION_WORDS",
    "PARTIES",
    "TITLES",
    "gender_of_name",
    "gender_of_title",
    "kind_of_noun",
    "singular",
]

_DATA = Path(__file__).with_name("en") / "data"

#: Titles that stand before a name and are no part of it.
TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep representative gov governor
    lt lieutenant gen general col colonel maj major capt captain sgt sergeant adm admiral cmdr commander
    pvt cpl corporal det detective insp inspector supt superintendent sheriff officer president
    vice-president premier chancellor minister secretary ambassador judge justice congressman
    congresswoman councilman councilwoman councillor mayor king queen prince princess pope cardinal
    archbishop bishop rev reverend father sister brother rabbi imam ayatollah sheikh chairman chairwoman
    coach attorney former ex-president then-president brig del cllr hon rt mp msgr st""".split()
)
NUMBERS = {
    word: number
    for number, words in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    for word in (words,)
} | {"both": 2, "couple": 2, "pair": 2, "dozen": 12, "trio": 3, "neither": 2}
#: Words that make a capitalised name the name of a body.
ORGANISATION_WORDS = frozenset(
    """inc corp corporation co company ltd llc plc gmbh ag group holdings bank university college school
    institute institution center centre committee commission council department ministry agency bureau
    office administration association federation union league alliance coalition party foundation fund
    trust society club church court house congress senate parliament assembly board authority service
    services police army navy force forces guard corps command pentagon kremlin campaign organization
    organisation network partners industries systems technologies airlines airways motors hospital clinic
    museum movement matter action project initiative program programme registry treasury reserve fed
    government embassy consulate republic states nations security intelligence lab laboratories labs
    international watch observatory conference caucus delegation team workers teamsters brotherhood
    exchange ventures capital energy oil gas media studios entertainment records pac""".split()
)
#: Countries and such whose names stand for their governments.
PLACES = frozenset(
    """america britain england scotland wales ireland france germany italy spain portugal poland ukraine
    russia china japan india pakistan iran iraq syria israel palestine egypt turkey greece mexico canada
    brazil argentina chile colombia venezuela cuba peru bolivia australia austria switzerland sweden norway
    denmark finland belgium netherlands hungary romania bulgaria serbia croatia georgia armenia azerbaijan
    kazakhstan afghanistan yemen qatar kuwait jordan lebanon libya tunisia algeria morocco sudan ethiopia
    kenya nigeria ghana uganda rwanda somalia congo zimbabwe vietnam thailand indonesia malaysia singapore
    philippines taiwan korea myanmar bangladesh nepal washington moscow beijing london brussels tehran
    paris berlin kyiv kiev jerusalem ankara tokyo seoul pyongyang riyadh cairo damascus baghdad delhi
    eu uk us u.s usa u.k un u.n nato iaf""".split()
) | {
    *(
        "middle east",
        "near east",
        "far east",
        "north korea",
        "south korea",
        "saudi arabia",
        "hong kong",
    ),
    *("south africa", "new zealand", "new york", "new jersey", "new mexico", "new hampshire"),
    *("north carolina", "south carolina", "north dakota", "south dakota", "west virginia"),
    *("rhode island", "los angeles", "las vegas", "san francisco", "tel aviv", "west bank"),
}
PARTIES = frozenset(
    "republican republicans democrat democrats democratic gop labour conservative conservatives tory "
    "libertarian green socialist communist".split()
)
DEMONYMS = ("ian", "ish", "ese", "can", "ean", "ench", "man")


@cache
def _given_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in (_DATA / "given_names.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            gender, _, some = line.partition("\t")
            names.update(dict.fromkeys(some.split(), gender))
    return names


def gender_of_name(name: str) -> str | None:
    """``m`` or ``f`` where the first word of a name is a given name of one gender; else None."""
    words = name.split()
    return _given_names().get(words[0].casefold()) if words else None


_MALE = frozenset("mr sir lord king prince father brother congressman pope".split())
_FEMALE = frozenset("mrs ms miss dame lady queen princess sister congresswoman mother".split())


def gender_of_title(title: str | None) -> str | None:
    """``m``, ``f``, or None where the title does not tell."""
    words = {word.rstrip(".").lower() for word in (title or "").split()}
    if words & _MALE:
        return "m"
    return "f" if words & _FEMALE else None


@cache
def _kinds() -> dict[str, SourceKind]:
    kinds: dict[str, SourceKind] = {}
    for line in (_DATA / "nouns.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, _, nouns = line.partition("\t")
        for noun in nouns.split():
            kinds.setdefault(noun.replace("_", " "), kind)  # type: ignore[arg-type]
    return kinds


def kind_of_noun(noun: str) -> tuple[SourceKind, bool] | None:
    """Kind by a head noun, and whether the noun is a plural; None where it is not known."""
    word = noun.lower().strip("’'")
    kinds = _kinds()
    if word in kinds:
        return kinds[word], word in _PLURAL_FORMS
    base = singular(word)
    if base != word and base in kinds:
        return kinds[base], True
    return None


_PLURAL_FORMS = frozenset(
    "people authorities men women children folks others some many most few several both".split()
)


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
