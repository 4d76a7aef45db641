"""Bringing a database to this version's tables, step by step (Alembic)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from loopready.adapters.database.connecting import Database, told
from loopready.model import OutsideError

_LOCK = 5_720_411_903


def upgrade(database: Database) -> None:
    """Bring the database to the newest revision; two processes that start at once do it one after the other.

    Raises:
        OutsideError: the database was made by a newer loopready, or does not answer.
    """
    config = alembic_config()
    script = ScriptDirectory.from_config(config)
    known = {each.revision for each in script.walk_revisions()}
    with changing(database) as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        if present is not None and present not in known:
            says = "was made by a newer version of loopready; install that version, or restore a backup of this one"
            raise OutsideError("newer_database", says, name=database.url.render_as_string(hide_password=True))
        if present != script.get_current_head():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


@contextmanager
def changing(database: Database) -> Iterator[Connection]:
    """A connection that changes tables in one transaction, alone.

    Why foreign keys rest meanwhile on SQLite: a table is changed there by making it anew and dropping the old one, and a drop would take
    along all rows that hang on it. They are checked before the end. OutsideError where rows hang on nothing, and nothing is changed then.
    """
    with told(database.url), database.engine.execution_options(loopready_writes=True).connect() as connection:
        if database.is_sqlite:
            _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                if not database.is_sqlite:
                    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection
                if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    says = "has rows that hang on nothing, and was left as it was; restore a backup beside it"
                    raise OutsideError("database_damaged", says, name=database.url.render_as_string(hide_password=True))
        finally:
            if database.is_sqlite:
                _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Outside a transaction, where alone it has an effect."""
    own: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    own.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def alembic_config() -> Config:
    """Where the revisions live."""
    config = Config()
    folder = Path(str(resources.files("loopready.adapters.database").joinpath("migrations")))
    config.set_main_option("script_location", str(folder))
    return config
