"""A backup read back into a database, of either kind: all of it or nothing, and never into what belongs to somebody else."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from pydantic import ValidationError
from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, String, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from loopready.adapters.archive import Archive
from loopready.adapters.database.connecting import Database
from loopready.adapters.database.files import drop_unused, put_file
from loopready.adapters.database.moving import MOVED, ONLY_WRITTEN, PEOPLE
from loopready.adapters.database.packing import packed
from loopready.adapters.database.preparations import files_of
from loopready.adapters.database.restoring_practice import PRACTISED, PracticeRows, UnfitError, fit
from loopready.adapters.database.tables import AccountRow, Base, FileRow, HomeworkRow, Moment, OwnContentRow, PreparationRow, ReadingRow
from loopready.model import STAGES, Asked, Brief, Chosen, Digest, Failure, Match, ReadCv, ReadJob, State
from loopready.model.base import Noun

_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MADE: dict[str, type[Noun]] = {"guide": Chosen, "matching": Match, "composing": Brief}
_READ: dict[str, type[Noun]] = {"cv": ReadCv, "job": ReadJob}
_MOST_TEXT = 1024 * 1024
_BATCH = 100
_OF_ANOTHER = "holds what belongs to another account here, or hangs here on something else"


class Restored(Noun):
    """What a restore did: rows added by table, preparations replaced and left as they were, rows left out by table, and runs that wait."""

    added: dict[str, int] = {}
    replaced: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    left_out: dict[str, int] = {}
    waiting: tuple[tuple[str, int], ...] = ()


def restore_person(
    database: Database, owner: str, archive: Archive, *, reader: str, replace: bool = False, trusted: bool = False
) -> Restored:
    """Read a backup into an owner's account, in one transaction.

    What is here already is left as it is, or replaced whole with ``replace``. Words of others (comments, homework) are taken only from a
    ``trusted`` backup, which an operator holds: anybody could write words in another's name into a file. ``reader`` names this version's.

    Raises:
        InputError: the backup is at fault, or holds what belongs to another account here; nothing is changed.
    """
    with database.writing() as session:
        return _Restore(session, owner, archive, reader=reader, replace=replace, trusted=trusted).run()


class _Restore:
    def __init__(self, session: Session, owner: str, archive: Archive, *, reader: str, replace: bool, trusted: bool) -> None:
        self._reader = reader
        self._session, self._owner, self._archive = session, owner, archive
        self._replace, self._trusted = replace, trusted
        self._added: dict[str, int] = {}
        self._replaced: list[str] = []
        self._left: list[str] = []
        self._left_out: dict[str, int] = {}
        self._waiting: list[tuple[str, int]] = []
        self._shift: dict[str, int] = {}
        """Preparations that come in -> by how much their runs are counted up."""
        self._files: set[str] = set()
        self._let_go: dict[str, dt.datetime] = {}

    def run(self) -> Restored:
        """All tables, each after what its rows hang on."""
        if not set(self._archive.tables) <= {"account", *MOVED, *ONLY_WRITTEN}:
            raise self._archive.refused("holds tables that this version does not know")
        self._account()
        self._keep("preparation", self._preparation)
        self._put_files()
        practised = PracticeRows(self._session, self._owner, self._shift, self._left, replace=self._replace)
        for name in MOVED:
            if name in PRACTISED:
                self._keep(name, partial(practised.takes, name))
            elif name != "preparation":
                self._keep(name, getattr(self, f"_{name}"))
        for sha, before in sorted(self._let_go.items()):
            drop_unused(self._session, self._owner, sha, before=before)
        return Restored(
            added={name: count for name, count in self._added.items() if count}, replaced=tuple(self._replaced), left=tuple(self._left),
            left_out=self._left_out, waiting=tuple(self._waiting),
        )  # fmt: skip

    def _keep(self, name: str, take: Callable[[dict[str, Any]], bool]) -> None:
        """Insert a table's rows, without those that ``take`` leaves out."""
        table, batch = Base.metadata.tables[name], []
        for number, said in enumerate(self._archive.rows(name), 1):
            where = f"row {number} of {name}"
            row = {column.name: self._value(said, column, where) for column in table.c if column.name != "owner"}
            if not set(said) <= set(row):
                raise self._archive.refused(f"is damaged: {where} has fields that it should not")
            if "owner" in table.c:
                row["owner"] = self._owner
            try:
                if take(row):
                    batch.append(row)
            except (ValidationError, UnfitError):
                raise self._archive.refused(f"is damaged: {where} does not hold what it should") from None
            if len(batch) == _BATCH:
                self._insert(table, batch)
                batch = []
        if batch:
            self._insert(table, batch)

    def _value(self, said: dict[str, Any], column: Column[Any], where: str) -> Any:
        value = said.get(column.name)
        if value is None and (column.nullable or column.name in PEOPLE.get(column.table.name, ())):
            return None
        good = _checked(value, column)
        if good is None:
            raise self._archive.refused(f"is damaged: {where} has no fit {column.name}")
        return good

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert rows whose keys are free. What is this owner's was left out or deleted before, so a key that is taken is another's."""
        keys = list(table.primary_key.columns)
        if len({tuple(row[key.name] for key in keys) for row in rows}) != len(rows):
            raise self._archive.refused(f"is damaged: it has a row of {table.name} twice")
        if [key.name for key in keys] == ["id"]:
            taken = select(keys[0]).where(keys[0].in_([row["id"] for row in rows])).limit(1)
            if self._session.scalar(taken) is not None:
                raise self._archive.refused(_OF_ANOTHER)
        try:
            if table.name == PreparationRow.__tablename__:  # whole objects, so that what the table keeps in step by itself is kept in step
                self._session.add_all([PreparationRow(**row) for row in rows])
                self._session.flush()
            else:
                self._session.execute(insert(table), rows)
        except IntegrityError:
            raise self._archive.refused(f"is damaged: it has a row of {table.name} twice, or one that hangs on nothing") from None
        self._added[table.name] = self._added.get(table.name, 0) + len(rows)

    def _account(self) -> None:
        for said in self._archive.rows("account"):
            account = self._session.get(AccountRow, self._owner, with_for_update=True)
            settings, name = said.get("settings"), said.get("name")
            if account is None or not isinstance(settings, dict) or not isinstance(name, str) or len(name) > 200 or "\0" in name:
                raise self._archive.refused("is damaged: its account does not hold what it should")
            if self._replace or not account.settings:
                account.settings = settings
            if self._replace or not account.name:
                account.name = name

    def _preparation(self, row: dict[str, Any]) -> bool:
        id, asked = row["id"], Asked.model_validate(row["asked"])
        job = asked.job.sha256 if asked.job else None
        fit(_ID.fullmatch(id) is not None and id not in self._shift and id not in self._left)
        fit(row["state"] in get_args(State) and row["stage"] in (None, *STAGES) and min(row["run"], row["version"]) >= 1)
        fit([row["cv_sha256"], row["job_sha256"]] == [asked.cv.sha256, job])
        fit(asked.job is not None or asked.address is not None)
        if row["digest"] is not None:
            Digest.model_validate(row["digest"])
        if row["failure"] is not None:
            Failure.model_validate(row["failure"])
        here = self._session.get(PreparationRow, id, with_for_update=True)
        if here is not None and here.owner != self._owner:
            raise self._archive.refused(_OF_ANOTHER)
        if here is not None and not self._replace:
            self._left.append(id)
            return False
        if here is not None:
            self._count_up(row, here)
            self._let_go |= dict.fromkeys(files_of(here), here.updated)
            self._session.delete(here)
            self._session.flush()
            self._replaced.append(id)
        self._shift.setdefault(id, 0)
        self._files |= {asked.cv.sha256, *([job] if job else [])}
        if row["state"] in ("queued", "running"):
            self._waiting.append((id, row["run"]))
        return True

    def _count_up(self, row: dict[str, Any], here: PreparationRow) -> None:
        """What comes in is a newer run and version than what it replaces, so that stages under way and open tabs notice."""
        run = max(here.run, row["run"]) + 1
        self._shift[row["id"]] = run - row["run"]
        row["run"], row["version"] = run, max(here.version, row["version"]) + 1

    def _put_files(self) -> None:
        """The files of all preparations that came in. InputError where one is neither in the backup nor here."""
        for sha in sorted(self._files):
            if sha in self._archive.files:
                put_file(self._session, self._owner, self._archive.file(sha), name=sha)
                self._added["files"] = self._added.get("files", 0) + 1
            elif self._session.scalar(select(FileRow.size).where(FileRow.owner == self._owner, FileRow.sha256 == sha)) is None:
                raise self._archive.refused(f"is damaged: the file {sha[:12]} of a preparation is missing")

    def _comes_in(self, row: dict[str, Any]) -> bool:
        """Whether the preparation that a row hangs on comes in; one that hangs on none is refused."""
        fit(row["preparation"] in self._shift or row["preparation"] in self._left)
        return row["preparation"] in self._shift

    def _stage(self, row: dict[str, Any]) -> bool:
        kind = _MADE.get(row["name"])
        fit(row["name"] in STAGES and (row["data"] is None or kind is not None))
        if not self._comes_in(row):
            return False
        if row["data"] is not None and kind is not None:
            row["data"] = packed(kind.model_validate_json(row["data"]))
        row["executor"] = None
        row["run"] += self._shift[row["preparation"]]
        return True

    def _correction(self, row: dict[str, Any]) -> bool:
        return self._comes_in(row)

    def _note(self, row: dict[str, Any]) -> bool:
        return self._comes_in(row)

    def _comment(self, row: dict[str, Any]) -> bool:
        return self._comes_in(row) and self._people(row, "comment")

    def _people(self, row: dict[str, Any], name: str) -> bool:
        """Fill in who a row names. False where that is somebody else and the backup is not trusted, or they have no account here."""
        for column in PEOPLE[name]:
            email = row[column]
            known = self._owner if email is None else None
            if email and self._trusted:
                known = self._session.scalar(select(AccountRow.id).where(AccountRow.email == email))
            if known is None:
                self._left_out[name] = self._left_out.get(name, 0) + 1
                return False
            row[column] = known
        return True

    def _homework(self, row: dict[str, Any]) -> bool:
        fit(None in (row["coach"], row["candidate"]) and _DAY.fullmatch(row["due"]) is not None)
        if self._session.get(HomeworkRow, row["id"]) is not None or not self._people(row, "homework"):
            return False
        on = self._session.get(PreparationRow, row["preparation"]) if row["preparation"] else None
        row["preparation"] = on.id if on is not None and on.owner in (row["coach"], row["candidate"]) else None
        return True

    def _own_content(self, row: dict[str, Any]) -> bool:
        """What was found of the text does not come along: it is looked at here before it is used."""
        row["checked"] = {}
        same = OwnContentRow.owner == self._owner, OwnContentRow.kind == row["kind"], OwnContentRow.path == row["path"]
        if self._session.scalar(select(OwnContentRow.id).where(*same)) is None:
            return True
        if self._replace:
            self._session.execute(delete(OwnContentRow).where(*same))
        return self._replace

    def _reading(self, row: dict[str, Any]) -> bool:
        """Only those of this version's reader, of files that are kept: others are made again when they are needed."""
        fit(row["kind"] in _READ and row["data"] is not None)
        if row["reader"] != self._reader or row["sha256"] not in self._files:
            return False
        if self._session.get(ReadingRow, (self._owner, row["sha256"], row["kind"], row["reader"])) is not None:
            return False
        row["data"] = packed(_READ[row["kind"]].model_validate_json(row["data"]))
        return True


def _checked(value: Any, column: Column[Any]) -> Any:
    """A value as the column takes it; None where it is no such value."""
    kind = column.type
    if isinstance(kind, LargeBinary):
        return json.dumps(value)
    if isinstance(kind, Moment):
        return _moment(value)
    if isinstance(kind, Boolean):
        return value if isinstance(value, bool) else None
    if isinstance(kind, Integer):
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None
    if isinstance(kind, Float):
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9 else None
    if isinstance(kind, JSON):
        return value if isinstance(value, dict) else None
    if isinstance(kind, String) and isinstance(value, str) and "\0" not in value:
        return value if len(value) <= (kind.length or _MOST_TEXT) and not _SURROGATE.search(value) else None
    return None


def _moment(value: Any) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None and 1970 <= moment.year < 3000 else None
