"""Answers as they came over the wire, well-behaved and lying: what a brief takes of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from loopready.adapters.breaker import Breaker
from loopready.adapters.openai_model import OpenAIModel
from loopready.app.model_writer import ModelWriter
from loopready.engines.gate import faults, ground_of
from loopready.model import Claim, QuoteCite
from model_server import ModelServer, open_model_server

CASSETTES = Path(__file__).parent / "cassettes"


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with open_model_server() as running:
        yield running


def _recorded(name: str) -> list[dict[str, Any]]:
    held = yaml.safe_load((CASSETTES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(held, list)
    return held


def _stands(server: ModelServer, recorded: dict[str, Any]) -> bool:
    """Whether the gate lets the recorded answer stand for its claim."""
    server.says = lambda body: recorded["answer"]
    quotes = {source: recorded[source] for source in ("cv", "job") if source in recorded}
    cites = tuple(QuoteCite(source=source, start=0, end=len(quote), quote=quote) for source, quote in quotes.items())  # type: ignore[arg-type]
    writer = ModelWriter(OpenAIModel(url=server.url, model="recorded", breaker=Breaker()), seconds=60)
    (text,) = writer.phrase([Claim(id="c", text=recorded["said"], cites=cites)])
    assert text is not None, writer.told()
    return not faults(text, ground_of(recorded["said"], person=[quotes["cv"]], posting=[quotes["job"]] if "job" in quotes else []))


@pytest.mark.parametrize("recorded", _recorded("lying"), ids=lambda recorded: str(recorded["said"])[:30])
def test_nothing_of_a_lying_model_stands(server: ModelServer, recorded: dict[str, Any]) -> None:
    assert not _stands(server, recorded)


def test_most_of_a_well_behaved_model_stands(server: ModelServer) -> None:
    """Most, not all: how many true sentences the gate refuses is measured on a larger set and published."""
    stands = [_stands(server, recorded) for recorded in _recorded("well_behaved")]
    assert sum(stands) > len(stands) // 2
