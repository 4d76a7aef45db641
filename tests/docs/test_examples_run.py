"""The code blocks of the documentation run, from the root of a checkout, and print what the page says."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from code_blocks import Block, blocks_of, run

import loopready

ROOT = Path(__file__).parents[2]
BLOCKS = [block for page in sorted((ROOT / "docs").rglob("*.md")) for block in blocks_of(page)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.page.stem}-{block.line}")
def test_a_code_block_runs(block: Block) -> None:
    run(block, root=ROOT)


def test_blocks_were_found() -> None:
    assert len(BLOCKS) >= 8 and sum(block.prints is not None for block in BLOCKS) >= 4


@pytest.mark.parametrize(
    ("planted", "error"),
    [
        ("```python\nimport loopready\nloopready.no_such()\n```\n", AttributeError),
        ("```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n", AssertionError),
        ("```python\nassert False\n```\n", AssertionError),
        ("```python\nprint(1 +\n```\n", SyntaxError),
    ],
)
def test_a_planted_wrong_example_is_told(tmp_path: Path, planted: str, error: type[Exception]) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\n{planted}", encoding="utf-8")
    (block,) = blocks_of(page)
    assert block.line == 4
    with pytest.raises(error):
        run(block, root=tmp_path)


def test_a_right_example_passes_and_prints_nothing_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\nprint(2)\n```\n```text\n2\n```\n```python\nx = 1\n```\n", encoding="utf-8")
    first, second = blocks_of(page)
    run(first, root=tmp_path)
    run(second, root=tmp_path)
    assert second.prints is None and capsys.readouterr().out == ""


CONTRACT = {
    "prepare": "(cv, job, *, guide=None, on=None, today=None, overrides=(), writer=None)",
    "read_cv": "(cv)",
    "read_job": "(job)",
    "find_guides": "(job, posting, *, guide=None)",
    "match": "(cv, profile, job, posting, *, guide=None, today=None)",
    "compose": "(cv, profile, job, posting, matched, *, guide=None, today=None, overrides=())",
    "render": "(brief, *, format='html')",
}
"""The functions of the package and the parameters that stay; others may be added by name."""


@pytest.mark.parametrize("name", CONTRACT)
def test_a_function_is_there_as_promised_and_on_its_page(name: str) -> None:
    function = getattr(loopready, name)
    kept = inspect.signature(eval(f"lambda {CONTRACT[name][1:-1]}: 0")).parameters
    held = inspect.signature(function).parameters
    assert [key for key in held if key in kept] == list(kept)
    assert all((held[key].kind, held[key].default) == (kept[key].kind, kept[key].default) for key in kept)
    assert all(held[key].kind is inspect.Parameter.KEYWORD_ONLY for key in held if key not in kept)
    assert name in loopready.__all__ and inspect.getdoc(function)
    assert f"loopready.{name}(" in (ROOT / "docs/how-to/use-from-python.md").read_text(encoding="utf-8")


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in link and not (page.parent / link).exists():
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []
