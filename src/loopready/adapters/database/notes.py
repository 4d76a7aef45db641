"""A person's notes on the items of a brief. A change of the words names the version it saw."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import NoteRow, PreparationRow
from loopready.model import InputError, ItemNote


class Notes:
    """The notes of one owner; on preparations of others there are none."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def all(self, preparation: str) -> list[ItemNote]:
        """The notes of a preparation by item. InputError where this owner has no such preparation."""
        with self._database.reading() as session:
            self._owned(session, preparation)
            rows = session.scalars(select(NoteRow).where(NoteRow.preparation == preparation).order_by(NoteRow.item))
            return [_noun_of(row) for row in rows]

    def write(self, preparation: str, item: str, text: str, *, version: int) -> ItemNote:
        """Keep the words of a note; ``version`` is that of the note as it was seen, 0 for one that was not there.

        Raises:
            InputError: there is no such preparation, or the words were changed after ``version`` was read.
        """
        with self._database.writing() as session:
            self._owned(session, preparation)
            row = session.get(NoteRow, (preparation, item))
            if (row.version if row is not None else 0) != version:
                raise InputError("changed_elsewhere", "this note was changed in another window meanwhile; both texts are shown")
            if row is None:
                row = _new(preparation, item)
                session.add(row)
            row.version += 1
            row.text, row.updated = text, dt.datetime.now(dt.UTC)
            return _noun_of(row)

    def mark(self, preparation: str, item: str, *, done: bool) -> ItemNote:
        """Mark an item as done, or as not done. It takes no version: the mark that was set last is the one that was meant."""
        with self._database.writing() as session:
            self._owned(session, preparation)
            row = session.get(NoteRow, (preparation, item))
            if row is None:
                row = _new(preparation, item)
                session.add(row)
            row.done, row.updated = done, dt.datetime.now(dt.UTC)
            return _noun_of(row)

    def _owned(self, session: Session, preparation: str) -> None:
        row = session.get(PreparationRow, preparation)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation)


def _new(preparation: str, item: str) -> NoteRow:
    """A row without words yet: version 0, as a page that shows no note says."""
    return NoteRow(preparation=preparation, item=item, text="", done=False, version=0, updated=dt.datetime.now(dt.UTC))


def _noun_of(row: NoteRow) -> ItemNote:
    return ItemNote(item=row.item, text=row.text, done=row.done, version=row.version, updated=row.updated)
