"""The audit trail: who looked at or changed what of another's. Rows are only added."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import AccountRow, AuditRow
from loopready.model import AuditEntry


class Audit:
    """What others did with one owner's data."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def note(self, *, actor: str, action: str, what: str = "", within: dt.timedelta | None = None) -> None:
        """Write down an access by another; one's own is not. With ``within``, not again where the same was noted so short a time ago."""
        if actor == self._owner:
            return
        now = dt.datetime.now(dt.UTC)
        same = select(AuditRow.id).where(
            AuditRow.owner == self._owner, AuditRow.actor == actor, AuditRow.action == action, AuditRow.what == what
        )
        with self._database.writing() as session:
            if within is None or session.scalar(same.where(AuditRow.at > now - within).limit(1)) is None:
                session.add(AuditRow(at=now, actor=actor, owner=self._owner, action=action, what=what))

    def all(self, *, limit: int = 200, offset: int = 0) -> list[AuditEntry]:
        """The entries, the latest first."""
        query = (
            select(AuditRow, AccountRow)
            .outerjoin(AccountRow, AccountRow.id == AuditRow.actor)
            .where(AuditRow.owner == self._owner)
            .order_by(AuditRow.at.desc(), AuditRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        with self._database.reading() as session:
            return [_noun(row, actor) for row, actor in session.execute(query)]


def _noun(row: AuditRow, actor: AccountRow | None) -> AuditEntry:
    made = AuditEntry(at=row.at, actor=row.actor, owner=row.owner, action=row.action, what=row.what)
    if actor is None:
        return made
    return AuditEntry.model_validate({**made.model_dump(), "actor_name": actor.name or actor.email or "somebody", "actor_role": actor.role})
