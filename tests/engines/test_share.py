"""Sharing out within limits is the best of all choices, always the same one, and never beyond a limit."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.rank import assign
from loopready.engines.share import share_out

steady = settings(deadline=None, derandomize=True, max_examples=120)
grids = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 0.25, 0.5, 0.5, 0.75, 1.0, 1.5, -0.5]), min_size=columns, max_size=columns),
        min_size=1, max_size=4,
    )
)  # fmt: skip


def value(scores: list[list[float]], chosen: tuple[int | None, ...] | list[int | None], again: float) -> float:
    uses = [sum(at == i for at in chosen) for i in range(len(scores))]
    return sum(scores[i][j] for j, i in enumerate(chosen) if i is not None) - again * sum(max(0, count - 1) for count in uses)


def allowed(chosen: tuple[int | None, ...] | list[int | None], limits: list[int], groups: list[int | None], most: list[int]) -> bool:
    within = all(sum(at == i for at in chosen) <= limit for i, limit in enumerate(limits))
    return within and all(sum(at is not None and groups[at] == g for at in chosen) <= limit for g, limit in enumerate(most))


@steady
@given(grids, st.data())
def test_it_is_the_best_of_all_choices(scores: list[list[float]], data: st.DataObject) -> None:
    rows = len(scores)
    limits = data.draw(st.lists(st.integers(0, 3), min_size=rows, max_size=rows))
    most = data.draw(st.lists(st.integers(0, 3), min_size=2, max_size=2))
    groups = data.draw(st.lists(st.sampled_from([None, 0, 1]), min_size=rows, max_size=rows))
    again = data.draw(st.sampled_from([0.0, 0.1, 0.4]))
    chosen = share_out(scores, limits, groups=groups, group_limits=most, again=again)
    assert allowed(chosen, limits, groups, most)
    assert all(scores[i][j] > 0 for j, i in enumerate(chosen) if i is not None)
    every = product([None, *range(rows)], repeat=len(scores[0]))
    serving = (each for each in every if all(i is None or scores[i][j] > 0 for j, i in enumerate(each)))
    best = max(value(scores, each, again) for each in serving if allowed(each, limits, groups, most))
    assert value(scores, chosen, again) == pytest.approx(best, abs=1e-5)
    assert chosen == share_out(scores, limits, groups=groups, group_limits=most, again=again)


@steady
@given(grids, st.data())
def test_without_groups_and_costs_it_is_the_assignment(scores: list[list[float]], data: st.DataObject) -> None:
    limits = data.draw(st.lists(st.integers(0, 3), min_size=len(scores), max_size=len(scores)))
    assert value(scores, share_out(scores, limits), 0) == pytest.approx(value(scores, assign(scores, limits), 0))


def test_a_second_telling_gives_way_to_another_that_is_nearly_as_good() -> None:
    scores = [[1.0, 1.0], [0.0, 0.9]]
    assert share_out(scores, [2, 2], again=0.05) == [0, 0]
    assert share_out(scores, [2, 2], again=0.2) == [0, 1]


def test_nothing_to_share_and_bad_shapes() -> None:
    assert share_out([], []) == []
    for bad in (
        {"scores": [[1.0]], "limits": [-1]}, {"scores": [[1.0], [1.0, 2.0]], "limits": [1, 1]},
        {"scores": [[1.0]], "limits": [1], "groups": [0]}, {"scores": [[1.0]], "limits": [1], "again": -1.0},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"limit|group|rows"):
            share_out(**bad)  # type: ignore[arg-type]
