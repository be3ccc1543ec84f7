"""The report: its markup here; what a person sees of it in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring
from playwright.sync_api import Browser, Page

import onrecord
from onrecord import Article, Attribution, Block, Reading, Span
from onrecord.formats.html import render_html
from onrecord.formats.wording import FOOTINGS
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
        assert f"#n-{one.id}" in links  # from the words to what they stand on
        assert f"#r-{one.id}" in links  # and from the list of sources to the words


def test_nothing_comes_from_elsewhere(report: HtmlElement) -> None:
    assert not report.xpath("//script | //img | //link | //iframe | //@onclick | //@src | //@style")
    assert "unsafe" not in report.xpath("//meta[@http-equiv]/@content")[0]


def test_a_chain_is_drawn_where_it_says_more_than_source_and_outlet(
    report: HtmlElement, reading: Reading
) -> None:
    drawn = 0
    for one in reading:
        shown = report.xpath(f"//span[@id='n-{one.id}']//span[contains(@class, 'hop')]")
        hops = chain(reading, one)
        if len(hops) <= 2:
            assert not shown
            continue
        drawn += 1
        assert [str(hop.get("class")).split()[-1] for hop in shown] == [hop.station for hop in hops]
        for hop, drawn_hop in zip(hops, shown, strict=True):
            assert hop.name in drawn_hop.text_content()
            if hop.span is not None:
                assert drawn_hop.get("title") == reading.article.words(hop.span)
    assert drawn


def test_statements_link_to_their_words_on_the_page(report: HtmlElement, reading: Reading) -> None:
    links = [href for href in report.xpath("//a/@href") if "#:~:text=" in str(href)]
    assert len(links) == len(reading)


def test_the_note_of_a_statement_stands_below_its_sentence(report: HtmlElement) -> None:
    for note in report.xpath("//*[contains(@class, 'note')]"):
        apart = "self::a or self::span[contains(@class, 'note')]"
        told = note.xpath(f"preceding-sibling::node()[not({apart})]/descendant-or-self::text()")
        assert "".join(told).rstrip()[-1:] in ".!?”’:…" or note.getparent().tag == "h1"


def test_the_article_is_whole(report: HtmlElement, reading: Reading) -> None:
    copied = deepcopy(report)
    for apart in copied.xpath("//a[contains(@class, 'ref')] | //span[contains(@class, 'note')]"):
        apart.drop_tree()
    shown = " ".join(copied.xpath("//main")[0].text_content().split())
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


def test_a_phone_shows_the_sources_first_in_one_column(shown: Page) -> None:
    shown.set_viewport_size({"width": 360, "height": 800})
    article, sources = box(shown, "article"), box(shown, ".sources")
    assert sources["y"] + sources["height"] <= article["y"]
    assert sources["height"] < 300
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_one_tap_opens_what_a_statement_stands_on(shown: Page) -> None:
    note = shown.locator("#n-a4")
    assert not note.is_visible()
    shown.click("#r-a4")
    assert note.is_visible() and "Halima Brandt" in note.inner_text()
    assert box(shown, "#n-a4")["y"] > box(shown, "#r-a4")["y"]
    shown.click("#n-a4 .close")
    assert not note.is_visible()


def test_a_source_by_itself(shown: Page) -> None:
    line = "getComputedStyle(document.querySelector('mark.said:not(.of-s1)')).textDecorationLine"
    assert shown.evaluate(line) == "underline"
    shown.click("label.name:has(#only-s1)")
    assert shown.evaluate(line) == "none"
    shown.get_by_label("all sources").check()
    assert shown.evaluate(line) == "underline"


def test_what_is_laid_to_nobody_on_request(shown: Page) -> None:
    ground = "getComputedStyle(document.querySelector('mark.own')).backgroundColor"
    before = shown.evaluate(ground)
    shown.get_by_label("highlight sentences without a source").check()
    assert shown.evaluate(ground) != before


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
    [
        "mark.said",
        "mark.who",
        "mark.cue",
        ".standfirst",
        ".source .name",
        ".about",
        ".ref",
        ".chip",
        "p",
    ],
)
def test_words_are_readable_in_light_and_dark(shown: Page, scheme: str, selector: str) -> None:
    shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert contrast(shown, selector) >= 4.5


def test_terms_are_told_apart_without_colour(shown: Page) -> None:
    styles = shown.evaluate(
        """() => Object.fromEntries(['on_record', 'document', 'unnamed', 'anonymous'].map(name => [name,
             getComputedStyle(document.querySelector('.footings .t-' + name + ' .chip')).textDecorationStyle]))"""
    )
    assert len(set(styles.values())) == 4
    named: set[str] = set()
    for ref in shown.locator(
        ".ref"
    ).all():  # a word; of who spoke on the record before the name alone
        told, source = ref.inner_text(), str(ref.get_attribute("data-source"))
        assert any(word in told for word in FOOTINGS.values()) or source in named, told
        assert any(word in str(ref.get_attribute("aria-label")) for word in FOOTINGS.values())
        named.add(source)


def test_it_prints(shown: Page) -> None:
    shown.emulate_media(media="print")
    assert not shown.locator(".furniture").is_visible()
    assert box(shown, ".sources")["x"] == box(shown, "article")["x"]


def test_it_works_without_scripts(browser: Browser, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(reading), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    page.click("#r-a3")
    assert page.locator("#n-a3").is_visible()
    context.close()
