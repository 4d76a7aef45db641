"""Briefs kept with all they were made of, as finished preparations: the Store port."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.files import put_file
from loopready.adapters.database.packing import packed, unpacked
from loopready.adapters.database.tables import PreparationRow, ReadingRow, StageRow
from loopready.model import STAGES, Asked, Brief, Chosen, Digest, DocumentKind, InputError, ReadCv, ReadJob
from loopready.model.base import Noun

GENERAL = "general"
SAVED_BY = "save"
"""The executor of stages that did not run as a job."""


class Making(Noun):
    """What a brief was made of: both files, what was asked, what was read before corrections, and what was chosen."""

    cv: bytes
    job: bytes
    asked: Asked
    read_cv: ReadCv
    read_job: ReadJob
    chosen: Chosen

    @classmethod
    def of(cls, brief: Brief) -> Making:
        """Of a brief whose files are not at hand: their texts stand for them."""
        cv, job = brief.cv.text.encode("utf-8", "replace"), brief.job.text.encode("utf-8", "replace")
        named = [name if name.endswith(".txt") else f"{name}.txt" for name in (brief.cv.name, brief.job.name)]
        return cls(
            cv=cv,
            job=job,
            asked=Asked.model_validate(
                {"cv": {"sha256": "", "name": named[0], "size": len(cv)}, "job": {"sha256": "", "name": named[1], "size": len(job)},
                 "on": brief.on, "guide": brief.guide.path if brief.guide.chosen_by == "person" else None}
            ),
            read_cv=ReadCv(document=brief.cv, profile=brief.profile),
            read_job=ReadJob(document=brief.job, posting=brief.posting),
            chosen=Chosen(choice=brief.guide, guide=brief.guide.path or GENERAL, today=brief.today),
        )  # fmt: skip


class Briefs:
    """The briefs of one owner."""

    def __init__(self, database: Database, owner: str, *, reader: str) -> None:
        self._database = database
        self._owner = owner
        self._reader = reader

    def save(self, brief: Brief, *, making: Making | None = None, moment: dt.datetime | None = None) -> str:
        """Keep a brief as a finished preparation; returns its id, which is the brief's revision unless that is taken.

        The same brief saved again is kept once. ``moment`` is when it was made, where that is not now.
        """
        made, now = making or Making.of(brief), moment or dt.datetime.now(dt.UTC)
        with self._database.writing() as session:
            here = session.get(PreparationRow, brief.revision, with_for_update=True)
            if here is not None and here.owner == self._owner and self._brief(session, here.id, brief.revision):
                here.updated = now
                return here.id
            id = brief.revision if here is None else secrets.token_hex(8)
            self._add(session, id, brief, made, now)
            return id

    def load(self, id: str | None = None) -> Brief:
        """The brief of this id, or the last one made; InputError where there is none."""
        with self._database.reading() as session:
            query = select(PreparationRow.id).where(PreparationRow.owner == self._owner)
            if id is None:
                id = session.scalar(query.where(PreparationRow.state == "done").order_by(PreparationRow.updated.desc()).limit(1))
                if id is None:
                    raise InputError("nothing_saved", "no brief was saved yet; make one with: loopready prep CV JOB --save")
            elif session.scalar(query.where(PreparationRow.id == id)) is None:
                raise InputError("no_such_brief", f"no brief with the id {id!r} is saved here")
            brief = self._brief(session, id)
        if brief is None:
            raise InputError("no_such_brief", f"the preparation {id!r} has no brief yet; wait until it is made")
        return brief

    def _brief(self, session: Session, id: str, revision: str | None = None) -> Brief | None:
        """The latest brief of a preparation; None where it has none, or one of another revision."""
        query = select(StageRow.data).where(StageRow.preparation == id, StageRow.name == "composing", StageRow.data.is_not(None))
        data = session.scalar(query.order_by(StageRow.run.desc()).limit(1))
        brief = unpacked(data, Brief) if data is not None else None
        return brief if brief is not None and revision in (None, brief.revision) else None

    def _add(self, session: Session, id: str, brief: Brief, made: Making, now: dt.datetime) -> None:
        cv = put_file(session, self._owner, made.cv, name=made.asked.cv.name, moment=now)
        given = made.asked.job
        job = put_file(session, self._owner, made.job, name=given.name if given else brief.job.name, moment=now)
        job = job.model_copy(update={"charset": given.charset if given else None})
        asked = made.asked.model_copy(update={"cv": cv, "job": job})
        session.add(PreparationRow(
            id=id, owner=self._owner, title=None, cv_sha256=cv.sha256, job_sha256=job.sha256, asked=asked.model_dump(mode="json"),
            state="done", stage=None, run=1, version=1, failure=None, digest=Digest.of(brief).model_dump(mode="json"),
            seconds=round(sum(brief.seconds.values()), 3), archived=False, created=now, updated=now,
        ))  # fmt: skip
        session.flush()
        results: dict[str, Noun] = {"guide": made.chosen, "matching": brief.match, "composing": brief}
        for name in STAGES:
            data = packed(results[name]) if name in results else None
            session.add(
                StageRow(
                    preparation=id, run=1, name=name, begun=1, executor=SAVED_BY, version=self._reader, started=now, finished=now, data=data
                )
            )
        self._keep_reading(session, cv.sha256, "cv", made.read_cv, now)
        self._keep_reading(session, job.sha256, "job", made.read_job, now)

    def _keep_reading(self, session: Session, sha256: str, kind: DocumentKind, read: Noun, now: dt.datetime) -> None:
        old = delete(ReadingRow).where(ReadingRow.owner == self._owner, ReadingRow.sha256 == sha256, ReadingRow.kind == kind)
        session.execute(old)
        session.add(ReadingRow(owner=self._owner, sha256=sha256, kind=kind, reader=self._reader, data=packed(read), created=now))
