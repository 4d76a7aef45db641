"""Files, each replaced atomically."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from loopready.model import OutsideError


def write_atomic(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all. OutsideError where the disk or its permissions forbid."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutsideError("cannot_write", f"cannot be written: {error.strerror or error}", name=str(path)) from None
