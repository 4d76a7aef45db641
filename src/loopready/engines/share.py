"""Sharing things out among places within limits of their own and of the groups they belong to: exact, by flows of least cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_FINE = 1_000_000
"""Scores are compared as whole millionths, so that equal sums are equal whatever order they are added in."""


@dataclass
class _Network:
    """Arcs in pairs: arc ``i ^ 1`` is the way back of arc ``i``."""

    ends: list[int] = field(default_factory=list)
    room: list[int] = field(default_factory=list)
    cost: list[int] = field(default_factory=list)
    leaving: list[list[int]] = field(default_factory=list)

    def node(self) -> int:
        self.leaving.append([])
        return len(self.leaving) - 1

    def arc(self, start: int, end: int, *, room: int, cost: int) -> int:
        for here, there, free, price in ((start, end, room, cost), (end, start, 0, -cost)):
            self.leaving[here].append(len(self.ends))
            self.ends.append(there)
            self.room.append(free)
            self.cost.append(price)
        return len(self.ends) - 2

    def cheapest(self, start: int, end: int) -> tuple[int, list[int]] | None:
        """Cost and arcs of the cheapest way with room (Bellman and Ford's); None where there is none."""
        far: list[int | None] = [None] * len(self.leaving)
        by = [-1] * len(self.leaving)
        far[start] = 0
        for _ in range(len(self.leaving)):
            moved = False
            for node, arcs in enumerate(self.leaving):
                here = far[node]
                if here is None:
                    continue
                for arc in arcs:
                    there = far[self.ends[arc]]
                    if self.room[arc] > 0 and (there is None or here + self.cost[arc] < there):
                        far[self.ends[arc]], by[self.ends[arc]] = here + self.cost[arc], arc
                        moved = True
            if not moved:
                break
        total = far[end]
        if total is None:
            return None
        way, node = [], end
        while node != start:
            way.append(by[node])
            node = self.ends[by[node] ^ 1]
        return total, way


def share_out(
    scores: Sequence[Sequence[float]],
    limits: Sequence[int],
    *,
    groups: Sequence[int | None] = (),
    group_limits: Sequence[int] = (),
    again: float = 0.0,
) -> list[int | None]:
    """The best choice of one row per column, within limits.

    ``scores[i][j]`` says how well row i serves column j; 0 or less means that it does not. Row i serves at most ``limits[i]`` columns;
    each time after its first costs ``again`` (0 or more). ``groups[i]`` is the group of row i (None for none), and the rows of group g
    together serve at most ``group_limits[g]`` columns. The sum of the scores less those costs is the largest possible; where several
    choices reach it, one of them is taken, always the same. Returns the row of each column, None where none serves it.

    Why a flow: limits of rows inside limits of groups, with a price that rises from use to use, is a flow of least cost, whose
    cheapest ways one after another give whole numbers and the exact best. An assignment alone knows no groups.

    Raises:
        ValueError: ragged scores, a negative limit or cost, or a group without a limit.
    """
    columns = len(scores[0]) if scores else 0
    belongs = list(groups) or [None] * len(scores)
    if len(limits) != len(scores) or len(belongs) != len(scores) or any(len(row) != columns for row in scores):
        raise ValueError("give one limit and one group per row, and rows of one length")
    if again < 0 or any(limit < 0 for limit in (*limits, *group_limits)):
        raise ValueError("a limit or a cost is not negative")
    if any(group is not None and not 0 <= group < len(group_limits) for group in belongs):
        raise ValueError("each group has a limit")
    return _solved(scores, limits, belongs, group_limits, again)


def _solved(
    scores: Sequence[Sequence[float]], limits: Sequence[int], groups: Sequence[int | None], group_limits: Sequence[int], again: float
) -> list[int | None]:
    columns = len(scores[0]) if scores else 0
    net = _Network()
    source, sink = net.node(), net.node()
    places = [net.node() for _ in range(columns)]
    rows = [net.node() for _ in scores]
    bound = [net.node() for _ in group_limits]
    for place in places:
        net.arc(source, place, room=1, cost=0)
    serving: dict[tuple[int, int], int] = {}
    for i, row in enumerate(scores):
        for j, value in enumerate(row):
            if round(value * _FINE) > 0:
                serving[i, j] = net.arc(places[j], rows[i], room=1, cost=-round(value * _FINE))
        group = groups[i]
        onward = sink if group is None else bound[group]
        if limits[i] > 0:
            net.arc(rows[i], onward, room=1, cost=0)
        if limits[i] > 1:
            net.arc(rows[i], onward, room=limits[i] - 1, cost=round(again * _FINE))
    for node, limit in zip(bound, group_limits, strict=True):
        net.arc(node, sink, room=limit, cost=0)
    while (found := net.cheapest(source, sink)) is not None and found[0] < 0:
        for arc in found[1]:
            net.room[arc] -= 1
            net.room[arc ^ 1] += 1
    out: list[int | None] = [None] * columns
    for (i, j), arc in serving.items():
        if net.room[arc] == 0:
            out[j] = i
    return out
