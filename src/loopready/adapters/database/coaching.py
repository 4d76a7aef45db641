"""Coaches and candidates: who works with whom, what they say of a brief, and what is to be done by when."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session, aliased

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.preparations import noun_of
from loopready.adapters.database.tables import AccountRow, CommentRow, HomeworkRow, PairingRow, PreparationRow
from loopready.model import Comment, Homework, InputError, Pairing, PairingState, Preparation

_COACH, _CANDIDATE = aliased(AccountRow), aliased(AccountRow)
_LIVE: tuple[PairingState, ...] = ("offered", "accepted")
NO_PAIRING = "there is no such pairing; see the list of yours"


class Pairings:
    """The pairings of one account, as coach or as candidate; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def offer(self, candidate: str) -> Pairing:
        """This coach's offer to a candidate; where one is open or accepted already, that one."""
        live = select(PairingRow).where(
            PairingRow.coach == self._owner, PairingRow.candidate == candidate, PairingRow.state.in_(_LIVE)
        )  # fmt: skip
        with self._database.writing() as session:
            session.get(AccountRow, self._owner, with_for_update=True)  # two offers at once are one
            row = session.scalar(live)
            if row is None:
                row = PairingRow(
                    id=secrets.token_hex(8), coach=self._owner, candidate=candidate, state="offered", created=dt.datetime.now(dt.UTC),
                    answered=None,
                )  # fmt: skip
                session.add(row)
                session.flush()
            return _one(session, row.id)

    def of_coach(self, *, states: Sequence[PairingState] = _LIVE) -> list[Pairing]:
        """This coach's pairings in these states, the oldest first."""
        return self._all(_pairings().where(PairingRow.coach == self._owner, PairingRow.state.in_(states)))

    def of_candidate(self, *, states: Sequence[PairingState] = _LIVE) -> list[Pairing]:
        """This candidate's pairings in these states, the oldest first."""
        return self._all(_pairings().where(PairingRow.candidate == self._owner, PairingRow.state.in_(states)))

    def accepted(self, id: str) -> Pairing:
        """A pairing of this coach that the candidate accepted; InputError for any other."""
        query = _pairings().where(PairingRow.id == id, PairingRow.coach == self._owner, PairingRow.state == "accepted")
        found = self._all(query)
        if not found:
            raise InputError("not_found", NO_PAIRING)
        return found[0]

    def preparations(self) -> dict[str, list[Preparation]]:
        """The preparations, apart from archived ones, of all candidates who accepted this coach, by candidate, the latest first."""
        query = (
            select(PreparationRow)
            .join(PairingRow, PairingRow.candidate == PreparationRow.owner)
            .where(PairingRow.coach == self._owner, PairingRow.state == "accepted", PreparationRow.archived.is_(False))
            .order_by(PreparationRow.created.desc(), PreparationRow.id)
        )
        found: dict[str, list[Preparation]] = {}
        with self._database.reading() as session:
            for row in session.scalars(query):
                found.setdefault(row.owner, []).append(noun_of(row))
        return found

    def answer(self, id: str, *, accept: bool) -> Pairing:
        """This candidate's answer to an open offer. InputError where there is none."""
        with self._database.writing() as session:
            row = session.get(PairingRow, id)
            if row is None or row.candidate != self._owner or row.state != "offered":
                raise InputError("not_found", "there is no such offer; the coach may have taken it back")
            row.state = "accepted" if accept else "refused"
            row.answered = dt.datetime.now(dt.UTC)
            session.flush()
            return _one(session, id)

    def end(self, id: str, *, as_coach: bool) -> Pairing:
        """End a pairing, or take an offer back, as its coach or as its candidate. InputError where there is none that lives."""
        with self._database.writing() as session:
            row = session.get(PairingRow, id)
            side = (row.coach if as_coach else row.candidate) if row is not None else None
            if row is None or side != self._owner or row.state not in _LIVE:
                raise InputError("not_found", NO_PAIRING)
            row.state = "ended"
            row.answered = dt.datetime.now(dt.UTC)
            session.flush()
            return _one(session, id)

    def forget(self, id: str) -> None:
        """Delete, as the coach, the pairing with all comments and homework of this coach for that candidate."""
        with self._database.writing() as session:
            row = session.get(PairingRow, id)
            if row is None or row.coach != self._owner:
                raise InputError("not_found", NO_PAIRING)
            theirs = select(PreparationRow.id).where(PreparationRow.owner == row.candidate)
            session.execute(delete(CommentRow).where(CommentRow.author == self._owner, CommentRow.preparation.in_(theirs)))
            session.execute(delete(HomeworkRow).where(HomeworkRow.coach == self._owner, HomeworkRow.candidate == row.candidate))
            session.execute(delete(PairingRow).where(PairingRow.coach == self._owner, PairingRow.candidate == row.candidate))

    def _all(self, query: Select[PairingRow, AccountRow, AccountRow]) -> list[Pairing]:
        with self._database.reading() as session:
            return [_pairing(*found) for found in session.execute(query.order_by(PairingRow.created, PairingRow.id))]


class Comments:
    """The comments that one account may see: on its own preparations, and those it wrote itself."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, preparation: str, *, whose: str, item: str, text: str, quote: str | None = None) -> Comment:
        """A comment by this account on a preparation of ``whose``. InputError where that one has none of that id."""
        with self._database.writing() as session:
            _preparation_of(session, preparation, whose)
            row = CommentRow(
                id=secrets.token_hex(8), preparation=preparation, author=self._owner, item=item, quote=quote, text=text,
                created=dt.datetime.now(dt.UTC),
            )  # fmt: skip
            session.add(row)
            session.flush()
            author = session.get_one(AccountRow, self._owner)
            return _comment(row, author)

    def of(self, preparation: str, *, whose: str) -> list[Comment]:
        """The comments on a preparation of ``whose``, the oldest first: all for its owner, else this account's and the owner's own."""
        query = (
            select(CommentRow, AccountRow)
            .join(AccountRow, AccountRow.id == CommentRow.author)
            .join(PreparationRow, PreparationRow.id == CommentRow.preparation)
            .where(CommentRow.preparation == preparation, PreparationRow.owner == whose)
        )
        if whose != self._owner:
            query = query.where(CommentRow.author.in_((self._owner, whose)))
        with self._database.reading() as session:
            return [_comment(row, author) for row, author in session.execute(query.order_by(CommentRow.created, CommentRow.id))]

    def delete(self, id: str) -> Comment:
        """Delete a comment that this account wrote, or that stands on a preparation of its own. InputError where there is none."""
        with self._database.writing() as session:
            row = session.get(CommentRow, id)
            held = session.get(PreparationRow, row.preparation) if row is not None else None
            if row is None or held is None or self._owner not in (row.author, held.owner):
                raise InputError("not_found", "there is no such comment (any more)")
            gone = _comment(row, session.get_one(AccountRow, row.author))
            session.delete(row)
            return gone


class Homeworks:
    """Homework that one account gave or got; that of others is not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, candidate: str, *, text: str, due: str, preparation: str | None = None) -> Homework:
        """Homework by this coach. InputError where the candidate has no preparation of that id."""
        with self._database.writing() as session:
            if preparation is not None:
                _preparation_of(session, preparation, candidate)
            row = HomeworkRow(
                id=secrets.token_hex(8), coach=self._owner, candidate=candidate, preparation=preparation, text=text, due=due, done=None,
                created=dt.datetime.now(dt.UTC),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return _homework(row, session.get_one(AccountRow, self._owner))

    def given(self, candidates: Sequence[str]) -> list[Homework]:
        """What this coach gave these candidates, by day."""
        return self._all(_homeworks().where(HomeworkRow.coach == self._owner, HomeworkRow.candidate.in_(candidates)))

    def got(self, *, since: dt.datetime | None = None) -> list[Homework]:
        """What this candidate has to do, by day; with ``since``, what was done before it is left out."""
        query = _homeworks().where(HomeworkRow.candidate == self._owner)
        if since is not None:
            query = query.where(or_(HomeworkRow.done.is_(None), HomeworkRow.done >= since))
        return self._all(query)

    def mark(self, id: str, *, done: bool) -> Homework:
        """The candidate's mark. InputError where this candidate has none of that id."""
        with self._database.writing() as session:
            row = session.get(HomeworkRow, id)
            if row is None or row.candidate != self._owner:
                raise InputError("not_found", "there is no such homework (any more)")
            row.done = dt.datetime.now(dt.UTC) if done else None
            return _homework(row, session.get_one(AccountRow, row.coach))

    def delete(self, id: str) -> Homework:
        """Take back what this coach gave. InputError where there is none."""
        with self._database.writing() as session:
            row = session.get(HomeworkRow, id)
            if row is None or row.coach != self._owner:
                raise InputError("not_found", "there is no such homework (any more)")
            gone = _homework(row, session.get_one(AccountRow, row.coach))
            session.delete(row)
            return gone

    def _all(self, query: Select[HomeworkRow, AccountRow]) -> list[Homework]:
        with self._database.reading() as session:
            return [_homework(row, coach) for row, coach in session.execute(query.order_by(HomeworkRow.due, HomeworkRow.created))]


def _pairings() -> Select[PairingRow, AccountRow, AccountRow]:
    return (
        select(PairingRow, _COACH, _CANDIDATE)
        .join(_COACH, _COACH.id == PairingRow.coach)
        .join(_CANDIDATE, _CANDIDATE.id == PairingRow.candidate)
    )


def _homeworks() -> Select[HomeworkRow, AccountRow]:
    return select(HomeworkRow, AccountRow).join(AccountRow, AccountRow.id == HomeworkRow.coach)


def _one(session: Session, id: str) -> Pairing:
    return _pairing(*session.execute(_pairings().where(PairingRow.id == id)).one())


def _preparation_of(session: Session, id: str, owner: str) -> None:
    row = session.get(PreparationRow, id)
    if row is None or row.owner != owner:
        raise InputError("not_found", "there is no such preparation", name=id)


def _called(row: AccountRow) -> str:
    return row.name or row.email or "somebody"


def _pairing(row: PairingRow, coach: AccountRow, candidate: AccountRow) -> Pairing:
    state: PairingState = row.state  # type: ignore[assignment]
    return Pairing(
        id=row.id, coach=row.coach, candidate=row.candidate, coach_name=_called(coach), candidate_name=_called(candidate), state=state,
        created=row.created, answered=row.answered,
    )  # fmt: skip


def _comment(row: CommentRow, author: AccountRow) -> Comment:
    return Comment(
        id=row.id, preparation=row.preparation, author=row.author, author_name=_called(author), item=row.item, quote=row.quote,
        text=row.text, created=row.created,
    )  # fmt: skip


def _homework(row: HomeworkRow, coach: AccountRow) -> Homework:
    return Homework(
        id=row.id, coach=row.coach, coach_name=_called(coach), candidate=row.candidate, preparation=row.preparation, text=row.text,
        due=row.due, done=row.done, created=row.created,
    )  # fmt: skip
