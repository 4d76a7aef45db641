"""The questions of a guide as they are practised."""

from __future__ import annotations

from loopready.engines.passage import expand
from loopready.model import Check, Guide, PracticeQuestion
from loopready.model.guide import BankQuestion, Question


def practised(guide: Guide) -> tuple[PracticeQuestion, ...]:
    """All questions of a compiled guide, then its bank; ids are ``questions/ID`` and ``bank/ID``."""
    return (*(_whole(guide, each) for each in guide.questions), *(_banked(guide, each) for each in guide.bank))


def _whole(guide: Guide, question: Question) -> PracticeQuestion:
    return PracticeQuestion(
        id=f"questions/{question.id}", text=_said(question.text), type="cv_walk" if question.story == "career" else "behavioural",
        guide=guide.path, tests=_said(question.tests), checks=(Check(id="tests", text=_said(question.tests)),), signals=question.signals,
        rounds=question.rounds, minutes=question.minutes, follow_ups=tuple(map(_said, question.follow_ups)),
        great=tuple(map(_said, question.great)), average=tuple(map(_said, question.average)),
        downgrade=tuple(map(_said, question.downgrade)),
    )  # fmt: skip


def _banked(guide: Guide, question: BankQuestion) -> PracticeQuestion:
    return PracticeQuestion(
        id=f"bank/{question.id}", text=_said(question.text), type="behavioural", guide=guide.path, tests=_said(question.tests),
        checks=(Check(id="tests", text=_said(question.tests)),), signals=question.signals, rounds=question.rounds, by=question.by,
        minutes=question.minutes, great=(_said(question.listen),),
    )  # fmt: skip


def _said(prose: str) -> str:
    return expand(prose).text
