"""After the real interview: notes on its rounds, the questions it asked, and sums of these over all who use this machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.practice_tables import RealQuestionRow, RoundNoteRow, SignalCountRow
from loopready.adapters.database.tables import PreparationRow
from loopready.model import InputError, Odds, RealQuestion, RoundNote

LISTED, MISSED = "signals/", "missed/"
"""How items of the sums begin: by signal, questions that were listed, and those that were asked and not listed."""
_BANK = "bank/"
Adds = Mapping[tuple[str, str], tuple[int, int]]
"""(guide, item) -> (listed, asked)."""
_CHANGED = "was changed in another window meanwhile; both are shown"


class Afterwards:
    """What one owner tells of real interviews; what others told is not found. The sums hold nobody's name and nobody's words."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def notes(self, preparation: str) -> list[RoundNote]:
        """The notes on the rounds of a preparation, the oldest first. InputError where this owner has no such preparation."""
        query = select(RoundNoteRow).where(RoundNoteRow.preparation == preparation)
        with self._database.reading() as session:
            self._own(session, preparation)
            return [_note(row) for row in session.scalars(query.order_by(RoundNoteRow.held, RoundNoteRow.created, RoundNoteRow.id))]

    def add_note(self, preparation: str, *, round: str, held: str) -> RoundNote:
        """A new, empty note on a round held on a day. InputError where this owner has no such preparation."""
        now = dt.datetime.now(dt.UTC)
        with self._database.writing() as session:
            self._own(session, preparation)
            row = RoundNoteRow(
                id=secrets.token_hex(8), preparation=preparation, round=round, held=held, texts={}, version=1, created=now, updated=now
            )
            session.add(row)
            session.flush()
            return _note(row)

    def write_note(self, preparation: str, id: str, *, texts: Mapping[str, str], version: int) -> RoundNote:
        """Keep words of a note by field; fields that are not named stay.

        Raises:
            InputError: there is no such note, or it was changed after ``version`` was read.
        """
        with self._database.writing() as session:
            row = self._note_row(session, preparation, id, hold=True)
            if row.version != version:
                raise InputError("changed_elsewhere", f"this note {_CHANGED}")
            row.texts = {**row.texts, **texts}
            row.version += 1
            row.updated = dt.datetime.now(dt.UTC)
            session.flush()
            return _note(row)

    def delete_note(self, preparation: str, id: str) -> None:
        """Delete a note. InputError where there is none."""
        with self._database.writing() as session:
            session.delete(self._note_row(session, preparation, id, hold=True))

    def questions(self, preparation: str) -> list[RealQuestion]:
        """What was told of a preparation's questions. InputError where this owner has no such preparation."""
        with self._database.reading() as session:
            self._own(session, preparation)
            return [_question(row) for row in self._rows(session, preparation)]

    def all_questions(self) -> list[RealQuestion]:
        """What this owner told of the questions of all interviews."""
        query = select(RealQuestionRow).join(PreparationRow, PreparationRow.id == RealQuestionRow.preparation)
        with self._database.reading() as session:
            rows = session.scalars(query.where(PreparationRow.owner == self._owner).order_by(RealQuestionRow.created, RealQuestionRow.id))
            return [_question(row) for row in rows]

    def tell(
        self, preparation: str, *, guide: str, signals: Mapping[str, str | None], asked: Iterable[str], seen: str
    ) -> list[RealQuestion]:
        """Keep which of our questions were asked: those of ``signals`` (question -> its first signal) were listed, ``asked`` may name
        others of the guide's bank. ``seen`` is the ``ticks_of`` what was there before.

        Raises:
            InputError: this owner has no such preparation, or it was told otherwise after ``seen`` was read.
        """
        now, chosen = dt.datetime.now(dt.UTC), set(asked)
        with self._database.writing() as session:
            self._own(session, preparation, hold=True)
            before = self._rows(session, preparation)
            if ticks_of([_question(row) for row in before]) != seen:
                raise InputError("changed_elsewhere", f"which questions were asked {_CHANGED}")
            counted = _contribution(before)
            session.execute(
                delete(RealQuestionRow).where(RealQuestionRow.preparation == preparation, RealQuestionRow.question.is_not(None))
            )
            for question in [each for each in signals if not each.startswith(_BANK) or each in chosen]:
                session.add(
                    RealQuestionRow(
                        id=secrets.token_hex(8), preparation=preparation, question=question, guide=guide, signal=signals[question],
                        own=None, asked=question in chosen, created=now,
                    )
                )  # fmt: skip
            session.flush()
            after = self._rows(session, preparation)
            _count(session, counted, _contribution(after))
            return [_question(row) for row in after]

    def add_own(self, preparation: str, *, guide: str, text: str, signal: str | None) -> RealQuestion:
        """A question that was asked and is not among ours, in the person's words. InputError where there is no such preparation."""
        with self._database.writing() as session:
            self._own(session, preparation, hold=True)
            counted = _contribution(self._rows(session, preparation))
            row = RealQuestionRow(
                id=secrets.token_hex(8), preparation=preparation, question=None, guide=guide, signal=signal, own=text, asked=True,
                created=dt.datetime.now(dt.UTC),
            )  # fmt: skip
            session.add(row)
            session.flush()
            _count(session, counted, _contribution(self._rows(session, preparation)))
            return _question(row)

    def drop_own(self, preparation: str, id: str) -> None:
        """Take back a question of the person's words. InputError where there is none."""
        with self._database.writing() as session:
            self._own(session, preparation, hold=True)
            row = session.get(RealQuestionRow, id)
            if row is None or row.preparation != preparation or row.own is None:
                raise InputError("not_found", "there is no such question (any more)")
            counted = _contribution(self._rows(session, preparation))
            session.delete(row)
            session.flush()
            _count(session, counted, _contribution(self._rows(session, preparation)))

    def sums(self, guide: str | None = None) -> dict[str, Odds]:
        """The machine's sums by item (``signals/ID``, ``missed/ID``), of one guide or of all. No person and no wording is in them."""
        query = select(SignalCountRow)
        if guide is not None:
            query = query.where(SignalCountRow.guide == guide)
        out: dict[str, Odds] = {}
        with self._database.reading() as session:
            for row in session.scalars(query):
                before = out.get(row.item, Odds())
                out[row.item] = Odds(listed=before.listed + row.foreseen, asked=before.asked + row.asked)
        return out

    def _own(self, session: Session, preparation: str, *, hold: bool = False) -> None:
        row = session.get(PreparationRow, preparation, with_for_update=True if hold else None)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation)

    def _note_row(self, session: Session, preparation: str, id: str, *, hold: bool = False) -> RoundNoteRow:
        self._own(session, preparation)
        row = session.get(RoundNoteRow, id, with_for_update=True if hold else None)
        if row is None or row.preparation != preparation:
            raise InputError("not_found", "there is no such note (any more)")
        return row

    def _rows(self, session: Session, preparation: str) -> Sequence[RealQuestionRow]:
        query = select(RealQuestionRow).where(RealQuestionRow.preparation == preparation)
        return session.scalars(query.order_by(RealQuestionRow.created, RealQuestionRow.id)).all()


def ticks_of(questions: Iterable[RealQuestion]) -> str:
    """A mark of which of our questions are told as asked, and which as not: another one after any change of it."""
    told = sorted(f"{each.question} {each.asked}" for each in questions if each.question is not None)
    return hashlib.blake2b("\n".join(told).encode(), digest_size=8).hexdigest() if told else ""


def _contribution(rows: Iterable[RealQuestionRow]) -> Adds:
    """What rows add to the sums."""
    listed, asked = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in rows:
        ours = row.question is not None and not row.question.startswith(_BANK)
        place = (row.guide or "", (LISTED if ours else MISSED) + (row.signal or ""))
        listed[place] += ours
        asked[place] += row.asked
    return {place: (listed[place], asked[place]) for place in {*listed, *asked}}


def _count(session: Session, before: Adds, after: Adds) -> None:
    """Bring the sums from what rows added before to what they add now.

    In the order of places, so that two writers do not lock each other.
    """
    for place in sorted({*before, *after}):
        was, now = before.get(place, (0, 0)), after.get(place, (0, 0))
        listed, asked = now[0] - was[0], now[1] - was[1]
        if not listed and not asked:
            continue
        guide, item = place
        more = (
            update(SignalCountRow)
            .where(SignalCountRow.guide == guide, SignalCountRow.item == item)
            .values(foreseen=SignalCountRow.foreseen + listed, asked=SignalCountRow.asked + asked)
            .execution_options(synchronize_session=False)
            .returning(SignalCountRow.item)
        )
        if session.execute(more).first() is None:
            try:
                with session.begin_nested():
                    session.add(SignalCountRow(guide=guide, item=item, foreseen=listed, asked=asked))
            except IntegrityError:  # another writer was first
                session.execute(more)


def forget_sums(database: Database, owner: str) -> None:
    """Delete the sums. For the one person of a machine (``owner``), whose own they are."""
    with database.writing() as session:
        session.execute(delete(SignalCountRow))


def _note(row: RoundNoteRow) -> RoundNote:
    return RoundNote(
        id=row.id, preparation=row.preparation, round=row.round, held=row.held, texts=row.texts, version=row.version, created=row.created,
        updated=row.updated,
    )  # fmt: skip


def _question(row: RealQuestionRow) -> RealQuestion:
    return RealQuestion(
        id=row.id, preparation=row.preparation, question=row.question, guide=row.guide, signal=row.signal, own=row.own, asked=row.asked,
        created=row.created,
    )  # fmt: skip
