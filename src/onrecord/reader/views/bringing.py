"""Pages and texts that readers bring: read, and compared."""

from __future__ import annotations

from typing import Any

from onrecord.errors import FormatError, SiteError
from onrecord.formats.view import ArticleView
from onrecord.reader.forms import Moved, Plain, limited
from onrecord.reader.jobs import Job, Kind
from onrecord.reader.web import Asked, Shown, missing
from onrecord.records import Reading
from onrecord.stories.json_form import from_dict
from onrecord.stories.wording import outlet_of

__all__ = ["compare", "job", "job_as_data", "read", "send_compare", "send_read"]


def _may(asked: Asked, kind: Kind) -> bool:
    settings = asked.site.settings
    return asked.member is not None or (
        settings.open_read if kind == "read" else settings.open_compare
    )


def read(asked: Asked) -> Shown:
    """The form for one page."""
    return Shown("bring.html.j2", {"kind": "read", "may": _may(asked, "read")})


def compare(asked: Asked) -> Shown:
    """The form for several."""
    return Shown("bring.html.j2", {"kind": "compare", "may": _may(asked, "compare")})


def send_read(asked: Asked) -> Moved:
    """Let a page be read."""
    return _submit(asked, "read", [asked.value("brought")])


def send_compare(asked: Asked) -> Moved:
    """Let pages be compared: a field each, or addresses on lines of one."""
    brought: list[str] = []
    for told in asked.form.get("brought", ()):
        lines = [line.strip() for line in told.splitlines() if line.strip()]
        every = bool(lines) and all(line.startswith(("http://", "https://")) for line in lines)
        brought += lines if every else [told]
    return _submit(asked, "compare", brought)


def _submit(asked: Asked, kind: Kind, brought: list[str]) -> Moved:
    if not _may(asked, kind):
        raise SiteError("this is for those who are signed in")
    limited(asked, kind, 10, 600)
    return Moved(f"/job/{asked.site.jobs.submit(kind, brought, asked.by)}")


def job(asked: Asked) -> Shown:
    """What became of it."""
    found = asked.site.jobs.get(str(asked.path["token"]))
    if found is None:
        raise missing()
    if found.state != "done":
        return Shown("job.html.j2", {"job": found})
    return _read(asked, found) if found.kind == "read" else _compared(found)


def _read(asked: Asked, found: Job) -> Shown:
    reading = Reading.from_dict(found.result)
    # A text that somebody pasted is theirs; a page's words stand on the page.
    pasted = not found.given["brought"][0].startswith(("http://", "https://"))
    extent = "whole" if pasted else asked.site.settings.extent
    return Shown("job_read.html.j2", {"view": ArticleView(reading, extent)})


def _compared(found: Job) -> Shown:
    try:
        story = from_dict(found.result["story"])
    except FormatError as error:
        raise missing(str(error)) from error

    def article_link(number: int) -> str | None:
        url = story.readings[number].article.url
        return url if url and url.startswith(("http://", "https://")) else None

    context: dict[str, Any] = {
        "story": story,
        "errors": found.result["errors"],
        "outlet": lambda number: outlet_of(story, number),
        "link_to": lambda place: article_link(place.article),
        "article_link": article_link,
    }
    return Shown("job_compared.html.j2", context)


def job_as_data(asked: Asked) -> Plain:
    """The same as JSON."""
    found = asked.site.jobs.get(str(asked.path["token"]))
    if found is None:
        raise missing()
    return Plain(
        {
            "state": found.state,
            "before": found.before,
            "error": found.error,
            "result": found.result,
        },
        "application/json",
    )
