"""Stories as rows: what each comes to when its articles are compared, by `onrecord.stories`.

The readings of a story's articles lie in many files; first they are put to those of their story, bucket by bucket,
then each bucket is compared by itself. A story whose comparing kills a process, or takes too long, is set aside as
an error after two tries.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa
from pyarrow import compute

from onrecord.errors import OnRecordError
from onrecord.records import Reading, to_values
from onrecord.scale.grouping import MEMBERS
from onrecord.scale.places import Folder
from onrecord.scale.rows import Rows
from onrecord.scale.steps import WithProcess
from onrecord.scale.tables import TABLES, readings_in, table_of
from onrecord.stories import Claim, Story, compare
from onrecord.stories.derivation import derivations, linked
from onrecord.stories.json_form import to_dict
from onrecord.stories.order import in_order
from onrecord.stories.texts import Text

__all__ = ["STORY_SCHEMAS", "CompareStories", "ToStories", "told"]

_BUCKETS = "_work/buckets"
_LIMIT = 600.0  # seconds that a story may take
_MOST = 100  # articles of a story that are compared, the first
_ROWS = 128  # articles that are held at a time, on their way to their stories
_WHOLE, _TEXT, _SHARE, _TRUE = pa.int64(), pa.string(), pa.float64(), pa.bool_()

STORY_SCHEMAS: Mapping[str, pa.Schema] = {
    "stories": pa.schema({
        "story": _WHOLE,
        "title": _TEXT,
        "articles": _WHOLE,
        "compared": _WHOLE,
        "claims": _WHOLE,
        "disputed": _WHOLE,
        "record": _TEXT,
        "error": _TEXT,
    }),
    "members": pa.schema({
        "key": _WHOLE,
        "story": _WHOLE,
        "place": _WHOLE,
        "derivation": _TEXT,
        "of": _WHOLE,
        "whose": _TEXT,
        "score": _SHARE,
    }),
    "claims": pa.schema({
        "story": _WHOLE,
        "claim": _TEXT,
        "wording": _TEXT,
        "key": _WHOLE,
        "start": _WHOLE,
        "end": _WHOLE,
        "articles": _WHOLE,
        "copies": _WHOLE,
        "origins_least": _WHOLE,
        "origins_most": _WHOLE,
        "named": _WHOLE,
        "first": _WHOLE,
        "disputed_by": pa.list_(_TEXT),
        "origins": pa.list_(pa.struct([("id", _TEXT), ("what", _TEXT), ("named", _TRUE), ("terms", _TEXT), ("sure", _TRUE)])),
        "rows": pa.list_(pa.struct([
            ("key", _WHOLE), ("start", _WHOLE), ("end", _WHOLE), ("attribution", _TEXT), ("stance", _TEXT), ("origin", _TEXT), ("score", _SHARE)
        ])),
    }),
}  # fmt: skip
_BUCKET_FIELDS = pa.schema({
    "story": _WHOLE, "place": _WHOLE, "key": _WHOLE, "copy_of": _WHOLE, "reading": _TEXT
})  # fmt: skip


class ToStories:
    """Puts the readings of a chunk's articles to the buckets of their stories.

    Args:
        folder: name of the run's tables.
        work: name of the folder of their stories.
    """

    def __init__(self, folder: str, work: str) -> None:
        self._folder, self._work = Folder(folder), Folder(work)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """Of the chunk of a number."""
        name = f"{task['chunk']:06}.parquet"
        done = f"{_BUCKETS}/done/{name}.json"
        if not self._work.has(done):
            span = [("key", ">=", task["low"]), ("key", "<=", task["high"])]
            members = {
                row["key"]: row for row in self._work.read_table(MEMBERS, filters=span).to_pylist()
            }
            rows: dict[int, list[dict[str, Any]]] = {}
            for row in (*self._with_readings(task["files"], members), *_alone(members)):
                rows.setdefault(row["story"] % task["buckets"], []).append(row)
            for bucket, several in rows.items():
                table = pa.Table.from_pylist(several, schema=_BUCKET_FIELDS)
                self._work.write_table(f"{_BUCKETS}/bucket-{bucket:05}/{name}", table)
            self._work.write_json(done, sorted(rows))
        return {"chunk": task["chunk"]}

    def _with_readings(
        self, files: Mapping[str, list[str]], members: Mapping[int, Mapping[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        """The articles that others of their story, or copies, stand beside."""
        for key, reading in self._readings(files):
            if key in members and members[key]["articles"] > 1:
                yield {**members[key], "reading": reading.to_json()}

    def _readings(self, files: Mapping[str, list[str]]) -> Iterator[tuple[int, Reading]]:
        """The readings of a chunk: few articles at a time, each with its statements and sources."""
        for name in files["articles"]:
            year = name.split("/")[-2]
            beside = {
                table: [one for one in files[table] if f"/{year}/" in one] for table in TABLES
            }
            for batch in self._folder.read_batches(name, _ROWS):
                articles = pa.Table.from_batches([batch])
                keys = compute.min_max(articles["key"]).as_py()
                # The rows of an article stand together: a file is read where its keys are.
                span = [("key", ">=", keys["min"]), ("key", "<=", keys["max"])]
                others = [self._rows(table, beside[table], span) for table in TABLES[1:]]
                yield from readings_in(articles, *others)

    def _rows(self, table: str, names: Sequence[str], span: list[tuple[str, str, int]]) -> pa.Table:
        """Rows of some files; none of a year whose articles have none."""
        found = [self._folder.read_table(name, filters=span) for name in names]
        return pa.concat_tables(found) if found else table_of(table, ())


def _alone(members: Mapping[int, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The articles whose readings are not needed: they are alone, or copies."""
    for row in members.values():
        if row["articles"] == 1 or row["copy_of"] is not None:
            yield {**row, "reading": None}


@dataclass(frozen=True, slots=True)
class _Held:
    """A story's articles, on their way to a process.

    Attributes:
        story: its number.
        readings: of the articles, by their key, as JSON, in order of time.
        copies: keys of copies of them, with those of their originals.
        columns: none: what is handed to a process has them.
    """

    story: int
    readings: tuple[tuple[int, str], ...]
    copies: tuple[tuple[int, int], ...]
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)


class CompareStories(WithProcess[Rows]):
    """Compares the articles of a bucket's stories.

    Args:
        work: name of the folder of a run's stories.
        claims: whether to compare what their articles claim; else how they came about is told alone.
    """

    def __init__(self, work: str, claims: bool) -> None:
        super().__init__(Folder(work), partial(told, claims=claims), _LIMIT)

    def __call__(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """The bucket of a number."""
        bucket = task["bucket"]
        name = f"bucket-{bucket:05}.parquet"
        done = f"stories/{name}"
        if not self.folder.has(done):
            rows: Rows = {table: [] for table in STORY_SCHEMAS}
            held = list(self._stories(bucket, rows))
            outcomes = self.workers.run((str(one.story), one) for one in held)
            for one, outcome in zip(held, outcomes, strict=True):
                found = outcome.outcome
                for table, own in (_failed(one, found) if isinstance(found, OnRecordError) else found).items():  # fmt: skip
                    rows[table] += own
            # The stories last: where they are, all is.
            for table in reversed(tuple(STORY_SCHEMAS)):
                made = pa.Table.from_pylist(to_values(rows[table]), schema=STORY_SCHEMAS[table])
                self.folder.write_table(f"{table}/{name}", made)
        return {"bucket": bucket}

    def _stories(self, bucket: int, rows: Rows) -> Iterator[_Held]:
        """The stories of several articles; those of one are rows at once."""
        held: dict[int, list[dict[str, Any]]] = {}
        for file in self.folder.files(f"{_BUCKETS}/bucket-{bucket:05}"):
            for row in self.folder.read_table(file).to_pylist():
                held.setdefault(row["story"], []).append(row)
        for story, several in sorted(held.items()):
            originals = sorted((row["place"], row["key"], row["reading"]) for row in several if row["copy_of"] is None)  # fmt: skip
            copies = sorted((row["key"], row["copy_of"]) for row in several if row["copy_of"] is not None)  # fmt: skip
            if len(several) == 1:
                rows["members"].append({"key": several[0]["key"], "story": story, "place": 0})
            else:
                yield _Held(story, tuple((key, text) for _, key, text in originals), tuple(copies))


def _failed(held: _Held, error: OnRecordError) -> Rows:
    members = [{"key": key, "story": held.story, "place": place} for place, (key, _) in enumerate(held.readings)]  # fmt: skip
    many = len(held.readings) + len(held.copies)
    row = {"story": held.story, "articles": many, "compared": 0, "error": f"{type(error).__name__}: {error}"}  # fmt: skip
    return {"stories": [row], "members": [*members, *_copied(held)], "claims": []}


def _copied(held: _Held) -> list[dict[str, Any]]:
    return [
        {"key": key, "story": held.story, "derivation": "copy_of_article", "of": original}
        for key, original in held.copies
    ]


def told(held: _Held, *, claims: bool) -> Rows:
    """The rows of a story: itself, its articles, and its claims.

    Args:
        held: its articles.
        claims: whether to compare what they claim.
    """
    readings = [(key, Reading.from_json(text)) for key, text in held.readings]
    own = [reading for _, reading in readings[:_MOST]]
    story = compare(own) if claims else _by_derivation(own)
    keys = {id(reading): key for key, reading in readings}
    order = [keys[id(reading)] for reading in story.readings]
    derived = dict(zip(order, story.derivations, strict=True))
    members = []
    for place, (key, _) in enumerate(readings):
        one = derived.get(key)
        members.append({
            "key": key,
            "story": held.story,
            "place": place,
            "derivation": one.kind if one else None,
            "of": order[one.of] if one and one.of is not None else None,
            "whose": one.whose if one else None,
            "score": one.score if one else None,
        })  # fmt: skip
    row = {
        "story": held.story,
        "title": story.title or None,
        "articles": len(readings) + len(held.copies),
        "compared": len(order),
        "claims": len(story.claims) if claims else None,
        "disputed": sum(bool(one.disputed_by) for one in story.claims) if claims else None,
        "record": json.dumps(to_dict(story), ensure_ascii=False) if claims else None,
    }
    copied = Counter(original for _, original in held.copies)
    made = [_claim(held.story, one, order, copied) for one in story.claims]
    return {"stories": [row], "members": [*members, *_copied(held)], "claims": made}


def _by_derivation(readings: list[Reading]) -> Story:
    """A story without its claims."""
    ordered = [readings[place] for place in in_order(readings)]
    texts = [Text(reading) for reading in ordered]
    titles = (reading.article.title for reading in ordered)
    title = next((one for one in titles if one), "")
    return Story(title, tuple(ordered), derivations(texts, linked(texts)), ())


def _claim(story: int, one: Claim, keys: list[int], copied: Mapping[int, int]) -> dict[str, Any]:
    asserting = {keys[row.place.article] for row in one.rows if row.stance == "asserts"}
    return {
        "story": story,
        "claim": one.id,
        "wording": one.wording,
        "key": keys[one.place.article],
        "start": one.place.span.start,
        "end": one.place.span.end,
        "articles": one.articles,
        "copies": sum(copied[key] for key in asserting if key in copied),
        "origins_least": one.least,
        "origins_most": one.most,
        "named": one.named,
        "first": None if one.first is None else keys[one.rows[one.first].place.article],
        "disputed_by": list(one.disputed_by),
        "origins": [
            {"id": own.id, "what": own.what, "named": own.named, "terms": own.terms, "sure": own.sure}
            for own in one.origins
        ],
        "rows": [
            {"key": keys[row.place.article], "start": row.place.span.start, "end": row.place.span.end,
             "attribution": row.attribution, "stance": row.stance, "origin": row.origin, "score": row.score}
            for row in one.rows
        ],
    }  # fmt: skip
