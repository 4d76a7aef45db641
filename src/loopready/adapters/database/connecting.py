"""The database: SQLite in the user's data folder, or PostgreSQL by its address, with the same code."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from loopready.model import InputError, OutsideError

BUSY_MS = 15_000
"""Longest wait for another process that writes to the same SQLite file, or holds the same row on PostgreSQL."""
_CONNECT_SECONDS = 10
_POOL = 20
_DISK_FULL = frozenset({"53100", "SQLITE_FULL"})
_BUSY = frozenset({"55P03", "40001", "40P01", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY", "SQLITE_LOCKED"})
_NO_WRITING = frozenset({"25006", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"})
_WRITES = "loopready_writes"


class Database:
    """Connections to one database. ``reading`` and ``writing`` give a session each; ``writing`` commits when its block ends well.

    Raises:
        InputError: the address names no database that is supported.
        OutsideError: the database can not be reached, or refuses.
    """

    def __init__(self, address: str | Path) -> None:
        self.url = _url(address)
        self.file = Path(self.url.database) if self.is_sqlite and self.url.database else None
        if self.file is not None:
            _make_private(self.file)
        self.engine = _engine(self.url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(self.engine.execution_options(**{_WRITES: True}), expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is an SQLite file, which one machine has to itself."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with told(self.url), self._sessions() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends, and leaves nothing behind when it raises."""
        with told(self.url), self._writers.begin() as session:
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def wipe(self) -> bool:
        """After a deletion on SQLite: empty the write-ahead log and give the freed pages back, so that no byte of it is left in the files.

        False where another process still reads the log, which is then emptied when that ends. True on PostgreSQL, which does it by itself.
        """
        if not self.is_sqlite:
            return True
        with told(self.url):
            pooled = self.engine.raw_connection()
            try:
                own: sqlite3.Connection = pooled.driver_connection  # type: ignore[assignment]
                if not _empty_log(own):
                    return False
                own.execute("VACUUM")
                return _empty_log(own)
            except sqlite3.Error as error:
                raise told_of(OperationalError("VACUUM", None, error), self.url) from None
            finally:
                pooled.close()


def _empty_log(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def put_if_absent(session: Session, table: type[DeclarativeBase], **values: Any) -> None:
    """Insert a row unless one of its key is there; of several processes that do so at once, none fails."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    session.execute(insert(table).values(**values).on_conflict_do_nothing())


@contextmanager
def told(url: URL) -> Iterator[None]:
    """A database that does not answer or can not take what it is given, told in one line."""
    try:
        yield
    except PoolTimeoutError:
        says = "too many things are done at once; try again in a moment"
        raise OutsideError("database_busy", says, name=url.render_as_string(hide_password=True)) from None
    except DataError:
        says = "holds a character that can not be kept (as NUL), or is too long; shorten it and try again"
        raise InputError("not_storable", says, name="what was given") from None
    except (OperationalError, InterfaceError) as error:
        raise told_of(error, url) from None
    except DBAPIError as error:
        if error.connection_invalidated or type(error) is DatabaseError:
            raise told_of(error, url) from None
        raise


def told_of(error: DBAPIError, url: URL) -> OutsideError:
    """The line of an error of the database: what it is, and what to do."""
    said = str(error.orig).strip().splitlines()
    reason = said[0] if said else "no reason given"
    name = url.render_as_string(hide_password=True)
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None) or ""
    if code in _DISK_FULL:
        return OutsideError("disk_full", f"the disk is full, and nothing was changed; make room and try again ({reason})", name=name)
    if code in _BUSY:
        return OutsideError("database_busy", f"another process holds it; wait a moment and try again ({reason})", name=name)
    if code in _NO_WRITING:
        return OutsideError("cannot_write", f"can not be opened or written to; check its permissions ({reason})", name=name)
    if code in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return OutsideError("database_damaged", f"is damaged or no database; restore a backup beside it ({reason})", name=name)
    return OutsideError("database", f"the database does not answer: {reason}", name=name)


def _url(address: str | Path) -> URL:
    if isinstance(address, Path):
        return URL.create("sqlite+pysqlite", database=str(address))
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite+pysqlite")
    says = "names no database; write postgresql://user:password@host/name or sqlite:////path/to/file"
    raise InputError("no_database", says, name="LOOPREADY_DATABASE_URL")


def _engine(url: URL) -> Engine:
    """Errors never show the values that were to be written: logs hold no personal data."""
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_size=_POOL,
            max_overflow=_POOL,
            hide_parameters=True,
            connect_args={"connect_timeout": _CONNECT_SECONDS},
        )
        event.listen(engine, "connect", _set_up_server)
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, pool_size=_POOL, max_overflow=_POOL, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    """Foreign keys hold, readers do not wait for writers, what is committed is on the disk, and what is deleted is overwritten."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    _write_ahead(connection)
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Write-ahead logging. Why the loop: the change of mode does not wait for another process that makes it at the same time."""
    end = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _set_up_server(connection: Any, _: Any) -> None:
    """No one waits for a row for ever."""
    connection.execute(f"SET lock_timeout = {BUSY_MS}")
    connection.commit()


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that read first and then wants to write could not wait for it."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_private(file: Path) -> None:
    """The database's folder and file, for their owner alone; SQLite gives the log beside it the file's own mode.

    Why only a new file is opened: closing a file that this process has open elsewhere would drop the locks it holds on it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        if os.name == "posix" and file.stat().st_mode & 0o077 and file.stat().st_uid == os.geteuid():
            file.chmod(0o600)
    except OSError as error:
        raise OutsideError("cannot_write", f"cannot be made or written: {error.strerror or error}", name=str(file)) from None
