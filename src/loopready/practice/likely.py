"""How likely a question is for this loop, and how little the CV shows of what it tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loopready.engines.cues import CueSet
from loopready.model import Guide, PracticeQuestion

OF_THE_BANK = 0.4
"""The likelihood of a question of the bank, which states none: below that of most questions that a guide works out."""
A_LINE = 0.06
"""What each line of the posting adds that makes a question likelier, as in the brief; three of them count."""
MOST_LINES = 3
UNKNOWN_GAP = 0.5


@dataclass(frozen=True, kw_only=True)
class Likely:
    """A question with its likelihood and the gap of what it tests, both 0 to 1."""

    question: PracticeQuestion
    likelihood: float
    gap: float

    @property
    def rank(self) -> float:
        """Likelihood x gap as the brief ranks its questions: what the CV shows already is still asked, half as urgently."""
        return self.likelihood * (0.5 + 0.5 * self.gap)


def likely_questions(
    guide: Guide,
    questions: Sequence[PracticeQuestion],
    *,
    strengths: Mapping[str, float] | None = None,
    lines: Sequence[str] = (),
    weights: Mapping[str, float] | None = None,
) -> tuple[Likely, ...]:
    """The guide's practised questions with their rank, the highest first.

    ``strengths`` is how much the CV shows of each signal (0 to 1; None: no CV, every gap is a half), ``lines`` are the posting's lines
    that ask for something. ``weights`` are the likelihoods as real interviews moved them (``afterwards.weights``); else the guide's own.
    """
    cues = {f"questions/{each.id}": each.asked_by for each in guide.questions} | {f"bank/{each.id}": each.asked_by for each in guide.bank}
    cues |= {f"drills/{each.id}": each.cues for each in guide.drills}
    stated = weights if weights is not None else {f"questions/{each.id}": each.likelihood for each in guide.questions}
    out = []
    for question in questions:
        asked = cues.get(question.id, ())
        hits = sum(1 for line in lines if _cues(asked).hits(line)) if asked else 0
        likelihood = min(1.0, stated.get(question.id, OF_THE_BANK) + A_LINE * min(hits, MOST_LINES))
        out.append(Likely(question=question, likelihood=likelihood, gap=_gap(question.signals, strengths)))
    return tuple(sorted(out, key=lambda likely: (-likely.rank, likely.question.id)))


def _gap(signals: Sequence[str], strengths: Mapping[str, float] | None) -> float:
    if strengths is None or not signals:
        return UNKNOWN_GAP
    return round(1.0 - sum(strengths.get(signal, 0.0) for signal in signals) / len(signals), 3)


@cache
def _cues(cues: tuple[str, ...]) -> CueSet:
    return CueSet(cues)
