"""The pages in a real browser: what axe finds, what is fetched, what works without script, style and pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from reading_site import Server

PAGES = [
    "/", "/articles", "/story/1", "/article/1", "/article/8", "/article/8#n-a3", "/article/8?source=s1", "/actors",
    "/actor/1", "/outlets", "/outlet/westhaven-courier", "/search?q=ferry", "/about", "/imprint", "/privacy", "/read",
    "/compare", "/subscribe", "/article/1/comment", "/article/1/correct?statement=a1", "/share/1/a1", "/embed/story/1",
    "/api", "/desk/sign-in", "/desk/first", "/mine", "/nothing",
]  # fmt: skip
WIDTHS = {"narrow": 320, "middle": 768, "wide": 1440}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", list(WIDTHS))
def test_axe_finds_nothing(shared: Server, browser: Browser, width: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        bypass_csp=True,  # axe puts its own script into the page
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in PAGES:
        page.goto(shared.url + path)
        result = Axe().run(page)
        told = [
            f"{one['id']}: {node['html'][:120]}"
            for one in result.response["violations"]
            for node in one["nodes"][:3]
        ]
        if told:
            found[path] = told
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width], path
    context.close()
    assert found == {}


def test_axe_finds_nothing_on_pages_that_come_of_something(
    server: Server, browser: Browser
) -> None:
    """A translation, a comment that stands, a job in work and done, a letter's links, what one wrote."""
    from onrecord.reader import settings

    site = server.site
    site.link_original(2, 1)
    number, _ = site.discussion.write(1, "Ada", "First.", author="secret", by=None, statement="a1")
    site.discussion.decide([number], "approved", "Ed")
    site.corrections.decide(
        site.corrections.propose(1, "a1", "source", "Lena Holt", author="secret"),
        accept=True,
        by="Ed",
    )
    settings.change(
        server.archive.database, {"mail_server": "smtp://127.0.0.1:1", "base": server.url}
    )
    site.newsletter.ask("ada@example.org", "stories", "", "daily", "en")
    with server.archive.database.read() as connection:
        token = connection.exec_driver_sql("SELECT token FROM subscriber").scalar_one()
    done = site.jobs.submit(
        "read", ["“It holds,” said Ana Ruiz, an engineer, in Westhaven on Tuesday."], None
    )
    site.jobs.work()
    waits = site.jobs.submit("read", ["Words."], None)
    paths = [
        "/article/2/beside", "/article/1", "/article/2", f"/job/{done}", f"/job/{waits}", f"/confirm/{token}",
        f"/unsubscribe/{token}", f"/unsubscribe/{token}?sent=1", "/mine", f"/comment/{number}/report", "/subscribe",
        "/article/1/comment?sent=held&own=1", "/article/1/correct?statement=a1&sent=1", "/desk/passkey",
    ]  # fmt: skip
    found = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": 360, "height": 800},
            bypass_csp=True,
        )
        context.add_cookies([{"name": "author", "value": "secret", "url": server.url}])
        page = context.new_page()
        for path in paths:
            assert page.goto(server.url + path).status == 200, path  # type: ignore[union-attr]
            told = [
                f"{one['id']}: {node['html'][:120]}"
                for one in Axe().run(page).response["violations"]
                for node in one["nodes"][:2]
            ]
            if told:
                found[scheme, path] = told
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        context.close()
    assert found == {}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_anybody_else_and_nothing_complains(
    shared: Server, browser: Browser, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(shared.url + path)
    page.wait_for_load_state("networkidle")
    assert asked and all(url.startswith(shared.url) for url in asked)
    assert [one for one in complaints if "404" not in one] == []
    context.close()


@pytest.fixture(params=["no script", "no pictures", "no style"])
def bare(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that lacks something."""
    context = browser.new_context(java_script_enabled=request.param == "no pictures")
    kinds = {"no pictures": "image", "no style": "stylesheet"}
    if request.param in kinds:
        context.route(
            "**/*",
            lambda route: (
                route.abort()
                if route.request.resource_type == kinds[request.param]
                else route.continue_()
            ),
        )
    context.set_default_timeout(5_000)
    yield context
    context.close()


def test_twenty_tasks_without_script_pictures_or_style(
    server: Server, bare: BrowserContext
) -> None:
    """Each line is a thing that somebody comes for."""
    page = bare.new_page()
    page.goto(server.url)
    # 1 see what is claimed and what stands behind it; 2 open a story
    assert "origin" in page.locator("main").inner_text()
    page.locator("main article.card a").first.click()
    assert page.locator(".claim").count() > 1
    # 3 see why rows are one origin; 4 come to the article behind a row
    page.locator("details summary", has_text="why").first.click()
    assert page.locator("ul.why li").first.inner_text()
    page.locator(".rows a").first.click()
    assert "/article/" in page.url
    # 5 what a statement stands on; 6 close it; 7 one source by itself; 8 all again
    page.goto(f"{server.url}/article/8")
    page.click("#r-a3")
    assert page.locator("#n-a3").is_visible()
    page.click("#n-a3 .close")
    page.locator(".source .name").first.click()
    assert "source=" in page.url and page.locator(".source.picked").count() == 1
    page.get_by_role("link", name="Show all sources").click()
    # 9 the original words; 10 what its source said elsewhere
    assert "#:~:text=" in str(
        page.locator("#n-a3 a", has_text="original words").get_attribute("href")
    )
    page.goto(f"{server.url}/actors")
    page.locator(".many a").first.click()
    assert page.locator(".said li").count() >= 1
    # 11 what an outlet does
    page.goto(f"{server.url}/outlets")
    page.locator(".many a").first.click()
    assert "second-hand" in page.locator("main").inner_text()
    # 12 search; 13 narrow; 14 its feed
    page.goto(server.url)
    page.fill("#find", "ferry")
    page.locator("form.find button").click()
    assert page.locator(".hits li").count() > 2
    page.locator(".facets a").first.click()
    assert page.locator("link[rel=alternate]").count() == 1
    # 15 filter the front page
    page.goto(server.url)
    page.get_by_text("Filters", exact=True).click()
    page.select_option("select[name=only]", "disputed")
    page.get_by_role("button", name="Show").click()
    assert "only=disputed" in page.url
    # 16 change the language and back
    page.get_by_role("button", name="Deutsch").click()
    assert page.locator("html").get_attribute("lang") == "de"
    page.get_by_role("button", name="English").click()
    _tasks_of_writers(page, server)


def _tasks_of_writers(page: Page, server: Server) -> None:
    # 17 comment; 18 change it; 19 say that something is wrong; 20 see and delete what one wrote
    page.goto(f"{server.url}/article/1/comment?statement=a1")
    page.fill("[name=name]", "Ada")
    page.fill("[name=words]", "I was on that ferry.")
    page.locator("main form button").click()
    assert "looks at your comment" in page.locator("[role=status]").inner_text()
    page.get_by_role("link", name="change it").click()
    page.fill("[name=words]", "I was on that ferry, below deck.")
    page.get_by_role("button", name="Send").click()
    page.goto(f"{server.url}/article/1/correct?statement=a1")
    page.fill("[name=value]", "Somebody Else")
    page.get_by_role("button", name="Send").click()
    assert server.site.corrections.waiting() == 1
    page.goto(f"{server.url}/mine")
    assert "below deck" in page.locator("main").inner_text()
    page.get_by_role("button", name="Delete all of it").click()
    assert server.site.discussion.waiting() == 0


def test_a_keyboard_is_enough(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/article/8")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("#r-a3")
    page.keyboard.press("Enter")
    assert page.locator("#n-a3").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#n-a3").is_visible()
    assert page.evaluate("document.activeElement.id") == "r-a3"
    context.close()


def test_words_and_source_light_each_other(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/article/8")
    page.hover("mark[data-of~='a4']")
    lit = page.locator(".source.lit .name")
    assert lit.count() == 1 and lit.inner_text() == "Halima Brandt"
    page.hover(".source[data-source] >> nth=2")
    assert page.locator("mark.lit").count() >= 1
    context.close()


def test_names_are_suggested(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url)
    page.locator("#find").press_sequentially("hali", delay=20)
    page.wait_for_selector("#names option", state="attached")
    assert "Halima Brandt" in str(page.locator("#names option").first.get_attribute("value"))
    context.close()


def test_proof_of_work_is_done_by_the_browser(server: Server, browser: Browser) -> None:
    from onrecord.reader import settings

    settings.change(server.archive.database, {"work": 8})
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/article/1/comment")
    page.fill("[name=name]", "Ada")
    page.fill("[name=words]", "Worked for.")
    page.locator("main form button").click()
    page.wait_for_selector("[role=status]")
    assert server.site.discussion.waiting() == 1
    context.close()


def test_a_job_is_shown_as_soon_as_it_is_done(server: Server, browser: Browser) -> None:
    token = server.site.jobs.submit(
        "read", ["“It holds,” said Ana Ruiz, an engineer, in Westhaven on Tuesday."], None
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/job/{token}")
    assert "ask again" in page.locator("main").inner_text()
    server.site.jobs.work()
    page.wait_for_selector("#article", timeout=15_000)
    assert "Ana Ruiz" in page.locator("main").inner_text()
    context.close()
