"""The calculators of the guides as tools: each with a form made from its function's parameters."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import Field, create_model

from loopready.app.tool import Tool
from loopready.engines.calculators import CALCULATORS, Calculator
from loopready.engines.text import fold
from loopready.model import Figure, Report, ReportSection
from loopready.model.base import Noun

PREFIX = "calculator."
"""A calculator's tool is called this and the calculator's name."""
_UNITS = {
    "minutes": "minutes", "hours": "hours", "days": "days", "seconds": "seconds", "ms": "milliseconds", "percent": "%", "months": "months",
    "weeks": "weeks", "years": "years",
}  # fmt: skip
_GROUPS = {
    "slo": "Service levels and error budgets", "credit": "Service credits", "capacity": "Capacity", "queueing": "Queues and overload",
    "durability": "Durability", "finops": "Cost", "funnel": "Hiring", "schedule": "On-call and schedules", "general": "General",
    "programme": "Programmes", "experiment": "Experiments", "data": "Data", "saas": "SaaS", "devtools": "Developer tools", "deals": "Deals",
    "audit": "Audit",
}  # fmt: skip
_RAISES = re.compile(r"\s*ValueError\b[^.]*\.(?=\s|$)")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Calculators that belong together."""

    title: str
    calculators: tuple[Calculator, ...]


def groups(query: str = "") -> tuple[Group, ...]:
    """The calculators whose name or words hold every word of ``query``, by group."""
    wanted = fold(query).split()
    found: dict[str, list[Calculator]] = {}
    for each in CALCULATORS.values():
        words = fold(" ".join((each.name.replace("_", " "), each.name, each.says, each.unit, _group(each))))
        if all(word in words for word in wanted):
            found.setdefault(_group(each), []).append(each)
    return tuple(Group(title=title, calculators=tuple(held)) for title, held in sorted(found.items()))


def _group(calculator: Calculator) -> str:
    return f"From {calculator.by}" if calculator.by else _GROUPS[calculator.function.__module__.rsplit(".", 1)[-1]]


@functools.cache
def calculator_tool(name: str) -> Tool | None:
    """The tool of a calculator; None where there is none of that name."""
    found = CALCULATORS.get(name)
    if found is None:
        return None
    return Tool(
        id=f"{PREFIX}{name}", title=title_of(found), says=f"{found.says[:1].upper()}{found.says[1:]} ({found.unit}).",
        inputs=_inputs(found), work=functools.partial(_work, found), report=functools.partial(_report, found),
    )  # fmt: skip


def title_of(calculator: Calculator) -> str:
    """The calculator's name as words."""
    return calculator.name.replace("_", " ").capitalize()


def _inputs(calculator: Calculator) -> type[Noun]:
    """A noun with a field a parameter; one that takes any number of values is a list."""
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(calculator.function).parameters.items():
        title = name.replace("_", " ").capitalize()
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            fields[name] = (
                tuple[float, ...],
                Field(title=title, description="Several numbers, parted by commas, without thousands commas."),
            )
            continue
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        unit = next((words for ending, words in _UNITS.items() if name == ending or name.endswith(f"_{ending}")), "")
        fields[name] = (float, Field(default, title=title, json_schema_extra={"unit": unit}))
    made: type[Noun] = create_model(f"{calculator.name}_inputs", __base__=Noun, **fields)
    return made


def _work(calculator: Calculator, inputs: Noun) -> float | int | bool:
    values: list[float] = []
    for name, parameter in inspect.signature(calculator.function).parameters.items():
        held = getattr(inputs, name)
        values += held if parameter.kind is inspect.Parameter.VAR_POSITIONAL else [held]
    function: Callable[..., float | int | bool] = calculator.function
    try:
        return function(*values)
    except OverflowError:
        raise ValueError("the result is too large to be worked out; write smaller numbers") from None


def _report(calculator: Calculator, inputs: Noun, result: float | bool) -> Report:
    given = ", ".join(f"{name.replace('_', ' ')} {_said(value)}" for name, value in inputs.model_dump().items())
    how = " ".join(_RAISES.sub("", inspect.cleandoc(calculator.function.__doc__ or "")).replace("``", "").split())
    said = calculator.says[:1].upper() + calculator.says[1:]
    return Report(
        title=title_of(calculator), figures=(Figure(label=said, value=f"{_said(result)} {calculator.unit}", because=given),),
        sections=(ReportSection(title="How it is worked out", text=(how,)),), sources=(calculator.source,),
    )  # fmt: skip


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.10g}"
    return " and ".join(f"{each:,.10g}" for each in value) if isinstance(value, tuple) else str(value)
