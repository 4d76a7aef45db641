"""Notes and questions of real interviews: guarded, scoped, gone with the preparation; the sums hold counts alone and stay."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from database_things import ME, OTHER, at_once, prepared
from loopready.adapters.database import Database, Preparations
from loopready.adapters.database.afterwards import Afterwards, forget_sums, ticks_of
from loopready.adapters.database.practice_tables import SignalCountRow
from loopready.model import InputError, Odds

SIGNALS: dict[str, str | None] = {
    "questions/a": "people",
    "questions/b": "people",
    "questions/c": "cost",
    "bank/d": "cost",
    "bank/e": "cost",
}


def test_a_note_is_kept_by_field_and_names_the_version_it_saw(database: Database) -> None:
    made, mine = prepared(database), Afterwards(database, ME)
    note = mine.add_note(made.id, round="people", held="2026-11-26")
    one = mine.write_note(made.id, note.id, texts={"asked": "Why “here”?\n", "told": "the cache"}, version=1)
    two = mine.write_note(made.id, note.id, texts={"told": "the queue"}, version=one.version)
    assert two.texts == {"asked": "Why “here”?\n", "told": "the queue"} and two.version == 3
    with pytest.raises(InputError) as caught:
        mine.write_note(made.id, note.id, texts={"told": "lost?"}, version=1)
    assert caught.value.code == "changed_elsewhere" and mine.notes(made.id) == [two]
    earlier = mine.add_note(made.id, round="recruiter", held="2026-11-20")
    assert [each.id for each in mine.notes(made.id)] == [earlier.id, note.id]
    mine.delete_note(made.id, earlier.id)
    assert [each.id for each in mine.notes(made.id)] == [note.id]


def test_two_writers_at_once_do_not_lose_a_word(database: Database) -> None:
    made, mine = prepared(database), Afterwards(database, ME)
    note = mine.add_note(made.id, round="people", held="2026-11-26")
    found = at_once(*[lambda text=text: mine.write_note(made.id, note.id, texts={"told": text}, version=1) for text in "ab"])  # type: ignore[misc]
    assert sum(isinstance(each, InputError) for each in found) == 1


def test_ticks_are_kept_and_counted_by_signal(database: Database) -> None:
    made, mine = prepared(database), Afterwards(database, ME)
    told = mine.tell(made.id, guide="g", signals=SIGNALS, asked=["questions/a", "bank/d"], seen="")
    assert sorted((each.question, each.asked) for each in told) == [
        ("bank/d", True), ("questions/a", True), ("questions/b", False), ("questions/c", False),
    ]  # fmt: skip
    assert mine.sums("g") == {
        "signals/people": Odds(listed=2, asked=1), "signals/cost": Odds(listed=1, asked=0), "missed/cost": Odds(listed=0, asked=1),
    }  # fmt: skip
    with pytest.raises(InputError, match="another window"):
        mine.tell(made.id, guide="g", signals=SIGNALS, asked=[], seen="")
    mine.tell(made.id, guide="g", signals=SIGNALS, asked=["questions/a", "questions/c"], seen=ticks_of(told))
    assert mine.sums() == {
        "signals/people": Odds(listed=2, asked=1), "signals/cost": Odds(listed=1, asked=1), "missed/cost": Odds(listed=0, asked=0),
    }  # fmt: skip


def test_a_question_nobody_foresaw_is_the_persons_and_only_its_signal_is_counted(database: Database) -> None:
    made, mine = prepared(database), Afterwards(database, ME)
    own = mine.add_own(made.id, guide="g", text="What would Firn Bakery lose without you?", signal="people")
    mine.add_own(made.id, guide="g", text="Why?", signal=None)
    assert mine.sums() == {"missed/people": Odds(asked=1), "missed/": Odds(asked=1)}
    with database.reading() as session:
        assert "Firn" not in str([vars(row) for row in session.scalars(select(SignalCountRow))])
    mine.drop_own(made.id, own.id)
    assert [each.own for each in mine.questions(made.id)] == ["Why?"] and mine.sums()["missed/people"] == Odds()
    with pytest.raises(InputError, match="no such question"):
        mine.drop_own(made.id, own.id)


def test_rows_go_with_the_preparation_and_the_sums_stay(database: Database) -> None:
    made, mine = prepared(database), Afterwards(database, ME)
    mine.tell(made.id, guide="g", signals=SIGNALS, asked=["questions/a"], seen="")
    mine.add_note(made.id, round="people", held="2026-11-26")
    Preparations(database, ME).delete(made.id)
    assert mine.all_questions() == [] and mine.sums()["signals/people"] == Odds(listed=2, asked=1)
    assert Afterwards(database, OTHER).sums() == mine.sums()
    forget_sums(database, ME)
    assert mine.sums() == {}


def test_two_people_who_tell_at_once_are_both_counted(database: Database) -> None:
    mine, theirs = prepared(database), prepared(database, owner=OTHER)
    tell = [lambda id=id, owner=owner: Afterwards(database, owner).tell(id, guide="g", signals=SIGNALS, asked=["questions/a"], seen="")
            for id, owner in ((mine.id, ME), (theirs.id, OTHER))]  # type: ignore[misc]  # fmt: skip
    found = at_once(*tell)
    assert not any(isinstance(each, BaseException) for each in found), found
    assert Afterwards(database, ME).sums()["signals/people"] == Odds(listed=4, asked=2)


def test_another_persons_are_not_found(database: Database) -> None:
    made, mine, other = prepared(database), Afterwards(database, ME), Afterwards(database, OTHER)
    note = mine.add_note(made.id, round="people", held="2026-11-26")
    own = mine.add_own(made.id, guide="g", text="Why?", signal=None)
    theirs = prepared(database, owner=OTHER)
    acts = (
        lambda: other.notes(made.id),
        lambda: other.questions(made.id),
        lambda: other.add_note(made.id, round="x", held="2026-11-26"),
        lambda: other.write_note(made.id, note.id, texts={}, version=1),
        lambda: other.write_note(theirs.id, note.id, texts={}, version=1),
        lambda: other.delete_note(theirs.id, note.id),
        lambda: other.tell(made.id, guide="g", signals=SIGNALS, asked=[], seen=""),
        lambda: other.add_own(made.id, guide="g", text="x", signal=None),
        lambda: other.drop_own(theirs.id, own.id),
    )
    for act in acts:
        with pytest.raises(InputError) as caught:
            act()
        assert caught.value.code == "not_found"
    assert other.all_questions() == [] and mine.notes(made.id) == [note] and mine.questions(made.id) == [own]
