"""Numbers, days and lists in words, as the reports of the tools write them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence

from loopready.model.report import Column


def percent(share: float) -> str:
    """A share from 0 to 1 in per cent: "64%", "1.1%", "0.47%"."""
    value = share * 100
    if value == 0 or abs(value) >= 10:
        return f"{value:.0f}%"
    return f"{value:.1f}%" if abs(value) >= 1 else f"{value:.2f}%"


def between(low: float, high: float) -> str:
    """An interval of shares: "0.57 to 2.1%" is written "0.57% to 2.1%"."""
    return f"{percent(low)} to {percent(high)}"


def points(gap: float) -> str:
    """A difference of shares in percentage points with its sign, "0" where it rounds to nothing."""
    value = gap * 100
    said = f"{value:+.0f}" if abs(value) >= 10 else f"{value:+.1f}"
    return "0" if float(said) == 0 else said


def number(value: float) -> str:
    """A number for reading: whole from 10 on, one decimal below, infinite in words."""
    if math.isinf(value):
        return "without bound"
    if abs(value) >= 10 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 0.95 else f"{value:.2f}"


def count(value: float, one: str, many: str | None = None) -> str:
    """ "1 hire", "3 hires"."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def day(date: dt.date) -> str:
    """ "Mon 7 Dec 2026"."""
    return f"{date:%a} {date.day} {date:%b %Y}"


def cell(date: dt.date) -> str:
    """A day for a table's cell: it does not break."""
    return day(date).replace(" ", "\u00a0")


def when(number: int, date: dt.date) -> str:
    """A day of a plan for a table's cell: "Mon 7 Dec 2026, day 0"."""
    return f"{cell(date)}, day\u00a0{number}"


def citing(sources: Sequence[str]) -> Callable[[str], str]:
    """What names one of a report's numbered sources in its text: "source 3". ValueError where it is none of them."""
    return lambda id: f"source {list(sources).index(id) + 1}"


def listed(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def chance(value: float) -> str:
    """A test's chance: "p 0.03", "p under 0.001"."""
    said = "under 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
    return f"p {said}".replace(" ", "\u00a0")


def columns(*titles: str, right: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns by their titles; those of ``right`` hold numbers."""
    return tuple(Column(title=title, align="right" if title in right else "left") for title in titles)
