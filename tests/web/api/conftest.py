"""The API in both modes."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from api_program import Program
from loopready.app import tokens
from loopready.app.service import PERSONAL, Service
from loopready.web import WebSettings, create_app


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
