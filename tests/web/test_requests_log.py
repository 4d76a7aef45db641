"""The log of a whole session holds nobody's words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from starlette.responses import PlainTextResponse

from hosted_site import PASSWORD, Visitor, account_for
from loopready.app.service import Service
from loopready.model import InputError
from loopready.web import requests_log
from loopready.web.requests_log import Discreet, log_to_standard_error
from web_site import Site

SECRETS = ("Halvorsen", "Noor", "noor.ha@", "Ada Candidate", "ada@example.org", "own-cv", "quarterly", "Cold Storage", PASSWORD)


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the server's handler writes, at its usual levels."""
    root = logging.getLogger()
    before, level, requests = root.handlers[:], root.level, requests_log.REQUESTS.level
    log_to_standard_error(requests=True)
    out = StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    yield out
    root.handlers[:] = before
    root.setLevel(level)
    requests_log.REQUESTS.setLevel(requests)


def test_a_whole_session_is_logged_without_a_word_of_it(hosted: Service, log: StringIO) -> None:
    site = Visitor(hosted, account_for(hosted, "ada@example.org", name="Ada Candidate"))
    id = site.prepared()
    site.get(f"/preparations/{id}?find=quarterly")
    site.post("/preparations", {"posting": ""})
    site.get("/preparations/quarterly")
    site.get("/nowhere/quarterly")
    site.post("/sign-in", {"email": "ada@example.org", "password": "wrong " + PASSWORD})
    said = log.getvalue()
    assert "GET /preparations/{id} 200" in said and "POST /sign-in 422" in said and "GET - 404" in said
    assert [secret for secret in (*SECRETS, id) if secret in said] == []


def test_an_error_is_logged_without_its_words(site: Site, log: StringIO) -> None:
    @site.client.app.get("/broken")  # type: ignore[attr-defined]
    def broken() -> PlainTextResponse:
        try:
            raise InputError("x", "quarterly figures of Noor")
        except InputError as error:
            raise RuntimeError("could not read quarterly figures of Noor") from error

    with pytest.raises(RuntimeError) as caught:
        site.client.get("/broken")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=caught.value)
    said = log.getvalue()
    assert "builtins.RuntimeError at" in said and "because of loopready.model.errors.InputError at" in said and " broken" in said
    assert "GET /broken 500" in said and "quarterly" not in said and "Noor" not in said


def test_other_libraries_say_where_and_not_what(log: StringIO) -> None:
    logging.getLogger("trafilatura.core").error("empty document: %s", "Noor")
    logging.getLogger("other").warning(f"could not open {'own-cv'}.pdf")
    said = log.getvalue()
    assert "trafilatura.core said something at test_requests_log.py:" in said
    assert "Noor" not in said and "own-cv" not in said


def test_a_planted_line_would_be_seen(log: StringIO) -> None:
    logging.getLogger("loopready.planted").warning("read the CV of %s", "Noor")
    assert "Noor" in log.getvalue(), "our own messages are written as they are: they must name nobody"


def test_the_formatter_is_the_one_in_use(log: StringIO) -> None:
    assert isinstance(logging.getLogger().handlers[0].formatter, Discreet)
