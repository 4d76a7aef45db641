"""The generated reference is current, and says something of every verb, noun and calculator."""

from __future__ import annotations

from pathlib import Path

import generate_reference
import pytest

ROOT = Path(__file__).parents[2]


def test_nothing_is_stale() -> None:
    assert generate_reference.stale() == []


def test_a_planted_change_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in generate_reference.pages().items():
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(generate_reference, "REFERENCE", tmp_path)
    assert generate_reference.stale() == []
    (tmp_path / "cli.md").write_text("# other\n")
    assert generate_reference.stale() == ["cli.md"]


def test_every_option_and_argument_says_what_it_does() -> None:
    empty = [line for line in generate_reference.cli_page().splitlines() if line.startswith("- ") and line.rstrip().endswith(":")]
    assert empty == []


def test_every_noun_has_a_docstring() -> None:
    lines = generate_reference.nouns_page().splitlines()
    headings = [at for at, line in enumerate(lines) if line.startswith("## ")]
    assert len(headings) > 40
    assert [lines[at] for at in headings if len(lines[at + 2]) < 20] == []
