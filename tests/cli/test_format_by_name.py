"""What is written follows the name after -o, unless a format is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready.cli.printing import format_for
from program import run

KNOWN = ("html", "md", "pdf", "docx", "json", "text")
EXAMPLE = Path(__file__).parents[2] / "examples" / "nurse"


@pytest.mark.parametrize(
    ("given", "out", "chosen"),
    [
        (None, None, "html"),
        (None, "brief.md", "md"),
        (None, "brief.MD", "md"),
        (None, "brief.markdown", "md"),
        (None, "brief.htm", "html"),
        (None, "brief.txt", "text"),
        (None, "brief", "html"),
        (None, "brief.xyz", "html"),
        (None, "-", "html"),
        ("json", "brief.md", "json"),
        ("nonsense", "brief.md", "nonsense"),
    ],
)
def test_the_name_decides_where_nothing_else_does(given: str | None, out: str | None, chosen: str) -> None:
    assert format_for(given, Path(out) if out else None, known=KNOWN, default="html") == chosen


def test_a_format_that_is_not_known_is_not_taken_from_a_name() -> None:
    assert format_for(None, Path("plan.pdf"), known=("md", "json", "ics"), default="md") == "md"


def test_a_brief_named_md_is_markdown(tmp_path: Path) -> None:
    out = tmp_path / "brief.md"
    cv, job = (str(next(EXAMPLE.glob(f"{name}.*"))) for name in ("cv", "job"))
    done = run("prep", cv, job, "--today", "2026-11-23", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8").startswith("# ")


def test_a_guide_named_json_is_json(tmp_path: Path) -> None:
    out = tmp_path / "guide.json"
    done = run("guide", "general", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8").startswith("{")
