"""The engine of durable jobs: DBOS, with tables of its own on our database server, and on our terms.

Only numbers, ids and yes or no go into its tables, as JSON; what a stage makes is in ours. It logs nothing and calls nobody. The decision
note on jobs says which of its traps this module is about.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from loopready.adapters.database.connecting import BUSY_MS, Database, told
from loopready.model import STAGES, InputError, OutsideError

# Why: whoever runs this elsewhere may have set names that make DBOS look for its makers' service; they are read on import.
for _name in [name for name in os.environ if name.startswith("DBOS_")]:
    del os.environ[_name]

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID, WorkflowStatusString  # noqa: E402

NAME = "loopready"
SCHEMA = "loopready_jobs"
"""Where the engine's tables are on PostgreSQL."""
QUEUE = "preparations"
APPLICATION_VERSION = "1"
"""Pinned: the engine leaves alone what was begun under another, so that an upgrade in mid-job would strand it."""
QUEUE_SECONDS = 0.1
"""How often a worker looks for work."""
POOL = 10
_LISTENER_SECONDS = 0.25
_AT_ONCE = 500

RunStep = Callable[[str, int, str], bool]
_ENDED = [each.value for each in WorkflowStatusString if each.value not in ("PENDING", "ENQUEUED", "DELAYED")]
_one = Lock()


class Engine:
    """Starts, resumes and forgets runs. DBOS is one for all of a process, so there is one of these at a time.

    Raises:
        OutsideError: the database does not answer, or does not let the engine make its tables.
        InputError: the database is one that nobody else can open (SQLite in memory).
    """

    def __init__(self, database: Database, run_step: RunStep, *, executor: str, threads: int, listens: bool) -> None:
        self._database = database
        self._direct = database.is_sqlite
        self._engine = _tables_engine(database)
        if not _one.acquire(blocking=False):
            raise RuntimeError("this process has durable jobs already")
        _quieten()
        self._prepare = DBOS.workflow(name="prepare", max_recovery_attempts=None)(_workflow(run_step))
        config: DBOSConfig = {
            "name": NAME, "application_version": APPLICATION_VERSION, "executor_id": executor, "system_database_engine": self._engine,
            "system_database_url": "sqlite://" if database.is_sqlite else "postgresql://-/-", "dbos_system_schema": SCHEMA,
            "serializer": DBOSPortableJSONSerializer(), "max_executor_threads": threads + 1, "use_listen_notify": False,
            "notification_listener_polling_interval_sec": _LISTENER_SECONDS, "enable_otlp": False, "log_level": "CRITICAL",
        }  # fmt: skip
        try:
            with told(database.url):
                self._launch(config, threads=threads, listens=listens)
        except ProgrammingError:
            self.close()
            says = f"may not make the tables of the jobs there; let the database's role make the schema {SCHEMA} (grant create on database)"
            raise OutsideError("database", says, name=database.url.render_as_string(hide_password=True)) from None
        except OutsideError:
            self.close()
            raise

    def _launch(self, config: DBOSConfig, *, threads: int, listens: bool) -> None:
        DBOS(config=config)
        if not listens:
            DBOS.listen_queues([])
        DBOS.launch()
        if not self._direct:
            DBOS.register_queue(QUEUE, worker_concurrency=threads, polling_interval_sec=QUEUE_SECONDS, on_conflict="always_update")

    def start(self, preparation: str, run: int, *, priority: int) -> None:
        """Begin a run: here and now on SQLite; by the queue on PostgreSQL, lower priorities first. Nothing where it has begun."""
        with told(self._database.url), SetWorkflowID(workflow_id(preparation, run)):
            if self._direct:
                DBOS.start_workflow(self._prepare, preparation, run)
            else:
                with SetEnqueueOptions(priority=priority):
                    DBOS.enqueue_workflow(QUEUE, self._prepare, preparation, run)

    def resume(self, id: str) -> None:
        """Let a workflow that nobody runs any more go on, in whichever process takes it."""
        with told(self._database.url):
            DBOS.resume_workflow(id, queue_name=None if self._direct else QUEUE)

    def running(self) -> dict[str, list[str]]:
        """Executor -> the workflows it has begun and not ended."""
        found: dict[str, list[str]] = {}
        with told(self._database.url):
            for each in DBOS.list_workflows(status="PENDING", load_input=False, load_output=False):
                found.setdefault(each.executor_id or "", []).append(each.workflow_id)
        return found

    def known(self, runs: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        """Those of some runs that the engine knows of."""
        by_id = {workflow_id(*run): run for run in runs}
        if not by_id:
            return set()
        with told(self._database.url):
            return {by_id[each.workflow_id] for each in DBOS.list_workflows(workflow_ids=list(by_id), load_input=False, load_output=False)}

    def forget(self, preparation: str) -> None:
        """Stop the runs of a preparation and remove their rows."""
        with told(self._database.url):
            ids = [
                each.workflow_id for each in DBOS.list_workflows(workflow_id_prefix=f"{preparation}-", load_input=False, load_output=False)
            ]
            if ids:
                DBOS.cancel_workflows(ids)
                DBOS.delete_workflows(ids)

    def tidy(self) -> None:
        """Remove the rows of what has ended."""
        with told(self._database.url):
            while True:
                ended = DBOS.list_workflows(status=_ENDED, limit=_AT_ONCE, load_input=False, load_output=False)
                if ended:
                    DBOS.delete_workflows([each.workflow_id for each in ended])
                if len(ended) < _AT_ONCE:
                    return

    def close(self) -> None:
        """End; what runs is left as it is."""
        DBOS.destroy(destroy_registry=True)
        self._engine.dispose()
        _one.release()


def workflow_id(preparation: str, run: int) -> str:
    """The engine's name of a run, so that one begun twice is one."""
    return f"{preparation}-{run}"


def jobs_file(ours: Path) -> Path:
    """The SQLite file of the engine beside the one of ours."""
    return ours.with_name("jobs.sqlite" if ours.stem == "loopready" else f"{ours.stem}-jobs.sqlite")


def _workflow(run_step: RunStep) -> Callable[[str, int], None]:
    def prepare(preparation: str, run: int) -> None:
        for stage in STAGES:
            if not DBOS.run_step({"name": stage}, run_step, preparation, run, stage):
                return

    return prepare


def _quieten() -> None:
    """DBOS says nothing: its lines hold addresses and errors with what they were about."""
    log = logging.getLogger("dbos")
    log.handlers[:] = [logging.NullHandler()]
    log.propagate = False


def _tables_engine(database: Database) -> sa.Engine:
    if not database.is_sqlite:
        return sa.create_engine(database.url, pool_pre_ping=True, pool_size=POOL, max_overflow=0, hide_parameters=True)
    if database.url.database in (None, "", ":memory:"):
        raise InputError("no_database", "jobs need a database in a file", name="LOOPREADY_DATABASE_URL")
    url = sa.URL.create("sqlite+pysqlite", database=str(jobs_file(Path(str(database.url.database)))))
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, pool_size=POOL, max_overflow=0, hide_parameters=True)
    sa.event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    """As DBOS sets up SQLite, but in WAL mode and without a wait for the disk at each step.

    Why: a power cut may lose the last steps here, and then they are taken from our tables, which hold what is finished.
    """
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")
