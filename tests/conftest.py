"""What tests share: the demo page, the corpora where they are at hand, a real browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

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
