"""Executors: the processes that run jobs, and whether they are still there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import ExecutorRow

LEFT = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When an executor was last seen that has ended by itself."""


@dataclass(frozen=True, kw_only=True)
class Executor:
    """A process that runs jobs: its id, the machine it is on, its number there, and when it last said that it is alive (UTC)."""

    id: str
    host: str
    pid: int
    seen: dt.datetime


class Executors:
    """The executors of a database. Each says again and again that it is alive; what a dead one left undone is one other's to take over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, id: str, *, host: str, pid: int) -> Executor:
        """Say that an executor is alive; it is entered where it is not there yet, or was taken for dead."""
        now = dt.datetime.now(dt.UTC)
        with self._database.writing() as session:
            row = session.get(ExecutorRow, id)
            if row is None:
                row = ExecutorRow(id=id, started=now)
                session.add(row)
            row.host, row.pid, row.seen = host, pid, now
        return Executor(id=id, host=host, pid=pid, seen=now)

    def leave(self, id: str) -> None:
        """Say that an executor has ended, so that what it left may be taken over at once."""
        with self._database.writing() as session:
            session.execute(update(ExecutorRow).where(ExecutorRow.id == id).values(seen=LEFT))

    def all(self) -> list[Executor]:
        """All that were entered, dead ones too."""
        with self._database.reading() as session:
            rows = session.scalars(select(ExecutorRow).order_by(ExecutorRow.id))
            return [Executor(id=row.id, host=row.host, pid=row.pid, seen=row.seen) for row in rows]

    def take_over(self, dead: Executor, *, host: str, pid: int) -> bool:
        """Stand in for a dead executor; of several that try at once, one succeeds.

        Its row then speaks of the one that stands in, so that should that die too before it is done, another takes over from it.
        """
        mine = {"host": host, "pid": pid, "seen": dt.datetime.now(dt.UTC)}
        as_it_was = (ExecutorRow.id == dead.id, ExecutorRow.host == dead.host, ExecutorRow.pid == dead.pid, ExecutorRow.seen == dead.seen)
        with self._database.writing() as session:
            done = session.execute(update(ExecutorRow).where(*as_it_was).values(**mine))
            assert isinstance(done, CursorResult)
            return done.rowcount == 1

    def take_unknown(self, id: str, *, host: str, pid: int) -> bool:
        """The same for an executor that is not entered here (any more)."""
        now = dt.datetime.now(dt.UTC)
        try:
            with self._database.writing() as session:
                session.execute(insert(ExecutorRow).values(id=id, host=host, pid=pid, started=now, seen=now))
        except IntegrityError:
            return False
        return True

    def remove(self, id: str) -> None:
        """Nothing of this executor is left to be done."""
        with self._database.writing() as session:
            session.execute(delete(ExecutorRow).where(ExecutorRow.id == id))
