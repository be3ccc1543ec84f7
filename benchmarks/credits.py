"""How well the article's own note of where it comes from is found, against PolNeAR's metadata.

    python benchmarks/credits.py ../shared/corpora/polnear

``metadata.tsv`` names the wire agency and the hat tip of an article, as its pages gave them. Many
texts no longer show them: an article counts for recall only where its text has the agency's name in
brackets or behind "Reporting by", or the words "h/t" with the name. A credit that the metadata lacks
is wrong here, and listed: some of them are plainly in the text.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import Page, read

_NONE = frozenset({"None", "NA", ""})
_TIP = re.compile(r"^h/t/?:?\s*", re.IGNORECASE)


@dataclass
class Tally:
    """Counts, and what went wrong."""

    right: int = 0
    shown: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the credits found that the metadata name too."""
        return self.right / max(self.right + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        """Share of the credits that metadata name and the text shows."""
        return 1 - len(self.missed) / max(self.shown, 1)


def measure(polnear: Path) -> Tally:
    """Read each article as text, and compare its credits with the metadata."""
    tally = Tally()
    with (polnear / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            path = polnear / row["compartment"] / "text" / f"{row['filename']}.txt"
            if not path.exists():
                continue
            text = path.read_text(encoding="utf-8")
            _judge(row["filename"], text, set(_expected(row)), tally)
    return tally


def _expected(row: dict[str, str]) -> Iterator[str]:
    if row["wire"] not in _NONE:
        yield _key(row["wire"])
    if row["credit"] not in _NONE:
        yield _key(_TIP.sub("", row["credit"]))


def _judge(name: str, text: str, expected: set[str], tally: Tally) -> None:
    found = {_key(credit.name) for credit in read(Page(text, id=name, kind="text")).credits}
    tally.right += len(found & expected)
    tally.wrong += [f"{name}: {one}" for one in sorted(found - expected)]
    shown = {one for one in expected if _shows(text, one)}
    tally.shown += len(shown)
    tally.missed += [f"{name}: {one}" for one in sorted(shown - found)]


def _shows(text: str, name: str) -> bool:
    for match in re.finditer(
        r"\(([A-Z][\w ]{1,24})\)\s*[–—-]|\breporting by\b|\bh/t/?:?\s*(.{2,30})",
        text,
        re.IGNORECASE,
    ):
        words = match[1] or match[2]
        if words is None:
            return name == "reuters"
        if _key(words).startswith(name):
            return True
    return False


def _key(name: str) -> str:
    return re.sub(r"^the\s+|\W", "", name.casefold())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("polnear", type=Path)
    tally = measure(parser.parse_args().polnear)
    print(f"precision {100 * tally.precision:.1f} % of {tally.right + len(tally.wrong)}")
    print(f"recall {100 * tally.recall:.1f} % of {tally.shown} that the text shows")
    for title, lines in (("not in the metadata", tally.wrong), ("missed", tally.missed)):
        print(f"\n{title}: {len(lines)}")
        print("".join(f"  {line}\n" for line in lines), end="")


if __name__ == "__main__":
    main()
