"""Preparations of one owner: make, find, change, delete. A change names the version it saw."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.files import drop_unused, gone, touch_files
from loopready.adapters.database.practice_tables import DefenceRow
from loopready.adapters.database.tables import CorrectionRow, NoteRow, PreparationRow
from loopready.model import Asked, Digest, Failure, InputError, Override, Preparation, State, StoredFile

MOST_TITLE = 200


class Preparations:
    """The preparations of one owner; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, asked: Asked, *, title: str | None = None) -> Preparation:
        """A new preparation, queued for its first run. InputError where a file of it is not kept any more, or the title is too long."""
        with self._database.writing() as session:
            return noun_of(self._added(session, asked, title=title))

    def _added(self, session: Session, asked: Asked, *, title: str | None) -> PreparationRow:
        now = dt.datetime.now(dt.UTC)
        row = PreparationRow(
            id=secrets.token_hex(8), owner=self._owner, title=_line(title), cv_sha256=asked.cv.sha256,
            job_sha256=asked.job.sha256 if asked.job else None, asked=asked.model_dump(mode="json"), state="queued", stage=None, run=1,
            version=1, failure=None, digest=None, seconds=None, archived=False, created=now, updated=now,
        )  # fmt: skip
        self._hold_files(session, asked, moment=now)
        session.add(row)
        session.flush()
        return row

    def _hold_files(self, session: Session, asked: Asked, *, moment: dt.datetime) -> None:
        files = [asked.cv, *([asked.job] if asked.job else [])]
        if not touch_files(session, self._owner, [file.sha256 for file in files], moment=moment):
            raise gone(" or ".join(file.name for file in files))

    def get(self, id: str) -> Preparation:
        """The preparation; InputError where this owner has none of that id."""
        with self._database.reading() as session:
            return noun_of(self._row(session, id))

    def many(self, ids: Sequence[str]) -> dict[str, Preparation | None]:
        """The preparations of some ids (some dozens at most); None for those that this owner has not."""
        query = select(PreparationRow).where(PreparationRow.owner == self._owner, PreparationRow.id.in_(ids))
        with self._database.reading() as session:
            found = {row.id: noun_of(row) for row in session.scalars(query)}
        return {id: found.get(id) for id in ids}

    def of_files(self, *, cv: str, job: str) -> list[Preparation]:
        """The preparations of a CV and a posting by their hashes that are not archived, the latest first."""
        query = select(PreparationRow).where(
            PreparationRow.owner == self._owner,
            PreparationRow.cv_sha256 == cv,
            PreparationRow.job_sha256 == job,
            PreparationRow.archived.is_(False),
        )
        with self._database.reading() as session:
            return [noun_of(row) for row in session.scalars(query.order_by(PreparationRow.created.desc(), PreparationRow.id))]

    def all(self, *, archived: bool | None = False, cv: str | None = None, limit: int = 50, offset: int = 0) -> Sequence[Preparation]:
        """Preparations, the latest first; ``archived`` None takes both kinds, ``cv`` is a file's hash."""
        wanted = select(PreparationRow.id).where(PreparationRow.owner == self._owner)
        if archived is not None:
            wanted = wanted.where(PreparationRow.archived == archived)
        if cv is not None:
            wanted = wanted.where(PreparationRow.cv_sha256 == cv)
        latest = PreparationRow.created.desc(), PreparationRow.id.desc()
        # The page's ids are found in an index alone; only its own rows are read, however far down the list it is.
        wanted = wanted.order_by(*latest).limit(limit).offset(offset)
        query = select(PreparationRow).where(PreparationRow.id.in_(wanted)).order_by(*latest)
        with self._database.reading() as session:
            return [noun_of(row) for row in session.scalars(query)]

    def cvs(self, *, limit: int = 20) -> list[StoredFile]:
        """The CVs of all preparations, each once, the one used last first."""
        latest = func.max(PreparationRow.created)
        newest = select(PreparationRow.cv_sha256, latest).where(PreparationRow.owner == self._owner).group_by(PreparationRow.cv_sha256)
        with self._database.reading() as session:
            found = session.execute(newest.order_by(latest.desc()).limit(limit)).all()
            if not found:
                return []
            # Each place in the index is named whole, so that both databases look up these few rows and read no others.
            places = [
                and_(PreparationRow.owner == self._owner, PreparationRow.cv_sha256 == sha, PreparationRow.created == moment)
                for sha, moment in found
            ]
            asked = session.scalars(select(PreparationRow.asked).where(or_(*places))).all()
        files = {file.sha256: file for file in (StoredFile.model_validate(each["cv"]) for each in asked)}
        return [files[sha] for sha, _ in found if sha in files]

    def cv(self, sha256: str) -> StoredFile | None:
        """The CV of that hash as it was last given; None where no preparation is made of it."""
        query = select(PreparationRow.asked).where(PreparationRow.owner == self._owner, PreparationRow.cv_sha256 == sha256)
        with self._database.reading() as session:
            asked = session.scalar(query.order_by(PreparationRow.created.desc()).limit(1))
            return StoredFile.model_validate(asked["cv"]) if asked is not None else None

    def count(self, *, archived: bool = False) -> int:
        """How many there are."""
        query = select(func.count()).select_from(PreparationRow).where(PreparationRow.owner == self._owner)
        with self._database.reading() as session:
            return session.scalar(query.where(PreparationRow.archived == archived)) or 0

    def unfinished(self) -> int:
        """How many wait or run."""
        query = select(func.count()).select_from(PreparationRow).where(PreparationRow.owner == self._owner)
        with self._database.reading() as session:
            return session.scalar(query.where(PreparationRow.state.in_(("queued", "running")))) or 0

    def change(
        self,
        id: str,
        *,
        version: int,
        asked: Asked | None = None,
        title: str | None = None,
        archived: bool | None = None,
        again: bool = False,
    ) -> Preparation:
        """Change what was asked, the title, or the shelf it stands on; ``again`` queues a new run.

        Raises:
            InputError: there is none of that id, or somebody changed it after ``version`` was read.
        """
        with self._database.writing() as session:
            row = self._row(session, id, hold=True)
            _same_version(row.version, version)
            now, held = dt.datetime.now(dt.UTC), files_of(row)
            if asked is not None:
                self._hold_files(session, asked, moment=now)
                row.asked = asked.model_dump(mode="json")
                row.cv_sha256 = asked.cv.sha256
                row.job_sha256 = asked.job.sha256 if asked.job else None
            if title is not None:
                row.title = _line(title)
            if archived is not None:
                row.archived = archived
            if again:
                _queue(row)
            row.version += 1
            before, row.updated = row.updated, now
            session.flush()
            for sha in held - files_of(row):
                drop_unused(session, self._owner, sha, before=before)
            return noun_of(row)

    def correct(self, id: str, overrides: Sequence[Override], *, drop: Sequence[str] = (), version: int) -> Preparation:
        """Keep corrections (one a target: a new one takes the place of the old), drop those of some targets, and queue a new run.

        Raises:
            InputError: there is none of that id, or somebody changed it after ``version`` was read.
        """
        with self._database.writing() as session:
            row = self._row(session, id, hold=True)
            _same_version(row.version, version)
            gone = [*drop, *(override.target for override in overrides)]
            session.execute(delete(CorrectionRow).where(CorrectionRow.preparation == id, CorrectionRow.target.in_(gone)))
            now = dt.datetime.now(dt.UTC)
            for override in overrides:
                session.add(CorrectionRow(id=override.id, preparation=id, target=override.target, value=override.value, created=now))
            _queue(row)
            row.version += 1
            row.updated = now
            return noun_of(row)

    def corrections(self, id: str) -> list[Override]:
        """The corrections that hold for a preparation, in the order they were made."""
        with self._database.reading() as session:
            self._row(session, id)
            rows = session.scalars(
                select(CorrectionRow).where(CorrectionRow.preparation == id).order_by(CorrectionRow.created, CorrectionRow.id)
            )
            return [Override(id=row.id, target=row.target, value=row.value) for row in rows]

    def duplicate(self, id: str, *, title: str | None = None) -> Preparation:
        """A copy with its corrections, notes and what was answered to its claims, queued for a run of its own."""
        with self._database.writing() as session:
            source = self._row(session, id, hold=True)
            made = self._added(session, Asked.model_validate(source.asked), title=title)
            for row in session.scalars(select(CorrectionRow).where(CorrectionRow.preparation == id)).all():
                session.add(
                    CorrectionRow(id=secrets.token_hex(8), preparation=made.id, target=row.target, value=row.value, created=row.created)
                )
            for note in session.scalars(select(NoteRow).where(NoteRow.preparation == id)).all():
                session.add(NoteRow(preparation=made.id, item=note.item, text=note.text, done=note.done, version=1, updated=note.updated))
            for kept in session.scalars(select(DefenceRow).where(DefenceRow.preparation == id)).all():
                session.add(
                    DefenceRow(preparation=made.id, claim=kept.claim, state=kept.state, answer=kept.answer, version=1, updated=kept.updated)
                )
            return noun_of(made)

    def delete(self, id: str) -> None:
        """Delete it with all that hangs on it, and the files that nothing else of this owner uses."""
        with self._database.writing() as session:
            row = self._row(session, id, hold=True)
            held, before = files_of(row), row.updated
            session.delete(row)
            session.flush()
            for sha in sorted(held):
                drop_unused(session, self._owner, sha, before=before)

    def _row(self, session: Session, id: str, *, hold: bool = False) -> PreparationRow:
        """The row; ``hold`` keeps everybody else from changing it until the session ends, so that the version seen is the version kept."""
        row = session.get(PreparationRow, id, with_for_update=True if hold else None)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such preparation; see the list of yours", name=id)
        return row


def files_of(row: PreparationRow) -> set[str]:
    """The hashes of the files that a preparation is made of."""
    return {sha for sha in (row.cv_sha256, row.job_sha256) if sha}


def _line(title: str | None) -> str | None:
    """A title as one line; None for an empty one. InputError where it is over 200 characters."""
    said = " ".join((title or "").replace("\0", " ").split())
    if len(said) > MOST_TITLE:
        raise InputError("too_long", f"is over {MOST_TITLE} characters; give a shorter one", name="the title")
    return said or None


def _queue(row: PreparationRow) -> None:
    row.run += 1
    row.state, row.stage, row.failure = "queued", None, None


def _same_version(held: int, seen: int) -> None:
    if held != seen:
        raise InputError("changed_elsewhere", "was changed in another window meanwhile; look at it as it is now, then change it again")


def noun_of(row: PreparationRow) -> Preparation:
    """A row as the noun it is."""
    state: State = row.state  # type: ignore[assignment]
    return Preparation(
        id=row.id, owner=row.owner, title=row.title, asked=Asked.model_validate(row.asked), state=state, stage=row.stage, run=row.run,
        version=row.version, failure=Failure.model_validate(row.failure) if row.failure else None,
        digest=Digest.model_validate(row.digest) if row.digest else None, seconds=row.seconds, archived=row.archived,
        created=row.created, updated=row.updated,
    )  # fmt: skip
