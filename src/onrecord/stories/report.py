"""A story as one self-contained HTML file, out of the same partials as the report of an article."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.about import __version__
from onrecord.formats.fragments import text_fragment
from onrecord.formats.html import environment
from onrecord.stories._model import Place, Story
from onrecord.stories.drawing import drawing
from onrecord.stories.wording import (
    STANCES,
    WAYS,
    about_origin,
    asserting,
    derived_from,
    folded,
    origin_rows,
    outlet_of,
    standing,
)

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["render_report"]


def render_report(story: Story) -> str:
    """A story as an HTML page: no script, nothing from anywhere else."""

    def link_to(place: Place) -> str | None:
        return text_fragment(story.readings[place.article].article, place.span)

    return _template().render(
        story=story,
        standing=standing,
        asserting=asserting,
        rows_of=origin_rows,
        about_origin=about_origin,
        stances=STANCES,
        ways=WAYS,
        outlet=lambda number: outlet_of(story, number),
        link_to=link_to,
        article_line=lambda number: _article_line(story, number),
        folded=folded(story),
        derived=sum(one.kind != "independent" for one in story.derivations),
        drawing=drawing(story),
        version=__version__,
    )


def _article_line(story: Story, number: int) -> Markup:
    from markupsafe import Markup, escape

    article = story.readings[number].article
    title = escape(article.title or article.id)
    if article.url and article.url.startswith(("http://", "https://")):
        link = Markup('<a href="{}" rel="noopener noreferrer">{}</a>')
        title = link.format(article.url, title)
    told = " · ".join(filter(None, (article.outlet, str(article.published or "")[:16])))
    line = Markup('{} <span class="note">{}</span> <span class="kind">{}</span>')
    return line.format(title, told, derived_from(story.derivations[number]))


@cache
def _template() -> Template:
    return environment().get_template("story.html.j2")
