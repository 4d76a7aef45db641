"""The mistake that gives a wrong number: one of the question's own, the wrong unit or period, a lost sign, or two at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from loopready.engines.numerals import show
from loopready.engines.said_units import Unit, period_ratio
from loopready.model import AskedQuestion, SlipNumber

_NEAR = 0.01
"""How near, as a share, a number must lie to what one mistake gives."""
_NEAR_TWO = 0.004
"""How near for two mistakes at once. Why tighter: there are many pairs, and a number may lie near one of them by chance."""
_TIMES = ("ms", "seconds", "minutes", "hours", "days", "weeks", "months", "years")
_OF_TIME = {
    ("ms", "seconds"): 1000.0, ("seconds", "minutes"): 60.0, ("minutes", "hours"): 60.0, ("hours", "days"): 24.0, ("days", "weeks"): 7.0,
    ("seconds", "hours"): 3600.0, ("months", "years"): 12.0, ("minutes", "days"): 1440.0, ("weeks", "years"): 52.0,
}  # fmt: skip
_SIZES = ((1e3, "thousand"), (1e6, "million"), (1e9, "billion"))


class Traced(NamedTuple):
    """A mistake found behind a number, a second one where both were needed, and the words that name them."""

    mistake: str
    also: str | None
    says: str


class _Factor(NamedTuple):
    """A wrong unit: what it multiplies the answer by, and its words."""

    size: float
    says: str


def trace(question: AskedQuestion, value: float, *, unit: Unit, period: str | None = None) -> Traced | None:
    """The mistake that gives a wrong ``value``, in the question's unit; None where none is found.

    ``period`` is what the number was said to be counted over. Of several the question's own mistakes come first, then a wrong unit, then
    two at once (their factors multiplied, or their distances from the answer added).
    """
    answer, tolerance = question.answer, question.tolerance
    assert answer is not None and tolerance is not None
    if (told := _period(question, value, unit=unit, period=period)) is not None:
        return told
    own = _own(question, value, answer=answer, tolerance=tolerance)
    if own is not None:
        return Traced(own.id, None, own.says)
    if answer and _is_near(-value, answer, max(tolerance / abs(answer), _NEAR)):
        return Traced("sign", None, "The number is right, its sign is not: it goes the other way.")
    factors = tuple(_factors(unit))
    for factor in factors:
        if answer and _is_near(value, answer * factor.size, _near_of(factor, tolerance / abs(answer))):
            return Traced("unit", None, factor.says)
    return _two(question, value, answer=answer, factors=factors)


def _is_near(value: float, target: float, share: float) -> bool:
    return abs(value - target) <= share * abs(target) + 1e-9


def _near_of(factor: _Factor, tolerance: float) -> float:
    """How near a number must lie to the answer in a wrong unit; nearer where the two units hardly differ."""
    return 0.003 if 0.8 < factor.size < 1.25 else max(min(tolerance, 0.02), 0.002)


def _own(question: AskedQuestion, value: float, *, answer: float, tolerance: float) -> SlipNumber | None:
    slack = 1e-9 * max(1.0, abs(answer))
    near = sorted((abs(slip.value - value), slip.id, slip) for slip in question.mistakes)
    for distance, _, slip in near:
        if distance <= max(_NEAR * abs(slip.value), min(tolerance, 0.05 * abs(slip.value))) + slack:
            return slip
    return None


def _period(question: AskedQuestion, value: float, *, unit: Unit, period: str | None) -> Traced | None:
    """A number that was said to be a month's where a year's is asked for, in whatever way the two differ."""
    if period is None or unit.period is None or period == unit.period:
        return None
    answer, tolerance = question.answer or 0.0, question.tolerance or 0.0
    if abs(value - answer) <= tolerance:
        return Traced("period", None, f"The number is right, but it is not {_a(period)}'s: it is {_a(unit.period)}'s.")
    if abs(value * period_ratio(period, unit.period) - answer) <= tolerance:
        says = f"Right as {_a(period)}'s number; the question asks for {_a(unit.period)}'s: {show(answer)}."
        return Traced("period", None, says)
    return None


def _a(period: str) -> str:
    return f"{'an' if period == 'hour' else 'a'} {period}"


def _factors(unit: Unit) -> Iterator[_Factor]:
    """Wrong units that a number may be in, and by how much each makes it too high."""
    if unit.kind == "duration" and unit.unit in _TIMES:
        for (small, large), size in _OF_TIME.items():
            if unit.unit == large:
                yield _Factor(size, f"Your number is in {small}; the question asks for {large}.")
            elif unit.unit == small:
                yield _Factor(1 / size, f"Your number is in {large}; the question asks for {small}.")
    if unit.kind == "data":
        yield _Factor(8.0 if unit.unit != "bit" else 1 / 8, "Bits and bytes are mixed up: a byte has 8 bits.")
        if unit.unit == "bit":
            yield _Factor(8.0, "Bits and bytes are mixed up, the other way: multiply by 8 once, not twice.")
        for power, name in enumerate(("kilo", "mega", "giga", "tera"), 1):
            yield _Factor(1.024**power, f"You counted in steps of 1,024 ({name} as the binary unit); the question counts in thousands.")
            yield _Factor(1.024**-power, f"You counted in steps of 1,024 ({name} as the binary unit); the question counts in thousands.")
    if unit.kind in ("percent", "points"):
        yield _Factor(0.01, "That is a share of one; the question asks for per cent.")
        yield _Factor(100.0, "That is a hundred times too high: per cent was multiplied in twice.")
    for size, name in _SIZES:
        yield _Factor(size, f"You are {_larger(name)} too high.")
        yield _Factor(1 / size, f"You are {_larger(name)} too low.")
    if unit.kind in ("money", None):
        yield _Factor(12.0, "You are 12 times too high: a month and a year may be swapped.")
        yield _Factor(1 / 12, "You are 12 times too low: a month and a year may be swapped.")


def _larger(name: str) -> str:
    return f"a {name} times"


def _two(question: AskedQuestion, value: float, *, answer: float, factors: tuple[_Factor, ...]) -> Traced | None:
    """Two mistakes at once: their factors multiplied, or their distances from the answer added. The nearest pair is named."""
    found: list[tuple[float, Traced]] = []
    for one, other in combinations(question.mistakes, 2):
        both = [one.value + other.value - answer, *([one.value * other.value / answer] if answer else [])]
        for target in both:
            if target and _is_near(value, target, _NEAR_TWO) and abs(target - answer) > (question.tolerance or 0.0):
                says = f"This number comes out where two things happen at once. {one.says} And: {other.says}"
                found.append((abs(value / target - 1), Traced(one.id, other.id, says)))
    for slip in question.mistakes:
        for factor in factors:
            target = slip.value * factor.size
            if target and _is_near(value, target, _NEAR_TWO / 2) and abs(target - answer) > (question.tolerance or 0.0):
                unit = f"{factor.says[0].lower()}{factor.says[1:]}"
                says = f"This number comes out where two things happen at once. {slip.says} And the unit: {unit}"
                found.append((abs(value / target - 1), Traced(slip.id, "unit", says)))
    return min(found, key=lambda pair: (pair[0], pair[1].mistake))[1] if found else None
