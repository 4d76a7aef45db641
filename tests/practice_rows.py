"""Answers with their marks, and sessions of them in a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from loopready.adapters.database import Database
from loopready.adapters.database.practice_tables import InterviewRow, TurnRow
from loopready.model import AnswerSpan, CapHeld, EvidenceKind, Interview, Mark, PracticeQuestion, Probe, QuestionType, Scorecard, Turn

BEGAN = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
ACT = "I stopped the roll-out and told the three customers myself"
RESULT = "the queue fell from nine days to two by March"
ANSWER = f"We had a bad quarter. {ACT}. After that {RESULT}. I lead 15 engineers in two teams. Since then I look at the queue each Monday."


def question(id: str = "questions/incident_owned", *signals: str, type: QuestionType = "behavioural", text: str = "") -> PracticeQuestion:
    return PracticeQuestion(id=id, text=text or f"Tell me of {id.rsplit('/', 1)[-1]}.", type=type, signals=signals)


def span(answer: str, words: str, kind: EvidenceKind) -> AnswerSpan:
    at = answer.index(words)
    return AnswerSpan(kind=kind, start=at, end=at + len(words), quote=words)


def scorecard(
    answer: str = ANSWER,
    overall: int | None = 75,
    *,
    type: QuestionType = "behavioural",
    evidence: Sequence[tuple[str, EvidenceKind]] = ((ACT, "own_act"), (RESULT, "outcome"), ("from nine days to two", "figure")),
    pieces: Sequence[str] = (),
    caps: Sequence[tuple[str, int]] = (),
) -> Scorecard:
    spans = tuple(span(answer, words, kind) for words, kind in evidence)
    level = None if overall is None else max(1, round(1 + overall / 25))
    first = spans[0] if spans else None
    mark = Mark(
        criterion="own_act", level=level, why="Two acts of yours are told." if spans else "No act of yours was found.",
        quote=first.quote if first else None, start=first.start if first else None, end=first.end if first else None, present=spans,
        unscored=None if level else "too short",
    )  # fmt: skip
    return Scorecard(
        question_type=type, overall=overall, marks=(mark,), evidence=spans, unscored=None if overall is not None else "too short",
        caps=tuple(CapHeld(id=id, at_most=most, because="as said") for id, most in caps),
        probes=tuple(Probe(criterion="outcome", piece=piece, ask=f"What of {piece}?", instruction=f"Say {piece}") for piece in pieces),
        missing=tuple(f"Say {piece}" for piece in pieces),
    )  # fmt: skip


def turn(id: str, asked: PracticeQuestion, *, day: int = 0, answer: str = ANSWER, overall: int | None = 75, **more: Any) -> Turn:
    """An answered turn, ``day`` days after the first."""
    held = more.pop("card", None) or scorecard(answer, overall, type=asked.type, **more.pop("marked", {}))
    moment = BEGAN + dt.timedelta(days=day)
    fields = {"interview": "i1", "position": 1, "said": asked.text, "state": "answered", **more}
    return Turn(id=id, question=asked, answer=answer, scorecard=held, asked=moment, answered=moment, **fields)


def interview(id: str, *turns: Turn, day: int = 0, owner: str = "me", preparation: str | None = None, guide: str = "a/b/c") -> Interview:
    moment = BEGAN + dt.timedelta(days=day)
    held = tuple(each.model_copy(update={"interview": id, "position": at}) for at, each in enumerate(turns, 1))
    return Interview(
        id=id, owner=owner, preparation=preparation, guide=guide, title=f"Session {id}", created=moment, updated=moment, turns=held
    )  # fmt: skip


def keep(database: Database, *held: Interview) -> None:
    """Write sessions with their turns."""
    with database.writing() as session:
        for each in held:
            session.add(
                InterviewRow(
                    id=each.id, owner=each.owner, preparation=each.preparation, guide=each.guide, mode=each.mode, scope=each.scope,
                    round=each.round, who=each.who, seed=each.seed, title=each.title, created=each.created, updated=each.updated,
                    ended=each.ended,
                )
            )  # fmt: skip
            session.flush()
            session.add_all([_row(one) for one in each.turns])


def _row(one: Turn) -> TurnRow:
    card = one.scorecard
    return TurnRow(
        id=one.id, interview=one.interview, position=one.position, question_id=one.question.id,
        question=one.question.model_dump(mode="json"), said=one.said,
        follows=one.of, piece=one.piece, state=one.state, answer=one.answer, spoken=one.spoken, seconds=one.seconds,
        version=one.version, scorecard=card.model_dump(mode="json") if card else None, overall=card.overall if card else None,
        asked=one.asked, answered=one.answered,
    )  # fmt: skip
