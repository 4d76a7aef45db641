"""Where a person's data live."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """The user's data folder, or the one LOOPREADY_DATA_DIR names."""
    named = os.environ.get("LOOPREADY_DATA_DIR")
    return Path(named) if named else Path(platformdirs.user_data_dir("loopready"))
