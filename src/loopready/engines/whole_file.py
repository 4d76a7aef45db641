"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
"""For its owner alone."""


@contextlib.contextmanager
def whole_file(path: Path, *, mode: int = PRIVATE, sync: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes the place of ``path`` when the block ends, with these permissions; its folder is made where there is none.

    Where the block raises, or a write fails, nothing is left beside and what stood at ``path`` stays. ``sync``: wait until the data is on
    the disk. OSError where the disk or its permissions forbid.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".part")
    with contextlib.ExitStack() as undo:
        undo.callback(Path(name).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as out:
            yield out
            if sync:
                out.flush()
                os.fsync(out.fileno())
        if mode != PRIVATE:
            Path(name).chmod(mode)
        Path(name).replace(path)
        undo.pop_all()


def common_mode() -> int:
    """The permissions that a new file gets by the process's own mask."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
