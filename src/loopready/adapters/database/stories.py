"""A person's stories with their editions, and the claims of a preparation's CV that were answered. A change names the version it saw."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.practice_tables import DefenceRow, StoryRow, StoryVersionRow
from loopready.adapters.database.tables import PreparationRow
from loopready.model import (
    Defence,
    DefenceState,
    InputError,
    Scorecard,
    Story,
    StoryData,
    StoryDraft,
    StoryEdition,
    StoryPart,
    StoryPartName,
    Telling,
)  # fmt: skip

SITTING = dt.timedelta(hours=1)
"""Changes within an hour of one another are one edition, unless it was marked between them."""
MOST_TITLE = 200


class Stories:
    """The stories of one owner; those of others are not found."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, draft: StoryDraft, *, preparation: str | None = None) -> Story:
        """Take a draft into the bank. One whose key is there already is given as it is, back from the archive where it was put there.

        InputError where this owner has no such preparation.
        """
        with self._database.writing() as session:
            if preparation is not None:
                _owned(session, preparation, self._owner, hold=True)
            row = session.scalar(select(StoryRow).where(StoryRow.owner == self._owner, StoryRow.key == draft.key))
            if row is None:
                now = dt.datetime.now(dt.UTC)
                row = StoryRow(
                    id=secrets.token_hex(8), owner=self._owner, preparation=preparation, key=draft.key, title=_title(draft.title),
                    data=draft.data.model_dump(mode="json"), version=1, archived=False, created=now, updated=now,
                )  # fmt: skip
                session.add(row)
                session.flush()
                session.add(StoryVersionRow(story=row.id, number=1, texts=_texts(draft.parts), scorecard=None, created=now))
                session.flush()
            elif row.archived:
                row.archived = False
                row.version += 1
            return _noun(session, row)

    def all(self, *, archived: bool = False) -> list[Story]:
        """The stories, the one changed last first."""
        query = select(StoryRow).where(StoryRow.owner == self._owner, StoryRow.archived == archived)
        with self._database.reading() as session:
            return _nouns(session, session.scalars(query.order_by(StoryRow.updated.desc(), StoryRow.id)).all())

    def keys(self) -> dict[str, str]:
        """Key -> id of every story, archived ones too."""
        with self._database.reading() as session:
            found = session.execute(select(StoryRow.key, StoryRow.id).where(StoryRow.owner == self._owner))
            return {row.key: row.id for row in found}

    def get(self, id: str) -> Story:
        """The story; InputError where this owner has none of that id."""
        with self._database.reading() as session:
            return _noun(session, self._row(session, id))

    def write(self, id: str, parts: Mapping[StoryPartName, StoryPart], *, version: int, anew: bool = False) -> Story:
        """Keep parts as they were typed, in the edition under way; a new one begins where that was marked, is the CV's draft alone, or
        was left an hour ago, or where ``anew`` asks for it.

        InputError where there is no such story, or it was changed after ``version`` was read.
        """
        with self._database.writing() as session:
            row = self._held(session, id, version=version)
            now, latest = dt.datetime.now(dt.UTC), self._latest(session, row)
            texts = {**latest.texts, **_texts(parts)}
            if texts != latest.texts or anew:
                if anew or latest.scorecard is not None or now - row.updated > SITTING or not _written(latest):
                    made = StoryVersionRow(story=row.id, number=latest.number + 1, texts=texts, scorecard=None, created=now)
                    session.add(made)
                else:
                    latest.texts = texts
            _changed(row, now)
            session.flush()
            return _noun(session, row)

    def change(
        self,
        id: str,
        *,
        version: int,
        title: str | None = None,
        signals: tuple[str, ...] | None = None,
        guide: str | None = None,
        archived: bool | None = None,
        told: Telling | None = None,
    ) -> Story:
        """Change what a story has besides its texts; ``told`` is added to its tellings. InputError as ``write`` says."""
        with self._database.writing() as session:
            row = self._held(session, id, version=version)
            data = StoryData.model_validate(row.data)
            if title is not None:
                row.title = _title(title)
            if signals is not None:
                data = data.model_copy(update={"signals": signals, "guide": guide or data.guide})
            if told is not None:
                data = data.model_copy(update={"told": (*data.told, told)})
            if archived is not None:
                row.archived = archived
            row.data = data.model_dump(mode="json")
            _changed(row, dt.datetime.now(dt.UTC))
            session.flush()
            return _noun(session, row)

    def mark(self, id: str, edition: int, scorecard: Scorecard) -> Story:
        """Keep the mark of an edition. InputError where there is no such edition any more."""
        with self._database.writing() as session:
            row = self._row(session, id, hold=True)
            _edition(session, row, edition).scorecard = scorecard.model_dump(mode="json")
            session.flush()
            return _noun(session, row)

    def editions(self, id: str) -> list[StoryEdition]:
        """The editions of a story, the latest first."""
        with self._database.reading() as session:
            row = self._row(session, id)
            query = select(StoryVersionRow).where(StoryVersionRow.story == row.id).order_by(StoryVersionRow.number.desc())
            return [_edition_of(each) for each in session.scalars(query)]

    def restore(self, id: str, edition: int, *, version: int) -> Story:
        """Begin a new edition with the texts of an earlier one. InputError as ``write`` says, and where there is no such edition."""
        with self._database.writing() as session:
            row = self._held(session, id, version=version)
            texts, latest, now = _edition(session, row, edition).texts, self._latest(session, row), dt.datetime.now(dt.UTC)
            session.add(StoryVersionRow(story=row.id, number=latest.number + 1, texts=texts, scorecard=None, created=now))
            _changed(row, now)
            session.flush()
            return _noun(session, row)

    def delete(self, id: str) -> None:
        """Delete a story with its editions. InputError where this owner has none of that id."""
        with self._database.writing() as session:
            session.delete(self._row(session, id, hold=True))

    def _row(self, session: Session, id: str, *, hold: bool = False) -> StoryRow:
        row = session.get(StoryRow, id, with_for_update=True if hold else None)
        if row is None or row.owner != self._owner:
            raise InputError("not_found", "there is no such story; see the list of yours", name=id[:80])
        return row

    def _held(self, session: Session, id: str, *, version: int) -> StoryRow:
        row = self._row(session, id, hold=True)
        if row.version != version:
            raise InputError("changed_elsewhere", "this story was changed in another window meanwhile; both texts are shown")
        return row

    def _latest(self, session: Session, row: StoryRow) -> StoryVersionRow:
        query = select(StoryVersionRow).where(StoryVersionRow.story == row.id).order_by(StoryVersionRow.number.desc()).limit(1)
        return session.scalars(query).one()


class Defences:
    """What an owner answered to the claims of a preparation's CV; on preparations of others there is nothing."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def kept(self, preparation: str, claims: tuple[Defence, ...]) -> tuple[Defence, ...]:
        """The claims with what is kept of them. InputError where this owner has no such preparation."""
        with self._database.reading() as session:
            _owned(session, preparation, self._owner)
            rows = session.scalars(select(DefenceRow).where(DefenceRow.preparation == preparation))
            held = {row.claim: row for row in rows}
            return tuple(_with(claim, held.get(claim.key)) for claim in claims)

    def write(
        self, preparation: str, claim: Defence, *, version: int, answer: str | None = None, state: DefenceState | None = None
    ) -> Defence:
        """Keep an answer as it was typed, a state, or both; ``version`` is that of the claim as it was seen, 0 for nothing kept.

        InputError where there is no such preparation, or the claim was changed after ``version`` was read.
        """
        with self._database.writing() as session:
            _owned(session, preparation, self._owner, hold=True)
            row = session.get(DefenceRow, (preparation, claim.key))
            if (row.version if row is not None else 0) != version:
                raise InputError("changed_elsewhere", "this claim was changed in another window meanwhile; both texts are shown")
            now = dt.datetime.now(dt.UTC)
            if row is None:
                row = DefenceRow(
                    preparation=preparation, claim=claim.key, state="open", answer="", scorecard=None, version=0, updated=now
                )  # fmt: skip
                session.add(row)
            row.answer = row.answer if answer is None else answer
            row.state = row.state if state is None else state
            row.version += 1
            row.updated = now
            return _with(claim, row)


def _noun(session: Session, row: StoryRow) -> Story:
    return _nouns(session, [row])[0]


def _nouns(session: Session, rows: Sequence[StoryRow]) -> list[Story]:
    """The stories of these rows, their editions looked up at once."""
    query = select(StoryVersionRow).where(StoryVersionRow.story.in_([row.id for row in rows])).order_by(StoryVersionRow.number.desc())
    editions: dict[str, list[StoryVersionRow]] = {}
    for each in session.scalars(query):
        editions.setdefault(each.story, []).append(each)
    return [_told(row, editions[row.id]) for row in rows]


def _told(row: StoryRow, editions: Sequence[StoryVersionRow]) -> Story:
    """A row with its editions, the latest first, as the noun it is."""
    marked = next((each for each in editions if each.scorecard is not None), None)
    return Story(
        id=row.id, owner=row.owner, preparation=row.preparation, key=row.key, title=row.title, parts=_parts(editions[0].texts),
        data=StoryData.model_validate(row.data), edition=editions[0].number,
        scorecard=Scorecard.model_validate(marked.scorecard) if marked else None, marked_edition=marked.number if marked else None,
        version=row.version, archived=row.archived, created=row.created, updated=row.updated,
    )  # fmt: skip


def _owned(session: Session, preparation: str, owner: str, *, hold: bool = False) -> None:
    """InputError where the owner has no such preparation; ``hold`` lets nobody else begin something of it until the session ends."""
    row = session.get(PreparationRow, preparation, with_for_update=True if hold else None)
    if row is None or row.owner != owner:
        raise InputError("not_found", "there is no such preparation; see the list of yours", name=preparation[:80])


def _changed(row: StoryRow, moment: dt.datetime) -> None:
    row.version += 1
    row.updated = moment


def _edition(session: Session, row: StoryRow, number: int) -> StoryVersionRow:
    found = session.get(StoryVersionRow, (row.id, number))
    if found is None:
        raise InputError("not_found", "there is no such version of this story; reload its page", name=str(number))
    return found


def _title(title: str) -> str:
    """A title as one line. InputError where it is empty or over 200 characters."""
    said = " ".join(title.replace("\0", " ").split())
    if not said:
        raise InputError("no_title", "give the story a name of a few words", name="the name")
    if len(said) > MOST_TITLE:
        raise InputError("too_long", f"is over {MOST_TITLE} characters; give a shorter one", name="the name")
    return said


def _texts(parts: Mapping[StoryPartName, StoryPart]) -> dict[str, object]:
    return {name: part.model_dump(mode="json") for name, part in parts.items()}


def _parts(texts: Mapping[str, object]) -> dict[StoryPartName, StoryPart]:
    return {name: StoryPart.model_validate(part) for name, part in texts.items()}  # type: ignore[misc]


def _written(row: StoryVersionRow) -> bool:
    return any(part.by == "person" for part in _parts(row.texts).values())


def _edition_of(row: StoryVersionRow) -> StoryEdition:
    scorecard = Scorecard.model_validate(row.scorecard) if row.scorecard is not None else None
    return StoryEdition(number=row.number, parts=_parts(row.texts), scorecard=scorecard, created=row.created)


def _with(claim: Defence, row: DefenceRow | None) -> Defence:
    if row is None:
        return claim
    return claim.model_copy(update={"state": row.state, "answer": row.answer, "version": row.version, "updated": row.updated})
