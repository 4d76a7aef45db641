"""Capacity: published figures, closed forms, and what must hold for any inputs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.engines.calculators.capacity import bandwidth_gbps, in_flight, peak_qps, safe_utilisation, servers_needed, transfer_hours
from loopready.engines.tools.capacity import data_by_day, work
from loopready.engines.tools.faults import FaultyInputsError
from loopready.model.tools.capacity import CapacityInputs


def test_a_statically_stable_service_over_three_zones_runs_at_150_per_cent() -> None:
    """Amazon Builders' Library, static stability using availability zones (static.stability)."""
    inputs = CapacityInputs(daily=86_400 * 8_400, peak=1, replica=100, headroom=0, zones=3, lost=1, spares=0)
    found = work(inputs)
    assert found.now.replicas == pytest.approx(1.5 * found.now.bare)
    assert found.safe == pytest.approx(66.67, abs=0.01)
    assert safe_utilisation(2, 1) == 50


def test_littles_law() -> None:
    """Little 1961: 10,000 requests a second that stay for 0.2 s are 2,000 at once."""
    assert in_flight(10_000, 200) == 2_000


def test_the_workbooks_adwords_example_needs_this_many_log_writes() -> None:
    """The Site Reliability Workbook, Introducing Non-Abstract Large System Design: 500,000 ad queries a second of 2 kB are 1 GB a second,
    86.4 TB a day (it rounds to 100 TB)."""
    inputs = CapacityInputs(writes=500_000 * 86_400, record=2, growth=0, months=1, present=0)
    assert data_by_day(inputs)[1] == pytest.approx(86.4)
    assert bandwidth_gbps(500_000, 2) == pytest.approx(8)


def test_moving_a_petabyte_over_ten_gigabit() -> None:
    """Closed form: 1,000 TB over 10 Gbit a second take 222 hours, nine days."""
    assert transfer_hours(1_000, 10) == pytest.approx(222.2, abs=0.05)


def test_the_least_load_needs_a_server() -> None:
    work_of_almost_nothing = work(CapacityInputs(daily=1.0, peak=1.0, replica=1287.0, headroom=0.0, zones=9, lost=0, spares=0, months=1))
    assert (work_of_almost_nothing.now.bare, work_of_almost_nothing.now.replicas) == (1, 9)


def test_a_million_a_day_is_twelve_a_second() -> None:
    """Closed form often quoted: 1,000,000 / 86,400 is 11.6."""
    assert peak_qps(1_000_000) == pytest.approx(11.574, abs=1e-3)


@given(
    daily=st.floats(0, 1e11), peak=st.floats(1, 10), replica=st.floats(1, 1e5), headroom=st.floats(0, 90), zones=st.integers(1, 9),
    spares=st.integers(0, 3), data=st.data(),
)  # fmt: skip
def test_what_is_left_after_the_loss_carries_the_peak_with_headroom(
    daily: float, peak: float, replica: float, headroom: float, zones: int, spares: int, data: st.DataObject
) -> None:
    lost = data.draw(st.integers(0, zones - 1))
    inputs = CapacityInputs(
        daily=daily, peak=peak, replica=replica, headroom=headroom, zones=zones, lost=lost, spares=spares, months=1, growth=0
    )
    now = work(inputs).now
    assert now.after_loss <= 100 - headroom + 1e-6
    assert now.bare <= now.replicas == now.zone * zones
    assert now.bare == servers_needed(now.peak_qps, replica, headroom, 0)
    one_less = (now.zone - spares - 1) * (zones - lost)
    assert now.zone - spares <= 0 or now.peak_qps > one_less * replica * (1 - headroom / 100) * (1 - 1e-9)


@given(kept=st.integers(1, 400), months=st.integers(1, 24), growth=st.floats(-50, 200))
def test_data_kept_for_some_days_is_that_of_the_last_days(kept: int, months: int, growth: float) -> None:
    inputs = CapacityInputs(kept=kept, months=months, growth=growth, present=0, writes=1e6, record=1)
    days = data_by_day(inputs)
    daily = [1e6 / 1e9 * (1 + growth / 100) ** (day / 365) for day in range(len(days) - 1)]
    assert days[-1] == pytest.approx(sum(daily[-kept:]), rel=1e-6)


def test_disks_that_are_too_small_are_seen_in_their_month() -> None:
    """60 M records of 4 kB are 0.24 TB a day; 3 copies on disks filled to 75 per cent are 0.96 raw TB a day."""
    found = work(CapacityInputs(growth=0, present=0, writes=60e6, record=4, copies=3, fill=75, disks=100, months=12))
    assert found.full_in == 4  # 105 days of 0.96 TB fill 100 TB: after 91 days they hold 87, after 122 days 117


def test_cost_is_the_sum_of_its_parts_and_growth_compounds() -> None:
    found = work(CapacityInputs(growth=100, months=12))
    for each in found.stands:
        assert each.cost == pytest.approx(each.replica_cost + each.storage_cost + each.transfer_cost)
    assert found.then.peak_qps == pytest.approx(2 * found.now.peak_qps)


def test_no_zone_left_is_told_by_its_field() -> None:
    with pytest.raises(FaultyInputsError, match="lost: of 2 zones"):
        work(CapacityInputs(zones=2, lost=2))
