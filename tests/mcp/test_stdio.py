"""One process as a client starts it: the protocol on standard output and nothing else, and an end when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loopready.app.sample import CV, JOB

SECONDS = 120


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "cv.txt").write_text(CV)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "other.txt").write_text(CV)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "cv.txt").write_text(CV)
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-m", "loopready", "mcp", "--folder", "mine"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=places, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        yield started
        if started.poll() is None:
            started.kill()


class Wire:
    """Lines of the protocol over a process's pipes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._in, self._out, self._id = process.stdin, process.stdout, 0

    def tell(self, method: str, **params: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, **({"params": params} if params else {})})

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a request; every line that comes is a message of the protocol."""
        self._id += 1
        self._write({"jsonrpc": "2.0", "id": self._id, "method": method, "params": params})
        while True:
            message = json.loads(self._out.readline())
            assert message["jsonrpc"] == "2.0"
            if message.get("id") == self._id:
                result: dict[str, Any] = message["result"]
                return result

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        return self.ask("tools/call", name=tool, arguments=arguments)

    def _write(self, message: dict[str, Any]) -> None:
        self._in.write(json.dumps(message) + "\n")
        self._in.flush()


def test_a_client_that_starts_the_server_is_served_until_it_ends_it(process: subprocess.Popen[str]) -> None:
    wire = Wire(process)
    greeting = wire.ask("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "tests", "version": "1"})
    assert greeting["serverInfo"]["name"] == "loopready" and "cites" in greeting["instructions"]
    assert {"tools", "resources", "prompts"} <= set(greeting["capabilities"])
    wire.tell("notifications/initialized")
    assert len(wire.ask("tools/list")["tools"]) == 10
    made = wire.call("match", cv="mine/cv.txt", job=JOB, today="2026-11-23")
    assert not made.get("isError") and made["structuredContent"]["rows"]
    refused = wire.call("match", cv="outside/other.txt", job=JOB)
    assert refused["isError"] and "outside/other.txt: is in none of the folders that may be read (mine)" in refused["content"][0]["text"]
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, errors) == (0, "", "")
