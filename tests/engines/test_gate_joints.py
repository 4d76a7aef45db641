"""How a phrase is joined: each rule has a planted violation, and what only makes a note a sentence stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from loopready.engines.gate import faults, ground_of

NOTES = yaml.safe_load((Path(__file__).parent / "gate_joints.yaml").read_text(encoding="utf-8"))


def _pairs(key: str) -> list[tuple[str, str]]:
    return [(str(note["said"]), str(text)) for note in NOTES for text in note.get(key, ())]


@pytest.mark.parametrize(("said", "text"), _pairs("stands"))
def test_a_note_made_whole_stands(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) == []


@pytest.mark.parametrize(("said", "text"), _pairs("falls"))
def test_what_is_joined_otherwise_falls(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) != []
    assert faults(said, ground_of(said)) == []
