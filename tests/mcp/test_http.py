"""Over HTTP: the SDK's client on loopback, and what is refused before a tool is reached."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from assistant_client import connected
from loopready.adapters.database import Database
from loopready.adapters.listening import opened_port
from loopready.app.handing import FileDoor
from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.mcp.opening import Opening
from loopready.mcp.server import make_server
from loopready.mcp.serving import MOST_BYTES, PATH, make_http

TOKEN = "a-token-for-the-tests-of-the-server"
_HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}},
}  # fmt: skip
_HEADERS = {"Accept": "application/json, text/event-stream"}


@pytest.fixture
def service(pipeline: Pipeline, tmp_path: Path) -> Iterator[Service]:
    made = Service(database=Database(tmp_path / "kept.sqlite"), pipeline=pipeline)
    yield made
    made.jobs.close()
    made.database.close()


def app_over(service: Service, **guards: Any) -> ASGIApp:
    return make_http(make_server(Opening(door=FileDoor(), service=service)), **guards)


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """The address of the application, served on loopback by a thread."""
    with opened_port("127.0.0.1", 0) as port:
        port.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port.getsockname()[1]}{PATH}"
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_is_served_texts_and_no_files(service: Service, tmp_path: Path, mode: str) -> None:
    (tmp_path / "cv.txt").write_text(CV)
    with listening(app_over(service)) as address, connected(address, mode=mode) as guest:
        assert len(guest.do("list_tools").tools) == 10
        assert guest.call("match", cv=CV, job=JOB, today="2026-11-23")["rows"]
        refused = guest.refused("match", cv=str(tmp_path / "cv.txt"), job=JOB)
        assert refused.endswith("cv.txt: is a file's path, and files are not opened over HTTP; give the text itself")
        assert guest.read("loopready://library/general")["title"]


def asked(app: ASGIApp, *, host: str = "127.0.0.1:8001", **headers: str | bytes) -> int:
    with TestClient(app, base_url=f"http://{host}") as client:
        return client.post(PATH, json=_HELLO, headers={**_HEADERS, **headers}).status_code


def test_another_host_or_origin_is_refused(service: Service) -> None:
    assert asked(app_over(service)) == 200
    assert asked(app_over(service), Origin="http://localhost:8001") == 200
    assert asked(app_over(service), host="evil.example") == 421
    assert asked(app_over(service), host="127.0.0.1.evil.example:8001") == 421
    assert asked(app_over(service), Origin="https://evil.example") == 403
    assert asked(app_over(service), Origin="null") == 403
    assert asked(app_over(service, hosts=("prep.example",), origins=("https://prep.example",)), host="prep.example") == 200
    outside = app_over(service, hosts=("prep.example",), origins=("https://prep.example",))
    assert asked(outside, host="prep.example", Origin="https://prep.example") == 200


def test_a_token_is_asked_for_where_there_is_one(service: Service) -> None:
    assert asked(app_over(service, token=TOKEN)) == 401
    assert asked(app_over(service, token=TOKEN), Authorization="Bearer wrong") == 401
    assert asked(app_over(service, token=TOKEN), Authorization=f"Basic {TOKEN}") == 401
    assert asked(app_over(service, token=TOKEN), Authorization=b"Bearer \xfc\xff") == 401
    assert asked(app_over(service, token=TOKEN), Authorization=f"Bearer {TOKEN}") == 200


def test_a_body_that_no_two_texts_fill_is_refused(service: Service) -> None:
    with TestClient(app_over(service), base_url="http://127.0.0.1:8001") as client:
        answer = client.post(PATH, content=b" " * (MOST_BYTES + 1), headers={**_HEADERS, "Content-Type": "application/json"})
        assert answer.status_code == 413
