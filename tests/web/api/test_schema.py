"""Whatever is sent, the API does what its description says (schemathesis: made from the description, with a fixed seed)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from loopready.adapters.database import Database
from loopready.app import guides, tokens
from loopready.app.prepare import Pipeline
from loopready.app.service import PERSONAL, Service
from loopready.web import WebSettings, create_app
from loopready.web.api import PREFIX, make_api

EXAMPLES = 12
"""Cases made up per operation, beside those that cover each keyword of its schema."""
FEW = 3
"""The same for exercises and tools, whose bodies are small and alike."""
_SMALL = r"^/(incidents|conversations|designs|papers|tools|kept-tools)\b"
_PROJECT = ProjectConfig(request_timeout=60, generation=GenerationConfig(max_examples=EXAMPLES, deterministic=True, database="none"))


class _Server:
    """The application under test: the bare API, which describes itself while tests are collected; then a server's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


_SERVER = _Server(Starlette(routes=[Mount(PREFIX, make_api())]))
schema = schemathesis.openapi.from_asgi(
    f"{PREFIX}/openapi.json", _SERVER, config=SchemathesisConfig(seed=7, projects=ProjectsConfig(default=_PROJECT))
)
# Left out: "positive data is accepted". A text that fits the schema is still no CV, and is refused with 422.
_LEFT_OUT = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]


@pytest.fixture(scope="module")
def token(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A token of a hosted server, which the schema's requests go to."""
    made = Service(database=Database(tmp_path_factory.mktemp("api") / "api.sqlite"), pipeline=pipeline)
    _SERVER.app = create_app(made, settings=WebSettings(hosted=True, hosts=frozenset({"testserver"})))
    guides.found("interview")  # the library is compiled once, not within the time of a request
    yield tokens.made(made.database, PERSONAL, name="schemathesis")[1]
    made.jobs.close()
    made.database.close()


@schema.exclude(path_regex=_SMALL).parametrize()
@settings(deadline=None, database=None, max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_it_says(case: schemathesis.Case, token: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=_LEFT_OUT)


@schema.include(path_regex=_SMALL).parametrize()
@settings(deadline=None, database=None, max_examples=FEW, derandomize=True, suppress_health_check=list(HealthCheck))
def test_exercises_and_tools_do_what_they_say(case: schemathesis.Case, token: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=_LEFT_OUT)
