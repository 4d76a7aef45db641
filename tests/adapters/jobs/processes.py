"""Other processes over the database of a test, and what they left in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import sqlalchemy as sa

from loopready.adapters.database import Database
from loopready.adapters.database.tables import PreparationRow, StageRow
from loopready.adapters.jobs.engine import SCHEMA, jobs_file

SCRIPT = Path(__file__).with_name("holding.py")
LONGEST = 120.0
ENGINE_TABLES = ("workflow_status", "workflow_input", "workflow_output", "operation_outputs")


class Process:
    """A process of ``holding.py``."""

    def __init__(self, address: str, *options: str) -> None:
        places = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        self._process = subprocess.Popen([sys.executable, str(SCRIPT), address, *options], stdout=subprocess.PIPE, text=True, env=places)
        self._limit = Timer(LONGEST, self._process.kill)
        self._limit.start()

    def says(self, word: str) -> str:
        """What follows a word in what the process prints; it must print it."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise AssertionError(f"the process ended without saying {word!r}")

    def kill(self) -> None:
        """kill -9."""
        self._limit.cancel()
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Processes:
    """The processes of one test."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._started: list[Process] = []

    def start(self, *options: str) -> Process:
        self._started.append(Process(self._address, *options))
        return self._started[-1]

    def close(self) -> None:
        for process in self._started:
            process.kill()


def begun(database: Database, id: str) -> dict[str, int]:
    """Stage -> how often it was begun in the present run."""
    query = sa.select(StageRow.name, StageRow.begun).join(PreparationRow, PreparationRow.id == StageRow.preparation)
    with database.reading() as session:
        rows = session.execute(query.where(StageRow.preparation == id, StageRow.run == PreparationRow.run)).all()
    return {name: times for name, times in rows}  # noqa: C416 - rows are no pairs to a type checker


def until(true: Callable[[], bool], *, what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end, f"not within {LONGEST:.0f} s: {what}"
        time.sleep(0.02)


def engine_rows(database: Database) -> int:
    """How many rows the engine holds about runs."""
    if not database.is_sqlite:
        with database.reading() as session:
            return sum(session.scalar(sa.text(f"SELECT count(*) FROM {SCHEMA}.{table}")) or 0 for table in ENGINE_TABLES)
    beside = Database(jobs_file(Path(str(database.url.database))))
    try:
        with beside.reading() as session:
            return sum(session.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0 for table in ENGINE_TABLES)
    finally:
        beside.close()
