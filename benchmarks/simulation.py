"""Incidents: python benchmarks/simulation.py [--seeds 3]. Milliseconds of processor time a simulated minute, a replay, a debrief.

A minute is measured over whole courses of every scenario, played by doing nothing (failing all the time) and by the worked course.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

from loopready.engines.simulation import begun, play, waited
from loopready.library.scenarios import load_scenarios
from loopready.practice.incident.debrief import debrief
from loopready.practice.incident.players import play_out
from loopready.practice.incident.world import Incident

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What work gives, and its milliseconds of processor time."""
    start = time.process_time()
    found = work()
    return found, (time.process_time() - start) * 1000


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    seeds = range(parser.parse_args().seeds)
    print(f"{'scenario':<22}{'ms a minute':>12}{'replay ms':>11}{'debrief ms':>12}{'of nothing':>12}")
    for id, scenario in sorted(load_scenarios().items()):
        world = Incident(scenario)
        minute, replay, brief, idle = [], [], [], []
        for seed in seeds:
            start = begun(world, item=id, seed=seed)
            left, took = timed(lambda: waited(world, start, scenario.ends))  # noqa: B023
            minute.append(took / scenario.ends)
            book = play_out(world, "book", seed=seed)
            replay.append(timed(lambda: play(world, book.course))[1])  # noqa: B023
            brief.append(timed(lambda: debrief(world, book))[1])  # noqa: B023
            idle.append(timed(lambda: debrief(world, left))[1])  # noqa: B023
        print(f"{id:<22}{max(minute):>12.3f}{max(replay):>11.0f}{max(brief):>12.0f}{max(idle):>12.0f}")


if __name__ == "__main__":
    main()
