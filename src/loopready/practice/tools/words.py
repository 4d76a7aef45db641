"""Numbers as the workbench's reports write them."""

from __future__ import annotations

import datetime as dt


def money(value: float) -> str:
    """A sum in US dollars: $1.24M, $87,500, $12.40."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    for step, letter in ((1e9, "bn"), (1e6, "M")):
        if size >= step:
            return f"{sign}${size / step:,.2f}{letter}"
    return f"{sign}${size:,.0f}" if size >= 100 or size == int(size) else f"{sign}${size:,.2f}"


def per_cent(value: float, *, digits: int = 2) -> str:
    """A percentage with as many digits as it has, at most ``digits``: 25%, 99.95%."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") + "%" if digits else f"{value:.0f}%"


def uptime(value: float) -> str:
    """An availability with the digits that tell it from 100: 99.444%, 99.9997%."""
    for digits in (3, 4, 5, 6, 7, 8, 9):
        text = f"{value:.{digits}f}"
        if value >= 100 or float(text) < 100:
            return text.rstrip("0").rstrip(".") + "%" if value in (0, 100) else f"{text}%"
    return f"{value}%"


def number(value: float, *, digits: int = 2) -> str:
    """A number with a thousands comma and no digit too many."""
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def span(minutes: float) -> str:
    """A length of time in the unit that reads best: 26 s, 4.32 min, 4 h, 30 days."""
    if minutes < 1:
        return f"{number(minutes * 60, digits=1)} s"
    if minutes < 120 and minutes != 60:
        return f"{number(minutes)} min"
    return f"{number(minutes / 60)} h" if minutes < 4_320 else f"{number(minutes / 1_440)} days"


def day(value: dt.date) -> str:
    """A date: 31 May 2026."""
    return f"{value.day} {value:%B %Y}"
