"""Briefs kept as files in the user's data folder, each replaced atomically."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from loopready.model import Brief, InputError, OutsideError


class FileStore:
    """A store of briefs: ``<folder>/briefs/<id>.json`` and the id of the last one saved in ``<folder>/last``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, brief: Brief) -> str:
        """Keep a brief under its revision; returns that id. OutsideError where the folder cannot be written."""
        write_atomic(self.folder / "briefs" / f"{brief.revision}.json", brief.model_dump_json(by_alias=True).encode())
        write_atomic(self.folder / "last", brief.revision.encode())
        return brief.revision

    def load(self, id: str | None = None) -> Brief:
        """The brief with this id, or the last one saved; InputError where there is none."""
        last = self.folder / "last"
        if id is None:
            if not last.is_file():
                raise InputError("nothing_saved", "no brief was saved yet; make one with: loopready prep CV JOB --save")
            id = last.read_text().strip()
        path = self.folder / "briefs" / f"{id}.json"
        if not re.fullmatch(r"[0-9a-f]{6,64}", id) or not path.is_file():
            raise InputError("no_such_brief", f"no brief with the id {id!r} is saved here")
        return Brief.model_validate_json(path.read_bytes())


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
