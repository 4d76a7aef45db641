"""Practice sessions of one owner: what was asked, what was answered so far, and how it was marked."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.practice_tables import InterviewRow, TurnRow
from loopready.adapters.database.tables import PreparationRow
from loopready.model import InputError, Interview, InterviewScope, Mode, PracticeQuestion, Scorecard, Turn

STEP = 10
"""Positions from one question to the next; its follow-ups stand between."""
PAUSE = dt.timedelta(minutes=10)
"""A longer silence is a pause of the session, not time of thinking, and is not counted."""
HISTORY = 400


class Interviews:
    """The sessions of one owner; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def create(
        self, *, preparation: str | None, guide: str, mode: Mode, scope: InterviewScope, round: str | None, who: str | None, seed: int,
        title: str, questions: Sequence[PracticeQuestion],
    ) -> Interview:  # fmt: skip
        """A session with its questions, none asked yet. InputError where this owner has no such preparation."""
        now = dt.datetime.now(dt.UTC)
        row = InterviewRow(
            id=secrets.token_hex(8), owner=self._owner, preparation=preparation, guide=guide, mode=mode, scope=scope, round=round, who=who,
            seed=seed, title=title[:200], created=now, updated=now, ended=None,
        )  # fmt: skip
        with self._database.writing() as session:
            if preparation is not None:
                held = session.get(PreparationRow, preparation)
                if held is None or held.owner != self._owner:
                    raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation[:40])
            session.add(row)
            session.flush()
            turns = [_new(row.id, question, said=question.text, position=(place + 1) * STEP) for place, question in enumerate(questions)]
            session.add_all(turns)
            return _noun_of(row, turns)

    def get(self, id: str) -> Interview:
        """A session with its turns in order; InputError where this owner has none of that id."""
        with self._database.reading() as session:
            row = self._row(session, id)
            return _noun_of(row, _turns(session, id))

    def all(self, *, preparation: str | None = None, going: bool | None = None, limit: int = 20) -> list[Interview]:
        """Sessions with their turns, the one touched last first; ``going`` True takes those not ended, False the ended ones."""
        query = select(InterviewRow).where(InterviewRow.owner == self._owner)
        if preparation is not None:
            query = query.where(InterviewRow.preparation == preparation)
        if going is not None:
            query = query.where(InterviewRow.ended.is_(None) if going else InterviewRow.ended.is_not(None))
        with self._database.reading() as session:
            rows = list(session.scalars(query.order_by(InterviewRow.updated.desc(), InterviewRow.id).limit(limit)))
            held: dict[str, list[TurnRow]] = {row.id: [] for row in rows}
            wanted = select(TurnRow).where(TurnRow.interview.in_(held)).order_by(TurnRow.position)
            for turn in session.scalars(wanted):
                held[turn.interview].append(turn)
            return [_noun_of(row, held[row.id]) for row in rows]

    def history(self) -> list[str]:
        """The ids of the questions this owner was asked, the last one first, follow-ups left out."""
        query = (
            select(TurnRow.question_id)
            .join(InterviewRow, InterviewRow.id == TurnRow.interview)
            .where(InterviewRow.owner == self._owner, TurnRow.asked.is_not(None), TurnRow.follows.is_(None))
            .order_by(TurnRow.asked.desc(), TurnRow.position.desc())
            .limit(HISTORY)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def open(self, id: str, turn: str) -> Turn:
        """A turn is put to the person: it is asked now, where it was not yet; after a pause its time goes on from here."""
        with self._database.writing() as session:
            interview, row = self._turn(session, id, turn)
            now = dt.datetime.now(dt.UTC)
            if row.state in ("waiting", "open") and interview.ended is None:
                row.state = "open"
                row.asked = row.asked or now
                row.seconds = row.seconds or 0.0
                interview.updated = now
            return _turn_of(row)

    def save(self, id: str, turn: str, answer: str, *, version: int, spoken: bool = False) -> Turn:
        """Keep an answer as it stands while it is typed.

        Raises:
            InputError: there is no such turn, it was answered already, or its answer was changed after ``version`` was read.
        """
        with self._database.writing() as session:
            interview, row = self._turn(session, id, turn)
            self._write(interview, row, answer, version=version, spoken=spoken)
            return _turn_of(row)

    def answer(self, id: str, turn: str, answer: str, *, version: int, spoken: bool = False) -> Turn:
        """The answer is given; it does not change any more. InputError as ``save`` says."""
        with self._database.writing() as session:
            interview, row = self._turn(session, id, turn)
            self._write(interview, row, answer, version=version, spoken=spoken)
            row.state, row.answered = "answered", interview.updated
            return _turn_of(row)

    def mark(self, id: str, turn: str, card: Scorecard, *, said: str | None = None, piece: str | None = None) -> Turn:
        """Keep the mark of an answer, and with ``said`` the follow-up that comes next. A mark that is there already stays."""
        with self._database.writing() as session:
            interview, row = self._turn(session, id, turn)
            if row.scorecard is None:
                row.scorecard, row.overall = card.model_dump(mode="json"), card.overall
                if said is not None and interview.ended is None:
                    question = PracticeQuestion.model_validate(row.question)
                    root = row.follows or row.id
                    session.add(_new(id, question, said=said, position=row.position + 1, of=root, piece=piece))
            return _turn_of(row)

    def skip(self, id: str, turn: str) -> None:
        """Leave a question out. What was typed is kept; a turn that was answered stays answered."""
        with self._database.writing() as session:
            interview, row = self._turn(session, id, turn)
            if row.state in ("waiting", "open"):
                row.state = "skipped"
                interview.updated = dt.datetime.now(dt.UTC)

    def end(self, id: str) -> Interview:
        """End a session; what was not answered is left out. One that has ended stays as it is."""
        with self._database.writing() as session:
            row = self._row(session, id)
            turns = _turns(session, id)
            if row.ended is None:
                row.ended = row.updated = dt.datetime.now(dt.UTC)
                for turn in turns:
                    if turn.state in ("waiting", "open"):
                        turn.state = "skipped"
            return _noun_of(row, turns)

    def delete(self, id: str) -> None:
        """Delete a session with all that was said in it."""
        with self._database.writing() as session:
            self._row(session, id)
            session.execute(delete(TurnRow).where(TurnRow.interview == id))
            session.execute(delete(InterviewRow).where(InterviewRow.id == id))

    def _row(self, session: Session, id: str) -> InterviewRow:
        row = session.get(InterviewRow, id)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such session; see those under Practice", name=id[:40])
        return row

    def _turn(self, session: Session, id: str, turn: str) -> tuple[InterviewRow, TurnRow]:
        interview = self._row(session, id)
        row = session.get(TurnRow, turn, with_for_update=True)
        if row is None or row.interview != id:
            raise InputError("not_found", "this session has no such question; reload its page", name=turn[:40])
        return interview, row

    def _write(self, interview: InterviewRow, row: TurnRow, answer: str, *, version: int, spoken: bool) -> None:
        if row.state in ("answered", "skipped") or interview.ended is not None:
            raise InputError("changed_elsewhere", "this question was answered or left in another window meanwhile; both texts are shown")
        if row.version != version:
            raise InputError("changed_elsewhere", "this answer was changed in another window meanwhile; both texts are shown")
        now = dt.datetime.now(dt.UTC)
        silent = now - interview.updated
        row.seconds = (row.seconds or 0.0) + (silent.total_seconds() if dt.timedelta(0) < silent <= PAUSE else 0.0)
        row.state, row.asked = "open", row.asked or now
        row.answer, row.spoken, row.version = answer, row.spoken or spoken, row.version + 1
        interview.updated = now


def _new(
    interview: str, question: PracticeQuestion, *, said: str, position: int, of: str | None = None, piece: str | None = None
) -> TurnRow:
    return TurnRow(
        id=secrets.token_hex(8), interview=interview, position=position, question_id=question.id,
        question=question.model_dump(mode="json"), said=said, follows=of, piece=piece, state="waiting", answer="", spoken=False,
        seconds=None, version=1, scorecard=None, overall=None, asked=None, answered=None,
    )  # fmt: skip


def _turns(session: Session, interview: str) -> list[TurnRow]:
    return list(session.scalars(select(TurnRow).where(TurnRow.interview == interview).order_by(TurnRow.position)))


def _noun_of(row: InterviewRow, turns: Sequence[TurnRow]) -> Interview:
    mode: Mode = row.mode  # type: ignore[assignment]
    scope: InterviewScope = row.scope  # type: ignore[assignment]
    return Interview(
        id=row.id, owner=row.owner, preparation=row.preparation, guide=row.guide, mode=mode, scope=scope, round=row.round, who=row.who,
        seed=row.seed, title=row.title, created=row.created, updated=row.updated, ended=row.ended,
        turns=tuple(_turn_of(turn) for turn in turns),
    )  # fmt: skip


def _turn_of(row: TurnRow) -> Turn:
    return Turn(
        id=row.id, interview=row.interview, position=row.position, question=PracticeQuestion.model_validate(row.question), said=row.said,
        of=row.follows, piece=row.piece, state=row.state, answer=row.answer, spoken=row.spoken, seconds=row.seconds,
        version=row.version, scorecard=Scorecard.model_validate(row.scorecard) if row.scorecard else None, asked=row.asked,
        answered=row.answered,
    )  # fmt: skip
