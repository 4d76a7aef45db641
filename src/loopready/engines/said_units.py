"""The units of a typed number, and of the number a question asks for: time, money, shares, data, and what a rate is counted over."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from loopready.engines.figures import convert_duration, numbers
from loopready.engines.figures.money import currency_of
from loopready.engines.figures.sides import duration_words
from loopready.engines.lexicon import table

_PER_MANY = re.compile(r"\s*(?:/|\b(?:an?|per|each|every)\s)\s*(?:hundred|thousand|million|billion)\b.*$", re.IGNORECASE)
_SCALES = (
    (re.compile(r"\b(?:thousands?|k)\b|(?<=[$€£])k\b", re.IGNORECASE), 1e3),
    (re.compile(r"\bmillions?\b|\bM\b|(?<=[$€£])M\b"), 1e6),
    (re.compile(r"\bbillions?\b|\bbn\b|(?<=[$€£])B\b"), 1e9),
)
_DATA = re.compile(
    r"(?P<prefix>kilo|mega|giga|tera|peta|exa|kibi|mebi|gibi|tebi|pebi|[kKMmGgTtPpE]i?)?"
    r"(?P<unit>[bB](?=ps\b|/|$)|bits?(?![a-z])|bytes?(?![a-z])|Bytes?(?![a-z]))(?P<rate>ps\b|/s\b|/sec\b)?"
)
_POWERS = {"k": 1, "m": 2, "g": 3, "t": 4, "p": 5, "e": 6}


class Said(NamedTuple):
    """A number read from an answer.

    ``kind`` is duration, money, percent, points, times, data or None for a bare one. ``unit`` is the duration's unit, the currency, or for
    data (whose value is in bytes) bit or byte, "?" where the writing leaves it open. ``period`` is what it was said to be counted over,
    ``grouped`` the value if its point parts thousands (1.200).
    """

    value: float
    kind: str | None = None
    unit: str | None = None
    scaled: bool = False
    period: str | None = None
    grouped: float | None = None


class Unit(NamedTuple):
    """What a question's unit asks for."""

    kind: str | None
    unit: str | None
    scale: float = 1.0
    period: str | None = None


@cache
def _period_pattern() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(word) for word in _periods()), key=len, reverse=True))
    adverbs = "|".join(sorted((re.escape(word) for word in _adverbs()), key=len, reverse=True))
    return re.compile(
        rf"\s*(?:(?:/|\b(?:per|an?|each|every|pro|par|im|je)\s)\s*(?P<word>{words})\b\.?|(?<=\s)(?P<adverb>{adverbs})(?!\w))$",
        re.IGNORECASE,
    )


@cache
def _periods() -> dict[str, str]:
    return {word: period for period, words in table("said")["periods"].items() for word in str(words).split()}


@cache
def _adverbs() -> dict[str, str]:
    return {word: period for period, words in table("said")["adverbs"].items() for word in str(words).split()}


def period_in(text: str) -> tuple[str, str | None]:
    """A text without "a month", "/year", "monthly" at its end, and the period that this names: ("$5", "month")."""
    match = _period_pattern().search(text)
    if match is None or not text[: match.start()].strip():
        return text, None
    word = match.group("word")
    period = _periods()[word.lower()] if word else _adverbs()[match.group("adverb").lower()]
    return text[: match.start()].strip(), period


def period_ratio(period: str, to: str) -> float:
    """How many of one period there are in another: ("month", "year") gives 12."""
    days = table("said")["period_days"]
    ratio = days[to] / days[period]
    return float(round(ratio) if {period, to} <= {"month", "quarter", "year"} and ratio >= 1 else ratio)


def data_of(text: str) -> Said | None:
    """An amount of data (3 GB, 100 Mbit/s, 2.5 TiB), in bytes; None where the text is not one number with such a unit."""
    found = numbers(text)
    if not found or found[0].start != 0:
        return None
    digits = re.match(r"[\d.,']+", text)
    if digits is None:
        return None
    match = _DATA.fullmatch(text[digits.end() :].strip())
    if match is None:
        return None
    said = digits.group()
    value = float(said.replace(",", ".")) if re.fullmatch(r"\d+,\d{1,2}", said) else numbers(said)[0].value if numbers(said) else None
    if value is None:
        return None
    size, bits = _data_unit(match)
    return Said(value * size, "data", bits)


def _data_unit(match: re.Match[str]) -> tuple[float, str]:
    """Bytes in one of a unit, and whether it counts bits, bytes, or the writing leaves it open ("gb")."""
    prefix, unit = match.group("prefix") or "", match.group("unit")
    binary = prefix.endswith("i") or prefix.endswith("bi")
    power = _POWERS[prefix[0].lower()] if prefix else 0
    size = float((1024 if binary else 1000) ** power)
    if len(unit) > 1:
        counts = "bit" if unit.lower().startswith("bit") else "byte"
    elif unit == "B":
        counts = "byte"
    else:
        counts = "?" if prefix[:1].islower() and prefix[:1] != "k" else "bit"
    return (size / 8 if counts == "bit" else size), counts


@cache
def unit_of(text: str | None) -> Unit:
    """What a question's unit ("minutes", "USD a month", "million USD", "%", "percentage points", "times", "GB") asks for."""
    if not text:
        return Unit(None, None)
    data = _DATA.fullmatch(text.strip())
    if data is not None:
        size, counts = _data_unit(data)
        return Unit("data", counts, size)
    text, period = period_in(_PER_MANY.sub("", text))
    if period is None and (alone := re.fullmatch(r"(?:an?|per|each)\s+(\w+)", text.strip(), re.IGNORECASE)):
        period, text = _periods().get(alone.group(1).lower()), ""
    return _plain_unit(text)._replace(period=period)


def _plain_unit(text: str) -> Unit:
    lowered = text.lower()
    scale = next((size for pattern, size in _SCALES if pattern.search(text)), 1.0)
    if re.search(r"\bpoints?\b|\bpp\b", lowered):
        return Unit("points", None)
    if re.search(r"%|\bper ?cent\b|\bpct\b", lowered):
        return Unit("percent", None)
    for word in re.findall(r"[A-Za-z]+|[$€£¥₹]", text):
        currency = currency_of(word)
        if currency:
            return Unit("money", currency, scale)
    first = re.match(r"[a-z]+", lowered)
    if first and first.group() != "m" and first.group() in duration_words():
        return Unit("duration", duration_words()[first.group()])
    if re.match(r"times\b|x\b", lowered):
        return Unit("times", None)
    return Unit(None, None, scale)


def in_unit(said: Said, unit: Unit) -> float | str:
    """The value said, in the unit asked for; or one line that says why it can not be. A period is not converted."""
    if said.kind is None:
        if said.unit == "m" and unit.kind == "duration":
            return convert_duration(said.value / 1e6, "minutes", str(unit.unit))
        return said.value / unit.scale if said.scaled and unit.kind != "data" else said.value
    if said.kind == "duration" and unit.kind == "duration":
        return convert_duration(said.value, str(said.unit), str(unit.unit))
    if said.kind == "data" and unit.kind == "data":
        open_ = said.unit == "?" and unit.unit == "bit"
        return said.value / unit.scale / (8 if open_ else 1)
    if said.kind == "money" and unit.kind in ("money", None):
        if said.unit and unit.unit and said.unit != unit.unit:
            return f"The answer is in {unit.unit}, not {said.unit}."
        return said.value / unit.scale if said.scaled or said.value >= unit.scale else said.value
    if {said.kind, str(unit.kind)} <= {"percent", "points"} or said.kind == unit.kind:
        return said.value
    if unit.kind is None and said.kind != "data":
        return said.value
    return f"That is {_NAMES[said.kind]}; the answer is {_NAMES.get(str(unit.kind), 'a plain number')}."


_NAMES = {
    "duration": "a length of time",
    "money": "a sum of money",
    "percent": "a percentage",
    "points": "a difference in percentage points",
    "times": "a ratio",
    "data": "an amount of data",
}
