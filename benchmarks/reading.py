"""How well pages are read: onrecord beside the bare extractor, on the same pages.

    python benchmarks/reading.py ../shared/corpora/pages-fundus [--misses]

For each page of the fundus project's test set (real pages with expected title, authors, date and
body) it measures

- **body**: token F1 of the body as a bag of words, mean over pages. The body is the expected
  summary, headlines and paragraphs; captions are no part of it. The mean over languages that
  onrecord attributes (English) is given too.
- **title**: share of pages with the expected title, after folding case, spaces and marks.
- **authors**: F1 of the set of names, mean over pages; no names expected and none given is right.
- **date**: share of pages with the expected day of publication.
- **lost paragraphs**: share of the expected paragraphs of five words and more that the body lacks
  (fewer than 80 % of the paragraph's word trigrams stand in it), apart for those that begin with
  a quotation mark and for all others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import mean

import trafilatura

import onrecord

_WORD = re.compile(r"\w+")
_OPENING = tuple("\"'“”„‟«»‘‚‹›「『")


@dataclass(frozen=True, slots=True)
class Expected:
    name: str
    url: str
    html: bytes
    title: str
    authors: tuple[str, ...]
    day: date | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    title: str | None
    authors: tuple[str, ...]
    day: date | None
    body: str
    language: str | None = None


@dataclass(slots=True)
class Tally:
    body: list[float] = field(default_factory=list)
    title: list[float] = field(default_factory=list)
    authors: list[float] = field(default_factory=list)
    date: list[float] = field(default_factory=list)
    lost_quoted: list[bool] = field(default_factory=list)
    lost_other: list[bool] = field(default_factory=list)


def expected_pages(folder: Path) -> Iterator[Expected]:
    for listing in sorted(folder.glob("*/*.json")):
        versions = json.loads(listing.read_text(encoding="utf-8"))
        about = json.loads((listing.parent / "meta.info").read_text(encoding="utf-8"))
        files = sorted(listing.parent.glob(f"{listing.stem}_[0-9]*.html.gz"))
        # The listing names versions, not files: both are in order of time.
        for (name, gold), path in zip(versions.items(), files, strict=True):
            body = gold.get("body") or {"summary": [], "sections": []}
            sections = [p for s in body["sections"] for p in (*s["headline"], *s["paragraphs"])]
            day = gold.get("publishing_date")
            yield Expected(
                name=f"{listing.parent.name}/{listing.stem} {name}",
                url=about[path.name]["url"],
                html=gzip.decompress(path.read_bytes()),
                title=gold.get("title") or "",
                authors=tuple(gold.get("authors") or ()),
                day=datetime.fromisoformat(day).date() if day else None,
                paragraphs=(*body["summary"], *sections),
            )


def by_onrecord(page: Expected) -> Found:
    article = onrecord.read(onrecord.Page(page.html, url=page.url))
    published = article.published
    return Found(
        title=article.title,
        authors=article.authors,
        day=published.date() if isinstance(published, datetime) else published,
        body=article.body,
        language=article.language,
    )


def by_extractor(page: Expected) -> Found:
    document = trafilatura.bare_extraction(
        page.html, url=page.url, with_metadata=True, include_comments=False
    )
    if document is None:
        return Found(None, (), None, "")
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    day = date.fromisoformat(document.date) if document.date else None
    return Found(document.title, authors, day, document.text or "")


def judge(tally: Tally, page: Expected, found: Found) -> None:
    tally.body.append(_bag_f1(_words(" ".join(page.paragraphs)), _words(found.body)))
    tally.title.append(float(_fold(page.title) == _fold(found.title or "")))
    tally.authors.append(
        _set_f1({_fold(name) for name in page.authors}, {_fold(name) for name in found.authors})
    )
    tally.date.append(float(page.day == found.day))
    trigrams = set(_trigrams(_words(found.body)))
    for paragraph in page.paragraphs:
        wanted = _trigrams(_words(paragraph))
        if len(wanted) < 3:
            continue
        lost = sum(gram in trigrams for gram in wanted) < 0.8 * len(wanted)
        quoted = paragraph.lstrip().startswith(_OPENING)
        (tally.lost_quoted if quoted else tally.lost_other).append(lost)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _trigrams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _fold(text: str) -> str:
    return " ".join(_words(text))


def _bag_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    if not gold and not found:
        return 1.0
    shared = (Counter(gold) & Counter(found)).total()
    return 2 * shared / (len(gold) + len(found))


def _set_f1(gold: set[str], found: set[str]) -> float:
    if not gold and not found:
        return 1.0
    return 2 * len(gold & found) / (len(gold) + len(found))


def _row(name: str, tally: Tally) -> str:
    figures = (tally.body, tally.title, tally.authors, tally.date)
    shares = (*figures, tally.lost_quoted, tally.lost_other)
    return f"| {name} | " + " | ".join(f"{100 * mean(s):.1f}" if s else "–" for s in shares) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list the pages read less than well")
    options = parser.parse_args()
    pages = list(expected_pages(options.folder))
    ours, theirs, english = Tally(), Tally(), (Tally(), Tally())
    for page in pages:
        found, bare = by_onrecord(page), by_extractor(page)
        judge(ours, page, found)
        judge(theirs, page, bare)
        if found.language == "en":
            judge(english[0], page, found)
            judge(english[1], page, bare)
        if options.misses:
            _print_misses(page, found, ours, theirs)
    print(f"{len(pages)} pages, {len(english[0].body)} in English; figures in percent")
    print("| reader | body F1 | title | authors F1 | date | lost: quoted | lost: other |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    print(_row(f"onrecord {onrecord.__version__}", ours))
    print(_row(f"trafilatura {version('trafilatura')}", theirs))
    print(_row("onrecord, English", english[0]))
    print(_row("trafilatura, English", english[1]))


def _print_misses(page: Expected, found: Found, ours: Tally, theirs: Tally) -> None:
    for measure in ("body", "title", "authors", "date"):
        mine, other = getattr(ours, measure)[-1], getattr(theirs, measure)[-1]
        if mine < 0.9:
            print(f"{page.name}: {measure} {mine:.2f} (extractor {other:.2f})", end="  ")
            if measure != "body":
                wanted = {"title": page.title, "authors": page.authors, "date": page.day}[measure]
                got = {"title": found.title, "authors": found.authors, "date": found.day}[measure]
                print(f"expected {wanted!r}, got {got!r}", end="")
            print()


if __name__ == "__main__":
    main()
