"""Databases, services and other processes for the tests of durable jobs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.jobs.processes import Processes
from loopready.adapters.database import Database
from loopready.adapters.fakes import HashEmbedder
from loopready.adapters.jobs import durable
from loopready.app.prepare import Pipeline
from pg import postgres_url

__all__ = ["postgres_url"]


@pytest.fixture(scope="session")
def pipeline() -> Iterator[Pipeline]:
    """One warm pipeline for all."""
    with Pipeline(embedder=HashEmbedder()) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database, of either kind."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'loopready.sqlite'}"


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """The same database, open."""
    made = Database(address)
    yield made
    made.close()


@pytest.fixture
def processes(address: str) -> Iterator[Processes]:
    """Starts other processes over the database; those that still run are killed in the end."""
    made = Processes(address)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take its time to end."""
    monkeypatch.setattr(durable, "LEAVE_SECONDS", 30.0)
    monkeypatch.setattr(durable, "NOTED_SECONDS", 30.0)
