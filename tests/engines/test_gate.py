"""The gate: nothing that a rewritten sentence adds, drops or turns round comes through; what only says it better does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.gate import Ground, faults, ground_of

CV = "Cut pages from 31 to 9 a night over two quarters by removing noisy alarms; team of 8 engineers in Leeds"
SAID = "The CV gives a change with both ends: pages fell from 31 to 9 a night over two quarters."
JOB = "Experience running Kafka at scale, and five years of managing managers"


def ground(said: str = SAID, *, cv: str = CV, job: str = "") -> Ground:
    return ground_of(said, person=[cv], posting=[job])


@pytest.mark.parametrize(
    "text",
    [
        "Pages fell from 31 to 9 a night in two quarters, and the CV gives both ends of the change.",
        "Both ends of the change are in the CV: 31 pages a night, then 9, over two quarters.",
        "A change with both ends: from 31 to 9 pages a night.",
        "The CV says how far pages fell: 31 to 9 a night over two quarters.",
    ],
)
def test_the_same_in_better_words_stands(text: str) -> None:
    assert faults(text, ground()) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "Pages fell from 31 to 7 a night over two quarters."),
        ("number", "At Northwind, pages fell from 31 to 9 a night."),
        ("unit", "Pages fell from 31 to 9 a night over two years."),
        ("unit", "Pages fell from 31 to 9 per cent a night."),
        ("change", "Pages went from 9 to 31 a night over two quarters."),
        ("technology", "With Kubernetes, pages fell from 31 to 9 a night."),
        ("degree", "With a doctorate in hand, pages fell from 31 to 9 a night."),
        ("verb", "Led the change in which pages fell from 31 to 9 a night."),
        ("title", "As director, pages fell from 31 to 9 a night."),
        ("praise", "An outstanding change: pages fell from 31 to 9 a night."),
        ("scope", "Pages fell from 31 to 9 a night in every team."),
        ("cause", "Pages fell from 31 to 9 a night, which led to calm."),
        ("outcome", "Pages fell from 31 to 9 a night and retention held."),
        ("parties", "Customers saw pages fall from 31 to 9 a night."),
        ("promise", "Pages fell from 31 to 9 a night, so an offer is guaranteed."),
        ("ongoing", "Pages currently stand at 9 a night, from 31."),
        ("protected", "Pages fell from 31 to 9 a night after parental leave."),
        ("direction", "Pages rose by two quarters a night."),
        ("negation", "Pages never fell from 31 to 9 a night."),
        ("quote", "The CV says “fell to 9 pages”."),
        ("blank", "Pages fell from 31 to ____ a night."),
        ("form", "Pages fell from 31 to 9 a night; see https://example.org."),
        ("form", "Here is the sentence: pages fell from 31 to 9 a night."),
        ("length", "Pages fell from 31 to 9 a night over two quarters. " * 4),
        ("empty", "  "),
    ],
)
def test_each_way_to_invent_is_caught(kind: str, text: str) -> None:
    assert kind in {fault.kind for fault in faults(text, ground())}, faults(text, ground())


def test_a_doubt_does_not_go() -> None:
    said = "The CV tells of help: “helped migrate 40 services”."
    held = ground(said, cv="Helped migrate 40 services")
    assert "hedge" in {fault.kind for fault in faults("The CV tells of 40 services that were migrated.", held)}
    assert faults("It tells of help: “helped migrate 40 services”.", held) == []


def test_what_the_posting_asks_for_is_no_experience() -> None:
    said = "The posting asks for running Kafka at scale; the CV has no words on it."
    held = ground(said, job=JOB)
    assert "experience" in {fault.kind for fault in faults("No gap: you have run Kafka at scale, as the posting asks.", held)}
    assert faults("Running Kafka at scale is asked for, and the CV has no words on it.", held) == []


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for fault in faults(text, ground(job=JOB)):
        assert fault.kind


@pytest.mark.parametrize("text", [SAID, CV, JOB])
def test_a_sentence_passes_for_itself(text: str) -> None:
    assert faults(text, ground(text, job=JOB)) == []
