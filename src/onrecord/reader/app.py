"""The application: addresses, what stands at them, and what holds for all answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from http import HTTPStatus
from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord._log import logger
from onrecord.errors import ArchiveError
from onrecord.reader.forms import form_routes, own_path
from onrecord.reader.languages import CODES
from onrecord.reader.members import Role
from onrecord.reader.site import Site
from onrecord.reader.views import (
    article,
    bringing,
    commenting,
    correcting,
    desk,
    front,
    keys,
    plain,
    programs,
    searching,
    sharing,
    speaking,
    story,
    subscribing,
)
from onrecord.reader.web import Forms, error_answer, routes

__all__ = ["application"]

_log = logger(__name__)
#: What a page may load and who may frame it: nothing but its own style and script, and nobody.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMED = (
    "default-src 'none'; style-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
_LARGEST = 4 << 20  # bytes of what is sent
_LONGEST_PATH = 500  # code points
_HOST = re.compile(r"[\w.-]*(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?", re.ASCII)


def application(site: Site) -> Starlette:
    """The application of a site.

    Args:
        site: that is served; whoever gives it closes it.
    """
    made = Starlette(
        routes=list(_routes()),
        exception_handlers={
            HTTPException: _http_error,
            ArchiveError: _archive_error,
            Exception: _fault,
        },
    )
    made.state.site = site
    made.add_middleware(Guarded)
    return made


def _routes() -> Iterable[BaseRoute]:
    both = Forms(atom=True)
    yield from routes("/", front.front, both, stem="/index")
    yield from routes("/articles", front.articles, both)
    yield from routes("/story/{id:int}", story.story, both)
    yield from routes("/article/{id:int}", article.article)
    yield from routes("/actors", speaking.actor_list)
    yield from routes("/actor/{id:int}", speaking.actor, both)
    yield from routes("/outlets", speaking.outlet_list)
    yield from routes("/outlet/{key}", speaking.outlet, both)
    yield from routes("/search", searching.search, both)
    yield routes("/suggest", searching.suggest)[0]
    yield from routes("/about", plain.about)
    yield from routes("/imprint", plain.imprint, Forms(json=False))
    yield from routes("/privacy", plain.privacy, Forms(json=False))
    yield from form_routes("/article/{id:int}/comment", commenting.show, commenting.send)
    yield from form_routes("/comment/{id:int}/edit", commenting.show_edit, commenting.edit)
    yield from form_routes("/comment/{id:int}/report", commenting.show_report, commenting.report)
    yield from form_routes("/mine", commenting.mine, commenting.forget_mine)
    yield from form_routes("/mine.json", commenting.mine_as_data)
    yield from form_routes("/article/{id:int}/correct", correcting.show, correcting.send)
    yield from routes("/article/{id:int}/beside", article.beside, Forms(json=False))
    yield from _of_readers()
    yield from _of_members()
    yield from _of_programs()
    yield Route("/static/{name}", _static, methods=["GET"])
    yield Route("/language", _language, methods=["POST"])
    yield Route("/robots.txt", _robots)


def _of_readers() -> Iterable[BaseRoute]:
    """What readers bring, ask for and share."""
    yield from form_routes("/read", bringing.read, bringing.send_read)
    yield from form_routes("/compare", bringing.compare, bringing.send_compare)
    yield from form_routes("/job/{token}.json", bringing.job_as_data)
    yield from form_routes("/job/{token}", bringing.job)
    yield from form_routes("/subscribe", subscribing.show, subscribing.ask)
    yield from form_routes("/confirm/{token}", subscribing.show_confirm, subscribing.confirm)
    yield from form_routes(
        "/unsubscribe/{token}", subscribing.show_leave, subscribing.leave, open_to_all=True
    )
    yield from form_routes("/subscription/{token}.json", subscribing.mine_as_data)
    plain_page = Forms(json=False)
    yield from routes("/share/story/{id:int}", sharing.share_story, plain_page)
    yield from routes("/share/{id:int}", sharing.share_article, plain_page)
    yield from routes("/share/{id:int}/{statement}", sharing.share_statement, plain_page)
    yield from routes("/embed/story/{id:int}", sharing.embed_story, plain_page)
    yield from routes("/embed/statement/{id:int}/{statement}", sharing.embed_statement, plain_page)
    yield from form_routes("/oembed", sharing.oembed)


def _of_members() -> Iterable[BaseRoute]:
    """What stands behind the sign-in."""
    yield Route("/desk/queue.atom", programs.queue_feed)
    yield from form_routes("/desk/sign-in", desk.show_sign_in, desk.sign_in)
    yield from form_routes("/desk/first", desk.show_enter, desk.enter)
    yield from form_routes("/desk/passkey", keys.show_sign_in, keys.sign_in)
    for path, show, act, role in (
        ("/desk", desk.desk, None, "moderator"),
        ("/desk/sign-out", None, desk.sign_out, "moderator"),
        ("/desk/queue", desk.queue, desk.decide, "moderator"),
        ("/desk/passkeys", keys.show, keys.change, "moderator"),
        ("/desk/tokens", desk.tokens, desk.change_tokens, "moderator"),
        ("/desk/feeds", desk.feeds, desk.change_feeds, "editor"),
        ("/desk/stories", desk.stories, desk.change_stories, "editor"),
        ("/desk/mail", desk.mail, desk.letters, "editor"),
        ("/desk/mail/preview", desk.preview, None, "editor"),
        ("/desk/jobs", desk.jobs, None, "editor"),
        ("/desk/backup", None, desk.backup, "owner"),
        ("/desk/articles", desk.show_article, desk.change_article, "owner"),
        ("/desk/members", desk.members, desk.change_members, "owner"),
        ("/desk/settings", desk.show_settings, desk.change_settings, "owner"),
    ):
        yield from form_routes(path, show, act, role=cast(Role, role))


def _of_programs() -> Iterable[BaseRoute]:
    """The interface for programs."""
    yield from routes("/api", programs.api, Forms(json=False))
    yield routes("/api/openapi", programs.document)[0]
    yield Route("/api/queue", programs.queue, methods=["GET"])
    yield Route("/api/queue", programs.take_decisions, methods=["POST"])
    yield Route("/api/corrections", programs.corrections, methods=["GET"])
    yield Route("/api/articles", programs.add_article, methods=["POST"])


async def _static(request: Request) -> Response:
    site: Site = request.app.state.site
    found = site.static.held.get(request.path_params["name"])
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    data, kind = found
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        data = site.static.packed(request.path_params["name"])
    return Response(data, 200, headers, media_type=kind)


async def _language(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=4)
    answer = RedirectResponse(own_path(str(form.get("back", "/"))), HTTPStatus.SEE_OTHER)
    if form.get("language") in CODES:
        answer.set_cookie(
            "language", str(form["language"]), max_age=31_536_000, samesite="lax", httponly=True
        )
    return answer


async def _robots(request: Request) -> Response:
    told = "User-agent: *\nDisallow: /desk\nDisallow: /search\nDisallow: /mine\nDisallow: /*/comment\nDisallow: /*/correct\n"
    return Response(told, media_type="text/plain")


async def _http_error(request: Request, error: Exception) -> Response:
    told = cast(HTTPException, error)
    detail = told.detail if told.detail != HTTPStatus(told.status_code).phrase else ""
    return error_answer(request, told.status_code, detail, told.headers)


async def _archive_error(request: Request, error: Exception) -> Response:
    _log.error("%s: %s", request.url.path, error)
    return error_answer(
        request, HTTPStatus.SERVICE_UNAVAILABLE, "the archive cannot be asked just now"
    )


async def _fault(request: Request, error: Exception) -> Response:
    _log.exception("%s %s", request.method, request.url.path, exc_info=error)
    return error_answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of onrecord's own")


class Guarded:
    """What holds for all answers: their policy, and how much may be sent to the site.

    Args:
        app: that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > _LARGEST:
            await Response("too large", 413)(scope, receive, send)
            return
        host = headers.get(b"host", b"").decode("latin-1")
        if len(scope["path"]) > _LONGEST_PATH or not _HOST.fullmatch(host):
            await Response("no such address", 400)(scope, receive, send)
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > _LARGEST:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "that is too large")
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _guard(message, scope)
            await send(message)

        await self._app(scope, bounded, guarded)


def _guard(message: MutableMapping[str, Any], scope: Scope) -> None:
    framed = scope["path"].startswith("/embed/")
    # What is embedded elsewhere is of no origin, and loads the site's style.
    shared = framed or scope["path"].startswith("/static/")
    told = [
        (b"content-security-policy", (FRAMED if framed else POLICY).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), interest-cohort=()"),
        (b"cross-origin-resource-policy", b"cross-origin" if shared else b"same-origin"),
    ]
    if not framed:
        told += [(b"x-frame-options", b"DENY"), (b"cross-origin-opener-policy", b"same-origin")]
    if scope.get("scheme") == "https":
        told.append((b"strict-transport-security", b"max-age=31536000"))
    message["headers"] = [*message["headers"], *told]
