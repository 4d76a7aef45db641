"""What was parsed of the content, kept as JSON until a file changes.

Why: a guide with its bases is some hundred kilobytes of YAML; its JSON is read twenty times faster. An entry holds the names, sizes
and times of the files it was made from, so that a changed, added or removed file makes it anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from loopready.engines.whole_file import whole_file
from loopready.library.resources import ContentFile

_FORM = 2
"""Raised when the shape of what is kept changes."""


class Cache:
    """Entries below ``folder``; with None for the folder nothing is kept. A folder that can not be written is no fault."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def value(self, name: str, files: Iterable[ContentFile], make: Callable[[], Any]) -> Any:
        """The JSON value called ``name`` that ``make`` gives for these files: from the folder while no file has changed."""
        stamp = self._stamp(files)
        if self._folder is None or stamp is None:
            return make()
        path = self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"
        kept = _read(path)
        if isinstance(kept, dict) and kept.get("stamp") == stamp and kept.get("name") == name:
            return kept["value"]
        value = make()
        _write(path, {"name": name, "stamp": stamp, "value": value})
        return value

    def _stamp(self, files: Iterable[ContentFile]) -> list[Any] | None:
        """Names, sizes and times; None where a file is not one of the file system (a zipped package)."""
        stamp: list[Any] = [_FORM]
        for file in files:
            if not isinstance(file.handle, Path):
                return None
            state = file.handle.stat()
            stamp.append([str(file.handle), state.st_size, state.st_mtime_ns])
        return stamp


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def _write(path: Path, value: Any) -> None:
    with contextlib.suppress(OSError), whole_file(path) as out:  # a read-only or full disk only costs the time saved
        out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
