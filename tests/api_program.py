"""A program that uses the API."""

from __future__ import annotations

import time
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from starlette.routing import Mount

from loopready.app.sample import CV, JOB


class Program:
    """A client of the API; ``token`` goes with each request."""

    def __init__(self, app: FastAPI, *, token: str | None = None) -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self.client = TestClient(app, base_url="http://127.0.0.1:8000", headers=headers, follow_redirects=False)

    @property
    def api(self) -> FastAPI:
        """The application of the API itself."""
        app: FastAPI = self.client.app  # type: ignore[assignment]
        (mount,) = [route for route in app.routes if isinstance(route, Mount) and route.path == "/api/v1"]
        found: FastAPI = mount.app  # type: ignore[assignment]
        return found

    def get(self, path: str, **more: Any) -> Response:
        return self.client.get(f"/api/v1{path}", **more)

    def post(self, path: str, **more: Any) -> Response:
        return self.client.post(f"/api/v1{path}", **more)

    def prepare(self, **fields: Any) -> str:
        """A preparation's id, when its run has ended."""
        answer = self.post("/prep", json={"cv_text": CV, "job_text": JOB, "today": "2026-11-23", **fields})
        assert answer.status_code == 202, answer.text
        id: str = answer.json()["id"]
        end = time.monotonic() + 60
        while self.get(f"/prep/{id}").json()["state"] in ("queued", "running"):
            assert time.monotonic() < end, "the run does not end"
            time.sleep(0.02)
        return id
