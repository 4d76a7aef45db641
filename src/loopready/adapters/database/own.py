"""Guides and questions of one owner as text, and those of coaches whom the owner accepted. A change names the version it saw."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import AccountRow, OwnContentRow, PairingRow
from loopready.model import InputError, OwnCheck, OwnContent, OwnKind

MOST = 200
"""Guides and questions that one account may keep."""


class OwnContents:
    """What one owner wrote, and what their coaches did; that of others is not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def all(self) -> list[OwnContent]:
        """This owner's, by path, without their texts."""
        return self._listed(OwnContentRow.owner == self._owner)

    def shared(self) -> list[OwnContent]:
        """Those of coaches whom this owner accepted that can be used, by path, without their texts."""
        return [each for each in self._listed(self._of_coaches()) if each.check.usable]

    def get(self, id: str) -> OwnContent:
        """One of this owner's, with its text. InputError where there is none."""
        with self._database.reading() as session:
            return _noun(*_found(session, _rows().where(OwnContentRow.id == id, OwnContentRow.owner == self._owner)))

    def texts(self, ids: list[str]) -> dict[str, str]:
        """The texts of some, this owner's or a coach's; those that are neither are left out."""
        query = select(OwnContentRow.id, OwnContentRow.text).where(
            OwnContentRow.id.in_(ids), or_(OwnContentRow.owner == self._owner, self._of_coaches())
        )
        with self._database.reading() as session:
            return dict(session.execute(query).all())

    def add(self, kind: OwnKind, *, path: Callable[[str], str], text: str, check: OwnCheck) -> OwnContent:
        """Keep a new one; ``path`` makes its path of its id.

        Raises:
            InputError: there is one of that path already, or one more would be too many.
        """
        now, id = dt.datetime.now(dt.UTC), secrets.token_hex(8)
        with self._database.writing() as session:
            session.get(AccountRow, self._owner, with_for_update=True)
            if (session.scalar(select(func.count()).where(OwnContentRow.owner == self._owner)) or 0) >= MOST:
                raise InputError("too_many_own", f"that is over {MOST} guides and questions of your own; delete one first")
            row = OwnContentRow(
                id=id, owner=self._owner, kind=kind, path=path(id), text=text, version=1, checked=check.model_dump(mode="json"),
                created=now, updated=now,
            )  # fmt: skip
            session.add(row)
            try:
                session.flush()
            except IntegrityError:
                raise InputError("there_already", "a guide of yours has this path already; open it, or choose another") from None
            return _noun(row, "")

    def change(self, id: str, *, text: str, check: OwnCheck, version: int, path: str | None = None) -> OwnContent:
        """Keep other words. InputError where there is none, or it was changed after ``version`` was read."""
        with self._database.writing() as session:
            row, name = _found(session, _rows().where(OwnContentRow.id == id, OwnContentRow.owner == self._owner).with_for_update())
            if row.version != version:
                raise InputError("changed_elsewhere", "this was changed in another window meanwhile; both texts are shown")
            row.text, row.checked, row.version, row.updated = text, check.model_dump(mode="json"), version + 1, dt.datetime.now(dt.UTC)
            row.path = path or row.path
            session.flush()
            return _noun(row, name)

    def unchecked(self) -> list[OwnContent]:
        """Those of this owner's that came with a backup and were not looked at here yet, with their texts."""
        with self._database.reading() as session:
            rows = session.execute(_rows().where(OwnContentRow.owner == self._owner))
            return [_noun(row, name) for row, name in rows if not row.checked]

    def keep_check(self, id: str, *, check: OwnCheck, version: int) -> None:
        """Keep what the text of a version was found to be; nothing where it was changed meanwhile."""
        with self._database.writing() as session:
            row = session.get(OwnContentRow, id)
            if row is not None and row.owner == self._owner and row.version == version:
                row.checked = check.model_dump(mode="json")

    def delete(self, id: str) -> OwnContent:
        """Delete one of this owner's; it as it was. InputError where there is none."""
        with self._database.writing() as session:
            row, name = _found(session, _rows().where(OwnContentRow.id == id, OwnContentRow.owner == self._owner))
            gone = _noun(row, name)
            session.delete(row)
            return gone

    def _of_coaches(self) -> ColumnElement[bool]:
        """Rows of those who are this owner's coaches now."""
        return and_(
            OwnContentRow.owner != self._owner,
            exists().where(
                PairingRow.coach == OwnContentRow.owner, PairingRow.candidate == self._owner, PairingRow.state == "accepted"
            ),
        )  # fmt: skip

    def _listed(self, which: ColumnElement[bool]) -> list[OwnContent]:
        query = select(OwnContentRow, AccountRow.name).join(AccountRow, AccountRow.id == OwnContentRow.owner).where(which)
        with self._database.reading() as session:
            found = session.execute(query.order_by(OwnContentRow.path, OwnContentRow.id))
            return [_noun(row, name, text="") for row, name in found]


def _rows() -> Select[OwnContentRow, str]:
    return (
        select(OwnContentRow, AccountRow.name)
        .join(AccountRow, AccountRow.id == OwnContentRow.owner)
        .options(undefer(OwnContentRow.text))
        .order_by(OwnContentRow.path)
    )


def _found(session: Session, query: Select[OwnContentRow, str]) -> tuple[OwnContentRow, str]:
    found = session.execute(query).first()
    if found is None:
        raise InputError("not_found", "there is no such guide or question of yours (any more)")
    return found


def _noun(row: OwnContentRow, name: str, *, text: str | None = None) -> OwnContent:
    return OwnContent.model_validate({
        "id": row.id, "owner": row.owner, "owner_name": name, "kind": row.kind, "path": row.path,
        "text": row.text if text is None else text, "version": row.version, "updated": row.updated, "check": row.checked or {},
    })  # fmt: skip
