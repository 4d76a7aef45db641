"""Files, each replaced atomically."""

from __future__ import annotations

from pathlib import Path

from loopready.engines.whole_file import common_mode, whole_file
from loopready.model import OutsideError


def write_atomic(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all. OutsideError where the disk or its permissions forbid."""
    try:
        with whole_file(path, mode=common_mode(), sync=True) as file:
            file.write(data)
    except OSError as error:
        raise OutsideError("cannot_write", f"cannot be written: {error.strerror or error}", name=str(path)) from None
