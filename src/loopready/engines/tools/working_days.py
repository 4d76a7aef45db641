"""Plans in working days: steps that fall on a weekend or a day off move to the next working day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

_SATURDAY = 5
_FURTHEST = 60


def working(day: dt.date, off: Collection[dt.date]) -> dt.date:
    """The day itself, or the next that is neither Saturday, Sunday nor off. ValueError where two months have none."""
    for more in range(_FURTHEST):
        found = day + dt.timedelta(days=more)
        if found.weekday() < _SATURDAY and found not in off:
            return found
    raise ValueError(f"there is no working day in the two months after {day.isoformat()}; take some days off out")


def weekly(first: dt.date, last: dt.date, *, weekday: int) -> tuple[dt.date, ...]:
    """Every such weekday (Monday is 0) from ``first`` to ``last``, both counted."""
    at = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
    found = []
    while at <= last:
        found.append(at)
        at += dt.timedelta(days=7)
    return tuple(found)
