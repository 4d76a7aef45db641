"""Notes: kept by item, guarded by version, and nobody else's."""

from __future__ import annotations

import pytest

from loopready.adapters.database import Database, Files, Notes, Preparations
from loopready.model import Asked, InputError


@pytest.fixture
def preparation(database: Database) -> str:
    cv = Files(database, "me").put(b"a CV", name="cv.txt")
    return Preparations(database, "me").add(Asked(cv=cv, address="https://x.example")).id


def test_a_note_is_kept_and_counts_its_changes(database: Database, preparation: str) -> None:
    notes = Notes(database, "me")
    first = notes.write(preparation, "plan/first", "Read it aloud", version=0)
    second = notes.write(preparation, "plan/first", "Read it aloud twice", version=first.version)
    assert (first.version, second.version) == (1, 2)
    assert [(note.item, note.text) for note in notes.all(preparation)] == [("plan/first", "Read it aloud twice")]


def test_a_change_that_saw_an_older_note_is_refused_and_loses_nothing(database: Database, preparation: str) -> None:
    notes = Notes(database, "me")
    notes.write(preparation, "plan/first", "mine", version=0)
    for seen in (0, 2):
        with pytest.raises(InputError) as fault:
            notes.write(preparation, "plan/first", "from another tab", version=seen)
        assert fault.value.code == "changed_elsewhere"
    assert notes.all(preparation)[0].text == "mine"


def test_a_mark_does_not_stand_in_the_way_of_words(database: Database, preparation: str) -> None:
    notes = Notes(database, "me")
    assert notes.mark(preparation, "drills/d1", done=True).version == 0
    kept = notes.write(preparation, "drills/d1", "took 40 minutes", version=0)
    assert kept.done and kept.version == 1
    assert not notes.mark(preparation, "drills/d1", done=False).done
    assert notes.all(preparation)[0].text == "took 40 minutes"


def test_a_note_of_another_is_not_found(database: Database, preparation: str) -> None:
    other = Notes(database, "other")
    for call in (
        lambda: other.all(preparation),
        lambda: other.write(preparation, "plan/first", "x", version=0),
        lambda: other.mark(preparation, "plan/first", done=True),
    ):
        with pytest.raises(InputError) as fault:
            call()
        assert fault.value.code == "not_found"


def test_notes_go_with_their_preparation(database: Database, preparation: str) -> None:
    Notes(database, "me").write(preparation, "plan/first", "x", version=0)
    Preparations(database, "me").delete(preparation)
    with pytest.raises(InputError):
        Notes(database, "me").all(preparation)
