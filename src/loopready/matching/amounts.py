"""Figures asked: at the bar met, from half of it partial, under half missing; money is converted for the comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from loopready.engines.figures import Figure, digits_value, figures, in_currency
from loopready.engines.text import fold, stem, words
from loopready.matching.lexicon import matching
from loopready.matching.words import nearness

_PER_YEAR = {"year": 1.0, "month": 12.0, "quarter": 4.0, "week": 52.0, "day": 365.0}
_LESS = re.compile(r"\b(?:under|below|less than|fewer than|within|in|up to|no more than|at most)\s*$", re.IGNORECASE)
_SHORTENS = re.compile(r"\b(?:shorten|reduc|cut|lower|bring down|speed up|accelerat)\w*\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\bseveral (hundred|thousand|million)\b", re.IGNORECASE)
_LEAST = re.compile(
    r"\b(?:at least|minimum|more|larger|greater|above|over|exceed\w*|in excess|higher|bigger|upwards?)\b|[≥>+]", re.IGNORECASE
)
_BY_DAY = re.compile(r"\b(?:by|on|to|within|in)\s+(?:working\s+|business\s+)?day\s+(?P<day>[1-9]\d?)\b", re.IGNORECASE)
"""The day by which something is done, each time: "closed by working day 6"."""
_KINDS = frozenset({"people", "teams", "money", "percent", "availability", "count", "rate", "duration"})


def asked(text: str) -> list[Figure]:
    """The figures that a requirement sets as a bar: amounts, counts, people, percentages; years of experience are not among them."""
    out = []
    for figure in figures(text):
        if figure.kind not in _KINDS or figure.value <= 0:
            continue
        if figure.kind == "duration" and figure.unit in ("years", "months", "decades"):
            continue
        if figure.kind == "count" and (figure.noun is None or figure.value == 1):
            continue
        out.append(figure)
    return out


def smaller_is_better(figure: Figure, text: str) -> bool:
    """Whether the bar is a most, not a least ("closes in three days")."""
    if figure.comparator == "under" or (figure.comparator == "up to" and figure.kind in ("duration", "percent", "rate")):
        return True
    before = text[: figure.start]
    return figure.kind == "duration" and bool(_LESS.search(before) or _SHORTENS.search(before))


def reach(bar: Figure, text: str, said: str) -> float | None:
    """How far the best comparable figure of a statement reaches the bar (1 at the bar); None where it holds no comparable figure."""
    less = smaller_is_better(bar, text)
    best: float | None = None
    day = _BY_DAY.search(said) if less and bar.kind == "duration" and bar.unit == "days" else None
    if day is not None:
        return bar.value / float(day["day"])
    for figure in figures(said):
        ratio = _ratio(bar, figure)
        if ratio is None or ratio <= 0:
            continue
        ratio = 1 / ratio if less else ratio
        best = ratio if best is None else max(best, ratio)
    return best


def _ratio(bar: Figure, figure: Figure) -> float | None:
    if bar.kind == "money" and figure.kind == "money":
        value = figure.top * _PER_YEAR.get(figure.period or "year", 1.0) / _PER_YEAR.get(bar.period or "year", 1.0)
        if bar.currency and figure.currency and bar.currency != figure.currency:
            value = in_currency(value, figure.currency, bar.currency).value
        return value / bar.value
    if bar.kind == "duration" and figure.kind == "duration":
        return figure.to("hours") / bar.to("hours")
    if bar.kind == "people" and figure.kind == "people":
        return figure.top / bar.value
    if bar.kind == figure.kind and bar.kind in ("teams", "percent", "availability"):
        return figure.top / bar.value
    if bar.kind in ("count", "rate", "people", "teams") and figure.kind in ("count", "rate", "people", "teams"):
        return figure.top / bar.value if _same_noun(bar, figure) else None
    return None


def _same_noun(bar: Figure, figure: Figure) -> bool:
    one, other = _head(bar.noun), _head(figure.noun)
    return bool(one and other and nearness(one, other) >= 0.7)


def _head(noun: str | None) -> str:
    found = words(noun or "")
    return stem(found[-1].text) if found else ""


class Measure(NamedTuple):
    """A size with its unit, as written: 200 L, 4 MW. ``value`` is the upper end of a range."""

    value: float
    unit: str


def measures(text: str) -> tuple[Measure, ...]:
    """The sizes of a text that are given in a short unit, which the figures of people, money and counts leave out."""
    out = []
    for match in _measured().finditer(text):
        value = digits_value(match["high"] or match["low"])
        if value:
            out.append(Measure(value, fold(match["unit"])))
    return tuple(out)


def asks_least(text: str) -> bool:
    """Whether words set a least, not a most or a plain size."""
    return bool(_LEAST.search(text))


def measure_reach(text: str, said: str) -> float | None:
    """How far the sizes of a statement reach the least size asked (1 at it); None where none is asked or none of its unit is stated."""
    if not asks_least(text):
        return None
    ratios = []
    for bar in measures(text):
        stated = [measure.value for measure in measures(said) if measure.unit == bar.unit]
        if stated:
            ratios.append(max(stated) / bar.value)
    return min(ratios, default=None)


@cache
def _measured() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in sorted(str(matching()["measures"]).split(), key=len, reverse=True))
    number = r"\d[\d.,]*"
    return re.compile(rf"(?<![\w£$€.,])(?P<low>{number})(?:\s?(?:-|–|to|and)\s?(?P<high>{number}))?\s?(?P<unit>{units})(?!\w)")


def countable(bar: Figure, said: str, names: Sequence[str]) -> float | None:
    """How far the names listed in a statement reach a bar that counts such things (three countries: Germany and Belgium)."""
    found = {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)}
    return len(found) / bar.value if found else None
