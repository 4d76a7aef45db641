"""What all tests share: a data folder of their own, so that no test reads or writes the person's, and a cache, so that the library
is parsed once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from loopready.app.prepare import Pipeline
from warm import cool, warm_pipeline

# No property test hangs on the clock or on chance: the same examples each time, however long one takes.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests run in one process and in order, unless they name a group: what a module shares is made once, and no result
    hangs on which tests happened to run beside it. A test in a browser gets a second try: a machine's hiccup fails once, a fault twice."""
    for item in items:
        if item.get_closest_marker("browser") is not None:
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.split("::")[0]))


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
