"""Accounts: who keeps things here. Used by those who keep the door, for whoever comes; nothing of a person's content is here."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database, put_if_absent
from loopready.adapters.database.tables import AccountRow, LinkRow, SignInRow
from loopready.model import Account, InputError, Role


def ensure_personal(database: Database, id: str) -> None:
    """Make the account of personal mode where it is not there yet."""
    with database.writing() as session:
        if session.get(AccountRow, id) is None:
            now = dt.datetime.now(dt.UTC)
            put_if_absent(session, AccountRow, id=id, name="", role="candidate", disabled=False, created=now, settings={})


class Accounts:
    """All accounts that have an e-mail, by id or e-mail. E-mails are compared without regard to case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, *, email: str, name: str = "", role: Role = "candidate", password_hash: str | None = None) -> Account:
        """A new account. InputError where the e-mail has one already."""
        row = AccountRow(
            id=secrets.token_hex(8), email=email.lower(), name=name, role=role, password_hash=password_hash, disabled=False,
            created=dt.datetime.now(dt.UTC), settings={},
        )  # fmt: skip
        try:
            with self._database.writing() as session:
                session.add(row)
                session.flush()
                return account_of(row)
        except IntegrityError:
            raise InputError("account_exists", "there is an account with that e-mail already; sign in with it", name=email) from None

    def get(self, id: str) -> Account:
        """The account of an id; InputError where there is none."""
        with self._database.reading() as session:
            return account_of(_row(session, id))

    def by_email(self, email: str) -> tuple[Account, str | None] | None:
        """The account of an e-mail and its password's hash; None where there is none."""
        with self._database.reading() as session:
            row = session.scalar(select(AccountRow).where(AccountRow.email == email.lower()))
            return (account_of(row), row.password_hash) if row is not None else None

    def hash_of(self, id: str) -> str | None:
        """The hash of an account's password."""
        with self._database.reading() as session:
            return _row(session, id).password_hash

    def all(self, *, limit: int = 1000) -> list[Account]:
        """The accounts with an e-mail, in its order."""
        query = select(AccountRow).where(AccountRow.email.is_not(None)).order_by(AccountRow.email).limit(limit)
        with self._database.reading() as session:
            return [account_of(row) for row in session.scalars(query)]

    def count(self) -> int:
        """How many accounts have an e-mail."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).select_from(AccountRow).where(AccountRow.email.is_not(None))) or 0

    def change(self, id: str, *, name: str | None = None, role: Role | None = None, disabled: bool | None = None) -> Account:
        """Change what is given. An account that is disabled, or whose role changes, is signed out everywhere.

        Raises:
            InputError: there is none of that id, or no admin who may sign in would be left.
        """
        with self._database.writing() as session:
            _hold_admins(session)
            row = _row(session, id)
            was_admin = row.role == "admin" and not row.disabled
            if name is not None:
                row.name = name
            if (role is not None and role != row.role) or disabled:
                _end_all(session, id)
            if role is not None:
                row.role = role
            if disabled is not None:
                row.disabled = disabled
            session.flush()
            if was_admin and not _an_admin_is_left(session):
                raise _last_admin(row)
            return account_of(row)

    def set_password(self, id: str, password_hash: str, *, keep_sign_ins: bool = False) -> None:
        """Another password hash. All sign-ins and open reset links of the account end, unless only the hash's parameters changed."""
        with self._database.writing() as session:
            _row(session, id).password_hash = password_hash
            if not keep_sign_ins:
                _end_all(session, id)
                for link in session.scalars(select(LinkRow).where(LinkRow.account == id, LinkRow.used.is_(None))):
                    link.used = dt.datetime.now(dt.UTC)


def account_of(row: AccountRow) -> Account:
    """A row as the noun it is."""
    role: Role = row.role  # type: ignore[assignment]
    return Account(
        id=row.id, email=row.email, name=row.name, role=role, disabled=row.disabled, has_password=row.password_hash is not None,
        created=row.created,
    )  # fmt: skip


def check_may_go(session: Session, id: str) -> None:
    """InputError where the account is that of the last admin who may sign in; else no other admin goes until this session ends."""
    _hold_admins(session)
    row = _row(session, id)
    others = select(AccountRow.id).where(
        AccountRow.role == "admin", AccountRow.disabled.is_(False), AccountRow.email.is_not(None), AccountRow.id != id
    )
    if row.role == "admin" and session.scalar(others.limit(1)) is None:
        raise _last_admin(row)


def _hold_admins(session: Session) -> None:
    """Two admins who disable or delete each other at once do it one after the other."""
    session.scalars(select(AccountRow.id).where(AccountRow.role == "admin").order_by(AccountRow.id).with_for_update()).all()


def _last_admin(row: AccountRow) -> InputError:
    return InputError("last_admin", "is the last admin; make another one first: loopready admin role EMAIL admin", name=row.email)


def _row(session: Session, id: str) -> AccountRow:
    row = session.get(AccountRow, id)
    if row is None:
        raise InputError("not_found", "there is no such account", name=id)
    return row


def _end_all(session: Session, account: str) -> None:
    for row in session.scalars(select(SignInRow).where(SignInRow.account == account)):
        session.delete(row)


def _an_admin_is_left(session: Session) -> bool:
    query = select(AccountRow.id).where(AccountRow.role == "admin", AccountRow.disabled.is_(False), AccountRow.email.is_not(None))
    return session.scalar(query.limit(1)) is not None
