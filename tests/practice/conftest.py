"""A brief of the invented CV and posting, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready import prepare
from loopready.model import Brief

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"


@pytest.fixture(scope="session")
def brief() -> Brief:
    return prepare(str(_EXAMPLE / "cv.pdf"), str(_EXAMPLE / "job.md"), today="2026-11-25", on="2026-12-07")
