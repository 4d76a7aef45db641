"""How much one person keeps, and deleting all of it."""

from __future__ import annotations

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from loopready.adapters.database.accounts import check_may_go
from loopready.adapters.database.connecting import Database
from loopready.adapters.database.practice_tables import CardRow, ExerciseRow, InterviewRow, StoryRow
from loopready.adapters.database.tables import (
    AccountRow,
    AuditRow,
    CommentRow,
    CorrectionRow,
    FileRow,
    HomeworkRow,
    LinkRow,
    ModelChoiceRow,
    ModelUseRow,
    NoteRow,
    OwnContentRow,
    PairingRow,
    PreparationRow,
    ReadingRow,
    StageRow,
    TokenRow,
)
from loopready.model.base import Noun


class Kept(Noun):
    """What a person keeps, counted; sizes in bytes. ``kind`` and ``place`` are the database's."""

    kind: str
    place: str
    database_bytes: int
    preparations: int
    archived: int
    files: int
    file_bytes: int
    made_bytes: int
    """Of readings and results, packed."""
    corrections: int
    notes: int
    own_content: int


def kept(database: Database, owner: str) -> Kept:
    """Count what an owner keeps. ``database_bytes`` is the whole database, of whoever it is."""
    mine = select(PreparationRow.id).where(PreparationRow.owner == owner)
    with database.reading() as session:

        def total(query: object, *where: object) -> int:
            return int(session.scalar(select(query).where(*where)) or 0)  # type: ignore[call-overload]

        made = total(func.sum(func.length(StageRow.data)), StageRow.preparation.in_(mine))
        read = total(func.sum(func.length(ReadingRow.data)), ReadingRow.owner == owner)
        return Kept(
            kind="SQLite" if database.is_sqlite else "PostgreSQL",
            place=str(database.file) if database.file else database.url.render_as_string(hide_password=True),
            database_bytes=_whole(database, session),
            preparations=total(func.count(), PreparationRow.owner == owner),
            archived=total(func.count(), PreparationRow.owner == owner, PreparationRow.archived),
            files=total(func.count(), FileRow.owner == owner),
            file_bytes=total(func.sum(FileRow.size), FileRow.owner == owner),
            made_bytes=made + read,
            corrections=total(func.count(), CorrectionRow.preparation.in_(mine)),
            notes=total(func.count(), NoteRow.preparation.in_(mine)),
            own_content=total(func.count(), OwnContentRow.owner == owner),
        )


def delete_all(database: Database, owner: str, *, account: bool = False) -> list[str]:
    """Delete all that an owner keeps, in one transaction; the account stays, empty, with its browsers signed in, unless ``account``.

    Of an account that is gone stays what names nobody: in the trails of others, that somebody looked whose account is gone.

    Returns the ids of the preparations that are gone. Call ``Database.wipe`` after it.

    Raises:
        InputError: the account is to go and is that of the last admin; nothing is deleted.
    """
    with database.writing() as session:
        if account:
            check_may_go(session, owner)
        query = select(PreparationRow.id).where(PreparationRow.owner == owner).order_by(PreparationRow.id).with_for_update()
        gone = list(session.scalars(query))
        for table, mine in (
            (PreparationRow, PreparationRow.owner == owner),
            (FileRow, FileRow.owner == owner),
            (InterviewRow, InterviewRow.owner == owner),
            (ExerciseRow, ExerciseRow.owner == owner),
            (StoryRow, StoryRow.owner == owner),
            (CardRow, CardRow.owner == owner),
            (CommentRow, CommentRow.author == owner),
            (HomeworkRow, or_(HomeworkRow.coach == owner, HomeworkRow.candidate == owner)),
            (PairingRow, or_(PairingRow.coach == owner, PairingRow.candidate == owner)),
            (OwnContentRow, OwnContentRow.owner == owner),
            (TokenRow, TokenRow.account == owner),
            (LinkRow, or_(LinkRow.account == owner, LinkRow.by == owner)),
            (AuditRow, AuditRow.owner == owner),
            (ModelChoiceRow, ModelChoiceRow.owner == owner),
            (ModelUseRow, ModelUseRow.owner == owner),
        ):
            session.execute(delete(table).where(mine).execution_options(synchronize_session=False))
        if account:
            session.execute(delete(AccountRow).where(AccountRow.id == owner).execution_options(synchronize_session=False))
        else:
            session.execute(update(AccountRow).where(AccountRow.id == owner).values(settings={}))
        return gone


def _whole(database: Database, session: Session) -> int:
    if database.file is None:
        return int(session.scalar(select(func.pg_database_size(func.current_database()))) or 0)
    beside = (database.file.with_name(database.file.name + end) for end in ("", "-wal"))
    return sum(file.stat().st_size for file in beside if file.exists())
