"""An entity while an article is read, and what is decided about a mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.languages import Words
from onrecord.records import SourceKind, Span
from onrecord.sources.mentions import Mention, is_role

__all__ = ["Decision", "Entity"]


_BARE = 2  # words of a description that says no more than what someone is: "the relatives"


@dataclass(slots=True, eq=False)
class Entity:
    """One source while an article is read.

    Attributes:
        lang: the article's language.
        number: its place among the article's entities, from 1; 0 while it is only proposed.
        name: its proper name; None where the article gives none.
        description: the words that describe one without a name.
        heads: head nouns that it was described by.
        mentions: spans that mean it.
        last_seen: where it was last meant; -1 where never.
        others: as in `Source`.
    """

    lang: Words
    kind: SourceKind | None
    name: str | None = None
    description: str | None = None
    number: int = 0
    titles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    count: int | None = None
    gender: str | None = None
    plural: bool = False
    mentions: list[Span] = field(default_factory=list)
    last_seen: int = -1

    def learn(self, mention: Mention, full_name: str | None = None) -> None:
        """Take over what a further mention adds."""
        lexicon = self.lang.lexicon
        name = full_name or mention.name
        if name and self.kind != "outlet" and len(name) > len(self.name or ""):
            self.name = name
        if mention.title:
            self.titles.update(word.rstrip(".").lower() for word in mention.title.split())
            self.gender = self.gender or lexicon.gender_of_title(mention.title)
        if self.kind == "person" and self.name:
            # What the words say of a person goes before what the name does.
            self.gender = self.gender or lexicon.gender_of_name(self.name)
        if mention.role and is_role(mention.role, self.kind, self.lang):
            if self.role is None or self._is_better_role(mention.role, self.role):
                self.role = mention.role
            self.heads.update(self._nouns(mention.role))
        if mention.head:
            self._describe_in_full(mention)
            self.heads.add(mention.head)
            words = self.lang.coreference
            told = words.strangers.get(mention.head) or words.kin.get(mention.head)
            if self.kind == "person" and told and not mention.plural:
                self.gender = self.gender or told  # "the woman", "the widow"
        if self.affiliation is None or self.affiliation.islower():
            self.affiliation = mention.affiliation or self.affiliation
        self.count = self.count or mention.count

    def _describe_in_full(self, mention: Mention) -> None:
        """Take the fuller description of one without a name: "Relatives" are "the relatives of those who died"."""
        own = (self.description or "").split()
        new = (mention.description or mention.text).split()
        bare = 0 < len(own) <= _BARE < len(new) and new[-1] not in self.lang.mentions.stops
        if bare and self.name is None and mention.head in self.heads and mention.pronoun is None:
            self.description = " ".join(new)

    def is_told(self) -> bool:
        """Whether it is known what a person is, by more than a title, a party or kinship."""
        return self.role is not None and not (
            self._is_bare_title(self.role) or self._says_little(self.role)
        )

    def _is_better_role(self, new: str, old: str) -> bool:
        if self._is_bare_title(old):
            return len(new.split()) > 1 and not self._says_little(new)
        return self._says_little(old) and not self._says_little(new)

    def _is_bare_title(self, role: str) -> bool:
        return len(role.split()) == 1 and role.rstrip(".").lower() in self.lang.lexicon.titles

    def _says_little(self, role: str) -> bool:
        """Whether a role is a party or kinship, which tell least of what a person is: "Republican of Tarn", "father"."""
        nouns = self._nouns(role)
        parties, kin = self.lang.lexicon.parties, self.lang.coreference.kin
        return bool(nouns) and all(noun in parties or noun in kin for noun in nouns)

    def _nouns(self, role: str) -> set[str]:
        lexicon = self.lang.lexicon
        words = re.findall(r"[\w-]+", role)
        return {
            lexicon.singular(word.lower())
            for word in words
            if lexicon.kind_of_noun(word) is not None
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a mention means. Deciding changes nothing: `Memory.take` carries it out.

    Attributes:
        entity: who; one without a number is new.
        learn: what the mention adds to what is known of a known one.
        full_name: the name that it then goes by.
        gender: of the one meant, as the mention tells, where it was not known.
        titles: that the article gives the one meant.
        on_the_way: others that were met in deciding, each with the place where it was seen.
        by_title: whether a title of theirs decided, so that the network does not know better.
    """

    entity: Entity
    learn: Mention | None = None
    full_name: str | None = None
    gender: str | None = None
    titles: tuple[str, ...] = ()
    on_the_way: tuple[tuple[Decision, int | None], ...] = ()
    by_title: bool = False
