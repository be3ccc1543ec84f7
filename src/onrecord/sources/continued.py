"""Statements without a cue of their own, laid to the source that they go on with.

News goes on telling what a source said without saying so each time. Four ways of it are plain
enough to be told by rule:

- **quotations**: a quotation that stands as a sentence of its own, behind a quoted statement;
- **figures**: a sentence of survey figures behind a statement of the survey;
- **data**: a sentence with numbers right behind numbers of a document or a body;
- **plans**: what a plan, a bill or a rule "would" do, behind the statement that tells of it.

Each is laid to the nearest statement before it that it can go on with, and to none where something
stands between the two that ends it: another speaker, a heading, the writer's own paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.text.quotations import SINGLE_MARKS, quotations
from onrecord.attributions.rules.edges import SpanIndex
from onrecord.text.blocks import APART
from onrecord.records import Article, Attribution, Form, Reading, Source, Span
from onrecord.text.sentences import sentences_of

__all__ = ["with_continued"]

_FEWEST_WORDS = 5  # of a sentence that says something
_FARTHEST = 2_500  # code points from a survey's statement to its figures
_BESIDE = 20  # code points about a quotation that tell whether it is a sentence of its own
_RIGHT_BEHIND = 4  # code points from a statement to a quotation behind it: ". ", with marks
#: What share of each kind's findings was right, of those read one by one (benchmarks/continued.py).
_RIGHT = {"data": 0.85, "quotation": 0.9, "figures": 0.9, "plan": 0.8}

#: A turn of a transcript, as in "WALLACE: Governor, I’ve got to ask you".
_LABEL = re.compile(r"[“”\"'‘\s]*[A-Z][A-Z.’' -]+:|[“”\"'‘\s]*[QA]:")
#: A dash and a name behind a quotation.
_SIGNED = re.compile(r"\s*(?:[—―–]|--?)\s?@?[^\W\d_a-z]")
_FOLLOW = re.compile(r"\bon\s+(?:Twitter|Facebook|Instagram)\s*:?\s*@", re.IGNORECASE)
#: A mark and five words behind it, not one term in marks.
_QUOTED_WORDS = re.compile(r"[“”\"«„]\s*(?:[^\s“”\"«»„]+\s+){4}")
_SPOKEN = frozenset({"says", "denies", "confirms", "asks"})
_SPEAKERS = frozenset({"person", "people", "organisation", "author", None})
_SURVEY = re.compile(r"\b(?:poll(?:s|ing|ster)?|surveys?|census|questionnaire)\b", re.IGNORECASE)
_SURVEYS = re.compile(r"\b(?:polls|surveys|averages)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b\d[\d.,]*\s?(?:%|percent|per\s?cent|percentage\s+points?|points?\b)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine)[\s-]in[\s-](?:\w+)\b"
    r"|\b(?:a|one)[\s-](?:third|quarter|half)\b|\b(?:two|three)[\s-](?:thirds|quarters|fifths)\b"
    r"|\b(?:majority|plurality)\s+of\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # of another vote, where the survey's statement has none
#: Who is asked in surveys; figures of prices, votes and budgets have no such words by them.
_ASKED = re.compile(
    r"\b(?:voters?|respondents?|those|adults|americans|britons|people|men|women|democrats|republicans"
    r"|independents|supporters?|backers?|residents|households|workers|students|parents|consumers"
    r"|support|backing|favou?r\w*|approv\w*|disapprov\w*|oppose[sd]?|lead(?:s|ing)?|trail\w*|ahead"
    r"|undecided|margin\s+of\s+error|opinion|rating)\b",
    re.IGNORECASE,
)
_OTHER_SOURCE = re.compile(
    r"\b(?:another|other|earlier|previous|separate|an?|last)\s+(?:[\w/’'-]+\s+){0,4}?(?:poll|survey)"
    r"|\b(?:exit|other|most|many|recent|national)\s+(?:polls|surveys)\b|\baccording\s+to\b"
    r"|\bby\s+contrast\b|\bcompared\s+(?:with|to)\b|\bturnout\b|\bdelegates?\b|\bshares\b|\bstocks?\b",
    re.IGNORECASE,
)
_PLAN_NOUNS = (
    r"plans?|proposals?|bills?|measures?|laws?|legislation|polic(?:y|ies)|deals?|agreements?|orders?"
    r"|rules?|regulations?|programm?es?|projects?|amendments?|tax(?:es)?|tariffs?|ban|strateg(?:y|ies)"
    r"|packages?|schemes?|changes?|reforms?|cuts?|investments?|facilit(?:y|ies)|mission|operation|treaty"
    r"|pact|talks|merger|acquisition|sanctions|system|initiative|budget|fund|money|funds"
)
_PLAN = re.compile(
    rf"^(?:(?:but|and|also|in\s+addition|instead|in\s+all|under\s+it),?\s+)?"
    rf"(?:(?:the|this|that|these|those|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<plan>{_PLAN_NOUNS})\s+"
    rf"(?:also\s+|then\s+|further\s+)?would\b|(?:it|they)\s+(?:also\s+)?would\b)"
    rf"|^under\s+(?:the|this|that|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<under>{_PLAN_NOUNS}),\s[^.]*?\b(?:would|could|will)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,])[$€£]?(?!(?:19|20)\d\d\b)\d[\d.,]*(?![\w-])"
    r"|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?\b"
    r"|\b(?:percent|per\s?cent|hundreds?|thousands?|millions?|billions?|third|quarter|half)\b",
    re.IGNORECASE,
)
#: The writer's own arithmetic: "That surpasses …", "This would have capped …".
_COMPARES = re.compile(
    r"(?:that|this|it)\s+(?:(?:number|figure|total)\s+)?(?:surpass|follow|exceed|compar|makes|means|would\s+have|is\s+(?:more|less|up|down))",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:polls?|surveys?|records?|filings?|data|figures?|reports?|study|studies|analys[ie]s|statistics"
    r"|review|tracker|average|index|count|estimates?|census|tally|numbers|documents|audit)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\bif\b|\bwould\s+have\b|\bwould\s+(?:seem|appear|later)\b", re.IGNORECASE
)
_MARKS = "“”\"«»„'‘’` \t"


def with_continued(reading: Reading, *, min_score: float | None = None) -> Reading:
    """Add the statements that go on with others.

    They are numbered ``c1``, ``c2`` … and have neither cue nor source span; `Attribution.continued`
    names the attribution whose cue holds for them.

    Args:
        reading: with its sources resolved.
        min_score: leave out those with a lower score.
    """
    if not reading.attributions:
        return reading
    finder = _Finder(reading)
    found = sorted(
        (
            one
            for way in (finder.quoted, finder.figures, finder.data, finder.plans)
            for one in way()
        ),
        key=lambda one: one.content,
    )
    added: list[Attribution] = []
    end = 0
    for one in found:
        if one.content[0].start >= end and one.score >= (min_score or 0):
            added.append(replace(one, id=f"c{len(added) + 1}"))
            end = one.content[-1].end
    statements = sorted((*reading.attributions, *added), key=lambda one: one.spans[0])
    return replace(reading, attributions=tuple(statements))


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, with its sentences."""

    span: Span
    sentences: tuple[Span, ...]


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self._article: Article = reading.article
        self._text = reading.article.text
        self._outer = [one for one in reading.attributions if one.parent is None]
        self._starts = [one.spans[0].start for one in self._outer]
        self._sources: Mapping[str, Source] = {one.id: one for one in reading.sources}
        self._taken = SpanIndex((span, one) for one in reading.attributions for span in one.spans)
        self._lines = _lines(reading.article)

    def quoted(self) -> Iterator[Attribution]:
        """Quotations that stand as sentences of their own, behind a quoted statement."""
        marks = [
            one for one in quotations(self._text) if self._text[one.span.start] not in SINGLE_MARKS
        ]
        starts = [one.span.start for one in marks]
        model: Attribution | None = None  # what a quotation here goes on with
        for line in self._lines:
            first = bisect_left(starts, line.span.start)
            free = [
                mark.span
                for mark in marks[first : bisect_left(starts, line.span.end)]
                if self._stands_alone(mark.span, line)
            ]
            here = self._within(line.span)
            if not here and free and free[0].start > line.span.start + 3:
                model = None  # the writer's own words, with a quotation in them
                continue
            longest = len(self._text[slice(*line.span)].strip())
            for span in free:
                if _LABEL.match(self._text, span.start, span.end) or _SIGNED.match(
                    self._text, span.end
                ):
                    model = None  # someone else's turn
                    break
                before = [one for one in here if one.spans[0].start < span.start]
                holder = before[-1] if before else model
                whole = span.end - span.start >= longest - 1
                if holder is not None and (
                    self._is_quoted_speech(holder)
                    or (whole and self._is_told_speech(holder))
                    or (before and self._is_right_behind(holder, span))
                ):
                    yield self._continued(holder, span, "quotation", "direct")
            if here:
                model = here[-1] if self._ends_the_line(here[-1], line) else None
            elif not free:
                model = None

    def _is_quoted_speech(self, one: Attribution) -> bool:
        source = self._sources.get(one.source_id or "")
        if source is None or source.kind not in _SPEAKERS or one.form == "indirect":
            return False
        if not any(char.isalpha() for char in self._article.words(*one.cue)):
            return False  # a signature or a label: what comes next has its own
        words = self._article.words(*one.content)
        return one.form == "direct" or _QUOTED_WORDS.search(words) is not None

    def _is_right_behind(self, one: Attribution, span: Span) -> bool:
        """As in "He said there was no need. “I think so.”": a quotation that bears a statement out."""
        source = self._sources.get(one.source_id or "")
        speaks = source is not None and source.kind in ("person", "people", "organisation")
        # Behind a single term in marks a quotation may be of someone else.
        return (
            speaks
            and one.form == "indirect"
            and 0 <= span.start - one.spans[-1].end <= _RIGHT_BEHIND
        )

    def _is_told_speech(self, one: Attribution) -> bool:
        """As in "She accused him of lying", which a paragraph of quotation then bears out."""
        source = self._sources.get(one.source_id or "")
        speaks = source is not None and source.kind in ("person", "organisation")
        return speaks and one.form == "indirect" and one.act in _SPOKEN

    def _ends_the_line(self, one: Attribution, line: _Line) -> bool:
        """Whether nothing of the writer's own stands behind a line's last statement."""
        last = line.sentences[-1] if line.sentences else line.span
        announces = self._text[max(line.span.end - 10, 0) : line.span.end].rstrip().endswith(":")
        return one.spans[-1].end > last.start and not announces

    def _stands_alone(self, span: Span, line: _Line) -> bool:
        text = self._text
        words = text[slice(*span)]
        if self._is_taken(span) or len(words.split()) < _FEWEST_WORDS or _FOLLOW.search(words):
            return False
        before = text[max(line.span.start, span.start - _BESIDE) : span.start]
        behind = text[span.end : min(line.span.end, span.end + _BESIDE)]
        opens = not before.strip() or re.search(r"[.!?][”\"’')\]]*\s+$", before) is not None
        inside = text[slice(*span)].rstrip(_MARKS)
        closes = not behind.strip(" .…") or (inside[-1:] in ".!?…" and behind[:1].isspace())
        return opens and closes

    def figures(self) -> Iterator[Attribution]:
        """Sentences of figures behind a statement of a survey."""
        survey: Attribution | None = None
        for line in self._lines:
            told = False
            for sentence in line.sentences:
                words = self._text[slice(*sentence)]
                here = self._within(sentence)
                own = next((one for one in here if self._is_survey(one)), None)
                if own is not None:
                    survey, told = own, True
                    continue
                if survey is None or here:
                    told = told or bool(here and _FIGURE.search(words))
                    continue
                if sentence.start - survey.spans[-1].end > _FARTHEST:
                    survey = None
                    continue
                if _OTHER_SOURCE.search(words) or self._is_taken(sentence):
                    continue
                years = set(_YEAR.findall(words)) - set(_YEAR.findall(self._line_of(survey)))
                if _FIGURE.search(words) and _ASKED.search(words) and not years:
                    told = True
                    yield self._continued(survey, sentence, "figures", "indirect")
            if survey is not None and not told:
                survey = None  # the article has moved on

    def _line_of(self, one: Attribution) -> str:
        """The paragraph that a statement begins in."""
        start = one.spans[0].start
        return self._text[self._text.rfind("\n", 0, start) + 1 : one.spans[-1].end]

    def _is_survey(self, one: Attribution) -> bool:
        source = self._sources.get(one.source_id or "")
        if source is None or source.kind not in ("document", "outlet", "organisation"):
            return False
        words = f"{source.name} {self._article.words(*one.source)}"
        # What several surveys said is not gone on with: it would not be clear which.
        return _SURVEY.search(words) is not None and _SURVEYS.search(words) is None

    def data(self) -> Iterator[Attribution]:
        """Numbers right behind numbers of a document or a body."""
        for line in self._lines:
            model: Attribution | None = None
            for sentence in line.sentences:
                here = self._within(sentence)
                words = self._text[slice(*sentence)]
                if here:
                    model = here[-1] if self._is_data(here[-1]) else None
                elif model is None or self._is_taken(sentence):
                    model = None
                elif (
                    _NUMBER.search(words)
                    and not _OTHER_SOURCE.search(words)
                    and not _COMPARES.match(words)
                ):
                    yield self._continued(model, sentence, "data", "indirect")
                else:
                    model = None

    def _is_data(self, one: Attribution) -> bool:
        source = self._sources.get(one.source_id or "")
        if source is None or source.kind not in ("document", "organisation") or one.act != "says":
            return False
        words = self._article.words(*one.source)
        named = source.kind == "organisation" or _DATA.search(f"{source.name} {words}") is not None
        return named and _NUMBER.search(self._article.words(*one.content)) is not None

    def plans(self) -> Iterator[Attribution]:
        """What a plan would do, behind the statement that tells of it, in its paragraph or the next."""
        model: Attribution | None = None
        told = False  # in the paragraph before
        beside = False  # in the sentence before
        for line in self._lines:
            if not told:
                model = None
            told = False
            for sentence in line.sentences:
                here = self._within(sentence)
                if here:
                    model, told, beside = here[-1], True, True
                    continue
                words = self._text[slice(*sentence)]
                match, behind, beside = _PLAN.match(words), beside, False
                if match is None or _HYPOTHETICAL.search(words) or self._is_taken(sentence):
                    continue
                named = (match["plan"] or match["under"]) is not None
                # "It" is what the sentence before speaks of.
                if model is None or not (named or behind):
                    continue
                if self._tells_of_plan(model, match, sentence):
                    told = beside = True
                    yield self._continued(model, sentence, "plan", "indirect")

    def _tells_of_plan(self, model: Attribution, match: re.Match[str], sentence: Span) -> bool:
        if model.source_id not in self._sources or model.form == "direct":
            return False
        content = self._article.words(*model.content)
        tells = re.search(r"\b(?:would|will)\b", content) or model.act == "intends"
        noun = match["plan"] or match["under"]
        return bool(tells) and (noun is None or _stem(noun) in self._near_text(sentence.start))

    def _near_text(self, place: int) -> str:
        return self._text[max(place - _FARTHEST, 0) : place].casefold()

    def _within(self, span: Span) -> list[Attribution]:
        """Attributions whose cue (or, without one, whose first word) stands in a span."""
        low = bisect_left(self._starts, span.start - self._taken.longest - _FARTHEST)
        high = bisect_left(self._starts, span.end)
        return [
            one
            for one in self._outer[low:high]
            if span.start <= (one.cue or one.spans)[0].start < span.end
        ]

    def _is_taken(self, span: Span) -> bool:
        """Whether any role of any attribution has words in a span."""
        return any(other.end > span.start + 1 for other, _ in self._taken.overlapping(span))

    def _continued(self, model: Attribution, span: Span, kind: str, form: Form) -> Attribution:
        words = self._text[slice(*span)]
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip(" \t\n" if form == "direct" else " \t\n.")))
        return Attribution(
            id="c",
            source=(),
            cue=(),
            content=(Span(start, end),),
            form=form,
            score=round(model.score * _RIGHT[kind], 4),
            act="says" if kind != "plan" else model.act,
            source_id=model.source_id,
            terms=model.terms,
            continued=model.id,
        )


def _stem(noun: str) -> str:
    return noun.casefold().removesuffix("s").removesuffix("ie").removesuffix("y")


def _lines(article: Article) -> list[_Line]:
    """The story's paragraphs; headings, captions and credits are none of it."""
    sentences = sentences_of(article.text)
    apart = [block.span for block in article.blocks if block.kind in APART]
    lines: list[_Line] = []
    for match in re.finditer(r"[^\n]+", article.text):
        span = Span(*match.span())
        before = bisect_right(apart, (span.start, len(article.text))) - 1
        if not match[0].strip() or (before >= 0 and span.start < apart[before].end):
            continue
        lines.append(_Line(span, sentences.within(span)))
    return lines
