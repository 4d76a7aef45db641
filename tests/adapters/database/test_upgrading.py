"""Migrations: from nothing and from each revision to the newest, to the very tables of the models, and back."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from database_things import ME, prepared, rows_in, with_people
from loopready.adapters.database import Database, upgrade
from loopready.adapters.database.tables import Base
from loopready.adapters.database.upgrading import alembic_config, changing
from loopready.model import OutsideError

REVISIONS = sorted(script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return list(compare_metadata(context, Base.metadata))


def moved(database: Database, *, to: str, down: bool = False) -> None:
    config = alembic_config()
    with changing(database) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, to)


def test_an_empty_database_gets_the_tables_of_the_models(empty: Database) -> None:
    upgrade(empty)
    assert differences(empty) == []
    upgrade(empty)
    assert differences(empty) == []


def test_a_planted_difference_is_told(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("DROP INDEX ix_preparation_state_created"))
    assert len(differences(database)) == 1


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_each_revision_to_the_newest(empty: Database, revision: str) -> None:
    moved(empty, to=revision)
    upgrade(empty)
    assert differences(empty) == []


def test_back_to_nothing_and_again(database: Database) -> None:
    moved(database, to="base", down=True)
    with database.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    upgrade(database)
    assert differences(database) == []


def test_a_database_of_a_newer_version_is_refused_in_one_line(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OutsideError, match="was made by a newer version of loopready; install that version") as told:
        upgrade(database)
    assert told.value.code == "newer_database" and "\n" not in str(told.value)


_UPGRADE = """
import sys
from loopready.adapters.database import Database, upgrade
sys.stdout.write("ready\\n"); sys.stdout.flush(); sys.stdin.readline()
upgrade(Database(sys.argv[1]))
"""


def test_processes_that_upgrade_at_once_do_it_one_after_the_other(address: str, empty: Database) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _UPGRADE, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for each in started:
        assert each.stdout is not None and each.stdout.readline() == "ready\n"
    said = []
    for each in started:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in started:
        said.append(each.communicate(timeout=60)[1])
    assert said == ["", "", ""] and [each.returncode for each in started] == [0, 0, 0]
    assert differences(empty) == []


def test_a_table_made_anew_keeps_what_hangs_on_it(database: Database) -> None:
    """What a migration on SQLite does to change a column; with foreign keys on, the drop would delete all files and preparations."""
    prepared(database)
    before = rows_in(database)
    with changing(database) as connection:
        _add_column_by_copying(connection)
    assert rows_in(database) == before
    with database.reading() as session:
        if database.is_sqlite:
            assert session.scalar(text("PRAGMA foreign_keys")) == 1


def _add_column_by_copying(connection: Connection) -> None:
    from alembic.operations import Operations
    from sqlalchemy import Column, String

    with Operations(MigrationContext.configure(connection)).batch_alter_table("account", recreate="auto") as batch:
        batch.alter_column("name", existing_type=String(200), type_=String(300), existing_nullable=False)
        batch.add_column(Column("added", String(5), nullable=True))


def test_a_change_that_leaves_rows_hanging_on_nothing_is_taken_back(address: str, empty: Database) -> None:
    if not address.startswith("sqlite"):
        return
    upgrade(empty)
    with_people(empty, ME)
    prepared(empty)
    with pytest.raises(OutsideError, match="hang on nothing"), changing(empty) as connection:
        connection.execute(text("DELETE FROM account"))
    assert rows_in(empty)["account"] == 1
