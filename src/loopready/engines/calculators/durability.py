"""Copies, codes, disk failures, rebuilds and restores."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_HOURS_A_YEAR = 8_760


@calculator(unit="times", says="the raw storage that a code needs for each byte", source="(data + parity) / data")
def erasure_overhead(data_parts: float, parity_parts: float) -> float:
    """(data_parts + parity_parts) / data_parts: ten and four make 1.4, one and two (three copies) make 3. ValueError for no data part."""
    demand(whole("data parts", data_parts, least=1), whole("parity parts", parity_parts))
    return (data_parts + parity_parts) / data_parts


@calculator(unit="disks", says="the disks expected to fail", source="disks x annual failure rate x days / 365")
def disk_failures(disks: float, annual_percent: float, days: float = 365) -> float:
    """disks x annual_percent / 100 x days / 365. ValueError outside 0 to 100 per cent a year."""
    demand(not_negative("disks", disks), share("annual failure rate", annual_percent), not_negative("days", days))
    return disks * annual_percent / 100 * days / 365


@calculator(unit="hours", says="the time to write a lost disk's data again", source="size / rate")
def rebuild_hours(terabytes: float, megabytes_a_second: float) -> float:
    """terabytes x 1e6 / megabytes_a_second / 3,600, with 1 TB = 1e6 MB. ValueError for no rate."""
    demand(not_negative("data", terabytes), positive("rate", megabytes_a_second))
    return terabytes * 1e6 / megabytes_a_second / 3_600


@calculator(unit="per cent", says="the chance of a failure among disks within some hours", source="1 - (1 - p)^n, independent disks")
def failure_chance(disks: float, annual_percent: float, hours: float) -> float:
    """(1 - (1 - annual_percent / 100 x hours / 8,760) ** disks) x 100. ValueError for more hours than a year."""
    demand(
        whole("disks", disks),
        share("annual failure rate", annual_percent),
        (0 <= hours <= _HOURS_A_YEAR, f"the window must lie from 0 to 8,760 hours, not {hours:g}"),
    )
    return float(1 - (1 - annual_percent / 100 * hours / _HOURS_A_YEAR) ** disks) * 100


@calculator(
    unit="losses a year", says="the groups expected to lose data in a year", source="first failure x binomial tail of the further ones"
)
def group_losses(groups: float, parts: float, tolerated: float, annual_percent: float, hours: float) -> float:
    """groups x parts x AFR x P(at least ``tolerated`` of the other parts - 1 fail within the rebuild's hours), independent failures.

    A lower bound: real failures share racks, batches and software. ValueError unless 0 <= tolerated < parts <= 1,000.
    """
    demand(
        not_negative("groups", groups),
        whole("parts", parts, least=1),
        whole("tolerated losses", tolerated),
        (tolerated < parts <= 1_000, "of at most 1,000 parts fewer than all may be tolerated"),
        share("annual failure rate", annual_percent),
        (0 <= hours <= _HOURS_A_YEAR, f"the window must lie from 0 to 8,760 hours, not {hours:g}"),
    )
    others = int(parts) - 1
    chance = annual_percent / 100 * hours / _HOURS_A_YEAR
    tail = sum(math.comb(others, i) * chance**i * (1 - chance) ** (others - i) for i in range(int(tolerated), others + 1))
    return groups * parts * annual_percent / 100 * tail


@calculator(unit="hours", says="the time to replay a log onto a backup", source="hours of changes / replay speed")
def replay_hours(hours_of_changes: float, speed: float) -> float:
    """hours_of_changes / speed; a speed of 4 replays four hours of writes in one. ValueError for a speed of 0."""
    demand(not_negative("hours of changes", hours_of_changes), positive("replay speed", speed))
    return hours_of_changes / speed
