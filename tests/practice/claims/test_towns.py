"""The town in which a post is held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("I've been in the Birmingham office from the start.", "Tidewater Foods"),
        ("As a depot manager in Cardiff I had thirty lorries.", "Larkhill Timber"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "I've been in the Hull office from the start.",
        "We have a customer in the Birmingham office next door.",
        "As a depot manager in Leeds I learned to ask.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
