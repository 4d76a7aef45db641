"""All that belongs to one person, read out whole for a backup."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Select, Table, or_, select
from sqlalchemy.orm import Session

from loopready.adapters.archive import Writer
from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import AccountRow, Base, FileRow, PreparationRow
from loopready.model import InputError

MOVED = (
    "reading", "preparation", "stage", "correction", "note", "comment", "homework", "own_content",
    "interview", "turn", "story", "story_version", "defence", "card", "review", "plan", "plan_done", "round_note", "real_question",
    "exercise",
)  # fmt: skip
"""Tables that are written and read back, in an order in which each row comes after what it hangs on."""
ONLY_WRITTEN = {
    "pairing": "consent between two accounts holds where it was given",
    "audit": "a trail that could be written from a file would prove nothing",
}
LEFT_BEHIND = {
    "sign_in": "keys of browsers open one server alone",
    "link": "one-time links open one server alone",
    "token": "keys of programs open one server alone",
    "executor": "processes of one machine",
    "model_choice": "consent to send words to a server holds where it was given",
    "model_use": "what calls cost was spent once, and counts where the budget is kept",
    "signal_count": "sums over all who use one machine",
}
PEOPLE = {"comment": ("author",), "homework": ("coach", "candidate"), "pairing": ("coach", "candidate"), "audit": ("actor",)}
"""Columns that name an account: in a backup the e-mail address of another's, None for the person's own."""
HANGS_ON = {"turn": ("interview", "interview"), "story_version": ("story", "story"), "review": ("card", "card")}
"""Tables whose rows hang on a row of another that names its owner: the column, and that table."""
_BATCH = 50


def account_of(database: Database, email: str) -> str:
    """The account of an e-mail address. InputError where there is none."""
    with database.reading() as session:
        id = session.scalar(select(AccountRow.id).where(AccountRow.email == email.strip().lower()))
    if id is None:
        raise InputError("not_found", "there is no account of that address here", name=email)
    return id


def write_person(database: Database, owner: str, out: Writer) -> None:
    """Write all rows and files of an owner as they are at one moment."""
    with database.reading() as session:
        if not database.is_sqlite:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        account = session.get(AccountRow, owner)
        if account is None:
            raise InputError("not_found", "there is no such account here", name=owner)
        out.rows("account", [{"name": account.name, "settings": account.settings}])
        emails = {row.id: row.email for row in session.execute(select(AccountRow.id, AccountRow.email))}
        for table in (*MOVED, *ONLY_WRITTEN):
            out.rows(table, _rows(session, table, owner, emails))
        hashes = session.scalars(select(FileRow.sha256).where(FileRow.owner == owner).order_by(FileRow.sha256)).all()
        for sha in hashes:
            data = session.scalar(select(FileRow.data).where(FileRow.owner == owner, FileRow.sha256 == sha))
            if data is not None:
                out.file(sha, data)


def owned_by(table: Table, owner: str) -> ColumnElement[bool]:
    """Which rows of a table belong to an owner."""
    if "owner" in table.c:
        return table.c.owner == owner
    if "candidate" in table.c:
        return or_(table.c.coach == owner, table.c.candidate == owner)
    if table.name in HANGS_ON:
        column, on = HANGS_ON[table.name]
        held = Base.metadata.tables[on]
        return table.c[column].in_(select(held.c.id).where(held.c.owner == owner))
    return table.c.preparation.in_(select(PreparationRow.id).where(PreparationRow.owner == owner))


def _rows(session: Session, name: str, owner: str, emails: dict[str, str | None]) -> Iterator[dict[str, Any]]:
    table = Base.metadata.tables[name]
    columns = [column for column in table.c if column.name != "owner"]
    query: Select[Any] = select(*columns).where(owned_by(table, owner)).order_by(*table.primary_key.columns)
    for row in session.execute(query.execution_options(yield_per=_BATCH)).mappings():
        out = {column.name: _plain(row[column.name], packed=isinstance(column.type, LargeBinary)) for column in columns}
        for column in PEOPLE.get(name, ()):
            out[column] = None if out[column] in (owner, None) else (emails.get(out[column]) or "")
        yield out


def _plain(value: Any, *, packed: bool) -> Any:
    """A value as JSON holds it: moments as text, packed nouns as themselves."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if packed and value is not None:
        return json.loads(zlib.decompress(value))
    return value
