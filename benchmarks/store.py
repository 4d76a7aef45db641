"""The store with many preparations: python benchmarks/store.py [--preparations 10000] [--database ADDRESS]. Prints what it measures.

One owner keeps that many finished preparations, each with its posting and one of fifty CVs, a tenth of them archived; another owner has
as many. Timed are the queries of the list and the home page, each over its own connection, and both pages through the whole application.
The database is an SQLite file in a temporary folder, unless an address (of an empty database) is given. Results are left out: lists do
not touch them; ``--briefs`` adds one brief to each preparation of the first owner.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import insert, text

from loopready.adapters.database import Database, Preparations, upgrade
from loopready.adapters.database.keeping import kept
from loopready.adapters.database.packing import packed
from loopready.adapters.database.tables import AccountRow, FileRow, PreparationRow, StageRow
from loopready.app.prepare import Pipeline
from loopready.app.sample import sample_files
from loopready.app.service import Service
from loopready.model import Asked, Brief, Digest, StoredFile
from loopready.web import create_app

ME, OTHER = "me", "another"
CVS = 50
BEGUN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def fill(database: Database, count: int, *, brief: Brief | None) -> None:
    """``count`` finished preparations for each of two owners."""
    upgrade(database)
    digest = Digest(
        person="Noor Halvorsen-Achebe", seat="Engineering Manager", firm="Firn Cloud", guide="a/b/c", guide_title="Engineering Manager",
        verdict="credible", counts={"met": 9, "partial": 3, "missing": 2}, musts={"met": 5, "missing": 1},
    ).model_dump(mode="json")  # fmt: skip
    made = packed(brief) if brief else None
    with database.writing() as session:
        for owner in (ME, OTHER):
            session.add(AccountRow(id=owner, name="", role="candidate", disabled=False, created=BEGUN, settings={}))
            session.flush()
            cvs = [_file(f"CV {number} of {owner}", f"cv-{number}.pdf") for number in range(CVS)]
            jobs = [_file(f"posting {number} of {owner}", f"job-{number}.md") for number in range(count)]
            rows = [
                {"owner": owner, "sha256": file.sha256, "size": file.size, "data": b"x" * 2000, "created": BEGUN, "touched": BEGUN}
                for file in (*cvs, *jobs)
            ]
            session.execute(insert(FileRow), rows)
            session.execute(insert(PreparationRow), [_row(owner, number, cvs, jobs, digest) for number in range(count)])
            if made and owner == ME:
                stages = [
                    {"preparation": f"{owner}-{number}", "run": 1, "name": "composing", "begun": 1, "finished": BEGUN, "data": made}
                    for number in range(count)
                ]
                session.execute(insert(StageRow), stages)
        if not database.is_sqlite:
            session.execute(text("ANALYZE"))  # as its own housekeeping does within a minute


def _file(content: str, name: str) -> StoredFile:
    return StoredFile(sha256=hashlib.sha256(content.encode()).hexdigest(), name=name, size=2000)


def _row(owner: str, number: int, cvs: list[StoredFile], jobs: list[StoredFile], digest: dict[str, Any]) -> dict[str, Any]:
    cv, job = cvs[number * 7 % CVS], jobs[number]
    moment = BEGUN + dt.timedelta(minutes=number * 13)
    return {
        "id": f"{owner}-{number}", "owner": owner, "title": None, "cv_sha256": cv.sha256, "job_sha256": job.sha256,
        "asked": Asked(cv=cv, job=job).model_dump(mode="json"), "state": "done", "stage": None, "run": 1, "version": 1, "failure": None,
        "digest": digest, "seconds": 0.7, "archived": number % 10 == 0, "created": moment, "updated": moment,
    }  # fmt: skip


def timed(what: Callable[[], object], *, times: int) -> str:
    """Median, 95th percentile and longest time in milliseconds, after one call that is not counted."""
    what()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        took.append(1000 * (time.perf_counter() - start))
    took.sort()
    return f"p50 {statistics.median(took):6.1f} ms   p95 {took[int(0.95 * (len(took) - 1))]:6.1f} ms   most {took[-1]:6.1f} ms"


def measure(database: Database, *, times: int) -> None:
    """Time and print."""
    mine = Preparations(database, ME)
    total = mine.count() + mine.count(archived=True)
    sizes = kept(database, ME)
    print(f"{sizes.kind}, {total} preparations of one owner and as many of another, {sizes.database_bytes / 2**20:.0f} MB")
    for name, what in (
        ("list, first page of 50", lambda: mine.all(limit=50)),
        ("list, last page of 50", lambda: mine.all(limit=50, offset=max(0, mine.count() - 50))),
        ("list with archived ones", lambda: mine.all(archived=None, limit=50)),
        ("list of one CV", lambda: mine.all(cv=mine.cvs(limit=1)[0].sha256, limit=50)),
        ("count", mine.count),
        ("CVs", mine.cvs),
        ("what is kept", lambda: kept(database, ME)),
    ):
        print(f"  {name:<26} {timed(what, times=times)}")
    with tempfile.TemporaryDirectory() as folder, Pipeline() as pipeline:
        os.environ["LOOPREADY_DATA_DIR"] = folder
        service = Service(database=database, pipeline=pipeline)
        client = TestClient(create_app(service), base_url="http://localhost")
        for path in ("/", "/preparations", "/settings"):
            if client.get(path).status_code == 200:
                print(f"  GET {path:<22} {timed(lambda path=path: client.get(path), times=times)}")  # type: ignore[misc]
        service.jobs.close()


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preparations", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--database", help="The address of an empty database; it is filled and left.")
    parser.add_argument("--briefs", action="store_true", help="Keep a brief with each preparation, too.")
    given = parser.parse_args()
    brief = None
    if given.briefs:
        with Pipeline() as pipeline, sample_files() as (cv, job):
            brief = pipeline.prepare(cv, job).brief
    with tempfile.TemporaryDirectory() as folder:
        database = Database(given.database or Path(folder) / "store.sqlite")
        fill(database, given.preparations, brief=brief)
        measure(database, times=given.times)
        database.close()


if __name__ == "__main__":
    main()
