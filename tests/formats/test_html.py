"""The report: its markup here; what a person sees of it in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring
from playwright.sync_api import Browser, Page, sync_playwright

import onrecord
from onrecord import Article, Attribution, Block, Reading, Span
from onrecord.formats.html import render_html
from onrecord.routes import chain


@pytest.fixture(scope="module")
def reading(demo_page: Path) -> Reading:
    return onrecord.attribute(onrecord.read(demo_page))


@pytest.fixture(scope="module")
def report(reading: Reading) -> HtmlElement:
    return document_fromstring(render_html(reading))


def test_every_link_has_its_anchor_once(report: HtmlElement, reading: Reading) -> None:
    ids = [element.get("id") for element in report.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [str(href) for href in report.xpath("//a/@href") if str(href).startswith("#")]
    assert {link[1:] for link in links} <= set(ids)
    for one in reading:
        assert f"#{one.id}" in links
        assert f"#s-{one.id}" in links


def test_nothing_comes_from_elsewhere(report: HtmlElement) -> None:
    assert not report.xpath("//script | //img | //link | //iframe | //@onclick | //@src")


def test_each_chain_is_drawn_with_the_words_that_show_it(
    report: HtmlElement, reading: Reading
) -> None:
    for one in reading:
        drawn = report.xpath(f"//li[@id='s-{one.id}']//ol[@class='chain']/li")
        hops = chain(reading, one)
        stations = [str(hop.get("class")) for hop in drawn]
        assert stations[: len(hops)] == [hop.station for hop in hops]
        if hops:
            assert stations[-1] == "outlet"
        for hop, shown in zip(hops, drawn, strict=False):
            assert hop.name in shown.text_content()
            if hop.span is not None:
                assert shown.get("title") == reading.article.words(hop.span)


def test_statements_link_to_their_words_on_the_page(report: HtmlElement, reading: Reading) -> None:
    links = [href for href in report.xpath("//a/@href") if "#:~:text=" in str(href)]
    assert len(links) == len(reading)


def test_the_article_is_whole(report: HtmlElement, reading: Reading) -> None:
    copied = deepcopy(report)
    for reference in copied.xpath("//a[@class='ref']"):
        reference.drop_tree()
    shown = " ".join(copied.get_element_by_id("article").text_content().split())
    for block in reading.article.blocks:
        assert " ".join(reading.article.words(block.span).split()) in shown


def test_hostile_words_stay_words() -> None:
    text = '<script>alert(1)</script> & "x" said </style><b>'
    article = Article(
        "<i>", text, (Block("paragraph", Span(0, len(text))),), title="<u>", url="javascript:x"
    )
    one = Attribution("a1", (Span(0, 25),), (Span(32, 36),), (Span(37, 48),), "indirect", 0.5)
    made = document_fromstring(render_html(Reading(article, (one,))))
    assert not made.xpath("//script | //i | //u | //b")
    assert "javascript:x" not in made.xpath("//a/@href")


def test_empty_reading() -> None:
    made = render_html(Reading(Article("x.html", ""), ()))
    assert "No article was found" in made
    assert "No statement with a source" in made


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def shown(browser: Browser, reading: Reading, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "report.html"
    path.write_text(render_html(reading), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: complaints.append(request.url))
    page.goto(path.as_uri())
    yield page
    context.close()
    assert complaints == [path.as_uri()]


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return dict(found)


def test_wide_page_has_two_columns(shown: Page) -> None:
    article, sources = box(shown, "article"), box(shown, ".sources")
    assert sources["x"] >= article["x"] + article["width"]


def test_narrow_page_has_one_and_no_sideways_scrolling(shown: Page) -> None:
    shown.set_viewport_size({"width": 360, "height": 800})
    article, sources = box(shown, "article"), box(shown, ".sources")
    assert sources["y"] >= article["y"] + article["height"]
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_legend_takes_marks_away_and_brings_them_back(shown: Page, role: str) -> None:
    look = f"getComputedStyle(document.querySelector('mark.{role}')).backgroundColor"
    marked = shown.evaluate(look)
    shown.click(f"label[for=show-{role}]")
    assert shown.evaluate(look) == "rgba(0, 0, 0, 0)" != marked
    shown.click(f"label[for=show-{role}]")
    assert shown.evaluate(look) == marked


def test_legend_works_by_keyboard(shown: Page) -> None:
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    assert not shown.is_checked("#show-source")


def test_links_lead_both_ways(shown: Page) -> None:
    shown.locator('.sources li a[href^="#"]').nth(3).click()
    name = shown.evaluate("location.hash")
    assert shown.evaluate("document.querySelector(':target').tagName") == "MARK"
    shown.click(f'a.ref[href="#s-{name[1:]}"]')
    assert shown.evaluate("location.hash") == f"#s-{name[1:]}"
    assert shown.locator(f"#s-{name[1:]}").is_visible()


def test_furniture_on_request(shown: Page) -> None:
    item = shown.get_by_text("Subscribe to stay updated.")
    assert not item.is_visible()
    shown.click(".furniture summary")
    assert item.is_visible()


def contrast(page: Page, selector: str) -> float:
    """Contrast of text and ground as WCAG 2 defines it."""
    return float(
        page.evaluate(
            """selector => {
              const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
              let element = document.querySelector(selector), ground = element;
              const ink = light(parse(getComputedStyle(element).color));
              const bare = e => (parse(getComputedStyle(e).backgroundColor)[3] ?? 1) === 0;
              while (bare(ground) && ground.parentElement) ground = ground.parentElement;
              const paper = light(parse(getComputedStyle(ground).backgroundColor));
              return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
            }""",
            selector,
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "selector",
    ["mark.source", "mark.cue", "mark.content", ".standfirst", ".sources h3", ".how", ".ref", "p"],
)
def test_words_are_readable_in_light_and_dark(shown: Page, scheme: str, selector: str) -> None:
    shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert contrast(shown, selector) >= 4.5


def test_roles_are_told_apart_without_colour(shown: Page) -> None:
    styles = {
        role: shown.evaluate(
            f"(s => s.fontWeight + s.fontStyle + s.textDecorationStyle + s.textDecorationLine)"
            f"(getComputedStyle(document.querySelector('mark[class={role}]')))"
        )
        for role in ("source", "cue", "content")
    }
    assert len(set(styles.values())) == 3


def test_it_prints(shown: Page) -> None:
    shown.emulate_media(media="print")
    assert not shown.locator(".furniture").is_visible()
    assert box(shown, ".sources")["y"] > box(shown, "article")["y"]


def test_it_works_without_scripts(browser: Browser, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(reading), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    page.click("label[for=show-content]")
    assert not page.is_checked("#show-content")
    context.close()
