"""The database is private, holds its rules, and what goes wrong with it is told in one line."""

from __future__ import annotations

import datetime as dt
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from database_things import ME, OTHER, at_once, prepared, rows_in, with_people
from loopready.adapters.database import Database, Files, upgrade
from loopready.adapters.database import connecting as connecting_module
from loopready.adapters.database.connecting import told, told_of
from loopready.adapters.database.tables import AccountRow, NoteRow
from loopready.model import InputError, OutsideError


@pytest.mark.parametrize("address", ["", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "no address", "postgresqll://x/y"])
def test_what_names_no_database_is_told(address: str) -> None:
    with pytest.raises(InputError, match="LOOPREADY_DATABASE_URL: names no database"):
        Database(address)


def test_a_password_is_never_shown() -> None:
    url = make_url("postgresql+psycopg://ada:secret@127.0.0.1:1/name")
    with pytest.raises(OutsideError) as outside, Database("postgres" + "ql://ada:secret@127.0.0.1:1/name").reading() as session:
        session.execute(text("SELECT 1"))
    assert "secret" not in str(outside.value) and "the database does not answer" in str(outside.value)
    assert "secret" not in str(told_of(OperationalError("", None, sqlite3.OperationalError("x")), url))


def test_the_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "data" / "store.sqlite")
    upgrade(database)
    with_people(database, ME)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in [tmp_path / "data", *(tmp_path / "data").iterdir()]}
    database.close()
    assert modes.pop("data") == 0o700
    assert set(modes) == {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"} and set(modes.values()) == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").touch(mode=0o644)
    Database(tmp_path / "store.sqlite").close()
    assert stat.S_IMODE((tmp_path / "store.sqlite").stat().st_mode) == 0o600


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutsideError, match="cannot be made or written"):
        Database(tmp_path / "file" / "store.sqlite")


def test_sqlite_is_set_up_to_be_safe(tmp_path: Path) -> None:
    database = Database(tmp_path / "store.sqlite")
    with database.reading() as session:
        got = [session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete")]
    database.close()
    assert got == ["wal", 1, 2, 1]


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(NoteRow(preparation="nothing", item="x", text="", done=False, version=1, updated=prepared(database).updated))


def test_what_raises_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.add(AccountRow(id="x", created=prepared(database, owner=OTHER).created, settings={}))
        session.flush()
        raise ZeroDivisionError
    assert rows_in(database)["account"] == 2


def test_many_that_write_at_once_wait_for_each_other(database: Database) -> None:
    ended = at_once(*[lambda number=number: prepared(database, job=f"{number}".encode()) for number in range(12)])
    assert [each for each in ended if isinstance(each, BaseException)] == []
    assert rows_in(database)["preparation"] == 12


def test_another_process_that_holds_the_file_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting_module, "BUSY_MS", 50)
    database = Database(tmp_path / "store.sqlite")
    upgrade(database)
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OutsideError, match="another process holds it; wait a moment") as locked, database.writing() as session:
        session.execute(text("SELECT 1"))
    other.close()
    database.close()
    assert locked.value.code == "database_busy" and "\n" not in str(locked.value)


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "store.sqlite")
    upgrade(database)
    with_people(database, ME)
    with database.reading() as session:
        pages = session.scalar(text("PRAGMA page_count")) or 0
    with pytest.raises(OutsideError, match="the disk is full, and nothing was changed; make room") as full, database.writing() as session:
        session.execute(text(f"PRAGMA max_page_count={pages + 2}"))
        session.add(AccountRow(id="x" * 32, name="y" * 100_000, role="", disabled=False, created=dt.datetime.now(dt.UTC), settings={}))
    assert full.value.code == "disk_full" and rows_in(database) == {"account": 1}
    database.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"no database at all " * 500)
    with pytest.raises(OutsideError, match="is damaged or no database") as told_:
        upgrade(Database(tmp_path / "store.sqlite"))
    assert told_.value.code == "database_damaged"


class _ServerError(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__("said by the server\nwith details")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "code"),
    [("53100", "disk_full"), ("55P03", "database_busy"), ("40P01", "database_busy"), ("25006", "cannot_write"), ("57P01", "database")],
)
def test_what_a_server_says_is_told_in_one_line(sqlstate: str, code: str) -> None:
    told_ = told_of(OperationalError("", None, _ServerError(sqlstate)), URL.create("postgresql+psycopg", database="x"))
    assert told_.code == code and "said by the server" in str(told_) and "details" not in str(told_)


def test_a_crowd_is_told_to_wait_and_faults_of_ours_are_not_hidden() -> None:
    url = URL.create("postgresql+psycopg", database="x")
    with pytest.raises(OutsideError, match="try again in a moment"), told(url):
        raise PoolTimeoutError
    with pytest.raises(OutsideError), told(url):
        raise DatabaseError("", None, sqlite3.DatabaseError("malformed"))
    with pytest.raises(IntegrityError), told(url):
        raise IntegrityError("", None, sqlite3.IntegrityError("x"))


def test_text_that_postgres_can_not_keep_is_told(address: str, database: Database) -> None:
    if address.startswith("sqlite"):
        return
    with pytest.raises(InputError, match="can not be kept"), database.writing() as session:
        session.add(AccountRow(id="x", name="a\0b", role="", disabled=False, created=dt.datetime.now(dt.UTC), settings={}))


def test_after_a_wipe_no_deleted_byte_is_left_in_the_files(tmp_path: Path) -> None:
    database = Database(tmp_path / "store.sqlite")
    upgrade(database)
    with_people(database, ME)
    secret = b"Noor Halvorsen-Achebe, " * 5000
    Files(database, ME).put(secret, name="cv.txt")
    assert any(secret[:20] in file.read_bytes() for file in tmp_path.iterdir())
    with database.writing() as session:
        session.execute(text("DELETE FROM account"))
    assert database.wipe()
    assert [file.name for file in tmp_path.iterdir() if secret[:20] in file.read_bytes()] == []
    assert (tmp_path / "store.sqlite-wal").stat().st_size == 0
    database.close()


def test_a_wipe_beside_a_reader_says_that_the_log_is_not_empty_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting_module, "BUSY_MS", 50)
    database = Database(tmp_path / "store.sqlite")
    upgrade(database)
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM account").fetchall()
    with_people(database, ME)
    assert not database.wipe()
    other.close()
    assert database.wipe()
    database.close()


def test_no_error_shows_what_was_to_be_written(database: Database) -> None:
    with pytest.raises(IntegrityError) as told_, database.writing() as session:
        moment = dt.datetime.now(dt.UTC)
        session.add(NoteRow(preparation="nothing", item="x", text="Ada's own words", done=False, version=1, updated=moment))
    assert "Ada" not in str(told_.value)
