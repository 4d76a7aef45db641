"""Who takes which: a cheapest assignment of places to people, as a flow (successive shortest paths)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

_FIRST = -1_000
"""What the first place of a person is worth: it is taken up by everybody who can before anybody gets another."""


class Assignment(NamedTuple):
    """The pairs (person, task) by their places in the input, what they cost, and the places of each task that nobody takes."""

    pairs: tuple[tuple[int, int], ...]
    cost: int
    missing: tuple[int, ...]


def assign(places: Sequence[int], most: Sequence[int], costs: Mapping[tuple[int, int], int], *, people: Collection[int]) -> Assignment:
    """Give each task its ``places`` among different ``people``, each of whom takes at most ``most`` tasks, at the least cost.

    ``costs`` holds (person, task) for every pair that may be. As many places as can be are filled, and everybody gets one task first.
    """
    network = _Network(2 + len(most) + len(places))
    source, sink, first_task = 0, 1, 2 + len(most)
    for task, wanted in enumerate(places):
        network.edge(source, first_task + task, wanted, 0)
    for person in sorted(people):
        network.edge(2 + person, sink, min(1, most[person]), _FIRST)
        network.edge(2 + person, sink, max(0, most[person] - 1), 0)
    pairs = {pair: network.edge(first_task + pair[1], 2 + pair[0], 1, cost) for pair, cost in sorted(costs.items()) if pair[0] in people}
    while network.push(source, sink):
        pass
    taken = tuple(pair for pair, edge in pairs.items() if network.room[edge] == 0)
    filled = [sum(task == at for _, task in taken) for at in range(len(places))]
    return Assignment(taken, sum(costs[pair] for pair in taken), tuple(want - got for want, got in zip(places, filled, strict=True)))


class _Network:
    def __init__(self, nodes: int) -> None:
        self.nodes = nodes
        self.ends: list[tuple[int, int]] = []
        self.room: list[int] = []
        self.price: list[int] = []

    def edge(self, one: int, two: int, room: int, price: int) -> int:
        self.ends += [(one, two), (two, one)]
        self.room += [room, 0]
        self.price += [price, -price]
        return len(self.ends) - 2

    def push(self, source: int, sink: int) -> bool:
        """One unit along the cheapest way; False where there is none."""
        far: list[float] = [float("inf")] * self.nodes
        came = [-1] * self.nodes
        far[source] = 0
        changed = True
        while changed:
            changed = False
            for at, (one, two) in enumerate(self.ends):
                if self.room[at] and far[one] + self.price[at] < far[two]:
                    far[two], came[two], changed = far[one] + self.price[at], at, True
        if came[sink] < 0:
            return False
        node = sink
        while node != source:
            self.room[came[node]] -= 1
            self.room[came[node] ^ 1] += 1
            node = self.ends[came[node]][0]
        return True
