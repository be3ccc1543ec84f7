"""What each piece of evidence for a page's fields is worth, where it gives anything.

    python benchmarks/evidence.py ../shared/corpora/pages-fundus

For dates the share of right days, for authors the mean F1 of the names, by half of the pages (see
``reading.py``): ``a``, on which rules were written, is what the ranks in the code stand on; ``b`` tells
whether they hold. **decides** is the same over the pages where it is the first that is not silent.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import onrecord
from onrecord.article.authors import AUTHORS
from onrecord.article.dates import PUBLISHED
from onrecord.article.evidence import Evidence
from onrecord.article.html import page_model
from onrecord.article.model import PageModel
from onrecord.page.decode import decode
from reading import Expected, _fold, _set_f1, expected_pages

Figures = dict[tuple[str, str], list[float]]


def measure(
    model: PageModel,
    ranked: Sequence[Evidence[PageModel, Any]],
    right: Callable[[Any], float],
    half: str,
    every: Figures,
    deciding: Figures,
) -> None:
    """Add what each piece of evidence gives of a page to the figures."""
    decided = False
    for one in ranked:
        found = one.find(model)
        if found is None:
            continue
        every[one.name, half].append(right(found))
        if not decided:
            deciding[one.name, half].append(right(found))
            decided = True


def _same_day(page: Expected) -> Callable[[date], float]:
    return lambda found: float((found.date() if isinstance(found, datetime) else found) == page.day)


def _same_names(page: Expected) -> Callable[[Sequence[str]], float]:
    wanted = frozenset(map(_fold, page.authors))
    return lambda found: _set_f1(wanted, frozenset(map(_fold, found)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    every: Figures = defaultdict(list)
    deciding: Figures = defaultdict(list)
    for page in expected_pages(options.folder):
        model = page_model(decode(onrecord.Page(page.html, url=page.url)))
        if model is None:
            continue
        if page.day is not None:
            measure(model, PUBLISHED, _same_day(page), page.half, every, deciding)
        measure(model, AUTHORS, _same_names(page), page.half, every, deciding)
    print(
        "| evidence | in the code | a: right (pages) | a: decides | b: right (pages) | b: decides |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    ranked: list[Evidence[PageModel, Any]] = [*PUBLISHED, *AUTHORS]
    for one in ranked:
        cells = [
            f"{sum(values) / len(values):.2f} ({len(values)})"
            if (values := figures[one.name, half])
            else "–"
            for half in ("a", "b")
            for figures in (every, deciding)
        ]
        print(f"| {one.name} | {one.precision:.2f} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
