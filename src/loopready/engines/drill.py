"""Drills with their numbers drawn, and the judgement on answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from random import Random

from loopready.engines.formula import evaluate, names_in
from loopready.engines.judging import check
from loopready.engines.passage import expand
from loopready.engines.said import Said, parse_number
from loopready.model import (
    AskedQuestion,
    ContentError,
    Criterion,
    Drill,
    DrillInstance,
    DrillQuestion,
    Option,
    Parameter,
    Quantity,
    SlipNumber,
)

__all__ = ["Said", "check", "instance", "parse_number", "selfcheck"]

Number = int | float
_TRIES = 300


def instance(drill: Drill, *, seed: int | None = None, job_figures: Mapping[str, float] | None = None) -> DrillInstance:
    """The drill with the numbers of this seed; without a seed the defaults.

    ``job_figures`` (figure name -> number) replaces parameters that are taken ``from_job``, where the number lies in the
    parameter's range and the constraints still hold. Equal arguments give equal instances.

    Raises:
        ContentError: where no draw meets the constraints, or a formula of the drill can not be worked out.
    """
    offered = _offered(drill, job_figures or {})
    for size in range(len(offered), -1, -1):
        for taken in combinations(sorted(offered), size):
            values = _values(drill, seed=seed, given={name: offered[name] for name in taken})
            if values is not None:
                return _filled(drill, values, seed=seed, from_job=taken)
    what = "its default numbers break its constraints" if seed is None else f"no draw of {_TRIES} with seed {seed} meets its constraints"
    raise ContentError("drill", what, name=drill.id)


def _offered(drill: Drill, job_figures: Mapping[str, float]) -> dict[str, Number]:
    out: dict[str, Number] = {}
    for parameter in drill.parameters:
        value = job_figures.get(parameter.from_job) if parameter.from_job else None
        if value is None or not math.isfinite(value):
            continue
        low, high = _range(parameter)
        if low <= value <= high:
            out[parameter.name] = int(value) if float(value).is_integer() and isinstance(parameter.default, int) else value
    return out


def _range(parameter: Parameter) -> tuple[Number, Number]:
    if parameter.choices:
        return min(parameter.choices), max(parameter.choices)
    assert parameter.low is not None and parameter.high is not None
    return parameter.low, parameter.high


def _values(drill: Drill, *, seed: int | None, given: Mapping[str, Number]) -> dict[str, Number] | None:
    """Parameters and derived quantities that meet the constraints; None where no try does."""
    random, steps = Random(seed), _steps(drill)  # noqa: S311
    for _ in range(1 if seed is None else _TRIES):
        values: dict[str, Number] = {
            parameter.name: parameter.default if seed is None else _draw(parameter, random) for parameter in drill.parameters
        }
        values.update(given)
        if _hold(steps, values):
            return values
    return None


def _draw(parameter: Parameter, random: Random) -> Number:
    if parameter.choices:
        return random.choice(parameter.choices)
    assert parameter.low is not None and parameter.high is not None and parameter.step is not None
    if parameter.step <= 0 or parameter.high < parameter.low:
        raise ContentError("drill", f"the parameter {parameter.name} has a range or step that can not be drawn from")
    steps = math.floor((parameter.high - parameter.low) / parameter.step + 1e-9)
    value = parameter.low + random.randint(0, steps) * parameter.step
    if isinstance(parameter.low, int) and isinstance(parameter.step, int):
        return int(value)
    return round(value, 9)


def _steps(drill: Drill) -> list[tuple[Quantity | None, tuple[str, ...]]]:
    """The derived quantities in their order, each with the constraints that can be asked after it; first those of the parameters alone.

    Why: a draw that fails should cost little.
    """
    known = {parameter.name for parameter in drill.parameters}
    waiting = list(drill.constraints)
    out: list[tuple[Quantity | None, tuple[str, ...]]] = []
    for quantity in (None, *drill.derived):
        known |= {quantity.name} if quantity is not None else set()
        ready = tuple(constraint for constraint in waiting if known.issuperset(names_in(constraint)))
        waiting = [constraint for constraint in waiting if constraint not in ready]
        out.append((quantity, ready))
    return [*out, (None, tuple(waiting))]


def _hold(steps: Sequence[tuple[Quantity | None, tuple[str, ...]]], values: dict[str, Number]) -> bool:
    """Add the derived quantities to the values; whether all constraints are true of them."""
    for quantity, constraints in steps:
        if quantity is not None:
            values[quantity.name] = _plain(evaluate(quantity.formula, values))
        if not all(evaluate(constraint, values) for constraint in constraints):
            return False
    return True


def _plain(value: float | int | bool) -> Number:
    return int(value) if isinstance(value, bool) else value


def _filled(drill: Drill, values: dict[str, Number], *, seed: int | None, from_job: tuple[str, ...]) -> DrillInstance:
    try:
        questions = tuple(_asked(question, values, seed=seed) for question in drill.questions)
        scenario = expand(drill.scenario, values).text
    except ContentError as error:
        raise ContentError(error.code, error.message, name=drill.id) from error
    return DrillInstance(
        drill=drill.id, title=drill.title, seed=seed, scenario=scenario, values=values, from_job=from_job, questions=questions
    )


def _asked(question: DrillQuestion, values: Mapping[str, Number], *, seed: int | None) -> AskedQuestion:
    names = dict(values)
    answer = float(evaluate(question.answer, values)) if question.answer else None
    if answer is not None:
        names["answer"] = answer

    def text(template: str) -> str:
        return expand(template, names).text

    order = tuple(text(step) for step in question.order)
    return AskedQuestion(
        id=question.id,
        kind=question.kind,
        ask=text(question.ask),
        unit=question.unit,
        answer=answer,
        tolerance=None if answer is None else max(question.tolerance.relative * abs(answer), question.tolerance.absolute),
        options=_shuffled(tuple(_option(option, names) for option in question.options), seed=seed),
        order=_disordered(order, seed=seed or 0),
        right_order=order,
        rubric=tuple(_criterion(criterion, names) for criterion in question.rubric),
        hints=tuple(text(hint) for hint in question.hints),
        solution=text(question.solution),
        mistakes=tuple(_slip(mistake.id, mistake.formula, mistake.says, names) for mistake in question.mistakes),
    )


def _option(option: Option, names: Mapping[str, Number]) -> Option:
    return option.model_copy(update={"text": expand(option.text, names).text, "says": expand(option.says, names).text})


def _criterion(criterion: Criterion, names: Mapping[str, Number]) -> Criterion:
    fields = {field: expand(getattr(criterion, field), names).text for field in ("title", "great", "average", "sinks")}
    return criterion.model_copy(update=fields)


def _slip(id: str, formula: str, says: str, names: Mapping[str, Number]) -> SlipNumber:
    value = float(evaluate(formula, names))
    return SlipNumber(id=id, value=value, says=expand(says, {**names, "mistake": value}).text)


def _shuffled(options: tuple[Option, ...], *, seed: int | None) -> tuple[Option, ...]:
    if seed is None:
        return options
    out = list(options)
    Random(seed).shuffle(out)  # noqa: S311
    return tuple(out)


def _disordered(steps: tuple[str, ...], *, seed: int) -> tuple[str, ...]:
    """The steps shuffled, and never in their right order where there are two or more."""
    if len(set(steps)) < 2:
        return steps
    random, out = Random(seed), list(steps)  # noqa: S311
    while tuple(out) == steps:
        random.shuffle(out)
    return tuple(out)


def selfcheck(drill: Drill, seeds: int | Iterable[int | None] = 50) -> list[str]:
    """All faults of a drill, each once: the solution must pass its own check, every mistake must miss, numbers must be finite.

    ``seeds`` are the seeds to try (None: the default numbers), or how many: 0, 1, 2 ... besides the default numbers.
    """
    faults: dict[str, None] = {}
    for seed in [None, *range(seeds)] if isinstance(seeds, int) else seeds:
        try:
            made = instance(drill, seed=seed)
        except ContentError as error:
            faults[error.message] = None
            continue
        for name, value in made.values.items():
            if not math.isfinite(value):
                faults[f"{name} is not finite with seed {seed}"] = None
        for question in made.questions:
            for fault in _question_faults(question):
                faults[f"{question.id}: {fault} with seed {seed}"] = None
    return list(faults)


def _question_faults(question: AskedQuestion) -> list[str]:
    if question.kind == "number":
        return _number_faults(question)
    if question.kind == "choice":
        return _choice_faults(question)
    if question.kind == "order" and check(question, question.right_order).state != "right":
        return ["the right order does not pass its own check"]
    return []


def _number_faults(question: AskedQuestion) -> list[str]:
    answer, tolerance = question.answer, question.tolerance
    if answer is None or tolerance is None or not math.isfinite(answer):
        return ["the answer is not a finite number"]
    out = []
    if check(question, f"{answer:.12g}").state != "right":
        out.append(f"the answer {answer:.12g} does not pass its own check")
    for slip in question.mistakes:
        if not math.isfinite(slip.value):
            out.append(f"the mistake {slip.id} is not finite")
        elif abs(slip.value - answer) <= tolerance:
            out.append(f"the mistake {slip.id} ({slip.value:.6g}) lies within the tolerance of the answer ({answer:.6g})")
    return out


def _choice_faults(question: AskedQuestion) -> list[str]:
    out = []
    texts: Sequence[str] = [option.text for option in question.options]
    if len(set(texts)) != len(texts):
        out.append("two options read alike")
    for option in question.options:
        if (check(question, option.id).state == "right") != option.right:
            out.append(f"the option {option.id} is judged against its own mark")
    return out
