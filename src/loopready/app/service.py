"""What lives as long as a server, a worker or a batch: the database, the pipeline, the jobs."""

from __future__ import annotations

from collections.abc import Callable

from loopready.adapters.database import Database, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.adapters.database.files import sweep
from loopready.adapters.jobs import ThreadJobs
from loopready.app.desk import Desk
from loopready.app.owning import PERSONAL, database_address
from loopready.app.prepare import Pipeline
from loopready.app.saving import take_over
from loopready.app.stages import StageRunner
from loopready.model import Jobs, RunStage

MakeJobs = Callable[[RunStage, Database], Jobs]


def thread_jobs(run_stage: RunStage, database: Database) -> Jobs:
    """Jobs that end with this process."""
    return ThreadJobs(run_stage)


class Service:
    """Everything with its ports plugged in. Use as a context manager; ``desk`` is a person's door to it."""

    def __init__(self, *, database: Database | None = None, pipeline: Pipeline | None = None, jobs: MakeJobs = thread_jobs) -> None:
        self.database = database or Database(database_address())
        upgrade(self.database)
        ensure_personal(self.database, PERSONAL)
        take_over(self.database, PERSONAL)
        sweep(self.database)
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
        return Desk(database=self.database, stages=self.stages, jobs=self.jobs, owner=owner)


__all__ = ["PERSONAL", "Service", "database_address", "thread_jobs"]
