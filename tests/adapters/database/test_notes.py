"""Notes: kept by item, guarded by version, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database, Notes, Preparations, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.model import Asked, InputError, StoredFile


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "notes.sqlite")
    upgrade(made)
    for owner in ("me", "other"):
        ensure_personal(made, owner)
    yield made
    made.close()


@pytest.fixture
def preparation(database: Database) -> str:
    return Preparations(database, "me").add(Asked(cv=StoredFile(sha256="0" * 64, name="cv.txt", size=1), address="https://x.example")).id


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
