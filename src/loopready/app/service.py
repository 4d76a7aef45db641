"""What lives as long as a server, a worker or a batch: the database, the pipeline, the jobs."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from loopready.adapters.database import Database, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.adapters.jobs import ThreadJobs
from loopready.app.desk import Desk
from loopready.app.limits import WorkLimits
from loopready.app.prepare import Pipeline
from loopready.app.settings import data_folder
from loopready.app.stages import StageRunner
from loopready.model import Jobs, RunStage

if TYPE_CHECKING:
    from loopready.app.accounts import Reception

PERSONAL = "me"
"""The account of the one person of personal mode."""
MakeJobs = Callable[[RunStage, Database], Jobs]


def thread_jobs(run_stage: RunStage, database: Database) -> Jobs:
    """Jobs that end with this process."""
    return ThreadJobs(run_stage)


class Service:
    """Everything with its ports plugged in. Use as a context manager; ``desk`` is a person's door to it.

    ``limits`` is what one account may ask for in an hour; None sets no limit, as for the one person of personal mode.
    """

    def __init__(
        self,
        *,
        database: Database | None = None,
        pipeline: Pipeline | None = None,
        jobs: MakeJobs = thread_jobs,
        limits: WorkLimits | None = None,
    ) -> None:
        self.database = database or Database(database_address())
        upgrade(self.database)
        ensure_personal(self.database, PERSONAL)
        self.limits = limits
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
        self.pipeline.workers.close()
        self.database.close()

    def desk(self, owner: str = PERSONAL) -> Desk:
        """The desk of one account."""
        return Desk(database=self.database, stages=self.stages, jobs=self.jobs, owner=owner, limits=self.limits)

    @functools.cached_property
    def reception(self) -> Reception:
        """The door of hosted mode."""
        from loopready.app.accounts import Reception

        return Reception(self.database)


def database_address() -> str:
    """The database that LOOPREADY_DATABASE_URL names, or an SQLite file in the data folder."""
    named = os.environ.get("LOOPREADY_DATABASE_URL")
    return named or f"sqlite:///{data_folder() / 'loopready.sqlite'}"
