"""The judgement on one answer to a drill's question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.engines.numerals import show
from loopready.engines.said import in_unit, parse_number, unit_of
from loopready.engines.text import fold
from loopready.model import AskedQuestion, DrillMark

_FACTORS = (
    (60.0, "minutes and hours, or seconds and minutes, may be swapped"),
    (24.0, "days and hours may be swapped"),
    (12.0, "months and years may be swapped"),
)


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
    value: float | str
    if isinstance(said, str):
        parsed = parse_number(said)
        if parsed is None:
            return DrillMark(
                question=question.id, state="unread", said=said, says="Give one number, with its unit if you like: 4.3 min, $1.2M, 99.94%."
            )
        value = in_unit(parsed, unit_of(question.unit))
        if isinstance(value, str):
            return DrillMark(question=question.id, state="unread", said=said, says=value)
    else:
        value = float(said)
    unit, answer = unit_of(question.unit), question.answer
    if unit.kind == "percent" and abs(value) <= 1 and answer > 1.5 and abs(value * 100 - answer) <= question.tolerance:
        value *= 100
    return _judged(question, value)


def _judged(question: AskedQuestion, value: float) -> DrillMark:
    assert question.answer is not None and question.tolerance is not None
    answer, tolerance = question.answer, question.tolerance
    slack = 1e-9 * max(1.0, abs(answer))
    unit = f" {question.unit}" if question.unit and question.unit != "%" else question.unit or ""
    if abs(value - answer) <= tolerance + slack:
        return DrillMark(question=question.id, state="right", said=value, expected=answer, says=f"Right: {show(answer)}{unit}.")
    near = sorted((abs(slip.value - value), slip.id, slip) for slip in question.mistakes)
    for distance, _, slip in near:
        if distance <= max(0.01 * abs(slip.value), min(tolerance, 0.05 * abs(slip.value))) + slack:
            return DrillMark(question=question.id, state="wrong", said=value, expected=answer, mistake=slip.id, says=slip.says)
    return DrillMark(
        question=question.id, state="wrong", said=value, expected=answer, says=f"It is {show(answer)}{unit}. {_distance(value, answer)}"
    )


def _distance(value: float, answer: float) -> str:
    if value == 0 or answer == 0 or (value < 0) != (answer < 0):
        return f"You said {show(value)}."
    factor = value / answer
    for size, why in ((factor, "high"), (1 / factor, "low")):
        for known, words in _FACTORS:
            if abs(size / known - 1) < 0.02:
                return f"You are a factor of {known:.0f} too {why}: {words}."
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
    return DrillMark(question=question.id, state="wrong", said=" > ".join(steps), expected=shown, says=says)


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
