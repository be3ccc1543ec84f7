"""A language is a folder that says of itself what it is; no stage knows any by name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord import languages
from onrecord.article import language as identification
from onrecord.cli import main
from onrecord.languages import find, known, page_words, words_of

#: Toki Pona: a language that nobody's detector knows, with its own word for "Source:".
TOY = """
from onrecord.languages import Language
from onrecord.languages.page import PageWords

LANGUAGE = Language(
    "tok",
    "Toki Pona",
    PageWords(
        source_lines=(r"tan",),
        frequent=("li", "e", "mi", "sina", "ona", "la", "pi", "jan", "toki", "lon", "tawa", "pona"),
    ),
)
"""
TEXT = "jan lawa li toki e ni: nasin telo li pakala. ona li toki e ni tawa jan pi lipu sin. " * 6


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language folder beside the package's own, as an installation with one more would have it."""
    (tmp_path / "tok").mkdir()
    (tmp_path / "tok" / "__init__.py").write_text(TOY)
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path)])
    caches = [known, page_words, *_caches()]
    for cache in caches:
        cache.cache_clear()
    yield
    sys.modules.pop("onrecord.languages.tok", None)
    for cache in caches:
        cache.cache_clear()


def _caches() -> list[object]:
    modules = ("byline", "credit", "furniture", "plain")
    found = []
    for name in modules:
        module = importlib.import_module(f"onrecord.article.{name}")
        found += [one for one in vars(module).values() if hasattr(one, "cache_clear")]
    return found


def test_english_is_finished_and_others_say_that_they_are_not() -> None:
    codes = {language.code: language for language in known()}
    assert codes["en"].finished
    assert words_of("en").lexicon.kind_of_noun("mayors") == ("person", True)
    assert {code for code, one in codes.items() if not one.finished} >= {"de", "es", "fr"}
    with pytest.raises(LookupError):
        words_of("de")
    with pytest.raises(LookupError):
        words_of("xx")
    assert find("xx") is None


def test_an_unfinished_language_makes_the_command_say_so(toy: None, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    assert identification.identify(TEXT) == "tok"
    result = CliRunner().invoke(main, ["read", str(path), "--as", "text"])
    assert result.exit_code == 3
    assert "Toki Pona (tok)" in result.stderr
    assert "unfinished" in result.stderr
    assert CliRunner().invoke(main, ["read", str(path), "--as", "text", "--force"]).exit_code == 0


def test_its_words_round_an_article_are_known_at_once(toy: None) -> None:
    from onrecord.article.credit import is_credit_line

    assert is_credit_line("tan: lipu Tenpo")
    article = onrecord.read(f"nasin telo li pakala\n\n{TEXT}\n\ntan: lipu Tenpo\n")
    assert [credit.name for credit in article.credits] == ["lipu Tenpo"]
    assert article.language == "tok"


def test_a_language_without_a_folder_is_named_too() -> None:
    text = "Министр сказал в понедельник, что туннель откроется в мае, и никто ему не поверил. " * 3
    with pytest.raises(onrecord.LanguageError, match=r"'ru'.*no folder"):
        onrecord.attribute(onrecord.read_text(text))
