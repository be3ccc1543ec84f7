"""Attributions as brat standoff, in the form that PolNeAR uses.

One ``NAME.ann`` stands beside each ``NAME.txt``. Text-bound ``T`` lines give the spans; an event
line ``E`` ties the spans of one attribution together::

    T1	Source 89 106	The New York Post
    T2	Cue 107 114	reports
    T3	Content 115 290	that Hillary Clinton's team avoided …
    T4	Attribution 107 114	reports
    E1	Attribution:T4 Source:T1 Cue:T2 Content:T3

An attribution without a source span has the label ``Attribution-no-source``. A span in several
pieces is written ``Content 10 20;30 40``. Offsets count Unicode code points.

The format: Stenetorp et al. 2012, *brat: a web-based tool for NLP-assisted text annotation*;
its use for attribution relations: Newell, Margolin and Ruths 2018, PolNeAR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.records import Attribution, Span

__all__ = ["AnnotatedSpans", "annotations_for", "read_brat", "write_brat"]

_PIECES = re.compile(r"^\d+ \d+(;\d+ \d+)*$")
_ROLE_NUMBER = re.compile(r"\d+$")
_LABEL = "Attribution"
_LABEL_NO_SOURCE = "Attribution-no-source"


@dataclass(frozen=True, slots=True)
class AnnotatedSpans:
    """The spans of one event of an ``.ann`` file, by role; a role may be empty.

    A reader's or a tool's marks need not keep the rules that `Attribution` keeps (some gold has
    no cue, some peers find no source), so they have a record of their own.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def read_brat(ann: str) -> list[AnnotatedSpans]:
    """Read the events of an ``.ann`` file.

    Lines that are neither ``T`` nor ``E`` lines, and roles that point to an absent ``T`` line, are
    passed over: both occur in published corpora. Events that are left without any span are
    dropped.

    Args:
        ann: the file's text, read with ``newline="\\n"`` so that a stray carriage return stays
            inside its line.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[tuple[str, list[str]]] = []
    for line in ann.split("\n"):
        fields = line.rstrip("\r").split("\t")
        if len(fields) < 2:
            continue
        key, body = fields[0], fields[1]
        if key.startswith("T"):
            _, _, pieces = body.partition(" ")
            if _PIECES.match(pieces):
                spans[key] = tuple(_piece(piece) for piece in pieces.split(";"))
        elif key.startswith("E"):
            events.append((key, body.split()))
    return list(_tied(events, spans))


def _piece(piece: str) -> Span:
    start, end = piece.split()
    return Span(int(start), int(end))


def _tied(
    events: Iterable[tuple[str, list[str]]], spans: dict[str, tuple[Span, ...]]
) -> Iterator[AnnotatedSpans]:
    for key, arguments in events:
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for argument in arguments:
            role, _, target = argument.partition(":")
            pieces = roles.get(_ROLE_NUMBER.sub("", role))
            if pieces is not None:
                pieces.extend(spans.get(target, ()))
        if any(roles.values()):
            yield AnnotatedSpans(
                id=key,
                source=tuple(sorted(roles["Source"])),
                cue=tuple(sorted(roles["Cue"])),
                content=tuple(sorted(roles["Content"])),
            )


def write_brat(text: str, attributions: Iterable[Attribution]) -> str:
    """Write attributions as the text of an ``.ann`` file (ends with a newline unless empty).

    PolNeAR's form has one level and hangs on cues: attributions inside the content of others and
    continued ones are left out.
    """
    lines: list[str] = []
    number = 0
    outer = (
        attribution
        for attribution in attributions
        if attribution.parent is None and attribution.continued is None
    )
    for event, attribution in enumerate(outer, start=1):
        arguments: list[str] = []
        for role, pieces in (
            ("Source", attribution.source),
            ("Cue", attribution.cue),
            ("Content", attribution.content),
        ):
            if pieces:
                number += 1
                lines.append(_text_bound(number, role, text, pieces))
                arguments.append(f"{role}:T{number}")
        number += 1
        label = _LABEL if attribution.source else _LABEL_NO_SOURCE
        anchor = attribution.cue or attribution.content
        lines.append(_text_bound(number, label, text, anchor))
        lines.append(f"E{event}\t{' '.join([f'{label}:T{number}', *arguments])}")
    return "".join(f"{line}\n" for line in lines)


def _text_bound(number: int, label: str, text: str, pieces: tuple[Span, ...]) -> str:
    offsets = ";".join(f"{span.start} {span.end}" for span in pieces)
    words = " ".join(text[span.start : span.end] for span in pieces)
    # brat keeps one annotation a line: a line break inside a span is written as a space.
    words = re.sub(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]", " ", words)
    return f"T{number}\t{label} {offsets}\t{words}"


def annotations_for(folder: Path, name: str) -> list[Path]:
    """The ``.ann`` files in a folder that mark the text ``name``: ``name.ann``, ``name_WHO.ann``.

    PolNeAR writes the annotator's id after the last underscore, so an article may have several.
    """
    return sorted(
        path
        for path in folder.glob(f"{_escape(name)}*.ann")
        if path.stem == name or path.stem.rpartition("_")[0] == name
    )


def _escape(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)
