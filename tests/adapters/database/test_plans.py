"""Plans: what they go by, guarded by version; what was done, and taken back; nobody else's."""

from __future__ import annotations

import datetime as dt

import pytest

from database_things import ME, OTHER, at_once, prepared
from loopready.adapters.database import Database, Plans
from loopready.adapters.database.practice_tables import CardRow, DefenceRow, ReviewRow
from loopready.model import InputError, PlanSettings

NOW = dt.datetime(2026, 11, 25, 18, 0, tzinfo=dt.UTC)
SETTINGS = PlanSettings(minutes_a_day=25, days_off=(6, 5), zone="Europe/Zurich")


@pytest.fixture
def preparation(database: Database) -> str:
    return prepared(database).id


def test_settings_are_kept_and_count_their_changes(database: Database, preparation: str) -> None:
    plans = Plans(database, ME)
    assert plans.settings(preparation) is None
    first = plans.set(preparation, SETTINGS)
    second = plans.set(preparation, first.model_copy(update={"minutes_a_day": 60}))
    assert (first.version, second.version) == (1, 2) and plans.settings(preparation) == second and second.days_off == (5, 6)


def test_a_change_that_saw_older_settings_is_refused(database: Database, preparation: str) -> None:
    plans = Plans(database, ME)
    plans.set(preparation, SETTINGS)
    with pytest.raises(InputError) as fault:
        plans.set(preparation, SETTINGS.model_copy(update={"minutes_a_day": 99}))
    assert fault.value.code == "changed_elsewhere"
    out = at_once(*[lambda n=n: plans.set(preparation, SETTINGS.model_copy(update={"minutes_a_day": n, "version": 1})) for n in (30, 40)])
    assert sum(isinstance(each, InputError) for each in out) == 1
    held = plans.settings(preparation)
    assert held is not None and held.version == 2 and held.minutes_a_day in (30, 40)


def test_what_was_done_is_kept_and_taken_back_once(database: Database, preparation: str) -> None:
    plans = Plans(database, ME)
    done = plans.do(preparation, "walk", minutes=10, at=NOW)
    plans.do(preparation, "asks", minutes=5, at=NOW + dt.timedelta(minutes=1))
    assert [(each.key, each.minutes) for each in plans.done(preparation)] == [("walk", 10), ("asks", 5)]
    assert plans.undo(preparation, done.id) == done
    with pytest.raises(InputError) as fault:
        plans.undo(preparation, done.id)
    assert fault.value.code == "not_found" and [each.key for each in plans.done(preparation)] == ["asks"]


def test_defended_claims_and_reviews_are_read(database: Database, preparation: str) -> None:
    with database.writing() as session:
        session.add(DefenceRow(preparation=preparation, claim="claims/x", state="open", answer="mine", scorecard=None, updated=NOW))
        words = {"key": "k", "kind": "fact", "front": "?", "back": "!", "data": {}}
        session.add(CardRow(id="c1", owner=ME, preparation=None, **words, memory=None, due=NOW, version=1, created=NOW, updated=NOW))
        session.flush()
        for n, at in enumerate((NOW - dt.timedelta(days=1), NOW)):
            session.add(ReviewRow(id=f"r{n}", card="c1", rating=3, seconds=None, at=at))
    plans = Plans(database, ME)
    assert [(each.claim, each.state, each.answer) for each in plans.defended(preparation)] == [("claims/x", "open", "mine")]
    assert plans.reviewed_since(NOW) == 1 and Plans(database, OTHER).reviewed_since(NOW) == 0


def test_plans_of_another_are_not_found(database: Database, preparation: str) -> None:
    Plans(database, ME).set(preparation, SETTINGS)
    done = Plans(database, ME).do(preparation, "walk", minutes=10, at=NOW)
    other = Plans(database, OTHER)
    for call in (
        lambda: other.settings(preparation),
        lambda: other.set(preparation, SETTINGS),
        lambda: other.done(preparation),
        lambda: other.do(preparation, "walk", minutes=1, at=NOW),
        lambda: other.undo(preparation, done.id),
        lambda: other.defended(preparation),
    ):
        with pytest.raises(InputError) as fault:
            call()  # type: ignore[no-untyped-call]
        assert fault.value.code == "not_found"
    theirs = prepared(database, owner=OTHER).id
    with pytest.raises(InputError):
        other.undo(theirs, done.id)
