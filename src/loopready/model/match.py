"""Match: how a profile stands against a posting and a guide, with reasons by name."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.document import Span
from loopready.model.posting import Requirement

Coverage = Literal["met", "partial", "missing", "unjudgeable", "unreadable"]
Verdict = Literal["strong", "credible", "stretch", "weak", "withheld"]
Shown = Literal["shown", "half", "absent"]


class Reason(Noun):
    """A named share of a strength; negative where it speaks against."""

    name: str
    weight: float
    note: str | None = Field(default=None, description="The particulars, in a few words; never a raw model score.")


class Evidence(Noun):
    """Words of the CV that bear on a row, best first. ``work`` is the id of the entry they stand in, if any."""

    span: Span
    quote: str
    work: str | None = None


class PartResult(Noun):
    """How one part of a requirement came out."""

    text: str
    span: Span
    coverage: Coverage
    evidence: tuple[Evidence, ...] = ()


class Row(Noun):
    """One requirement, judged. The reasons sum to the strength."""

    requirement: Requirement
    coverage: Coverage
    strength: float = Field(ge=0.0, le=1.0)
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[PartResult, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Row:
        total = sum(reason.weight for reason in self.reasons)
        if abs(total - self.strength) > 0.005:
            raise ValueError(f"reasons sum to {total:.3f}, the strength is {self.strength:.3f}")
        if self.coverage in ("met", "partial") and not self.evidence:
            raise ValueError(f"{self.coverage} without evidence: {self.requirement.text!r}")
        return self


class FacetResult(Noun):
    """One facet of a signal: shown by these words of the CV, or not."""

    facet: str
    evidence: tuple[Evidence, ...] = ()


class SignalRow(Noun):
    """One signal of the guide: how much of it the CV shows, and where the posting asks for it."""

    signal: str
    shown: Shown
    strength: float = Field(ge=0.0, le=1.0)
    facets: tuple[FacetResult, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    asked: tuple[Span, ...] = Field(default=(), description="Places in the posting that ask for this signal.")


class Cap(Noun):
    """Something that holds the verdict down whatever the sum says."""

    name: str
    because: str


class Match(Noun):
    """A row per requirement and per signal, and the verdict with the caps that hold it."""

    cv: str
    job: str
    rows: tuple[Row, ...] = ()
    signals: tuple[SignalRow, ...] = ()
    verdict: Verdict
    caps: tuple[Cap, ...] = ()

    @model_validator(mode="after")
    def _nothing_read_nothing_said(self) -> Match:
        judged = [row for row in self.rows if row.coverage != "unreadable"]
        if not judged and self.verdict != "withheld":
            raise ValueError("no requirement was read, so the verdict is withheld")
        return self

    def signals_in(self, place: Span) -> tuple[str, ...]:
        """The signals that some words at a place of the CV are evidence of, in the guide's order."""

        def holds(evidence: Evidence) -> bool:
            return evidence.span.document == place.document and place.start <= evidence.span.start < place.end

        return tuple(row.signal for row in self.signals if any(holds(each) for result in row.facets for each in result.evidence))
