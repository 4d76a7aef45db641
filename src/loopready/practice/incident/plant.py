"""A scenario made ready for counting: cells, regions and customers as numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from loopready.engines.simulation import draw
from loopready.model.incident import Scenario
from loopready.practice.incident.moves import MoveForm, forms

JITTER = 5
"""Minutes by which a seed moves the beginning."""


@dataclass(frozen=True, slots=True)
class Plant:
    """What never changes while an incident runs. ``lives[c]`` are (cell, weight) pairs of a customer."""

    scenario: Scenario
    forms: dict[str, MoveForm]
    cell: dict[str, int]
    region: dict[str, int]
    region_of: tuple[int, ...]
    cells_of: tuple[tuple[int, ...], ...]
    lives: tuple[tuple[tuple[int, float], ...], ...]
    free: float

    def begins(self, seed: int) -> int:
        """The minute at which the trouble begins."""
        return max(1, self.scenario.trouble.begins + int(draw(seed, "begins") * (2 * JITTER + 1)) - JITTER)

    def hour_factor(self, region: int, at: int) -> float:
        """Traffic against the busiest hour, from 0.46 at two at night to 1 at two in the afternoon, by the region's own clock."""
        hour = self.scenario.hour + at / 60 + self.scenario.regions[region].hours
        return 0.73 + 0.27 * math.cos((hour - 14) / 24 * math.tau)

    def indices(self, cells: tuple[str, ...]) -> tuple[int, ...]:
        """Cells by number; all of them where none is named."""
        return tuple(self.cell[each] for each in cells) or tuple(range(len(self.region_of)))

    def place_name(self, cells: frozenset[int]) -> str:
        """Where cells are, for reading: the region where all its cells are meant, else the cells."""
        names = []
        for index, own in enumerate(self.cells_of):
            inside = [each for each in own if each in cells]
            if len(inside) == len(own):
                names.append(self.scenario.regions[index].name)
            else:
                names += [self.scenario.cells[each] for each in inside]
        return ", ".join(names) or "nowhere"


def plant_of(scenario: Scenario) -> Plant:
    """The plant of a scenario."""
    cell = {name: index for index, name in enumerate(scenario.cells)}
    region_of = tuple(index for index, region in enumerate(scenario.regions) for _ in region.cells)
    cells_of = tuple(tuple(cell[name] for name in region.cells) for region in scenario.regions)
    region = {each.id: index for index, each in enumerate(scenario.regions)}
    lives = []
    for customer in scenario.customers:
        parts: list[tuple[int, float]] = []
        for place, weight in customer.lives.items():
            inside = (cell[place],) if place in cell else cells_of[region[place]]
            parts += [(each, weight / len(inside)) for each in inside]
        lives.append(tuple(parts))
    free = sum(each.share for each in scenario.customers if each.tier == "free")
    return Plant(scenario, forms(scenario), cell, region, region_of, cells_of, tuple(lives), free)
