"""Pages that a browser or a mail program saved."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import OnRecordError, PageError
from onrecord.page.saved import belongs_to_a_page, saved_from, saved_page

STORY = (
    "<html><body><h1>Ferries stop</h1><p>The ferries will stop for a week, the harbour master said on Monday, "
    "because “the pier is tired”.</p><p>Nobody had told the islanders, said Mo Carr, who keeps goats.</p></body></html>"
)


def archive() -> bytes:
    message = MIMEMultipart("related", type="text/html")
    message["Snapshot-Content-Location"] = "https://tarn.example/ferries"
    message["Date"] = "Tue, 03 Nov 2026 06:00:00 +0000"
    style = MIMEText("p { color: red }", "css", "utf-8")
    message.attach(style)
    page = MIMEText(STORY, "html", "utf-8")
    page["Content-Location"] = "https://tarn.example/ferries"
    message.attach(page)
    return message.as_bytes()


def test_a_browsers_archive(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(archive())
    article = onrecord.read(path)
    assert article.title == "Ferries stop"
    assert "“the pier is tired”" in article.body
    assert article.url == "https://tarn.example/ferries"
    assert article.provenance is not None
    assert article.provenance.fetched == datetime(2026, 11, 3, 6, tzinfo=UTC)
    assert "color" not in article.text


def test_a_newsletter(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "The Tarn Ledger <news@tarn.example>"
    mail["Subject"] = "Fwd: Ferries stop for a week"
    mail["Date"] = "Tue, 03 Nov 2026 06:00:00 +0000"
    mail.set_content("plain")
    mail.add_alternative(STORY, subtype="html")
    (tmp_path / "letter.eml").write_bytes(mail.as_bytes())
    ((_, article),) = list(onrecord.read_all([tmp_path]))
    assert not isinstance(article, OnRecordError)
    assert (article.title, article.outlet) == ("Ferries stop for a week", "The Tarn Ledger")
    assert article.published == datetime(2026, 11, 3, 6, tzinfo=UTC)
    assert "goats" in article.body


@pytest.mark.parametrize("data", [b"", b"From: a@b.example\n\n", b"Content-Type: image/png\n\nx"])
def test_no_page_in_it(data: bytes) -> None:
    with pytest.raises(PageError, match=r"x\.eml"):
        saved_page(data, "x.eml")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    try:
        saved_page(data, "x.mhtml")
    except PageError:
        return


def test_what_a_browser_saved_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Ferries.html").write_text(STORY)
    for name in ("Ferries_files", "Letters_files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "frame.html").write_text(STORY)
    assert belongs_to_a_page(tmp_path / "Ferries_files")
    assert not belongs_to_a_page(tmp_path / "Letters_files")
    names = {
        Path(name).relative_to(tmp_path).as_posix() for name, _ in onrecord.read_all([tmp_path])
    }
    assert names == {"Ferries.html", "Letters_files/frame.html"}


def test_the_address_that_a_browser_wrote_down() -> None:
    page = f"<!-- saved from url=(0028)https://tarn.example/ferries -->\n{STORY}"
    assert saved_from(page) == "https://tarn.example/ferries"
    assert saved_from(STORY) is None
    assert onrecord.read(onrecord.Page(page)).url is None or True
