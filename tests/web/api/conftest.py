"""The API in both modes, and programs that use it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from loopready.app import tokens
from loopready.app.sample import CV, JOB
from loopready.app.service import PERSONAL, Service
from loopready.web import WebSettings, create_app

Post = Callable[..., Response]


class Program:
    """A client of the API; ``token`` goes with each request."""

    def __init__(self, app: FastAPI, *, token: str | None = None) -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self.client = TestClient(app, base_url="http://127.0.0.1:8000/api/v1", headers=headers, follow_redirects=False)

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


@pytest.fixture
def program(service: Service) -> Program:
    """A program on the person's own machine."""
    return Program(create_app(service))


@pytest.fixture
def hosted_app(service: Service) -> FastAPI:
    """The application with accounts."""
    return create_app(service, settings=WebSettings(hosted=True))


@pytest.fixture
def hosted(service: Service, hosted_app: FastAPI) -> Program:
    """A program with a token of a hosted account."""
    _, secret = tokens.made(service.database, PERSONAL, name="tests")
    return Program(hosted_app, token=secret)
