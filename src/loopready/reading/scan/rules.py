"""Drawn rules and boxes taken out of a picture, since engines read them as letters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from loopready.reading.scan.grey import Grey, Ink

_LONG = 0.3
"""Inches from which on a thin stretch of ink may be the side of a box."""
_RULE = 0.8
"""Inches from which on it is a rule whatever stands around it."""
_THIN = 0.035
_BOX_LEAST, _BOX_MOST = 0.13, 0.45
"""Inches between the upper and lower side of a box around a word."""
_INK = 140
_WHOLE = 0.97
_SOFT = 2
"""Pixels of soft edge around a rule."""
_PAPER = 255


@dataclass(frozen=True, slots=True)
class _Rule:
    top: int
    bottom: int
    x0: int
    x1: int


def without_rules(grey: Grey, *, dpi: float) -> Grey:
    """The picture with thin horizontal and vertical rules, and the sides of boxes around words, painted over."""
    ink = np.asarray(grey < _INK)
    thin = round(_THIN * dpi)
    rules = _rules(_thin_runs(ink, long=round(_LONG * dpi), thin=thin), gap=round(0.02 * dpi))
    upright = _rules(_thin_runs(np.ascontiguousarray(ink.T), long=round(_RULE * dpi), thin=thin), gap=round(0.02 * dpi))
    if not rules and not upright:
        return grey
    out = grey.copy()
    for rule in rules:
        if rule.x1 - rule.x0 >= _RULE * dpi:
            _paint(out, rule)
    for rule in upright:
        _paint(out.T, rule)
    for upper in rules:
        for lower in rules:
            if _is_box(upper, lower, dpi):
                _paint_box(out, upper, lower, reach=max(2, round(0.025 * dpi)))
    return out


def _thin_runs(ink: Ink, *, long: int, thin: int) -> Ink:
    """Ink of horizontal runs of at least ``long`` pixels that is not part of anything thicker than ``thin``."""
    level = _opened(ink, long, _WHOLE)
    return np.asarray(level & ~_opened(np.ascontiguousarray(ink.T), thin + 1, 1.0).T) if level.any() else level


def _opened(ink: Ink, length: int, share: float) -> Ink:
    """The windows of ``length`` pixels along the rows of which at least ``share`` is ink."""
    rows, columns = ink.shape
    out = np.zeros((rows, columns), dtype=bool)
    if length >= columns:
        return out
    sums = np.zeros((rows, columns + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= share * length
    marks = np.zeros((rows, columns + 1), dtype=np.int32)
    marks[:, : full.shape[1]] += full
    marks[:, length : length + full.shape[1]] -= full
    np.greater(np.cumsum(marks[:, :-1], axis=1), 0, out=out)
    return np.asarray(out & ink)


def _rules(level: Ink, *, gap: int) -> list[_Rule]:
    """The horizontal rules of a mask, rows of pixels that touch taken together."""
    out: list[_Rule] = []
    for y in np.nonzero(level.any(axis=1))[0]:
        columns = np.nonzero(level[y])[0]
        for part in np.split(columns, np.nonzero(np.diff(columns) > gap)[0] + 1):
            x0, x1 = int(part[0]), int(part[-1]) + 1
            for i, rule in enumerate(out):
                if y - rule.bottom <= 1 and x0 < rule.x1 and x1 > rule.x0:
                    out[i] = _Rule(rule.top, int(y) + 1, min(x0, rule.x0), max(x1, rule.x1))
                    break
            else:
                out.append(_Rule(int(y), int(y) + 1, x0, x1))
    return out


def _is_box(upper: _Rule, lower: _Rule, dpi: float) -> bool:
    apart = (lower.top - upper.bottom) / dpi
    near = 0.05 * dpi
    return _BOX_LEAST <= apart <= _BOX_MOST and abs(upper.x0 - lower.x0) <= near and abs(upper.x1 - lower.x1) <= near


def _paint(grey: Grey, rule: _Rule) -> None:
    grey[max(0, rule.top - _SOFT) : rule.bottom + _SOFT, max(0, rule.x0 - _SOFT) : rule.x1 + _SOFT] = _PAPER


def _paint_box(grey: Grey, upper: _Rule, lower: _Rule, *, reach: int) -> None:
    _paint(grey, upper)
    _paint(grey, lower)
    for x in (min(upper.x0, lower.x0), max(upper.x1, lower.x1)):
        grey[upper.top : lower.bottom, max(0, x - reach) : x + reach] = _PAPER
