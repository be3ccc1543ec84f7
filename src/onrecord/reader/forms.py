"""Pages that are nobody else's, and what is sent from them: never cached, sent only from this site's own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import ArchiveError, OnRecordError, QueryError, SiteError
from onrecord.reader.members import Role
from onrecord.reader.passkeys import there
from onrecord.reader.protection import SealError
from onrecord.reader.site import Site
from onrecord.reader.web import (
    HTML,
    Asked,
    Shown,
    address_of,
    base_of,
    check_rate,
    language_of,
)

__all__ = [
    "AUTHOR",
    "SESSION",
    "Cookie",
    "Moved",
    "Plain",
    "asked_of",
    "form_routes",
    "limited",
    "own_path",
]

SESSION, AUTHOR = "session", "author"
_MOST_FIELDS, _LARGEST = 400, 2 << 20  # fields of a form; bytes of one
_FORM_HOURS = 12


@dataclass(frozen=True, slots=True)
class Cookie:
    """What a browser is to keep; None of a value: forget it."""

    name: str
    value: str | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """That the reader goes on at another address of the site."""

    path: str
    cookies: tuple[Cookie, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """Something else than a page: a file, JSON, a word."""

    body: Any
    kind: str = "text/plain; charset=utf-8"
    name: str | None = None
    status: int = 200


Outcome: TypeAlias = Shown | Moved | Plain


def form_routes(
    path: str,
    show: Any,
    act: Any = None,
    *,
    role: Role | None = None,
    open_to_all: bool = False,
) -> list[Route]:
    """The routes of a page that is shown and sent back.

    Args:
        path: of the page.
        show: from what is asked to what is shown; None where nothing is.
        act: from what was sent to where the reader goes on; None where nothing is sent.
        role: that whoever asks must have; None of a page for readers.
        open_to_all: whether it may be sent from elsewhere (unsubscribing by a mail program).
    """
    found = []
    if show is not None:
        found.append(Route(path, _endpoint(show, role, "GET", open_to_all), methods=["GET"]))
    if act is not None:
        found.append(Route(path, _endpoint(act, role, "POST", open_to_all), methods=["POST"]))
    return found


def _endpoint(
    view: Any, role: Role | None, method: Literal["GET", "POST"], open_to_all: bool
) -> Any:
    async def answer(request: Request) -> Response:
        if method == "POST" and not open_to_all:
            _check_origin(request)
        asked = await asked_of(request, with_form=method == "POST")
        if role is not None:
            if asked.member is None:
                return RedirectResponse(f"/desk/sign-in?to={own_path(asked.address)}", 303)
            if not asked.member.may(role):
                raise HTTPException(HTTPStatus.FORBIDDEN, "your role may not do this")
            if method == "POST":
                _check_seal(asked)
        outcome = await run_in_threadpool(_outcome, view, asked)
        return await run_in_threadpool(_response, request, asked, outcome)

    answer.__name__ = f"{view.__name__}_{method.lower()}"
    return answer


async def asked_of(request: Request, *, with_form: bool = False) -> Asked:
    """What a request asks for, with who it is from."""
    site: Site = request.app.state.site
    asked = Asked(
        site, request.path_params, dict(request.query_params), language_of(request), base_of(request),
        address_of(request),
        author=request.cookies.get(AUTHOR), by=site.seals.address(request.client.host if request.client else None),
    )  # fmt: skip
    if request.cookies.get(SESSION):
        member = await run_in_threadpool(site.members.of_session, request.cookies[SESSION])
        asked = replace(asked, member=member)
    if with_form:
        asked = replace(asked, form=await _form(request))
    return asked


async def _form(request: Request) -> Mapping[str, Sequence[str]]:
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LARGEST)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


def _check_origin(request: Request) -> None:
    """Let nothing be sent from another site's pages (OWASP, *Cross-Site Request Forgery*)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise HTTPException(HTTPStatus.FORBIDDEN, "this was sent from another site")
        return
    origin = request.headers.get("origin") or request.headers.get("referer")
    if origin is not None and urlsplit(origin).netloc not in (
        request.url.netloc,
        urlsplit(base_of(request)).netloc,
    ):
        raise HTTPException(HTTPStatus.FORBIDDEN, "this was sent from another site")


def _check_seal(asked: Asked) -> None:
    """That a form behind the sign-in was given to this very sign-in."""
    assert asked.member is not None
    try:
        told = asked.site.seals.opened("desk", asked.value("seal"), latest=_FORM_HOURS * 3_600)
    except SealError as error:
        raise HTTPException(HTTPStatus.FORBIDDEN, str(error)) from error
    if told != asked.member.session:
        raise HTTPException(HTTPStatus.FORBIDDEN, "this form was given to somebody else")


def _outcome(view: Any, asked: Asked) -> Outcome:
    try:
        outcome: Outcome = view(asked)
    except QueryError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, str(error)) from error
    except SiteError as error:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    except ArchiveError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from error
    except OnRecordError as error:  # a page or a feed that cannot be had
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    return outcome


def _response(request: Request, asked: Asked, outcome: Outcome) -> Response:
    if isinstance(outcome, Plain):
        headers = {"Cache-Control": "no-store"}
        if outcome.name is not None:
            headers["Content-Disposition"] = f'attachment; filename="{outcome.name}"'
        if isinstance(outcome.body, str | bytes):
            if not outcome.kind.startswith("text/plain"):
                return Response(outcome.body, outcome.status, headers, media_type=outcome.kind)
            return PlainTextResponse(outcome.body, outcome.status, headers)
        return JSONResponse(outcome.body, outcome.status, headers)
    if isinstance(outcome, Moved):
        moved = RedirectResponse(outcome.path, HTTPStatus.SEE_OTHER)
        for cookie in outcome.cookies:
            _set(moved, cookie, secure=base_of(request).startswith("https:"))
        return moved
    context = {
        "here": asked.address, "base": asked.base, "feed": None, "member": asked.member,
        "seal": asked.site.seals.sealed("desk", asked.member.session) if asked.member else "",
        "waiting": _waiting(asked) if asked.member else 0, "passkeys": there(), **outcome.context,
    }  # fmt: skip
    page = asked.site.render(outcome.template, asked.language, context)
    headers = {"Cache-Control": "no-store", "Content-Language": asked.language}
    return Response(page.encode("utf-8", "replace"), outcome.status, headers, media_type=HTML)


def _waiting(asked: Asked) -> int:
    return asked.site.discussion.waiting() + asked.site.corrections.waiting()


def _set(response: Response, cookie: Cookie, *, secure: bool) -> None:
    if cookie.value is None:
        response.delete_cookie(cookie.name, path="/")
        return
    response.set_cookie(
        cookie.name, cookie.value, max_age=cookie.days * 86_400 or None, path="/", secure=secure,
        httponly=cookie.name != "language", samesite="lax",
    )  # fmt: skip


def own_path(told: str) -> str:
    """An address of this site; the front page for any other."""
    plain = told.isprintable() and "\\" not in told
    return told if plain and told.startswith("/") and not told.startswith("//") else "/"


def limited(asked: Asked, what: str, many: int, seconds: float, who: str | None = None) -> None:
    """Count one more of something that may not be done too often.

    Raises:
        HTTPException: it was done too often.
    """
    check_rate(asked.site, what, who or asked.by, many, seconds)
