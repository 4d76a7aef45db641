"""What all tests share: a data folder of their own, so that no test reads or writes the person's, and a cache, so that the library
is parsed once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest

from loopready.app.prepare import Pipeline
from warm import cool, warm_pipeline


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as cache, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPREADY_DATA_DIR", data)
        patch.setenv("LOOPREADY_CACHE_DIR", cache)
        yield


@pytest.fixture(scope="session")
def pipeline() -> Iterator[Pipeline]:
    """One warm pipeline for all tests of this process; modules with needs of their own have one of that name."""
    yield warm_pipeline()
    cool()
