"""Durability against closed forms and published worked figures."""

from __future__ import annotations

import pytest

from loopready.engines.calculators import durability


def test_a_code_of_ten_and_four_needs_forty_per_cent_more() -> None:
    """Facebook's f4: Reed-Solomon (10, 4) expands by 1.4, and two such copies by 2.8."""
    assert durability.erasure_overhead(10, 4) == pytest.approx(1.4)
    assert 2 * durability.erasure_overhead(10, 4) == pytest.approx(2.8)
    assert durability.erasure_overhead(1, 2) == 3


def test_disks_that_fail() -> None:
    assert durability.disk_failures(10_000, 1.5) == pytest.approx(150)
    assert durability.disk_failures(10_000, 1.5, 1) == pytest.approx(0.411, abs=1e-3)
    assert durability.failure_chance(1, 100, 8_760) == pytest.approx(100)
    assert durability.failure_chance(2, 50, 8_760) == pytest.approx(75)


def test_rebuild_and_replay_times() -> None:
    assert durability.rebuild_hours(18, 100) == pytest.approx(50)
    assert durability.replay_hours(24, 4) == 6


def test_group_losses_are_the_closed_form_of_a_mirror() -> None:
    """Two copies, one tolerated: pairs x 2 x AFR x AFR x hours / 8,760."""
    assert durability.group_losses(1_000, 2, 1, 2, 24) == pytest.approx(1_000 * 2 * 0.02 * 0.02 * 24 / 8_760)
    assert durability.group_losses(10, 1, 0, 5, 24) == pytest.approx(0.5)
    three = durability.group_losses(1, 3, 2, 2, 24)
    assert three == pytest.approx(3 * 0.02 * (0.02 * 24 / 8_760) ** 2)


def test_a_longer_rebuild_loses_more() -> None:
    assert durability.group_losses(1, 14, 4, 2, 48) / durability.group_losses(1, 14, 4, 2, 24) == pytest.approx(16, rel=0.02)


def test_what_makes_no_sense_is_refused() -> None:
    for broken in (
        lambda: durability.erasure_overhead(0, 2),
        lambda: durability.rebuild_hours(1, 0),
        lambda: durability.failure_chance(3, 2, 9_000),
        lambda: durability.group_losses(1, 3, 3, 2, 24),
        lambda: durability.replay_hours(1, 0),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            broken()
