"""How long-running verbs stop."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(SystemExit):
    """The system asked the process to end (SIGTERM)."""


@contextmanager
def stoppable(*, code: int = 0) -> Iterator[None]:
    """Within this, SIGTERM ends the block as Ctrl-C does, so that what is open is closed; the process then exits with ``code``."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped(code)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
