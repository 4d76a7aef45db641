"""Lists of preparations: words, shelves, orders, pages; and that nothing of others is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database, Files, PreparationLists, Preparations, Stages, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.model import Asked, Digest, InputError

TODAY = "2026-11-26"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "lists.sqlite")
    upgrade(made)
    ensure_personal(made, "me")
    ensure_personal(made, "other")
    yield made
    made.close()


def asked(database: Database, owner: str, cv: str = "a", job: str = "b", *, on: str | None = None, name: str = "cv.pdf") -> Asked:
    files = Files(database, owner)
    return Asked(cv=files.put(cv.encode(), name=name), job=files.put(job.encode(), name="posting.html"), on=on)


def add(database: Database, *, owner: str = "me", title: str | None = None, **fields: str) -> str:
    return Preparations(database, owner).add(asked(database, owner, **fields), title=title).id


def ids(database: Database, **options: object) -> list[str]:
    return [row.id for row in PreparationLists(database, "me").listing(today=TODAY, **options).rows]  # type: ignore[arg-type]


def test_words_are_looked_for_in_title_firm_and_file_names_whatever_their_accents(database: Database) -> None:
    titled = add(database, title="Café 100% remote")
    filed = add(database, name="Résumé_final.pdf")
    found = add(database)
    stages = Stages(database)
    digest = Digest(seat="Ward Sister", firm="Calderwick", verdict="credible")
    stages.complete(found, 1, "composing", digest, digest=digest, seconds=1.0)
    assert ids(database, words="cafe REMOTE") == [titled]
    assert ids(database, words="100%") == [titled]
    assert ids(database, words="resume_final") == [filed]
    assert ids(database, words="calderwick sister") == [found]
    assert ids(database, words="calderwick manager") == []
    assert ids(database, words="%") == [titled]


def test_a_new_title_and_a_new_date_move_it_in_the_lists(database: Database) -> None:
    id = add(database)
    made = Preparations(database, "me").change(id, version=1, title="Northern lights")
    Preparations(database, "me").change(id, version=made.version, asked=asked(database, "me", on="2027-01-02"))
    soon = add(database, on="2026-12-01")
    assert ids(database, words="northern") == [id]
    assert ids(database, order="interview") == [soon, id]


def test_interviews_to_come_first_then_those_without_a_date_then_those_over(database: Database) -> None:
    none = add(database)
    over, long_over = add(database, on="2026-11-20"), add(database, on="2026-01-20")
    today, later = add(database, on=TODAY), add(database, on="2027-03-01")
    assert ids(database, order="interview") == [today, later, none, over, long_over]


def test_the_last_change_first_and_a_page_at_a_time(database: Database) -> None:
    made = [add(database) for _ in range(5)]
    Preparations(database, "me").change(made[1], version=1, title="touched")
    assert ids(database) == [made[1], made[4], made[3], made[2], made[0]]
    page = PreparationLists(database, "me").listing(today=TODAY, limit=2, offset=2)
    assert ([row.id for row in page.rows], page.total) == ([made[3], made[2]], 5)


def test_archived_ones_stand_on_a_shelf_of_their_own(database: Database) -> None:
    kept, shelved = add(database), add(database)
    Preparations(database, "me").change(shelved, version=1, archived=True)
    assert (ids(database), ids(database, archived=True)) == ([kept], [shelved])
    assert PreparationLists(database, "me").counts() == (1, 1)


def test_nothing_of_others_is_listed_or_reached(database: Database) -> None:
    theirs = add(database, owner="other", title="secret")
    mine = PreparationLists(database, "me")
    assert ids(database, words="secret") == []
    assert mine.sharing(cv=hashlib.sha256(b"a").hexdigest(), limit=9) == [] and mine.made([theirs]) == set()
    with pytest.raises(InputError, match="not here any more"):
        mine.several([theirs])
    with pytest.raises(InputError, match="no such preparation"):
        mine.going(theirs)


def test_what_goes_with_one_tells_files_that_nothing_else_uses(database: Database) -> None:
    first = add(database, cv="c" * 64, job="d" * 64)
    add(database, cv="c" * 64, job="e" * 64)
    going = PreparationLists(database, "me").going(first)
    assert (going.cv, going.job, going.notes, going.corrections, going.comments) == (False, True, 0, 0, 0)
