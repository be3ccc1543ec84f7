"""Whose words a statement is: what all articles of a story tell of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.archive.fulltext import fold
from onrecord.languages import StoryWords
from onrecord.records import Source, SourceKind, Span, Terms
from onrecord.stories._model import Stance
from onrecord.stories.same_origin import Carried
from onrecord.stories.texts import Sentence, Text

__all__ = ["Voices"]

_NEAR = 350  # code points round a sentence in which sources are near
_BEFORE, _WORDS = 60, 6  # code points, and words, before a name that tell of it
_NAMED = 6  # words of a name, at most: what is longer is a description
_WORD = re.compile(r"[\w']+")
_APPOSED = re.compile(r"\s*,\s*([^.,\n]{3,70})")


class Voices:
    """The sources of a story's articles.

    Args:
        texts: of the articles.
        words: of their language.
        whose: of each article the agency or outlet whose text it is, where that is not its own.
    """

    def __init__(
        self, texts: Sequence[Text], words: StoryWords, whose: Sequence[str | None] = ()
    ) -> None:
        self._texts, self._words = texts, words
        self._outlets = [
            tuple(
                dict.fromkeys(
                    name
                    for name in (
                        text.article.outlet,
                        *(credit.name for credit in text.article.credits),
                        whose[number] if whose else None,
                    )
                    if name
                )
            )
            for number, text in enumerate(texts)
        ]
        self._about: dict[str, set[str]] = {}
        for text in texts:
            for source in text.reading.sources:
                if source.kind == "person" and source.named:
                    self._learn(text, source)
        self._cited = [_cited(text) for text in texts]

    def _learn(self, text: Text, source: Source) -> None:
        """What an article says of a person: roles, and the words round the name."""
        about = self._about.setdefault(_surname(source.name), set())
        about |= set(fold(f"{source.role or ''} {source.affiliation or ''}").split())
        whole = text.article.text
        for found in re.finditer(rf"(?<!\w){re.escape(source.name)}(?!\w)", whole):
            line = whole[max(0, found.start() - _BEFORE) : found.start()].split("\n")[-1]
            told = _WORD.findall(line.split(". ")[-1])[-_WORDS:]
            behind = _APPOSED.match(whole, found.end())
            told += _WORD.findall(behind[1]) if behind else []
            about |= {
                fold(word)
                for word in told
                if word[0].isupper() or fold(word) in self._words.officials
            }

    def carried(
        self,
        article: int,
        span: Span,
        *,
        source: str | None,
        kind: SourceKind | None = None,
        named: bool | None = None,
        terms: Terms | None = None,
        via: tuple[str, ...] = (),
        stance: Stance = "asserts",
        denial: float = 0.0,
        said: float = 1.0,
    ) -> Carried:
        """A statement with all that is known of its source.

        Args:
            article: number of its article.
            span: the words.
            source: who it is laid to; None of the writer's own word.
            kind, named: of the source; None where the reading of the article is to tell.
            terms, via, stance, denial, said: of the statement.
        """
        text = self._texts[article]
        sentence = text.sentence_at(span.start) or Sentence(span, (), (), (), True)
        known = _known(text, source) if source is not None else None
        if kind is None and known is not None:
            kind = known.kind
        if named is None:
            named = terms == "on_record" and (known.named if known else bool(source))
        return Carried(
            article=article,
            span=span,
            sentence=sentence,
            source=source,
            about=self._told_of(source, known),
            kind=kind,
            named=named,
            terms=terms,
            via=via,
            outlet=text.article.outlet,
            outlets=self._outlets[article],
            near=self._near(article, sentence.span),
            cited=tuple(dict.fromkeys(name for name, _ in self._cited[article])),
            hearsay=self._is_hearsay(text, sentence),
            stance=stance,
            denial=denial,
            said=said,
        )

    def _near(self, article: int, span: Span) -> tuple[str, ...]:
        """The names of the sources round a sentence."""
        low, high = span.start - _NEAR, span.end + _NEAR
        cited = self._cited[article]
        return tuple(dict.fromkeys(name for name, where in cited if low <= where <= high))

    def _is_hearsay(self, text: Text, sentence: Sentence) -> bool:
        said = fold(text.article.text[sentence.span.start : sentence.span.end])
        return any(sign in said for sign in self._words.hearsay)

    def _told_of(self, source: str | None, known: Source | None) -> str:
        """What the story's articles tell of a source."""
        if source is None:
            return ""
        told = [known.role, known.affiliation] if known is not None else []
        if len(source.split()) < _NAMED:
            told += sorted(self._about.get(_surname(source), ()))
        return " ".join(filter(None, told))


def _surname(name: str) -> str:
    return (fold(name).split() or [""])[-1]


def _known(text: Text, name: str) -> Source | None:
    """The source of a reading that has a name, or has it in its own."""
    asked = set(fold(name).split())
    return next((one for one in text.reading.sources if asked <= set(fold(one.name).split())), None)


def _cited(text: Text) -> list[tuple[str, int]]:
    """Who speaks in an article, and where; outlets by way of which it came too."""
    found: list[tuple[str, int]] = []
    for one in text.reading:
        source = text.source_of(one)
        if source is None or source.kind == "author":
            continue
        name = f"{source.name} {source.affiliation or ''}".strip()
        found += ((name, span.start) for span in one.spans)
        found += ((hop.name, one.spans[0].start) for hop in one.via)
    return found
