"""Each test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from database_things import ME, OTHER, with_people
from loopready.adapters.database import Database, upgrade
from pg import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
    else:
        with fresh_database() as made:
            yield made


@pytest.fixture
def empty(address: str) -> Iterator[Database]:
    """A database without tables."""
    made = Database(address)
    yield made
    made.close()


@pytest.fixture
def database(empty: Database) -> Database:
    """A database with tables and two people in it."""
    upgrade(empty)
    with_people(empty, ME, OTHER)
    return empty
