"""The stages of runs: begun, finished, and what each made. Used by the process that runs jobs, for whoever owns them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.files import put_file
from loopready.adapters.database.packing import packed, unpacked
from loopready.adapters.database.preparations import noun_of
from loopready.adapters.database.tables import PreparationRow, StageRow
from loopready.model import Asked, Digest, Failure, Fetched, Preparation, StoredFile
from loopready.model.base import Noun

Kind = TypeVar("Kind", bound=Noun)


class Stages:
    """Results by preparation, run and stage."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preparation(self, id: str) -> Preparation | None:
        """The preparation, whoever owns it; None where it is gone."""
        with self._database.reading() as session:
            row = session.get(PreparationRow, id)
            return noun_of(row) if row is not None else None

    def begin(self, id: str, run: int, name: str, *, executor: str, version: str) -> int:
        """Note that a stage begins, and drop what another version of the program made in it.

        Returns:
            How often it was begun by now; 0 where there is nothing to do: the preparation is gone, another run is the present one, or
            this one has failed.
        """
        with self._database.writing() as session:
            row = held(session, id)
            if row is None or row.run != run or row.state in ("done", "failed"):
                return 0
            row.state, row.stage = "running", name
            stage = session.get(StageRow, (id, run, name))
            if stage is None:
                stage = StageRow(preparation=id, run=run, name=name, begun=0)
                session.add(stage)
            stage.begun += 1
            stage.executor, stage.version = executor, version
            stage.started, stage.finished, stage.data = dt.datetime.now(dt.UTC), None, None
            return stage.begun

    def finished(self, id: str, run: int, *, version: str) -> set[str]:
        """The stages of a run that this version of the program has finished."""
        query = select(StageRow.name).where(
            StageRow.preparation == id, StageRow.run == run, StageRow.version == version, StageRow.finished.is_not(None)
        )
        with self._database.reading() as session:
            return set(session.scalars(query))

    def finish(self, id: str, run: int, name: str, result: Noun | None) -> None:
        """Keep a stage's result; nothing where the preparation is gone."""
        data = packed(result) if result is not None else None
        with self._database.writing() as session:
            if held(session, id) is not None:
                _finish(session, (id, run, name), data)

    def result(self, id: str, run: int, name: str, as_: type[Kind]) -> Kind | None:
        """What a stage made; None where it has made nothing."""
        with self._database.reading() as session:
            data = session.scalar(select(StageRow.data).where(StageRow.preparation == id, StageRow.run == run, StageRow.name == name))
            return unpacked(data, as_) if data is not None else None

    def keep_fetched(self, id: str, run: int, page: Fetched) -> StoredFile | None:
        """Keep what stood at the posting's address, unless that was kept already; later runs read it and do not fetch again.

        None where the preparation is gone, or another run is the present one: nothing is kept then.
        """
        with self._database.writing() as session:
            row = held(session, id)
            if row is None or row.run != run:
                return None
            if row.job_sha256 is not None:
                return Asked.model_validate(row.asked).job
            job = put_file(session, row.owner, page.data, name=page.name, moment=row.updated).model_copy(update={"charset": page.charset})
            row.asked = {**row.asked, "job": job.model_dump(mode="json")}
            row.job_sha256 = job.sha256
            return job

    def complete(self, id: str, run: int, name: str, result: Noun, *, digest: Digest, seconds: float) -> None:
        """Keep the last stage's result and, in one step, that the run is done: its digest is shown, what earlier runs made is dropped."""
        data = packed(result)
        with self._database.writing() as session:
            row = held(session, id)
            if row is None or row.run != run:
                return
            _finish(session, (id, run, name), data)
            row.state, row.stage, row.failure = "done", None, None
            row.digest, row.seconds = digest.model_dump(mode="json"), seconds
            row.updated = dt.datetime.now(dt.UTC)
            session.execute(delete(StageRow).where(StageRow.preparation == id, StageRow.run < run))

    def reword(self, id: str, run: int, name: str, result: Noun, *, digest: Digest) -> None:
        """Put the last stage's result in other words; nothing where another run is the present one, or it is not done."""
        data = packed(result)
        with self._database.writing() as session:
            row, stage = held(session, id), session.get(StageRow, (id, run, name))
            if row is not None and stage is not None and row.run == run and row.state == "done":
                stage.data = data
                row.digest = digest.model_dump(mode="json")

    def fail(self, id: str, run: int, failure: Failure) -> None:
        """The run has stopped. What earlier runs made stays."""
        with self._database.writing() as session:
            row = held(session, id)
            if row is not None and row.run == run:
                row.state, row.failure = "failed", failure.model_dump(mode="json")
                row.updated = dt.datetime.now(dt.UTC)

    def waiting(self, *, before: dt.datetime, limit: int = 1000) -> list[tuple[str, int]]:
        """Preparation and run of what was neither done nor failed and was last changed before a moment, the oldest first."""
        query = select(PreparationRow.id, PreparationRow.run).where(
            PreparationRow.state.in_(("queued", "running")), PreparationRow.updated < before
        )
        with self._database.reading() as session:
            return [(id, run) for id, run in session.execute(query.order_by(PreparationRow.created).limit(limit))]

    def marks(self, ids: Collection[str]) -> dict[str, tuple[int, str, str | None]]:
        """Run, state and stage of preparations by id, whoever owns them; those that are gone are left out."""
        query = select(PreparationRow.id, PreparationRow.run, PreparationRow.state, PreparationRow.stage)
        with self._database.reading() as session:
            return {id: (run, state, stage) for id, run, state, stage in session.execute(query.where(PreparationRow.id.in_(ids)))}

    def last_done(self, id: str) -> int | None:
        """The last run of a preparation that made a brief; None where none has."""
        query = select(StageRow.run).where(StageRow.preparation == id, StageRow.name == "composing", StageRow.finished.is_not(None))
        with self._database.reading() as session:
            return session.scalar(query.order_by(StageRow.run.desc()).limit(1))


def _finish(session: Session, key: tuple[str, int, str], data: bytes | None) -> None:
    stage = session.get(StageRow, key)
    if stage is not None:
        stage.finished, stage.data = dt.datetime.now(dt.UTC), data


def held(session: Session, id: str) -> PreparationRow | None:
    """The preparation, which nobody else changes or deletes until the session ends; None where it is gone.

    Whoever writes a stage takes this first: what is deleted meanwhile is seen, and nothing of it comes back.
    """
    return session.get(PreparationRow, id, with_for_update=True)
