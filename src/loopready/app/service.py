"""What lives as long as a server, a worker or a batch: the database, the pipeline, the jobs."""

from __future__ import annotations

import os
from collections.abc import Callable

from loopready.adapters.database import Database, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.adapters.jobs import ThreadJobs
from loopready.app.desk import Desk
from loopready.app.prepare import Pipeline
from loopready.app.settings import data_folder
from loopready.app.stages import StageRunner
from loopready.model import Jobs, RunStage

PERSONAL = "me"
"""The account of the one person of personal mode."""
MakeJobs = Callable[[RunStage, Database], Jobs]


def thread_jobs(run_stage: RunStage, database: Database) -> Jobs:
    """Jobs that end with this process."""
    return ThreadJobs(run_stage)


def durable_jobs(*, works: bool = True, batch: bool = False) -> MakeJobs:
    """Jobs that another process goes on with when this one ends; ``works`` False only asks others, ``batch`` lets people go first."""

    def make(run_stage: RunStage, database: Database) -> Jobs:
        from loopready.adapters.jobs.durable import FOR_A_BATCH, FOR_A_PERSON, DurableJobs

        return DurableJobs(run_stage, database, works=works, priority=FOR_A_BATCH if batch else FOR_A_PERSON)

    return make


class Service:
    """Everything with its ports plugged in. Use as a context manager; ``desk`` is a person's door to it."""

    def __init__(self, *, database: Database | None = None, pipeline: Pipeline | None = None, jobs: MakeJobs = thread_jobs) -> None:
        self.database = database or Database(database_address())
        upgrade(self.database)
        ensure_personal(self.database, PERSONAL)
        self.pipeline = pipeline or Pipeline()
        self.stages = StageRunner(self.database, self.pipeline)
        self.jobs = jobs(self.stages.run, self.database)

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let running stages end, stop the readers and close the database."""
        self.jobs.close()
        self.stages.close()
        self.pipeline.workers.close()
        self.database.close()

    def desk(self, owner: str = PERSONAL) -> Desk:
        """The desk of one account."""
        return Desk(database=self.database, stages=self.stages, jobs=self.jobs, owner=owner)


def database_address() -> str:
    """The database that LOOPREADY_DATABASE_URL names, or an SQLite file in the data folder."""
    named = os.environ.get("LOOPREADY_DATABASE_URL")
    return named or f"sqlite:///{data_folder() / 'loopready.sqlite'}"


def on_one_machine() -> bool:
    """Whether the database is a file that one machine has to itself (SQLite)."""
    database = Database(database_address())
    database.close()
    return database.is_sqlite
