"""A site on a database of its own, and a browser-like client of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hosted_site import open_door
from loopready.adapters.database import Database
from loopready.app.prepare import Pipeline
from loopready.app.service import Service
from loopready.web import WebSettings
from web_site import Site


@pytest.fixture
def service(pipeline: Pipeline, tmp_path: Path) -> Iterator[Service]:
    """A service on an SQLite file of its own."""
    made = Service(database=Database(tmp_path / "site.sqlite"), pipeline=pipeline)
    yield made
    made.jobs.close()
    made.database.close()


@pytest.fixture
def site(service: Service) -> Site:
    """The site in personal mode."""
    return Site(service, WebSettings())


@pytest.fixture
def hosted(service: Service) -> Service:
    """The service as a hosted server has it, with a quick hasher of passwords."""
    open_door(service)
    return service
