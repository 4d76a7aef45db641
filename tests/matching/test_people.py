"""People led: asked in earnest, of a trade, of managers; and shown as led, not as worked with, coached or counted."""

from __future__ import annotations

import pytest

from loopready.adapters.embedder import MiniLM
from loopready.matching import match
from loopready.matching.people import asked

from .making import TODAY, make_cv, make_posting


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


def _coverage(embedder: MiniLM, requirement: str, title: str, *lines: str) -> str:
    post = {"title": title, "firm": "Lorne Mill", "start": "2021-03", "end": None, "lines": ["Kept the log of the mill", *lines]}
    (cv, profile), (job, posting) = make_cv({"posts": [post]}), make_posting([("must", requirement)])
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY).rows[0].coverage


@pytest.mark.parametrize(
    ("text", "trade", "managers"),
    [
        ("Line management of a team of weavers", ("weaver",), False),
        ("You have led managers of several shops", (), True),
        ("Leading a team of product managers", (), False),
    ],
)
def test_what_is_asked_of_people_led(text: str, trade: tuple[str, ...], managers: bool) -> None:
    led = asked(text)
    assert led is not None
    assert (led.trade, led.managers) == (trade, managers)


@pytest.mark.parametrize(
    "text",
    [
        "Managing suppliers across teams",
        "Leading change in large organisations",
        "Running nurse-led clinics",
        "Supervision of student nurses",
        "Technical leadership of a team",
        "Managing the delivery of orders to staff",
        "Managing the dairy's churns",
    ],
)
def test_what_asks_for_no_people_led(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    ("title", "line", "coverage"),
    [
        ("Designer", "Only designer with nine engineers and two managers", "missing"),
        ("Designer", "Coached three designers in type", "missing"),
        ("Designer", "Managed three designers, reviews and pay included", "met"),
        ("Designer", "Managing designers was left to the studio head", "missing"),
    ],
)
def test_designers_managed(title: str, line: str, coverage: str, embedder: MiniLM) -> None:
    assert _coverage(embedder, "Managing designers", title, line) == coverage


@pytest.mark.parametrize(
    ("line", "coverage"),
    [
        ("Two team managers and their crews report to me", "met"),
        ("Led a crew of twelve", "missing"),
        ("Coached four managers in conflict", "missing"),
    ],
)
def test_managers_managed(line: str, coverage: str, embedder: MiniLM) -> None:
    assert _coverage(embedder, "Managing managers", "Head of Milling", line) == coverage
