"""Processes are really killed, at each stage; another finishes what they left, and repeats nothing that was finished."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.jobs.processes import Processes, begun, engine_rows, until
from loopready.adapters.database import Database, Stages
from loopready.app.desk import Desk
from loopready.app.prepare import Pipeline
from loopready.app.service import Service, durable_jobs
from loopready.model import STAGES
from loopready.rendering import render

pytestmark = pytest.mark.xdist_group("jobs")


def ended(desk: Desk, id: str) -> bool:
    return desk.preparations.get(id).state in ("done", "failed")


def test_killed_at_each_stage_it_is_finished_and_nothing_finished_is_repeated(
    address: str, database: Database, processes: Processes, pipeline: Pipeline
) -> None:
    id = ""
    for stage in STAGES:
        process = processes.start("--hold", stage, *([] if id else ["--submit"]))
        id = id or process.says("submitted")
        process.says("held")
        process.kill()
        before = STAGES.index(stage)
        expected = dict.fromkeys(STAGES[:before], 2) | {stage: 1}
        assert begun(database, id) == expected
    with Service(database=Database(address), pipeline=pipeline, jobs=durable_jobs()) as service:
        desk = service.desk()
        until(lambda: ended(desk, id), what="the run ends")
        assert desk.preparations.get(id).state == "done"
        assert desk.brief(id) is not None
    assert begun(database, id) == dict.fromkeys(STAGES, 2)
    assert engine_rows(database) == 0


def test_a_worker_finishes_the_job_of_a_killed_one(address: str, database: Database, processes: Processes, pipeline: Pipeline) -> None:
    first = processes.start("--submit", "--hold", "matching")
    id = first.says("submitted")
    first.says("held")
    with Service(database=Database(address), pipeline=pipeline, jobs=durable_jobs()) as second:
        assert begun(database, id)["matching"] == 1, "the second leaves the work of the living alone"
        first.kill()
        until(lambda: ended(second.desk(), id), what="the second finishes it")
        assert second.desk().preparations.get(id).state == "done"
    assert begun(database, id) == dict.fromkeys(STAGES, 1) | {"matching": 2}


def test_an_upgrade_in_mid_job_makes_the_run_whole_by_the_new_version(
    address: str, database: Database, processes: Processes, pipeline: Pipeline
) -> None:
    old = processes.start("--submit", "--hold", "composing", "--version", "0.0.1")
    id = old.says("submitted")
    old.says("held")
    old.kill()
    with Service(database=Database(address), pipeline=pipeline, jobs=durable_jobs()) as new:
        until(lambda: ended(new.desk(), id), what="the new version finishes it")
        preparation = new.desk().preparations.get(id)
        assert preparation.state == "done", preparation.failure
        brief = new.desk().brief(id)
    assert begun(database, id) == dict.fromkeys(STAGES, 2)
    assert brief is not None
    written = json.loads(render(brief, format="json"))
    texts = {source: document["text"] for source, document in written["documents"].items()}
    cites = [cite for cite in _cites(written) if cite["source"] in texts]
    assert len(cites) > 10
    assert all(texts[cite["source"]][cite["start"] : cite["end"]] == cite["quote"] for cite in cites)


def test_what_was_committed_and_never_begun_is_begun(address: str, database: Database, pipeline: Pipeline) -> None:
    class Nobody:
        def start(self, preparation: str, run: int) -> None: ...

        def forget(self, preparation: str) -> None: ...

        def close(self) -> None: ...

    with Service(database=Database(address), pipeline=pipeline, jobs=lambda *_: Nobody()) as asking:
        id = submitted(asking.desk())
    with Service(database=Database(address), pipeline=pipeline, jobs=durable_jobs()) as service:
        until(lambda: ended(service.desk(), id), what="it is begun and ends")
        assert service.desk().preparations.get(id).state == "done"
    assert Stages(database).last_done(id) == 1


def _cites(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        mine = [node] if {"source", "start", "end", "quote"} <= node.keys() else []
        return mine + [cite for value in node.values() for cite in _cites(value)]
    return [cite for value in node for cite in _cites(value)] if isinstance(node, list) else []


def submitted(desk: Desk) -> str:
    from loopready.app.sample import CV, JOB
    from loopready.model import Asked

    cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
    return desk.submit(Asked(cv=cv, job=job)).id
