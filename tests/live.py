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
from loopready.model import Asked, Preparation
from loopready.web import WebSettings, create_app
from warm import warm_pipeline


@contextmanager
def served(service: Service, *, settings: WebSettings | None = None) -> Iterator[str]:
    """The address at which a service is served while the block runs."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    app = create_app(service, settings=settings)
    # Without a log set-up of its own: it would change the loggers of the whole test process.
    config = uvicorn.Config(app, log_config=None, log_level="warning", access_log=False, lifespan="on", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        end = time.monotonic() + 60
        while not server.started:
            assert thread.is_alive() and time.monotonic() < end, "the server does not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        listening.close()


@contextmanager
def live_site(folder: Path, *, pipeline: Pipeline | None = None, settings: WebSettings | None = None) -> Iterator[tuple[str, Service]]:
    """The address of a running site whose data lie in ``folder``, and its service. Both end with the block."""
    service = Service(database=Database(folder / "live.sqlite"), pipeline=pipeline or warm_pipeline())
    try:
        with served(service, settings=settings) as address:
            yield address, service
    finally:
        leave(service)


def leave(service: Service) -> None:
    """End a service but for its pipeline, which others use too."""
    service.wait_until_warm()
    service.jobs.close()
    service.stages.close()
    service.database.close()


class LiveSite:
    """A running site, its address and the service behind it."""

    def __init__(self, service: Service, address: str) -> None:
        self.service = service
        self.address = address

    def prepare(self, cv: bytes, job: bytes, *, cv_name: str = "cv.txt", job_name: str = "job.txt", **asked: object) -> Preparation:
        """A finished preparation of these files."""
        desk = self.service.desk()
        made = desk.submit(
            Asked.model_validate({"cv": desk.put(cv, name=cv_name), "job": desk.put(job, name=job_name), **asked})
        )  # fmt: skip
        return self.ended(made.id)

    def ended(self, id: str) -> Preparation:
        """The preparation when its present run has ended."""
        end = time.monotonic() + 60
        while (made := self.service.desk().preparations.get(id)).state in ("queued", "running"):
            assert time.monotonic() < end, "the run does not end"
            time.sleep(0.02)
        return made


@contextmanager
def running(folder: Path) -> Iterator[LiveSite]:
    """A site that runs while the block does."""
    with live_site(folder) as (address, service):
        yield LiveSite(service, address)
