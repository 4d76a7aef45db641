"""Drawings of progress as numbers: bars, steps over time, columns by session. The templates write them as SVG without style attributes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from loopready.model import Habit, Progress, SignalProgress
from loopready.rendering.charts import Cell

BAR_WIDTH = 240
STEPS_WIDTH, STEPS_HEIGHT = 240, 44
_PAD = 4.0
_COLUMN, _GAP, COLUMN_HEIGHT = 10.0, 4.0, 28
MOST_COLUMNS = 16


@dataclass(frozen=True, kw_only=True)
class Steps:
    """A figure over time as one path, the places where an answer moved it, and the words that say the same."""

    path: str
    dots: tuple[tuple[float, float], ...]
    says: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """A session: how much of its height is filled."""

    x: float
    y: float
    height: float


def progress_bar(signal: SignalProgress, *, width: int = BAR_WIDTH) -> tuple[Cell, ...]:
    """The figure of a signal out of 100: by the CV, by answers, and what is left."""
    parts = (("cv", signal.cv), ("answers", signal.now - signal.cv), ("rest", 100 - signal.now))
    out, x = [], 0.0
    for state, value in parts:
        share = value / 100 * width
        if value > 0:
            out.append(Cell(x=round(x, 1), width=round(max(share - 1, 1.0), 1), state=state))
        x += share
    return tuple(out)


def steps(progress: Progress, signal: SignalProgress) -> Steps:
    """The figure of a signal from the first to the last session; flat where no answer moved it."""
    moments = [moved.at for each in progress.signals for moved in each.moved] + [session.created for session in progress.sessions]
    first, last = (min(moments), max(moments)) if moments else (dt.datetime.min, dt.datetime.min)
    value = signal.moved[0].before if signal.moved else signal.now
    path, dots = [f"M{_PAD} {_y(value)}"], []
    says = [f"{value} by the CV"]
    for moved in signal.moved:
        x = _x(moved.at, first, last)
        path += [f"H{x}", f"V{_y(moved.after)}"]
        dots.append((x, _y(moved.after)))
        says.append(f"{moved.after} on {moved.at.day} {moved.at:%b}")
    path.append(f"H{STEPS_WIDTH - _PAD}")
    return Steps(path=" ".join(path), dots=tuple(dots), says=", ".join(says))


def columns(habit: Habit) -> tuple[Column, ...]:
    """The latest sessions of a habit, as high as the share of their answers that show it; a session without it keeps a foot."""
    out = []
    for place, session in enumerate(habit.sessions[-MOST_COLUMNS:]):
        height = max(2.0, COLUMN_HEIGHT * session.count / session.of)
        out.append(Column(x=place * (_COLUMN + _GAP), y=round(COLUMN_HEIGHT - height, 1), height=round(height, 1)))
    return tuple(out)


def columns_width(habits: Sequence[Habit]) -> int:
    """The width that the columns of the longest habit take."""
    most = max((min(MOST_COLUMNS, len(habit.sessions)) for habit in habits), default=1)
    return int(most * (_COLUMN + _GAP))


def _x(at: dt.datetime, first: dt.datetime, last: dt.datetime) -> float:
    span = (last - first).total_seconds()
    share = (at - first).total_seconds() / span if span else 0.5
    return round(_PAD + share * (STEPS_WIDTH - 2 * _PAD), 1)


def _y(value: int) -> float:
    return round(STEPS_HEIGHT - _PAD - value / 100 * (STEPS_HEIGHT - 2 * _PAD), 1)
