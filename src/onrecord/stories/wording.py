"""What is found of a story in plain words, for terminal and report alike."""

from __future__ import annotations

from onrecord.formats.wording import TERMS
from onrecord.stories._model import Claim, Derivation, DerivationKind, Origin, Row, Stance, Story

__all__ = [
    "DERIVATIONS",
    "STANCES",
    "WAYS",
    "about_origin",
    "asserting",
    "derived_from",
    "folded",
    "origin_rows",
    "outlet_of",
    "standing",
]

STANCES: dict[Stance, str] = {
    "asserts": "asserts",
    "denies": "denies",
    "reports_without_answer": "no answer",
}
DERIVATIONS: dict[DerivationKind, str] = {
    "independent": "independent",
    "wire_copy": "wire copy",
    "copy_of_article": "copy",
    "rewrite_with_credit": "rewrite, with credit",
    "rewrite_without_credit": "rewrite, without credit",
    "update": "update",
}
WAYS = {"about": "speaks of", "against": "denies what concerns", "asks": "asks"}


def outlet_of(story: Story, article: int) -> str:
    """What an article is called: its outlet, else its id."""
    one = story.readings[article].article
    return one.outlet or one.id


def derived_from(one: Derivation) -> str:
    """How an article came about: "wire copy of AP"."""
    whose = f" of {one.whose}" if one.whose and one.kind != "independent" else ""
    return DERIVATIONS[one.kind] + whose


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def standing(claim: Claim) -> str:
    """What stands behind a claim: "7 articles, 2 origins, 1 disputes it"."""
    told = [_many(claim.articles, "article")]
    several = "s" if claim.most != 1 else ""
    told.append(f"{claim.range} origin{several}")
    if claim.least and claim.named < claim.least:
        told.append("none of them named" if not claim.named else f"{claim.named} of them named")
    if claim.disputed_by:
        many = len(claim.disputed_by)
        told.append(f"{many} dispute{'s' if many == 1 else ''} it")
    return ", ".join(told)


def asserting(claim: Claim) -> set[str]:
    """Ids of the origins that assert a claim."""
    return {row.origin for row in claim.rows if row.stance == "asserts"}


def origin_rows(claim: Claim, origin: Origin) -> list[Row]:
    """The rows of an origin that are shown: of each article and stance the surest."""
    best: dict[tuple[int, Stance], Row] = {}
    for row in claim.rows:
        if row.origin == origin.id:
            key = row.place.article, row.stance
            if key not in best or row.score > best[key].score:
                best[key] = row
    return list(best.values())


def about_origin(origin: Origin, claim: Claim) -> list[str]:
    """What is to be said of an origin beside its name."""
    told = [TERMS[origin.terms]] if origin.terms else []
    if origin.unattributed:
        told.append("no source given")
    if not origin.sure:
        others = [one.what for one in claim.origins if one.id in origin.maybe_same_as]
        told.append(
            f"perhaps the same as {' or '.join(others)}" if others else "not counted for sure"
        )
    return told


def folded(story: Story) -> list[tuple[int, list[int]]]:
    """The articles in order, each with those that come out of it."""
    whose: dict[str, int] = {}
    heads: list[int] = []
    for number, one in enumerate(story.derivations):
        head = number if one.of is None else one.of
        if one.of is None and one.whose is not None and one.kind != "independent":
            head = whose.setdefault(one.whose, number)
        heads.append(head)
    under: dict[int, list[int]] = {}
    for number in range(len(heads)):
        under.setdefault(_top(number, heads), []).append(number)
    return [(top, [one for one in own if one != top]) for top, own in sorted(under.items())]


def _top(number: int, heads: list[int]) -> int:
    """What an article comes out of in the end: a copy's copy is the original's, which may come later in time. Of two
    that retell each other it is the first.
    """
    passed: list[int] = []
    while number not in passed:
        passed.append(number)
        number = heads[number]
    return min(passed[passed.index(number) :])
