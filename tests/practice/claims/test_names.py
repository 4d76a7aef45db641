"""A name where the CV has another for the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("The refinancing was with Eastmoor Bank, they were slow.", "Northshore Bank"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "The refinancing was with Northshore Bank, they were slow.",
        "I had lunch with Eastmoor Bank about pensions.",
        "Another firm did its refinancing with Eastmoor Bank.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
