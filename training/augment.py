"""Articles as other people might have written, scraped or misread them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import Annotated, Gold
from onrecord.records import Span
from perturb import (
    QUOTE_STYLES,
    Edit,
    ocr_noise,
    quote_style,
    recased,
    rewrite,
    run_together,
    stray_spaces,
    without_quotes,
)

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?][”\"’]?(?=\s|$)")
#: Words that begin with a capital and are no names to swap.
_NO_NAMES = frozenset(
    """January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Democrat Democrats Democratic
    Republican Republicans Congress Senate House President Senator Governor Gov Sen Rep Dr Mr Mrs
    Ms The American Americans State States United""".split()
)


@dataclass(frozen=True, slots=True)
class Augmenter:
    """Draws another writing of an article.

    Attributes:
        pool: names to put in the place of an article's own.
        lower: words that the corpus also writes in lower case, so are no names.
    """

    pool: Sequence[str]
    lower: frozenset[str]

    def __call__(self, article: Annotated, rng: random.Random) -> Annotated:
        for _ in range(rng.choice((0, 0, 1, 2))):
            article = nest(article, rng)
        if rng.random() < 0.4:
            article = self._renamed(article, rng)
        draw = rng.random()
        if draw < 0.17:
            style = rng.choice(sorted(QUOTE_STYLES))
            article = article.rewritten(quote_style(article.text, style))
        elif draw < 0.25:
            article = article.rewritten(without_quotes(article.text))
        if rng.random() < 0.1:
            rate = rng.uniform(0.1, 0.9)
            article = article.rewritten(stray_spaces(article.text, rng, rate=rate))
        if rng.random() < 0.12:
            article = article.rewritten(run_together(article.text))
        if rng.random() < 0.09:
            rate = rng.uniform(0.005, 0.03)
            article = article.rewritten(ocr_noise(article.text, rng, rate=rate))
        draw = rng.random()
        if draw < 0.05:
            article = article.rewritten(recased(article.text, str.lower))
        elif draw < 0.08:
            article = article.rewritten(recased(article.text, str.upper))
        return article

    def _renamed(self, article: Annotated, rng: random.Random) -> Annotated:
        """Other names for most of the names, the same one for the same name all through."""
        new: dict[str, str] = {}
        edits: list[Edit] = []
        for match in _WORD.finditer(article.text):
            word = match[0]
            if not word.istitle() or len(word) < 3 or word in _NO_NAMES:
                continue
            if word.lower() in self.lower:
                continue
            if word not in new:
                new[word] = rng.choice(self.pool) if rng.random() < 0.7 else word
            if new[word] != word:
                edits.append(Edit(*match.span(), new[word]))
        return article.rewritten(rewrite(article.text, edits))


def augmenter(articles: Sequence[Annotated], pool: Sequence[str]) -> Augmenter:
    """An augmenter that knows the words of a corpus."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(word for word in _WORD.findall(article.text) if word.islower())
    return Augmenter(pool, frozenset(word for word, count in counts.items() if count > 2))


_TELLERS = (
    "The aide", "A spokeswoman", "Two officials", "The ministry", "Her lawyer", "Mr. Okafor",
    "An official familiar with the talks", "The Daily Courier", "Residents", "The report",
    "A senior diplomat", "He", "She", "They", "Three people briefed on the matter", "Ms. Lindqvist",
    "The company", "A second witness", "Reuters", "The newspaper", "Police", "The agency",
)  # fmt: skip
_BEFORE = (
    "said that", "said", "told reporters that", "told the Times that", "reported that", "wrote that",
    "claimed that", "confirmed that", "denied that", "believes that", "added that", "recalled that",
    "said in a statement that", "insisted that", "testified that", "learned that", "revealed that",
)  # fmt: skip
_BEHIND = ("said", "told the court", "reported", "wrote", "added", "recalled", "said on Monday")


def nest(article: Annotated, rng: random.Random) -> Annotated:
    """Put a sentence with attributions into the mouth of a teller we make up.

    The corpus marks no nesting. In "The aide said that <sentence>" the sentence's own gold
    attributions are inner ones, and the made-up attribution is the outer one.
    """
    homes = [one for one in article.attributions if one.level == 0]
    if not homes:
        return article
    sentence = _sentence(article, rng.choice(homes))
    if sentence is None:
        return article
    inside = [one for one in article.attributions if _within(one, sentence)]
    if any(one.level for one in inside):
        return article
    if any(_touches(one, sentence) for one in article.attributions if one not in inside):
        return article
    teller = rng.choice(_TELLERS)
    if rng.random() < 0.7:
        cue = rng.choice(_BEFORE)
        first = f"{teller} {cue} "
        source = Span(0, len(teller))
        that = cue.endswith(" that")
        cue_span = Span(len(teller) + 1, len(teller) + 1 + len(cue) - 5 * that)
        content = Span(len(first) - 5 * that, len(first) + sentence.end - sentence.start)
        if " the Times" in cue or " reporters" in cue:
            cue_span = Span(cue_span.start, cue_span.start + len("told"))
        outer = [_shifted(span, sentence.start) for span in (source, cue_span, content)]
        edits = [Edit(sentence.start, sentence.start, first)]
    else:
        cue = rng.choice(_BEHIND)
        tail = f", {teller} {cue}"
        end = sentence.end
        source = Span(2, 2 + len(teller))
        cue_span = Span(source.end + 1, source.end + 1 + len(cue.removesuffix(" on Monday")))
        if cue == "told the court":
            cue_span = Span(cue_span.start, cue_span.start + len("told"))
        outer = [_shifted(source, end), _shifted(cue_span, end), sentence]
        edits = [Edit(end, end, tail)]
    moved = article.rewritten(rewrite(article.text, edits))
    marked = tuple(
        replace(new, inner=new.inner or old in inside)
        for old, new in zip(article.attributions, moved.attributions, strict=True)
    )
    made = Gold((outer[0],), (outer[1],), (outer[2],))
    return replace(moved, attributions=(*marked, made))


def _sentence(article: Annotated, one: Gold) -> Span | None:
    """The sentence of an attribution, without its full stop; None where it has more than one."""
    spans = [*one.source, *one.cue, *one.content]
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    text = article.text
    start = text.rfind("\n", 0, low) + 1
    for match in _SENTENCE_END.finditer(text, start, low):
        start = match.end()
    start += len(text[start:low]) - len(text[start:low].lstrip())
    stop = _SENTENCE_END.search(text, max(high - 2, low))
    line = text.find("\n", high)
    end = min(stop.start() if stop else len(text), line if line >= 0 else len(text))
    if end - start > 400 or end < high - 2 or end <= start:
        return None
    if _SENTENCE_END.search(text, low, high - 2):
        return None
    return Span(start, max(end, high) if "”" in text[end:high] else end)


def _within(one: Gold, sentence: Span) -> bool:
    spans = (*one.source, *one.cue, *one.content)
    return all(sentence.start <= s.start and s.end <= sentence.end + 1 for s in spans)


def _touches(one: Gold, sentence: Span) -> bool:
    spans = (*one.source, *one.cue, *one.content)
    return any(s.start < sentence.end and sentence.start < s.end for s in spans)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
