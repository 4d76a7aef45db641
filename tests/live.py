"""The site as a server on this machine, for a browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from loopready.adapters.database import Database
from loopready.app.prepare import Pipeline
from loopready.app.service import Service
from loopready.web import WebSettings, create_app


@contextmanager
def live_site(folder: Path, *, pipeline: Pipeline | None = None, settings: WebSettings | None = None) -> Iterator[tuple[str, Service]]:
    """The address of a running site whose data lie in ``folder``, and its service. Both end with the block."""
    service = Service(database=Database(folder / "live.sqlite"), pipeline=pipeline)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    config = uvicorn.Config(
        create_app(service, settings=settings), log_level="warning", access_log=False, lifespan="on", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        end = time.monotonic() + 60
        while not server.started:
            assert thread.is_alive() and time.monotonic() < end, "the server does not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", service
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        listening.close()
        service.close()
