"""Writing to standard output."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

_SAME = {"htm": "html", "markdown": "md", "txt": "text"}


def format_for(given: str | None, out: Path | None, *, known: Collection[str], default: str) -> str:
    """The format that was asked for, else the one that the output file's name ends in where it is ``known``, else the default."""
    if given is not None:
        return given
    end = out.suffix.removeprefix(".").lower() if out is not None else ""
    return next((name for name in (end, _SAME.get(end, "")) if name in known), default)


def print_out(data: str | bytes) -> None:
    """Bytes as they are; a text with a line end."""
    if isinstance(data, bytes):
        sys.stdout.buffer.write(data)
    else:
        sys.stdout.write(data if data.endswith("\n") else data + "\n")
