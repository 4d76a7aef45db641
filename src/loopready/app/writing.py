"""Where results go."""

from __future__ import annotations

from pathlib import Path

from loopready.adapters.store import FileStore, write_atomic
from loopready.app.inputs import shown_name
from loopready.app.settings import data_folder
from loopready.engines.text import slug
from loopready.model import Brief


def default_name(cv: str, job: str, *, suffix: str) -> str:
    """The file a brief goes to where none is named: made of both files' names, in the present folder."""
    second = "job" if job == "-" else Path(shown_name(job)).stem
    return f"brief-{slug(Path(cv).stem)}-{slug(second)}.{suffix.lstrip('.')}"


def write(path: Path, data: str | bytes) -> None:
    """Write a file whole or not at all. OutsideError where it cannot be written."""
    write_atomic(path, data.encode("utf-8") if isinstance(data, str) else data)


def save(brief: Brief) -> str:
    """Keep a brief in the data folder; returns its id."""
    return FileStore(data_folder()).save(brief)
