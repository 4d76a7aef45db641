"""The registry of calculators: plain functions on numbers, with their unit, what they say and where the formula comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Result = float | int | bool
Function = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Calculator:
    """A function that formulas may call: the unit of its result, what the number is, and where the formula stands."""

    name: str
    function: Function
    unit: str
    says: str
    source: str


_REGISTERED: dict[str, Calculator] = {}


def calculator(*, unit: str, says: str, source: str) -> Callable[[Function], Function]:
    """Register a function under its own name; ValueError where the name is taken."""

    def register(function: Function) -> Function:
        name = function.__name__
        if name in _REGISTERED:
            raise ValueError(f"two calculators are called {name}")
        _REGISTERED[name] = Calculator(name=name, function=function, unit=unit, says=says, source=source)
        return function

    return register


def registered() -> dict[str, Calculator]:
    """All calculators registered so far, by name."""
    return dict(sorted(_REGISTERED.items()))


def demand(*conditions: tuple[bool, str]) -> None:
    """ValueError that lists the words of every condition that does not hold."""
    broken = [words for holds, words in conditions if not holds]
    if broken:
        raise ValueError("; ".join(broken))


def share(name: str, value: float) -> tuple[bool, str]:
    """The condition that a percentage lies from 0 to 100."""
    return 0 <= value <= 100, f"{name} must lie from 0 to 100 per cent, not {value:g}"


def positive(name: str, value: float) -> tuple[bool, str]:
    """The condition that a value is above zero."""
    return value > 0, f"{name} must be above 0, not {value:g}"


def not_negative(name: str, value: float) -> tuple[bool, str]:
    """The condition that a value is zero or more."""
    return value >= 0, f"{name} must not be negative, not {value:g}"


def whole(name: str, value: float, *, least: int = 0) -> tuple[bool, str]:
    """The condition that a value is a whole number of at least ``least``."""
    return value == int(value) and value >= least, f"{name} must be a whole number of at least {least}, not {value:g}"
