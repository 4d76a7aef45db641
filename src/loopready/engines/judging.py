"""The judgement on one answer to a drill's question."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from loopready.engines.numerals import show
from loopready.engines.said import read_number
from loopready.engines.said_units import Said, Unit, in_unit, unit_of
from loopready.engines.text import fold
from loopready.engines.tracing import trace
from loopready.model import AskedQuestion, DrillMark


def check(question: AskedQuestion, said: str | float | Sequence[str]) -> DrillMark:
    """The mark of an answer as typed.

    A number may carry its unit (converted where it can be) and a scale; a choice is an option's id, letter, number or text;
    an order is the steps, or the numbers under which they are shown. A text is not judged here: it is open, with the rubric.
    """
    if question.kind == "number":
        return _number(question, said if isinstance(said, str | int | float) else " ".join(said))
    if question.kind == "choice":
        return _choice(question, str(said))
    if question.kind == "order":
        return _order(question, said)
    return _open(question, str(said))


def _number(question: AskedQuestion, said: str | float) -> DrillMark:
    assert question.answer is not None and question.tolerance is not None
    unit = unit_of(question.unit)
    if not isinstance(said, str):
        if not math.isfinite(said):
            return DrillMark(question=question.id, state="unread", said=str(said), says="That is no number to work with.")
        return _judged(question, float(said), unit=unit)
    read = read_number(said)
    value = read if isinstance(read, str) else in_unit(read, unit)
    if isinstance(read, str) or isinstance(value, str):
        return DrillMark(question=question.id, state="unread", said=said, says=str(value))
    for each in _also_meant(read, value, unit):
        if _is_right(question, each) and not _is_right(question, value):
            value = each
    if read.grouped is not None and not _is_right(question, value):
        grouped = in_unit(read._replace(value=read.grouped, grouped=None), unit)
        if not isinstance(grouped, str) and _is_right(question, grouped):
            says = f"{said.strip()} reads as {show(value)}. If you mean {show(grouped)}, write it without the point."
            return DrillMark(question=question.id, state="unread", said=said, says=says)
    return _judged(question, value, unit=unit, period=read.period)


def _also_meant(read: Said, value: float, unit: Unit) -> Iterator[float]:
    """What else the writing may mean: a share of one for per cent, all the zeros where thousands or millions are asked for."""
    if unit.kind == "percent" and read.kind is None and abs(value) <= 1:
        yield value * 100
    if unit.scale > 1 and unit.kind != "data" and read.kind is None and not read.scaled:
        yield value / unit.scale


def _is_right(question: AskedQuestion, value: float) -> bool:
    assert question.answer is not None and question.tolerance is not None
    return abs(value - question.answer) <= question.tolerance + 1e-9 * max(1.0, abs(question.answer))


def _judged(question: AskedQuestion, value: float, *, unit: Unit, period: str | None = None) -> DrillMark:
    assert question.answer is not None
    answer = question.answer
    shown = f"{show(answer)}{question.unit if question.unit == '%' else f' {question.unit}' if question.unit else ''}"
    other = period is not None and unit.period is not None and period != unit.period
    if _is_right(question, value) and not other:
        return DrillMark(question=question.id, state="right", said=value, expected=answer, says=f"Right: {shown}.")
    traced = trace(question, value, unit=unit, period=period)
    says = traced.says if traced else f"It is {shown}. {_distance(value, answer)}"
    return DrillMark(
        question=question.id, state="wrong", said=value, expected=answer, mistake=traced.mistake if traced else None,
        also=traced.also if traced else None, says=says, step=question.solution,
    )  # fmt: skip


def _distance(value: float, answer: float) -> str:
    if value == 0 or answer == 0 or (value < 0) != (answer < 0):
        return f"You said {show(value)}."
    factor = value / answer
    for size, why in ((factor, "high"), (1 / factor, "low")):
        for power in (10, 100, 1_000, 1_000_000):
            if abs(size / power - 1) < 0.02:
                return f"You are a factor of {power:,} too {why}."
    if factor >= 2 or factor <= 0.5:
        return f"You are {show(max(factor, 1 / factor), 'x')} too {'high' if factor > 1 else 'low'}."
    return f"You are {show(abs(factor - 1) * 100, 'pct0')} too {'high' if factor > 1 else 'low'}."


def _choice(question: AskedQuestion, said: str) -> DrillMark:
    wanted = fold(said).strip().strip(".)(")
    right = next(option for option in question.options if option.right)
    chosen = next((option for option in question.options if wanted in (fold(option.id), fold(option.text).strip().strip(".)("))), None)
    if chosen is None:
        place = ord(wanted) - ord("a") if re.fullmatch(r"[a-z]", wanted) else int(wanted) - 1 if re.fullmatch(r"\d{1,2}", wanted) else -1
        chosen = question.options[place] if 0 <= place < len(question.options) else None
    if chosen is None:
        letters = ", ".join(option.id for option in question.options)
        return DrillMark(question=question.id, state="unread", said=said, says=f"Choose one of: {letters}.")
    return DrillMark(
        question=question.id,
        state="right" if chosen.right else "wrong",
        said=chosen.id,
        expected=right.id,
        mistake=None if chosen.right else chosen.id,
        says=chosen.says,
        step="" if chosen.right else question.solution,
    )


def _order(question: AskedQuestion, said: str | float | Sequence[str]) -> DrillMark:
    shown = " > ".join(question.right_order)
    steps = _steps(question, said)
    if steps is None:
        count = len(question.order)
        return DrillMark(question=question.id, state="unread", said=str(said), says=f"Give all {count} steps once, as numbers: 2 1 3 …")
    if steps == question.right_order:
        return DrillMark(question=question.id, state="right", said=" > ".join(steps), expected=shown, says="Right order.")
    first = next(i for i, (ours, theirs) in enumerate(zip(question.right_order, steps, strict=True)) if ours != theirs)
    says = f"Place {first + 1} is “{question.right_order[first]}”, not “{steps[first]}”."
    return DrillMark(question=question.id, state="wrong", said=" > ".join(steps), expected=shown, says=says, step=question.solution)


def _steps(question: AskedQuestion, said: str | float | Sequence[str]) -> tuple[str, ...] | None:
    if isinstance(said, str | int | float):
        text = str(said)
        parts = (
            re.findall(r"\d+", text)
            if re.fullmatch(r"[\d\s,;>.→-]+", text)
            else [part for part in re.split(r"\s*(?:>|→|;|\n)\s*", text) if part]
        )
    else:
        parts = [str(part) for part in said]
    if all(part.isdecimal() and len(part) <= 3 for part in parts):
        places = [int(part) - 1 for part in parts]
        steps = [question.order[place] for place in places if 0 <= place < len(question.order)]
    else:
        known = {fold(step).strip(): step for step in question.order}
        steps = [known[fold(part).strip()] for part in parts if fold(part).strip() in known]
    if sorted(steps) != sorted(question.order) or len(steps) != len(parts):
        return None
    return tuple(steps)


def _open(question: AskedQuestion, said: str) -> DrillMark:
    asked = " ".join(f"{criterion.title}: {criterion.great}" for criterion in question.rubric)
    return DrillMark(question=question.id, state="open", said=said, says=f"Judge it by these. {asked}".strip())
