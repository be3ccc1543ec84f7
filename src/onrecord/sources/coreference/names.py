"""Mentions by name: persons by their family name, bodies and outlets by theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from onrecord.outlets import known_outlet, short_name_of, without_the
from onrecord.sources.coreference.case import Case
from onrecord.sources.coreference.entity import Decision, Entity
from onrecord.sources.coreference.memory import Memory
from onrecord.sources.mentions import Mention, alike

__all__ = ["by_any_name", "by_name", "by_outlet", "named", "named_beside", "outlet", "with_title"]


def outlet(case: Case) -> Decision | None:
    """A news outlet by any of its names."""
    mention = case.mention
    bare = mention.definite or " " not in mention.text
    described = mention.name is None and mention.head is not None and bare
    known = mention.kind == "outlet" or (mention.name and known_outlet(mention.name))
    if not known or described or _is_family_name(case.memory, mention):
        return None
    return by_outlet(case.memory, mention)


def named(case: Case) -> Decision | None:
    """Whoever has the mention's name."""
    if case.mention.name is None:
        return None
    return _of_two_the_nearest(case) or by_any_name(case.memory, case.mention)


def _of_two_the_nearest(case: Case) -> Decision | None:
    """Of two of one family, whom the words just before give in full: "Prime Minister Ada Reed … Reed said"."""
    memory, mention, place = case.memory, case.mention, case.span.start
    name = mention.name or ""
    if mention.kind not in ("person", None) or " " in name or mention.title is not None:
        return None
    family = {full for full, _, _ in memory.full_names_like(name) if full.endswith(f" {name}")}
    if len({full.split()[0] for full in family}) < 2:
        return None
    near = memory.names_between(max(place - _JUST_BEFORE, 0), place)
    last = next((full for full in reversed(near) if full.name in family), None)
    return by_name(memory, memory.parse(last.name)) if last is not None else None


def by_any_name(memory: Memory, mention: Mention) -> Decision:
    """The outlet, or whoever else has a mention's name."""
    if mention.kind != "outlet":
        return by_name(memory, mention)
    if _is_family_name(memory, mention):
        return by_name(memory, replace(mention, kind="person"))
    return by_outlet(memory, mention)


def _is_family_name(memory: Memory, mention: Mention) -> bool:
    """Whether an outlet's name is a person's here: "Mr. Bloomberg", or "Bloomberg" where the article has a Michael Bloomberg."""
    name = mention.name or ""
    if not name or " " in name or not mention.text.endswith((name, f"{name}’s", f"{name}'s")):
        return False
    if mention.title is not None or (mention.kind == "person" and mention.role is not None):
        return True  # "NYC Mayor Bloomberg"
    alone = mention.text.startswith(name)
    known = memory.lang.lexicon.has_given_name
    return alone and any(
        full.endswith(f" {name}") and known(full) for full, _, _ in memory.full_names_like(name)
    )


def named_beside(case: Case) -> Decision | None:
    """As in "the president-elect", with ", Donald Trump" behind it; "the group’s director Ali Vaez"."""
    memory, mention, span = case.memory, case.mention, case.span
    if mention.name is not None or mention.kind not in ("person", None) or mention.plural:
        return None
    if (not mention.definite and mention.possessor is None) or mention.head is None:
        return None
    behind = case.text[span.end : span.end + 2]
    for full in memory.names_between(span.start + 1, span.end + 3):
        ends_it = full.end == span.end and full.start > span.start
        if ends_it or (behind == ", " and full.start == span.end + 2):
            return _with_role(by_name(memory, memory.parse(full.name)), mention)
    return None


def _with_role(decision: Decision, mention: Mention) -> Decision:
    """A person by name, with the role that a description beside the name gives."""
    if not mention.role or decision.entity.kind != "person":
        return decision
    described = replace(mention, name=None)
    return Decision(decision.entity, learn=described, on_the_way=((decision, None),))


def by_outlet(memory: Memory, mention: Mention) -> Decision:
    """The outlet of a mention, by any of its names."""
    name = without_the(mention.name or mention.text)
    if " " not in name and (full := _in_full(memory, name)) is not None:
        return full
    known = known_outlet(name)
    for entity in memory.called(known.name if known else name):
        if entity.kind == "outlet" and entity.name is not None:
            same = known is not None and known_outlet(entity.name) == known
            if same or entity.name.casefold() == name.casefold():
                return Decision(entity)
    if known is not None and len(known.name) > len(name) and known.name in memory.text:
        name = known.name
    entity = memory.proposed("outlet", name=name)
    entity.role = mention.role
    return Decision(entity)


def _in_full(memory: Memory, short: str) -> Decision | None:
    """As in "the Times" in an article that names the New York Times."""
    for entity in memory.called(short):
        full = entity.name if entity.kind == "outlet" else None
        if full and short_name_of(short, full, memory.lang):
            return Decision(entity)
    full = memory.outlet_in_full(short)
    return Decision(memory.proposed("outlet", name=full)) if full else None


def by_name(memory: Memory, mention: Mention) -> Decision:
    """The entity of a name, under the fullest name that the article gives it."""
    # What stands where a name was found, and is none when taken apart, goes by its words.
    name, kind = mention.name or mention.text, mention.kind
    bare = without_the(name)
    definite = without_the(mention.text) != mention.text
    if " " not in bare and (definite or kind is None):
        if (short := _in_full(memory, bare)) is not None:
            return short
    person = None
    if kind in ("person", None) or (kind == "organisation" and not definite):
        person = _fullest(memory, name, mention)
    if (
        person is None
        and not mention.title
        and (full := memory.body_in_full(bare, definite=definite)) is not None
    ):
        name, kind = full, "organisation"
        mention = replace(mention, name=full, kind=kind)
    for entity in memory.called(person or name):
        if _is_same(entity, person or name, name, mention):
            return Decision(entity, learn=mention, full_name=person)
    if person is None and _is_no_person(memory, mention, bare):
        kind = "organisation"
        mention = replace(mention, kind=kind)
    entity = memory.proposed(
        "person" if person and kind != "organisation" else kind or "person", name=person or name
    )
    entity.learn(mention, person)
    return Decision(entity)


def _is_no_person(memory: Memory, mention: Mention, name: str) -> bool:
    """Whether a name of one word is a body's: in a whole article a person is given in full once, or by a
    title or a role.
    """
    if len(memory.text) < _WHOLE:
        return False
    if mention.name is None or mention.kind not in ("person", None) or " " in name:
        return False
    if mention.title or mention.role or mention.definite:
        return False
    lexicon = memory.lang.lexicon
    return not lexicon.has_given_name(name) and memory.titled(name) is None


_JUST_BEFORE = (
    300  # code points in which one of a family is named in full before he goes by its name alone
)
_WHOLE = 1_500  # code points of a text that is an article and no passage
_LETTERS_OF_A_TITLE = (3, 4)


def _fullest(memory: Memory, name: str, mention: Mention) -> str | None:
    """The full name that the article gives a person of this name most often."""
    words = name.split()
    if len(words) == 2 and words[0].isupper() and len(words[0]) in _LETTERS_OF_A_TITLE:
        # "MEC Mamabolo": letters before a family name that the article gives in full are a title.
        spelt = [one for one, _, _ in memory.full_names_like(words[1])]
        if any(one.endswith(f" {words[1]}") and not one.startswith(words[0]) for one in spelt):
            words, name = words[1:], words[1]
    counts = _that_may_be_meant(memory, words, mention)
    if any(" " in full for full in counts):
        counts = Counter({full: count for full, count in counts.items() if " " in full})
    for short in sorted(counts, key=len):
        longer = [full for full in counts if full != short and full.endswith(" " + short)]
        if len(longer) == 1:
            counts[longer[0]] += counts.pop(short)
    # Of equals the longest; of those the one that stands first.
    known = memory.lang.lexicon.has_given_name
    return max(
        counts,
        key=lambda full: (counts[full] * (2 if known(full) else 1), len(full.split())),
        default=None,
    )


def _that_may_be_meant(memory: Memory, words: list[str], mention: Mention) -> Counter[str]:
    """How often the article gives each full name that a mention's may be short for: of the gender of its
    title, and where one of them stands behind the same office, that one.
    """
    gender = memory.lang.lexicon.gender_of_title(mention.title)
    counts: Counter[str] = Counter()
    for full, theirs, count in memory.full_names_like(" ".join(words), person=bool(mention.title)):
        if gender and theirs and theirs != gender:
            continue
        if len(words) == 1 and _is_the_younger(memory, full, words[0]):
            continue
        if len(words) == 1 or _compatible(words, full.split()):
            counts[full] += count
    if gender and len(words) == 1:
        counts = _of_gender(memory, counts, gender)
    office = memory.office_of((mention.title or "").split())
    for held in (office, office - memory.lang.mentions.once):
        holding = [full for full in counts if " " in full and held in memory.offices(full)]
        if held and holding:
            return Counter({full: counts[full] for full in holding})
    return counts


def _is_the_younger(memory: Memory, full: str, family: str) -> bool:
    """Whether a full name ends in "Jr." where the article has another of the family by an office: "President Reed" is not Tom
    Reed Jr., nor is "Mr. Reed" there.
    """
    last = full.split()[-1]  # "Tawadros II" is nobody's younger one
    if last.isupper() or last.rstrip(".").lower() not in memory.lang.people.suffixes:
        return False
    courtesy, own = memory.lang.mentions.courtesy, memory.offices(full)
    alone = (one for one in memory.names_of(family) if not courtesy.issuperset(one.titles))
    return any(memory.office_of(one.titles) not in own for one in alone)


def _of_gender(memory: Memory, counts: Counter[str], gender: str) -> Counter[str]:
    """Of several full names those whose given name does not tell another gender; where there is none of them, those that
    were given before anybody went by the family name alone: "Mr." behind "Nicola Zingaro" is he, whatever lists say.
    """
    lexicon = memory.lang.lexicon
    fitting = {
        full: count for full, count in counts.items()
        if " " not in full or lexicon.gender_of_name(full) in (None, gender)
    }  # fmt: skip
    if any(" " in full for full in fitting):
        return Counter(fitting)
    return Counter({full: count for full, count in counts.items() if memory.is_introduced(full)})


def _compatible(one: list[str], other: list[str]) -> bool:
    """Whether two names may be one person's: "Amir Iravani" and "Amir Saeid Iravani"."""
    one, other = _without_stop(one), _without_stop(other)
    short, long = sorted((one, other), key=len)
    if short == long[-len(short) :]:
        return True
    initial = short[0].rstrip(".")
    return alike(short[-1], long[-1]) and (
        alike(short[0], long[0]) or (len(initial) == 1 and initial == long[0][:1])
    )


def _without_stop(words: list[str]) -> list[str]:
    """Words of a name, the last one without a full stop: "Tom Reed Jr" is "Tom Reed Jr."."""
    return [*words[:-1], words[-1].rstrip(".")]


def _is_same(entity: Entity, full: str, name: str, mention: Mention) -> bool:
    if entity.name is None:
        return False
    if entity.name.casefold() in (full.casefold(), name.casefold()):
        return True
    if mention.kind == "person" or (mention.kind is None and entity.kind == "person"):
        if entity.kind != "person":
            return False
        if _are_of_two_genders(entity, full, mention):
            return False
        one, other = full.split(), entity.name.split()
        if len(one) > 1 and len(other) > 1:
            return _compatible(one, other)
        return alike(one[-1], other[-1])
    return entity.kind == mention.kind and alike(entity.name, full)


def _are_of_two_genders(entity: Entity, full: str, mention: Mention) -> bool:
    """As "Mr. Reed" is not Ada Reed, nor Peter Reed "Mrs Reed"."""
    lexicon = entity.lang.lexicon
    titled = lexicon.gender_of_title(mention.title)
    if titled is not None:
        return entity.gender not in (None, titled)
    given = lexicon.gender_of_name(full) if " " in full else None
    known = lexicon.gender_of_title(" ".join(sorted(entity.titles)))
    return " " not in (entity.name or " ") and None not in (given, known) and given != known


def with_title(memory: Memory, entity: Entity) -> str | None:
    """The name of a person of whom the article gives one name only, with the title it gives."""
    if entity.kind != "person" or entity.name is None or " " in entity.name:
        return entity.name
    full = memory.titled(entity.name)
    if full is None:
        return entity.name
    before = memory.text[max(full.start - 30, 0) : full.start].split()
    title = before[-1] if before else ""
    kept = title.rstrip(".").lower() in memory.lang.coreference.kept_titles
    return f"{title} {entity.name}" if kept else entity.name
