"""Keys to the API, kept by their hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.tables import AccountRow, TokenRow
from loopready.model import InputError

MARK = "lr_"
"""What every token begins with, so that one that leaked can be found."""
MOST = 20
_SEEN_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A key without its secret. Moments are UTC; ``seen`` is its last use, to the minute."""

    id: str
    name: str
    created: dt.datetime
    seen: dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class Holder:
    """The account that a token stands for."""

    account: str
    name: str
    role: str


class Tokens:
    """The keys of one owner."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, *, name: str) -> tuple[Token, str]:
        """A new key and its secret, which is not kept. InputError where there are ``MOST`` already."""
        secret = MARK + secrets.token_urlsafe(32)
        row = TokenRow(
            id=secrets.token_hex(8), account=self._owner, name=name, token_hash=_hash(secret), created=dt.datetime.now(dt.UTC), seen=None
        )
        with self._database.writing() as session:
            held = session.scalar(select(func.count()).select_from(TokenRow).where(TokenRow.account == self._owner)) or 0
            if held >= MOST:
                raise InputError("too_many", f"there are {MOST} tokens already; revoke one that is not used any more")
            session.add(row)
            session.flush()
            return _noun(row), secret

    def all(self) -> Sequence[Token]:
        """The keys, the newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(TokenRow).where(TokenRow.account == self._owner).order_by(TokenRow.created.desc(), TokenRow.id))
            return [_noun(row) for row in rows]

    def revoke(self, id: str) -> None:
        """Take a key back. InputError where this owner has none of that id."""
        with self._database.writing() as session:
            row = session.get(TokenRow, id)
            if row is None or row.account != self._owner:
                raise InputError("not_found", "there is no such token; see the list of yours", name=id)
            session.execute(delete(TokenRow).where(TokenRow.id == id))


def holder_of(database: Database, secret: str) -> Holder | None:
    """The account behind a secret; None where it is unknown or the account is disabled. Its use is noted, once a minute at most."""
    now = dt.datetime.now(dt.UTC)
    query = select(TokenRow, AccountRow).join(AccountRow, AccountRow.id == TokenRow.account).where(TokenRow.token_hash == _hash(secret))
    with database.reading() as session:
        found = session.execute(query).first()
    if found is None or found[1].disabled:
        return None
    token, account = found
    if token.seen is None or now - token.seen >= _SEEN_EVERY:
        with database.writing() as session:
            row = session.get(TokenRow, token.id)
            if row is None:
                return None
            row.seen = now
    return Holder(account=account.id, name=account.name, role=account.role)


def _hash(secret: str) -> str:
    """Why no slow hash: the secret is 256 random bits, which nobody guesses."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _noun(row: TokenRow) -> Token:
    return Token(id=row.id, name=row.name, created=row.created, seen=row.seen)
