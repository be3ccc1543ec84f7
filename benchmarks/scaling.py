"""Time at n and at 2n for pages made to take long: nothing may grow by the square.

    python benchmarks/scaling.py [--size 60000] [--only NAME]

Each generator makes a page of about n bytes in a shape that programs like ours have choked on: runs of
blanks, of marks, of letters without a space, tags never closed, names of classes, headings, lines, nests.
Each is read, attributed and rendered at n and at 2n, the better of two runs of each. A growth of the
time by more than 2.8 over one of the size by 2, where it takes more than a fifth of a second, is told.
The last line is ``name=value …``; the exit code is 1 where anything grows so.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable

from onrecord import Page
from onrecord.batch import Result
from onrecord.formats import FORMATS, Options
from onrecord.pipeline import Settings, attribute, read

_SENTENCE = "The mayor said on Monday that the tunnel would open in May. "
_GROWTH = 2.8
_FLOOR = 0.2  # seconds below which the clock tells more of the machine than of the page


def _html(body: str) -> str:
    return f"<html><head><title>T</title></head><body><article>{body}</article></body></html>"


def _repeated(unit: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    return lambda n: before + unit * (n // max(len(unit), 1)) + behind


def _in_html(unit: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    make = _repeated(unit, before, behind)
    return lambda n: _html(make(n))


_P = f"<p>{_SENTENCE}</p>"
GENERATORS: dict[str, Callable[[int], str]] = {
    "prose": _repeated(_SENTENCE + "\n\n"),
    "one line": _repeated(_SENTENCE),
    "one sentence": _repeated("the mayor said that ", "x " * 10),
    "blanks": _repeated(" ", _SENTENCE, "x"),
    "blanks in a sentence": _repeated("He said" + " " * 400 + "no. "),
    "tabs": _repeated("\t", _SENTENCE, "x"),
    "blank lines": _repeated("\n", _SENTENCE, "x"),
    "short lines": _repeated("x\n"),
    "letters": _repeated("a", _SENTENCE),
    "capitals": _repeated("A"),
    "digits": _repeated("1,", "In all "),
    "initials": _repeated("A. B. C. ", "Said "),
    "names": _repeated("Ada Reed and Bo Li told Cy Young. "),
    "titles": _repeated("Mr. Dr. Sen. "),
    "one name, misspelt": lambda n: " ".join(f"Ada Ree{i % 977}d said no." for i in range(n // 18)),
    "quotation marks": _repeated('"'),
    "opening marks": _repeated("“a ", "He said "),
    "nested marks": _repeated("“a ‘b "),
    "quotations": _repeated("“We will not wait,” said Ada Reed. "),
    "dashes": _repeated("— "),
    "stops": _repeated(". "),
    "parentheses": _repeated("(AP) — ("),
    "pronouns": _repeated("He said it. She said so. They told them. "),
    "outlets": _repeated("The Courier told the Times that the Post said so. "),
    "refusals": _repeated("Ada Reed did not respond to requests for comment. "),
    "refusals of all kinds": _repeated("Calls to the port were not returned. He did not say why the port, "),
    "told to be": lambda n: " ".join(f"The chief {i}, Ada Reed, said no. The chief {i} said so." for i in range(n // 55)),
    "an account": _repeated("aB", "@", " said no."),
    "conditions": _repeated("an official said on condition of anonymity because "),
    "dates": _repeated("on Monday, May 3, two weeks ago, in early 2024, "),
    "surveys": _repeated("A poll found that 51 percent of voters back it. 44 percent do not.\n\n"),
    "dialogue": _repeated("REED: It leaks, I told you so.\n\nLI: We know that it leaks.\n\n"),
    "bylines": _repeated("By Ada Reed and Bo Li\n"),
    "furniture": _repeated("Share article\nRelated articles\nLeave a reply\n", _SENTENCE * 3 + "\n"),
    "angle brackets": _repeated("<"),
    "open tags": _in_html("<p "),
    "attributes": lambda n: _html("<p " + " ".join(f"a{i}=x" for i in range(n // 8)) + f">{_SENTENCE}</p>"),
    "class names": _in_html("caption-", '<p class="', f'">{_SENTENCE}</p>'),
    "classes of ancestors": lambda n: f'<html><body class="{"related-" * 400}">' + _P * (n // len(_P)),
    "nested elements": _in_html("<div>", _P),
    "nested classes": lambda n: _html('<div class="a-b-c">' * 190 + _P * (n // len(_P))),
    "headings": _in_html("<h1>It leaks</h1>", "", _P),
    "kickers": _in_html("<span>Kicker</span><b>Title</b>", "<h1>", f"</h1>{_P}"),
    "nested kickers": lambda n: _html("<h1>" + "<span>Kicker " * 190 + "a" * n + "</span>B" * 190 + f"</h1>{_P}"),
    "paragraphs": _in_html(_P),
    "spans": _in_html("<span>x</span> ", "<p>", "</p>"),
    "links": _in_html('<a href="/x">Read more</a> ', _P),
    "breaks": _in_html("It leaks.<br>"),
    "list items": _in_html("<li>It leaks, said Ada Reed.</li>", "<ul>", "</ul>"),
    "table": _in_html("<tr><td>It leaks</td><td>x</td></tr>", "<table>", "</table>"),
    "JSON-LD": lambda n: '<script type="application/ld+json">' + '{"a":' * min(n // 5, 900) + "1" + "}" * min(n // 5, 900) + "</script>" + _html(_P * (n // len(_P))),
    "article body": lambda n: '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"' + "<" * n + '"}</script>',
    "entities": _in_html("&quot;&nbsp;&amp;", "<p>", "</p>"),
    "comments": _in_html("<!-- x -->", _P),
}  # fmt: skip


def seconds(text: str) -> float:
    """How long a page takes, through reading, attribution, and what people look at."""
    began = time.process_time()
    reading = attribute(read(Page(text, id="x")), Settings(force=True, threads=1))
    for name in ("terminal", "jsonl", "html", "csv"):
        write = FORMATS[name].writes_text()
        assert write is not None
        write([Result("x", reading)], io.StringIO(), Options())
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=60_000)
    parser.add_argument("--only")
    options = parser.parse_args()
    seconds(_SENTENCE)  # loads the model
    worst, grown = 0.0, []
    print(
        f"| page of {options.size:,} bytes | seconds | of twice that | growth |\n|---|---:|---:|---:|"
    )
    for name, make in GENERATORS.items():
        if options.only not in (None, name):
            continue
        once, twice = (
            min(seconds(make(size)) for _ in range(2)) for size in (options.size, 2 * options.size)
        )
        growth = twice / max(once, 1e-6)
        if twice > _FLOOR:
            worst = max(worst, growth)
            grown += [name] if growth > _GROWTH else []
        print(f"| {name} | {once:.2f} | {twice:.2f} | {growth:.1f} |", flush=True)
    print(
        f"generators={len(GENERATORS)} worst_growth={worst:.2f} grown={len(grown)} {'; '.join(grown)}"
    )
    sys.exit(1 if grown else 0)


if __name__ == "__main__":
    main()
