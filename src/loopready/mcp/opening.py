"""The service behind the tools, opened when it is first needed."""

from __future__ import annotations

import threading

from loopready.app.assisting import Assistant
from loopready.app.handing import FileDoor
from loopready.app.service import Service


class Opening:
    """The assistant's door, opened once. Use as a context manager; what it opened is closed with it.

    Why: a client waits for a server's first answer, and the database takes longer than that.
    """

    def __init__(self, *, door: FileDoor, service: Service | None = None) -> None:
        self._door = door
        self._given = service
        self._assistant: Assistant | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Opening:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let running briefs end, and close what was opened."""
        if self._given is None and self._assistant is not None:
            self._assistant.service.close()

    @property
    def opens_files(self) -> bool:
        """Whether files may be named by their paths."""
        return self._door.opens

    def assistant(self) -> Assistant:
        """The assistant's door. OutsideError where the database does not answer."""
        with self._lock:
            if self._assistant is None:
                self._assistant = Assistant(self._given or Service(), door=self._door)
            return self._assistant
