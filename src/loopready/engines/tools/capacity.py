"""Load, replicas with a zone lost, concurrency, bandwidth, storage that grows, and what it costs."""

from __future__ import annotations

import math
from itertools import accumulate

from loopready.engines.calculators.capacity import (
    bandwidth_gbps,
    in_flight,
    peak_qps,
    safe_utilisation,
    servers_needed,
    storage_needed,
    survivor_load_factor,
)
from loopready.engines.tools.faults import Faults
from loopready.model.tools.capacity import CapacityInputs, CapacityResult, Stand

_DAYS_A_YEAR = 365
_DAYS_A_MONTH = 30
_KB_A_TB = 1e9


def work(inputs: CapacityInputs) -> CapacityResult:
    """Everything that follows from the inputs. FaultyInputsError where no zone is left to carry the load."""
    faults = Faults()
    faults.check(inputs.lost < inputs.zones, "lost", f"of {inputs.zones} zones at least one must be left")
    faults.end()
    data = data_by_day(inputs)
    stands = tuple(stand(inputs, month, data_tb=data[_day(month)]) for month in range(inputs.months + 1))
    now = stands[0]
    left = inputs.zones - inputs.lost
    return CapacityResult(
        now=now, then=stands[-1], stands=stands, resilience=now.replicas - now.bare, safe=safe_utilisation(inputs.zones, inputs.lost),
        full_in=next((each.month for each in stands if inputs.disks and each.raw_tb > inputs.disks), None),
        each_in_flight=now.in_flight / (now.zone * left) if now.zone else 0.0,
    )  # fmt: skip


def _day(month: int) -> int:
    return round(month * _DAYS_A_YEAR / 12)


def _factor(inputs: CapacityInputs, day: float) -> float:
    return float((1 + inputs.growth / 100) ** (day / _DAYS_A_YEAR))


def data_by_day(inputs: CapacityInputs) -> list[float]:
    """TB of one copy at the beginning of each day: what is there already, and the records of the days since that are still kept."""
    days = _day(inputs.months)
    daily = [inputs.writes * inputs.record / _KB_A_TB * _factor(inputs, day) for day in range(days)]
    total = [0.0, *accumulate(daily)]
    gone = [total[max(0, day - inputs.kept)] if inputs.kept else 0.0 for day in range(days + 1)]
    return [inputs.present + held - lost for held, lost in zip(total, gone, strict=True)]


def stand(inputs: CapacityInputs, month: int, *, data_tb: float) -> Stand:
    """The service in a month. Each zone holds what the zones left need together, divided among them, and its spares."""
    daily = inputs.daily * _factor(inputs, _day(month))
    mean, peak = peak_qps(daily), peak_qps(daily, inputs.peak)
    bare = servers_needed(peak, inputs.replica, inputs.headroom, 0)
    zone = servers_needed(
        peak / inputs.zones * survivor_load_factor(inputs.zones, inputs.lost), inputs.replica, inputs.headroom, inputs.spares
    )
    replicas = zone * inputs.zones
    left = zone * (inputs.zones - inputs.lost)
    raw = storage_needed(data_tb, inputs.copies, inputs.fill)
    sent = daily * _DAYS_A_MONTH * inputs.sent / _KB_A_TB
    costs = replicas * inputs.replica_price, raw * inputs.storage_price, sent * inputs.transfer_price
    requests = daily * _DAYS_A_MONTH
    return Stand(
        month=month, mean_qps=mean, peak_qps=peak, in_flight=in_flight(peak, inputs.latency), gbps=bandwidth_gbps(peak, inputs.sent),
        sent_tb=sent, bare=bare, zone=zone, replicas=replicas, usual=_busy(peak, replicas, inputs.replica),
        after_loss=_busy(peak, left, inputs.replica), data_tb=data_tb, raw_tb=raw, replica_cost=costs[0], storage_cost=costs[1],
        transfer_cost=costs[2], cost=math.fsum(costs), cost_per_million=math.fsum(costs) / requests * 1e6 if requests else 0.0,
    )  # fmt: skip


def _busy(qps: float, replicas: float, each: float) -> float:
    return qps / (replicas * each) * 100 if replicas else 0.0
