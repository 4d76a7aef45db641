"""Levels of an estimate or a decision worked aloud.

Where the question is a drill its numbers are held against what they should be; else it is counted that figures follow from the givens,
not that they are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loopready.engines.figures import figures
from loopready.engines.figures import numbers as numbers_in
from loopready.engines.judging import check as judged
from loopready.engines.said import Said, read_number
from loopready.model import AskedQuestion
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, found
from loopready.practice.marking.words import Span

_CURRENCY = re.compile(r"(?:[-−]\s?)?[$€£]\s?$|[-−]$")
_UNIT = re.compile(r"[ \u00a0]?(?:%|per cent\b|percentage points\b|[A-Za-z]{1,12}(?:/s)?\b)")


def frame(held: Evidence) -> Finding:
    """What is to be decided, on which assumptions."""
    assumed = held.holding("assume", held.reading.said)
    spans = [held.clause_span("situation", each, "assume") for each in assumed]
    counted = [each for each in assumed if each.figures]
    return found(1 + bool(assumed) + bool(counted) + bool(len(counted) > 1) + bool(len(counted) > 3), spans)


def method(held: Evidence) -> Finding:
    """Steps that can be followed: sentences that join figures or causes."""
    steps = [each for each in held.reading.said if len(each.figures) > 1 or (each.figures and each.has("chain"))]
    spans = [held.span("figure", (each.start, each.end)) for each in steps]
    return found(1 + bool(steps) + bool(len(steps) > 1) + bool(len(steps) > 2) + bool(len(steps) > 4), spans)


def numbers(held: Evidence, given: frozenset[float]) -> Finding:
    """Figures that are not among the givens, worked out in the answer."""
    new = [
        (each.start + n.start, each.start + n.end, n.value)
        for each in held.reading.said
        for n in each.numbers
        if n.value not in given and n.value > 1
    ]
    values = {value for _, _, value in new}
    spans = [held.span("figure", (a, b)) for a, b, _ in new]
    return found(1 + bool(values) + bool(len(values) > 2) + bool(len(values) > 5) + bool(len(values) > 8), spans)


def worked_numbers(held: Evidence, asked: tuple[AskedQuestion, ...]) -> Finding:
    """The numbers that a drill asks for, held against what they should be: 5 for all, 4 for all but one of three or more, 3 for half."""
    spans, right = [], 0
    for question in asked:
        place = _said_right(held, question)
        if place is not None:
            right += 1
            spans.append(held.span("figure", place))
    if right == len(asked):
        level = 5
    elif right * 4 >= 3 * len(asked):
        level = 4
    else:
        level = 3 if right * 2 >= len(asked) else 1 + bool(right)
    return found(level, spans)


def _said_right(held: Evidence, question: AskedQuestion) -> Span | None:
    """Where an answer says the number that a question asks for, in its unit or in one that is converted to it; None where it does not."""
    for sentence in held.reading.sentences:
        for part in _amounts(sentence.plain):
            if judged(question, part.text).state == "right":
                return sentence.start + part.start, sentence.start + part.end
    return None


class _Amount(NamedTuple):
    text: str
    start: int
    end: int


def _amounts(text: str) -> Iterator[_Amount]:
    """The amounts of a sentence, each with its unit where it has one: what is read as a figure, then every number by itself."""
    for figure in figures(text):
        if figure.kind != "date":
            yield _Amount(text[figure.start : figure.end], figure.start, figure.end)
    for number in numbers_in(text):
        before = _CURRENCY.search(text, 0, number.start)
        start = before.start() if before else number.start
        after = _UNIT.match(text, number.end)
        with_unit = _Amount(text[start : after.end()], start, after.end()) if after else None
        if with_unit is not None and isinstance(read_number(with_unit.text), Said):
            yield with_unit
        else:
            yield _Amount(text[start : number.end], start, number.end)


def decision(held: Evidence) -> Finding:
    """A decision, its reason, and what would change it."""
    there = held.holding("decide", held.reading.said)
    spans = [held.clause_span("own_act", each, "decide") for each in there]
    turns = held.holding("turn", held.reading.said)
    counted = [each for each in turns if each.figures]
    return found(1 + 2 * bool(there) + bool(there and turns) + bool(there and counted), spans)


def check(held: Evidence) -> Finding:
    """What guards against being wrong."""
    there = held.holding("guard", held.reading.said)
    spans = [held.clause_span("diagnosis", each, "guard") for each in there]
    return found(
        1 + bool(there) + bool(len(there) > 1 or any(each.particulars for each in there)) + bool(len(there) > 1) + bool(len(there) > 2),
        spans,
    )
