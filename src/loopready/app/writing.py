"""Where results go."""

from __future__ import annotations

from pathlib import Path

from loopready.adapters.store import write_atomic
from loopready.app.inputs import shown_name
from loopready.engines.text import slug


def default_name(cv: str, job: str, *, suffix: str) -> str:
    """The file a brief goes to where none is named: made of both files' names, in the present folder."""
    second = "job" if job == "-" else Path(shown_name(job)).stem
    return f"brief-{slug(Path(cv).stem)}-{slug(second)}.{suffix.lstrip('.')}"


def write(path: Path, data: str | bytes) -> None:
    """Write a file whole or not at all. OutsideError where it cannot be written."""
    write_atomic(path, data.encode("utf-8") if isinstance(data, str) else data)
