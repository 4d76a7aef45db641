"""What language models were used for and cost, and whether and how a person lets one be used."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database, put_if_absent
from loopready.adapters.database.tables import ModelChoiceRow, ModelUseRow
from loopready.model import ModelChoice


class ModelUses:
    """One account's calls: counts and sums, nothing of what was asked or said. Money in millionths."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, *, brief: str, purpose: str, model: str, tokens_in: int, tokens_out: int, cost: int, at: dt.datetime) -> None:
        """Write down a call."""
        row = ModelUseRow(
            owner=self._owner, brief=brief, purpose=purpose, model=model[:200], tokens_in=tokens_in, tokens_out=tokens_out, cost=cost, at=at
        )
        with self._database.writing() as session:
            session.add(row)

    def spent(self, *, brief: str | None = None, since: dt.datetime | None = None) -> int:
        """The sum of all calls, of one brief where it is named, from a moment on where it is given."""
        query = select(func.coalesce(func.sum(ModelUseRow.cost), 0)).where(ModelUseRow.owner == self._owner)
        if brief is not None:
            query = query.where(ModelUseRow.brief == brief)
        if since is not None:
            query = query.where(ModelUseRow.at >= since)
        with self._database.reading() as session:
            return int(session.scalar(query) or 0)

    def calls(self, *, since: dt.datetime) -> int:
        """How many calls there were from a moment on."""
        query = select(func.count()).select_from(ModelUseRow).where(ModelUseRow.owner == self._owner, ModelUseRow.at >= since)
        with self._database.reading() as session:
            return int(session.scalar(query) or 0)


class ModelChoices:
    """One account's choice."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def get(self) -> ModelChoice:
        """The choice as it stands; off where none was made."""
        with self._database.reading() as session:
            row = session.get(ModelChoiceRow, self._owner)
            return _choice(row) if row is not None else ModelChoice()

    def set(self, choice: ModelChoice) -> None:
        """Keep a choice in place of the one before."""
        with self._database.writing() as session:
            row = _row(session, self._owner)
            row.on_for, row.hides_employers = choice.on_for, choice.hides_employers
            row.per_brief, row.per_month, row.updated = choice.per_brief, choice.per_month, dt.datetime.now(dt.UTC)


def _row(session: Session, owner: str) -> ModelChoiceRow:
    values = {**ModelChoice().model_dump(), "updated": dt.datetime.now(dt.UTC)}
    put_if_absent(session, ModelChoiceRow, owner=owner, **values)
    return session.get_one(ModelChoiceRow, owner)


def _choice(row: ModelChoiceRow) -> ModelChoice:
    return ModelChoice(on_for=row.on_for, hides_employers=row.hides_employers, per_brief=row.per_brief, per_month=row.per_month)
