"""Answers as they came over the wire, well-behaved and lying: what a brief takes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from loopready.adapters.breaker import Breaker
from loopready.adapters.openai_model import OpenAIModel
from loopready.app.model_writer import ModelWriter
from loopready.app.writer_prompts import prompt_of
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


def _claim(said: str, quotes: Mapping[str, str]) -> Claim:
    cites = tuple(QuoteCite(source=source, start=0, end=len(quote), quote=quote) for source, quote in quotes.items())  # type: ignore[arg-type]
    return Claim(id="c", text=said, cites=cites)


def _stands(server: ModelServer, recorded: dict[str, Any]) -> bool:
    """Whether the gate lets the recorded answer stand for its claim."""
    server.says = lambda body: recorded["answer"]
    quotes = {source: recorded[source] for source in ("cv", "job") if source in recorded}
    prompt = prompt_of([_claim(recorded["said"], quotes)])
    made = OpenAIModel(url=server.url, model="recorded", breaker=Breaker()).complete(prompt, seconds=60)
    text = json.loads(made.text)["phrases"][0]["text"]
    return not faults(text, ground_of(recorded["said"], person=[quotes["cv"]], posting=[quotes["job"]] if "job" in quotes else []))


@pytest.mark.parametrize("recorded", _recorded("lying"), ids=lambda recorded: str(recorded["said"])[:30])
def test_nothing_of_a_lying_model_stands(server: ModelServer, recorded: dict[str, Any]) -> None:
    assert not _stands(server, recorded)


def test_most_of_a_well_behaved_model_stands(server: ModelServer) -> None:
    """Most, not all: how many true sentences the gate refuses is measured on a larger set and published."""
    stands = [_stands(server, recorded) for recorded in _recorded("well_behaved")]
    assert sum(stands) > len(stands) // 2


def test_what_is_refused_at_first_stands_after_a_second_try(server: ModelServer) -> None:
    """A conversation as it came: the first words, their faults, the words after that."""
    for recorded in _recorded("second_try"):
        ground = ground_of(recorded["said"], person=[recorded["cv"]])
        answers = iter([recorded["answer"], recorded["again"]])
        server.says = lambda body, answers=answers: next(answers)
        server.bodies.clear()
        writer = ModelWriter(OpenAIModel(url=server.url, model="recorded", breaker=Breaker()), seconds=60)
        claim = _claim(recorded["said"], {"cv": recorded["cv"]})
        ((_, text),) = writer.stream([claim], lambda place, said, ground=ground: faults(said, ground))
        assert faults(text, ground) == []
        assert text == json.loads(recorded["again"])["phrases"][0]["text"]
        sent = json.loads(server.bodies[1]["messages"][1]["content"].partition("\n")[2])
        assert recorded["faults"] in {each["name"]: each["text"] for each in sent}["claim_1_faults"]
        assert writer.told().again == 1
