"""Briefs are kept as finished preparations; the last one made is the one that is loaded."""

from __future__ import annotations

import datetime as dt

import pytest

from database_things import ME, OTHER, prepared, rows_in
from loopready.adapters.database import Database, Files, Preparations, Stages
from loopready.adapters.database.briefs import Briefs
from loopready.model import STAGES, Chosen, Digest, InputError, Match, ReadCv
from rendering.rendering_sample import sample_brief

BRIEF = sample_brief()
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def briefs(database: Database, owner: str = ME) -> Briefs:
    return Briefs(database, owner, reader="1")


def test_a_brief_comes_back_as_it_was_and_stands_in_the_list(database: Database) -> None:
    id = briefs(database).save(BRIEF)
    assert id == BRIEF.revision and briefs(database).load(id) == BRIEF == briefs(database).load()
    (listed,) = Preparations(database, ME).all()
    assert (listed.id, listed.state, listed.digest) == (id, "done", Digest.of(BRIEF))
    stages, files = Stages(database), Files(database, ME)
    assert stages.finished(id, 1, version="1") == set(STAGES) and stages.waiting(before=LATER) == []
    assert stages.result(id, 1, "matching", Match) == BRIEF.match
    chosen = stages.result(id, 1, "guide", Chosen)
    assert chosen is not None and chosen.choice == BRIEF.guide
    assert files.get(listed.asked.cv.sha256).decode() == BRIEF.cv.text
    read = files.reading(listed.asked.cv.sha256, kind="cv", reader="1", as_=ReadCv)
    assert read is not None and read.profile == BRIEF.profile


def test_the_same_brief_is_kept_once_and_becomes_the_last(database: Database) -> None:
    other = BRIEF.model_copy(update={"revision": "abcdef123456"})
    kept = briefs(database)
    ids = [kept.save(BRIEF), kept.save(other), kept.save(BRIEF)]
    assert ids[0] == ids[2] != ids[1] and rows_in(database)["preparation"] == 2
    assert kept.load() == BRIEF and kept.load(ids[1]) == other


def test_an_id_that_is_taken_is_not_taken_over(database: Database) -> None:
    theirs = briefs(database, OTHER).save(BRIEF)
    mine = briefs(database).save(BRIEF)
    assert mine != theirs and briefs(database).load(mine) == briefs(database, OTHER).load(theirs) == BRIEF
    with pytest.raises(InputError, match="no brief with the id"):
        briefs(database).load(theirs)


def test_no_brief_is_an_error_of_the_persons(database: Database) -> None:
    for id, code in ((None, "nothing_saved"), ("0123456789ab", "no_such_brief"), ("../../etc/passwd", "no_such_brief")):
        with pytest.raises(InputError) as told:
            briefs(database).load(id)
        assert told.value.code == code
    queued = prepared(database)
    with pytest.raises(InputError, match="has no brief yet"):
        briefs(database).load(queued.id)


def test_one_that_was_made_long_ago_is_not_the_last(database: Database) -> None:
    kept = briefs(database)
    kept.save(BRIEF)
    kept.save(BRIEF.model_copy(update={"revision": "abcdef123456"}), moment=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    assert kept.load() == BRIEF
