"""PracticeQuestion, Rubric, Answer and Scorecard: what is asked, how it is judged, and the mark with the words it rests on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.brief import Cite
from loopready.model.drill import AskedQuestion

QuestionType = Literal["behavioural", "weakness", "motivation", "role_knowledge", "cv_walk", "drill"]
Lens = Literal["people_impact", "diagnosis_first", "system_over_heroics", "customer_cost_lens"]
"""What a manager's answer is looked at for besides the criteria of its type; a question names those that it seeks."""
EvidenceKind = Literal[
    "situation", "stakes", "own_act", "team_act", "alternative", "reason", "diagnosis", "price", "outcome", "figure", "base", "time",
    "learning", "changed_habit", "limit", "people_impact", "mechanism_change", "service_level", "cost", "customer",
    "hedge", "platitude", "blame", "hypothetical",
]  # fmt: skip
SegmentLabel = Literal["context", "action", "result", "learning", "other"]
"""What a sentence of an answer is of: how things stood, what was done, what came of it, what is done differently since, none of it."""
ClaimState = Literal["supported", "absent", "contradicted"]
TOP_LEVEL = 5


class Check(Noun):
    """One thing that a question tests, cut from its "what it tests"."""

    id: str
    text: str


class PracticeQuestion(Noun):
    """A question as it is put in practice. ``checks`` and ``lenses`` are fixed, and shown, before the answer is given.

    ``id`` is ``questions/ID`` or ``bank/ID`` of the guide, ``drills/ID/ID``, ``claims/KEY`` (a line of the CV), ``requirements/ID``
    (a line of the posting), or ``own/HASH`` (a question that somebody typed).
    """

    id: str
    text: str
    type: QuestionType
    guide: str | None = Field(default=None, description="The path of the guide it is from.")
    tests: str = ""
    checks: tuple[Check, ...] = ()
    lenses: tuple[Lens, ...] = ()
    signals: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    by: tuple[str, ...] = Field(default=(), description="Who asks it, as roles.")
    minutes: int = 8
    follow_ups: tuple[str, ...] = ()
    great: tuple[str, ...] = Field(default=(), description="What a great answer holds; shown after the answer, in practice mode before.")
    average: tuple[str, ...] = ()
    downgrade: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = Field(default=(), description="The words of the CV or the posting that it asks about.")
    numbers: tuple[AskedQuestion, ...] = Field(default=(), description="The numbers that a drill asks for, with what they should be.")


class RubricCriterion(Noun):
    """What is looked for, and what levels 1, 3 and 5 look like."""

    id: str
    looks_for: str
    anchors: dict[int, str]


class RubricCap(Noun):
    """A bound on the mean of an answer's levels, and when it holds."""

    id: str
    at_most: int = Field(ge=1, le=5)
    when: str


class Rubric(Noun):
    """How answers to questions of one type are judged. Overall = 100 x (mean level, cut at the lowest cap - 1) / 4."""

    type: QuestionType
    asks: str
    criteria: tuple[RubricCriterion, ...]
    caps: tuple[RubricCap, ...] = ()


class Answer(Noun):
    """What was answered. ``seconds`` is the time of speaking where it was taken."""

    text: str
    seconds: float | None = None
    spoken: bool = False


class AnswerSpan(Noun):
    """Words of the answer and what they are evidence of: ``answer[start:end] == quote``."""

    kind: EvidenceKind
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str


class AnswerSegment(Noun):
    """A sentence of the answer and what it is of: ``answer[start:end] == quote``. It helps to read an answer and moves no mark."""

    label: SegmentLabel
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str
    share: float = Field(ge=0, le=1, description="How likely the label is for the sentence by itself.")


class Mark(Noun):
    """The level of one criterion. What is present quotes the answer; what is absent names what was sought.

    ``level`` is None where it could not be judged, and ``unscored`` then says why: never a number.
    """

    criterion: str
    level: int | None = Field(ge=1, le=5)
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    why: str
    unscored: str | None = None
    present: tuple[AnswerSpan, ...] = Field(default=(), description="All the words that the level rests on.")
    checks: dict[str, float] = Field(default={}, description="For `fit`: check -> 1 met, 0.5 touched, 0 not met.")

    @model_validator(mode="after")
    def _level_or_reason(self) -> Mark:
        if (self.level is None) != (self.unscored is not None):
            raise ValueError(f"{self.criterion}: a mark has a level, or says why it has none")
        if (self.quote is None) != (self.start is None) or (self.start is None) != (self.end is None):
            raise ValueError(f"{self.criterion}: a quote has a start and an end")
        return self


class CapHeld(Noun):
    """A cap that holds for an answer, and why."""

    id: str
    at_most: int
    because: str


class Probe(Noun):
    """One missing piece: the instruction that fills it, and how an interviewer would ask for it."""

    criterion: str
    piece: str = Field(description="stakes, own_part, alternatives, measure, base, change ...: asked once in an answer.")
    ask: str
    instruction: str


class CvQuote(Noun):
    """Words of the CV: ``cv[start:end] == quote``."""

    start: int
    end: int
    quote: str


class AnswerClaim(Noun):
    """A claim of the answer beside the CV. ``ask`` puts it as a question; it is never an accusation."""

    text: str
    start: int
    end: int
    state: ClaimState
    cv: CvQuote | None = None
    ask: str | None = None
    retracted: bool = Field(default=False, description="The person took these words of the CV back, and the answer says them again.")


class SkeletonLine(Noun):
    """A line of the rewrite: the person's own words with what is missing as ``____``."""

    role: str
    text: str
    source: Literal["answer", "cv", "blank"]
    start: int | None = None
    end: int | None = None
    hint: str | None = Field(default=None, description="What the blank asks for, with a safe form where it asks for a figure.")


class Delivery(Noun):
    """How it was said, apart from what was said; never part of the mark."""

    words: int
    seconds: float | None = None
    words_a_minute: float | None = None
    fillers: int = 0
    target_words: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()


class Scorecard(Noun):
    """The judgement of one answer. ``overall`` is 0 to 100, None where nothing could be judged; it predicts no interviewer."""

    question: str = ""
    question_type: QuestionType
    overall: int | None = Field(ge=0, le=100)
    marks: tuple[Mark, ...] = ()
    caps: tuple[CapHeld, ...] = ()
    missing: tuple[str, ...] = Field(default=(), description="Every missing piece as an instruction.")
    probes: tuple[Probe, ...] = ()
    claims: tuple[AnswerClaim, ...] = ()
    evidence: tuple[AnswerSpan, ...] = ()
    skeleton: tuple[SkeletonLine, ...] = ()
    delivery: Delivery | None = None
    segments: tuple[AnswerSegment, ...] = Field(default=(), description="The answer sentence by sentence.")
    cautions: tuple[str, ...] = Field(default=(), description="Prompts to disguise a person or to keep a confidential matter back.")
    unscored: str | None = None
    rubric: int = Field(default=1, description="The version of the rubric.")

    @model_validator(mode="after")
    def _number_or_reason(self) -> Scorecard:
        if (self.overall is None) != (self.unscored is not None):
            raise ValueError("a scorecard has a number, or says why it has none")
        return self
