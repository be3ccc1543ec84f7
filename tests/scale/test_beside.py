"""What the process beside a worker makes of a page."""

from __future__ import annotations

import pickle

from onrecord import Page, Reading
from onrecord.pipeline import Settings, attribute, read
from onrecord.scale.beside import Held, attributed, taken
from onrecord.scale.rows import rows_of
from scaled import PAGES

SETTINGS = Settings(threads=1)


def test_what_reading_a_page_comes_to() -> None:
    one, same, other, german = (
        taken(Page(text, id=str(n)), language="en")
        for n, text in enumerate((PAGES[0], PAGES[0], PAGES[1], PAGES[3]))
    )
    assert Reading.from_json(one.bare).article == read(Page(PAGES[0], id="0"))
    assert (one.digest, one.prints) == (same.digest, same.prints)
    assert one.digest != other.digest
    assert not set(one.prints) & set(other.prints)
    assert (german.digest, german.prints) == (0, ())
    assert taken(Page(PAGES[3], id="3"), language=None).prints


def test_an_article_is_attributed_and_a_copy_is_not() -> None:
    bare = taken(Page(PAGES[0], id="a"), language="en").bare
    rows = attributed(Held(7, bare, None), settings=SETTINGS)
    assert rows == rows_of(7, attribute(read(Page(PAGES[0], id="a")), settings=SETTINGS))
    copied = attributed(Held(7, bare, 3), settings=SETTINGS)
    assert (copied["articles"][0]["status"], copied["articles"][0]["copy_of"]) == ("copy", 3)
    assert not copied["attributions"]
    assert pickle.loads(pickle.dumps(rows)) == rows
