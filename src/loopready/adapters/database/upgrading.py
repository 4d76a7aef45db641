"""Bringing a database to this version's tables, step by step (Alembic)."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from loopready.adapters.database.connecting import Database, told
from loopready.model import OutsideError

_LOCK = 5_720_411_903


def upgrade(database: Database) -> None:
    """Bring the database to the newest revision; two processes that start at once do it one after the other.

    Raises:
        OutsideError: the database was made by a newer loopready, or does not answer.
    """
    config = alembic_config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    head = ScriptDirectory.from_config(config).get_current_head()
    with told(database.url), database.engine.execution_options(loopready_writes=True).connect() as connection, connection.begin():
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        present = MigrationContext.configure(connection).get_current_revision()
        if present is not None and present not in known:
            says = "was made by a newer version of loopready; install that version, or restore a backup of this one"
            raise OutsideError("newer_database", says, name=database.url.render_as_string(hide_password=True))
        if present != head:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def alembic_config() -> Config:
    """Where the revisions live."""
    config = Config()
    folder = Path(str(resources.files("loopready.adapters.database").joinpath("migrations")))
    config.set_main_option("script_location", str(folder))
    return config
