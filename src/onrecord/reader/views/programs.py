"""The interface for programs: what OpenAPI says of it, and what needs a token."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.about import __version__
from onrecord.errors import OnRecordError, SiteError
from onrecord.page import Page
from onrecord.reader.atom import Entry, Feed
from onrecord.reader.members import Member
from onrecord.reader.site import Site
from onrecord.reader.web import ATOM, JSON, Asked, Shown, as_json, base_of, check_rate

__all__ = [
    "add_article",
    "api",
    "corrections",
    "document",
    "openapi",
    "queue",
    "queue_feed",
    "take_decisions",
]

_LARGEST = 2 << 20  # bytes of what is sent
_RATE, _SECONDS = 120, 60.0  # requests of a token

_NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
_WORD = {"type": "string", "maxLength": 200}
#: Pages that are there as JSON: path, what it gives, its parameters in path and query.
_PAGES: tuple[tuple[str, str, Mapping[str, Any], Mapping[str, Any]], ...] = (
    ("/index.json", "stories, the latest first; the latest articles; outlets", {}, {
        "topic": _WORD, "outlet": _WORD, "terms": _WORD, "only": {"type": "string", "enum": ["disputed", "unnamed"]},
        "before": _WORD,
    }),
    ("/articles.json", "all articles, the latest first", {}, {"before": _WORD}),
    ("/story/{id}.json", "a story, compared: claims, origins, disputes, timeline, network", {"id": _NUMBER}, {}),
    ("/article/{id}.json", "an article's reading, as far as the owner shows its text", {"id": _NUMBER}, {}),
    ("/actors.json", "who speaks most", {}, {}),
    ("/actor/{id}.json", "what a person or body said", {"id": _NUMBER}, {}),
    ("/outlets.json", "the outlets of the archive", {}, {}),
    ("/outlet/{key}.json", "what an outlet does", {"key": _WORD}, {}),
    ("/search.json", "what a question finds, in the archive's language", {}, {"q": _WORD, "from": _NUMBER}),
    ("/suggest.json", "names that begin so", {}, {"q": _WORD}),
    ("/about.json", "software and model", {}, {}),
    ("/oembed", "how an address of the site is embedded (oEmbed 1.0)", {}, {"url": _WORD, "maxwidth": _NUMBER}),
)  # fmt: skip


def openapi(base: str) -> dict[str, Any]:
    """The interface as OpenAPI 3.1.

    Args:
        base: address of the site.
    """
    paths: dict[str, Any] = {
        path: {"get": _operation(told, inside, behind)} for path, told, inside, behind in _PAGES
    }
    chosen = {"type": "array", "items": _NUMBER, "maxItems": 200}
    decisions = {
        "approve": chosen,
        "reject": chosen,
        "accept_corrections": chosen,
        "reject_corrections": chosen,
    }
    paths["/api/queue"] = {
        "get": _operation("comments and corrections that wait", {}, {}, scope="moderate"),
        "post": _operation("decide on them", {}, {}, scope="moderate", body=decisions),
    }
    paths["/api/corrections"] = {
        "get": _operation("corrections that were accepted", {}, {}, scope="read")
    }
    text = {"type": "string", "maxLength": 200_000}
    paths["/api/articles"] = {
        "post": _operation("read a page and put it into the archive", {}, {}, scope="write", body={
            "url": _WORD, "html": text, "text": text, "title": _WORD, "outlet": _WORD,
        }),
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord", "version": __version__,
            "description": "What news stands on: who says what, and how many origins stand behind a claim.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }  # fmt: skip


def _operation(
    told: str,
    inside: Mapping[str, Any],
    behind: Mapping[str, Any],
    *,
    scope: str | None = None,
    body: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    problem = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
    answers = {
        "200": {
            "description": told,
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    }
    for status in (400, 401, 403, 404, 413, 415, 422, 429):
        answers[str(status)] = {"description": HTTPStatus(status).phrase, **problem}
    made: dict[str, Any] = {
        "summary": told,
        "parameters": [
            *(
                {"name": name, "in": "path", "required": True, "schema": one}
                for name, one in inside.items()
            ),
            *({"name": name, "in": "query", "schema": one} for name, one in behind.items()),
        ],
        "responses": answers,
    }
    if scope is not None:
        made["security"] = [{"token": []}]
        made["description"] = f"Needs a token of scope “{scope}”."
    if body is not None:
        schema = {"type": "object", "properties": dict(body), "additionalProperties": False}
        made["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return made


def api(asked: Asked) -> Shown:
    """The interface for people."""
    paths = [(path, told) for path, told, _, _ in _PAGES]
    paths += [("/api/queue", "comments and corrections that wait; decide on them (token: moderate)"),
              ("/api/corrections", "corrections that were accepted (token: read)"),
              ("/api/articles", "read a page and put it into the archive (token: write)")]  # fmt: skip
    return Shown("api.html.j2", {"paths": paths})


def document(asked: Asked) -> Shown:
    """The interface as OpenAPI."""
    return Shown("api.html.j2", {}, lambda: openapi(asked.base))


Handler = Callable[[Site, Member, Mapping[str, Any]], Any]


def _guarded(
    scope: str, handler: Handler, *, with_body: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        site: Site = request.app.state.site
        member = await run_in_threadpool(_member_of, site, request, scope)
        body = await _body(request) if with_body else {}
        try:
            values = await run_in_threadpool(handler, site, member, body)
        except OnRecordError as error:
            raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
        headers = {"Cache-Control": "no-store"}
        return Response(as_json(values), 200, headers, media_type=JSON)

    return answer


def _member_of(site: Site, request: Request, scope: str) -> Member:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() if kind.lower() == "bearer" else ""
    return _of_token(site, token, scope)


def _of_token(site: Site, token: str, scope: str) -> Member:
    member = site.members.of_token(token) if token else None
    if member is None:
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED, "a token is needed", {"WWW-Authenticate": "Bearer"}
        )
    check_rate(site, "token", token, _RATE, _SECONDS)
    if scope not in member.scopes:
        raise HTTPException(HTTPStatus.FORBIDDEN, f"this token is not of scope {scope}")
    return member


async def _body(request: Request) -> Mapping[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != JSON:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "application/json, please")
    data = await request.body()
    if len(data) > _LARGEST:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "that is too large")
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "this is no JSON") from error
    if not isinstance(values, dict):
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, "an object, please")
    return values


def _queue(site: Site, member: Member, body: Mapping[str, Any]) -> Any:
    return {
        "comments": [
            {
                "id": one.comment.id, "article": one.comment.article, "statement": one.comment.statement,
                "name": one.comment.name, "words": one.comment.words, "at": one.comment.at, "reports": list(one.reports),
            }
            for one in (*site.discussion.reported(), *site.discussion.queue())
        ],
        "corrections": [_correction(one) for one in site.corrections.queue()],
    }  # fmt: skip


def _correction(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "article": one.article, "statement": one.statement, "words": one.words, "field": one.field,
        "value": one.value, "note": one.note, "name": one.name, "state": one.state, "at": one.at,
        "decided_by": one.decided_by, "decided_at": one.decided_at,
    }  # fmt: skip


def _decide(site: Site, member: Member, body: Mapping[str, Any]) -> Any:
    if not member.may("moderator"):
        raise HTTPException(HTTPStatus.FORBIDDEN, "your role may not do this")
    chosen = {
        name: _numbers(body, name)
        for name in ("approve", "reject", "accept_corrections", "reject_corrections")
    }
    unknown = set(body) - set(chosen)
    if unknown:
        raise SiteError(f"nothing is known of {', '.join(sorted(map(str, unknown)))[:200]}")
    if (chosen["accept_corrections"] or chosen["reject_corrections"]) and not member.may("editor"):
        raise HTTPException(HTTPStatus.FORBIDDEN, "corrections are for editors to decide")
    done = site.discussion.decide(chosen["approve"], "approved", member.name)
    done += site.discussion.decide(chosen["reject"], "rejected", member.name)
    for name in ("accept_corrections", "reject_corrections"):
        for number in chosen[name]:
            site.corrections.decide(number, accept=name.startswith("accept"), by=member.name)
            done += 1
    return {"decided": done}


def _numbers(body: Mapping[str, Any], name: str) -> list[int]:
    told = body.get(name, [])
    if (
        not isinstance(told, list)
        or len(told) > 200
        or not all(type(one) is int and 0 < one < 2**31 for one in told)
    ):
        raise SiteError(f"{name}: at most 200 numbers")
    return told


def _corrections(site: Site, member: Member, body: Mapping[str, Any]) -> Any:
    return {
        "corrections": [
            _correction(one) for one in site.corrections.queue("accepted", limit=10_000)
        ]
    }


def _add(site: Site, member: Member, body: Mapping[str, Any]) -> Any:
    if not member.may("editor"):
        raise HTTPException(HTTPStatus.FORBIDDEN, "your role may not do this")
    told = {name: body.get(name) for name in ("url", "html", "text", "title", "outlet")}
    if set(body) - set(told) or not all(
        value is None or isinstance(value, str) for value in told.values()
    ):
        raise SiteError("url, html, text, title and outlet, each a text")
    data = told["html"] or told["text"]
    if not data or not data.strip():
        raise SiteError("html or text: the page")
    page = Page(
        data,
        kind="html" if told["html"] else "text",
        url=told["url"],
        title=told["title"],
        outlet=told["outlet"],
    )
    (added,) = site.archive.add_pages([(told["url"] or "sent", page)])
    if isinstance(added.outcome, OnRecordError):
        raise added.outcome
    return {"article": added.outcome.id, "state": added.outcome.state}


queue = _guarded("moderate", _queue)
take_decisions = _guarded("moderate", _decide, with_body=True)
corrections = _guarded("read", _corrections)
add_article = _guarded("write", _add, with_body=True)


async def queue_feed(request: Request) -> Response:
    """What waits, as a feed for whoever moderates; its address holds a token."""
    site: Site = request.app.state.site
    token = request.query_params.get("token", "")
    await run_in_threadpool(_of_token, site, token, "moderate")
    waiting = await run_in_threadpool(site.discussion.queue)
    entries = [
        Entry(f"/desk/queue#{one.comment.id}", one.comment.name, one.comment.at, one.comment.words)
        for one in waiting
    ]
    feed = Feed("/desk/queue", "/desk/queue.atom", site.settings.name, entries)
    return Response(
        feed.to_xml(base_of(request)), 200, {"Cache-Control": "no-store"}, media_type=ATOM
    )
