"""Drill: a scenario with parameters, questions that a calculator answers, and a worked solution."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun

Number = int | float


class Parameter(Noun):
    """A value that a seed draws: from ``low`` to ``high`` in steps of ``step``, or one of ``choices``.

    ``default`` is the value used without a seed. ``from_job`` names the figure of a posting that replaces it
    (``availability_target``, ``people``, ``teams``, ``regions``, ``monthly_cost``), where the posting gives one.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    unit: str | None = None
    default: Number
    low: Number | None = None
    high: Number | None = None
    step: Number | None = None
    choices: tuple[Number, ...] = ()
    from_job: str | None = None

    @model_validator(mode="after")
    def _has_a_range(self) -> Parameter:
        if bool(self.choices) == (self.low is not None and self.high is not None and self.step is not None):
            raise ValueError(f"{self.name}: give either choices, or low, high and step")
        return self


class Quantity(Noun):
    """A value derived from parameters and earlier quantities by a formula."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    formula: str
    unit: str | None = None


class Mistake(Noun):
    """A way people go wrong: the number it leads to, and the words that name it."""

    id: str
    formula: str
    says: str


class Tolerance(Noun):
    """How far from the truth an answer may lie: a share of it, or an amount in its unit; the larger one holds."""

    relative: float = Field(default=0.0, ge=0.0)
    absolute: float = Field(default=0.0, ge=0.0)


class Option(Noun):
    """One choice of a choice question."""

    id: str
    text: str
    right: bool = False
    says: str


class Criterion(Noun):
    """What a free-text answer is judged by: what it tests, and what great, average and sinking answers hold."""

    id: str
    title: str
    great: str
    average: str
    sinks: str


class DrillQuestion(Noun):
    """One question of a drill. Texts are templates: ``{{ formula | format }}`` stands for a value of the instance."""

    id: str
    ask: str
    kind: Literal["number", "choice", "order", "text"]
    unit: str | None = None
    answer: str | None = Field(default=None, description="Formula of the right number.")
    tolerance: Tolerance = Tolerance()
    mistakes: tuple[Mistake, ...] = ()
    options: tuple[Option, ...] = ()
    order: tuple[str, ...] = Field(default=(), description="The steps in their right order.")
    rubric: tuple[Criterion, ...] = ()
    hints: tuple[str, ...] = ()
    solution: str = Field(description="The worked solution, a template over the same numbers.")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> DrillQuestion:
        needs = {"number": self.answer, "choice": self.options, "order": self.order, "text": self.rubric}
        if not needs[self.kind]:
            raise ValueError(f"{self.id}: a {self.kind} question needs its answer, options, order or rubric")
        if self.kind == "number" and not (self.tolerance.relative or self.tolerance.absolute):
            raise ValueError(f"{self.id}: a number needs a tolerance")
        if self.kind == "choice" and sum(option.right for option in self.options) != 1:
            raise ValueError(f"{self.id}: exactly one option is right")
        return self


class Drill(Noun):
    """A drill as the guide writes it. The instance for a seed is made by ``engines.drill``."""

    id: str
    title: str
    scenario: str
    minutes: int = Field(gt=0)
    signals: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    derived: tuple[Quantity, ...] = ()
    constraints: tuple[str, ...] = Field(default=(), description="Formulas that must be true of a sensible instance.")
    questions: tuple[DrillQuestion, ...] = Field(min_length=1)
    listens_for: tuple[str, ...] = Field(default=(), description="What an expert wants to hear in the conversation.")
    traps: tuple[str, ...] = ()
    cues: tuple[str, ...] = Field(default=(), description="Words of a posting that make this drill likelier.")
    sources: tuple[str, ...] = ()


class SlipNumber(Noun):
    """The number that a mistake leads to in this instance, and the words that name the mistake."""

    id: str
    value: float
    says: str


class AskedQuestion(Noun):
    """A question of an instance, with its numbers in place."""

    id: str
    kind: Literal["number", "choice", "order", "text"]
    ask: str
    unit: str | None = None
    answer: float | None = None
    tolerance: float | None = Field(default=None, description="Largest distance from the answer that still counts, in its unit.")
    options: tuple[Option, ...] = ()
    order: tuple[str, ...] = Field(default=(), description="The steps in the order shown, shuffled by the seed.")
    right_order: tuple[str, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    hints: tuple[str, ...] = ()
    solution: str = ""
    mistakes: tuple[SlipNumber, ...] = ()


class DrillInstance(Noun):
    """A drill with its numbers drawn. ``seed`` is None for the default numbers; ``from_job`` names those the posting gave."""

    drill: str
    title: str
    seed: int | None
    scenario: str
    values: dict[str, Number]
    from_job: tuple[str, ...] = ()
    questions: tuple[AskedQuestion, ...]


class DrillMark(Noun):
    """The judgement on one answer. ``state`` is unread where the answer could not be parsed.

    ``mistake`` names the slip found: one of the question's own, or ``unit``, ``period``, ``sign``, ``carried`` (right from an earlier wrong
    number). ``also`` names a second one where only the two together give the number.
    """

    question: str
    state: Literal["right", "wrong", "unread", "open"]
    said: float | str | None = None
    expected: float | str | None = None
    mistake: str | None = None
    also: str | None = None
    says: str
    step: str = Field(default="", description="The step of the worked solution that a wrong answer went wrong in.")
