"""Where a thing stands: each rule has a lie in the words of the sentence, and what an honest writer makes of it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from loopready.engines.gate import faults, ground_of, words_to_keep

NOTES = yaml.safe_load((Path(__file__).parent / "gate_places.yaml").read_text(encoding="utf-8"))


def _pairs(key: str) -> list[tuple[str, str]]:
    return [(str(note["said"]), str(text)) for note in NOTES for text in note.get(key, ())]


@pytest.mark.parametrize(("said", "text"), _pairs("stands"))
def test_what_only_flows_better_stands(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) == []


@pytest.mark.parametrize(("said", "text"), _pairs("falls"))
def test_what_was_moved_falls(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) != []
    assert faults(said, ground_of(said)) == []


def test_an_amount_to_keep_is_told_whole() -> None:
    assert words_to_keep("£240k a year and 2.2 M, 99.9% of it.") == ("240k", "year", "2.2", "M", "99.9")
