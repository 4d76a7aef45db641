"""Exercises of one owner: drills, simulations, drafts and tools' inputs, kept as they stand."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.practice_tables import ExerciseRow
from loopready.adapters.database.tables import PreparationRow
from loopready.model import Exercise, ExerciseKind, ExerciseState, InputError

_LISTED = 200


class Exercises:
    """The exercises of one owner; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def create(
        self, *, kind: ExerciseKind, item: str, data: Mapping[str, Any], title: str = "", seed: int = 0, guide: str | None = None,
        preparation: str | None = None,
    ) -> Exercise:  # fmt: skip
        """A new one, open. InputError where this owner has no such preparation."""
        now = dt.datetime.now(dt.UTC)
        row = ExerciseRow(
            id=secrets.token_hex(8), owner=self._owner, preparation=preparation, kind=kind, item=item, guide=guide, seed=seed,
            title=title[:200], data=dict(data), state="open", score=None, marks={}, seconds=None, version=1,
            created=now, updated=now, ended=None,
        )  # fmt: skip
        with self._database.writing() as session:
            if preparation is not None:
                held = session.get(PreparationRow, preparation)
                if held is None or held.owner != self._owner:
                    raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation[:40])
            session.add(row)
            return _noun_of(row)

    def get(self, id: str, kind: ExerciseKind | None = None) -> Exercise:
        """An exercise, of a kind where one is named. InputError where this owner has none of that id and kind."""
        with self._database.reading() as session:
            found = _noun_of(self._row(session, id))
        if kind is not None and found.kind != kind:
            raise _not_found(id)
        return found

    def all(
        self, *, kind: ExerciseKind | None = None, item: str | None = None, preparation: str | None = None,
        state: ExerciseState | None = None, judged: bool = False, limit: int = _LISTED,
    ) -> list[Exercise]:  # fmt: skip
        """Those that fit, the one touched last first; with ``judged`` only those that have a score."""
        query = select(ExerciseRow).where(ExerciseRow.owner == self._owner)
        for column, wanted in (
            (ExerciseRow.kind, kind), (ExerciseRow.item, item), (ExerciseRow.preparation, preparation), (ExerciseRow.state, state),
        ):  # fmt: skip
            if wanted is not None:
                query = query.where(column == wanted)
        if judged:
            query = query.where(ExerciseRow.score.is_not(None))
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(ExerciseRow.updated.desc(), ExerciseRow.id).limit(limit))
            return [_noun_of(row) for row in rows]

    def save(
        self, id: str, data: Mapping[str, Any], *, version: int, seconds: float | None = None, title: str | None = None,
        score: float | None = None, marks: Mapping[str, float] | None = None,
    ) -> Exercise:  # fmt: skip
        """Keep an exercise as it stands now. ``score`` and ``marks`` are those of one that is judged and goes on, such as a draft.

        Raises:
            InputError: there is none of that id, it is done, or it was changed after ``version`` was read (``changed_elsewhere``).
        """
        with self._database.writing() as session:
            row = self._write(session, id, data, version=version, seconds=seconds)
            if title is not None:
                row.title = title[:200]
            if score is not None:
                row.score, row.marks = score, dict(marks or {})
            return _noun_of(row)

    def finish(
        self, id: str, data: Mapping[str, Any], *, version: int, score: float | None, seconds: float | None = None,
        marks: Mapping[str, float] | None = None,
    ) -> Exercise:  # fmt: skip
        """Keep it and close it with its score (0 to 100, or None where it has none) and its marks. InputError as ``save`` says."""
        with self._database.writing() as session:
            row = self._write(session, id, data, version=version, seconds=seconds)
            row.state, row.score, row.marks, row.ended = "done", score, dict(marks or {}), row.updated
            return _noun_of(row)

    def reopen(self, id: str, *, version: int) -> Exercise:
        """Open one that is done; its score goes. InputError as ``save`` says."""
        with self._database.writing() as session:
            row = self._fresh(session, id, version=version)
            row.state, row.score, row.marks, row.ended = "open", None, {}, None
            row.version, row.updated = row.version + 1, dt.datetime.now(dt.UTC)
            return _noun_of(row)

    def delete(self, id: str) -> None:
        """Delete one. InputError where this owner has none of that id."""
        with self._database.writing() as session:
            self._row(session, id)
            session.execute(delete(ExerciseRow).where(ExerciseRow.id == id))

    def _write(self, session: Session, id: str, data: Mapping[str, Any], *, version: int, seconds: float | None) -> ExerciseRow:
        row = self._fresh(session, id, version=version)
        if row.state == "done":
            raise InputError("changed_elsewhere", "this was finished in another window meanwhile; reload the page", name=row.title)
        row.data, row.version, row.updated = dict(data), row.version + 1, dt.datetime.now(dt.UTC)
        if seconds is not None:
            row.seconds = seconds
        return row

    def _fresh(self, session: Session, id: str, *, version: int) -> ExerciseRow:
        row = self._row(session, id, lock=True)
        if row.version != version:
            raise InputError("changed_elsewhere", "this was changed in another window meanwhile; reload the page", name=row.title)
        return row

    def _row(self, session: Session, id: str, *, lock: bool = False) -> ExerciseRow:
        row = session.get(ExerciseRow, id, with_for_update=True if lock else None)
        if row is None or row.owner != self._owner:
            raise _not_found(id)
        return row


def _not_found(id: str) -> InputError:
    return InputError("not_found", "there is no such exercise; see those under Practice", name=id[:40])


def _noun_of(row: ExerciseRow) -> Exercise:
    return Exercise(
        id=row.id, owner=row.owner, preparation=row.preparation, kind=row.kind, item=row.item, guide=row.guide, seed=row.seed,
        title=row.title, data=row.data, state=row.state, score=row.score, marks=row.marks, seconds=row.seconds, version=row.version,
        created=row.created, updated=row.updated, ended=row.ended,
    )  # fmt: skip
