"""The year of something that the CV dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("We closed the two warehouses in 2024, on a wet Friday.", "Closed 2 warehouses"),
        ("We did the refinancing with Northshore in 2019.", "Refinancing"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "We closed the two warehouses in 2022, on a wet Friday.",
        "We painted five warehouses in 2024, on a wet Friday.",
        "The two warehouses were planned for closing by 2024.",
        "We painted a warehouse in 2024.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
