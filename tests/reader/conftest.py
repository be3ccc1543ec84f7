"""What the reader's tests share: a filled archive, a site, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from onrecord.archive import Archive
from onrecord.reader import settings
from onrecord.stories.store import Stories
from reading_site import Server, demo_readings, served


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demo's articles, their stories compared."""
    place = tmp_path_factory.mktemp("demo") / "news.db"
    with Archive(place) as archive:
        archive.add(*demo_readings())
        stories = Stories(archive)
        stories.work_in()
        for number in stories.untold():
            stories.told(number)
    return place


@pytest.fixture
def own_archive(demo_archive: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of it that a test may write to; the texts are shown whole."""
    place = tmp_path / "news.db"
    shutil.copy(demo_archive, place)
    with Archive(place) as archive:
        settings.change(archive.database, {"extent": "whole"})
        yield archive


@pytest.fixture
def server(own_archive: Archive) -> Iterator[Server]:
    """A site of one's own."""
    with served(own_archive) as made:
        yield made


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """Somebody who asks it."""
    with httpx.Client(base_url=server.url, timeout=30) as made:
        yield made


@pytest.fixture(scope="module")
def shared(demo_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site that tests only look at."""
    place = tmp_path_factory.mktemp("shared") / "news.db"
    shutil.copy(demo_archive, place)
    with Archive(place) as archive:
        settings.change(
            archive.database, {"extent": "whole", "open_read": True, "open_compare": True}
        )
        with served(archive) as made:
            yield made


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The corpora beside the checkout; a user's clone has none."""
    place = Path(__file__).parents[3] / "shared" / "corpora"
    if not place.is_dir():
        pytest.skip("the corpora in ../shared are not here: they hold publishers' text")
    return place
