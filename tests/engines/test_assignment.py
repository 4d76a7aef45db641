"""Assignments are complete where they can be, and cheapest: held against trying every one."""

from __future__ import annotations

import itertools
import random

from loopready.engines.assignment import assign


def by_trying(places: list[int], most: list[int], costs: dict[tuple[int, int], int]) -> tuple[int, int, int]:
    """(places filled, people with a task, -cost) of the best choice of pairs."""
    pairs = sorted(costs)
    best = (0, 0, 0)
    for size in range(len(pairs) + 1):
        for chosen in itertools.combinations(pairs, size):
            taken = [sum(person == at for person, _ in chosen) for at in range(len(most))]
            filled = [sum(task == at for _, task in chosen) for at in range(len(places))]
            if all(got <= limit for got, limit in zip(taken, most, strict=True)) and all(
                got <= want for got, want in zip(filled, places, strict=True)
            ):
                best = max(best, (size, sum(map(bool, taken)), -sum(costs[pair] for pair in chosen)))
    return best


def test_it_is_as_good_as_trying_every_one() -> None:
    chance = random.Random(3)
    for _ in range(60):
        people, tasks = chance.randint(1, 4), chance.randint(1, 3)
        places, most = [chance.randint(1, 2) for _ in range(tasks)], [chance.randint(1, 2) for _ in range(people)]
        costs = {(person, task): chance.randint(0, 3) for person in range(people) for task in range(tasks) if chance.random() < 0.7}
        found = assign(places, most, costs, people=range(people))
        assert len(set(found.pairs)) == len(found.pairs) and set(found.pairs) <= set(costs)
        filled, busy, cost = by_trying(places, most, costs)
        assert len(found.pairs) == filled == sum(places) - sum(found.missing)
        assert (len({person for person, _ in found.pairs}), -found.cost) == (busy, cost)


def test_only_the_people_asked_for_are_used() -> None:
    found = assign([1], [1, 1], {(0, 0): 5, (1, 0): 0}, people=[0])
    assert found.pairs == ((0, 0),) and found.cost == 5 and found.missing == (0,)


def test_what_nobody_can_take_is_missing() -> None:
    assert assign([2, 1], [2], {(0, 0): 0}, people=[0]).missing == (1, 1)
