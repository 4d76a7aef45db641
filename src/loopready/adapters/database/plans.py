"""Plans: what they go by, what was done of them, and what else was practised that they reckon with. A change names the version it saw."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database, put_if_absent
from loopready.adapters.database.practice_tables import (
    CardRow,
    DefenceRow,
    PlanDoneRow,
    PlanRow,
    ReviewRow,
)
from loopready.adapters.database.tables import PreparationRow
from loopready.model import DoneAct, InputError, PlanSettings

CHANGED = "the plan was changed in another window meanwhile; look at it as it is now and set it again"


@dataclass(frozen=True, kw_only=True)
class Defended:
    """A claim of the CV that was worked on: open, defended or retracted, and the person's words."""

    claim: str
    state: str
    answer: str


class Plans:
    """The plans of one owner's preparations; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def settings(self, preparation: str) -> PlanSettings | None:
        """What a plan goes by; None where the person set nothing yet."""
        with self._database.reading() as session:
            self._owned(session, preparation)
            row = session.get(PlanRow, preparation)
            return _settings_of(row) if row is not None else None

    def set(self, preparation: str, settings: PlanSettings) -> PlanSettings:
        """Keep what a plan goes by; its ``version`` is the one that was seen, 0 where nothing was set.

        Raises:
            InputError: there is no such preparation, or the settings were changed after that version was read.
        """
        now = dt.datetime.now(dt.UTC)
        with self._database.writing() as session:
            self._owned(session, preparation)
            put_if_absent(session, PlanRow, preparation=preparation, settings={}, version=0, updated=now)
            row = session.get_one(PlanRow, preparation, with_for_update=True)
            if row.version != settings.version:
                raise InputError("changed_elsewhere", CHANGED)
            row.settings = settings.model_dump(mode="json", exclude={"version"})
            row.version += 1
            row.updated = now
            return _settings_of(row)

    def done(self, preparation: str) -> list[DoneAct]:
        """What was done, the oldest first."""
        with self._database.reading() as session:
            self._owned(session, preparation)
            query = select(PlanDoneRow).where(PlanDoneRow.preparation == preparation).order_by(PlanDoneRow.at, PlanDoneRow.id)
            return [_done_of(row) for row in session.scalars(query)]

    def do(self, preparation: str, key: str, *, minutes: int, at: dt.datetime) -> DoneAct:
        """Note that minutes of an act were done. InputError where this owner has no such preparation."""
        with self._database.writing() as session:
            self._owned(session, preparation)
            row = PlanDoneRow(id=secrets.token_hex(16), preparation=preparation, key=key, minutes=minutes, at=at)
            session.add(row)
            session.flush()
            return _done_of(row)

    def undo(self, preparation: str, id: str) -> DoneAct:
        """Take back that something was done. InputError where there is nothing of that id."""
        with self._database.writing() as session:
            self._owned(session, preparation)
            row = session.get(PlanDoneRow, id)
            if row is None or row.preparation != preparation:
                raise InputError("not_found", "that was taken back already; look at the plan as it is now")
            gone = _done_of(row)
            session.delete(row)
            return gone

    def defended(self, preparation: str) -> list[Defended]:
        """The claims of the CV that were worked on, by claim."""
        with self._database.reading() as session:
            self._owned(session, preparation)
            query = select(DefenceRow).where(DefenceRow.preparation == preparation).order_by(DefenceRow.claim)
            return [Defended(claim=row.claim, state=row.state, answer=row.answer) for row in session.scalars(query)]

    def reviewed_since(self, moment: dt.datetime) -> int:
        """How many cards this owner reviewed since a moment, of whatever preparation."""
        query = select(func.count()).select_from(ReviewRow).join(CardRow, CardRow.id == ReviewRow.card)
        with self._database.reading() as session:
            return session.scalar(query.where(CardRow.owner == self._owner, ReviewRow.at >= moment)) or 0

    def _owned(self, session: Session, preparation: str) -> None:
        row = session.get(PreparationRow, preparation)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation)


def _settings_of(row: PlanRow) -> PlanSettings:
    return PlanSettings.model_validate({**row.settings, "version": row.version})


def _done_of(row: PlanDoneRow) -> DoneAct:
    return DoneAct(id=row.id, key=row.key, minutes=row.minutes, at=row.at)
