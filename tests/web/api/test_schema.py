"""Whatever is sent, the API does what its description says (schemathesis: made from the description, with a fixed seed)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig

from loopready.adapters.database import Database
from loopready.app import tokens
from loopready.app.prepare import Pipeline
from loopready.app.service import PERSONAL, Service
from loopready.web import WebSettings, create_app

EXAMPLES = 12
"""Cases made up per operation, beside those that cover each keyword of its schema."""


@pytest.fixture(scope="module")
def described(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """The description of a hosted server, and a token to it."""
    made = Service(database=Database(tmp_path_factory.mktemp("api") / "api.sqlite"), pipeline=pipeline)
    _, secret = tokens.made(made.database, PERSONAL, name="schemathesis")
    project = ProjectConfig(
        headers={"Authorization": f"Bearer {secret}"}, generation=GenerationConfig(max_examples=EXAMPLES, deterministic=True, database="none")
    )
    config = SchemathesisConfig(seed=7, projects=ProjectsConfig(default=project))
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(made, settings=WebSettings(hosted=True)), config=config)
    made.jobs.close()
    made.database.close()


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(deadline=None, database=None, max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_it_says(case: schemathesis.Case) -> None:
    # Left out: "positive data is accepted". A text that fits the schema is still no CV, and is refused with 422.
    case.call_and_validate(excluded_checks=[schemathesis.checks.CHECKS.get_one("positive_data_acceptance")])
