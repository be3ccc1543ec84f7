"""A story as one self-contained HTML file, out of the same partials as the report of an article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.about import __version__
from onrecord.formats.fragments import text_fragment
from onrecord.formats.html import environment
from onrecord.stories._model import Claim, Origin, Place, Story
from onrecord.stories.drawing import drawing
from onrecord.stories.wording import DERIVATIONS, STANCES, WAYS, folded, origin_rows, outlet_of

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["GLOBALS", "render_report"]


def _same_as(claim: Claim, origin: Origin) -> list[str]:
    """What the origins are that an origin may be the same as."""
    return [one.what for one in claim.origins if one.id in origin.maybe_same_as]


#: What the templates of stories ask for, in report and reader alike.
GLOBALS: Mapping[str, Any] = {
    "derivations": DERIVATIONS,
    "drawing": drawing,
    "folded": folded,
    "origin_rows": origin_rows,
    "same_as": _same_as,
    "stances": STANCES,
    "ways": WAYS,
}


def render_report(story: Story) -> str:
    """A story as an HTML page: no script, nothing from anywhere else."""

    def link_to(place: Place) -> str | None:
        return text_fragment(story.readings[place.article].article, place.span)

    def article_link(number: int) -> str | None:
        url = story.readings[number].article.url
        return url if url and url.startswith(("http://", "https://")) else None

    return _template().render(
        story=story,
        outlet=lambda number: outlet_of(story, number),
        link_to=link_to,
        article_link=article_link,
        derived=sum(one.kind != "independent" for one in story.derivations),
        version=__version__,
    )


@cache
def _template() -> Template:
    template: Template = (
        environment().overlay().get_template("story.html.j2", globals=dict(GLOBALS))
    )
    return template
