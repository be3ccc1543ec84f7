"""Coreference corpora as attributions that say nothing: who does what, and where else the doer is named.

A mention that is the subject of a verb looks to the heads as a source beside its cue does, so each is one
example of who is meant. GUM (Zeldes 2017; annotations CC BY 4.0) marks every mention of every entity; GAP
(Webster et al. 2018, *Mind the GAP*; Apache 2.0) one pronoun a passage, between two names of its gender;
`mentions.jsonl` those of 2,072 news articles, labelled for this project (`mentions.py`).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antecedents import PRONOUNS
from corpus import Annotated, Gold
from onrecord.records import Span

__all__ = ["read_gap", "read_gum", "read_mentions"]

_KINDS = {"person": "person", "organization": "organisation"}
_BRACKET = re.compile(r"\((?P<open>\d+)-(?P<kind>[a-z]+)[^()]*(?P<at_once>\))?|(?P<close>\d+)\)")
_LONGEST = 8  # words of a mention that names or describes
_SINGULAR = frozenset({"he", "she", "i", "him", "her"})
_ONE_IN = 3  # subjects met once in their text that are kept: there are many, and all point nowhere


@dataclass(slots=True)
class _Word:
    span: Span
    tag: str
    head: int  # place in the document; -1 of a root
    relation: str


@dataclass(slots=True)
class _Document:
    text: str = ""
    words: list[_Word] = field(default_factory=list)
    mentions: list[tuple[str, str, int, int]] = field(default_factory=list)  # id, kind, first, last


def read_gum(folder: Path) -> Iterator[Annotated]:
    """Read the documents of a folder of CoNLL-U, in order of name."""
    for path in sorted(folder.glob("*.conllu")):
        document = _parsed(path.read_text(encoding="utf-8").splitlines())
        subjects = tuple(_subjects(document))
        yield Annotated(path.stem, "", document.text, subjects, mentions_only=True)


def _parsed(lines: Sequence[str]) -> _Document:
    document = _Document()
    open_: dict[str, list[tuple[str, int]]] = {}
    first = 0  # word of the document that opens the sentence
    for line in lines:
        if line.startswith("# newpar") and document.text and "block" not in line:
            document.text = document.text.rstrip() + "\n\n"
        if not line:
            first = len(document.words)
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        start = len(document.text)
        document.text += fields[1]
        head = int(fields[6]) if fields[6].isdigit() else 0
        span = Span(start, len(document.text))
        place = len(document.words)
        document.words.append(_Word(span, fields[3], first + head - 1 if head else -1, fields[7]))
        misc = dict(part.partition("=")[::2] for part in fields[9].split("|"))
        if misc.get("SpaceAfter") != "No":
            document.text += " "
        for bracket in _BRACKET.finditer(misc.get("Entity", "")):
            if bracket["open"]:
                if bracket["at_once"]:
                    document.mentions.append((bracket["open"], bracket["kind"], place, place))
                else:
                    open_.setdefault(bracket["open"], []).append((bracket["kind"], place))
            elif opened := open_.get(bracket["close"]):
                kind, begun = opened.pop()
                document.mentions.append((bracket["close"], kind, begun, place))
    return document


def _subjects(document: _Document) -> Iterator[Gold]:
    """Persons and bodies that are subjects, each with the verb as its cue."""
    words = document.words
    named: dict[str, list[Span]] = {}
    for entity, _, first, last in document.mentions:
        if last - first < _LONGEST and any(
            one.tag in ("PROPN", "NOUN") for one in words[first : last + 1]
        ):
            named.setdefault(entity, []).append(Span(words[first].span.start, words[last].span.end))
    for entity, kind, first, last in document.mentions:
        if kind not in _KINDS:
            continue
        heads = [
            place for place in range(first, last + 1) if not first <= words[place].head <= last
        ]
        if len(heads) != 1 or not words[heads[0]].relation.startswith("nsubj"):
            continue
        verb = words[heads[0]].head
        if verb < 0 or words[verb].tag not in ("VERB", "AUX"):
            continue
        own = Span(words[first].span.start, words[last].span.end)
        said = document.text[slice(*own)].lower()
        labels = {"kind": _KINDS[kind]} if said in _SINGULAR or kind != "person" else {}
        others = tuple(sorted({span for span in named.get(entity, ()) if span != own}))
        yield Gold((own,), (words[verb].span,), (), antecedents=others, labels=labels)


def read_gap(path: Path) -> Iterator[Annotated]:
    """Read a file of GAP; passages whose pronoun means neither name are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            named = [
                Span(int(row[f"{name}-offset"]), int(row[f"{name}-offset"]) + len(row[name]))
                for name in ("A", "B")
                if row[f"{name}-coref"].upper() == "TRUE"
            ]
            start = int(row["Pronoun-offset"])
            pronoun = Span(start, start + len(row["Pronoun"]))
            verb = re.compile(r"\w+").search(row["Text"], pronoun.end)
            if named and verb is not None:
                one = Gold(
                    (pronoun,),
                    (Span(*verb.span()),),
                    (),
                    antecedents=tuple(named),
                    labels={"kind": "person"},
                )
                name = f"gap-{row['ID']}"
                yield Annotated(name, "", row["Text"], (one,), mentions_only=True)


def read_mentions(path: Path) -> Iterator[Annotated]:
    """Read what `mentions.py` wrote: a ``text`` a line, and its ``mentions`` in order, each as its start and
    end, the number of whom it means (null: of nobody who is mentioned twice), and start and end of the verb
    that it is the subject of (null: of none).
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        subjects = tuple(_labelled_subjects(one["text"], one["mentions"]))
        yield Annotated(f"mentions-{one['id']}", "", one["text"], subjects, mentions_only=True)


def _labelled_subjects(text: str, mentions: Sequence[Sequence[int | None]]) -> Iterator[Gold]:
    pronouns = [text[start:end].lower() in PRONOUNS for start, end, *_ in mentions]
    named: dict[int, list[Span]] = {}
    for (start, end, entity, *_), pronoun in zip(mentions, pronouns, strict=True):
        if entity is not None and not pronoun:
            named.setdefault(entity, []).append(Span(start, end))
    for place, (start, end, entity, *verb) in enumerate(mentions):
        if verb[0] is None:
            continue
        own = Span(start, end)
        others = tuple(span for span in named.get(entity, ()) if span != own)
        if others or pronouns[place] or place % _ONE_IN == 0:
            yield Gold((own,), (Span(*verb),), (), antecedents=others)
