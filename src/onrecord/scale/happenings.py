"""The stories of a run's tables: which articles are about one happening, and what stands behind their claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pyarrow import compute

from onrecord.about import SOFTWARE
from onrecord.errors import FormatError
from onrecord.scale.grouping import MEMBERS, GroupArticles
from onrecord.scale.places import Folder, below, named
from onrecord.scale.plan import MANIFEST
from onrecord.scale.running import LIGHT, Engine, Progress, engine
from onrecord.scale.tables import ROWS, TABLES
from onrecord.scale.telling import STORY_SCHEMAS, CompareStories, ToStories
from onrecord.scale.vectors import (
    VECTORS,
    CountWords,
    NearArticles,
    TakeBags,
    TakeVectors,
    blocks_beside,
)
from onrecord.stories.entailment import load

__all__ = ["StoriesSummary", "stories", "told_by"]

_CHUNK = re.compile(r"chunk-(\d+)-\d+\.parquet$")
_ORDER = "_work/order.json"
_STORIES = 200  # of a bucket, about: what a lost worker has to do again


@dataclass(frozen=True, slots=True)
class StoriesSummary:
    """What came of it.

    Attributes:
        counts: ``stories`` of several articles, ``articles`` that were read, ``grouped`` in these stories,
            ``claims``, ``failed`` stories that could not be compared.
    """

    counts: Mapping[str, int]


def stories(
    output: str,
    *,
    claims: bool = True,
    jobs: int | None = None,
    address: str | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> StoriesSummary:
    """Group the articles of a run into stories, tell how each came about, and compare what they claim.

    The tables go to ``stories/`` in the run's folder: ``stories``, ``members`` and ``claims``. What is done is kept,
    and the same call goes on with it.

    Args:
        output: folder of a run that is finished.
        claims: whether to compare claims, which takes most of the time.
        jobs: workers; None for as many as there are processors.
        address: of a Ray cluster, ``local`` for one of this machine; None for this machine without one.
        tell: what is called with how far it is.

    Raises:
        FormatError: the folder holds no finished run, or stories of another one or of other versions.
        ModelError: the network that compares claims cannot be loaded.
        ClusterError: there is no cluster, or it was lost.
        OSError: the folder cannot be written.
    """
    folder = Folder(output)
    work = Folder(below(folder.name, "stories"))
    order = _order(folder, claims=claims)
    if (known := work.read_json(MANIFEST)) is not None:
        _check_same(work, known["order"], order)
        return StoriesSummary(known["counts"])
    if (begun := work.read_json(_ORDER)) is not None:
        _check_same(work, begun, order)
    with engine(address, jobs, tell) as made, folder.locked():
        work.tidy("")
        work.write_json(_ORDER, order)
        return told_by(made, folder, work, order)


def _order(folder: Folder, *, claims: bool) -> dict[str, Any]:
    """What is asked for, of a run that is finished."""
    manifest = folder.read_json(MANIFEST)
    if manifest is None:
        raise FormatError(f"{named(folder.name)}: no finished run; `onrecord scale` makes one")
    return {
        "run": manifest["finished"],
        "articles": sum(manifest["counts"].get(status, 0) for status in ("read", "copy")),
        "claims": claims,
        "versions": {"onrecord": SOFTWARE, "model": load().name if claims else None},
    }


def told_by(
    engine: Engine, folder: Folder, work: Folder, order: Mapping[str, Any]
) -> StoriesSummary:
    """Do what is left, and end it.

    Args:
        engine: that has it done.
        folder: of the run.
        work: of its stories.
        order: what is asked for.
    """
    _made(engine, folder, work, claims=order["claims"])
    counts = _counts(work, order["articles"])
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    work.write_json(MANIFEST, {"finished": finished, "order": dict(order), "counts": counts})
    work.remove("_work")
    return StoriesSummary(counts)


def _check_same(work: Folder, known: Any, order: Any) -> None:
    """Raises:
    FormatError: what is there was made of something else.
    """
    if known == order:
        return
    told = "with" if known["claims"] else "without"
    raise FormatError(
        f"{named(work.name)}: holds stories made {told} claims of the run that was finished at {known['run']}, by "
        f"{known['versions']['onrecord']}; remove that folder to make them anew"
    )


def _made(engine: Engine, folder: Folder, work: Folder, *, claims: bool) -> None:
    chunks = _chunks(folder)
    light = folder.rows("articles", below=True) <= LIGHT
    told = [{"chunk": chunk, "files": files["articles"]} for chunk, files in chunks.items()]
    numbers = [{"chunk": chunk} for chunk in chunks]
    # What articles are about is read from one folder and kept in the other.
    engine.do("taking words", TakeBags, (folder.name, work.name), told, here=light)
    engine.do("counting words", CountWords, (work.name,), [{"chunk": 0}], here=True)
    engine.do("weighing words", TakeVectors, (work.name,), numbers, here=light)
    blocks = _blocks(work)
    tasks = [{"block": block, "beside": blocks_beside(block, blocks)} for block in blocks]
    engine.do("laying articles beside each other", NearArticles, (work.name,), tasks, here=light)
    engine.do("grouping", GroupArticles, (folder.name, work.name), [{"blocks": blocks}], here=True)
    many = _many(work)
    buckets = max(1, many // _STORIES)
    spans = [
        {"chunk": chunk, "files": files, "buckets": buckets, **_span(folder, files["articles"])}
        for chunk, files in chunks.items()
    ]
    arguments = folder.name, work.name
    engine.do("putting articles to their stories", ToStories, arguments, spans, here=light)
    tasks = [{"bucket": bucket} for bucket in range(buckets)]
    known = set(work.files("stories"))
    left = [one for one in tasks if f"stories/bucket-{one['bucket']:05}.parquet" not in known]
    engine.do("comparing", CompareStories, (work.name, claims), left, done=len(tasks) - len(left))


def _chunks(folder: Folder) -> dict[int, dict[str, list[str]]]:
    """The files of a run's tables, by their chunk and table."""
    found: dict[int, dict[str, list[str]]] = {}
    for table in TABLES:
        for name in folder.files(table, below=True):
            if (match := _CHUNK.search(name)) is not None:
                own = found.setdefault(int(match[1]), {table: [] for table in TABLES})
                own[table].append(name)
    return dict(sorted(found.items()))


def _span(folder: Folder, files: Sequence[str]) -> dict[str, int]:
    """The least and the greatest key in some files."""
    keys = [folder.read_table(name, ("key",))["key"] for name in files]
    spans = [compute.min_max(own).as_py() for own in keys if len(own)]
    low, high = (min(one["min"] for one in spans), max(one["max"] for one in spans)) if spans else (0, ROWS)  # fmt: skip
    return {"low": low, "high": high}


def _blocks(work: Folder) -> list[int]:
    """The weeks in which articles came out."""
    done = [work.read_json(name) for name in work.files(f"{VECTORS}/done")]
    return sorted({block for own in done for block in own})


def _many(work: Folder) -> int:
    """How many stories have several articles."""
    held = work.read_table(MEMBERS, ("place", "articles"))
    several = compute.and_(compute.equal(held["place"], 0), compute.greater(held["articles"], 1))
    return int(compute.sum(several).as_py() or 0)


def _counts(work: Folder, read: int) -> dict[str, int]:
    held = work.dataset("stories", STORY_SCHEMAS["stories"]).to_table(columns=["articles", "claims", "error"])  # fmt: skip
    return {
        "articles": read,
        "stories": len(held),
        "grouped": compute.sum(held["articles"]).as_py() or 0,
        "claims": compute.sum(held["claims"]).as_py() or 0,
        "failed": len(held) - held["error"].null_count,
    }
