"""What a run does, as it stands in its folder: with which settings, over which inputs, cut into which parts.

A run that goes on has to be the same run: what it was begun with is kept, and held against what it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from onrecord.about import SOFTWARE
from onrecord.batch import PAGE_TIMEOUT
from onrecord.errors import FormatError
from onrecord.page.inputs import Columns
from onrecord.pipeline import Settings
from onrecord.records import SCHEMA_VERSION
from onrecord.scale.inputs import Input, Stretch
from onrecord.scale.places import Folder, named
from onrecord.scale.tables import LAYOUT

__all__ = [
    "MANIFEST",
    "PLAN",
    "Order",
    "Part",
    "Plan",
    "begun",
    "in_parts",
    "sampled",
    "told_inputs",
]

MANIFEST = "manifest.json"
#: Where a run keeps what it needs to go on; removed when it is done.
PLAN = "_work/plan.json"
_SHARES = 400  # parts of a run, at least, where it has pages enough: what a lost worker has to do again is a share
_PART = 256  # pages of a part, at most
#: Packages whose releases are told with a run.
_PACKAGES = ("ray", "pyarrow", "duckdb", "fastwarc", "onnxruntime", "trafilatura")


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked for.

    Attributes:
        inputs: paths, globs, folders, addresses in object stores.
        settings: how articles are attributed.
        columns: of Parquet files and JSONL: which hold what.
        keep_copies: whether articles whose words stand in another one are attributed too.
        page_timeout: seconds that a page may take; None for no limit.
        sample: read no more than so many pages, from all over the inputs; None for all.
    """

    inputs: tuple[str, ...]
    settings: Settings = field(default_factory=Settings)
    columns: Columns = field(default_factory=Columns)
    keep_copies: bool = False
    page_timeout: float | None = PAGE_TIMEOUT
    sample: int | None = None

    def recorded(self) -> dict[str, Any]:
        """All that the result hangs on but for the inputs, as JSON values."""
        model = self.settings.model
        return {
            "settings": self.settings.recorded(),
            "model": str(Path(model).absolute()) if model is not None else None,
            "columns": asdict(self.columns),
            "keep_copies": self.keep_copies,
            "page_timeout": self.page_timeout,
            "sample": self.sample,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that one worker reads at a time, and commits together.

    Attributes:
        number: of the part, from 0.
        input: number of the file.
        stretch: where they stand in it.
    """

    number: int
    input: int
    stretch: Stretch

    @property
    def name(self) -> str:
        """Of its files."""
        return f"part-{self.number:06}.parquet"

    def task(self) -> dict[str, Any]:
        """As a row."""
        return {"part": self.number, "input": self.input, **asdict(self.stretch)}

    @classmethod
    def of(cls, task: Mapping[str, Any]) -> Part:
        """Of such a row."""
        stretch = Stretch(**{one.name: task[one.name] for one in fields(Stretch)})
        return cls(task["part"], task["input"], stretch)


@dataclass(frozen=True, slots=True)
class Plan:
    """A run, cut into parts.

    Attributes:
        inputs: the files.
        recorded: what was asked for, as `Order.recorded` tells it.
        parts: of the run, in order of the inputs; empty until the inputs were looked through.
        versions: of what reads them.
    """

    inputs: tuple[Input, ...]
    recorded: Mapping[str, Any]
    parts: tuple[Part, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, or may be."""
        return sum(part.stretch.pages for part in self.parts)

    def settings(self) -> Settings:
        """How articles are attributed."""
        told = self.recorded["model"]
        model = None if told is None else Path(told)
        return Settings(**{**self.recorded["settings"], "model": model, "threads": 1})

    def write(self, folder: Folder) -> None:
        """Keep it in a run's folder."""
        folder.write_json(PLAN, {
            "inputs": [asdict(one) for one in self.inputs],
            "recorded": self.recorded,
            "versions": self.versions,
            "parts": [
                [one.input, *asdict(one.stretch).values()] for one in self.parts
            ],
        })  # fmt: skip

    @classmethod
    def read(cls, folder: Folder) -> Plan | None:
        """The plan in a run's folder; None where none was made.

        Raises:
            FormatError: it is none.
        """
        values = folder.read_json(PLAN)
        if values is None:
            return None
        try:
            return cls(
                tuple(Input(**one) for one in values["inputs"]),
                values["recorded"],
                tuple(
                    Part(number, one[0], Stretch(*one[1:]))
                    for number, one in enumerate(values["parts"])
                ),
                values["versions"],
            )
        except (KeyError, TypeError, IndexError) as error:
            raise FormatError(
                f"{named(folder.name)}: {PLAN} is no plan of a run ({error})"
            ) from error


def _versions(model: str) -> dict[str, str]:
    return {
        "onrecord": SOFTWARE,
        "model": model,
        "schema": SCHEMA_VERSION,
        "layout": LAYOUT,
        **_releases(),
    }


def _releases() -> dict[str, str]:
    """Of the packages that are installed: only a cluster needs Ray."""
    found = {}
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def begun(folder: Folder, order: Order, inputs: Sequence[Input], model: str) -> Plan:
    """The run of a folder: the one that was begun there, if it is what is asked for; else a new one.

    Args:
        folder: of the run.
        order: what is asked for.
        inputs: that it leads to.
        model: name of the model.

    Raises:
        FormatError: another run was begun there, or was made by other versions.
    """
    fresh = Plan(tuple(inputs), order.recorded(), versions=_versions(model))
    known = Plan.read(folder)
    if known is None:
        if folder.has(MANIFEST):
            done = folder.read_json(MANIFEST)
            told = Plan(
                tuple(Input(**one) for one in done.get("inputs", ())), done.get("order", {}),
                versions=done.get("versions", {}),
            )  # fmt: skip
            _check_same(folder, told, fresh)
            return told
        if folder.is_file():
            raise FormatError(f"{named(folder.name)}: is a file; name a folder")
        if folder.files(below=True):
            raise FormatError(
                f"{named(folder.name)}: holds files that are no run's; name an empty folder"
            )
        return fresh
    _check_same(folder, known, fresh)
    return known


def _check_same(folder: Folder, known: Plan, fresh: Plan) -> None:
    """Raises:
    FormatError: a run is not the one that is asked for.
    """
    for what, one, other in (
        ("inputs", told_inputs(known.inputs), told_inputs(fresh.inputs)),
        ("options", dict(known.recorded), dict(fresh.recorded)),
        ("versions", dict(known.versions), dict(fresh.versions)),
    ):
        if one != other:
            raise FormatError(
                f"{named(folder.name)}: was begun with other {what} ({_difference(one, other)}); go on with "
                "those, or name another folder"
            )


def told_inputs(inputs: Iterable[Input]) -> list[dict[str, Any]]:
    """Inputs as they can be told: without the options and passwords of addresses."""
    return [{**asdict(one), "place": named(one.place)} for one in inputs]


def _difference(one: Any, other: Any) -> str:
    if isinstance(one, dict) and isinstance(other, dict):
        return "; ".join(_changes(one, other))
    before, now = ({own["place"]: own for own in several} for several in (one, other))
    changed = [place for place in {**before, **now} if before.get(place) != now.get(place)]
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return ", ".join(changed[:3]) + more


def _changes(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    for key in {**one, **other}:
        before, now = one.get(key), other.get(key)
        if isinstance(before, dict) and isinstance(now, dict):
            yield from _changes(before, now)
        elif before != now:
            yield f"{key}: {before}, now {now}"


def in_parts(found: Sequence[Sequence[Stretch]], workers: int) -> tuple[Part, ...]:
    """The stretches of each input put together to parts.

    Args:
        found: of each input its stretches.
        workers: how many work at a time: what each has in hand is a small share of all.
    """
    pages = sum(one.pages for own in found for one in own)
    size = max(1, min(_PART, pages // max(_SHARES, 100 * workers)))
    put = [(number, one) for number, own in enumerate(found) for one in _put_together(own, size)]
    return tuple(Part(number, *one) for number, one in enumerate(put))


def _put_together(own: Iterable[Stretch], size: int) -> Iterator[Stretch]:
    held: Stretch | None = None
    for one in own:
        if held is not None and held.pages + one.pages > size:
            yield held
            held = None
        held = one if held is None else held.with_following(one)
    if held is not None:
        yield held


def sampled(found: Sequence[Sequence[Stretch]], pages: int) -> list[list[Stretch]]:
    """Stretches from all over the inputs that hold about so many pages."""
    every = [(number, one) for number, own in enumerate(found) for one in own]
    total = sum(one.pages for _, one in every)
    if total <= pages:
        return [list(own) for own in found]
    kept: list[list[Stretch]] = [[] for _ in found]
    seen = taken = 0
    for number, one in every:
        seen += one.pages
        # As many as there should be by here, if the sample were spread evenly.
        if taken < pages * seen / total and taken < pages:
            kept[number].append(one)
            taken += one.pages
    return kept
