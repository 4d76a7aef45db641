"""Accounts: who keeps things here."""

from __future__ import annotations

import datetime as dt

from loopready.adapters.database.connecting import Database, put_if_absent
from loopready.adapters.database.tables import AccountRow


def ensure_personal(database: Database, id: str) -> None:
    """Make the account of personal mode where it is not there yet."""
    with database.writing() as session:
        if session.get(AccountRow, id) is None:
            now = dt.datetime.now(dt.UTC)
            put_if_absent(session, AccountRow, id=id, name="", role="candidate", disabled=False, created=now, settings={})
