"""How well pages are read: onrecord beside other readers, on the same pages.

    python benchmarks/reading.py ../shared/corpora/pages-fundus [--half a|b] [--misses] [--speed]

For each page of the fundus project's test set (real pages with expected title, authors, date and
body) it measures

- **body**: token F1 of the body as a bag of words, mean over pages. The body is the expected
  summary, headlines and paragraphs; captions are no part of it. The mean over languages that
  onrecord attributes (English) is given too.
- **title**: share of pages with the expected title, or a headline that the page itself shows (an
  ``<h1>``), after folding case, spaces and marks.
- **authors**: F1 of the set of names, mean over pages; no names expected and none given is right. An
  agency is a credit to onrecord and an author in the expected values: one that is among the credits
  counts as given. **strict** counts authors alone.
- **date**: share of pages with the expected day of publication; **wrong**: pages with another day, but
  those where the expected one has day and month the other way round, which are told apart.
- **lost paragraphs**: share of the expected paragraphs of five words and more that the body lacks
  (fewer than 80 % of the paragraph's word trigrams stand in it), apart for those that begin with
  a quotation mark and for all others.

The pages are halved by outlet: misses of half ``a`` were looked at to write the rules, those of ``b``
never were. All pages of outlets in the labelled news of later years belong to ``b``.

Other readers are measured where they are installed (``benchmarks/requirements-readers.txt``). The last
line is ``name=value ...``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean

import lxml.html
import trafilatura

import onrecord

#: Outlets with labelled news: their pages are no half's to look at.
_LABELLED = frozenset(
    """au_NineNews au_WestAustralian be_PoliticoEu ca_CBCNews ca_FinancialPost ca_GlobalNews
    ca_OttawaCitizen ind_TimesOfIndia jp_TheJapanNews ls_LesothoTimes mx_MexicoNewsDaily
    my_MalayMail na_TheNamibian tw_TaipeiTimes uk_DailyStar uk_EuronewsEN uk_Express uk_Nature
    uk_TheGuardian uk_TheIndependent uk_TheMirror uk_TheTelegraph uk_iNews us_APNews us_CNBC
    us_FoxNews us_OccupyDemocrats us_RestOfWorld us_Reuters us_RollingStone us_TechCrunch
    us_TheIntercept us_VoiceOfAmerica za_DailyMaverick za_TimesLive""".split()
)
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

    @property
    def outlet(self) -> str:
        """The folder and the name of the outlet."""
        return self.name.partition(" ")[0]

    @property
    def half(self) -> str:
        """``a``, whose misses were looked at, or ``b``."""
        if self.outlet.replace("/", "_") in _LABELLED:
            return "b"
        return "ab"[zlib.crc32(self.outlet.replace("/", "_").encode()) % 2]

    @property
    def headlines(self) -> set[str]:
        """The headlines that the page shows, folded."""
        if not self.html.strip():
            return set()
        tree = lxml.html.document_fromstring(self.html)
        return {_fold("".join(map(str, heading.itertext()))) for heading in tree.iter("h1")} - {""}


@dataclass(frozen=True, slots=True)
class Found:
    title: str | None
    authors: tuple[str, ...]
    day: date | None
    body: str
    language: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    body: list[float] = field(default_factory=list)
    title: list[float] = field(default_factory=list)
    authors: list[float] = field(default_factory=list)
    strict: list[float] = field(default_factory=list)
    date: list[float] = field(default_factory=list)
    wrong: int = 0
    swapped: int = 0
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
        credits=tuple(credit.name for credit in article.credits),
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
    title = _fold(found.title or "")
    tally.title.append(float(title == _fold(page.title) or title in page.headlines))
    named, given = (frozenset(map(_fold, names)) for names in (page.authors, found.authors))
    credited = named & {_fold(name) for name in found.credits}
    tally.strict.append(_set_f1(named, given))
    tally.authors.append(_set_f1(named, given | credited))
    tally.date.append(float(page.day == found.day))
    if page.day and found.day and page.day != found.day:
        swapped = (page.day.day, page.day.month) == (found.day.month, found.day.day)
        tally.swapped += swapped
        tally.wrong += not swapped
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


def _set_f1(gold: frozenset[str], found: frozenset[str]) -> float:
    if not gold and not found:
        return 1.0
    return 2 * len(gold & found) / (len(gold) + len(found))


def _row(name: str, tally: Tally) -> str:
    shares: list[Sequence[float]] = [
        tally.body,
        tally.title,
        tally.authors,
        tally.strict,
        tally.date,
    ]
    shares += [tally.lost_quoted, tally.lost_other]
    cells = [f"{100 * mean(share):.1f}" if share else "–" for share in shares]
    cells.insert(5, str(tally.wrong))
    return f"| {name} | " + " | ".join(cells) + " |"


def by_newspaper(page: Expected) -> Found:
    from newspaper import Article

    article = Article(page.url, language="en", fetch_images=False)
    article.download(input_html=page.html.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date.date() if isinstance(article.publish_date, datetime) else None
    return Found(article.title, tuple(article.authors), day, article.text)


def by_readability(page: Expected) -> Found:
    from readability import Document

    document = Document(page.html.decode("utf-8", "replace"))
    body = "".join(map(str, lxml.html.fromstring(document.summary()).itertext()))
    return Found(document.short_title(), (), None, body)


def by_news_please(page: Expected) -> Found:
    from newsplease import NewsPlease

    article = NewsPlease.from_html(page.html.decode("utf-8", "replace"), url=page.url)
    day = article.date_publish.date() if article.date_publish else None
    return Found(article.title, tuple(article.authors or ()), day, article.maintext or "")


#: Readers by their package on PyPI.
_READERS: dict[str, Callable[[Expected], Found]] = {
    "onrecord": by_onrecord,
    "trafilatura": by_extractor,
    "newspaper4k": by_newspaper,
    "readability-lxml": by_readability,
    "news-please": by_news_please,
}


def _installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("a", "b"), help="only the pages of one half")
    parser.add_argument("--misses", action="store_true", help="list the pages read less than well")
    parser.add_argument("--speed", action="store_true", help="measure pages a second as well")
    options = parser.parse_args()
    pages = [page for page in expected_pages(options.folder) if options.half in (None, page.half)]
    tallies = {name: (Tally(), Tally()) for name in _READERS if _installed(name)}
    for page in pages:
        found = by_onrecord(page)
        for name, (every, english) in tallies.items():
            read = found if name == "onrecord" else _attempt(_READERS[name], page)
            judge(every, page, read)
            if found.language == "en":
                judge(english, page, read)
        if options.misses:
            _print_misses(page, found, tallies["onrecord"][0], tallies["trafilatura"][0])
    ours, english = tallies["onrecord"]
    print(f"{len(pages)} pages, {len(english.body)} in English; figures in percent")
    print(
        "| reader | body F1 | title | authors F1 | strict | date | wrong days | lost: quoted | lost: other |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for place, which in enumerate(("", ", English")):
        for name, both in tallies.items():
            print(_row(f"{name} {version(name)}{which}", both[place]))
    print(_line(ours, english), *(_speed(pages) if options.speed else ()))


def _attempt(read: Callable[[Expected], Found], page: Expected) -> Found:
    """What another reader makes of a page; nothing where it fails."""
    try:
        return read(page)
    except Exception:
        return Found(None, (), None, "")


def _line(ours: Tally, english: Tally) -> str:
    def percent(values: Sequence[float]) -> str:
        return f"{100 * mean(values):.2f}" if values else "nan"

    return (
        f"body={percent(ours.body)} body_english={percent(english.body)} title={percent(ours.title)} "
        f"authors={percent(ours.authors)} authors_strict={percent(ours.strict)} date={percent(ours.date)} "
        f"wrong_days={ours.wrong} swapped_days={ours.swapped} "
        f"lost_quoted={percent(ours.lost_quoted)} lost_other={percent(ours.lost_other)}"
    )


def _speed(pages: Sequence[Expected]) -> Iterator[str]:
    """Pages a second with one thread, by turns, the best of three rounds each."""
    rates = dict.fromkeys(("onrecord", "trafilatura"), 0.0)
    for _ in range(3):
        for name in rates:
            began = time.process_time()
            for page in pages:
                _READERS[name](page)
            rates[name] = max(rates[name], len(pages) / (time.process_time() - began))
    yield from (f"{name}_pages_a_second={rate:.1f}" for name, rate in rates.items())
    yield f"relative={rates['onrecord'] / rates['trafilatura']:.2f}"


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
