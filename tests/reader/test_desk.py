"""Behind the sign-in, in a real browser and past it: roles, forged forms, limits, the queue."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reading_site import Server

PASSWORD = "a long sentence of mine"
PATHS = {
    "moderator": ["/desk", "/desk/queue", "/desk/tokens", "/desk/passkeys"],
    "editor": ["/desk/feeds", "/desk/stories", "/desk/mail", "/desk/mail/preview", "/desk/jobs"],
    "owner": ["/desk/members", "/desk/articles", "/desk/settings"],
}


def member(server: Server, role: str) -> str:
    """The session's secret of a new member."""
    told = server.site.members.first_code()
    if told is not None and role != "owner":
        server.site.members.enter(told, "owner", "Owner", PASSWORD)
        told = None
    return server.site.members.enter(
        told or server.site.members.invite(role), f"{role}2", role.title(), PASSWORD
    )


def signed_in(server: Server, role: str) -> httpx.Client:
    return httpx.Client(base_url=server.url, cookies={"session": member(server, role)}, timeout=30)


def seal_of(client: httpx.Client, path: str = "/desk") -> str:
    found = re.search(r'name="seal" value="([^"]+)"', client.get(path).text)
    assert found is not None
    return found[1]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()


def test_from_the_first_code_to_a_comment_that_stands(server: Server, page: Page) -> None:
    code = server.site.members.first_code()
    page.goto(f"{server.url}/desk/first?code={code}")
    page.fill("[name=login]", "ada")
    page.fill("[name=name]", "Ada")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Enter").click()
    assert page.url.endswith("/desk")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{server.url}/desk/queue")
    assert "/desk/sign-in" in page.url
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", "wrong")
    page.locator("main").get_by_role("button", name="Sign in").click()
    assert "wrong" in page.locator("[role=alert]").inner_text()
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    assert page.url.endswith("/desk/queue")
    for words in ("First.", "Second."):
        server.site.discussion.write(1, "Bob", words, author="b", by="x")
    number = server.site.corrections.propose(1, "a1", "source", "Somebody Else")
    page.reload()
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Let stand").click()
    page.goto(f"{server.url}/article/1")
    text = page.locator("main").inner_text()
    assert "First." in text and "Second." in text and "Somebody Else" in text
    assert (
        "Corrected here" in text and "Ada" in page.locator("section:has(#corrected)").inner_text()
    )
    assert number == 1


@pytest.mark.parametrize("role", list(PATHS))
def test_each_role_sees_its_own(server: Server, role: str) -> None:
    order = list(PATHS)
    with signed_in(server, role) as client:
        for other, paths in PATHS.items():
            for path in paths:
                status = client.get(path).status_code
                assert status == (200 if order.index(other) <= order.index(role) else 403), path
    for path in (one for paths in PATHS.values() for one in paths):
        moved = httpx.get(server.url + path)
        assert moved.status_code == 303 and "/desk/sign-in" in moved.headers["location"]


def test_every_form_wants_its_own_seal(server: Server) -> None:
    paths = [
        "/desk/sign-out", "/desk/queue", "/desk/tokens", "/desk/passkeys", "/desk/feeds", "/desk/stories", "/desk/mail", "/desk/backup",
        "/desk/articles", "/desk/members", "/desk/settings",
    ]  # fmt: skip
    with signed_in(server, "owner") as client, signed_in(server, "editor") as other:
        foreign = seal_of(other)
        for path in paths:
            for seal in ("", "forged", foreign):
                assert client.post(path, data={"seal": seal, "do": "approve"}).status_code == 403, (
                    path
                )
        assert (
            client.post("/desk/queue", data={"seal": seal_of(client), "do": "approve"}).status_code
            == 303
        )


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"},
        {"Origin": "null"}, {"Referer": "https://evil.example/x"},
    ],
)  # fmt: skip
def test_nothing_is_taken_from_another_sites_pages(server: Server, headers: dict[str, str]) -> None:
    with signed_in(server, "owner") as client:
        data = {"seal": seal_of(client), "do": "approve"}
        assert client.post("/desk/queue", data=data, headers=headers).status_code == 403
        challenge = server.site.seals.sealed("comment", "1")
        comment = {"name": "A", "words": "B", "challenge": challenge}
        assert client.post("/article/1/comment", data=comment, headers=headers).status_code == 403
    assert server.site.discussion.waiting() == 0


def test_guessing_is_slowed(server: Server) -> None:
    member(server, "owner")
    answers = [
        httpx.post(
            f"{server.url}/desk/sign-in", data={"login": "owner2", "password": "no"}, timeout=30
        )
        for _ in range(11)
    ]
    assert [one.status_code for one in answers[:10]] == [403] * 10
    assert answers[10].status_code == 429 and int(answers[10].headers["retry-after"]) > 0


def test_machines_are_kept_out_of_the_comments(server: Server) -> None:
    def send(**more: str) -> int:
        data = {
            "name": "A",
            "words": "B",
            "challenge": server.site.seals.sealed("comment", "1"),
            **more,
        }
        return httpx.post(f"{server.url}/article/1/comment", data=data, timeout=30).status_code

    assert send(website="https://spam.example") == 303  # told nothing, kept nothing
    assert send(challenge="") == 422 and send(challenge="forged") == 422
    assert send(challenge=server.site.seals.sealed("comment", "2")) == 422
    for came, back in ((f"{server.url}/article/1", True), ("https://x.example/article/1", False)):
        wrong = httpx.post(f"{server.url}/article/1/comment", headers={"referer": came}, timeout=30)
        assert ('<a href="/article/1">back to the form' in wrong.text) is back
    server.site.patience = 60
    assert send() == 422
    server.site.patience = 0
    assert server.site.discussion.waiting() == 0
    codes = [send() for _ in range(8)]
    assert 303 in codes and codes[-1] == 429


def test_a_cookie_is_what_it_should_be(server: Server) -> None:
    told = server.site.members.first_code()
    answer = httpx.post(f"{server.url}/desk/first", timeout=30, data={
        "code": told or "", "login": "ada", "name": "Ada", "password": PASSWORD,
    })  # fmt: skip
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie


def test_moderators_decide_on_comments_alone(server: Server) -> None:
    server.site.corrections.propose(1, "a1", "source", "Somebody Else")
    with signed_in(server, "moderator") as client:
        data = {"seal": seal_of(client, "/desk/queue"), "do": "approve", "correction": "1"}
        assert client.post("/desk/queue", data=data).status_code == 403
    assert server.site.corrections.waiting() == 1


def test_blocking_rejects_what_waits(server: Server) -> None:
    server.site.discussion.write(1, "Spam", "Buy this.", author="s", by="bad")
    server.site.discussion.write(1, "Spam", "And that.", author="s", by="bad")
    with signed_in(server, "moderator") as client:
        (first, _) = server.site.discussion.queue()
        data = {"seal": seal_of(client, "/desk/queue"), "do": "block", "comment": f"1:{first.seen}"}
        assert client.post("/desk/queue", data=data).status_code == 303
    assert server.site.discussion.queue() == []


def test_settings_are_changed_and_wrong_ones_are_not(server: Server) -> None:
    with signed_in(server, "owner") as client:
        seal = seal_of(client, "/desk/settings")
        done = client.post(
            "/desk/settings", data={"seal": seal, "name": "The Reader", "open_read": "1"}
        )
        assert done.status_code == 303
        assert "The Reader" in client.get("/").text and server.site.settings.open_read
        for name, value in (
            ("extent", "all"),
            ("base", "ftp://x"),
            ("keep_days", "-1"),
            ("name", "a\nb"),
        ):
            wrong = client.post("/desk/settings", data={"seal": seal, name: value})
            assert wrong.status_code == 422, name


def test_wrong_joins_and_splits_are_mended_by_hand(server: Server) -> None:
    stories = server.site.stories
    (first, second) = (one.id for one in stories.listed()[:2])
    with signed_in(server, "editor") as client:
        seal = seal_of(client, "/desk/stories")

        def do(**data: str) -> int:
            return client.post("/desk/stories", data={"seal": seal, **data}).status_code

        assert do(do="join stories", story=str(second), into=str(first)) == 303
        assert stories.standing(second) == stories.standing(first)
        joined = stories.members(stories.standing(first))
        assert do(do="part article", article=str(joined[-1])) == 303
        assert stories.story_of(joined[-1]) != stories.story_of(joined[0])
        assert do(do="translation", article="2", original="1") == 303
        assert do(do="translation", article="1", original="2") == 422
        assert do(do="join stories", story="x", into="1") == 422
        assert do(do="nothing") == 422
    assert server.archive.check() == []


def test_an_article_is_forgotten_with_all_that_was_said_of_it(server: Server) -> None:
    server.site.discussion.write(1, "Bob", "First.", author="b", by=None)
    with signed_in(server, "owner") as client:
        seal = seal_of(client, "/desk/articles")
        assert client.post("/desk/articles", data={"seal": seal, "article": "1"}).status_code == 422
        done = client.post("/desk/articles", data={"seal": seal, "article": "1", "sure": "yes"})
        assert done.status_code == 303 and client.get("/article/1").status_code == 404
    assert server.site.discussion.waiting() == 0 and server.archive.check() == []


def test_a_backup_is_made(server: Server) -> None:
    with signed_in(server, "owner") as client:
        done = client.post("/desk/backup", data={"seal": seal_of(client)})
    assert done.status_code == 303
    place = server.archive.database.path
    assert place is not None and len(list(place.parent.glob("*.backup.db"))) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_behind_the_sign_in(
    server: Server, browser: Browser, scheme: str
) -> None:
    secret = member(server, "owner")
    server.site.discussion.write(1, "Bob", "First.", author="b", by="x")
    server.site.corrections.propose(1, "a1", "source", "Somebody Else")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    context.add_cookies([{"name": "session", "value": secret, "url": server.url}])
    page = context.new_page()
    found = {}
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (one for paths in PATHS.values() for one in paths if "preview" not in one):
            assert page.goto(server.url + path).status == 200  # type: ignore[union-attr]
            told = [
                f"{one['id']}: {node['html'][:100]}"
                for one in Axe().run(page).response["violations"]
                for node in one["nodes"][:2]
            ]
            if told:
                found[path, width] = told
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert found == {}


def test_what_was_changed_after_it_was_looked_at_does_not_stand(server: Server) -> None:
    discussion = server.site.discussion
    number, _ = discussion.write(1, "Bob", "Harmless.", author="b", by=None)
    with signed_in(server, "moderator") as client:
        shown = client.get("/desk/queue").text
        box = re.search(r'name="comment" value="([^"]+)"', shown)
        assert box is not None
        discussion.edit(number, "Buy this.", author="b", minutes=10)
        client.post(
            "/desk/queue", data={"seal": seal_of(client), "do": "approve", "comment": box[1]}
        )
    assert discussion.of_article(1) == () and discussion.waiting() == 1


def test_nobody_is_kept_out_by_who_guesses(server: Server) -> None:
    member(server, "owner")
    for _ in range(12):
        server.site.rates.wait("sign in as", "elsewhere owner2", 10, 600)
    done = httpx.post(
        f"{server.url}/desk/sign-in", data={"login": "owner2", "password": PASSWORD}, timeout=30
    )
    assert done.status_code == 303


def test_what_was_wrong_and_is_taken_back(server: Server) -> None:
    number = server.site.corrections.propose(1, "a1", "source", "Somebody Else")
    with signed_in(server, "editor") as client:
        seal = seal_of(client, "/desk/queue")
        client.post("/desk/queue", data={"seal": seal, "do": "approve", "correction": str(number)})
        assert "Somebody Else" in client.get("/article/1").text
        client.post("/desk/queue", data={"seal": seal, "do": "reject", "correction": str(number)})
        assert "Somebody Else" not in client.get("/article/1").text
    assert server.archive.check() == []


def test_a_passkey_is_made_and_signs_in(server: Server, page: Page) -> None:
    """With an authenticator that the browser simulates."""
    url = server.url.replace("127.0.0.1", "localhost")  # keys are of names, not of numbers
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    page.context.add_cookies([{"name": "session", "value": member(server, "editor"), "url": url}])
    page.goto(f"{url}/desk/passkeys")
    page.fill("[name=name]", "my telephone")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_selector("[role=status]")
    assert "my telephone" in page.locator("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{url}/desk/sign-in")
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Show the key").click()
    page.wait_for_url(f"{url}/desk")
    assert "Editor" in page.locator("main").inner_text()
    page.goto(f"{url}/desk/passkeys")
    page.get_by_role("button", name="Let it hold no longer").click()
    page.context.clear_cookies()
    page.goto(f"{url}/desk/passkey")
    page.get_by_role("button", name="Show the key").click()
    page.wait_for_selector("h1:has-text('Unprocessable')")


def test_no_forged_passkey_signs_in(server: Server) -> None:
    member(server, "owner")
    for credential in (
        "",
        "{}",
        "[]",
        "no json",
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    ):
        challenge = server.site.seals.sealed("show passkey")
        sent = httpx.post(
            f"{server.url}/desk/passkey", data={"challenge": challenge, "credential": credential}
        )
        assert sent.status_code == 422, credential
    assert (
        httpx.post(
            f"{server.url}/desk/passkey", data={"challenge": "x", "credential": "{}"}
        ).status_code
        == 422
    )
