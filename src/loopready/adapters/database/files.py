"""Files by their content, and what readers made of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import undefer

from loopready.adapters.database.connecting import Database, put_if_absent
from loopready.adapters.database.packing import packed, unpacked
from loopready.adapters.database.tables import FileRow, ReadingRow
from loopready.model import DocumentKind, InputError, StoredFile
from loopready.model.base import Noun

MOST_BYTES = 25 * 1024 * 1024
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
        digest = hashlib.sha256(data).hexdigest()
        with self._database.writing() as session:
            if session.get(FileRow, (self._owner, digest)) is None:
                put_if_absent(
                    session, FileRow, owner=self._owner, sha256=digest, size=len(data), data=data, created=dt.datetime.now(dt.UTC)
                )
        return StoredFile(sha256=digest, name=name, size=len(data))

    def get(self, sha256: str) -> bytes:
        """A file's bytes; InputError where this owner keeps none of that hash."""
        with self._database.reading() as session:
            row = session.scalar(
                select(FileRow).where(FileRow.owner == self._owner, FileRow.sha256 == sha256).options(undefer(FileRow.data))
            )
            if row is None:
                raise InputError("not_found", "that file is not kept here any more; add it again", name=sha256[:12])
            return row.data

    def reading(self, sha256: str, *, kind: DocumentKind, reader: str, as_: type[Kind]) -> Kind | None:
        """What this version of the reader made of the file; None where it has not read it yet."""
        with self._database.reading() as session:
            row = session.get(ReadingRow, (self._owner, sha256, kind, reader))
            return unpacked(row.data, as_) if row is not None else None

    def keep_reading(self, sha256: str, *, kind: DocumentKind, reader: str, read: Noun) -> None:
        """Keep what a reader made of a file; what readers of other versions made of it is dropped."""
        with self._database.writing() as session:
            if session.get(FileRow, (self._owner, sha256), with_for_update=True) is None:
                return
            for old in session.scalars(
                select(ReadingRow).where(ReadingRow.owner == self._owner, ReadingRow.sha256 == sha256, ReadingRow.kind == kind)
            ):
                session.delete(old)
            session.flush()
            session.add(
                ReadingRow(owner=self._owner, sha256=sha256, kind=kind, reader=reader, data=packed(read), created=dt.datetime.now(dt.UTC))
            )
