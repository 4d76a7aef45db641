from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import CALCULATORS, devtools

steady = settings(deadline=None, derandomize=True, max_examples=100)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        # Amdahl's law as usually stated: 95 per cent parallel never passes 20; 30 per cent made twice as fast gives 1.18.
        ("amdahl_limit", (95,), 20),
        ("amdahl_limit", (50,), 2),
        ("amdahl_speedup", (30, 2), 1 / 0.85),
        ("amdahl_speedup", (100, 8), 8),
        ("amdahl_speedup", (0, 8), 1),
        ("parallel_time", (40, 90, 9), 8),
        ("suite_red", (1, 100), (1 - 0.99**100) * 100),
        ("suite_red", (50, 2), 75),
        ("suite_red", (50, 1, 3), 12.5),
        ("suite_red", (10, 1, 2), 1),
        ("flake_allowed", (75, 2), 50),
        ("flake_allowed", (1, 1, 2), 10),
        ("runs_to_green", (50, 1), 2),
        ("runs_to_green", (50, 3), 8),
        ("billed_minutes", (10, 61), 20),
        ("billed_minutes", (10, 60), 10),
        ("use_charge", (3_000, 2_000, 0.006), 6),
        ("use_charge", (1_000, 2_000, 0.006), 0),
        ("free_tier_break_even", (1, 49), 2),
        ("free_tier_break_even", (0, 10), 0),
        # Published lifetimes: Python five years with a release a year, Go two of its half-yearly releases, Kubernetes 14 months every 4.
        ("versions_alive", (60, 12), 5),
        ("versions_alive", (12, 6), 2),
        ("versions_alive", (14, 4), 4),
        ("support_cells", (3, 4, 2), 24),
        ("still_on_old", (1_000, 10, 2), 810),
        ("still_on_old", (1_000, 50, 1, 20), 600),
        ("months_until_left", (25, 50), 2),
        ("months_until_left", (60, 50, 20), 1),
        ("share_upgraded", (30, 30), 50),
        ("share_upgraded", (60, 30), 75),
        ("days_to_upgrade", (75, 30), 60),
        ("exposed_days", (1_000, 10, 0, 10), 5_000 / math.log(2)),
    ],
)
def test_gives_the_worked_value(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert CALCULATORS[name].function(*arguments) == near(value)


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("amdahl_speedup", (101, 0.5), ["parallel share", "at least one worker"]),
        ("amdahl_limit", (100,), ["no limit"]),
        ("parallel_time", (-1, 50, 2), ["time"]),
        ("suite_red", (101, 0, 1.5), ["flakiness", "tests", "attempts"]),
        ("flake_allowed", (-1, 10), ["false reds"]),
        ("runs_to_green", (100, 3), ["always fails"]),
        ("billed_minutes", (-1, 5), ["jobs"]),
        ("use_charge", (1, -1, 1), ["included"]),
        ("free_tier_break_even", (1, 0), ["margin"]),
        ("versions_alive", (0, 1), ["months of support"]),
        ("support_cells", (1.5, 2), ["versions"]),
        ("still_on_old", (-1, 101, 1), ["users", "moved a month"]),
        ("months_until_left", (10, 5, 10), ["never moves"]),
        ("months_until_left", (10, 0), ["share moved"]),
        ("share_upgraded", (1, 0), ["half-life"]),
        ("days_to_upgrade", (100, 5), ["never reached"]),
        ("exposed_days", (1, 5, 3, 2), ["before the first"]),
    ],
)
def test_refuses_with_every_reason(name: str, arguments: tuple[float, ...], words: list[str]) -> None:
    with pytest.raises(ValueError) as caught:
        CALCULATORS[name].function(*arguments)
    assert all(word in str(caught.value) for word in words)


@steady
@given(st.floats(0, 99), st.integers(1, 500))
def test_no_number_of_workers_passes_the_limit(parallel: float, workers: int) -> None:
    assert 1 - 1e-9 <= devtools.amdahl_speedup(parallel, workers) <= min(workers, devtools.amdahl_limit(parallel)) + 1e-9


@steady
@given(st.floats(0.001, 90), st.integers(1, 2_000), st.integers(1, 4))
def test_the_allowed_flakiness_gives_the_share_of_reds(red: float, tests: int, attempts: int) -> None:
    assert devtools.suite_red(devtools.flake_allowed(red, tests, attempts), tests, attempts) == pytest.approx(red, rel=1e-6)


@steady
@given(st.floats(0, 5), st.integers(1, 200))
def test_runs_to_green_is_the_inverse_of_a_green_run(flake: float, tests: int) -> None:
    assert devtools.runs_to_green(flake, tests) * (100 - devtools.suite_red(flake, tests)) == pytest.approx(100)


@steady
@given(st.floats(1, 60), st.floats(0, 30), st.floats(0.1, 70))
def test_months_until_left_inverts_the_decay(moved: float, stuck: float, more: float) -> None:
    left = stuck + more * (100 - stuck) / 100
    assert devtools.still_on_old(100, moved, devtools.months_until_left(left, moved, stuck), stuck) == pytest.approx(left)


@steady
@given(st.floats(0, 99), st.floats(1, 200))
def test_days_to_upgrade_inverts_the_share(percent: float, half_life: float) -> None:
    assert devtools.share_upgraded(devtools.days_to_upgrade(percent, half_life), half_life) == pytest.approx(percent, abs=1e-9)


@steady
@given(st.floats(2, 100), st.floats(0, 50), st.floats(0, 100))
def test_exposure_is_the_area_under_the_curve(half_life: float, first: float, length: float) -> None:
    steps = 2_000
    width = length / steps
    middle = sum(100 - devtools.share_upgraded(first + (step + 0.5) * width, half_life) for step in range(steps)) * width / 100
    assert devtools.exposed_days(1, half_life, first, first + length) == pytest.approx(middle, rel=1e-3, abs=1e-9)
