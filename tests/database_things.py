"""Things to keep in a database under test."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import func, select

from loopready.adapters.database import Database, Files, Preparations
from loopready.adapters.database.tables import AccountRow, Base
from loopready.model import Asked, Digest, Preparation

ME, OTHER = "me", "another"
DIGEST = Digest(verdict="credible", seat="Shift Lead", firm="Firn Bakery", counts={"met": 2, "missing": 1})
Result = TypeVar("Result")


def with_people(database: Database, *ids: str) -> None:
    with database.writing() as session:
        for id in ids:
            email = None if id == ME else f"{id}@example.org"
            session.add(
                AccountRow(id=id, email=email, name="", role="candidate", disabled=False, created=dt.datetime.now(dt.UTC), settings={})
            )


def prepared(
    database: Database, *, owner: str = ME, cv: bytes = b"a CV", job: bytes = b"a posting", title: str | None = None
) -> Preparation:
    """A queued preparation with its two files."""
    files = Files(database, owner)
    asked = Asked(cv=files.put(cv, name="cv.txt"), job=files.put(job, name="job.txt"))
    return Preparations(database, owner).add(asked, title=title)


def rows_in(database: Database) -> dict[str, int]:
    """How many rows each table has that has any."""
    with database.reading() as session:
        counts = {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in Base.metadata.tables.items()}
    return {name: count for name, count in counts.items() if count}


def at_once(*acts: Callable[[], Result]) -> list[Result | BaseException]:
    """What acts give, or raise, that begin at the same moment in threads of their own."""
    start = threading.Barrier(len(acts))
    out: list[Result | BaseException] = [RuntimeError("did not end")] * len(acts)

    def run(place: int, act: Callable[[], Result]) -> None:
        start.wait()
        try:
            out[place] = act()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            out[place] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return out
