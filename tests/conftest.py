"""What all tests share: a data folder of their own, so that no test reads or writes the person's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("LOOPREADY_DATA_DIR")
        os.environ["LOOPREADY_DATA_DIR"] = folder
        yield
        if before is None:
            del os.environ["LOOPREADY_DATA_DIR"]
        else:
            os.environ["LOOPREADY_DATA_DIR"] = before
