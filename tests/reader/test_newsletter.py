"""The newsletter, with a real mail server: asked for, confirmed, sent once, ended by one click; crashes told."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from sqlalchemy import select, update

from archiving import article_of
from onrecord.archive import Filed
from onrecord.archive.database import moment
from onrecord.archive.site import letter, subscriber
from onrecord.errors import SiteError
from onrecord.reader import settings
from onrecord.reader.mail import checked_address
from reading_site import Server
from storied import OTHER


class Post:
    """A mail server that keeps what it gets, and does what a test tells it to."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.silent = False

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        if self.silent:
            server.transport.abort()  # nobody learns whether it was taken
        return "250 OK"

    def body(self, number: int = -1, kind: str = "plain") -> str:
        part = self.mails[number].get_body((kind,))
        assert part is not None
        return str(part.get_content())


@pytest.fixture
def post(server: Server) -> Iterator[Post]:
    made = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    settings.change(server.archive.database, {
        "mail_server": f"smtp://127.0.0.1:{port}", "mail_from": "news@reader.example", "base": server.url,
    })  # fmt: skip
    yield made
    controller.stop()


def subscribe(
    server: Server, client: httpx.Client, mail: str = "ada@example.org", **more: str
) -> None:
    challenge = server.site.seals.sealed("subscribe")
    sent = client.post(
        "/subscribe",
        data={
            "mail": mail,
            "what": "stories",
            "rhythm": "daily",
            "challenge": challenge,
            "asked": "",
            **more,
        },
    )
    assert sent.status_code == 303, sent.text


def confirmed(server: Server, client: httpx.Client, post: Post, **more: str) -> str:
    """Subscribe and confirm; the token."""
    subscribe(server, client, **more)
    server.site.letters.send()
    found = re.search(r"/confirm/(\S+)", post.body())
    assert found is not None
    assert client.get(f"/confirm/{found[1]}").status_code == 200
    assert client.post(f"/confirm/{found[1]}").status_code == 303
    return found[1]


def something_new(server: Server) -> None:
    """A story changes, after all that was served."""
    server.archive.add(
        article_of(OTHER, url="https://new.example/a", outlet="New", day="2026-07-01", title="One"),
        article_of(
            OTHER, url="https://newer.example/a", outlet="Newer", day="2026-07-01", title="Two"
        ),
    )
    server.site.stories.work_in()
    for number in server.site.stories.untold():
        server.site.stories.told(number)
    overdue(server)


def overdue(server: Server) -> None:
    with server.archive.database.write() as connection:
        connection.execute(update(subscriber).values(served="2026-01-01T00:00:00.000+00:00"))


def test_nothing_is_sent_before_it_is_confirmed(
    server: Server, client: httpx.Client, post: Post
) -> None:
    subscribe(server, client)
    assert server.site.letters.send() is False
    assert len(post.mails) == 1 and "confirm" in str(post.mails[0]["Subject"]).lower()
    assert "List-Unsubscribe" not in post.mails[0]
    something_new(server)
    assert server.site.newsletter.make("daily", server.url) == 0
    token = re.search(r"/confirm/(\S+)", post.body())
    assert token is not None
    page = client.get(f"/confirm/{token[1]}").text  # opening the link is not yet a yes
    assert "ada@example.org" in page
    assert server.site.newsletter.subscribers() == {"asked, daily": 1}


def test_a_letter_has_what_mail_programs_want(
    server: Server, client: httpx.Client, post: Post
) -> None:
    token = confirmed(server, client, post)
    something_new(server)
    assert server.site.newsletter.make("daily", server.url) == 1
    server.site.letters.send()
    mail = post.mails[-1]
    assert mail["From"] == "news@reader.example" and mail["To"] == "ada@example.org"
    assert mail["List-Unsubscribe"] == f"<{server.url}/unsubscribe/{token}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(mail["Message-ID"]).startswith("<") and mail["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        assert f"{server.url}/story/" in post.body(kind=kind)
        assert "<script" not in post.body(kind=kind)


def test_each_thing_is_sent_once(server: Server, client: httpx.Client, post: Post) -> None:
    confirmed(server, client, post)
    something_new(server)
    assert server.site.newsletter.make("daily", server.url) == 1
    assert server.site.newsletter.make("daily", server.url) == 0
    server.site.letters.send()
    server.site.letters.send()
    assert len(post.mails) == 2
    overdue(server)
    with server.archive.database.write() as connection:  # nothing changed since
        connection.execute(update(subscriber).values(served="2100-01-01T00:00:00.000+00:00"))
    assert server.site.newsletter.make("daily", server.url) == 0


def test_one_click_ends_it_and_deletes_the_address(
    server: Server, client: httpx.Client, post: Post
) -> None:
    token = confirmed(server, client, post)
    # As a mail program does it (RFC 8058): from elsewhere, without a cookie, with its one field.
    sent = httpx.post(
        f"{server.url}/unsubscribe/{token}",
        data={"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert sent.status_code == 303
    assert server.site.newsletter.subscribers() == {}
    with server.archive.database.read() as connection:
        assert "ada@example.org" not in str(connection.execute(select(subscriber)).all())
        assert connection.execute(select(letter)).all() == []
    assert client.get(f"/unsubscribe/{token}?sent=1").status_code == 200
    assert client.post(f"/unsubscribe/{token}").status_code == 303
    assert client.get(f"/confirm/{token}").status_code == 404


def test_a_search_and_a_story_by_mail(server: Server, client: httpx.Client, post: Post) -> None:
    confirmed(server, client, post, what="search", asked="ferry")
    confirmed(server, client, post, mail="bob@example.org", what="story", asked="1")
    overdue(server)
    assert server.site.newsletter.make("daily", server.url) == 2
    server.site.letters.send()
    assert "/article/" in post.body(-2) and "ferry" in post.body(-2)
    assert f"{server.url}/story/1" in post.body(-1)
    for wrong, asked in (("story", "999"), ("search", "since:never"), ("everything", "")):
        sent = client.post("/subscribe", data={
            "mail": "eve@example.org", "what": wrong, "asked": asked, "rhythm": "daily",
            "challenge": server.site.seals.sealed("subscribe"),
        })  # fmt: skip
        assert sent.status_code in (400, 404, 422)


def test_a_search_sends_what_the_archive_has_had_since(
    server: Server, client: httpx.Client, post: Post
) -> None:
    """By when it came in, not by the day that it was published; and nothing twice."""
    confirmed(server, client, post, what="search", asked="ferry")
    now = datetime.now(UTC) + timedelta(hours=1)  # after all that the site had to begin with
    late = article_of(
        "[Ana Ruiz] <said> {the ferry was late}.", url="https://a.example/late", day="2026-01-02"
    )
    server.archive.add(Filed(late, seen=now))
    newsletter = server.site.newsletter
    before, after = (moment(now + timedelta(minutes=minutes)) for minutes in (-1, 1))
    (item,) = newsletter.new_for("search", "ferry", before, "en")
    assert "the ferry was late" in item.lines
    assert newsletter.new_for("search", "ferry", after, "en") == []
    settings.change(server.archive.database, {"extent": "links"})
    assert newsletter.new_for("search", "ferry", before, "en")[0].lines == ("Westhaven Courier",)


def test_a_question_that_cannot_be_asked_costs_no_other_reader_a_letter(
    server: Server, client: httpx.Client, post: Post
) -> None:
    confirmed(server, client, post, what="search", asked="ferry")
    confirmed(server, client, post, mail="bob@example.org", what="search", asked="ferry")
    overdue(server)
    with server.archive.database.write() as connection:
        first = subscriber.c.mail == "ada@example.org"
        connection.execute(update(subscriber).where(first).values(asked="since:never"))
    assert server.site.newsletter.make("daily", server.url) == 1


def test_who_was_served_meanwhile_is_not_served_twice(
    server: Server, client: httpx.Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(server, client, post, what="search", asked="ferry")
    overdue(server)
    newsletter = server.site.newsletter
    plain, made = newsletter.new_for, []

    def beside(*asked: Any) -> Any:
        if not made:
            made.append(0)
            made.append(newsletter.make("daily", server.url))  # as from another process
        return plain(*asked)

    monkeypatch.setattr(newsletter, "new_for", beside)
    assert newsletter.make("daily", server.url) == 0
    assert made == [0, 1]


def test_a_letter_of_which_nobody_knows_is_not_sent_again_by_itself(
    server: Server, client: httpx.Client, post: Post
) -> None:
    confirmed(server, client, post)
    something_new(server)
    server.site.newsletter.make("daily", server.url)
    post.silent = True
    server.site.letters.send()
    (kept,) = server.site.letters.listed("unknown")
    before = len(post.mails)
    post.silent = False
    server.site.letters.send()
    assert len(post.mails) == before
    assert server.site.letters.again([kept.id]) == 1
    server.site.letters.send()
    assert len(post.mails) == before + 1
    assert post.mails[-1]["Message-ID"] == post.mails[-2]["Message-ID"]


def test_what_was_under_way_when_the_site_went_down_is_unknown(
    server: Server, client: httpx.Client, post: Post
) -> None:
    confirmed(server, client, post)
    something_new(server)
    server.site.newsletter.make("daily", server.url)
    with server.archive.database.write() as connection:
        connection.execute(
            update(letter).where(letter.c.state == "waiting").values(state="sending")
        )
    assert server.site.letters.begin() == 1
    assert server.site.letters.counts() == {"sent": 1, "unknown": 1}
    server.site.letters.send()
    assert len(post.mails) == 1


def test_what_is_refused_is_tried_again_or_given_up(
    server: Server, client: httpx.Client, post: Post
) -> None:
    confirmed(server, client, post)
    something_new(server)
    server.site.newsletter.make("daily", server.url)
    post.refused["ada@example.org"] = "451 try again later"
    server.site.letters.send()
    assert server.site.letters.counts()["waiting"] == 1
    post.refused["ada@example.org"] = "550 no such user"
    server.site.letters.send()
    assert server.site.letters.counts()["failed"] == 1
    assert "550" in str(server.site.letters.listed("failed")[0].error)


def test_a_server_that_is_not_there_loses_nothing(
    server: Server, client: httpx.Client, post: Post
) -> None:
    subscribe(server, client)
    settings.change(server.archive.database, {"mail_server": "smtp://127.0.0.1:1"})
    with pytest.raises(SiteError, match="cannot be had"):
        server.site.letters.send()
    assert server.site.letters.counts() == {"waiting": 1}


def test_a_mail_that_came_back_is_counted(server: Server, client: httpx.Client, post: Post) -> None:
    confirmed(server, client, post)
    for _ in range(3):
        something_new(server)
        with server.archive.database.write() as connection:
            connection.execute(update(subscriber).values(served="2026-01-01T00:00:00.000+00:00"))
        server.site.newsletter.make("daily", server.url)
        server.site.letters.send()
        (last, *_) = server.site.letters.listed()
        assert server.site.letters.bounced(report_of(last.message_id, "5.1.1"))
    assert server.site.newsletter.subscribers() == {"bounced, daily": 1}
    assert not server.site.letters.bounced(report_of(last.message_id, "4.2.0"))
    assert not server.site.letters.bounced(report_of("other@example.org", "5.1.1"))
    assert not server.site.letters.bounced(b"\xff\x00 no mail at all")


def report_of(message_id: str, status: str) -> bytes:
    action = "failed" if status.startswith("5") else "delayed"
    return (
        "From: mailer@example.org\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
        f"--x\nContent-Type: text/plain\n\nIt came back.\n--x\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; example.org\n\nFinal-Recipient: rfc822; ada@example.org\nAction: {action}\nStatus: {status}\n\n"
        f"--x\nContent-Type: message/rfc822\n\nMessage-ID: <{message_id}>\nSubject: News\n\nText\n--x--\n"
    ).encode()


def test_a_test_and_a_preview(server: Server, post: Post) -> None:
    made = server.site.newsletter.preview("de", server.url)
    assert made["Subject"]
    assert server.site.newsletter.send_test("ed@example.org", "en", server.url) == "sent"
    assert post.mails[-1]["To"] == "ed@example.org"
    post.refused["bad@example.org"] = "550 no such user"
    assert server.site.newsletter.send_test("bad@example.org", "en", server.url).startswith(
        "failed: 550"
    )


@pytest.mark.parametrize(
    "told",
    ["", "ada", "ada@", "@x.org", "ada@x", "a b@x.org", "ada@x.org\nBcc: eve@y.org", "a@b.c, d@e.f", "<a@b.c>", "ada@[127.0.0.1]"],
)  # fmt: skip
def test_what_is_no_address(told: str) -> None:
    with pytest.raises(SiteError):
        checked_address(told)


def test_hostile_titles_break_no_mail(server: Server, client: httpx.Client, post: Post) -> None:
    confirmed(server, client, post)
    title = "One\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>"
    for place in "ab":
        made = article_of(OTHER, url=f"https://{place}.example/b", outlet=place, day="2026-07-01")
        server.archive.add(replace(made, article=replace(made.article, title=title)))
    server.site.stories.work_in()
    for number in server.site.stories.untold():
        server.site.stories.told(number)
    overdue(server)
    server.site.newsletter.make("daily", server.url)
    server.site.letters.send()
    mail = post.mails[-1]
    assert mail["Bcc"] is None and "<script" not in post.body(kind="html")
    assert b"\nBcc:" not in mail.as_bytes().replace(b"\r", b"").split(b"\n\n")[0]
    with server.archive.database.read() as connection:
        kept = set(connection.execute(select(letter.c.data)).scalars())
    assert kept == {b""}  # what was sent is not kept
