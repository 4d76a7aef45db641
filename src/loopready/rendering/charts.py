"""Drawings as numbers: where bars, ticks and cells stand. The templates write them as SVG without style attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loopready.rendering.view import Readiness, ScopeBar, Tally

_TOP = 8
_AXIS = 24
_LINE = 15
_THIN, _THICK = 5.0, 20.0
_LETTER = 8.0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar of the scope chart with the text over it."""

    x: float
    y: float
    width: float
    height: float
    stated: bool
    label: str
    value: str
    text_y: float
    text_x: float
    anchor: str


@dataclass(frozen=True, kw_only=True)
class ScopeChart:
    """The scope chart at one width. ``stacked`` writes an entry's scope under its label, where the width holds no more."""

    name: str
    width: int
    height: int
    axis_y: int
    stacked: bool
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A rectangle with a state."""

    x: float
    width: float
    state: str


def scope_charts(bars: Sequence[ScopeBar]) -> tuple[ScopeChart, ...]:
    """The scope chart for a wide page and for a narrow one. Thickness of a bar grows with the people stated."""
    return (_scope_chart(bars, name="wide", width=760, stacked=False), _scope_chart(bars, name="narrow", width=340, stacked=True))


def _scope_chart(bars: Sequence[ScopeBar], *, name: str, width: int, stacked: bool) -> ScopeChart:
    ordered = sorted(bars, key=lambda bar: (bar.first, bar.last, bar.label))
    first = min(bar.first for bar in ordered) // 12 * 12
    last = max(bar.last for bar in ordered) + 1
    per_month = width / max(12, last - first)
    most = max((bar.people or 0 for bar in ordered), default=0) or 1
    text = _LINE * (2 if stacked else 1)
    row = int(text + _THICK + 12)
    drawn = []
    for place, bar in enumerate(ordered):
        x = (bar.first - first) * per_month
        long = max(3.0, (bar.last + 1 - bar.first) * per_month)
        top = _TOP + place * row
        label, text_x, anchor = _placed(bar, x=x, width=width, stacked=stacked)
        drawn.append(
            Bar(
                x=round(x, 1), y=top + text + 2, width=round(min(long, width - x), 1),
                height=round(_THIN + (_THICK - _THIN) * (bar.people or 0) / most, 1), stated=bar.people is not None,
                label=label, value=bar.stated, text_y=top + 11, text_x=text_x, anchor=anchor,
            )
        )  # fmt: skip
    axis = _TOP + len(ordered) * row
    ticks = _ticks(first, last, per_month, width)
    return ScopeChart(name=name, width=width, height=axis + _AXIS, axis_y=axis, stacked=stacked, bars=tuple(drawn), ticks=ticks)


def _placed(bar: ScopeBar, *, x: float, width: int, stacked: bool) -> tuple[str, float, str]:
    """The label as long as there is room for it, where it stands, and which end stands there."""
    room = int(width / _LETTER) - (0 if stacked else len(bar.stated) + 1)
    label = bar.label if len(bar.label) <= room else bar.label[: max(8, room - 1)].rstrip(" ,") + "…"
    if stacked:
        return label, 0.0, "start"
    needed = (len(label) + 1 + len(bar.stated)) * _LETTER
    return (label, round(x, 1), "start") if x + needed <= width else (label, float(width), "end")


def _ticks(first: int, last: int, per_month: float, width: int) -> tuple[tuple[float, str], ...]:
    years = max(1, (last - first) // 12)
    step = next(step for step in (1, 2, 5, 10, 20, 50) if step == 50 or years / step <= width / 70)
    out = []
    for year in range(first // 12, last // 12 + 1):
        x = (year * 12 - first) * per_month
        if (year - first // 12) % step == 0 and x <= width - 28:
            out.append((round(x, 1), str(year)))
    return tuple(out)


def facet_cells(row: Readiness, *, width: int = 200, gap: int = 4) -> tuple[Cell, ...]:
    """A cell per facet: shown or absent, in the guide's order."""
    if not row.facets:
        return ()
    each = (width - gap * (len(row.facets) - 1)) / len(row.facets)
    return tuple(
        Cell(x=round(place * (each + gap), 1), width=round(each, 1), state="shown" if shown else "absent")
        for place, (_, shown) in enumerate(row.facets)
    )


def tally_bar(tally: Sequence[Tally], *, width: int = 320) -> tuple[Cell, ...]:
    """The states of the requirements as one bar."""
    total = sum(entry.count for entry in tally) or 1
    out, x = [], 0.0
    for entry in tally:
        share = entry.count / total * width
        out.append(Cell(x=round(x, 1), width=round(max(1.0, share - 2), 1), state=entry.state))
        x += share
    return tuple(out)
