"""What was practised, to read: sessions with their answered turns and marks. The sessions themselves are written elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.practice_tables import InterviewRow, TurnRow
from loopready.adapters.database.tables import PreparationRow
from loopready.model import InputError, Interview, InterviewScope, Mode, PracticeQuestion, Scorecard, Turn, TurnState

ANSWERED = "answered"


class PractisedTurns:
    """The answered turns of one owner; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def sessions(self, preparation: str | None = None) -> list[Interview]:
        """Sessions in which something was answered, with all their turns, the oldest first; of one preparation, or of all and of none.

        InputError where this owner has no such preparation.
        """
        query = select(InterviewRow, TurnRow).join(TurnRow, TurnRow.interview == InterviewRow.id).where(*self._mine(preparation))
        some = select(TurnRow.interview).where(TurnRow.state == ANSWERED)
        query = query.where(InterviewRow.id.in_(some)).order_by(InterviewRow.created, InterviewRow.id, TurnRow.position, TurnRow.id)
        found: dict[str, tuple[InterviewRow, list[Turn]]] = {}
        with self._database.reading() as session:
            if preparation is not None:
                self._own(session, preparation)
            for interview, turn in session.execute(query):
                found.setdefault(interview.id, (interview, []))[1].append(turn_of(turn))
        return [_interview(row, turns) for row, turns in found.values()]

    def answers(
        self,
        preparation: str | None = None,
        *,
        question: str | None = None,
        signal: str | None = None,
        since: dt.datetime | None = None,
    ) -> list[Turn]:
        """Answered turns in the order they were answered: to a question by its id, of a signal, since a moment.

        InputError where this owner has no such preparation.
        """
        query = select(TurnRow).join(InterviewRow, InterviewRow.id == TurnRow.interview)
        query = query.where(*self._mine(preparation), TurnRow.state == ANSWERED).order_by(TurnRow.answered, TurnRow.id)
        if question is not None:
            query = query.where(TurnRow.question_id == question)
        if since is not None:
            query = query.where(TurnRow.answered >= since)
        with self._database.reading() as session:
            if preparation is not None:
                self._own(session, preparation)
            turns = [turn_of(turn) for turn in session.scalars(query)]
        return [turn for turn in turns if signal is None or signal in turn.question.signals]

    def mark(self, preparation: str) -> str:
        """What changes whenever an answer of a preparation comes, goes or is marked anew: for pages that are kept."""
        query = (
            select(func.count(), func.max(TurnRow.answered), func.sum(TurnRow.version), func.sum(TurnRow.overall))
            .join(InterviewRow, InterviewRow.id == TurnRow.interview)
            .where(*self._mine(preparation), TurnRow.state == ANSWERED)
        )
        with self._database.reading() as session:
            count, latest, versions, overall = session.execute(query).one()
        return f"{count} {latest.isoformat() if latest else ''} {versions or 0} {overall or 0}" if count else ""

    def _mine(self, preparation: str | None) -> list[ColumnElement[bool]]:
        mine = [InterviewRow.owner == self._owner]
        return mine if preparation is None else [*mine, InterviewRow.preparation == preparation]

    def _own(self, session: Session, preparation: str) -> None:
        row = session.get(PreparationRow, preparation)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation)


def turn_of(row: TurnRow) -> Turn:
    """A row as the noun it is."""
    state: TurnState = row.state  # type: ignore[assignment]
    return Turn(
        id=row.id, interview=row.interview, position=row.position, question=PracticeQuestion.model_validate(row.question), said=row.said,
        of=row.follows, piece=row.piece, state=state, answer=row.answer, spoken=row.spoken, seconds=row.seconds, version=row.version,
        scorecard=Scorecard.model_validate(row.scorecard) if row.scorecard else None, asked=row.asked, answered=row.answered,
    )  # fmt: skip


def _interview(row: InterviewRow, turns: Sequence[Turn]) -> Interview:
    mode: Mode = row.mode  # type: ignore[assignment]
    scope: InterviewScope = row.scope  # type: ignore[assignment]
    return Interview(
        id=row.id, owner=row.owner, preparation=row.preparation, guide=row.guide, mode=mode, scope=scope, round=row.round, who=row.who,
        seed=row.seed, title=row.title, created=row.created, updated=row.updated, ended=row.ended, turns=tuple(turns),
    )  # fmt: skip
