"""How the cost tool writes sums of money in the bill's currency, and tables of them that add up as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from loopready.engines.tools.apportion import CENT, exact_sum, rounded_parts
from loopready.model import Column, Point, Series, Table

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_MOST_NAME = 48
RIGHT = "right"


def short(value: Decimal | float, currency: str) -> str:
    """A sum to three or four digits: $8.00M, $12.4k, $14.98, -CHF 1.20M."""
    size, sign = abs(float(value)), "-" if value < 0 else ""
    for step, letter in ((1e9, "bn"), (1e6, "M")):
        if size >= step * 0.9995:
            return f"{sign}{_sign(currency)}{size / step:,.2f}{letter}"
    if size >= 9_999.5:
        return f"{sign}{_sign(currency)}{size / 1e3:,.1f}k"
    return f"{sign}{_sign(currency)}{size:,.0f}" if size >= 999.5 else f"{sign}{_sign(currency)}{size:,.2f}"


def small(value: float, currency: str) -> str:
    """A price of one unit, to three digits that count: $0.200, $0.0000312, $12.4."""
    if value == 0:
        return f"{_sign(currency)}0"
    size, sign = abs(value), "-" if value < 0 else ""
    digits = 2
    while size < 10.0 ** (2 - digits) and digits < 12:
        digits += 1
    return f"{sign}{_sign(currency)}{size:,.{digits}f}"


def column(values: Sequence[Decimal], currency: str) -> tuple[str, ...]:
    """Sums for a column, to the cent, or to the whole unit where the largest has six digits: rounded so that they add up as shown."""
    step = Decimal(1) if max((abs(value) for value in values), default=Decimal(0)) >= 100_000 else CENT
    return tuple(_full(value, currency, step=step) for value in rounded_parts(values, step=step))


def total_of(values: Sequence[Decimal], currency: str) -> tuple[str, ...]:
    """A column with its total under it."""
    step = Decimal(1) if max((abs(value) for value in values), default=Decimal(0)) >= 100_000 else CENT
    parts = rounded_parts(values, step=step)
    return tuple(_full(value, currency, step=step) for value in (*parts, exact_sum(parts)))


def share(value: float | None, *, digits: int = 1) -> str:
    """A percentage; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}%"


def named(text: str, *, empty: str = "no name") -> str:
    """A name from a bill, cut to what a table holds."""
    text = text.strip() or empty
    return text if len(text) <= _MOST_NAME else text[: _MOST_NAME - 1].rstrip() + "…"


def table(caption: str, first: Sequence[str], numbers: Sequence[str], rows: Sequence[tuple[str, ...]], *, note: str = "") -> Table:
    """A table with columns of names and then columns of numbers."""
    columns = (*(Column(title=title) for title in first), *(Column(title=title, align=RIGHT) for title in numbers))
    return Table(caption=caption, columns=columns, rows=tuple(rows), note=note)


def bars(name: str, values: Sequence[tuple[str, Decimal]]) -> Series:
    """A series of bars."""
    return Series(name=name, points=tuple(Point(x=label, y=float(value)) for label, value in values))


def _sign(currency: str) -> str:
    return _SIGNS.get(currency, f"{currency} ")


def _full(value: Decimal, currency: str, *, step: Decimal) -> str:
    sign = "-" if value < 0 else ""
    return f"{sign}{_sign(currency)}{abs(value):,.0f}" if step == 1 else f"{sign}{_sign(currency)}{abs(value):,.2f}"
