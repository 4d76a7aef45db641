"""A phrase is its sentence's own parts moved: words keep their neighbours and their small words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.gate import faults, ground_of
from loopready.engines.gate.moves import move_faults
from loopready.engines.gate.reading import read

NOTES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "gate_moves.yaml").read_text(encoding="utf-8"))
SMALL = ("it", "its", "them", "of", "that", "who", "what", "in", "with")


def _pairs(key: str) -> list[tuple[str, str]]:
    return [(note["said"], text) for note in NOTES for text in note[key]]


@pytest.mark.parametrize(("said", "text"), _pairs("stands"))
def test_moves_of_its_own_parts_stand(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) == []


@pytest.mark.parametrize(("said", "text"), _pairs("falls"))
def test_lies_of_its_own_words_fall(said: str, text: str) -> None:
    assert faults(said, ground_of(said)) == []
    assert faults(text, ground_of(said)) != []


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.data())
def test_two_neighbours_that_no_joint_parts_never_change_places(data: st.DataObject) -> None:
    said = data.draw(st.sampled_from([note["said"] for note in NOTES]))
    tokens = [token for token in read(said).tokens if not token.quoted]
    close = [
        (one, two)
        for one, two in pairwise(tokens)
        if said[one.end : two.start] == " " and one.is_content and two.is_content and one.stem != two.stem
    ]
    if close:
        one, two = data.draw(st.sampled_from(close))
        turned = f"{said[: one.start]}{two.text}{said[one.end : two.start]}{one.text}{said[two.end :]}"
        assert move_faults(read(turned), read(said)) != [], turned


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.data())
def test_a_small_word_put_between_neighbours_never_passes(data: st.DataObject) -> None:
    said = data.draw(st.sampled_from([note["said"] for note in NOTES]))
    tokens = [token for token in read(said).tokens if not token.quoted]
    close = [two for one, two in pairwise(tokens) if said[one.end : two.start] == " " and one.is_content and two.is_content]
    if close:
        at = data.draw(st.sampled_from(close)).start
        changed = f"{said[:at]}{data.draw(st.sampled_from(SMALL))} {said[at:]}"
        assert faults(changed, ground_of(said)) != [], changed


def test_without_the_rule_a_lie_of_kept_words_would_pass() -> None:
    """The planted case that only this rule catches."""
    said = "Bring one mistake, its cost, the change made, and a later case where it held, next to “Around 70 visits…”."
    lie = "Bring one mistake, its cost, the change it made, and a later case where it held, next to “Around 70 visits…”."
    found = faults(lie, ground_of(said))
    assert found and set(found) == set(move_faults(read(lie), read(said)))


def test_a_word_said_a_thousand_times_takes_no_time() -> None:
    """Places grow by the square of how often a word is said; here they would be tried a hundred million times."""
    said = "Bring the audit. " + "audit " * 1_000
    assert faults("Bring the audit. " + "audit " * 990 + "rota", ground_of(said)) != []
