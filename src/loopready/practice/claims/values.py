"""Whether a value said is one of the CV's, follows from it, or can not be it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loopready.engines.figures import convert_duration, in_currency
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Exactness, Point

_PERIODS = {
    name: convert_duration(1.0, f"{name}s", "seconds") for name in ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
}
"""Periods in seconds."""
_LARGE_SHARE = 10
"""Shares in per cent from here are told more closely than other values: a third is no quarter."""
_DAYS, _MONTHS = 3 * 86400.0, 120 * 86400.0
"""Lengths that may be told in days worked."""
_WORKING = 5 / 7
_SLACK = {"exact": 0.035, "about": 0.13, "over": 0.28, "under": 0.32}


def per_time(point: Point, other: Point) -> bool:
    """Whether both are per a length of time."""
    return point.period in _PERIODS and other.period in _PERIODS


def near(point: Point, other: Point) -> bool:
    """Whether a figure said may stand for one of the CV's, in the same unit."""
    return fits(point.value, other.value, point, other)


def fits(value: float, target: float, point: Point, other: Point) -> bool:
    """Whether a value said may stand for a value of the CV, given how exactly either is said."""
    if value == target:
        return True
    if point.availability or other.availability:
        return abs((100 - value) - (100 - target)) <= 0.25 * max(100 - target, 1e-9)
    slack = max(_SLACK[point.exactness], _SLACK[other.exactness] if other.exactness != "exact" else 0.0)
    if point.exactness == "over" and not target * 1.02 >= value:
        return False
    if point.exactness == "under" and not target <= value * 1.02:
        return False
    size = max(abs(value), abs(target), 1e-9)
    return abs(value - target) / size <= slack or round(target) == value


def agrees(point: Point, one: Measured, held: Sequence[Measured]) -> bool:
    """Whether the value said is the CV's, in its own or another unit, or follows from the CV's line."""
    other = one.point
    value = _in_unit(point, other)
    if point.kind == "times" and other.kind == "percent" and other.role == "by":
        return abs(100 * abs(1 - point.value) - other.value) < 5
    if point.role == "by":
        return any(fits(point.value, change, replace(point, exactness=_loose(point)), other) for change in _changes(point, one, held))
    partner = _other_end(one, held)
    targets = [other]
    if partner is not None:
        both = {end.role: end for end in (other, partner.point)}
        if point.role == "flat" and "low" in both:
            low, high = sorted(end.value for end in both.values())
            return low * 0.97 <= value <= high * 1.03
        targets = [both[point.role]] if point.role in both else list(both.values())
    if any(fits(one, target.value, point, target) for target in targets for one in in_days_worked(value, point, other)):
        return True
    return any(fits(value, derived, point, other) for derived in _derived(point, one, held))


def _loose(point: Point) -> Exactness:
    return "about" if point.exactness == "exact" and point.value < 10 else point.exactness


def _in_unit(point: Point, other: Point) -> float:
    """The value said per the CV's period and in its currency."""
    value = point.value
    if point.period and other.period and point.period != other.period and per_time(point, other):
        value = value * _PERIODS[other.period] / _PERIODS[point.period]
    if point.unit and other.unit and point.unit != other.unit:
        value = in_currency(value, point.unit, other.unit).value
    return value


def _other_end(one: Measured, held: Sequence[Measured]) -> Measured | None:
    if one.point.pair is None:
        return None
    return next((two for two in held if two is not one and two.line.start == one.line.start and two.point.pair == one.point.pair), None)


def _changes(point: Point, one: Measured, held: Sequence[Measured]) -> list[float]:
    """The changes that a CV's "from A to B" comes to, as a share of A and as a difference."""
    partner = _other_end(one, held)
    if partner is None:
        return [one.point.value] if one.point.role == "by" or one.point.kind in ("times", "percent") else []
    ends = {end.point.role: end.point.value for end in (one, partner)}
    if "from" not in ends or not ends["from"]:
        return []
    before, after = ends["from"], ends["to"]
    change = abs(after - before)
    if point.kind == "times":
        return [after / before, before / after if after else 0.0]
    if point.of_before:
        return [100 * change / before, 100 * after / before]
    return [100 * change / before, change] if point.kind != "points" else [change]


def _derived(point: Point, one: Measured, held: Sequence[Measured]) -> list[float]:
    """Values that follow from the CV's line: the sum or difference of two of its figures, its total over the years it names."""
    other = one.point
    beside = [two.point for two in held if two.line.start == one.line.start and two is not one]
    out: list[float] = []
    if point.kind in ("people", "count", "bare"):
        out += [other.value + two.value for two in beside if two.kind in (other.kind, "bare") and two.pair is None]
    if other.kind in ("money", "count", "people") and point.period in _PERIODS and other.period is None:
        out += [other.value / (two.value / _PERIODS[point.period]) for two in beside if two.kind == "duration" and two.value]
    partner = _other_end(one, held)
    if partner is not None and point.role in ("flat", "by"):
        out.append(abs(other.value - partner.point.value))
    return out


def can_not_be(point: Point, one: Measured, held: Sequence[Measured]) -> bool:
    """Whether the value said and the CV's can not both be true, however either is rounded."""
    partner = _other_end(one, held)
    value = _in_unit(point, one.point)
    if point.role == "by":
        changes = _changes(point, one, held)
        return (
            bool(changes)
            and (partner is not None or one.point.role == "by")
            and all(far(point.value, change, point, one.point, least=1.5) for change in changes)
        )
    ends = [one.point] if partner is None else [one.point, partner.point]
    if partner is not None and point.role in ("from", "to", "low", "high"):
        ends = [end for end in ends if end.role == point.role] or ends
    if partner is not None and len(ends) == 2:
        low, high = sorted(end.value for end in ends)
        if low <= value <= high:
            return False
    return all(far(each, end.value, point, end, least=1.1) for end in ends for each in in_days_worked(value, point, one.point))


def in_days_worked(value: float, point: Point, other: Point) -> list[float]:
    """The value said and, for a length of days or weeks or a number per day, what it is in days worked: a week is five days, too."""
    if per_time(point, other) and point.period != other.period and "day" in (point.period, other.period):
        return [value, value * _WORKING, value / _WORKING]
    if point.kind != "duration" or other.kind != "duration" or not _DAYS <= value < _MONTHS:
        return [value]
    return [value, value * _WORKING, value / _WORKING]


def far(value: float, target: float, point: Point, other: Point, *, least: float) -> bool:
    """Whether two values can not be the same, however either is rounded; ``least`` is the ratio from which they can not."""
    if point.availability or other.availability:
        value, target = 100 - value, 100 - target
        least = 1.5
    if min(value, target) <= 0:
        return value != target
    ratio = max(value, target) / min(value, target)
    if point.exactness == "over" and value < target:
        return False
    if point.exactness == "under" and value > target:
        return False
    if (other.exactness == "over" and target < value) or (other.exactness == "under" and target > value):
        return False
    if point.exactness != "exact" or other.exactness != "exact":
        shares = point.kind == "percent" == other.kind and min(value, target) >= _LARGE_SHARE
        least = max(least, 1.25 if shares else 1.35)
    if point.kind == "percent" and other.kind == "percent" and max(value, target) < 1:
        least = max(least, 1.35)
    return ratio >= least
