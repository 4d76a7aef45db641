"""Numbers as people type them in answer to a question."""

from __future__ import annotations

import re
from typing import NamedTuple

from loopready.engines.figures import convert_duration, digits_value, figures, numbers
from loopready.engines.figures.money import currency_of
from loopready.engines.figures.sides import duration_words

_PLAIN = re.compile(
    r"(?:about|around|approx\.?|approximately|roughly|circa|~|=|≈|it is|it's)?\s*(?P<sign>[-+−]|minus\s)?\s*(?P<rest>\S.*)", re.IGNORECASE
)
_MOST_CHARACTERS = 200
"""No number that a person types is longer; a very long row of digits is none that can be worked with."""
_PER = re.compile(r"\s*(?:/|\b(?:an?|per|each|every)\s)\s*(?:hundred|thousand|million|billion)\b.*$", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
_FRACTION = re.compile(r"(\d+)\s?/\s?(\d+)")
_SCALES = (
    (re.compile(r"\b(?:thousands?|k)\b|(?<=[$€£])k\b", re.IGNORECASE), 1e3),
    (re.compile(r"\bmillions?\b|\bM\b|(?<=[$€£])M\b"), 1e6),
    (re.compile(r"\bbillions?\b|\bbn\b|(?<=[$€£])B\b"), 1e9),
)


class Said(NamedTuple):
    """A number read from an answer.

    ``kind`` is duration, money, percent, points, times or None for a bare one; ``unit`` is the duration's unit or the currency.
    """

    value: float
    kind: str | None = None
    unit: str | None = None
    scaled: bool = False


class Unit(NamedTuple):
    """What a question's unit asks for."""

    kind: str | None
    unit: str | None
    scale: float = 1.0


def parse_number(said: str) -> Said | None:
    """The one number of an answer ("4.3 min", "$1.2M", "99.94%", "3k", "1 h 5 min", "1.234,5", "twelve"); None for none or several.

    A single comma before one or two digits is a decimal comma; 1.234 is read as a decimal, 1,234 as a thousand.
    """
    if len(said) > _MOST_CHARACTERS:
        return None
    match = _PLAIN.fullmatch(_PER.sub("", said.strip().rstrip(".").replace("−", "-")))
    if match is None:
        return None
    rest = match.group("rest").strip()
    if rest[:1] in "$€£" and rest[1:2] == "-":
        rest, negative = rest[0] + rest[2:], True
    else:
        negative = match.group("sign") is not None and match.group("sign").strip() in ("-", "minus")
    found = _bare(rest) or _with_unit(rest)
    if found is None:
        return None
    return found._replace(value=-found.value) if negative else found


def _bare(rest: str) -> Said | None:
    if _SCIENTIFIC.fullmatch(rest):
        return Said(float(rest))
    if fraction := _FRACTION.fullmatch(rest):
        return Said(int(fraction.group(1)) / int(fraction.group(2))) if int(fraction.group(2)) else None
    if re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d+", rest):
        whole, _, decimals = rest.rpartition(",")
        return Said(float(f"{whole.replace('.', '')}.{decimals}"))
    if len(rest) <= 24 and re.fullmatch(r"\d[\d,.']*", rest) and len(numbers(rest)) == 1 and numbers(rest)[0].end == len(rest):
        return Said(digits_value(rest))
    return None


def _with_unit(rest: str) -> Said | None:
    rest = (
        re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", rest)
        if re.search(r"(?<![\d,])\d+,\d{1,2}(?!\d)(?!,)", rest) and "." not in rest
        else rest
    )
    read = [figure for figure in figures(rest) if figure.kind != "date"]
    if len(read) == 1 and read[0].high is None and read[0].base is None:
        figure = read[0]
        if len(numbers(rest[: figure.start])) or len(numbers(rest[figure.end :])):
            return None
        if figure.kind == "duration":
            return Said(figure.value, "duration", figure.unit)
        if figure.kind == "money":
            return Said(figure.value, "money", figure.currency, scaled=any(number.scale > 1 for number in numbers(rest)))
        if figure.kind in ("percent", "availability"):
            return Said(figure.value, "points" if figure.unit == "points" else "percent")
        if figure.kind == "ratio":
            return Said(figure.value, "times")
    found = numbers(rest)
    if len(found) != 1 or (read and (read[0].high is not None or read[0].base is not None)):
        return None
    number = found[0]
    after = rest[number.end :].strip().split(" ", maxsplit=1)[0].lower()
    if number.letter == "m" and after == "":
        return Said(number.value, None, "m", scaled=True)
    if duration := duration_words().get(after):
        return Said(number.value, "duration", duration)
    return Said(number.value, scaled=number.scale > 1)


def unit_of(text: str | None) -> Unit:
    """What a question's unit ("minutes", "USD a month", "million USD", "%", "percentage points", "times") asks for."""
    if not text:
        return Unit(None, None)
    text = _PER.sub("", text)
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
    """The value said, in the unit asked for; or one line that says why it can not be."""
    if said.kind is None:
        if said.unit == "m" and unit.kind == "duration":
            return convert_duration(said.value / 1e6, "minutes", str(unit.unit))
        return said.value / unit.scale if said.scaled else said.value
    if said.kind == "duration" and unit.kind == "duration":
        return convert_duration(said.value, str(said.unit), str(unit.unit))
    if said.kind == "money" and unit.kind in ("money", None):
        if said.unit and unit.unit and said.unit != unit.unit:
            return f"The answer is in {unit.unit}, not {said.unit}."
        return said.value / unit.scale if said.scaled or said.value >= unit.scale else said.value
    if {said.kind, str(unit.kind)} <= {"percent", "points"} or said.kind == unit.kind or unit.kind is None:
        return said.value
    return f"That is a {_NAMES[said.kind]}; the answer is {_ARTICLES.get(str(unit.kind), 'a number')}."


_NAMES = {
    "duration": "length of time",
    "money": "sum of money",
    "percent": "percentage",
    "points": "difference in percentage points",
    "times": "ratio",
}
_ARTICLES = {
    "duration": "a length of time",
    "money": "a sum of money",
    "percent": "a percentage",
    "points": "a difference in percentage points",
    "times": "a ratio",
}
