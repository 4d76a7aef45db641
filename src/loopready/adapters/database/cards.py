"""What is kept of a person's cards: their memory, what was put aside or deleted, and every review. A change names the version it saw."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection
from typing import get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database, put_if_absent
from loopready.adapters.database.practice_tables import CardRow, ReviewRow
from loopready.adapters.database.tables import PreparationRow
from loopready.model import CardText, InputError, KeptCard, MemoryState, Rating, Review

CHANGED = "this card was answered or changed in another window meanwhile; go on with the one shown now"


class Cards:
    """The cards of one owner. A card that nothing is kept of has no row."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def kept(self, keys: Collection[str]) -> dict[str, KeptCard]:
        """What is kept of the cards of these keys, by key."""
        query = select(CardRow).where(CardRow.owner == self._owner, CardRow.key.in_(keys))
        with self._database.reading() as session:
            return {row.key: _noun_of(row) for row in session.scalars(query)}

    def reviews(self, keys: Collection[str]) -> list[Review]:
        """The reviews of the cards of these keys, the oldest first."""
        query = (
            select(CardRow.key, ReviewRow)
            .join(ReviewRow, ReviewRow.card == CardRow.id)
            .where(CardRow.owner == self._owner, CardRow.key.in_(keys))
            .order_by(ReviewRow.at, ReviewRow.id)
        )
        with self._database.reading() as session:
            return [_review_of(key, row) for key, row in session.execute(query)]

    def review(
        self, text: CardText, *, preparation: str, rating: Rating, memory: MemoryState, due: dt.datetime, version: int,
        seconds: float | None = None,
    ) -> KeptCard:  # fmt: skip
        """Keep a review and the memory it left; ``version`` is that of the card as it was seen, 0 for one that nothing was kept of.

        Raises:
            InputError: there is no such preparation, or the card was changed after ``version`` was read.
        """
        with self._database.writing() as session:
            row = self._row(session, text, preparation=preparation, now=memory.last, version=version)
            row.memory = memory.model_dump(mode="json")
            row.due = due
            session.add(ReviewRow(id=secrets.token_hex(16), card=row.id, rating=rating, seconds=seconds, at=memory.last))
            return _noun_of(row)

    def put_aside(self, text: CardText, *, preparation: str, aside: bool, version: int, now: dt.datetime) -> KeptCard:
        """Put a card aside, or take it up again with the memory it had. InputError as for ``review``."""
        with self._database.writing() as session:
            row = self._row(session, text, preparation=preparation, now=now, version=version)
            row.suspended = aside
            return _noun_of(row)

    def delete(self, text: CardText, *, preparation: str, version: int, now: dt.datetime) -> None:
        """Delete a card for good: its words, memory and reviews go; that it is not made again stays. InputError as for ``review``."""
        with self._database.writing() as session:
            row = self._row(session, text, preparation=preparation, now=now, version=version)
            for review in session.scalars(select(ReviewRow).where(ReviewRow.card == row.id)):
                session.delete(review)
            row.front = row.back = ""
            row.memory, row.suspended, row.data = None, True, {"gone": True}

    def _row(self, session: Session, text: CardText, *, preparation: str, now: dt.datetime, version: int) -> CardRow:
        """The row of a card, held for writing and brought to its present words; made where there is none yet."""
        held = session.get(PreparationRow, preparation)
        if held is None or held.owner != self._owner:
            raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation)
        put_if_absent(
            session, CardRow, id=secrets.token_hex(16), owner=self._owner, preparation=None if text.shared else preparation, key=text.key,
            kind=text.kind, front=text.front, back=text.back, data={}, memory=None, due=now, suspended=False, version=0, created=now,
            updated=now,
        )  # fmt: skip
        row = session.scalars(select(CardRow).where(CardRow.owner == self._owner, CardRow.key == text.key).with_for_update()).one()
        if row.data.get("gone"):
            raise InputError("not_found", "this card was deleted; go on with the one shown now")
        if row.version != version:
            raise InputError("changed_elsewhere", CHANGED)
        row.front, row.back = text.front, text.back
        row.version += 1
        row.updated = now
        return row


def _noun_of(row: CardRow) -> KeptCard:
    memory = MemoryState.model_validate(row.memory) if row.memory is not None else None
    return KeptCard(key=row.key, memory=memory, due=row.due, suspended=row.suspended, gone=bool(row.data.get("gone")), version=row.version)


def _review_of(key: str, row: ReviewRow) -> Review:
    rating: Rating = row.rating  # type: ignore[assignment]
    assert rating in get_args(Rating)
    return Review(key=key, rating=rating, at=row.at, seconds=row.seconds)
