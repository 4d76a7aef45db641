"""Numbers as pictures and tables write them: short, with as many digits as tell something."""

from __future__ import annotations

import math

_STEPS = ((1e9, "bn"), (1e6, "M"), (1e4, "k"))


def short(value: float) -> str:
    """A number for a picture: 1.25M, 43.2k, 4.32, 0.013, 99.995; four digits that tell something at most, more only near 100 per cent."""
    if math.isinf(value) or math.isnan(value):
        return "no limit"
    size = abs(value)
    if 90 < size < 100:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    for step, letter in _STEPS:
        if size >= step:
            scale = 1e3 if letter == "k" else step
            return _plain(value / scale) + letter
    return _plain(value)


def _plain(value: float) -> str:
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(digits, 9)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
