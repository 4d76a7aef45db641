"""The Figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FigureKind = Literal["people", "teams", "money", "percent", "availability", "duration", "count", "date", "rate", "ratio"]
Comparator = Literal["at least", "over", "up to", "under", "about"]

_SECONDS = {
    "ms": 0.001, "seconds": 1.0, "minutes": 60.0, "hours": 3_600.0, "days": 86_400.0, "weeks": 604_800.0, "months": 2_629_746.0,
    "quarters": 7_889_238.0, "years": 31_556_952.0, "decades": 315_569_520.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text and what it counts.

    ``value`` is the number meant (the later one of a change); ``base`` the earlier one of a change; ``high`` the upper end of a range.
    ``unit``: of a duration its unit (``months``), of a percentage ``%`` or ``points``, of a date the ISO text, of data its unit (``tb``).
    ``period`` is what an amount or rate is per (``year``). ``noun`` is what is counted, in the text's own words. ``each`` says that
    the figure holds for each of several teams. ``whole`` is the total of "2 of 11 regions". ``parts`` are the numbers that ``value`` adds
    up, where the text tells them one by one.
    """

    kind: FigureKind
    value: float
    start: int
    end: int
    text: str = ""
    unit: str | None = None
    currency: str | None = None
    high: float | None = None
    comparator: Comparator | None = None
    base: float | None = None
    noun: str | None = None
    period: str | None = None
    each: bool = False
    whole: float | None = None
    approximate: bool = field(default=False)
    parts: tuple[float, ...] = ()

    @property
    def top(self) -> float:
        """The largest value stated: the upper end of a range, else the value."""
        return self.value if self.high is None else self.high

    def to(self, unit: str) -> float:
        """A duration in another unit (ms, seconds ... years); ValueError where this is no duration or the unit is unknown."""
        if self.kind != "duration" or self.unit not in _SECONDS or unit not in _SECONDS:
            raise ValueError(f"{self.text!r} can not be told in {unit}")
        return self.value * _SECONDS[self.unit] / _SECONDS[unit]


def convert_duration(value: float, unit: str, to: str) -> float:
    """A length of time in another unit; a month is 30.44 days. ValueError for an unknown unit."""
    if unit not in _SECONDS or to not in _SECONDS:
        raise ValueError(f"can not convert {unit} to {to}")
    return value * _SECONDS[unit] / _SECONDS[to]
