"""Paper: something a manager of engineers writes, its written criteria, and what a draft of it holds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.guide import Cue, Prose, Slug

Audience = Literal["inside", "customers"]
CriterionState = Literal["present", "thin", "missing"]
Need = Annotated[str, Field(pattern=r"^[a-z_]+(?:\|[a-z_]+)*(?:\*\d)?$", description="A sign, one of several (a|b), or so many (a*2).")]


class PaperCriterion(Noun):
    """A thing that must be there: what is looked for, what it looks like where it is thin, and what to write where it is missing."""

    id: Slug
    name: str
    weight: int = Field(ge=1, le=3, description="How much it decides about the paper.")
    looks_for: Prose
    thin: Prose
    ask: Prose = Field(description="The instruction for somebody who left it out.")


class Sought(Noun):
    """One way to find a criterion in a draft.

    A passage is a sentence, list item or table row that holds a cue or stands under one of the headings, with up to ``spread`` sentences
    that follow it in its paragraph. With neither cues nor headings it is any that holds the first sign of ``each``.
    The criterion is present where ``least`` parts of the passages hold all signs of ``each``, and all passages together those of
    ``needs``; else it is thin.
    """

    cues: tuple[Cue, ...] = ()
    headings: tuple[Cue, ...] = ()
    each: tuple[Need, ...] = ()
    needs: tuple[Need, ...] = ()
    without: tuple[str, ...] = Field(default=(), description="Signs whose holder is no evidence.")
    least: int = Field(default=1, ge=1)
    thin_least: int = Field(default=1, ge=1, description="Fewer passages than this are none.")
    spread: int = Field(default=1, ge=0, le=4)
    first: int = Field(default=0, ge=0, description="Only among so many first parts of the draft; 0 for anywhere.")
    at_most: Literal["present", "thin"] = "present"

    @model_validator(mode="after")
    def _finds_something(self) -> Sought:
        if not (self.cues or self.headings or self.each):
            raise ValueError("give cues, headings or signs to find it by")
        return self


class PaperLength(Noun):
    """How long it should be, in words. Length earns nothing."""

    low: int = Field(ge=1)
    high: int = Field(ge=1)

    @model_validator(mode="after")
    def _is_a_range(self) -> PaperLength:
        if self.low >= self.high:
            raise ValueError(f"the length runs from {self.low} to {self.high}; give the shorter one first")
        return self


class WorkedExample(Noun):
    """A paper written out, of an invented firm, which ``says`` says."""

    says: str
    draft: str


class Paper(Noun):
    """A kind of paper: for whom and when it is written, its criteria, what would hurt it, an example, a weak one and a skeleton."""

    id: Slug
    title: str
    says: Prose
    for_whom: Prose
    when: Prose
    audience: Audience
    length: PaperLength
    notes: tuple[Prose, ...] = ()
    criteria: tuple[PaperCriterion, ...] = Field(min_length=5)
    harms: tuple[str, ...] = Field(min_length=1, description="Ids of lexicon/papers_harms.yaml.")
    finds: dict[str, tuple[Sought, ...]]
    example: WorkedExample
    weak: str = Field(description="A draft that fails in the usual ways.")
    skeleton: str = Field(description="Headings with blanks.")
    sources: tuple[str, ...] = Field(min_length=1, description="Ids of facts.")

    @model_validator(mode="after")
    def _finds_each_criterion(self) -> Paper:
        ids = [each.id for each in self.criteria]
        if len(set(ids)) != len(ids):
            raise ValueError("a criterion is given twice")
        if sorted(ids) != sorted(self.finds):
            odd = ", ".join(sorted(set(ids) ^ set(self.finds)))
            raise ValueError(f"criteria and finds do not name the same: {odd}")
        return self


class PaperSpan(Noun):
    """Words of a draft: ``draft[start:end] == quote``."""

    start: int
    end: int
    quote: str


class CriterionMark(Noun):
    """What a draft holds of a criterion. ``evidence`` are its words; ``ask`` says what to write where it is thin or missing."""

    criterion: str
    name: str
    state: CriterionState
    looks_for: str
    says: str
    ask: str = ""
    evidence: tuple[PaperSpan, ...] = ()


class Harm(Noun):
    """Words of a draft that would hurt it, why, and what to write instead."""

    harm: str
    name: str
    because: str
    instead: str
    spans: tuple[PaperSpan, ...] = Field(min_length=1)


class PaperCaution(Noun):
    """Words that are better told in disguise: a person or customer by name, an employer's own figures."""

    kind: str
    prompt: str
    start: int
    end: int
    quote: str


class PaperMark(Noun):
    """A draft held against a paper's criteria.

    ``score`` is 0 to 100: the share of the weighted criteria (thin counts two fifths) less a fixed amount for each kind of harm. It
    counts what is written by stated rules and foretells no reader. It is None where there is nothing that can be marked, which
    ``unmarked`` says. ``blanks`` counts blanks left open; ``left_out`` are parts that did not count, by why.
    """

    paper: str
    score: int | None = Field(default=None, ge=0, le=100)
    unmarked: str = ""
    words: int = 0
    length: Literal["short", "fits", "long"] = "fits"
    criteria: tuple[CriterionMark, ...] = ()
    harms: tuple[Harm, ...] = ()
    blanks: int = 0
    left_out: dict[str, tuple[PaperSpan, ...]] = {}
    cautions: tuple[PaperCaution, ...] = ()

    def of(self, criterion: str) -> CriterionMark:
        """The mark of a criterion; KeyError where the paper has none of that id."""
        for each in self.criteria:
            if each.criterion == criterion:
                return each
        raise KeyError(criterion)

    @property
    def found(self) -> int:
        """How many criteria are there; what is shown, since what is not found may yet be there in other words."""
        return sum(each.state == "present" for each in self.criteria)

    def todo(self) -> tuple[str, ...]:
        """What to write or take out, as instructions: what is missing, what is thin, what hurts."""
        missing = [each.ask for each in self.criteria if each.state == "missing"]
        thin = [each.ask for each in self.criteria if each.state == "thin"]
        return (*missing, *(each.instead for each in self.harms), *thin)


class PaperCheck(Noun):
    """What a check found, for the history: when, the score, and how many criteria stood in each state."""

    at: str = Field(description="The moment, ISO, UTC.")
    words: int
    score: int | None
    present: int
    thin: int
    missing: int
    harms: int


class PaperDraft(Noun):
    """What is kept of a paper being written: its text and the history of checks. The data of an exercise of kind ``paper``."""

    text: str = ""
    checks: tuple[PaperCheck, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As it is kept with an exercise."""
        return self.model_dump(mode="json")
