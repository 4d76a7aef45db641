"""A subject or a degree that the CV does not list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("My degree was in history, which surprises people.", "BSc Physics"),
        ("I have a bachelor in history, and I read a lot.", "BSc Physics"),
        ("I've no degree to my name.", "BSc Physics"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "My degree was in physics, which surprises people.",
        "I have a bachelor in physics, and I read a lot.",
        "My sister's degree was in history.",
        "I read history books at night.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
