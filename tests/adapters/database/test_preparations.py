"""Preparations belong to one person, change only from the version that was seen, and take their files with them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from database_things import ME, OTHER, at_once, prepared, rows_in
from loopready.adapters.database import Database, Files, Preparations, Stages
from loopready.adapters.database.tables import FileRow, NoteRow
from loopready.model import Asked, InputError, Override, Preparation


def test_what_was_added_is_found_by_its_owner_alone(database: Database) -> None:
    made = prepared(database, title="  The\nbakery ")
    mine, theirs = Preparations(database, ME), Preparations(database, OTHER)
    assert mine.get(made.id) == made and made.title == "The bakery"
    for act in (
        lambda: theirs.get(made.id),
        lambda: theirs.change(made.id, version=1, title="mine now"),
        lambda: theirs.correct(made.id, [], version=1),
        lambda: theirs.corrections(made.id),
        lambda: theirs.duplicate(made.id),
        lambda: theirs.delete(made.id),
    ):
        with pytest.raises(InputError) as told:
            act()
        assert told.value.code == "not_found"
    assert theirs.all() == [] and theirs.count() == 0 and theirs.cvs() == [] and theirs.cv(made.asked.cv.sha256) is None


def test_the_latest_comes_first_and_archived_ones_stand_apart(database: Database) -> None:
    mine = Preparations(database, ME)
    first, second = prepared(database, job=b"one"), prepared(database, job=b"two")
    mine.change(first.id, version=1, archived=True)
    third = prepared(database, cv=b"another CV")
    assert [each.id for each in mine.all()] == [third.id, second.id]
    assert [each.id for each in mine.all(archived=True)] == [first.id]
    assert [each.id for each in mine.all(archived=None)] == [third.id, second.id, first.id]
    assert [each.id for each in mine.all(archived=None, cv=first.asked.cv.sha256)] == [second.id, first.id]
    assert [each.id for each in mine.all(limit=1, offset=1)] == [second.id]
    assert (mine.count(), mine.count(archived=True)) == (2, 1)


def test_cvs_come_once_each_under_their_last_name(database: Database) -> None:
    mine, files = Preparations(database, ME), Files(database, ME)
    prepared(database, cv=b"old")
    prepared(database, cv=b"new")
    renamed = files.put(b"old", name="renamed.txt")
    mine.add(Asked(cv=renamed, job=files.put(b"a posting", name="job.txt")))
    assert [file.name for file in mine.cvs()] == ["renamed.txt", "cv.txt"]
    assert mine.cvs(limit=1) == [renamed] and mine.cv(renamed.sha256) == renamed


def test_a_change_from_an_old_version_is_refused_and_changes_nothing(database: Database) -> None:
    mine = Preparations(database, ME)
    made = prepared(database)
    changed = mine.change(made.id, version=1, title="A", again=True)
    assert (changed.version, changed.run, changed.state) == (2, 2, "queued")
    for act in (
        lambda: mine.change(made.id, version=1, title="B"),
        lambda: mine.correct(made.id, [Override(id="x", target="profile/person/name", value="B")], version=1),
    ):
        with pytest.raises(InputError) as told:
            act()
        assert told.value.code == "changed_elsewhere"
    assert mine.get(made.id) == changed and mine.corrections(made.id) == []


def test_of_many_tabs_that_saw_the_same_version_one_wins_and_the_others_are_told(database: Database) -> None:
    mine = Preparations(database, ME)
    made = prepared(database)
    given = [f"title {number}" for number in range(6)]
    ended = at_once(*[lambda title=title: mine.change(made.id, version=1, title=title) for title in given])
    won = [each for each in ended if isinstance(each, Preparation)]
    assert len(won) == 1 and mine.get(made.id) == won[0] and won[0].version == 2
    assert [each.code for each in ended if isinstance(each, InputError)] == ["changed_elsewhere"] * 5


def test_of_two_tabs_that_correct_and_rename_one_wins(database: Database) -> None:
    mine = Preparations(database, ME)
    for number in range(5):
        made = prepared(database, job=f"posting {number}".encode())
        correction = Override(id=f"c{number}", target="profile/person/name", value="Ada")
        ended = at_once(
            lambda id=made.id, correction=correction: mine.correct(id, [correction], version=1),
            lambda id=made.id: mine.change(id, version=1, title="renamed"),
        )
        assert sum(isinstance(each, Preparation) for each in ended) == 1
        held = mine.get(made.id)
        assert (held.title == "renamed") == (mine.corrections(made.id) == [])


def test_a_correction_takes_the_place_of_the_one_before(database: Database) -> None:
    mine = Preparations(database, ME)
    made = prepared(database)
    mine.correct(made.id, [Override(id="1", target="a", value="x"), Override(id="2", target="b", value="y")], version=1)
    mine.correct(made.id, [Override(id="3", target="a", value=None)], drop=["b"], version=2)
    assert mine.corrections(made.id) == [Override(id="3", target="a", value=None)]


def test_a_title_of_over_200_characters_and_one_with_nul(database: Database) -> None:
    made = prepared(database)
    with pytest.raises(InputError, match="over 200 characters"):
        Preparations(database, ME).change(made.id, version=1, title="x" * 201)
    assert Preparations(database, ME).change(made.id, version=1, title="a\0b").title == "a b"


def test_a_copy_has_its_corrections_and_notes_and_goes_its_own_way(database: Database) -> None:
    mine = Preparations(database, ME)
    made = prepared(database)
    mine.correct(made.id, [Override(id="1", target="a", value="x")], version=1)
    with database.writing() as session:
        session.add(NoteRow(preparation=made.id, item="q/1", text="mine", done=True, version=3, updated=made.updated))
    copy = mine.duplicate(made.id, title="copy")
    assert copy.id != made.id and (copy.state, copy.run, copy.version, copy.title) == ("queued", 1, 1, "copy")
    assert [(each.target, each.value) for each in mine.corrections(copy.id)] == [("a", "x")]
    mine.delete(made.id)
    assert mine.get(copy.id) == copy and rows_in(database)["note"] == 1
    assert Files(database, ME).get(copy.asked.cv.sha256) == b"a CV"


def test_the_last_preparation_takes_its_files_along_in_whatever_order(database: Database) -> None:
    mine, files = Preparations(database, ME), Files(database, ME)
    for order in (1, -1):
        first, second = prepared(database, job=b"one"), prepared(database, job=b"two")
        prepared(database, owner=OTHER, cv=b"a CV", job=b"one")
        ids = [first.id, second.id][::order]
        mine.delete(ids[0])
        assert files.get(first.asked.cv.sha256) == b"a CV"
        mine.delete(ids[1])
        for sha in (first.asked.cv.sha256, first.asked.job.sha256, second.asked.job.sha256):  # type: ignore[union-attr]
            with pytest.raises(InputError):
                files.get(sha)
    assert Files(database, OTHER).get(first.asked.cv.sha256) == b"a CV"


def test_a_file_given_in_another_window_meanwhile_is_not_taken_along(database: Database) -> None:
    mine, files = Preparations(database, ME), Files(database, ME)
    made = prepared(database)
    again = files.put(b"a CV", name="cv.txt")
    mine.delete(made.id)
    added = mine.add(Asked(cv=again, job=files.put(b"other", name="job.txt")))
    assert files.get(added.asked.cv.sha256) == b"a CV"


def test_submits_and_deletions_of_one_cv_at_once_lose_no_file(database: Database) -> None:
    mine, files = Preparations(database, ME), Files(database, ME)
    old = [prepared(database, job=f"old {number}".encode()) for number in range(4)]
    ended = at_once(
        *[lambda number=number: prepared(database, job=f"new {number}".encode()) for number in range(4)],
        *[lambda id=each.id: mine.delete(id) for each in old],
    )
    assert [each for each in ended if isinstance(each, BaseException)] == []
    for each in mine.all():
        assert files.get(each.asked.cv.sha256) == b"a CV"
        assert each.asked.job is not None and files.get(each.asked.job.sha256)
    assert mine.count() == 4


def test_a_preparation_of_a_file_that_is_gone_is_refused(database: Database) -> None:
    made = prepared(database)
    mine = Preparations(database, ME)
    mine.delete(made.id)
    with pytest.raises(InputError, match="not kept here any more"):
        mine.add(made.asked)
    assert mine.count() == 0


def test_other_files_in_a_change_replace_the_old_ones(database: Database) -> None:
    mine, files = Preparations(database, ME), Files(database, ME)
    made = prepared(database)
    other = files.put(b"better CV", name="better.txt")
    changed = mine.change(made.id, version=1, asked=made.asked.model_copy(update={"cv": other}), again=True)
    assert mine.cvs() == [other] and changed.asked.cv == other
    with pytest.raises(InputError):
        files.get(made.asked.cv.sha256)


def test_files_nobody_uses_go_after_an_hour(database: Database) -> None:
    files = Files(database, ME)
    used, fresh, left = prepared(database).asked.cv, files.put(b"fresh", name="x"), files.put(b"left", name="x")
    with database.writing() as session:
        hashes = [used.sha256, left.sha256]
        session.execute(update(FileRow).where(FileRow.sha256.in_(hashes)).values(touched=dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)))
    assert files.sweep() == 1
    assert files.get(used.sha256) and files.get(fresh.sha256)
    with pytest.raises(InputError):
        files.get(left.sha256)


def test_all_that_hangs_on_a_deleted_one_goes(database: Database) -> None:
    made, kept = prepared(database), prepared(database, job=b"other")
    mine = Preparations(database, ME)
    for id in (made.id, kept.id):
        mine.correct(id, [Override(id=f"c-{id}", target="a", value="x")], version=1)
        assert Stages(database).begin(id, 2, "reading_cv", executor="e", version="1")
    mine.delete(made.id)
    assert rows_in(database) == {"account": 2, "preparation": 1, "file": 2, "correction": 1, "stage": 1}
