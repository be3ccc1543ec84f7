"""A reading as one self-contained HTML file: no script, no font, no image from anywhere.

Templates stand in ``templates/``; this module only lays out what they show.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from onrecord.about import __version__
from onrecord.batch import Result
from onrecord.errors import FormatError
from onrecord.formats.files import replacing
from onrecord.formats.names import Names
from onrecord.formats.registry import Options
from onrecord.formats.view import ArticleView
from onrecord.formats.wording import FOOTINGS, TERMS, number, role_of
from onrecord.records import Reading

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment, Template

__all__ = ["TEMPLATES", "environment", "render_html", "templates", "write", "write_folder"]

#: The templates that reports and reader share.
TEMPLATES = Path(__file__).with_name("templates")


def render_html(reading: Reading) -> str:
    """A reading as an HTML page."""
    view = ArticleView(reading)
    only = [group.source.id for group in view.groups if group.source]
    return _template().render(view=view, only=only, version=__version__)


def write(results: Iterable[Result], out: IO[str], options: Options) -> None:
    """The report of one page.

    Raises:
        FormatError: there are several pages.
    """
    for place, result in enumerate(results):
        if place:
            raise FormatError("several pages as HTML need a folder to write to: -o FOLDER")
        if isinstance(page := options.shown(result, render_html), str):
            out.write(page)


def write_folder(results: Iterable[Result], folder: Path, options: Options) -> None:
    """A report for each page."""
    names = Names()
    for result in results:
        name = names.of(result.id)
        if isinstance(page := options.shown(result, render_html), str):
            with replacing(folder / f"{name}.html") as file:
                file.write(page)


@cache
def _template() -> Template:
    return environment().get_template("reading.html.j2")


@cache
def environment() -> Environment:
    """The templates of all reports, in English."""
    from jinja2 import FileSystemLoader

    return templates(FileSystemLoader(TEMPLATES), NullTranslations())


def templates(loader: BaseLoader, catalogue: NullTranslations) -> Environment:
    """An environment with what the templates of articles and stories ask for.

    Args:
        loader: of the templates; `TEMPLATES` has those that reports and reader share.
        catalogue: texts of the interface in its language.
    """
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    # What Jinja's own extension makes of a text is taken for markup. Here words of pages are looked up too, so every
    # text is escaped like any other.
    def text(message: str, **values: Any) -> str:
        told = (
            catalogue.gettext(str(message)) if message else ""
        )  # of nothing a catalogue gives its head
        return told % values if values else told

    def counted(one: str, several: str, num: int, **values: Any) -> str:
        return catalogue.ngettext(one, several, num) % {"num": num, **values}

    made.filters["moment"] = _moment
    made.filters["day"] = lambda told: told.replace("/", " – ")
    made.filters["digest"] = _digest
    made.globals.update(
        _=text,
        gettext=text,
        ngettext=counted,
        number=number,
        role_of=role_of,
        footings=FOOTINGS,
        terms=TERMS,
    )
    return made


def _moment(moment: date) -> str:
    return moment.isoformat(" ", "minutes") if isinstance(moment, datetime) else moment.isoformat()


def _digest(style: str) -> str:
    """By what a page's policy knows its own style (CSP, level 3)."""
    return f"sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
