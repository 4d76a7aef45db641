"""The markup of content: facts cited, values calculated, assumptions and advice marked.

``[fact:ID]`` cites a fact. ``{{ formula | format }}`` stands for a calculated value. ``[given]`` marks the numbers of its
sentence as an example's assumptions, ``[judgement]`` marks it as advice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loopready.engines.formula import evaluate, names_in
from loopready.engines.numerals import show
from loopready.model import ContentError

_CALCULATION = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
_FACT = re.compile(r"[ \t]*\[fact:\s*([\w.:-]+(?:\s*,\s*[\w.:-]+)*)\s*\]")
_MARK = re.compile(r"[ \t]*\[(given|judgement)\]")


@dataclass(frozen=True, slots=True)
class Calculation:
    """A value that stands in a passage: its formula, the names it used with their values, the value, and how it is shown."""

    formula: str
    inputs: dict[str, float]
    value: float | int | bool
    format: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without markup, and what it rests on."""

    text: str
    calculations: tuple[Calculation, ...] = ()
    facts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def expand(text: str, names: Mapping[str, float] | None = None) -> Passage:
    """The passage of a marked-up text; ``names`` are values its formulas may use.

    Raises:
        ContentError: for a formula that can not be worked out, an unknown format, or a brace left open.
    """
    values = names or {}
    calculations: list[Calculation] = []

    def calculated(match: re.Match[str]) -> str:
        calculation = _calculate(match.group(1), values)
        calculations.append(calculation)
        return calculation.shown

    out = _CALCULATION.sub(calculated, text) if "{{" in text else text
    if "{{" in out or "}}" in out:
        raise ContentError("markup", f"a calculation is not closed in {text[:80]!r}")
    facts: list[str] = []
    marks: list[str] = []
    if "[" in out:
        facts = [id.strip() for match in _FACT.finditer(out) for id in match.group(1).split(",")]
        marks = [match.group(1) for match in _MARK.finditer(out)]
        out = _MARK.sub("", _FACT.sub("", out))
        if "[fact:" in out:
            raise ContentError("markup", f"a fact is cited without a readable id in {text[:80]!r}")
    return Passage(text=out.strip(), calculations=tuple(calculations), facts=tuple(dict.fromkeys(facts)), marks=tuple(dict.fromkeys(marks)))


def _calculate(inside: str, values: Mapping[str, float]) -> Calculation:
    formula, _, named = inside.rpartition("|")
    if not formula:
        formula, named = inside, ""
    formula, wanted = formula.strip(), named.strip() or None
    value = evaluate(formula, values)
    return Calculation(
        formula=formula, inputs={name: values[name] for name in names_in(formula)}, value=value, format=wanted, shown=show(value, wanted)
    )
