"""A site: an archive, what its owner decided, and what serves its pages."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import delete, select

from onrecord.about import __version__
from onrecord.archive import Archive
from onrecord.archive import site as site_tables
from onrecord.errors import SiteError
from onrecord.formats.html import TEMPLATES, templates
from onrecord.reader import addresses, languages, settings
from onrecord.reader.cache import Cache
from onrecord.reader.corrections import Corrections
from onrecord.reader.discussion import Discussion
from onrecord.reader.jobs import Jobs
from onrecord.reader.letters import Letters
from onrecord.reader.members import Members
from onrecord.reader.newsletter import Newsletter
from onrecord.reader.passkeys import Passkeys
from onrecord.reader.protection import Rates, Seals
from onrecord.reader.revision import Revision
from onrecord.stories.report import GLOBALS
from onrecord.stories.store import Stories

if TYPE_CHECKING:
    from jinja2 import Environment

    from onrecord.page.fetch import Fetcher

__all__ = ["Site", "Static"]

_LATELY = 60.0  # seconds
_T = TypeVar("_T")
_STYLES = ("base.css", "article.css", "story.css")


class Static:
    """Styles and the script, each under an address that changes with it."""

    def __init__(self) -> None:
        own = files("onrecord.reader") / "static"
        style = "\n".join(
            [*((TEMPLATES / name).read_text(encoding="utf-8") for name in _STYLES),
             (own / "site.css").read_text(encoding="utf-8")]
        )  # fmt: skip
        script = (own / "site.js").read_text(encoding="utf-8")
        icon = (own / "icon.svg").read_text(encoding="utf-8")
        self.held: dict[str, tuple[bytes, str]] = {}
        self._packed: dict[str, bytes] = {}
        self.style = self._put("site", "css", "text/css", style)
        self.script = self._put("site", "js", "text/javascript", script)
        self.icon = self._put("icon", "svg", "image/svg+xml", icon)

    def _put(self, name: str, ending: str, kind: str, text: str) -> str:
        data = text.encode()
        path = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
        self.held[path] = (data, kind)
        self._packed[path] = gzip.compress(data, 9, mtime=0)
        return f"/static/{path}"

    def packed(self, path: str) -> bytes:
        """A file by gzip."""
        return self._packed[path]


class Site:
    """What the pages are made of.

    Args:
        archive: opened; the site does not close it.
        cached: bytes of answers that are kept in memory.
        patience: seconds that nobody types a comment in.
        fetcher: gets the pages that readers bring; None for the one that a run has.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        cached: int = 64 << 20,
        patience: float = 3.0,
        fetcher: Fetcher | None = None,
    ) -> None:
        self.archive = archive
        self.stories = Stories(archive)
        self.cache = Cache(cached)
        self.revision = Revision(archive.database)
        self.static = Static()
        self.rates = Rates()
        self.seals = Seals(settings.secret(archive.database))
        self.discussion = Discussion(archive.database)
        self.corrections = Corrections(archive.database)
        self.members = Members(archive.database)
        self.passkeys = Passkeys(archive.database)
        self.patience, self.fetcher = patience, fetcher
        self.jobs = Jobs(archive.database, fetcher)
        self.letters = Letters(archive.database, lambda: self.settings)
        self.newsletter = Newsletter(self, self.letters)
        self._settings: tuple[str, settings.SiteSettings] | None = None
        self._lock = threading.Lock()
        self._lately: dict[str, tuple[float, Any]] = {}

    def link_original(self, article: int, original: int) -> None:
        """Say that an article is a translation of another.

        Raises:
            SiteError: it is the same one, or itself the other's original.
        """
        article, original = self.archive.number(article), self.archive.number(original)
        table = site_tables.original
        with self.archive.database.write() as connection:
            back = select(table.c.of).where(table.c.article_id == original)
            if article == original or connection.execute(back).scalar() == article:
                raise SiteError("an article is no translation of itself")
            connection.execute(delete(table).where(table.c.article_id == article))
            connection.execute(table.insert().values(article_id=article, of=original))

    def close(self) -> None:
        """Give back what it holds."""
        self.revision.close()

    @property
    def settings(self) -> settings.SiteSettings:
        """What the owner decided, as it is now."""
        revision = self.revision.now()
        known = self._settings
        if known is None or known[0] != revision:
            with self.archive.database.read() as connection:
                known = revision, settings.load(connection)
            self._settings = known
        return known[1]

    @cached_property
    def _environments(self) -> dict[str, Environment]:
        return {}

    def lately(self, name: str, make: Callable[[], _T]) -> _T:
        """Something that takes long to count and changes slowly: as it was within the last minute.

        Args:
            name: what it is.
            make: counts it.
        """
        now = time.monotonic()
        known = self._lately.get(name)
        if known is None or known[0] < now - _LATELY:
            known = self._lately[name] = now, make()
        found: _T = known[1]
        return found

    def environment(self, language: str) -> Environment:
        """The templates in a language of the interface."""
        with self._lock:
            if language not in self._environments:
                self._environments[language] = self._made(language)
            return self._environments[language]

    def _made(self, language: str) -> Environment:
        from jinja2 import ChoiceLoader, FileSystemLoader

        own = files("onrecord.reader") / "templates"
        loader = ChoiceLoader([FileSystemLoader(str(own)), FileSystemLoader(TEMPLATES)])
        made = templates(loader, languages.translations(language))
        made.filters["dated"] = lambda told: languages.dated(told, language)
        made.filters["moment"] = made.filters["dated"]
        made.filters["day"] = lambda told: " – ".join(
            languages.dated(part, language) for part in told.split("/")
        )
        made.globals.update(
            GLOBALS, language=language, languages=languages.names(), direction=languages.direction,
            static=self.static, address=addresses, version=__version__,
        )  # fmt: skip
        return made

    def standing(self, lead: Mapping[str, Any], language: str) -> str:
        """What stands behind a claim of a list, in words: the same as on its story's page."""
        shown = self.environment(language).get_template("_claims.html.j2").module
        told = ("articles", "origins_least", "origins_most", "named", "disputed_by")
        return str(shown.standing(*(lead[name] for name in told)))  # type: ignore[attr-defined]  # a macro

    def render(self, template: str, language: str, context: Mapping[str, Any]) -> str:
        """A page."""
        made = self.environment(language).get_template(template)
        return made.render(site=self.settings, **context)
