r"""Measure the reader: what it serves in a second, what hostile words do to it, what a kill loses.

::

    reader.py load [--articles 100000] [--file X] [--seconds 30] [--workers 2]   requests at a rate, cached and not
    reader.py hostile [--many 5000]        hostile words in every field that pages and people fill
    reader.py kill [--kills 100]           kill -9 while comments and mails are under way

``load`` asks for stories (30 %), articles (40 %), searches (10 %), actors (10 %) and the front (10 %), by Zipf's law over
addresses, at a fixed rate: a request that has to wait counts with its waiting. Each ends with one line ``name=value …``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from bisect import bisect
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import quote

import onrecord
from onrecord.archive import Archive, schema
from onrecord.archive.database import insert, moment
from onrecord.records import Article, Attribution, Block, Reading, Source, Span
from onrecord.stories import compare
from onrecord.stories.json_form import to_dict
from onrecord.stories.kept import _lead, _leading, _made_of  # what a story is kept as
from synthetic import readings

__all__ = ["main"]

ROOT = Path(__file__).parent.parent
DEMO = sorted((ROOT / "demo" / "story").glob("*.html"))
_SHARES = {"story": 0.3, "article": 0.4, "search": 0.1, "actor": 0.1, "front": 0.1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    loaded = commands.add_parser("load")
    loaded.add_argument("--articles", type=int, default=100_000)
    loaded.add_argument("--file", type=Path, help="the archive; made where it is not there")
    loaded.add_argument("--seconds", type=int, default=30)
    loaded.add_argument(
        "--warm", type=int, default=10, help="seconds of requests before those that count"
    )
    loaded.add_argument("--workers", type=int, default=2)
    loaded.add_argument("--rates", default="200,60", help="requests a second: cached, not cached")
    loaded.set_defaults(run=load)
    hurt = commands.add_parser("hostile")
    hurt.add_argument("--many", type=int, default=5_000)
    hurt.set_defaults(run=hostile)
    killed = commands.add_parser("kill")
    killed.add_argument("--kills", type=int, default=100)
    killed.set_defaults(run=kill)
    options = parser.parse_args()
    options.run(options)


def say(**figures: Any) -> None:
    print(" ".join(f"{name}={value}" for name, value in figures.items()), flush=True)


# -- load -------------------------------------------------------------------------------------------------------


def load(options: argparse.Namespace) -> None:
    place = options.file or Path(tempfile.mkdtemp()) / "load.db"
    if not place.exists():
        began = time.monotonic()
        fill(place, options.articles)
        print(
            f"made in {time.monotonic() - began:.0f} s, {place.stat().st_size / 1e9:.2f} GB",
            flush=True,
        )
    figures: dict[str, Any] = {"articles": options.articles, "workers": options.workers}
    cached, plain = map(int, options.rates.split(","))
    for name, rate, memory in (("cached", cached, 512 << 20), ("plain", plain, 0)):
        with site_of(place, workers=options.workers, cached=memory) as port:
            paths = addresses(place)
            asked(
                port, paths, rate, options.warm, seed=1
            )  # what a site that has been up for a while has seen
            times, errors = asked(port, paths, rate, options.seconds, seed=2)
        times.sort()
        figures |= {
            f"{name}_rate": round(len(times) / options.seconds, 1),
            f"{name}_p50_ms": round(1_000 * times[len(times) // 2], 1),
            f"{name}_p95_ms": round(1_000 * times[int(len(times) * 0.95)], 1),
            f"{name}_errors": errors,
        }
        print(figures, flush=True)
    say(**figures)


def fill(place: Path, many: int) -> None:
    """An archive of invented articles, in stories of seven, each told as the demo's is."""
    demo = [onrecord.attribute(onrecord.read(path)) for path in DEMO]
    found = compare(demo)
    size = len(found.readings)
    values, lead = to_dict(found), json.dumps([_lead(one) for one in _leading(found)])
    with Archive(place) as archive:
        batch: list[Reading] = []
        for reading in readings(many):
            batch.append(reading)
            if len(batch) == 100:
                archive.add(*batch)
                batch = []
        archive.add(*batch)
        with archive.database.write() as connection:
            rows = connection.execute(
                schema.article.select()
                .with_only_columns(
                    schema.article.c.id, schema.article.c.title, schema.article.c.day
                )
                .order_by(schema.article.c.id)
            ).all()
            for start in range(0, len(rows) - size + 1, size):
                own = rows[start : start + size]
                numbers = [row.id for row in own]
                insert(
                    connection,
                    "story",
                    [{"article_id": one, "story_id": numbers[0]} for one in numbers],
                )
                insert(connection, "salient", [
                    {"word": word, "article_id": row.id} for row in own for word in sorted(set(row.title.lower().split()))
                ])  # fmt: skip
                data = json.dumps({"story": values, "articles": numbers})
                insert(connection, "story_summary", [{
                    "story_id": numbers[0], "title": own[0].title, "articles": size, "outlets": size,
                    "first_day": own[0].day, "last_day": own[-1].day, "changed": moment(), "terms": "on_record unnamed",
                    "claims": len(found.claims), "disputed": start % 3, "unnamed": start % 2, "lead": lead,
                    "made_of": _made_of(), "data": zlib.compress(data.encode(), 6),
                }])  # fmt: skip
            connection.exec_driver_sql("ANALYZE")


@contextmanager
def site_of(place: Path, *, workers: int, cached: int) -> Iterator[int]:
    """Serve an archive by the command, in processes of its own; the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    code = (
        "from onrecord.reader.server import Served, run; "
        f"run(Served({str(place)!r}, port={port}, workers={workers}, cached={cached}))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    try:
        wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as tried:
                tried.sendall(b"GET /robots.txt HTTP/1.0\r\n\r\n")
                if tried.recv(20):
                    return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site does not come up")


def addresses(place: Path) -> dict[str, list[str]]:
    """What can be asked for, the most asked first."""
    with sqlite3.connect(place) as connection:

        def column(asked: str) -> list[Any]:
            return [row[0] for row in connection.execute(asked)]

        stories = column("SELECT story_id FROM story_summary ORDER BY last_day DESC, story_id DESC")
        articles = column("SELECT id FROM article ORDER BY day DESC, id DESC")
        actors = column(
            "SELECT actor_id FROM statement WHERE actor_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 5000"
        )
        words = column("SELECT DISTINCT word FROM salient LIMIT 3000")
    random.Random(7).shuffle(words)
    return {
        "story": [f"/story/{one}" for one in stories],
        "article": [f"/article/{one}" for one in articles],
        "actor": [f"/actor/{one}" for one in actors],
        "search": [f"/search?q={quote(one)}" for one in words],
        "front": ["/", "/index.json", "/?only=disputed", "/articles", "/?terms=unnamed"],
    }


def asked(
    port: int, paths: dict[str, list[str]], rate: int, seconds: int, *, seed: int
) -> tuple[list[float], int]:
    """Ask at a rate; how long each answer took from when it was due, and how many were none."""
    rng = random.Random(seed)
    sums = {
        kind: list(accumulate(1 / rank for rank in range(1, len(own) + 1)))
        for kind, own in paths.items()
    }
    kinds = rng.choices(list(_SHARES), list(_SHARES.values()), k=rate * seconds)
    plan = [paths[kind][bisect(sums[kind], rng.random() * sums[kind][-1])] for kind in kinds]
    return asyncio.run(_asked(port, plan, rate))


async def _asked(port: int, plan: list[str], rate: int) -> tuple[list[float], int]:
    times: list[float] = []
    errors = 0
    waiting: asyncio.Queue[tuple[float, str] | None] = asyncio.Queue()
    began = time.perf_counter() + 0.2

    async def worker() -> None:
        nonlocal errors
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (found := await waiting.get()) is not None:
            due, path = found
            try:
                writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n".encode()
                )
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    (
                        int(line.split(b":")[1])
                        for line in head.lower().split(b"\r\n")
                        if line.startswith(b"content-length:")
                    ),
                    0,
                )
                await reader.readexactly(length)
                errors += b" 200 " not in head[:20]
            except (OSError, asyncio.IncompleteReadError):
                errors += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            times.append(time.perf_counter() - due)
        writer.close()

    workers = [asyncio.create_task(worker()) for _ in range(32)]
    for number, path in enumerate(plan):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        waiting.put_nowait((due, path))
    for _ in workers:
        waiting.put_nowait(None)
    await asyncio.gather(*workers)
    return times, errors


# -- hostile words ----------------------------------------------------------------------------------------------

_SCRIPTS = (
    "<script>{0}</script>", "<img src=x onerror={0}>", "<svg/onload={0}>", "\"><script>{0}</script>", "'-{0}-'",
    "\" onmouseover=\"{0}", "' autofocus onfocus='{0}", "javascript:{0}", "<a href=\"javascript:{0}\">x</a>",
    "<iframe srcdoc=\"<script>{0}</script>\">", "</textarea><script>{0}</script>", "</title><script>{0}</script>",
    "</style><script>{0}</script>", "--><script>{0}</script>", "]]><script>{0}</script>", "<math><mi xlink:href=\"javascript:{0}\">",
    "<details open ontoggle={0}>", "<meta http-equiv=refresh content=\"0;url=javascript:{0}\">", "{{{{{0}}}}}", "{{% raw %}}{0}",
    "${{{0}}}", "%0d%0aSet-Cookie:a=b", "\r\nSet-Cookie: a=b\r\n\r\n<script>{0}</script>", "x\r\nBcc: eve@example.org",
    "x\nBcc: eve@example.org\n\n{0}", "\u2028{0}", "\u202e{0}", "\x00<script>{0}</script>", "<ſcript>{0}</ſcript>",
    "＜script＞{0}＜/script＞", "&lt;script&gt;{0}&lt;/script&gt;", "&#60;script&#62;{0}&#60;/script&#62;", "<base href=//evil.example>",
    "<form action=//evil.example><input name=q>", "<link rel=stylesheet href=//evil.example/x.css>", "=cmd|' /C calc'!A0",
    "../../../etc/passwd", "'; DROP TABLE article; --", "\" OR 1=1 --", "\ud83d", "A" * 4_000, "<b>" * 300, "🏴" * 50,
    "data:text/html,<script>{0}</script>", "<object data=\"javascript:{0}\">", "<xmp><script>{0}</script>", "<!--[if IE]>{0}<![endif]-->",
    "<noscript><p title=\"</noscript><img src=x onerror={0}>\">", "<template><script>{0}</script></template>", "on\u200berror={0}",
)  # fmt: skip
_CALL = "window.hurt=1"


def words(many: int) -> Iterator[str]:
    """Hostile strings, each another."""
    rng = random.Random(3)
    for number in range(many):
        told = rng.choice(_SCRIPTS).replace("{0}", _CALL).replace("{{", "{").replace("}}", "}")
        if rng.random() < 0.4:
            told = rng.choice(_SCRIPTS).replace("{0}", told if len(told) < 400 else _CALL)
        if rng.random() < 0.3:
            told = rng.choice((str.upper, str.swapcase, str.title))(told)
        yield f"{told} {number}"


def hostile(options: argparse.Namespace) -> None:
    from aiosmtpd.controller import Controller
    from playwright.sync_api import sync_playwright

    from onrecord.errors import SiteError
    from onrecord.reader import Site, settings

    folder = Path(tempfile.mkdtemp())
    told = list(words(options.many))
    post = _Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mail_port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=mail_port)
    controller.start()
    with Archive(folder / "hostile.db") as archive:
        for start in range(0, len(told), 100):
            archive.add(
                *(
                    _hostile(one, number)
                    for number, one in enumerate(told[start : start + 100], start)
                )
            )
        site = Site(archive, patience=0.0)
        site.stories.work_in()
        for number in site.stories.untold(10_000):
            site.stories.told(number)
        for number, one in enumerate(told):
            try:
                made, _ = site.discussion.write(
                    number + 1, one[:60], one[:5_000], author="x", by=None
                )
                site.discussion.decide(
                    [made], "approved", one.encode("utf-8", "replace").decode()[:60]
                )
            except SiteError:
                pass
        with _threaded(site) as port:
            settings.change(archive.database, {
                "extent": "whole", "mail_server": f"smtp://127.0.0.1:{mail_port}", "base": f"http://127.0.0.1:{port}",
            })  # fmt: skip
            faults = _sent_hostile(port, told)
            faults |= _mailed(site, told[:500], post)
            with sync_playwright() as playwright:
                path = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                ran = _shown_hostile(browser, port, len(told))
                browser.close()
    controller.stop()
    say(strings=len(told), **faults, scripts_run=ran)


class _Post:
    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(  # noqa: N802  # as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.mails.append(envelope.content)
        return "250 OK"


def _hostile(told: str, number: int) -> Reading:
    """An article whose every field is hostile."""
    words_of = told.replace("\n", " ").replace("\r", " ")
    text = f"{words_of}\n\n{words_of} said “{words_of}” in Westhaven."
    head = len(words_of)
    source = Span(head + 2, head + 2 + head)
    content = Span(source.end + 7, source.end + 7 + head)
    article = Article(
        f"{number}", text, (Block("title", Span(0, head)), Block("paragraph", Span(head + 2, len(text)))),
        title=told, authors=(told,), outlet=told[:200], language="en",
        url=f"https://example.org/{number}?{told[:500]}" if number % 3 else f"javascript:{_CALL}//{number}",
    )  # fmt: skip
    one = Attribution("a1", (source,), (Span(source.end + 1, source.end + 5),), (content,), "direct", 0.9, act="says",
                      source_id="s1", terms="on_record")  # fmt: skip
    who = Source(
        "s1",
        told[:300],
        "person",
        True,
        told[:300],
        told[:300],
        None,
        "on_record",
        None,
        None,
        (source,),
    )
    return Reading(article, (one,), (who,))


@contextmanager
def _threaded(site: Any) -> Iterator[int]:
    import uvicorn

    from onrecord.reader import application

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            application(site), log_level="error", access_log=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield int(listening.getsockname()[1])
        server.should_exit = True
        thread.join(10)


def _sent_hostile(port: int, told: list[str]) -> dict[str, int]:
    """Every string in every field of an address or a form; what no answer may hold is looked for in all."""
    import httpx
    from lxml.html import document_fromstring

    faults = {"server_errors": 0, "elements_injected": 0, "headers_injected": 0}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        for number, one in enumerate(told):
            plain = one.encode("utf-8", "replace").decode()
            for answer in (
                client.get(f"/article/{number + 1}"),
                client.get("/search", params={"q": plain[:400]}),
                client.get(
                    "/", params={"topic": plain[:60], "outlet": plain[:60], "before": plain[:30]}
                ),
                client.get("/search.atom", params={"q": plain[:400]}),
                client.post("/language", data={"language": plain, "back": plain}),
                client.post(
                    f"/article/{number + 1}/correct",
                    data={"statement": plain, "field": plain, "value": plain},
                ),
                client.post(
                    "/subscribe",
                    data={"mail": plain, "what": plain, "asked": plain, "rhythm": plain},
                ),
            ):
                faults["server_errors"] += answer.status_code >= 500
                faults["headers_injected"] += "a=b" in str(answer.headers.get("set-cookie", ""))
                location = answer.headers.get("location", "/")
                faults["headers_injected"] += not location.startswith("/") or location.startswith(
                    "//"
                )
                if answer.headers.get("content-type", "").startswith("text/html"):
                    faults["elements_injected"] += _injected(document_fromstring(answer.text))
    return faults


def _injected(page: Any) -> int:
    """Elements and attributes that no template has."""
    found = page.xpath(
        "//script[not(starts-with(@src, '/static/'))] | //iframe | //object | //embed | //base | //math | //details[@ontoggle] | "
        "//*[@*[starts-with(name(), 'on')]] | //img | //xmp | //form[not(starts-with(@action, '/'))] | "
        "//link[@rel='stylesheet' and not(starts-with(@href, '/static/'))] | //meta[@http-equiv] | //style"
    )
    links = page.xpath("//@href | //@src | //@action")
    return len(found) + sum(
        str(one).strip().lower().startswith(("javascript:", "data:", "vbscript:")) for one in links
    )


def _mailed(site: Any, told: list[str], post: _Post) -> dict[str, int]:
    import email
    import email.policy

    from onrecord.reader.mail import connected, deliver
    from onrecord.reader.newsletter import Item, _Nobody

    bad = 0
    with connected(site.settings.mail_server) as smtp:
        for one in told:
            _, data = site.newsletter.compose(
                _Nobody("en"), [Item("/story/1", one, (one,))], "http://reader.example"
            )
            deliver(smtp, "news@reader.example", "ada@example.org", data)
    for raw in post.mails:
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        bad += (
            mail["Bcc"] is not None
            or mail["To"] != "reader@example.org"
            or len(mail.get_all("Subject", [])) != 1
        )
        html = mail.get_body(("html",))
        bad += html is None or "<script" in str(html.get_content()).lower()
    return {"mails": len(post.mails), "mails_injected": bad}


def _shown_hostile(browser: Any, port: int, many: int) -> int:
    """Open the pages in a real browser; how often a script of theirs ran."""
    page = browser.new_page()
    ran = 0

    def dialog(shown: Any) -> None:
        nonlocal ran
        ran += 1
        shown.dismiss()

    page.on("dialog", dialog)
    paths = [f"/article/{number}" for number in range(1, many + 1, max(1, many // 400))]
    paths += [f"/share/{number}/a1" for number in range(1, many + 1, max(1, many // 60))]
    paths += ["/", "/articles", "/actors", "/outlets", "/?topic=script", "/about"]
    paths += [f"/articles?before=9999.{number}" for number in range(50, many, 50)]
    for path in paths:
        page.goto(f"http://127.0.0.1:{port}{path}")
        ran += bool(page.evaluate("window.hurt || 0"))
        if path.startswith("/article/"):
            for ref in page.locator(".ref").all()[:1]:
                ref.click()
            ran += bool(page.evaluate("window.hurt || 0"))
    return ran


# -- kills ------------------------------------------------------------------------------------------------------


def kill(options: argparse.Namespace) -> None:
    """Kill the site while comments come in and mails go out: what was accepted is there, what was sent is sent once."""
    import httpx
    from aiosmtpd.controller import Controller
    from sqlalchemy import select

    from onrecord.archive.site import comment, letter, subscriber
    from onrecord.reader import Site, settings

    folder = Path(tempfile.mkdtemp())
    place = folder / "kill.db"
    post = _Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mail_port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=mail_port)
    controller.start()
    with Archive(place) as archive:
        archive.add(*(onrecord.attribute(onrecord.read(path)) for path in DEMO[:2]))
        settings.change(archive.database, {
            "mail_server": f"smtp://127.0.0.1:{mail_port}", "mail_from": "news@reader.example",
            "base": "http://reader.example",
        })  # fmt: skip
        site = Site(archive)
        rng = random.Random(5)
        accepted: list[str] = []
        written = 0
        for round_ in range(options.kills):
            for _ in range(5):
                written += 1
                mail = f"reader{written}@example.org"
                site.newsletter.ask(mail, "stories", "", "daily", "en")
            accepted += _killed(place, site, rng, round_, httpx)
        with archive.database.read() as connection:
            kept = set(connection.execute(select(comment.c.words)).scalars())
            states = list(connection.execute(select(letter.c.state, letter.c.message_id, subscriber.c.mail)
                                             .join(subscriber, subscriber.c.id == letter.c.subscriber_id)))  # fmt: skip
    sent_ids = [_message_id(one) for one in post.mails]
    doubled = len(sent_ids) - len(set(sent_ids))
    went = set(sent_ids)
    wrong = sum(row[0] == "sent" and row[1] not in went for row in states)
    silent = sum(row[0] == "waiting" and row[1] in went for row in states)
    controller.stop()
    say(
        kills=options.kills, accepted=len(accepted), lost=len(set(accepted) - kept), mails=len(post.mails),
        mails_twice=doubled, said_sent_but_not=wrong, went_out_and_would_again=silent,
        unknown=sum(row[0] in ("unknown", "sending") for row in states),
    )  # fmt: skip


def _message_id(raw: bytes) -> str:
    line = next(line for line in raw.splitlines() if line.lower().startswith(b"message-id:"))
    return line.split(b"<")[1].split(b">")[0].decode()


def _killed(place: Path, site: Any, rng: random.Random, round_: int, httpx: Any) -> list[str]:
    """One life of the site: comments sent as fast as it takes them, mail going out, until it is killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    code = (
        "from onrecord.reader import server, background; from onrecord.reader.background import Task; "
        "server.tasks = lambda site: [Task('mail', site.letters.send, 0.05)]; "
        f"import os; os.environ.update(ONRECORD_SERVED={str(place)!r}); "
        "import uvicorn; "
        f"uvicorn.run(server.factory, factory=True, port={port}, log_level='critical')"
    )
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    accepted: list[str] = []
    from onrecord.reader.protection import Seals
    from onrecord.reader.settings import secret

    try:
        wait_for(port)
        deadline = time.monotonic() + rng.random() * 0.6
        timer = threading.Timer(
            max(0.01, deadline - time.monotonic()), lambda: os.killpg(process.pid, signal.SIGKILL)
        )
        timer.start()
        try:
            seals = Seals(
                secret(site.archive.database), lambda: time.time() - 60
            )  # typed for a minute
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
                for number in range(10_000):
                    words_of = f"comment {round_}.{number}"
                    challenge = seals.sealed("comment", "1")
                    address = {
                        "X-Forwarded-For": f"10.{round_ % 250}.{number % 250}.{number // 250}"
                    }
                    answer = client.post("/article/1/comment", headers=address, data={
                        "name": "A", "words": words_of, "challenge": challenge,
                    })  # fmt: skip
                    if answer.status_code == 303:
                        accepted.append(words_of)
        except httpx.HTTPError:
            pass
        timer.join()
    finally:
        process.wait(15)
    return accepted


if __name__ == "__main__":
    main()
