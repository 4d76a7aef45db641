"""One-time links: invitations and new passwords. Only a link's hash is kept."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.sign_ins import token_hash
from loopready.adapters.database.tables import LinkRow
from loopready.model import InputError, Link, LinkKind, Role

GONE = "this link is used up, too old or incomplete; ask the person who gave it to you for a new one"


class Links:
    """Links by their token."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(
        self, kind: LinkKind, *, lasts: dt.timedelta, now: dt.datetime, account: str | None = None, email: str | None = None,
        role: Role = "candidate", by: str | None = None, pairs: bool = False,
    ) -> str:  # fmt: skip
        """A new link's token (43 letters, 256 random bits). A reset takes the place of the account's resets before it."""
        token = secrets.token_urlsafe(32)
        row = LinkRow(
            token_hash=token_hash(token), kind=kind, account=account, email=email, role=role, by=by, pairs=pairs, created=now,
            expires=now + lasts, used=None,
        )  # fmt: skip
        with self._database.writing() as session:
            session.execute(delete(LinkRow).where(LinkRow.expires < now - dt.timedelta(days=30)))
            if kind == "reset":
                session.execute(delete(LinkRow).where(LinkRow.kind == "reset", LinkRow.account == account))
            session.add(row)
        return token

    def find(self, token: str, kind: LinkKind, *, now: dt.datetime) -> Link:
        """The link of a token that is neither used nor over. InputError where there is none."""
        with self._database.reading() as session:
            return _noun(_row(session, token, kind, now=now))

    def use(self, token: str, kind: LinkKind, *, now: dt.datetime) -> Link:
        """The link, used up by this: of two that come at once, one gets it. InputError where it is not good any more."""
        with self._database.writing() as session:
            row = _row(session, token, kind, now=now, locked=True)
            row.used = now
            return _noun(row)

    def give_back(self, token: str) -> None:
        """Make a used link good again, where what it was used for could not be done."""
        with self._database.writing() as session:
            row = session.get(LinkRow, token_hash(token))
            if row is not None:
                row.used = None

    def open_of(self, by: str, *, now: dt.datetime) -> list[Link]:
        """The invitations of one account that are not used yet, the latest first."""
        query = select(LinkRow).where(LinkRow.by == by, LinkRow.kind == "invite", LinkRow.used.is_(None), LinkRow.expires > now)
        with self._database.reading() as session:
            return [_noun(row) for row in session.scalars(query.order_by(LinkRow.created.desc()))]


def _row(session: Session, token: str, kind: LinkKind, *, now: dt.datetime, locked: bool = False) -> LinkRow:
    query = select(LinkRow).where(LinkRow.token_hash == token_hash(token))
    row = session.scalar(query.with_for_update() if locked else query)
    if row is None or row.kind != kind or row.used is not None or row.expires <= now:
        raise InputError("link_gone", GONE)
    return row


def _noun(row: LinkRow) -> Link:
    kind: LinkKind = row.kind  # type: ignore[assignment]
    role: Role = row.role or "candidate"  # type: ignore[assignment]
    return Link(
        kind=kind, account=row.account, email=row.email, role=role, by=row.by, pairs=row.pairs, created=row.created, expires=row.expires,
        used=row.used,
    )  # fmt: skip
