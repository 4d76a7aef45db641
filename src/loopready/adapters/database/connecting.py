"""The database: SQLite in the user's data folder, or PostgreSQL by its address, with the same code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from loopready.model import InputError, OutsideError

BUSY_MS = 15_000
"""Longest wait for another process that writes to the same SQLite file."""
_WRITES = "loopready_writes"


class Database:
    """Connections to one database. ``reading`` and ``writing`` give a session each; ``writing`` commits when its block ends well.

    Raises:
        InputError: the address names no database that is supported.
        OutsideError: the database can not be reached, or refuses.
    """

    def __init__(self, address: str | Path) -> None:
        self.url = _url(address)
        if self.url.database and self.is_sqlite and self.url.database != ":memory:":
            _make_folder(Path(self.url.database).parent)
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


def put_if_absent(session: Session, table: type[DeclarativeBase], **values: Any) -> None:
    """Insert a row unless one of its key is there; of several processes that do so at once, none fails."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    session.execute(insert(table).values(**values).on_conflict_do_nothing())


@contextmanager
def told(url: URL) -> Iterator[None]:
    """A database that does not answer, told in one line."""
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated or type(error).__name__ == "OperationalError":
            said = str(error.orig).strip().splitlines()
            shown = url.render_as_string(hide_password=True)
            raise OutsideError("database", f"the database does not answer: {said[0] if said else 'no reason given'}", name=shown) from None
        raise


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
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite+pysqlite")
    says = "names no database; write postgresql://user:password@host/name or sqlite:////path/to/file"
    raise InputError("no_database", says, name="LOOPREADY_DATABASE_URL")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    """Foreign keys hold, readers do not wait for writers, and what is committed is on the disk."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that read first and then wants to write could not wait for it."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutsideError("cannot_write", f"cannot be made: {error.strerror or error}", name=str(folder)) from None
