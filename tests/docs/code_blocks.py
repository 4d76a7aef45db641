"""Runs the Python blocks of a Markdown page. A block of ``text`` right below one is what it prints."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"```python\n(?P<code>.*?)```(?:\s*\n```text\n(?P<prints>.*?)```)?", re.DOTALL)


class Block(NamedTuple):
    """A block, the line of its page that it begins on, and what it is said to print (None where nothing is said)."""

    page: Path
    line: int
    code: str
    prints: str | None


def blocks_of(page: Path) -> list[Block]:
    """The page's Python blocks, in order."""
    text = page.read_text(encoding="utf-8")
    return [Block(page, text.count("\n", 0, found.start()) + 2, found["code"], found["prints"]) for found in _BLOCK.finditer(text)]


def run(block: Block, *, root: Path) -> None:
    """Run a block on its own, from ``root``; its error has the page's own line. AssertionError where it prints something else."""
    code = compile("\n" * (block.line - 1) + block.code, str(block.page), "exec")
    out = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stdout(out):
        exec(code, {"__name__": f"{block.page.stem}_{block.line}"})
    if block.prints is not None:
        assert out.getvalue().strip() == block.prints.strip(), f"{block.page.name}:{block.line} prints something else"
