"""Logs without personal data: method, route, status and time of a request; of an error its kind and place, never its words.

A path holds ids, a query what somebody looked for, an error's message may quote a CV. None of it is written down.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from pathlib import PurePath
from types import TracebackType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = logging.getLogger("loopready.requests")
_OURS = ("loopready", "uvicorn")
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RequestLog:
    """Writes a line per request that is over: ``GET /preparations/{id} 200 12 ms``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not REQUESTS.isEnabledFor(logging.INFO):
            await self._app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_seen)
        finally:
            taken = (time.perf_counter() - began) * 1000
            REQUESTS.info("%s %s %d %.0f ms", scope["method"], template_of(scope), status, taken)


def template_of(scope: Scope) -> str:
    """The route's path with the names of its parameters, that of its mount before it; ``-`` where no route answered."""
    path = getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{path}" if path is not None else "-"


class Discreet(logging.Formatter):
    """Lines that quote nobody: our own messages, of others' only where they come from, and of an error its kinds and places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        if not record.name.startswith(_OURS):
            shown = logging.makeLogRecord({**record.__dict__, "msg": f"said something at {record.filename}:{record.lineno}", "args": ()})
            return super().format(shown)
        return super().format(record)

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802
        """An error as its kinds and places; the text of the lines is our code, the error's words are left out."""
        out, error = [], ei[1]
        while error is not None:
            places = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
            out.append(f"{type(error).__module__}.{type(error).__qualname__} at " + " > ".join(places))
            error = error.__cause__ or error.__context__
        return "\n  because of ".join(out)


def log_to_standard_error(*, requests: bool) -> None:
    """Sends what the server logs to standard error, discreetly; with ``requests``, a line per request too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    REQUESTS.setLevel(logging.INFO if requests else logging.WARNING)
