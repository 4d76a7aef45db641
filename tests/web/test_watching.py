"""One look serves all who wait."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from loopready.app.sample import CV, JOB
from loopready.app.service import Mark, Service
from loopready.model import Asked
from loopready.web import watching
from loopready.web.watching import Watch

STEPS = [Mark(1, "queued", None), Mark(1, "running", "reading_cv"), Mark(1, "done", None)]


Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """In a thread of its own: a browser's tests before it in this process have left a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


class Store:
    """Marks that go one step further with each look, and then are gone."""

    def __init__(self) -> None:
        self.looks: list[set[str]] = []

    def look(self, ids: Collection[str]) -> dict[str, Mark]:
        self.looks.append(set(ids))
        at = len(self.looks) // 3
        return {id: STEPS[at] for id in ids if id != "none"} if at < len(STEPS) else {}


async def _followed(watch: Watch, id: str) -> list[Mark | None]:
    return [mark async for mark in watch.changes(id)]


def test_twenty_who_wait_share_each_look() -> None:
    store = Store()

    async def crowd() -> list[list[Mark | None]]:
        watch = Watch(store.look, seconds=0.02)
        return await asyncio.gather(*(_followed(watch, str(n % 10)) for n in range(20)))

    told = run(crowd())
    assert all(marks[-1] == STEPS[-1] and len(marks) == len(set(marks)) for marks in told)
    assert len(store.looks) < 20
    assert store.looks[-1] == {str(n) for n in range(10)}


def test_who_leaves_is_not_looked_for_any_more() -> None:
    store = Store()

    async def leave() -> None:
        watch = Watch(store.look, seconds=0.001)
        marks = watch.changes("a")
        await anext(marks)
        await marks.aclose()
        await _followed(watch, "b")

    run(leave())
    assert store.looks[0] == {"a"} and set.union(*store.looks[1:]) == {"b"}


def test_what_is_not_there_ends_at_once() -> None:
    assert run(_followed(Watch(Store().look, seconds=0.001), "none")) == []


def test_a_long_wait_gets_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "KEEP_ALIVE_SECONDS", 0.0)
    told = run(_followed(Watch(Store().look, seconds=0.001), "a"))
    assert None in told and [mark for mark in told if mark] == STEPS


def test_marks_come_from_the_store(service: Service) -> None:
    desk = service.desk()
    made = desk.preparations.add(Asked(cv=desk.put(CV.encode(), name="cv.txt"), job=desk.put(JOB.encode(), name="job.txt")))
    assert service.marks([made.id, "none"]) == {made.id: STEPS[0]}


def test_warming_keeps_nothing(service: Service) -> None:
    service.warm()
    service.wait_until_warm()
    assert service.desk().preparations.count() == 0 and service.desk().cvs() == []
