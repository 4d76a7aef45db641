"""Writing to standard output."""

from __future__ import annotations

import sys


def print_out(data: str | bytes) -> None:
    """Bytes as they are; a text with a line end."""
    if isinstance(data, bytes):
        sys.stdout.buffer.write(data)
    else:
        sys.stdout.write(data if data.endswith("\n") else data + "\n")
