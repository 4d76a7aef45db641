"""The labels of sentences: what ships is what training gives, and each set is labelled by what was learned from the other."""

from __future__ import annotations

import pytest
from evals.answers_check import SEGMENTS, lines
from evals.segments import directions, f1, scores, whole_answers
from evals.train_segments import train

from loopready.practice.segments import trained


def test_the_weights_that_ship_are_trained_on_both_sets() -> None:
    again, shipped = train([row for name in SEGMENTS for row in lines(name)]), trained()
    assert again.thirds == shipped.thirds
    names = set(again.features) | set(shipped.features)
    none = [0, 0, 0, 0, 0]
    apart = [
        max(abs(a - b) for a, b in zip(again.features.get(name, none), shipped.features.get(name, none), strict=True)) for name in names
    ]
    assert max(apart) <= 2, "stale: run python evals/train_segments.py"


@pytest.mark.parametrize(("way", "least"), [(0, 0.78), (1, 0.80)])
def test_what_was_learned_from_one_set_labels_the_other(way: int, least: float) -> None:
    for name, rows, *found in directions():
        assert scores(found[way], [row["label"] for row in rows])["macro"] >= least, name


def test_f1_counts_what_is_found_and_what_is_missed() -> None:
    assert f1(["a", "a", "b"], ["a", "b", "b"], "a") == pytest.approx(2 / 3)
    assert f1(["b"], ["b"], "a") == 0.0


@pytest.mark.parametrize(("name", "least"), [("parts.dev.jsonl", 0.70), ("mutation_bases.jsonl", 0.80)])
def test_whole_answers_are_labelled_by_what_ships(name: str, least: float) -> None:
    found, gold = whole_answers(name)
    assert len(found) == len(gold) > 100
    assert scores(found, gold)["macro"] >= least
