"""The stages over the store, apart from who runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database
from loopready.adapters.fakes import HashEmbedder
from loopready.app import stages as module
from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.app.stages import MOST_TIMES
from loopready.model import STAGES, Asked, InputError, Jobs


class Nobody:
    def start(self, preparation: str, run: int) -> None: ...

    def forget(self, preparation: str) -> None: ...

    def close(self) -> None: ...


def nobody(*_: object) -> Jobs:
    return Nobody()


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with Pipeline(embedder=HashEmbedder()) as made:
        yield made


@pytest.fixture
def service(pipeline: Pipeline, tmp_path: Path) -> Iterator[Service]:
    made = Service(database=Database(tmp_path / "stages.sqlite"), pipeline=pipeline, jobs=nobody)
    yield made
    made.database.close()


def submitted(service: Service) -> str:
    desk = service.desk()
    cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
    return desk.submit(Asked(cv=cv, job=job)).id


def test_the_last_stage_alone_makes_what_is_not_made_yet(service: Service) -> None:
    id = submitted(service)
    assert service.stages.run(id, 1, "composing", "x")
    assert service.desk().preparations.get(id).state == "done"
    assert service.stages.run(id, 1, "composing", "x"), "and nothing when all is made"


def test_a_stage_that_takes_the_process_down_each_time_is_given_up(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(_: object) -> None:
        raise Killed

    id = submitted(service)
    monkeypatch.setattr(service.stages, "_guide", killed)
    for stage in STAGES[:2]:
        assert service.stages.run(id, 1, stage, "x")
    for _ in range(MOST_TIMES):
        with pytest.raises(Killed):
            service.stages.run(id, 1, "guide", "x")
    assert not service.stages.run(id, 1, "guide", "x")
    preparation = service.desk().preparations.get(id)
    assert preparation.state == "failed" and preparation.failure is not None and preparation.failure.code == "gave_up"


def test_what_stops_while_the_process_ends_is_not_the_inputs_fault(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> None:
        raise InputError("reader_stopped", "the file made the reader stop")

    id = submitted(service)
    monkeypatch.setattr(service.stages, "_reading_cv", stopped)
    service.stages.close()
    assert not service.stages.run(id, 1, "reading_cv", "x")
    assert service.desk().preparations.get(id).state == "running", "another process goes on with it"


def test_another_version_makes_the_run_whole(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    id = submitted(service)
    for stage in STAGES[:3]:
        assert service.stages.run(id, 1, stage, "old")
    monkeypatch.setattr(module, "__version__", "99.0")
    made: list[str] = []
    for stage in STAGES:
        monkeypatch.setattr(service.stages, f"_{stage}", noted(stage, made, getattr(service.stages, f"_{stage}")))
    assert service.stages.run(id, 1, "matching", "new")
    assert made == list(STAGES[:4])


def noted(stage: str, made: list[str], real: Callable[[object], object]) -> Callable[[object], object]:
    def run(preparation: object) -> object:
        made.append(stage)
        return real(preparation)

    return run


def test_both_files_are_read_at_once_where_two_readers_wait(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    runner, order = service.stages, list[str]()
    monkeypatch.setattr(runner, "_cv", lambda preparation: order.append("cv"))
    monkeypatch.setattr(runner, "_job", lambda preparation: order.append("job"))
    desk = service.desk()
    asked = Asked(cv=desk.put(b"a CV", name="cv.txt"), job=desk.put(b"a posting", name="job.txt"))
    preparation = desk.preparations.add(asked)
    for waiting, read in ((1, ["cv"]), (2, ["cv", "job"])):
        order.clear()
        monkeypatch.setattr(service.pipeline.workers, "idle", lambda waiting=waiting: waiting)
        runner._reading_cv(preparation)
        assert sorted(order) == read
