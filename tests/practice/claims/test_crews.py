"""How many there are in all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("I lead a team of seventy people at Tidewater.", "team of 38"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "I lead a team of thirty-eight people at Tidewater.",
        "There are nine on night shift.",
        "There were twelve who had been there longest.",
        "If we had seventy people in the team I could sleep.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
