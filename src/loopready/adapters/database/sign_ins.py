"""Sign-ins: browsers that hold a cookie of an account. Only the cookie's hash is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from sqlalchemy import delete, select

from loopready.adapters.database.accounts import account_of
from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import AccountRow, SignInRow
from loopready.model import Account, SignIn

TOUCH_SECONDS = 60
"""How often at most the time of the last request is written down."""


def token_hash(token: str) -> str:
    """What is kept of a secret of 256 random bits: its sha-256, hex. A slow hash would add nothing to a secret that can not be guessed."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


class SignIns:
    """The sign-ins of all accounts, by cookie; and those of one account for its owner."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, *, browser: str, lasts: dt.timedelta, now: dt.datetime) -> str:
        """A new sign-in's cookie (43 letters, 256 random bits). Sign-ins of anybody that are over are removed on the way."""
        token = secrets.token_urlsafe(32)
        row = SignInRow(token_hash=token_hash(token), account=account, browser=browser[:80], created=now, seen=now, expires=now + lasts)
        with self._database.writing() as session:
            session.execute(delete(SignInRow).where(SignInRow.expires < now))
            session.add(row)
        return token

    def find(self, token: str, *, now: dt.datetime) -> tuple[Account, SignIn] | None:
        """The account and sign-in of a cookie that is not over and whose account is not disabled; None else."""
        query = select(SignInRow, AccountRow).join(AccountRow, AccountRow.id == SignInRow.account)
        with self._database.reading() as session:
            found = session.execute(query.where(SignInRow.token_hash == token_hash(token))).one_or_none()
            if found is None or found[0].expires <= now or found[1].disabled:
                return None
            return account_of(found[1]), _noun(found[0])

    def touch(self, id: str, *, now: dt.datetime) -> None:
        """Note that a sign-in was used."""
        with self._database.writing() as session:
            row = session.get(SignInRow, id)
            if row is not None:
                row.seen = now

    def end(self, token: str) -> None:
        """End the sign-in of a cookie, if there is one."""
        with self._database.writing() as session:
            session.execute(delete(SignInRow).where(SignInRow.token_hash == token_hash(token)))

    def of(self, account: str, *, now: dt.datetime) -> list[SignIn]:
        """An account's sign-ins that are not over, the one used last first."""
        query = select(SignInRow).where(SignInRow.account == account, SignInRow.expires > now).order_by(SignInRow.seen.desc())
        with self._database.reading() as session:
            return [_noun(row) for row in session.scalars(query)]

    def end_all(self, account: str) -> None:
        """End all sign-ins of an account."""
        with self._database.writing() as session:
            session.execute(delete(SignInRow).where(SignInRow.account == account))


def _noun(row: SignInRow) -> SignIn:
    return SignIn(id=row.token_hash, account=row.account, browser=row.browser, created=row.created, seen=row.seen, expires=row.expires)
