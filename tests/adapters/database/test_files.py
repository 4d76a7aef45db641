"""Files are kept once by their bytes, for one person, with what readers made of them."""

from __future__ import annotations

import pytest

from database_things import ME, OTHER, at_once, rows_in
from loopready.adapters.database import Database, Files
from loopready.adapters.database.files import MOST_BYTES
from loopready.model import GuideChoice, InputError, StoredFile

READ = GuideChoice(path=None, title="any noun", revision=1, confidence=1.0)


def test_the_same_bytes_are_kept_once_a_person(database: Database) -> None:
    mine, theirs = Files(database, ME), Files(database, OTHER)
    one, two = mine.put(b"words", name="a.txt"), mine.put(b"words", name="b.txt")
    assert one.sha256 == two.sha256 and (one.name, two.name) == ("a.txt", "b.txt")
    assert mine.get(one.sha256) == b"words" and rows_in(database)["file"] == 1
    with pytest.raises(InputError, match="not kept here"):
        theirs.get(one.sha256)


@pytest.mark.parametrize(("data", "code"), [(b" \n", "empty"), (b"x" * (MOST_BYTES + 1), "too_large")])
def test_what_is_no_file_is_refused(database: Database, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as told:
        Files(database, ME).put(data, name="x")
    assert told.value.code == code and "file" not in rows_in(database)


def test_two_that_put_the_same_at_once_both_succeed(database: Database) -> None:
    ended = at_once(*[lambda: Files(database, ME).put(b"words", name="a.txt")] * 6)
    assert all(isinstance(each, StoredFile) for each in ended), ended
    assert rows_in(database)["file"] == 1


def test_readings_are_kept_by_reader_and_kind(database: Database) -> None:
    files = Files(database, ME)
    sha = files.put(b"words", name="a.txt").sha256
    files.keep_reading(sha, kind="cv", reader="1", read=READ)
    files.keep_reading(sha, kind="job", reader="1", read=READ)
    assert files.reading(sha, kind="cv", reader="1", as_=GuideChoice) == READ and files.is_read(sha, kind="cv", reader="1")
    files.keep_reading(sha, kind="cv", reader="2", read=READ)
    assert files.reading(sha, kind="cv", reader="1", as_=GuideChoice) is None and not files.is_read(sha, kind="cv", reader="1")
    assert files.reading(sha, kind="job", reader="1", as_=GuideChoice) == READ
    assert Files(database, OTHER).reading(sha, kind="cv", reader="2", as_=GuideChoice) is None


def test_readers_that_end_at_once_leave_one_reading(database: Database) -> None:
    files = Files(database, ME)
    sha = files.put(b"words", name="a.txt").sha256
    ended = at_once(*[lambda: files.keep_reading(sha, kind="cv", reader="1", read=READ)] * 5)
    assert ended == [None] * 5 and rows_in(database)["reading"] == 1


def test_a_reading_of_a_file_that_is_gone_is_not_kept(database: Database) -> None:
    Files(database, ME).keep_reading("0" * 64, kind="cv", reader="1", read=READ)
    assert "reading" not in rows_in(database)
