"""The database of this machine, opened for one verb, and whose account it is for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from loopready.adapters.database import Database, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.adapters.database.moving import account_of
from loopready.app.settings import data_folder

PERSONAL = "me"
"""The account of the one person of personal mode."""


def database_address() -> str:
    """The database that LOOPREADY_DATABASE_URL names, or an SQLite file in the data folder."""
    named = os.environ.get("LOOPREADY_DATABASE_URL")
    return named or f"sqlite:///{data_folder() / 'loopready.sqlite'}"


@contextmanager
def opened(email: str | None = None) -> Iterator[tuple[Database, str]]:
    """The database, brought to this version, and the account of an e-mail address, or of the one person of this machine.

    Raises:
        InputError: there is no account of that address.
        OutsideError: the database does not answer, or was made by a newer version.
    """
    database = Database(database_address())
    try:
        upgrade(database)
        ensure_personal(database, PERSONAL)
        yield database, account_of(database, email) if email is not None else PERSONAL
    finally:
        database.close()
