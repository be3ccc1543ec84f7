from __future__ import annotations

import json

import pytest

import onrecord
from onrecord import Page

STORY = "".join(
    f"<p>Paragraph {n} says that the “harbour” is shut, the mayor said.</p>" for n in range(4)
)


def page(script: str) -> str:
    return f"<html><head><title>Harbour shut</title></head><body><div id=root></div><script>{script}</script></body></html>"


@pytest.mark.parametrize(
    "script",
    [
        f"window.state = {json.dumps({'html': STORY})};",
        f"window.state = {json.dumps({'html': STORY}).replace('<', chr(92) + 'u003c')};",
        f"self.f.push([1, {json.dumps(json.dumps({'a': 1, 'html': STORY}))}])",
        f"self.f.push([1, {json.dumps(json.dumps({'html': STORY}).replace('<', chr(92) + 'u003c'))}])",
    ],
)
def test_a_story_that_a_script_would_put_on_the_page(script: str) -> None:
    article = onrecord.read(Page(page(script)))
    assert "Paragraph 3 says that the “harbour” is shut" in article.body
    assert article.body.count("Paragraph 0") == 1


@pytest.mark.parametrize(
    "script", ["", "x = '<p>a<p>b<p>c'", 'x = "<p>" + y', f'x = "{STORY}', '"' * 5000]
)
def test_no_story(script: str) -> None:
    assert onrecord.read(Page(page(script))).body == ""


def test_what_stands_on_the_page_goes_first() -> None:
    shown = "<p>The harbour is shut, the mayor said on Monday, and nobody knows until when.</p>" * 3
    article = onrecord.read(
        Page(page(f"x = {json.dumps(STORY)}").replace("<div id=root></div>", shown))
    )
    assert "Paragraph" not in article.body
