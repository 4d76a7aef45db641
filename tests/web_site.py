"""A browser-like client of the site."""

from __future__ import annotations

import re
import time
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.web import WebSettings, create_app

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Site:
    """A client that follows redirects and sends the token of the page it saw last."""

    def __init__(self, service: Service, settings: WebSettings) -> None:
        self.client = TestClient(create_app(service, settings=settings), base_url="http://localhost", follow_redirects=True)
        self.token = ""

    def get(self, path: str, **more: Any) -> Response:
        answer = self.client.get(path, **more)
        found = _TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return answer

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Response:
        if not self.token:
            self.get("/")
        return self.client.post(path, data={"csrf": self.token, **(data or {})}, **more)

    def prepare(self, *, cv: str = CV, job: str = JOB, **fields: Any) -> str:
        """A finished preparation's id."""
        answer = self.post("/preparations", {"posting": job, **fields}, files={"cv": ("cv.txt", cv.encode())})
        assert answer.status_code == 200, answer.text
        id = answer.url.path.rsplit("/", 1)[-1]
        self.wait(id)
        return id

    def wait(self, id: str, *, owner: str = "me") -> None:
        """Until the present run has ended."""
        service: Service = self.client.app.state.service  # type: ignore[attr-defined]
        end = time.monotonic() + 60
        while service.desk(owner).preparations.get(id).state in ("queued", "running"):
            assert time.monotonic() < end, "the run does not end"
            time.sleep(0.02)
