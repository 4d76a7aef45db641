"""The registry of calculators: plain functions on numbers, with their unit, what they say and where the formula comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, wraps
from types import ModuleType

from loopready.plugins import CALCULATORS, Plugin, attempt, built_in, installed, tell

Result = float | int | bool
Function = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Calculator:
    """A function that formulas may call: the unit of its result, what the number is, where the formula stands, and ``by`` which plugin."""

    name: str
    function: Function
    unit: str
    says: str
    source: str
    by: str = ""


_MARKED: dict[str, dict[str, Calculator]] = {}
"""By module, as they are imported."""


def calculator(*, unit: str, says: str, source: str) -> Callable[[Function], Function]:
    """Make a function a calculator under its own name; ValueError where its module has one of that name."""

    def mark(function: Function) -> Function:
        name, held = function.__name__, _MARKED.setdefault(function.__module__, {})
        if name in held:
            raise ValueError(f"two calculators are called {name}")
        held[name] = Calculator(name=name, function=function, unit=unit, says=says, source=source)
        return function

    return mark


def calculators_of(module: ModuleType) -> tuple[Calculator, ...]:
    """The calculators that a module holds, by name."""
    return tuple(sorted(_MARKED.get(module.__name__, {}).values(), key=lambda each: each.name))


class Calculators(Mapping[str, Calculator]):
    """Every calculator by name: ours, and where another is asked for, or all of them, those of plugins.

    A plugin's calculator whose name is taken is left out and told.
    """

    def __getitem__(self, name: str) -> Calculator:
        ours = built_in_calculators()
        return ours[name] if name in ours else _added(installed(CALCULATORS))[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted([*built_in_calculators(), *_added(installed(CALCULATORS))]))

    def __len__(self) -> int:
        return len(built_in_calculators()) + len(_added(installed(CALCULATORS)))


@cache
def built_in_calculators() -> Mapping[str, Calculator]:
    """Our own, by name."""
    found: dict[str, Calculator] = {}
    for plugin in built_in(CALCULATORS):
        for each in calculators_of(plugin.load()):
            if each.name in found:
                raise ValueError(f"two calculators are called {each.name}")
            found[each.name] = each
    return dict(sorted(found.items()))


@cache
def _added(plugins: tuple[Plugin, ...]) -> Mapping[str, Calculator]:
    """Those of plugins, by name."""
    found: dict[str, Calculator] = {}
    for plugin in plugins:
        module = attempt(plugin, plugin.load)
        if module is None:
            continue
        held = calculators_of(module) if isinstance(module, ModuleType) else ()
        if not held:
            tell(plugin, f"{plugin.value} is no module with functions marked by @calculator")
        for each in held:
            if each.name in built_in_calculators() or each.name in found:
                tell(plugin, f"there is a calculator {each.name} already; it needs another name")
            else:
                found[each.name] = replace(each, by=plugin.of, function=_guarded(plugin, each.function))
    return found


def _guarded(plugin: Plugin, function: Function) -> Function:
    """The function with failures of its own as a ValueError that names the plugin; what it refuses by ValueError stays as it says."""

    @wraps(function)
    def calculated(*values: float) -> Result:
        def act() -> Result | Exception:
            try:
                return function(*values)
            except (ValueError, ArithmeticError) as refused:
                return refused

        result = attempt(plugin, act)
        if isinstance(result, Exception):
            raise result
        if not isinstance(result, int | float):
            raise ValueError(f"{function.__name__} of {plugin.of} failed; see loopready doctor")
        return result

    return calculated


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
