"""What was practised is read by owner, preparation, question, signal and time; nobody else's is."""

from __future__ import annotations

import datetime as dt

import pytest

from database_things import ME, OTHER, prepared
from loopready.adapters.database import Database
from loopready.adapters.database.practice_tables import TurnRow
from loopready.adapters.database.practised import PractisedTurns
from loopready.model import InputError, Preparation
from practice_rows import BEGAN, interview, keep, question, turn


@pytest.fixture
def mine(database: Database) -> Preparation:
    made = prepared(database)
    theirs = prepared(database, owner=OTHER)
    people, cost = question("questions/a", "people"), question("questions/b", "cost", "people")
    keep(
        database,
        interview("i2", turn("t3", people, day=5, overall=80), day=5, preparation=made.id),
        interview("i1", turn("t1", people), turn("t2", cost, day=1), turn("open", cost, state="open"), preparation=made.id),
        interview("i0", turn("waits", cost, state="waiting"), preparation=made.id),
        interview("i3", turn("t4", people, day=6), day=6),
        interview("i4", turn("x", people), owner=OTHER, preparation=theirs.id),
    )
    return made


def test_sessions_come_in_order_with_the_answers_of_a_preparation(database: Database, mine: Preparation) -> None:
    held = PractisedTurns(database, ME)
    assert [(each.id, [one.id for one in each.turns]) for each in held.sessions(mine.id)] == [("i1", ["t1", "t2", "open"]), ("i2", ["t3"])]
    assert [each.id for each in held.sessions()] == ["i1", "i2", "i3"]
    first = held.sessions(mine.id)[0].turns[0]
    assert first.scorecard is not None and first.scorecard.overall == 75 and first.answered == BEGAN


def test_answers_are_found_by_question_signal_and_time(database: Database, mine: Preparation) -> None:
    held = PractisedTurns(database, ME)
    assert [each.id for each in held.answers()] == ["t1", "t2", "t3", "t4"]
    assert [each.id for each in held.answers(mine.id, question="questions/a")] == ["t1", "t3"]
    assert [each.id for each in held.answers(mine.id, signal="cost")] == ["t2"]
    assert [each.id for each in held.answers(since=BEGAN + dt.timedelta(days=5))] == ["t3", "t4"]


def test_the_mark_changes_with_every_change_of_an_answer(database: Database, mine: Preparation) -> None:
    held = PractisedTurns(database, ME)
    seen = [held.mark(mine.id)]
    with database.writing() as session:
        session.get_one(TurnRow, "t1").version += 1
    seen.append(held.mark(mine.id))
    with database.writing() as session:
        session.get_one(TurnRow, "t1").overall = 10
    seen.append(held.mark(mine.id))
    with database.writing() as session:
        session.delete(session.get_one(TurnRow, "t3"))
    seen.append(held.mark(mine.id))
    assert len(set(seen)) == 4 and held.mark(prepared(database).id) == ""


def test_another_persons_answers_are_not_found(database: Database, mine: Preparation) -> None:
    theirs = PractisedTurns(database, OTHER)
    for ask in (theirs.sessions, theirs.answers):
        with pytest.raises(InputError, match="no such preparation"):
            ask(mine.id)
    assert theirs.mark(mine.id) == "" and [each.id for each in theirs.answers()] == ["x"]
