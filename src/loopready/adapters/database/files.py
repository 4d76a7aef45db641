"""Files by their content, and what readers made of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.packing import packed, unpacked
from loopready.adapters.database.tables import FileRow, PreparationRow, ReadingRow
from loopready.model import DocumentKind, InputError, StoredFile
from loopready.model.base import Noun

MOST_BYTES = 25 * 1024 * 1024
UNUSED_FOR = dt.timedelta(hours=1)
"""A file that no preparation uses is kept for this long after it was last given."""
Kind = TypeVar("Kind", bound=Noun)


class Files:
    """The files of one owner."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def put(self, data: bytes, *, name: str) -> StoredFile:
        """Keep a file; the same bytes are kept once.

        Raises:
            InputError: it is empty or over 25 MB.
        """
        if len(data) > MOST_BYTES:
            raise InputError("too_large", "is over 25 MB; a CV or posting is not: save it without its pictures", name=name)
        if not data.strip():
            raise InputError("empty", "is empty; give a file with text", name=name)
        with self._database.writing() as session:
            return put_file(session, self._owner, data, name=name)

    def get(self, sha256: str) -> bytes:
        """A file's bytes; InputError where this owner keeps none of that hash."""
        with self._database.reading() as session:
            data = session.scalar(select(FileRow.data).where(FileRow.owner == self._owner, FileRow.sha256 == sha256))
            if data is None:
                raise gone(sha256[:12])
            return data

    def reading(self, sha256: str, *, kind: DocumentKind, reader: str, as_: type[Kind]) -> Kind | None:
        """What this version of the reader made of the file; None where it has not read it yet."""
        with self._database.reading() as session:
            row = session.get(ReadingRow, (self._owner, sha256, kind, reader))
            return unpacked(row.data, as_) if row is not None else None

    def is_read(self, sha256: str, *, kind: DocumentKind, reader: str) -> bool:
        """Whether this version of the reader has read the file."""
        query = select(ReadingRow.reader).where(ReadingRow.owner == self._owner, ReadingRow.sha256 == sha256, ReadingRow.kind == kind)
        with self._database.reading() as session:
            return session.scalar(query.where(ReadingRow.reader == reader)) is not None

    def keep_reading(self, sha256: str, *, kind: DocumentKind, reader: str, read: Noun) -> None:
        """Keep what a reader made of a file; what readers of other versions made of it is dropped. Nothing where the file is gone."""
        data = packed(read)
        with self._database.writing() as session:
            if not lock_files(session, self._owner, [sha256]):
                return
            old = delete(ReadingRow).where(ReadingRow.owner == self._owner, ReadingRow.sha256 == sha256, ReadingRow.kind == kind)
            session.execute(old)
            session.add(ReadingRow(owner=self._owner, sha256=sha256, kind=kind, reader=reader, data=data, created=dt.datetime.now(dt.UTC)))

    def sweep(self) -> int:
        """Delete this owner's files that no preparation uses and that nobody gave for an hour; how many they were."""
        return sweep(self._database, owner=self._owner)


def put_file(session: Session, owner: str, data: bytes, *, name: str, moment: dt.datetime | None = None) -> StoredFile:
    """Keep a file within a session that writes; one that is there already is touched. Two that put the same at once both succeed."""
    digest, now = hashlib.sha256(data).hexdigest(), moment or dt.datetime.now(dt.UTC)
    if not touch_files(session, owner, [digest], moment=now):
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        row = insert(FileRow).values(owner=owner, sha256=digest, size=len(data), data=data, created=now, touched=now)
        session.execute(row.on_conflict_do_update(index_elements=["owner", "sha256"], set_={"touched": now}))
    return StoredFile(sha256=digest, name=name, size=len(data))


def lock_files(session: Session, owner: str, hashes: Iterable[str]) -> bool:
    """Hold files until the session ends, so that nobody deletes them meanwhile; False where one is gone."""
    wanted = sorted(set(hashes))
    query = select(FileRow.sha256).where(FileRow.owner == owner, FileRow.sha256.in_(wanted)).order_by(FileRow.sha256).with_for_update()
    return len(session.scalars(query).all()) == len(wanted)


def touch_files(session: Session, owner: str, hashes: Iterable[str], *, moment: dt.datetime) -> bool:
    """Note that files are given at a moment; False where one is gone. A deletion that waits for them then sees that and leaves them."""
    wanted = sorted(set(hashes))
    there = lock_files(session, owner, wanted)
    session.execute(update(FileRow).where(FileRow.owner == owner, FileRow.sha256.in_(wanted)).values(touched=moment))
    return there


def drop_unused(session: Session, owner: str, sha256: str, *, before: dt.datetime) -> None:
    """Delete a file where no preparation uses it any more and nobody gave it since ``before``, the moment of the one that let it go.

    Why the moment: another window may just have given the same file, and not have added its preparation yet.
    """
    users = PreparationRow.owner == owner, or_(PreparationRow.cv_sha256 == sha256, PreparationRow.job_sha256 == sha256)
    latest = session.scalar(select(func.max(PreparationRow.updated)).where(*users))
    mine = FileRow.owner == owner, FileRow.sha256 == sha256, FileRow.touched <= before
    if latest is None:
        session.execute(delete(FileRow).where(*mine))
    else:
        session.execute(update(FileRow).where(*mine).values(touched=latest))


def sweep(database: Database, *, owner: str | None = None) -> int:
    """Delete files (of one owner, or of all) that no preparation uses and that nobody gave for an hour; how many they were."""
    query = delete(FileRow).where(FileRow.touched <= dt.datetime.now(dt.UTC) - UNUSED_FOR)
    if owner is not None:
        query = query.where(FileRow.owner == owner)
    for column in (PreparationRow.cv_sha256, PreparationRow.job_sha256):
        query = query.where(~exists().where(PreparationRow.owner == FileRow.owner, column == FileRow.sha256))
    with database.writing() as session:
        return int(session.execute(query.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]


def gone(name: str) -> InputError:
    """That a file is not kept any more."""
    return InputError("not_found", "that file is not kept here any more; add it again", name=name)
