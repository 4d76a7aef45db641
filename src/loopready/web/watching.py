"""One look for all who wait: how far the preparations are that pages and programs follow."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from loopready.app.service import Mark

LOOK_SECONDS = 0.05
"""How often is looked while somebody waits."""
KEEP_ALIVE_SECONDS = 10.0


Look = Callable[[Collection[str]], dict[str, Mark]]
"""The marks of preparations by id; one that is gone has none."""


class Watch:
    """Looks for all followers at once, at most every ``LOOK_SECONDS``.

    Why: fifty people who wait would else ask the database a thousand times a second.
    """

    def __init__(self, look: Look, *, seconds: float = LOOK_SECONDS) -> None:
        self._look = look
        self._seconds = seconds
        self._followed: Counter[str] = Counter()
        self._marks: dict[str, Mark] = {}
        self._looked = float("-inf")
        """When the last look that has ended began."""
        self._looking = False

    async def changes(self, id: str) -> AsyncGenerator[Mark | None]:
        """Each new mark of a preparation, the present one first; None for a sign of life. Ends where the preparation is gone."""
        self._followed[id] += 1
        told: Mark | None = None
        joined = quiet = time.monotonic()
        try:
            while True:
                await self._refresh()
                if self._looked >= joined:
                    mark = self._marks.get(id)
                    if mark is None:
                        return
                    if mark != told:
                        told, quiet = mark, time.monotonic()
                        yield mark
                if time.monotonic() - quiet >= KEEP_ALIVE_SECONDS:
                    quiet = time.monotonic()
                    yield None
                await asyncio.sleep(self._seconds)
        finally:
            self._followed[id] -= 1
            if not self._followed[id]:
                del self._followed[id]
                self._marks.pop(id, None)

    def is_followed(self, id: str) -> bool:
        """Whether somebody waits for a preparation now."""
        return id in self._followed

    async def _refresh(self) -> None:
        """Look, unless somebody has just looked or does so now."""
        begun = time.monotonic()
        if self._looking or begun - self._looked < self._seconds * 0.9:
            return
        self._looking = True
        try:
            self._marks = await run_in_threadpool(self._look, list(self._followed))
            self._looked = begun
        finally:
            self._looking = False


def watch_of(request: Request) -> Watch:
    """The watch of this server."""
    watch: Watch = request.app.state.watch
    return watch


TheWatch = Annotated[Watch, Depends(watch_of)]
