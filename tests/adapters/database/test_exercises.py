"""Exercises: what was done is kept, guarded by a version, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from database_things import OTHER, prepared
from loopready.adapters.database import Database, Exercises, Preparations
from loopready.model import Exercise, InputError


def begun(database: Database, *, preparation: str | None = None, owner: str = "me") -> Exercise:
    return Exercises(database, owner).create(
        kind="paper", item="rfc", title="An RFC", seed=2**40, data={"text": "é"}, preparation=preparation
    )


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as fault:
        call()
    return fault.value.code


def test_an_exercise_comes_back_as_it_was_made(database: Database) -> None:
    made = begun(database)
    assert Exercises(database, "me").get(made.id, "paper") == made
    assert (made.data, made.seed, made.state, made.version) == ({"text": "é"}, 2**40, "open", 1)


def test_what_is_saved_counts_on_and_an_older_view_is_refused(database: Database) -> None:
    mine, made = Exercises(database, "me"), begun(database)
    held = mine.save(made.id, {"text": "two"}, version=1, seconds=3.5, title="Ours")
    assert (held.version, held.data, held.seconds, held.title) == (2, {"text": "two"}, 3.5, "Ours")
    assert code_of(lambda: mine.save(made.id, {"text": "lost"}, version=1)) == "changed_elsewhere"
    assert mine.get(made.id).data == {"text": "two"}


def test_one_that_is_done_does_not_change_until_it_is_opened_again(database: Database) -> None:
    mine, made = Exercises(database, "me"), begun(database)
    done = mine.finish(made.id, {"text": "end"}, version=1, score=62.5)
    assert (done.state, done.score) == ("done", 62.5) and done.ended is not None
    assert code_of(lambda: mine.save(made.id, {}, version=done.version)) == "changed_elsewhere"
    again = mine.reopen(made.id, version=done.version)
    assert (again.state, again.score, again.ended) == ("open", None, None)
    assert mine.save(made.id, {"text": "more"}, version=again.version).data == {"text": "more"}


def test_lists_hold_what_was_asked_for_the_last_touched_first(database: Database) -> None:
    mine = Exercises(database, "me")
    on = prepared(database).id
    first, second = begun(database), begun(database, preparation=on)
    drill = mine.create(kind="drill", item="budget", data={})
    begun(database, owner=OTHER)
    mine.save(first.id, {"text": "touched"}, version=1)
    assert [each.id for each in mine.all()] == [first.id, drill.id, second.id]
    assert [each.id for each in mine.all(kind="paper", preparation=on)] == [second.id]
    assert mine.all(kind="drill", item=OTHER) == []


def test_another_owners_is_not_there(database: Database) -> None:
    made = begun(database)
    theirs = Exercises(database, OTHER)
    for call in (
        lambda: theirs.get(made.id), lambda: theirs.save(made.id, {}, version=1), lambda: theirs.delete(made.id),
        lambda: theirs.finish(made.id, {}, version=1, score=None), lambda: theirs.reopen(made.id, version=1),
        lambda: Exercises(database, "me").get(made.id, "drill"),
        lambda: begun(database, owner=OTHER, preparation=prepared(database).id),
    ):  # fmt: skip
        assert code_of(call) == "not_found"
    assert Exercises(database, "me").get(made.id) == made


def test_it_goes_with_its_preparation_and_by_itself(database: Database) -> None:
    mine, on = Exercises(database, "me"), prepared(database).id
    hung, free = begun(database, preparation=on), begun(database)
    Preparations(database, "me").delete(on)
    assert code_of(lambda: mine.get(hung.id)) == "not_found"
    mine.delete(free.id)
    assert mine.all() == []
