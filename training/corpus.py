"""Annotated articles for training: texts with gold spans, read leniently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from antecedents import carriers, mentions_by_entity, resolved, told
from domain import Sentence, held_back, read_bio, spans_of, text_of
from onrecord.attributions import LABELS
from onrecord.formats.brat import annotations_for, read_brat
from onrecord.records import Span
from perturb import Rewritten

Spans = tuple[Span, ...]
_SENTENCES = 40  # that make a text, where a corpus does not say where its documents end


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution to learn.

    Attributes:
        source, cue, content: its spans; one without a cue goes on with another's source.
        inner: whether it stands inside another's content.
        antecedents: where else the text names or describes its source; None where that is not known.
        carriers: where the text names the outlets that carried it; None where that is not known.
        labels: what else is known of it: a value of some fields of `onrecord.attributions.LABELS`.
    """

    source: Spans
    cue: Spans
    content: Spans
    inner: bool = False
    antecedents: Spans | None = None
    carriers: Spans | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def anchor(self) -> Spans:
        """The words of which the first tells it: those of the cue, or, without one, of the content."""
        return self.cue or self.content

    @property
    def level(self) -> int:
        """Of which kind its anchor is: 0 of an outer one, 1 of an inner one, 2 of one continued."""
        return (1 if self.inner else 0) if self.cue else 2


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article as one annotator marked it.

    Attributes:
        whole: whether continued attributions are marked too; where they are not, a model is not
            told that there are none.
        nested: the same of those inside another's content.
        mentions_only: whether its attributions are none, and only tell who is meant.
    """

    name: str
    annotator: str
    text: str
    attributions: tuple[Gold, ...]
    whole: bool = False
    nested: bool = False
    mentions_only: bool = False

    def rewritten(self, new: Rewritten) -> Annotated:
        """The same article in another writing; attributions whose anchor is lost are left out."""
        carried = (
            replace(
                one,
                source=new.carry(one.source),
                cue=new.carry(one.cue),
                content=new.carry(one.content),
                antecedents=None if one.antecedents is None else new.carry(one.antecedents),
                carriers=None if one.carriers is None else new.carry(one.carriers),
            )
            for one in self.attributions
        )
        return replace(self, text=new.text, attributions=tuple(self._kept(carried)))

    def without_links(self) -> Annotated:
        """The same article where it is not known who is meant."""
        unknown = (replace(one, antecedents=None, carriers=None) for one in self.attributions)
        return replace(self, attributions=tuple(unknown))

    def _kept(self, carried: Iterable[Gold]) -> Iterator[Gold]:
        for before, now in zip(self.attributions, carried, strict=True):
            if now.anchor and now.level == before.level:
                yield now


def read_polnear(part: Path) -> Iterator[Annotated]:
    """Read a part of PolNeAR (a folder with ``text`` and ``attributions``), in order of name.

    An article with several annotators comes once for each of them. Refusals are cut as in labelled
    news of later years: PolNeAR has "declined | to comment on the report", they "declined to
    comment | on the report". Their sources are tied by our rules, for PolNeAR names none.
    """
    for path in sorted((part / "text").glob("*.txt")):
        text = _read(path, newline="")
        for ann in annotations_for(part / "attributions", path.stem):
            attributions = tuple(
                refusal_in_cue(text, Gold(one.source, one.cue, one.content))
                for one in read_brat(_read(ann, newline="\n"))
                if one.cue
            )
            spans = [(one.source, one.cue, one.content) for one in attributions]
            tied = zip(attributions, resolved(text, spans), strict=True)
            yield Annotated(
                path.stem,
                ann.stem.rpartition("_")[2],
                text,
                tuple(
                    replace(one, antecedents=where, carriers=via, labels=labels)
                    for one, (where, via, labels) in tied
                ),
            )


_REFUSES = re.compile(r"\b(?:declin|refus)(?:e|es|ed|ing|al)$", re.IGNORECASE)
_TO_ANSWER = re.compile(r"to (?:\w+ly )?[a-z]+\b", re.IGNORECASE)
_RESPONDS = re.compile(
    r"\b(?:respond|reply|return|replied|responded|returned)(?: to)?$", re.IGNORECASE
)
_REQUESTS = re.compile(
    r"(?:to )?(?:(?:an?|the|any|several|numerous|multiple|repeated|two|our|phone|written|detailed) )*"
    r"(?:requests?|calls?|messages?|e-?mails?|inquir\w+)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def refusal_in_cue(text: str, one: Gold) -> Gold:
    """A refusal with the words that say what is refused in its cue; any other attribution as it is."""
    if len(one.cue) != 1 or not one.content or one.content[0].start < one.cue[0].end:
        return one
    (cue,), (first, *others) = one.cue, one.content
    said, refused = text[slice(*cue)], text[slice(*first)]
    if text[cue.end : first.start].strip():
        return one
    if _REFUSES.search(said) and (verb := _TO_ANSWER.match(refused)):
        start = first.start + verb.end()
        start += len(text[start : first.end]) - len(text[start : first.end].lstrip())
        rest = (Span(start, first.end),) if start < first.end else ()
        return replace(
            one, cue=(Span(cue.start, first.start + verb.end()),), content=(*rest, *others)
        )
    if _RESPONDS.search(said) and not others and _REQUESTS.match(refused):
        return replace(one, cue=(Span(cue.start, first.end),), content=())
    return one


def read_modern(folder: Path, *, times: int = 1) -> Iterator[Annotated]:
    """Read a folder of ``ID.txt`` with its rows in ``ID.jsonl``, in order of name.

    Args:
        folder: of the texts.
        times: how often each article comes in an epoch.
    """
    for path in sorted(folder.glob("*.txt")):
        rows = [
            json.loads(line)
            for line in _read(path.with_suffix(".jsonl"), newline="\n").splitlines()
        ]
        text = _read(path, newline="")
        named = mentions_by_entity(text, rows)
        attributions = tuple(
            Gold(
                *(tuple(Span(*span) for span in row[role] or ()) for role in _ROLES),
                inner=row["parent"] is not None,
                antecedents=named.get(row["entity"], ()),
                carriers=carriers(text, row),
                labels={name: told(row[name]) for name in LABELS},
            )
            for row in rows
            if row["cue"] or row["content"]
        )
        for turn in range(times):
            yield Annotated(f"{path.stem}#{turn}", "", text, attributions, whole=True, nested=True)


_ROLES = ("source", "cue", "content")


def read_vaccination(path: Path) -> Iterator[Annotated]:
    """Read the part of the Vaccination Corpus that is not held back, where its flat tags are clear.

    Tags are not linked. A sentence with one cue, one content and at most one source is an
    attribution; one without tags has none; any other is left out, and its neighbours close up.
    """
    sentences = read_bio(path)
    sentences = sentences[: len(sentences) - len(held_back(sentences))]
    clear = [one for one in sentences if _is_clear(one)]
    for start in range(0, len(clear), _SENTENCES):
        some = clear[start : start + _SENTENCES]
        text, places, _ = text_of(some)
        attributions: list[Gold] = []
        first = 0
        for sentence in some:
            roles = [
                tuple(
                    Span(places[first + begin].start, places[first + end - 1].end)
                    for begin, end in spans_of(sentence.tags, role)
                )
                for role in ("source", "cue", "content")
            ]
            if roles[1]:
                attributions.append(Gold(*roles))
            first += len(sentence.tags)
        yield Annotated(f"vaccination-{start}", "", text, tuple(attributions))


def read_found(path: Path) -> Iterator[Annotated]:
    """Read onrecord's own JSON Lines: what a model found, for a student to learn."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not record.get("attributions"):
            continue
        attributions = tuple(
            Gold(
                *(
                    tuple(Span(span["start"], span["end"]) for span in one[role])
                    for role in ("source", "cue", "content")
                ),
                inner=one["parent"] is not None,
            )
            for one in record["attributions"]
            if one["cue"]  # a continued statement has none, and is no model's finding
        )
        yield Annotated(record["id"], "", record["article"]["text"], attributions, nested=True)


def read_texts(path: Path) -> Iterator[Annotated]:
    """Read texts that nobody labelled: JSON Lines with an ``id`` and a ``text`` each."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Annotated(record["id"], "", record["text"], (), mentions_only=True)


def _is_clear(sentence: Sentence) -> bool:
    sources, cues, contents = (
        len(list(spans_of(sentence.tags, role))) for role in ("source", "cue", "content")
    )
    return (sources, cues, contents) in {(0, 0, 0), (0, 1, 1), (1, 1, 1)}


def names(conllu: Iterable[Path]) -> list[str]:
    """Single words of proper names in CoNLL-U files: other people than those of campaign news."""
    found: set[str] = set()
    for path in conllu:
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) > 4 and fields[3] == "PROPN" and fields[1].isalpha():
                if fields[1].istitle() and len(fields[1]) > 2:
                    found.add(fields[1])
    return sorted(found)


def _read(path: Path, *, newline: str) -> str:
    with path.open(encoding="utf-8", newline=newline) as file:
        return file.read()
