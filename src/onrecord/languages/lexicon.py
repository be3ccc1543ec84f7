"""What nouns, titles and given names tell of a source: its kind, its number, its gender."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from onrecord.languages.section import Section
from onrecord.records import SourceKind

__all__ = ["Lexicon"]


class Lexicon(Section):
    """The nouns of a language.

    Attributes:
        titles: words that stand before a name and are no part of it.
        male_titles, female_titles: those among them that tell a gender.
        numbers: words for small numbers.
        organisation_words: that make a capitalised name the name of a body.
        places: countries, capitals and such, whose names stand for their governments.
        bodies: names of companies, parties, armed groups that do not tell what they are, in lower case.
        parties: names of parties and of their followers.
        demonyms: endings of words for a people.
        no_family_names: endings of capitalised words that are no family name.
        no_persons: endings of capitalised words that end no person's name.
        nouns: kinds by head noun, in the singular.
        plural_forms: head nouns that are plurals by themselves.
        given_names: by given name, in lower case and without accents: ``m`` or ``f`` where it is nearly
            always of one gender, else ``x``.
        common_words: that are written in small letters, and are no names but by their capital.
        singular: the singular of a noun.
    """

    titles: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    numbers: Mapping[str, int]
    organisation_words: frozenset[str]
    places: frozenset[str]
    bodies: frozenset[str]
    parties: frozenset[str]
    demonyms: tuple[str, ...]
    no_family_names: tuple[str, ...]
    no_persons: tuple[str, ...]
    nouns: Mapping[str, SourceKind]
    plural_forms: frozenset[str]
    given_names: Mapping[str, str]
    common_words: frozenset[str]
    singular: Callable[[str], str]

    def kind_of_noun(self, noun: str) -> tuple[SourceKind, bool] | None:
        """Kind by a head noun, and whether the noun is a plural; None where it is not known."""
        word = noun.lower().strip("’'")
        if word in self.nouns:
            kind = self.nouns[word]
            return kind, word in self.plural_forms or (kind == "people" and word.endswith("s"))
        base = self.singular(word)
        if base != word and base in self.nouns:
            return self.nouns[base], True
        return None

    def gender_of_name(self, name: str) -> str | None:
        """``m`` or ``f`` where the first word of a name is a given name of one gender; else None."""
        known = self._given_name(name)
        return known if known in ("m", "f") else None

    def has_given_name(self, name: str) -> bool:
        """Whether the first word of a name is known as a given name."""
        return self._given_name(name) is not None

    def _given_name(self, name: str) -> str | None:
        words = name.split(maxsplit=1)
        if not words:
            return None
        first = words[0].casefold()
        if not first.isascii():
            first = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
        return self.given_names.get(first) or self.given_names.get(first.partition("-")[0])

    def gender_of_title(self, title: str | None) -> str | None:
        """``m``, ``f``, or None where the title does not tell."""
        words = {word.rstrip(".").lower() for word in (title or "").split()}
        if words & self.male_titles:
            return "m"
        return "f" if words & self.female_titles else None
