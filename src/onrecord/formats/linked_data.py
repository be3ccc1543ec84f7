"""The three forms of linked data, written: one JSON-LD object a page.

Pages that could not be read are not in linked data, which has no word for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from onrecord.batch import Result
from onrecord.formats.json_form import write_json
from onrecord.formats.linked import Json
from onrecord.formats.provenance import provenance
from onrecord.formats.registry import Options
from onrecord.formats.schemaorg import news_article
from onrecord.formats.webannotation import annotation_page
from onrecord.records import Reading

__all__ = ["write_annotations", "write_provenance", "write_schema_org"]


def write_annotations(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """As W3C Web Annotations."""
    _write(annotation_page, results, out, options)


def write_provenance(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """As PROV-O."""
    _write(provenance, results, out, options)


def write_schema_org(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """In the words of schema.org."""
    _write(news_article, results, out, options)


def _write(
    make: Callable[[Reading], Json], results: Iterable[Result], out: IO[str], options: Options
) -> None:
    made = (options.shown(one, make) for one in results)
    write_json((one for one in made if isinstance(one, dict)), out, many=options.many)
