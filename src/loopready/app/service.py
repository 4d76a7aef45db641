"""What lives as long as a server, a worker or a batch: the database, the pipeline, the jobs."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from loopready.adapters.database import Database, Stages, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.adapters.database.files import sweep
from loopready.adapters.jobs import ThreadJobs
from loopready.app.collecting import settled
from loopready.app.desk import Desk
from loopready.app.limits import WorkLimits
from loopready.app.owning import PERSONAL, database_address
from loopready.app.prepare import Pipeline
from loopready.app.reading_room import folder
from loopready.app.sample import sample_files
from loopready.app.saving import take_over
from loopready.app.stages import StageRunner
from loopready.app.wording import warm_model
from loopready.model import Jobs, LoopreadyError, RunStage
from loopready.rendering import render

if TYPE_CHECKING:
    from loopready.app.accounts import Reception


class Mark(NamedTuple):
    """How far a preparation is; a change of it is worth a look at the whole."""

    run: int
    state: str
    stage: str | None


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
        take_over(self.database, PERSONAL)
        sweep(self.database)
        self.limits = limits
        self.pipeline = pipeline or Pipeline()
        self.stages = StageRunner(self.database, self.pipeline)
        self.jobs = jobs(self.stages.run, self.database)
        self._warming: threading.Thread | None = None

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let running stages end, stop the readers and close the database."""
        self.wait_until_warm()
        self.jobs.close()
        self.stages.close()
        self.pipeline.workers.close()
        self.database.close()

    def marks(self, ids: Collection[str]) -> dict[str, Mark]:
        """How far preparations are, whoever owns them; those that are gone are left out. For those who were let see them before."""
        return {id: Mark(*mark) for id, mark in Stages(self.database).marks(ids).items()}

    def warm(self) -> None:
        """Make the invented example once in the background, keep nothing of it, and open the guides that the library's page tells of.

        Why: the first brief would else wait for the model, the library, the readers' imports and the templates, and the first look at the
        library for all guides. On a machine that is too busy to read a file in time nothing is lost but that.
        """
        self._warming = threading.Thread(target=self._warm, name="warming")
        self._warming.start()

    def wait_until_warm(self) -> None:
        """Wait for ``warm`` to end, where it was begun."""
        if self._warming is not None:
            self._warming.join()

    def _warm(self) -> None:
        warm_model()
        with suppress(LoopreadyError), sample_files() as (cv, job):
            render(self.pipeline.prepare(cv, job).brief, format="html")
            folder()
        settled()

    def desk(self, owner: str = PERSONAL) -> Desk:
        """The desk of one account."""
        return Desk(database=self.database, stages=self.stages, jobs=self.jobs, owner=owner, limits=self.limits)

    @functools.cached_property
    def reception(self) -> Reception:
        """The door of hosted mode."""
        from loopready.app.accounts import Reception

        return Reception(self.database)


def on_one_machine() -> bool:
    """Whether the database is a file that one machine has to itself (SQLite)."""
    database = Database(database_address())
    database.close()
    return database.is_sqlite


__all__ = ["PERSONAL", "Service", "database_address", "thread_jobs"]
