"""Relations that hold without labels: what is taken away, doubled, renamed, stuffed or shuffled."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loopready.adapters.embedder import MiniLM
from loopready.matching import match
from loopready.model import Match

from .making import TODAY, make_cv, make_posting, row_of

KAFKA = "Operated a Kafka cluster of 40 brokers, upgraded without downtime"
TEAM = "Managed a team of nine engineers and two leads"
PERSON: dict[str, Any] = {
    "summary": "Engineering manager of data platforms.",
    "posts": [
        {"title": "Engineering Manager", "firm": "Quayside Freight", "start": "2020-02", "end": None, "lines": [
            KAFKA, TEAM, "Cut cloud spend by 31% with reserved capacity and tiering"]},
        {"title": "Software Engineer", "firm": "Lowland Maps", "start": "2015-01", "end": "2020-01", "lines": [
            "Wrote the tile server in Rust", "Moved the address search to Elasticsearch"]},
    ],
    "education": ["MSc Computer Science, University of Lorne, 2014"],
    "languages": ["English (native), German (B2)"],
    "skills": ["Kafka", "Terraform", "Python"],
}  # fmt: skip
ASKED = [
    ("must", "You have run Kafka clusters yourself"),
    ("must", "Managed a team of eight or more engineers"),
    ("must", "Five years of experience as an engineering manager"),
    ("must", "Experience reducing cloud cost"),
    ("must", "Master's degree in computer science"),
    ("nice", "Hands-on work with Terraform in production"),
    ("nice", "Fluent German"),
    ("nice", "Experience with Cassandra"),
    ("responsibility", "Own the budget and the cost of the platform"),
]


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


def _match(person: dict[str, Any], embedder: MiniLM, *, asked: Any = ASKED, name: str = "Alex Example") -> Match:
    (cv, profile), (job, posting) = make_cv(person, name=name), make_posting(asked)
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY)


def _with_lines(*lines: str, skills: list[str] | None = None) -> dict[str, Any]:
    first, second = PERSON["posts"]
    return {**PERSON, "posts": [{**first, "lines": list(lines)}, second], "skills": PERSON["skills"] if skills is None else skills}


def _verdicts(found: Match) -> dict[str, str]:
    return {row.requirement.text: row.coverage for row in found.rows}


@pytest.mark.parametrize(
    ("line", "asked", "left"),
    [(KAFKA, ASKED[0][1], "missing"), (TEAM, ASKED[1][1], "partial"), (PERSON["posts"][0]["lines"][2], ASKED[3][1], "missing")],
)
def test_removing_the_evidence_flips_the_verdict(line: str, asked: str, left: str, embedder: MiniLM) -> None:
    lines = PERSON["posts"][0]["lines"]
    with_it = row_of(_match(PERSON, embedder), asked)
    without = row_of(_match(_with_lines(*[one for one in lines if one != line], skills=["Python"]), embedder), asked)
    assert with_it.coverage == "met"
    assert without.coverage == left
    assert without.strength < with_it.strength


def test_doubling_a_line_changes_nothing(embedder: MiniLM) -> None:
    once = _match(PERSON, embedder)
    twice = _match(_with_lines(*PERSON["posts"][0]["lines"], KAFKA, TEAM), embedder)
    assert _verdicts(twice) == _verdicts(once)
    assert [row.strength for row in twice.rows] == [row.strength for row in once.rows]
    assert twice.verdict == once.verdict


@pytest.mark.parametrize("name", ["Mary Berlin", "Ngozi Okonkwo-Adeyemi", "李小龙", "Kafka Terraform", "X"])
def test_another_name_changes_nothing(name: str, embedder: MiniLM) -> None:
    one, other = _match(PERSON, embedder), _match(PERSON, embedder, name=name)
    assert _verdicts(one) == _verdicts(other)
    assert [(row.strength, row.reasons) for row in one.rows] == [(row.strength, row.reasons) for row in other.rows]


@pytest.mark.parametrize("asked", ["You have run Kafka clusters yourself", "Kafka experience", "Knowledge of Kafka", "Kafka"])
def test_a_stuffed_list_never_reaches_a_line_of_work(asked: str, embedder: MiniLM) -> None:
    rows = [("must", asked)]
    worked = _match(_with_lines(KAFKA, skills=["Python"]), embedder, asked=rows).rows[0]
    stuffed = _match(_with_lines(TEAM, skills=["Kafka", "Apache Kafka", "Kafka Streams", "Kafka expert"] * 5), embedder, asked=rows).rows[0]
    assert worked.coverage == "met"
    assert stuffed.strength < worked.strength
    assert stuffed.strength <= 0.54


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_shuffling_the_posting_keeps_every_verdict(seed: int, embedder: MiniLM) -> None:
    shuffled = list(ASKED)
    random.Random(seed).shuffle(shuffled)
    one, other = _match(PERSON, embedder), _match(PERSON, embedder, asked=shuffled)
    assert _verdicts(one) == _verdicts(other)
    assert one.verdict == other.verdict


def test_stated_twice_is_judged_twice_alike(embedder: MiniLM) -> None:
    found = _match(PERSON, embedder, asked=[*ASKED, ASKED[0], ASKED[1]])
    assert [row.coverage for row in found.rows[-2:]] == [row.coverage for row in found.rows[:2]]
    assert [row.evidence for row in found.rows[-2:]] == [row.evidence for row in found.rows[:2]]


def test_equal_input_gives_equal_output(embedder: MiniLM) -> None:
    assert _match(PERSON, embedder).model_dump_json() == _match(PERSON, MiniLM()).model_dump_json()


@pytest.mark.parametrize(
    ("line", "coverage"),
    [
        ("Ran Kafka clusters of 40 brokers", "met"),
        ("Helped the platform team operate Kafka", "partial"),
        ("We never ran Kafka; a managed queue did the work", "missing"),
        ("Eager to work with Kafka", "missing"),
        ("Attended a two-day Kafka course", "missing"),
        ("Kafka is run by the platform team", "missing"),
        ("Compared Kafka with Pulsar; no decision yet", "missing"),
    ],
)
def test_what_the_words_say_of_the_act_decides(line: str, coverage: str, embedder: MiniLM) -> None:
    found = _match(_with_lines(line, skills=[]), embedder, asked=[("must", "You have run Kafka clusters yourself")])
    assert found.rows[0].coverage == coverage
    assert found.rows[0].evidence
