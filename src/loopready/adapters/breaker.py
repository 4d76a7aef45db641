"""A breaker: a server that fails again and again is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from threading import Lock

FAILURES = 3
"""So many calls that fail one after the other open it."""
REST_SECONDS = 30.0
"""How long it stays open; then one call is let through to see."""


class Breaker:
    """Counts the failures of one server. ``clock`` gives seconds that only grow."""

    def __init__(self, *, failures: int = FAILURES, rest: float = REST_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rest, self._clock = failures, rest, clock
        self._failed = 0
        self._until = 0.0
        self._lock = Lock()

    def rest(self) -> float:
        """Seconds for which no call is to be made; 0.0 where one may be, and then it is the only one that tries an open breaker."""
        with self._lock:
            if self._failed < self._most:
                return 0.0
            left = self._until - self._clock()
            if left > 0:
                return left
            self._until = self._clock() + self._rest
            return 0.0

    def worked(self) -> None:
        """A call was answered."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """A call was not answered, or in no time."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._until = self._clock() + self._rest


@cache
def breaker_of(server: str) -> Breaker:
    """The breaker of a server's address, one for all of this process."""
    return Breaker()
