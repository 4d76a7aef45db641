"""How a calculated value is written for a person."""

from __future__ import annotations

import math
import re

from loopready.model import ContentError

_DECIMALS = re.compile(r"\.(\d)f")
_PERCENT = re.compile(r"(pct|pp)(\d)")
_CURRENCY = re.compile(r"[a-z]{3}")
_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£"}
_STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
NAMED_FORMATS = ("int", "minutes", "hm", "hours", "days", "x", "usd")


def show(value: float | int | bool, format: str | None = None) -> str:
    """A value in a format: ``int`` 1,234; ``.1f`` 4.3; ``pct2`` 99.99%; ``pp1`` 0.5 percentage points; ``usd`` (or any currency
    code in small letters) $1.2M; ``minutes`` 4.3 minutes; ``hours``, ``days`` likewise; ``hm`` 3 h 40 min, from minutes; ``x`` 55 times.

    Without a format whole numbers stand as such and others with four digits. ContentError for an unknown format.
    """  # fmt: skip
    if isinstance(value, bool):
        return "yes" if value else "no"
    if format is None:
        return f"{value:,.0f}" if value == int(value) else _trim(f"{value:,.{_digits(value)}f}")
    if format == "int":
        return f"{_half_up(value, 0):,.0f}"
    if match := _DECIMALS.fullmatch(format):
        return f"{_half_up(value, int(match.group(1))):,.{match.group(1)}f}"
    if match := _PERCENT.fullmatch(format):
        number = f"{_half_up(value, int(match.group(2))):,.{match.group(2)}f}"
        return f"{number}%" if match.group(1) == "pct" else f"{number} percentage points"
    if format == "hm":
        return hours_and_minutes(value)
    if format in ("minutes", "hours", "days"):
        return _amount(value, format)
    if format == "x":
        return f"{_half_up(value, 0):,.0f} times" if abs(value) >= 10 else f"{_short(value)} times"
    if _CURRENCY.fullmatch(format):
        return money(value, format.upper())
    raise ContentError("format", f"there is no format {format!r}")


def money(value: float, currency: str) -> str:
    """An amount of money in short: $1.2M, CHF 1.9M, €950, £12.5k. ``currency`` is its three-letter code."""
    symbol = _SYMBOLS.get(currency.lower(), f"{currency} ")
    sign, size = ("-" if value < 0 else ""), abs(value)
    for step, letter in _STEPS:
        decimals = 2 if step > 1e3 else 1
        if size >= 999.5 and _half_up(size / step, decimals) >= 1:
            return f"{sign}{symbol}{_trim(f'{_half_up(size / step, decimals):,.{decimals}f}')}{letter}"
    return f"{sign}{symbol}{_small_money(size)}"


def _small_money(size: float) -> str:
    if size >= 100 or size == int(size):
        return f"{_half_up(size, 0):,.0f}"
    return f"{_half_up(size, 2):.2f}" if size >= 0.1 else f"{size:.{1 - math.floor(math.log10(size))}f}"


def hours_and_minutes(minutes: float) -> str:
    """Minutes as ``3 h 40 min``, ``4 min`` or ``45 s``; rounded to the minute from one minute on."""
    sign, size = ("-" if minutes < 0 else ""), abs(minutes)
    if size < 1:
        return f"{sign}{_half_up(size * 60, 0):.0f} s"
    hours, rest = divmod(int(_half_up(size, 0)), 60)
    parts = ([f"{hours:,} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return sign + " ".join(parts)


def _amount(value: float, unit: str) -> str:
    number = _short(value)
    return f"{number} {unit[:-1] if number == '1' else unit}"


def _short(value: float) -> str:
    """Three digits below 100, whole numbers above."""
    size = abs(value)
    if size >= 100 or value == int(value):
        return f"{_half_up(value, 0):,.0f}"
    decimals = 1 if size >= 10 else 2 if size >= 0.1 else 4
    return _trim(f"{_half_up(value, decimals):.{decimals}f}")


def _digits(value: float) -> int:
    size = abs(value)
    return max(0, 3 - math.floor(math.log10(size))) if size else 0


def _half_up(value: float, decimals: int) -> float:
    """Rounding as people round: halves away from zero, without the last bit of binary error."""
    scale = 10.0**decimals
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
