"""Durable jobs within one process: what is begun once, forgotten, left and taken over."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from adapters.jobs.processes import engine_rows, until
from loopready.adapters.database import Database, Files, Preparations, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.adapters.database.executors import Executors
from loopready.adapters.jobs import durable
from loopready.adapters.jobs.durable import DurableJobs, StageError, host
from loopready.model import STAGES, Asked, InputError, OutsideError, RunStage

pytestmark = pytest.mark.xdist_group("jobs")


class Stages:
    """A RunStage that counts, and does at one stage what it is told."""

    def __init__(self, at: str = "", does: object = None) -> None:
        self.ran: Counter[tuple[str, int, str]] = Counter()
        self.executors: set[str] = set()
        self._at, self._does = at, does

    def __call__(self, preparation: str, run: int, stage: str, executor: str) -> bool:
        self.ran[preparation, run, stage] += 1
        self.executors.add(executor)
        if stage == self._at and callable(self._does):
            return bool(self._does())
        return True

    def reached(self, preparation: str, stage: str = STAGES[-1], run: int = 1) -> bool:
        return self.ran[preparation, run, stage] > 0


@pytest.fixture
def ours(database: Database) -> Database:
    """The database with our tables."""
    upgrade(database)
    ensure_personal(database, "me")
    return database


@contextmanager
def jobs_over(database: Database, run_stage: RunStage, *, works: bool = True, threads: int = 4, priority: int = 1) -> Iterator[DurableJobs]:
    made = DurableJobs(run_stage, database, works=works, threads=threads, priority=priority)
    try:
        yield made
    finally:
        made.close()


def test_twenty_starts_of_one_run_run_each_stage_once(ours: Database) -> None:
    stages = Stages()
    with jobs_over(ours, stages) as jobs:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: jobs.start("a", 1), range(20)))
        until(lambda: stages.reached("a"), what="the run ends")
    assert stages.ran == {("a", 1, stage): 1 for stage in STAGES}
    assert engine_rows(ours) == 0


def test_what_has_ended_leaves_no_rows_while_the_process_goes_on(ours: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "BEAT_SECONDS", 0.1)
    stages = Stages()
    with jobs_over(ours, stages) as jobs:
        for at in range(8):
            jobs.start(f"p{at}", 1)
        until(lambda: all(stages.reached(f"p{at}") for at in range(8)), what="the runs end")
        until(lambda: engine_rows(ours) == 0, what="their rows are removed")


def test_a_stage_that_says_no_ends_the_run(ours: Database) -> None:
    stages = Stages("guide", lambda: False)
    with jobs_over(ours, stages) as jobs:
        jobs.start("a", 1)
        until(lambda: stages.reached("a", "guide"), what="the run reaches the guide")
    assert not stages.reached("a", "matching")
    assert engine_rows(ours) == 0


def test_forget_stops_a_run_and_removes_its_rows(ours: Database) -> None:
    at_it, go_on = Event(), Event()
    stages = Stages("guide", lambda: (at_it.set(), go_on.wait(60)))
    with jobs_over(ours, stages) as jobs:
        jobs.start("a", 1)
        jobs.start("b", 1)
        assert at_it.wait(60)
        assert engine_rows(ours) > 0
        jobs.forget("a")
        jobs.forget("b")
        assert engine_rows(ours) == 0
        go_on.set()
        jobs.start("c", 1)
        until(lambda: stages.reached("c"), what="others go on")
    assert not stages.reached("a", "matching")
    assert not stages.reached("b", "matching")
    assert engine_rows(ours) == 0


def test_a_slow_run_does_not_hold_up_others(ours: Database) -> None:
    at_it, go_on = Event(), Event()
    slow = Stages("reading_cv", None)

    def run_stage(preparation: str, run: int, stage: str, executor: str) -> bool:
        if preparation == "slow":
            at_it.set()
            go_on.wait(60)
        return slow(preparation, run, stage, executor)

    with jobs_over(ours, run_stage, threads=2) as jobs:
        jobs.start("slow", 1)
        assert at_it.wait(60)
        for at in range(4):
            jobs.start(f"p{at}", 1)
        until(lambda: all(slow.reached(f"p{at}") for at in range(4)), what="the others end")
        assert not slow.reached("slow", "reading_cv")
        go_on.set()
        until(lambda: slow.reached("slow"), what="the slow one ends too")


def test_an_end_in_mid_stage_comes_soon_and_leaves_the_run_to_the_next(ours: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "LEAVE_SECONDS", 0.2)
    at_it, never = Event(), Event()
    first = Stages("guide", lambda: (at_it.set(), never.wait(60)))
    with jobs_over(ours, first) as jobs:
        jobs.start("a", 1)
        assert at_it.wait(60)
    assert not first.reached("a", "matching")
    second = Stages()
    with jobs_over(ours, second):
        until(lambda: second.reached("a"), what="the next finishes it")
    assert second.ran == {("a", 1, stage): 1 for stage in STAGES[2:]}, "and repeats no finished stage"
    never.set()


def test_an_end_lets_a_stage_end_and_begins_no_other(ours: Database) -> None:
    at_it, go_on = Event(), Event()
    first = Stages("guide", lambda: (at_it.set(), go_on.wait(2)))
    made = DurableJobs(first, ours)
    made.start("a", 1)
    assert at_it.wait(60)
    with ThreadPoolExecutor(1) as pool:
        closing = pool.submit(made.close)
        until(made._closing.is_set, what="the end has begun")
        go_on.set()
        closing.result(60)
    assert not first.reached("a", "matching")
    second = Stages()
    with jobs_over(ours, second):
        until(lambda: second.reached("a"), what="the next finishes it")
    assert second.ran == {("a", 1, stage): 1 for stage in STAGES[3:]}


def test_an_error_ends_the_run_and_none_of_its_words_is_kept_or_logged(
    ours: Database, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    wait = durable._Outcome.wait

    def watched(self: durable._Outcome, stage: str) -> bool:
        try:
            return wait(self, stage)
        except StageError as error:
            seen.append(error)
            raise

    words = "".join(["Ja", "ne Doe, 7 Elm Street"])

    def fault() -> bool:
        raise KeyError(words)

    monkeypatch.setattr(durable._Outcome, "wait", watched)
    with caplog.at_level(logging.DEBUG), jobs_over(ours, Stages("guide", fault)) as jobs:
        jobs.start("a", 1)
        until(lambda: bool(seen), what="the fault is met")
    assert [str(error) for error in seen] == ["KeyError"]
    assert "KeyError" in caplog.text and "in fault" in caplog.text
    out = capfd.readouterr()
    assert "Jane" not in caplog.text + out.out + out.err


def test_a_database_that_does_not_answer_is_tried_again(ours: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "BEAT_SECONDS", 0.1)
    submitted(ours)
    times: Counter[str] = Counter()

    def run_stage(preparation: str, run: int, stage: str, executor: str) -> bool:
        times[stage] += 1
        if stage == "guide" and times[stage] < 3:
            raise OutsideError("database", "the database does not answer")
        return True

    with jobs_over(ours, run_stage):
        until(lambda: times["composing"] > 0, what="the run ends after two failures")
    assert times["guide"] >= 3


def test_of_several_that_would_take_over_one_does(ours: Database) -> None:
    executors = Executors(ours)
    dead = executors.beat("dead", host="elsewhere//", pid=1)
    with ThreadPoolExecutor(6) as pool:
        took = list(pool.map(lambda pid: executors.take_over(dead, host="here//", pid=pid), range(6)))
        unknown = list(pool.map(lambda pid: executors.take_unknown("unknown", host="here//", pid=pid), range(6)))
    assert sorted(took) == sorted(unknown) == [False] * 5 + [True]
    now = next(each for each in executors.all() if each.id == "dead")
    assert executors.take_over(now, host="there//", pid=9), "one that dies while it takes over is taken over from in its turn"


def test_who_is_silent_too_long_is_dead_and_who_speaks_is_not(ours: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    executors = Executors(ours)
    monkeypatch.setattr(durable.DurableJobs, "_keep", lambda self: None)  # its own looks would count as looks here
    with jobs_over(ours, Stages()) as jobs:
        other = executors.beat("other", host="elsewhere/other-boot/", pid=1)
        monkeypatch.setattr(durable, "DEAD_SECONDS", -1.0)
        monkeypatch.setattr(jobs, "_host", "here//")
        assert not jobs._is_dead(other), "a first look says nothing"
        assert not jobs._is_dead(executors.beat("other", host="elsewhere/other-boot/", pid=1)), "it has spoken since"
        assert jobs._is_dead(next(each for each in executors.all() if each.id == "other"))


def test_a_process_that_is_gone_is_told_by_its_number_on_this_machine_only(ours: Database) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    executors = Executors(ours)
    gone = executors.beat("gone", host=host(), pid=process.pid)
    assert durable.is_gone(gone, here=host(), one_machine=False)
    assert not durable.is_gone(executors.beat("me", host=host(), pid=os.getpid()), here=host(), one_machine=False)
    away = executors.beat("away", host="other/boot/pid", pid=process.pid)
    assert not durable.is_gone(away, here="mine/boot2/pid", one_machine=False)
    assert durable.is_gone(away, here="mine/boot2/pid", one_machine=True), "a file of one machine: the other boot is over"
    assert not durable.is_gone(away, here="mine//", one_machine=True)


def test_a_second_one_in_a_process_is_refused(ours: Database) -> None:
    with jobs_over(ours, Stages()), pytest.raises(RuntimeError, match="already"):
        DurableJobs(Stages(), ours)
    with jobs_over(ours, Stages()):
        pass


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(InputError, match="path/to/file"):
        Database("sqlite:///:memory:")


def test_the_engine_is_silent_keeps_no_pickles_and_reads_no_settings_of_others(ours: Database, capfd: pytest.CaptureFixture[str]) -> None:
    at_it, go_on = Event(), Event()
    with jobs_over(ours, Stages("matching", lambda: (at_it.set(), go_on.wait(60)))) as jobs:
        jobs.start("a", 1)
        assert at_it.wait(60)
        from dbos import DBOS

        steps = DBOS.list_workflow_steps("a-1")
        assert [(step["function_name"], step["output"]) for step in steps] == [(stage, True) for stage in STAGES[:3]]
        found = DBOS.list_workflows(workflow_ids=["a-1"])[0]
        assert found.input == {"args": ("a", 1), "kwargs": {}}
        assert found.app_version == "1" and found.executor_id == jobs.executor
        assert DBOS.list_schedules() == []
        go_on.set()
    out = capfd.readouterr()
    assert out.out + out.err == ""
    program = "import os; os.environ['DBOS__CLOUD'] = 'true'; import loopready.adapters.jobs.engine; from dbos._utils import GlobalParams; "
    done = subprocess.run([sys.executable, "-c", program + "print(GlobalParams.dbos_cloud)"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_engine_is_loaded_only_when_used() -> None:
    program = "import sys, loopready.app.service, loopready.cli.commands; print('dbos' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def submitted(database: Database) -> str:
    """A preparation queued in our table long enough ago."""
    files = Files(database, "me")
    cv = files.put(b"a CV", name="cv.txt")
    return Preparations(database, "me").add(Asked(cv=cv, job=files.put(b"a job", name="job.txt"))).id
