"""Drawings of a memory as numbers: bars of how long cards hold, days with reviews, and the curve of one card. Templates write the SVG."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

_BAR_HEIGHT = 72
_TEXT = 16
_LETTER = 7.5


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column with its count over it and its name under it."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    count: int
    name: str
    name_x: float
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A chart of columns."""

    width: int
    height: int
    floor: float
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The chance to recall over time: a path, a dot for each review, and where the chance is 90%."""

    width: int
    height: int
    path: str
    dots: tuple[tuple[float, float], ...]
    floor: float
    ninety: float
    first: str
    last: str


def columns(counts: Sequence[tuple[str, int]], *, width: int = 420) -> Columns:
    """Columns of equal width; the tallest is full height, an empty one is not drawn."""
    most = max((count for _, count in counts), default=0) or 1
    step = width / max(1, len(counts))
    floor = float(_TEXT + _BAR_HEIGHT)
    drawn = []
    for place, (name, count) in enumerate(counts):
        height = round(_BAR_HEIGHT * count / most, 1)
        x = round(place * step + step * 0.15, 1)
        middle = round(place * step + step / 2, 1)
        over = middle + len(name) * _LETTER / 2 > width
        drawn.append(
            Column(
                x=x, y=floor - height, width=round(step * 0.7, 1), height=height, middle=middle, count=count, name=name,
                name_x=width if over else middle, anchor="end" if over else "middle",
            )
        )  # fmt: skip
    return Columns(width=width, height=int(floor) + _TEXT + 6, floor=floor, columns=tuple(drawn))


def recall_curve(
    points: Sequence[tuple[dt.datetime, float]], reviews: Sequence[dt.datetime], *, width: int = 560, height: int = 140
) -> Curve | None:
    """The curve through ``points`` (moment, chance 0 to 1); None where there are fewer than two moments."""
    if len({moment for moment, _ in points}) < 2:
        return None
    first, last = points[0][0], points[-1][0]
    whole = (last - first).total_seconds()
    floor = float(height - _TEXT - 4)

    def x(moment: dt.datetime) -> float:
        return round((moment - first).total_seconds() / whole * (width - 12) + 6, 1)

    def y(chance: float) -> float:
        return round(8 + (1 - chance) * (floor - 8), 1)

    steps = [f"{'L' if n else 'M'}{x(moment)} {y(chance)}" for n, (moment, chance) in enumerate(points)]
    return Curve(
        width=width, height=height, path="".join(steps), dots=tuple((x(moment), y(1.0)) for moment in reviews if first <= moment <= last),
        floor=floor, ninety=y(0.9), first=_day(first), last=_day(last),
    )  # fmt: skip


def by_day(moments: Sequence[dt.datetime], *, today: dt.date, days: int = 14) -> tuple[tuple[str, int], ...]:
    """How many moments fall on each of the last days (UTC), the oldest first; every second day has its name."""
    span = [today - dt.timedelta(days=back) for back in range(days - 1, -1, -1)]
    held = [moment.astimezone(dt.UTC).date() for moment in moments]
    return tuple((f"{day.day} {day:%b}" if (today - day).days % 3 == 0 else "", held.count(day)) for day in span)


def _day(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%b}"
