"""Collect the texts of the reader's interface, and bring its catalogues up to date.

    python docs/messages.py

Texts stand in templates (``_('…')``), in calls of ``gettext`` and in the tables of words that are shown
(`onrecord.formats.wording`, the vocabulary's own). What a catalogue does not have yet is written into it untranslated;
a test (``tests/reader/test_languages.py``) holds that nothing is.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import read_po, write_po

from onrecord.archive.corrections import FIELDS
from onrecord.formats.html import TEMPLATES
from onrecord.formats.view import Extent
from onrecord.formats.wording import FOOTINGS, TERMS
from onrecord.reader import corrections
from onrecord.reader.members import SCOPES, Role
from onrecord.reader.views.plain import MEANING
from onrecord.records import Act, Channel, Form, SourceKind, Station
from onrecord.stories.origins import REASONS
from onrecord.stories.wording import DERIVATIONS, STANCES, WAYS

READER = Path(__file__).parent.parent / "src" / "onrecord" / "reader"
CATALOGUES = READER / "catalogue"

#: Words that are handed to templates as they are.
WORDS = (
    *TERMS.values(), *FOOTINGS.values(), *DERIVATIONS.values(), *STANCES.values(), *WAYS.values(), *MEANING.values(),
    *corrections.TOLD.values(), *FIELDS, *SCOPES, *get_args(Role), *get_args(Extent),
    *(one.replace("_", " ") for kinds in (Act, Channel, Form, SourceKind, Station) for one in get_args(kinds)),
    "took in", "went into", "gave off", "came from", "denial", "negation", "number", "terms", "kind", "act", "outlet",
    "source", "held", "approved", "rejected", "withdrawn", "waiting", "running", "done", "failed", "sending", "sent",
    "unknown", "live", "gone", "stories", "story", "search", "Imprint", "none", "each is held until it is approved",
    "held until the first of a reader’s is approved", "Not Found", "Bad Request", "Forbidden", "Too Many Requests",
    "Unprocessable Content", "Unprocessable Entity", "Internal Server Error", "Service Unavailable",
    "there is nothing at this address", "that is too often; please come back later", "this link does not hold any more",
    *REASONS, "failing", "compare",
)  # fmt: skip


def messages() -> Iterator[str | tuple[str, str]]:
    """All texts, each once; of those with a plural both."""
    known: set[str | tuple[str, str]] = set()
    for found in _found():
        if found and found not in known:
            known.add(found)
            yield found


def _found() -> Iterator[str | tuple[str, str]]:
    options = {"**.j2": {"newstyle_gettext": "true", "trimmed": "true"}}
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    for folder in (READER / "templates", TEMPLATES):
        for _, _, told, _, _ in extract_from_dir(
            folder, [("**.j2", "jinja2.ext:babel_extract")], options, keywords
        ):
            yield told if isinstance(told, str) else (str(told[0]), str(told[1]))
    for path in sorted(READER.rglob("*.py")):
        source = io.BytesIO(path.read_bytes())
        for _, told, _, _ in extract("python", source, {"gettext": None, "told": None}):
            if isinstance(told, str):
                yield told
    yield from WORDS


def main() -> None:
    """Write the catalogues."""
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as file:
            known = read_po(file, locale=path.stem)
        made = Catalog(
            locale=path.stem,
            project="onrecord",
            header_comment="# Texts of the reader's interface.",
            fuzzy=False,
        )
        for one in messages():
            there = known.get(one if isinstance(one, str) else one[0])
            made.add(one, there.string if there else "")
        out = io.BytesIO()
        write_po(
            out,
            made,
            width=100,
            omit_header=False,
            sort_output=True,
            ignore_obsolete=True,
            no_location=True,
        )
        lines = [
            line
            for line in out.getvalue().decode().splitlines()
            if "POT-Creation-Date" not in line and "PO-Revision-Date" not in line
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        untold = [
            one.id
            for one in made
            if one.id and not all(one.string if isinstance(one.string, tuple) else [one.string])
        ]
        sys.stdout.write(f"{path.name}: {len(made)} texts, {len(untold)} not translated\n")


if __name__ == "__main__":
    main()
