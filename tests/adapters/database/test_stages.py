"""Stages of runs: begun, finished, superseded, and nothing comes back after a deletion."""

from __future__ import annotations

import datetime as dt

from database_things import DIGEST, ME, at_once, prepared, rows_in
from loopready.adapters.database import Database, Files, Preparations, Stages
from loopready.model import Asked, Failure, Fetched, GuideChoice, Preparation

RESULT = GuideChoice(path=None, title="any noun", revision=1, confidence=1.0)
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
PAGE = Fetched(url="https://example.org/job", name="example.org/job", data=b"the posting", charset="utf-8")


def test_a_run_from_begin_to_end(database: Database) -> None:
    stages, made = Stages(database), prepared(database)
    assert stages.waiting(before=LATER) == [(made.id, 1)] and stages.last_done(made.id) is None
    assert stages.begin(made.id, 1, "composing", executor="e", version="1")
    assert "composing" not in stages.finished(made.id, 1, version="1") and stages.result(made.id, 1, "composing", GuideChoice) is None
    stages.finish(made.id, 1, "composing", RESULT)
    assert "composing" in stages.finished(made.id, 1, version="1") and stages.result(made.id, 1, "composing", GuideChoice) == RESULT
    stages.complete(made.id, 1, "composing", RESULT, digest=DIGEST, seconds=0.5)
    done = stages.preparation(made.id)
    assert done is not None and (done.state, done.digest, done.seconds) == ("done", DIGEST, 0.5)
    assert stages.waiting(before=LATER) == [] and stages.last_done(made.id) == 1
    assert not stages.begin(made.id, 1, "matching", executor="e", version="1")


def test_a_newer_run_keeps_the_older_brief_until_it_has_its_own(database: Database) -> None:
    stages, mine, made = Stages(database), Preparations(database, ME), prepared(database)
    stages.begin(made.id, 1, "composing", executor="e", version="1")
    stages.finish(made.id, 1, "composing", RESULT)
    stages.complete(made.id, 1, "composing", RESULT, digest=DIGEST, seconds=0.5)
    mine.change(made.id, version=1, again=True)
    assert not stages.begin(made.id, 1, "composing", executor="e", version="1")
    stages.fail(made.id, 1, Failure(code="x", message="late"))
    assert mine.get(made.id).state == "queued" and stages.last_done(made.id) == 1
    stages.begin(made.id, 2, "composing", executor="e", version="1")
    stages.fail(made.id, 2, Failure(code="x", message="stopped"))
    assert not stages.begin(made.id, 2, "composing", executor="e", version="1") and stages.last_done(made.id) == 1
    mine.change(made.id, version=2, again=True)
    stages.begin(made.id, 3, "composing", executor="e", version="1")
    stages.finish(made.id, 3, "composing", RESULT)
    stages.complete(made.id, 1, "composing", RESULT, digest=DIGEST, seconds=0.5)
    assert mine.get(made.id).state == "running"
    stages.complete(made.id, 3, "composing", RESULT, digest=DIGEST, seconds=0.5)
    assert stages.last_done(made.id) == 3 and rows_in(database)["stage"] == 1


def test_nothing_comes_back_after_a_deletion(database: Database) -> None:
    stages, made = Stages(database), prepared(database)
    assert stages.begin(made.id, 1, "reading_cv", executor="e", version="1")
    Preparations(database, ME).delete(made.id)
    stages.finish(made.id, 1, "reading_cv", RESULT)
    stages.complete(made.id, 1, "composing", RESULT, digest=DIGEST, seconds=1.0)
    stages.fail(made.id, 1, Failure(code="x", message="late"))
    assert stages.keep_fetched(made.id, 1, PAGE) is None
    Files(database, ME).keep_reading(made.asked.cv.sha256, kind="cv", reader="1", read=RESULT)
    assert not stages.begin(made.id, 1, "reading_job", executor="e", version="1")
    assert stages.preparation(made.id) is None and stages.result(made.id, 1, "reading_cv", GuideChoice) is None
    assert rows_in(database) == {"account": 2}


def test_a_deletion_while_stages_are_written_leaves_nothing(database: Database) -> None:
    stages, mine = Stages(database), Preparations(database, ME)
    for number in range(6):
        cv = Files(database, ME).put(f"CV {number}".encode(), name="cv.txt")
        made = mine.add(Asked(cv=cv, address="https://example.org/job"))
        stages.begin(made.id, 1, "reading_cv", executor="e", version="1")
        ended = at_once(
            lambda id=made.id: stages.finish(id, 1, "reading_cv", RESULT),
            lambda id=made.id: mine.delete(id),
            lambda id=made.id: stages.begin(id, 1, "reading_job", executor="e", version="1"),
            lambda id=made.id: stages.keep_fetched(id, 1, PAGE),
            lambda sha=made.asked.cv.sha256: Files(database, ME).keep_reading(sha, kind="cv", reader="1", read=RESULT),
        )
        assert [each for each in ended if isinstance(each, BaseException)] == []
        assert rows_in(database) == {"account": 2}


def test_a_fetched_posting_is_kept_with_its_preparation_and_goes_with_it(database: Database) -> None:
    files, mine, stages = Files(database, ME), Preparations(database, ME), Stages(database)
    made = mine.add(Asked(cv=files.put(b"a CV", name="cv.txt"), address="https://example.org/job?key=secret"))
    assert stages.keep_fetched(made.id, 2, PAGE) is None and rows_in(database)["file"] == 1
    job = stages.keep_fetched(made.id, 1, PAGE)
    assert job is not None and job.charset == "utf-8" and mine.get(made.id).asked.job == job
    assert files.get(job.sha256) == b"the posting"
    assert stages.keep_fetched(made.id, 1, PAGE.model_copy(update={"data": b"another posting"})) == job
    mine.delete(made.id)
    assert rows_in(database) == {"account": 2}


def test_a_person_who_renames_while_stages_run_loses_nothing(database: Database) -> None:
    stages, mine, made = Stages(database), Preparations(database, ME), prepared(database)
    ended = at_once(
        lambda: stages.begin(made.id, 1, "reading_cv", executor="e", version="1"),
        lambda: mine.change(made.id, version=1, title="mine"),
    )
    assert ended[0] == 1 and isinstance(ended[1], Preparation)
    held = mine.get(made.id)
    assert (held.title, held.version, held.state, held.stage) == ("mine", 2, "running", "reading_cv")


def test_waiting_ones_come_in_the_order_they_were_asked_for(database: Database) -> None:
    ids = [prepared(database, job=f"{number}".encode()).id for number in range(3)]
    Stages(database).fail(ids[1], 1, Failure(code="x", message="stopped"))
    assert Stages(database).waiting(before=LATER) == [(ids[0], 1), (ids[2], 1)]
    assert Stages(database).waiting(before=LATER, limit=1) == [(ids[0], 1)]
    assert dt.datetime.now(dt.UTC) >= Preparations(database, ME).get(ids[0]).created
