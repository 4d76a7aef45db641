"""Durable jobs: a run that its process did not finish is finished by another, and no finished stage is repeated."""

from __future__ import annotations

import datetime as dt
import logging
import os
import platform
import secrets
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType

from loopready.adapters.database import Database, Stages
from loopready.adapters.database.executors import LEFT, Executor, Executors
from loopready.adapters.jobs.engine import Engine, workflow_id
from loopready.model import STAGES, OutsideError, RunStage

THREADS = 4
"""Runs that one process works on at once. More than its cores: one that waits for a slow reader must not hold up the others."""
BEAT_SECONDS = 5.0
"""How often an executor says that it is alive, and looks for what others left undone."""
DEAD_SECONDS = 30.0
"""An executor that has said nothing for so long is taken for dead."""
LEAVE_SECONDS = 4.0
"""How long a stage may go on after the process was told to end; after that it is left to be run again."""
NOTED_SECONDS = 1.0
"""How long the end of the process waits for the engine to note what has just ended."""
FOR_A_PERSON, FOR_A_BATCH = 1, 10
"""Priorities on the queue: who waits before a page comes first."""
_log = logging.getLogger(__name__)


class DurableJobs:
    """The ``Jobs`` port over DBOS.

    On SQLite a run begins at once in the process that was asked; on PostgreSQL it goes through a queue, so that it spreads over workers.
    ``works`` False only asks others to work (PostgreSQL). A process has one of these at a time; errors as ``Engine`` says.
    """

    def __init__(
        self, run_stage: RunStage, database: Database, *, works: bool = True, threads: int = THREADS, priority: int = FOR_A_PERSON
    ) -> None:
        self.executor = f"{platform.node()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._run_stage, self._database, self._works, self._priority = run_stage, database, works, priority
        self._stages, self._executors = Stages(database), Executors(database)
        self._closing, self._lock = Event(), Lock()
        self._under_way: set[_Outcome] = set()
        self._ended: deque[str] = deque(maxlen=4 * threads)
        self._host, self._pid = host(), os.getpid()
        self._seen: dict[str, tuple[dt.datetime, float]] = {}
        if works:
            self._executors.beat(self.executor, host=self._host, pid=self._pid)
        self._engine = Engine(database, self._step, executor=self.executor, threads=threads, listens=works)
        self._keeper = Thread(target=self._keep, name="jobs-keeper", daemon=True)
        self._keeper.start()

    def start(self, preparation: str, run: int) -> None:
        """Begin a run, unless it has begun."""
        if not self._closing.is_set():
            self._engine.start(preparation, run, priority=self._priority)

    def forget(self, preparation: str) -> None:
        """Stop the runs of a preparation and remove what the engine keeps about them; a stage under way ends with nothing to keep."""
        self._engine.forget(preparation)

    def close(self) -> None:
        """Let stages that run end within seconds, leave the rest to be gone on with, and end."""
        self._closing.set()
        self._keeper.join(LEAVE_SECONDS)
        _wait(lambda: not self._under_way, seconds=LEAVE_SECONDS)
        with self._lock:
            for outcome in self._under_way:
                outcome.abandon()
        with _told("ends all the same"):
            self._executors.all()  # Where the database is gone, this says so; the engine would wait for it.
            _wait(self._are_noted, seconds=NOTED_SECONDS)
            self._engine.tidy()
            if self._works:
                self._executors.leave(self.executor)
        self._engine.close()

    def _are_noted(self) -> bool:
        """Whether the engine has noted the end of the runs that ended last."""
        return not set(self._ended) & set(self._engine.running().get(self.executor, []))

    def _step(self, preparation: str, run: int, stage: str) -> bool:
        """A stage, in a thread that may be left alone when the process ends."""
        outcome = _Outcome()
        with self._lock:
            if self._closing.is_set():
                raise Stopping
            self._under_way.add(outcome)
        Thread(
            target=outcome.of, args=(self._run_stage, preparation, run, stage, self.executor), name=f"stage-{stage}", daemon=True
        ).start()
        try:
            goes_on = outcome.wait(stage)
        finally:
            with self._lock:
                self._under_way.discard(outcome)
        if not goes_on or stage == STAGES[-1]:
            self._ended.append(workflow_id(preparation, run))
        return goes_on

    def _keep(self) -> None:
        """Says that this executor is alive, and goes on with what nobody does, until the jobs close."""
        while not self._closing.is_set():
            with _told("is looked after again in a moment"):
                self.look_after()
            self._closing.wait(BEAT_SECONDS)

    def look_after(self) -> None:
        """One round: a sign of life, rows of ended runs removed, runs that were never begun begun, runs of dead executors resumed."""
        if self._works:
            self._executors.beat(self.executor, host=self._host, pid=self._pid)
        waiting = self._stages.waiting(before=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=BEAT_SECONDS))
        self._engine.tidy()
        known = self._engine.known(waiting)
        for preparation, run in waiting:
            if (preparation, run) not in known:
                self.start(preparation, run)
        self._take_over()

    def _take_over(self) -> None:
        present = self._executors.all()
        self._seen = {each.id: self._seen[each.id] for each in present if each.id in self._seen}
        for executor in present:
            if (
                executor.id != self.executor
                and self._is_dead(executor)
                and self._executors.take_over(executor, host=self._host, pid=self._pid)
            ):
                self._resume(executor.id)
        for unknown in self._engine.running().keys() - {each.id for each in present} - {self.executor}:
            if self._executors.take_unknown(unknown, host=self._host, pid=self._pid):
                self._resume(unknown)

    def _resume(self, executor: str) -> None:
        for id in self._engine.running().get(executor, []):
            self._engine.resume(id)
        self._executors.remove(executor)

    def _is_dead(self, executor: Executor) -> bool:
        """Whether an executor has ended, its process is gone, or it has been silent too long by this process's own clock."""
        if executor.seen == LEFT or is_gone(executor, here=self._host, one_machine=self._database.is_sqlite):
            return True
        seen, since = self._seen.get(executor.id, (None, 0.0))
        if seen != executor.seen:
            self._seen[executor.id] = (executor.seen, time.monotonic())
            return False
        return time.monotonic() - since > DEAD_SECONDS


class Stopping(BaseException):
    """The process ends; the run stays as it is. Not an Exception: the engine would take one for the run's own end."""


class StageError(Exception):
    """A fault stopped a stage. Holds the fault's name and nothing of what it says, which may be a person's."""


class _Outcome(AbstractContextManager[None]):
    """What a stage comes to."""

    def __init__(self) -> None:
        self._ended = Event()
        self._goes_on: bool | None = None
        self._error: BaseException | None = None

    def of(self, run_stage: RunStage, preparation: str, run: int, stage: str, executor: str) -> None:
        """Run the stage in this thread; the thread that waits is told of it, also of an error."""
        with self:
            self._goes_on = run_stage(preparation, run, stage, executor)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        self._error = error
        self._ended.set()
        return True

    def abandon(self) -> None:
        """Wait for it no longer."""
        self._ended.set()

    def wait(self, stage: str) -> bool:
        """Whether the run goes on after the stage.

        Raises:
            StageError: an error stopped it, which is logged without its words.
            Stopping: it was abandoned.
        """
        self._ended.wait()
        if isinstance(self._error, OutsideError):
            _log.warning("jobs: the stage %s stopped, since the database did not answer; it is begun again in a moment", stage)
        elif self._error is not None:
            where = "".join(traceback.format_tb(self._error.__traceback__))
            _log.error("jobs: the stage %s was stopped by %s\n%s", stage, type(self._error).__name__, where)
        if self._error is not None:
            raise StageError(type(self._error).__name__)
        if self._goes_on is None:
            raise Stopping
        return self._goes_on


def _wait(true: Callable[[], bool], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.02)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """The database does not answer: a line in the log, and on."""
    try:
        yield
    except OutsideError as error:
        _log.warning("jobs: %s; this process %s", error, what)


def host() -> str:
    """This machine as its boot and its set of process numbers: name/boot/numbers, empty where the system does not tell."""
    boot, numbers = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")
    found = boot.read_text(encoding="ascii").strip() if boot.is_file() else ""
    return f"{platform.node()[:60]}/{found}/{numbers.readlink().name if numbers.is_symlink() else ''}"


def is_gone(executor: Executor, *, here: str, one_machine: bool) -> bool:
    """Whether an executor's process is known not to run any more.

    ``one_machine``: all executors are on this machine (the database is a file of it), so that one of another boot is gone.
    """
    if executor.host == here:
        return os.name == "posix" and not _runs(executor.pid)
    boot, mine = executor.host.split("/")[1:2], here.split("/")[1:2]
    return one_machine and bool(boot and mine and boot[0] and mine[0]) and boot != mine


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
