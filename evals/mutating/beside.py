"""Figures of a CV changed: the claim of the answer must be called contradicted, and where only the form changed nothing may be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evals.answers_check import lines
from evals.mutating.bases import Base
from evals.mutating.cases import texts

from loopready.app.api import read_cv
from loopready.model.ports import Embedder
from loopready.practice.claims import claims_of

TODAY = "2026-11"
"""The claims of the set are judged as of this month."""


@dataclass(frozen=True, slots=True)
class CvCase:
    """An answer beside its CV, and beside the same CV with one figure changed, or (``plain``) written in another form."""

    id: str
    answer: str
    words: str
    before: str
    after: str
    plain: bool

    def states(self, cv: str, embedder: Embedder) -> set[str]:
        """The states of the claims that meet the words."""
        at = self.answer.index(self.words)
        document, profile = read_cv(cv.encode())
        found = claims_of(self.answer, document, profile, today=TODAY, embedder=embedder)
        return {claim.state for claim in found if at < claim.end and claim.start < at + len(self.words)}


class CvMoved(NamedTuple):
    """A case with the states of the claim before and after."""

    case: CvCase
    before: set[str]
    after: set[str]

    @property
    def right(self) -> bool:
        """Accused exactly where the figure was changed, and not before."""
        return "contradicted" not in self.before and ("contradicted" in self.after) is not self.case.plain


def cv_cases(bases: Sequence[Base]) -> Iterator[CvCase]:
    """The cases of ``cv_changed`` and ``cv_kept``. ValueError where the words do not stand in the answer, or the figure in the CV, once."""
    answers = {base.id: base.text for base in bases}
    cvs = {row["id"]: row["cv"] for row in lines("answers.dev.jsonl") if "cv" in row} | texts()["cvs"]
    for plain, key in ((False, "cv_changed"), (True, "cv_kept")):
        for name, words, old, new in texts()[key]:
            if words not in answers[name] or cvs[name].count(old) != 1:
                raise ValueError(f"{name}: {words!r} or {old!r} is not there once")
            yield CvCase(
                id=f"{name}/{new}", answer=answers[name], words=words, before=cvs[name], after=cvs[name].replace(old, new), plain=plain
            )


def cv_measured(made: Sequence[CvCase], embedder: Embedder) -> Iterator[CvMoved]:
    """Each case with the states of its claim."""
    for case in made:
        yield CvMoved(case, case.states(case.before, embedder), case.states(case.after, embedder))
