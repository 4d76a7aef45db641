"""Lists of one owner's preparations: by words, by shelf, in an order, a page at a time; and what shares a CV or a job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.preparations import noun_of
from loopready.adapters.database.tables import CommentRow, CorrectionRow, FileRow, NoteRow, PreparationRow, StageRow
from loopready.engines.text import fold
from loopready.model import InputError, Preparation

Order = Literal["changed", "interview"]
MOST_WORDS = 8
"""Words of a search that are looked for; further ones are left out."""


class Listing(NamedTuple):
    """A page of a list, and how many there are in all."""

    rows: list[Preparation]
    total: int


class Going(NamedTuple):
    """What goes with a preparation that is deleted: counts, and whether its two files go too."""

    corrections: int
    notes: int
    comments: int
    cv: bool
    job: bool


class PreparationLists:
    """The lists of one owner; nothing of others is in them."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def listing(
        self, *, words: str = "", archived: bool = False, order: Order = "changed", today: str, limit: int = 50, offset: int = 0
    ) -> Listing:
        """Preparations whose title, seat, firm, person, guide or file names hold every word of ``words``.

        ``changed`` puts the last change first; ``interview`` the interviews to come, the soonest first, then those without a date, then
        those that are over. ``today`` is YYYY-MM-DD.
        """
        wanted = [self._mine, PreparationRow.archived == archived]
        wanted += [PreparationRow.looked_in.contains(fold(word), autoescape=True) for word in words.split()[:MOST_WORDS]]
        counting = select(func.count()).select_from(PreparationRow).where(*wanted)
        ids = select(PreparationRow.id).where(*wanted).order_by(*_order(order, today), PreparationRow.id).limit(limit).offset(offset)
        with self._database.reading() as session:
            total = session.scalar(counting) or 0
            return Listing(self._in_order(session, session.scalars(ids).all()), total)

    def counts(self) -> tuple[int, int]:
        """How many stand on the desk, and how many are archived."""
        query = select(PreparationRow.archived, func.count()).where(self._mine).group_by(PreparationRow.archived)
        with self._database.reading() as session:
            found = {bool(archived): int(count) for archived, count in session.execute(query)}
        return found.get(False, 0), found.get(True, 0)

    def several(self, ids: Sequence[str]) -> list[Preparation]:
        """The preparations of these ids, in their order. InputError where one is none of this owner's."""
        with self._database.reading() as session:
            found = self._in_order(session, ids)
        if len(found) != len(set(ids)):
            raise InputError("not_found", "one of these preparations is not here any more; choose again from the list", name="compare")
        return found

    def sharing(self, *, cv: str | None = None, job: str | None = None, limit: int) -> list[Preparation]:
        """The preparations on the desk with this CV's hash, or this posting's, the latest first."""
        query = select(PreparationRow.id).where(self._mine, PreparationRow.archived.is_(False))
        query = query.where(PreparationRow.cv_sha256 == cv) if cv is not None else query.where(PreparationRow.job_sha256 == job)
        query = query.order_by(PreparationRow.created.desc(), PreparationRow.id).limit(limit)
        with self._database.reading() as session:
            return self._in_order(session, session.scalars(query).all())

    def keeps(self, sha256: str) -> int | None:
        """The size of a file that is kept, in bytes; None where there is none of that hash."""
        with self._database.reading() as session:
            return session.scalar(select(FileRow.size).where(FileRow.owner == self._owner, FileRow.sha256 == sha256))

    def going(self, id: str) -> Going:
        """What would go with a preparation. InputError where this owner has none of that id."""
        with self._database.reading() as session:
            row = session.get(PreparationRow, id)
            if row is None or row.owner != self._owner:
                raise InputError("not_found", "there is no such preparation; see the list of yours", name=id)
            corrections, notes, comments = (
                session.scalar(select(func.count()).select_from(table).where(table.preparation == id)) or 0
                for table in (CorrectionRow, NoteRow, CommentRow)
            )
            cv, job = self._alone(session, id, row.cv_sha256), self._alone(session, id, row.job_sha256)
            return Going(corrections=corrections, notes=notes, comments=comments, cv=cv, job=job)

    def made(self, ids: Sequence[str]) -> set[str]:
        """Those of these preparations that have a brief, also where a newer run is under way or has stopped."""
        query = select(StageRow.preparation).where(
            StageRow.preparation.in_(ids), StageRow.name == "composing", StageRow.finished.is_not(None)
        )
        with self._database.reading() as session:
            return set(session.scalars(query.join(PreparationRow, PreparationRow.id == StageRow.preparation).where(self._mine)))

    @property
    def _mine(self) -> ColumnElement[bool]:
        return PreparationRow.owner == self._owner

    def _in_order(self, session: Session, ids: Sequence[str]) -> list[Preparation]:
        """Whole rows of these ids that are this owner's.

        Why: the order is found over ids alone, since a row with its JSON is a hundred times as large. The owner is looked at here, since
        SQLite, given both in the query, walks all rows of the owner instead of the few of the ids.
        """
        rows = session.scalars(select(PreparationRow).where(PreparationRow.id.in_(ids)))
        found = {row.id: row for row in rows if row.owner == self._owner}
        return [noun_of(found[id]) for id in dict.fromkeys(ids) if id in found]

    def _alone(self, session: Session, id: str, sha256: str | None) -> bool:
        """Whether no other preparation of this owner uses a file."""
        if sha256 is None:
            return False
        used: Select[Any] = select(PreparationRow.id).where(
            self._mine, PreparationRow.id != id, or_(PreparationRow.cv_sha256 == sha256, PreparationRow.job_sha256 == sha256)
        )
        return session.scalar(used.limit(1)) is None


def _order(order: Order, today: str) -> tuple[ColumnElement[Any], ...]:
    if order == "changed":
        return (PreparationRow.updated.desc(),)
    passed = case((PreparationRow.interview.is_(None), 1), (PreparationRow.interview < today, 2), else_=0)
    return passed, case((passed == 2, None), else_=PreparationRow.interview), PreparationRow.interview.desc()
