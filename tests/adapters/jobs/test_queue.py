"""What is PostgreSQL's own: the queue, those who only ask, and who comes first."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Lock

import psycopg
import pytest

from adapters.jobs.processes import until
from adapters.jobs.test_durable import Stages, jobs_over
from loopready.adapters.database import Database, upgrade
from loopready.adapters.jobs.durable import FOR_A_BATCH, FOR_A_PERSON, DurableJobs
from loopready.model import STAGES, OutsideError

pytestmark = pytest.mark.xdist_group("jobs")


@pytest.fixture
def ours(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    upgrade(database)
    yield database
    database.close()


def test_who_only_asks_works_on_nothing_and_a_worker_does(ours: Database) -> None:
    asking, working = Stages(), Stages()
    with jobs_over(ours, asking, works=False) as jobs:
        jobs.start("a", 1)
        jobs.look_after()
    assert not asking.ran
    with jobs_over(ours, working):
        until(lambda: working.reached("a"), what="a worker does it")
    assert working.ran == {("a", 1, stage): 1 for stage in STAGES}


def test_a_person_who_waits_comes_before_a_batch(ours: Database) -> None:
    with jobs_over(ours, Stages(), works=False, threads=1) as jobs:
        for at in range(3):
            jobs._engine.start(f"batch{at}", 1, priority=FOR_A_BATCH)
        jobs._engine.start("person", 1, priority=FOR_A_PERSON)
    order: list[str] = []
    lock, ended = Lock(), Event()

    def run_stage(preparation: str, run: int, stage: str, executor: str) -> bool:
        with lock:
            if stage == STAGES[0]:
                order.append(preparation)
            if len(order) == 4:
                ended.set()
        return True

    with jobs_over(ours, run_stage, threads=1):
        assert ended.wait(60)
    assert order[0] == "person"


def test_a_role_that_may_make_no_schema_is_told_what_to_grant(ours: Database, postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS small")
        connection.execute("CREATE ROLE small LOGIN")
        connection.execute("GRANT SELECT, INSERT, UPDATE ON executor TO small")
    small = Database(postgres_url.replace("postgres:@", "small:@"))
    with pytest.raises(OutsideError, match="grant create on database"):
        DurableJobs(Stages(), small)
    small.close()
    with jobs_over(ours, Stages()):
        pass
