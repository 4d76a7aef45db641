"""What was done to a thing, told as its opposite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("In 2022 I opened two warehouses, both by the river.", "Closed 2 warehouses"),
        ("The two warehouses we opened and not closed.", "Closed 2 warehouses"),
        ("Delivery errors went up by twenty-two per cent in 2024.", "Delivery errors down 22%"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "In 2022 I closed two warehouses, both by the river.",
        "We never opened the two warehouses again.",
        "I opened two canteens that year.",
        "Delivery errors went down by twenty-two per cent in 2024.",
        "If delivery errors went up by twenty-two per cent I would stop the line.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
