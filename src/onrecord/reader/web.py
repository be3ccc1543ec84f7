"""From a request to an answer: a view says what is shown; the ending of the address says in which form."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.archive.database import MOST, moment
from onrecord.errors import ArchiveError, QueryError, SiteError
from onrecord.reader import languages
from onrecord.reader.atom import Feed
from onrecord.reader.cache import Answer
from onrecord.reader.members import Member
from onrecord.reader.site import Site
from onrecord.records import to_values

__all__ = [
    "Asked",
    "Forms",
    "Shown",
    "View",
    "check_rate",
    "error_answer",
    "minutely",
    "missing",
    "routes",
    "send",
]

HTML, JSON, ATOM = "text/html; charset=utf-8", "application/json", "application/atom+xml"
_LONGEST_QUERY = 2_000  # code points of an address behind its path


def check_rate(site: Site, what: str, who: str | None, many: int, seconds: float) -> None:
    """Count one more of something that may not be done too often (`Rates.wait`).

    Raises:
        HTTPException: it was done too often.
    """
    wait = site.rates.wait(what, who, many, seconds)
    if wait:
        raise HTTPException(
            HTTPStatus.TOO_MANY_REQUESTS,
            "that is too often; please come back later",
            {"Retry-After": str(int(wait) + 1)},
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        site: that is asked.
        path: the parts of the address.
        query: what stands behind it; of several values of a name the last.
        language: of the interface.
        base: address of the site, without a slash at its end.
        address: that was asked for, from the slash on.
        form: what was sent; each name with all its values. Empty where nothing was.
        member: who is signed in; None on pages that everybody gets the same.
        author: the secret of a reader who wrote something before.
        by: digest of the address that it comes from.
    """

    site: Site
    path: Mapping[str, Any]
    query: Mapping[str, str]
    language: str
    base: str
    address: str
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    member: Member | None = None
    author: str | None = None
    by: str | None = None

    def value(self, name: str, usual: str = "") -> str:
        """What was sent by a name; of several the last."""
        found = self.form.get(name)
        return found[-1] if found else usual

    def number(self, name: str = "id") -> int:
        """A number of the address.

        Raises:
            HTTPException: nothing has a number as great.
        """
        found = int(self.path[name])
        if not 0 < found <= MOST:
            raise missing()
        return found

    def gettext(self, message: str, **values: Any) -> str:
        """A text of the interface in the reader's language."""
        told = languages.translations(self.language).gettext(message)
        return told % values if values else told


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows.

    Attributes:
        template: of the page.
        context: what it is filled with.
        values: the same as JSON; None where there is no such form.
        feed: the same as a feed; None where it is no list.
        status: of HTTP.
    """

    template: str
    context: Mapping[str, Any]
    values: Callable[[], Any] | None = None
    feed: Callable[[], Feed] | None = None
    status: int = 200


View: TypeAlias = Callable[[Asked], Shown]
#: Views that show what is counted once a minute (`Site.lately`), so that nothing that is gone stays longer.
_MINUTELY: set[View] = set()
Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Forms:
    """In which forms a page is there, beside HTML."""

    json: bool = True
    atom: bool = False


def routes(
    path: str, view: View, forms: Forms | None = None, *, stem: str | None = None
) -> list[Route]:
    """The routes of a view: its page, and the same with an ending for each other form.

    Args:
        path: of the page.
        view: what it shows.
        forms: in which it is there; None for JSON alone.
        stem: path of the other forms without their ending; None for that of the page.
    """
    forms = forms or Forms()
    found = [Route(path, _endpoint(view, "html"), name=f"{view.__name__}.html")]
    for ending, there in (("json", forms.json), ("atom", forms.atom)):
        if there:
            other = f"{stem or path}.{ending}"
            found.insert(0, Route(other, _endpoint(view, ending), name=f"{view.__name__}.{ending}"))
    return found


def minutely(view: View) -> View:
    """Let a view's answers hold for a minute only."""
    _MINUTELY.add(view)
    return view


def _endpoint(view: View, form: str) -> Endpoint:
    async def answer(request: Request) -> Response:
        site: Site = request.app.state.site
        if len(request.scope["query_string"]) > _LONGEST_QUERY:
            raise HTTPException(HTTPStatus.REQUEST_URI_TOO_LONG)
        language = language_of(request)
        base = base_of(request)
        # By what the server was asked for, not by what is made of it together with the host.
        path, behind = request.scope["path"], request.scope["query_string"].decode("latin-1")
        lately = str(int(time.time()) // 60) if view in _MINUTELY else moment()[:10]
        key = (view.__name__, form, language, base, path, behind, lately)
        revision = site.revision.now()
        found = site.cache.get(key, revision)
        if found is None:
            asked = Asked(
                site,
                request.path_params,
                dict(request.query_params),
                language,
                base,
                address_of(request),
            )
            found = await run_in_threadpool(_answered, view, form, asked)
            site.cache.put(key, revision, found)
        return send(request, found, language)

    answer.__name__ = f"{view.__name__}_{form}"
    return answer


def language_of(request: Request) -> str:
    """The language of the interface that a request asks for."""
    site: Site = request.app.state.site
    return languages.chosen(
        request.cookies.get("language"),
        request.headers.get("accept-language"),
        site.settings.language,
    )


def address_of(request: Request) -> str:
    """What was asked for, from the slash on."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def base_of(request: Request) -> str:
    """The address of the site as the owner gave it, else as it is asked for."""
    site: Site = request.app.state.site
    return site.settings.base or f"{request.url.scheme}://{request.url.netloc}"


def _answered(view: View, form: str, asked: Asked) -> Answer:
    try:
        shown = view(asked)
    except QueryError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, str(error)) from error
    except (SiteError, ArchiveError) as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, str(error)) from error
    if form == "json" and shown.values is not None:
        return Answer.of(as_json(shown.values()), JSON, shown.status)
    if form == "atom" and shown.feed is not None:
        return Answer.of(shown.feed().to_xml(asked.base), ATOM, shown.status)
    context = {"here": asked.address, "base": asked.base, "feed": None, **shown.context}
    page = asked.site.render(shown.template, asked.language, context)
    return Answer.of(page.encode("utf-8", "replace"), HTML, shown.status)


def as_json(values: Any) -> bytes:
    """Values as they are sent."""
    return (json.dumps(to_values(values), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def send(request: Request, answer: Answer, language: str) -> Response:
    """An answer as this browser wants it: not again where it has it, packed where it can unpack."""
    headers = {
        "ETag": answer.tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding, Accept-Language, Cookie",
    }
    if answer.kind == HTML:
        headers["Content-Language"] = language
    if answer.status == HTTPStatus.OK and answer.tag in _tags(request):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = answer.body
    if answer.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = answer.packed
        headers["Content-Encoding"] = "gzip"
    return Response(body, answer.status, headers, media_type=answer.kind)


def _tags(request: Request) -> Sequence[str]:
    told = request.headers.get("if-none-match", "")
    return [one.strip().removeprefix("W/") for one in told.split(",")] if told else ()


def _form_behind(request: Request) -> str | None:
    """The page of this site from which a form was sent."""
    came = urlsplit(request.headers.get("referer", ""))
    if request.method != "POST" or came.netloc != request.url.netloc:
        return None
    return f"/{came.path.lstrip('/')}" + (f"?{came.query}" if came.query else "")


def missing(what: str = "") -> HTTPException:
    """That there is no such thing."""
    return HTTPException(HTTPStatus.NOT_FOUND, what or "there is nothing at this address")


def error_answer(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A page that says what went wrong; JSON where that was asked for (RFC 9457)."""
    site: Site = request.app.state.site
    title = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Error"
    path = request.url.path
    if path.endswith((".json", ".atom")) or path.startswith(("/api/", "/oembed")):
        body = as_json({"type": "about:blank", "status": status, "title": title, "detail": detail})
        return Response(body, status, dict(headers or {}), media_type="application/problem+json")
    language = language_of(request)
    context = {
        "status": status, "title": title, "detail": detail, "here": path, "base": base_of(request), "feed": None,
        "back": _form_behind(request),
    }  # fmt: skip
    page = site.render("error.html.j2", language, context)
    told = {**(headers or {}), "Content-Language": language}
    return Response(page.encode("utf-8", "replace"), status, told, media_type=HTML)
