"""The kind of employer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("I started at an insurance company, on the phones.", "Calder Railways"),
        ("In 2016 I was a planner at a brewery.", "Larkhill Timber"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "I started at a railway, in the freight office.",
        "In 2016 I was running a depot for a timber firm.",
        "In 2016 I had a customer at a brewery.",
        "I started at a small family firm.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
