"""What several processes do to one database at once: each thing is there once, and no change is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from loopready.adapters.database import Database, Files, Preparations, upgrade
from loopready.adapters.database.accounts import ensure_personal
from loopready.model import Asked, InputError, StoredFile
from pg import postgres_url

__all__ = ["postgres_url"]
pytestmark = pytest.mark.xdist_group("jobs")
TIMES = 8


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    address = request.getfixturevalue("postgres_url") if request.param == "postgres" else tmp_path / "store.sqlite"
    made = Database(address)
    upgrade(made)
    yield made
    made.close()


def at_once(do: Callable[[int], object]) -> list[object]:
    """Does a thing several times at the same moment; what each came to, errors of the input as their code."""
    barrier = Barrier(TIMES)

    def one(at: int) -> object:
        barrier.wait(60)
        try:
            return do(at)
        except InputError as error:
            return error.code

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(one, range(TIMES)))


def test_an_account_a_file_and_a_reading_are_kept_once(database: Database) -> None:
    at_once(lambda _: ensure_personal(database, "me"))
    files = Files(database, "me")
    kept = at_once(lambda _: files.put(b"a CV", name="cv.txt"))
    assert len(set(kept)) == 1
    file = kept[0]
    assert isinstance(file, StoredFile)
    assert at_once(lambda _: files.keep_reading(file.sha256, kind="cv", reader="1", read=file)) == [None] * TIMES
    assert files.reading(file.sha256, kind="cv", reader="1", as_=StoredFile) == file


def test_of_changes_to_one_version_one_is_made(database: Database) -> None:
    ensure_personal(database, "me")
    file = Files(database, "me").put(b"a CV", name="cv.txt")
    preparations = Preparations(database, "me")
    made = preparations.add(Asked(cv=file, job=file))
    came_to = at_once(lambda at: preparations.change(made.id, version=1, title=f"title {at}").title)
    assert came_to.count("changed_elsewhere") == TIMES - 1
    assert preparations.get(made.id).title in came_to and preparations.get(made.id).version == 2
