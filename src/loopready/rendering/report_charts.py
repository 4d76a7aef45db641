"""Pictures of a report as shapes: where bars, lines, marks and letters stand. The template writes them as SVG without style attributes.

Every picture is drawn twice, for a wide page and for a narrow one, so that its letters stay readable.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from loopready.model import Chart, Moment, Series
from loopready.rendering.figures import short

WIDE, NARROW = 720, 340
SHADES = 6
"""Series are told apart by this many shades; a seventh begins again at the first."""
_LETTER = 6.6
_LINE = 16
_BAR = 14
_GAP = 10
_PLOT = 220
_LEFT = 8
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. ``kind`` is its class."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True, slots=True)
class Track:
    """A path."""

    d: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Letters:
    """A text; ``anchor`` says which of its ends stands at ``x``."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    kind: str = "said"


@dataclass(slots=True)
class Drawing:
    """A picture at one width."""

    name: str
    width: int
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)


def drawn(chart: Chart) -> tuple[Drawing, Drawing]:
    """The picture for a wide page and for a narrow one."""
    draw: Callable[[Chart, Drawing], None] = {"bars": _bars, "stacked": _stacked, "lines": _lines, "timeline": _timeline}[chart.kind]
    made = (Drawing("wide", WIDE), Drawing("narrow", NARROW))
    for drawing in made:
        draw(chart, drawing)
    return made


def legend(chart: Chart) -> tuple[tuple[str, str], ...]:
    """(class, name) of each series, where there is more than one."""
    return tuple((shade(at), series.name) for at, series in enumerate(chart.series)) if len(chart.series) > 1 else ()


def shade(at: int) -> str:
    """The class of the series at this place."""
    return f"s{at % SHADES}"


def names(chart: Chart) -> list[str]:
    """The names that bars stand over, each once, in order."""
    return list(dict.fromkeys(str(point.x) for series in chart.series for point in series.points))


def ticks(low: float, high: float, *, most: int) -> list[float]:
    """Round values from ``low`` to ``high``, at most ``most`` and at least two where they differ."""
    span = high - low
    if span <= 0:
        return [low]
    rough = span / max(1, most - 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * by for by in (1, 2, 2.5, 5, 10) if size * by >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 12) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _round(value: float) -> float:
    return round(value, 1)


def _cut(text: str, room: float) -> str:
    most = max(4, int(room / _LETTER))
    return text if len(text) <= most else text[: most - 1].rstrip(" ,") + "…"


def _bars(chart: Chart, out: Drawing) -> None:
    values = [
        value for series in chart.series for point in series.points for value in (point.y, point.low, point.high) if value is not None
    ]
    across = _scale(out, values, chart)
    y = _limits_over(chart, out, across)
    top = y
    for name in names(chart):
        out.letters.append(Letters(0, y + 11, _cut(name, out.width), kind="name"))
        y += _LINE
        for at, series in enumerate(chart.series):
            for point in series.points:
                if str(point.x) != name:
                    continue
                start, end = sorted((across(0), across(point.y)))
                out.boxes.append(Box(_round(start), y, _round(max(1.0, end - start)), _BAR, shade(at)))
                if point.low is not None and point.high is not None:
                    out.strokes.append(Stroke(_round(across(point.low)), y + _BAR / 2, _round(across(point.high)), y + _BAR / 2, "range"))
                edge = max(end, across(point.high)) if point.high is not None else end
                out.letters.append(Letters(_round(edge + 5), y + 11, short(point.y), kind="value"))
                y += _BAR + 3
        y += _GAP
    _limits_down(chart, out, across, top, y - _GAP)
    out.height = int(y)


def _stacked(chart: Chart, out: Drawing) -> None:
    called = names(chart)
    sums = [sum(max(0.0, value) for value in _parts(chart, name)) for name in called]
    across = _scale(out, sums, chart)
    y = _limits_over(chart, out, across)
    top = y
    for name, total in zip(called, sums, strict=True):
        out.letters.append(Letters(0, y + 11, _cut(name, out.width), kind="name"))
        y += _LINE
        held = 0.0
        for at, value in enumerate(_parts(chart, name)):
            if value > 0:
                start = across(held)
                held += value
                out.boxes.append(Box(_round(start), y, _round(max(0.8, across(held) - start - 1)), _BAR, shade(at)))
        out.letters.append(Letters(_round(across(held) + 5), y + 11, short(total), kind="value"))
        y += _BAR + _GAP
    _limits_down(chart, out, across, top, y - _GAP)
    out.height = int(y)


def _parts(chart: Chart, name: str) -> list[float]:
    return [sum(point.y for point in series.points if str(point.x) == name) for series in chart.series]


def _scale(out: Drawing, values: Sequence[float], chart: Chart) -> Callable[[float], float]:
    """Where a value stands across the width, with room for the number behind the longest bar."""
    held = [0.0, *values, *(limit.value for limit in chart.limits)]
    low, high = min(held), max(held)
    span = (high - low) or 1.0
    room = out.width - _LETTER * max((len(short(value)) for value in values), default=4) - 12
    return lambda value: (value - low) / span * room


def _limits_over(chart: Chart, out: Drawing, across: Callable[[float], float]) -> float:
    """Writes the limits' names over the bars, a line each; where the bars begin."""
    y = 0.0
    for limit in chart.limits:
        text = _cut(f"{limit.label}: {short(limit.value)}", out.width)
        x = across(limit.value)
        anchor: Anchor = "start" if x + len(text) * _LETTER <= out.width else "end" if x >= len(text) * _LETTER else "start"
        out.letters.append(
            Letters(_round(x if anchor == "end" or x + len(text) * _LETTER <= out.width else 0), y + 11, text, anchor, "limit-name")
        )
        y += _LINE
    return y


def _limits_down(chart: Chart, out: Drawing, across: Callable[[float], float], top: float, bottom: float) -> None:
    for at, limit in enumerate(chart.limits):
        x = _round(across(limit.value))
        out.strokes.append(Stroke(x, at * _LINE + 14, x, _round(max(top, bottom)), "limit"))


def _lines(chart: Chart, out: Drawing) -> None:
    xs = [float(point.x) for series in chart.series for point in series.points]
    ys = [value for series in chart.series for point in series.points for value in (point.y, point.low, point.high) if value is not None]
    ys += [limit.value for limit in chart.limits]
    low, high = min(0.0, *ys), max(ys)
    high = high if high > low else low + 1
    marks = ticks(low, high, most=5)
    high = max(high, marks[-1])
    left = _LEFT + _LETTER * max(len(short(mark)) for mark in marks)
    right, top, floor = out.width - 12.0, 12.0, 12.0 + _PLOT
    first, last = min(xs), max(xs)
    span = (last - first) or 1.0

    def across(x: float) -> float:
        return _round(left + (x - first) / span * (right - left))

    def up(y: float) -> float:
        return _round(floor - (y - low) / (high - low) * (floor - top))

    for mark in marks:
        out.strokes.append(Stroke(_round(left), up(mark), right, up(mark), "grid"))
        out.letters.append(Letters(_round(left - 5), up(mark) + 4, short(mark), "end", "at"))
    for mark in ticks(first, last, most=4 if out.width < WIDE else 8):
        x = across(mark)
        anchor: Anchor = "middle" if left + 12 < x < right - 12 else "start" if x <= left + 12 else "end"
        out.letters.append(Letters(x, floor + 16, short(mark), anchor, "at"))
    for at, series in enumerate(chart.series):
        _line(series, out, shade(at), across, up)
    for limit in chart.limits:
        out.strokes.append(Stroke(_round(left), up(limit.value), right, up(limit.value), "limit"))
        text = _cut(f"{limit.label}: {short(limit.value)}", right - left)
        y = up(limit.value)
        out.letters.append(Letters(_round(left + 4), y - 4 if y > top + 12 else y + 13, text, kind="limit-name"))
    out.height = int(floor) + 24 + _axis_name(chart, out, right, floor + 32)


def _line(series: Series, out: Drawing, kind: str, across: Callable[[float], float], up: Callable[[float], float]) -> None:
    points = [(across(float(point.x)), up(point.y)) for point in series.points]
    bounded = [point for point in series.points if point.low is not None and point.high is not None]
    if len(bounded) > 1:
        there = [f"{across(float(point.x))} {up(point.high or 0.0)}" for point in bounded]
        back = [f"{across(float(point.x))} {up(point.low or 0.0)}" for point in reversed(bounded)]
        out.tracks.append(Track("M" + "L".join(there + back) + "Z", f"band {kind}"))
    out.tracks.append(Track("M" + "L".join(f"{x} {y}" for x, y in points), f"line {kind}"))
    if len(points) <= 24:
        out.dots += [Dot(x, y, kind) for x, y in points]


def _timeline(chart: Chart, out: Drawing) -> None:
    ends = [end for moment in chart.moments for end in (moment.at, moment.until if moment.until is not None else moment.at)]
    first, last = min(0.0, *ends), max(ends)
    span = (last - first) or 1.0
    right = out.width - 10.0

    def across(at: float) -> float:
        return _round(6 + (at - first) / span * (right - 6))

    y = 4.0
    for limit in chart.limits:
        out.letters.append(
            Letters(across(limit.value), y + 11, _cut(limit.label, out.width), _side(across(limit.value), out.width), "limit-name")
        )
        y += _LINE
    top = y
    for lane in dict.fromkeys(moment.lane for moment in chart.moments):
        if lane:
            out.letters.append(Letters(0, y + 11, _cut(lane, out.width), kind="name"))
            y += _LINE
        y = _lane([moment for moment in chart.moments if moment.lane == lane], out, across, y) + _GAP
    out.strokes.append(Stroke(6, y, right, y, "axis"))
    for mark in ticks(first, last, most=4 if out.width < WIDE else 9):
        x = across(mark)
        out.strokes.append(Stroke(x, y, x, y + 4, "axis"))
        out.letters.append(Letters(x, y + 17, short(mark), _side(x, out.width), "at"))
    for limit in chart.limits:
        out.strokes.append(Stroke(across(limit.value), top - 2, across(limit.value), y, "limit"))
    out.height = int(y) + 22 + _axis_name(chart, out, right, y + 33)


def _axis_name(chart: Chart, out: Drawing, x: float, y: float) -> int:
    """Writes what the axis counts under its end; the height that takes."""
    if not chart.x_unit:
        return 0
    out.letters.append(Letters(x, y, chart.x_unit, "end", "at"))
    return _LINE


def _lane(moments: Sequence[Moment], out: Drawing, across: Callable[[float], float], y: float) -> float:
    """Writes moments under each other wherever their words would run into each other; the y below them."""
    rows: list[float] = []
    for moment in sorted(moments, key=lambda each: each.at):
        start = across(moment.at)
        end = across(moment.until) if moment.until is not None else start
        left, right = start - 8, out.width - end - 8
        before = len(moment.label) * _LETTER > right and left > right
        text = _cut(moment.label, left if before else right)
        long = len(text) * _LETTER + 10
        begins = start - long if before else start
        row = next((at for at, taken in enumerate(rows) if taken <= begins), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = end + 10 if before else end + long
        at_y = y + row * _LINE
        if moment.until is not None:
            out.boxes.append(Box(start, at_y + 3, _round(max(2.0, end - start)), 9, f"tone-{moment.tone}"))
        else:
            out.dots.append(Dot(start, at_y + 7.5, f"tone-{moment.tone}"))
        x = start - 8 if before else end + 8
        out.letters.append(Letters(_round(x), at_y + 11, text, "end" if before else "start", "said"))
    return y + max(1, len(rows)) * _LINE


def _side(x: float, width: float) -> Anchor:
    return "start" if x < 24 else "end" if x > width - 24 else "middle"
