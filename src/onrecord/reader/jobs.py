"""Pages and texts that readers bring: read and compared in turn, within bounds, kept for them for two days only."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sqlalchemy import func, select, update

from onrecord.archive.database import Database, insert, moment, numbers
from onrecord.archive.site import job
from onrecord.batch import run
from onrecord.errors import OnRecordError, SiteError
from onrecord.page import Page
from onrecord.pipeline import Settings
from onrecord.reader.protection import new_token
from onrecord.records import Reading, to_values
from onrecord.stories import compare
from onrecord.stories.json_form import to_dict

if TYPE_CHECKING:
    from onrecord.page.fetch import Fetcher

__all__ = ["Job", "Jobs", "Kind"]

Kind: TypeAlias = Literal["read", "compare"]
_WAITING, _OWN = 60, 3  # jobs that wait, of all and of one caller
_LONGEST = 200_000  # code points of a text
_MOST = 20  # pages of a comparison
_PAGE_SECONDS = 60.0
_LEFT = 3  # of the pages of a comparison that could not be read, which are told by name


@dataclass(frozen=True, slots=True)
class Job:
    """Work for a reader.

    Attributes:
        kind: what it is.
        state: ``waiting``, ``running``, ``done`` or ``failed``.
        before: how many wait before it.
        given: what was brought: texts, addresses.
        result: of ``read`` a reading, of ``compare`` a story, as JSON values.
        error: why it failed.
    """

    kind: Kind
    state: str
    before: int
    given: Mapping[str, Any]
    result: Any
    error: str | None


class Jobs:
    """The jobs of a site.

    Args:
        database: of the archive.
        fetcher: gets pages; its refusals and limits hold. None for the one that a run has.
    """

    def __init__(self, database: Database, fetcher: Fetcher | None = None) -> None:
        self._database = database
        self._fetcher = fetcher

    def submit(self, kind: Kind, brought: list[str], by: str | None) -> str:
        """Let something be read or compared; the secret by which it is found.

        Args:
            kind: what is to be done.
            brought: addresses and texts.
            by: digest of the address that it comes from.

        Raises:
            SiteError: nothing was brought, too much, or too many wait.
        """
        given = [told.strip() for told in brought if told.strip()]
        least = 2 if kind == "compare" else 1
        if len(given) < least:
            raise SiteError(
                "please give two or more addresses or texts"
                if least == 2
                else "please give an address or a text"
            )
        if len(given) > (_MOST if kind == "compare" else 1):
            raise SiteError(f"at most {_MOST} at a time")
        if any(len(told) > _LONGEST for told in given):
            raise SiteError(f"at most {_LONGEST} characters a text")
        token = new_token()
        asked = zlib.compress(json.dumps(to_values({"brought": given})).encode())
        with self._database.write() as connection:
            open_ones = job.c.state.in_(("waiting", "running"))
            count = select(func.count()).select_from(job).where(open_ones)
            if connection.execute(count).scalar_one() >= _WAITING:
                raise SiteError("too many wait just now; please come back in a few minutes")
            if (
                by is not None
                and connection.execute(count.where(job.c.by == by)).scalar_one() >= _OWN
            ):
                raise SiteError("what you brought before is read first")
            (number,) = numbers(connection, job.name, 1)
            insert(connection, job.name, [{
                "id": number, "token": token, "kind": kind, "state": "waiting", "asked": asked, "at": moment(),
                "by": by,
            }])  # fmt: skip
        return token

    def get(self, token: str) -> Job | None:
        """A job by its secret."""
        with self._database.read() as connection:
            row = connection.execute(select(job).where(job.c.token == token)).first()
            if row is None:
                return None
            before = select(func.count()).where(job.c.state == "waiting", job.c.id < row.id)
            many = connection.execute(before.select_from(job)).scalar_one()
        result = json.loads(zlib.decompress(row.result)) if row.result else None
        return Job(
            row.kind, row.state, many, json.loads(zlib.decompress(row.asked)), result, row.error
        )

    def listed(self, limit: int = 100) -> list[dict[str, Any]]:
        """The latest jobs, without what was brought."""
        asked = select(job.c.id, job.c.kind, job.c.state, job.c.at, job.c.took, job.c.error)
        with self._database.read() as connection:
            rows = connection.execute(asked.order_by(job.c.id.desc()).limit(limit)).mappings()
            return [dict(row) for row in rows]

    def begin(self) -> None:
        """What was being done when the site went down waits again; once more only."""
        with self._database.write() as connection:
            broken = "the site went down while it was read"
            again = (job.c.state == "running") & job.c.error.is_(None)
            connection.execute(
                update(job)
                .where(job.c.state == "running", job.c.error.is_not(None))
                .values(state="failed")
            )
            connection.execute(update(job).where(again).values(state="waiting", error=broken))

    def work(self) -> bool:
        """Do the one that waits longest; whether more do."""
        with self._database.write() as connection:
            row = connection.execute(
                select(job.c.id, job.c.kind, job.c.asked)
                .where(job.c.state == "waiting")
                .order_by(job.c.id)
                .limit(1)
            ).first()
            if row is None:
                return False
            connection.execute(update(job).where(job.c.id == row.id).values(state="running"))
        began = time.monotonic()
        values: dict[str, Any] = {"error": None}
        try:
            result = self._done(row.kind, json.loads(zlib.decompress(row.asked))["brought"])
            values |= {
                "state": "done",
                "result": zlib.compress(json.dumps(to_values(result)).encode()),
            }
        except OnRecordError as error:
            values |= {"state": "failed", "error": str(error)[:500]}
        with self._database.write() as connection:
            values["took"] = round(time.monotonic() - began, 2)
            connection.execute(update(job).where(job.c.id == row.id).values(**values))
        return True

    def _done(self, kind: Kind, brought: list[str]) -> Any:
        # In processes of their own: there a page's time is limited, and a crash is one page's.
        readings: list[Reading] = []
        errors: list[str] = []
        for found in run(self._pages(brought), Settings(), jobs=2, page_timeout=_PAGE_SECONDS):
            if isinstance(found.outcome, Reading):
                readings.append(found.outcome)
            else:
                errors.append(str(found.outcome))
        if kind == "read":
            if not readings:
                raise SiteError(errors[0] if errors else "nothing was read")
            return readings[0].to_dict()
        if len(readings) < 2:
            raise SiteError("; ".join(errors[:_LEFT]) or "fewer than two could be read")
        return {"story": to_dict(compare(readings)), "errors": errors}

    def _pages(self, brought: list[str]) -> Iterator[tuple[str, Page | OnRecordError]]:
        from onrecord.page.fetch import shared_fetcher

        fetcher = self._fetcher or shared_fetcher()
        for number, told in enumerate(brought, start=1):
            if told.startswith(("http://", "https://")) and not any(
                char.isspace() for char in told
            ):
                try:
                    got = fetcher.fetch(told)
                    yield (
                        told,
                        Page(
                            got.data,
                            url=got.url,
                            charset=got.charset,
                            origin=told,
                            fetched=got.fetched,
                        ),
                    )
                except OnRecordError as error:
                    yield told, error
            else:
                name = f"text {number}"
                yield name, Page(told, kind="raw", id=name)
