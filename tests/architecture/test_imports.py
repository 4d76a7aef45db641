"""The import contract holds, and each of its guards bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--config", str(folder / "pyproject.toml"), "--no-cache"]
    places = {"PYTHONPATH": str(folder / "src"), "PATH": ""}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=places, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.onnx", "content"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contract_holds(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("engines/planted.py", "import loopready.reading"),
        ("matching/planted.py", "import loopready.reading"),
        ("rendering/planted.py", "import loopready.app.prepare"),
        ("model/planted.py", "import loopready.engines.text"),
        ("model/planted.py", "import loopready.plugins"),
        ("composing/planted.py", "import loopready.library"),
        ("practice/planted.py", "import loopready.composing"),
        ("app/planted.py", "import loopready.cli"),
        ("matching/planted.py", "import socket"),
        ("app/planted.py", "import sqlite3"),
        ("app/planted.py", "import sqlalchemy"),
        ("app/planted.py", "import loopready.web"),
        ("web/planted.py", "import loopready.cli"),
        ("web/planted.py", "import sqlalchemy"),
        ("cli/planted.py", "import dbos"),
        ("app/planted.py", "import loopready.mcp"),
        ("app/planted.py", "import mcp"),
        ("rendering/planted.py", "import mcp"),
        ("mcp/planted.py", "import loopready.web"),
        ("web/planted.py", "import loopready.mcp"),
        ("mcp/planted.py", "import loopready.cli"),
        ("mcp/planted.py", "import sqlalchemy"),
        ("rendering/planted.py", "import fastapi"),
        ("rendering/planted.py", "import subprocess"),
        ("utils.py", "x = 1"),
    ],
)
def test_a_planted_violation_is_told(copy: Path, file: str, line: str) -> None:
    (copy / "src/loopready" / file).write_text(f"{line}\n")
    done = lint_imports(copy)
    assert done.returncode != 0, f"{line} in {file} went unnoticed"
