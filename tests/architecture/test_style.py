"""House rules that no linter has: no broad except, no unfinished marks, no machine paths, no registry hosts."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEXTS = (".py", ".md", ".yaml", ".toml", ".txt", ".html", ".css", ".js", ".typ", ".in", "")
MARKS = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "not " + "implemented"]))
HOSTS = ["pypi" + r"\.org", "pythonhosted" + r"\.org", r"registry\.npm" + r"js\.org", r"deb\.debian" + r"\.org"]
PLACES = re.compile("|".join([r"(?<![\w.-])/(?:work|root|home|Users)/[A-Za-z]\w*", *HOSTS]))


def broad_excepts(source: str) -> list[int]:
    """Lines of ``except:``, ``except Exception`` and ``except BaseException``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            kinds = [node.type] if not isinstance(node.type, ast.Tuple) else list(node.type.elts)
            if any(kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException")) for kind in kinds):
                found.append(node.lineno)
    return found


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    files = [ROOT / line for line in listed.stdout.splitlines()]
    return [file for file in files if file.suffix in TEXTS and file.is_file() and "requirements" not in file.parts]


FOREIGN = ROOT / "src/loopready/plugins.py"
"""Where the code of plugins is called, which may raise anything: its one broad except tells what it caught."""


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_broad_except(file: Path) -> None:
    assert len(broad_excepts(file.read_text(encoding="utf-8"))) == (1 if file == FOREIGN else 0)


@pytest.mark.parametrize("planted", ["except:", "except Exception:", "except (ValueError, BaseException):"])
def test_a_planted_broad_except_is_told(planted: str) -> None:
    assert broad_excepts(f"try:\n    x = 1\n{planted}\n    pass\n") == [3]


def test_no_unfinished_marks_and_no_machine_paths() -> None:
    files = tracked()
    if not files:
        pytest.skip("not a git checkout")
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        found += [f"{file.relative_to(ROOT)}: {match.group()}" for pattern in (MARKS, PLACES) for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("planted", ["# TO" + "DO: later", "see /work/" + "main", "https://pypi" + ".org/simple"])
def test_a_planted_mark_is_told(planted: str) -> None:
    assert MARKS.search(planted) or PLACES.search(planted)


def test_sources_were_found() -> None:
    assert len(SOURCES) > 50
