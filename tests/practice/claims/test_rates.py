"""A number told for another length of time than the CV tells it for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("We shift nine hundred pallets a week through the gate.", "900 pallets a day"),
        ("The write-offs were nine hundred thousand a month then.", "Write-offs"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "We shift nine hundred pallets a day through the gate.",
        "On the record day nine hundred pallets a week looked small.",
        "We shift about four and a half thousand pallets a week, five days of it.",
        "Our customer moves nine hundred pallets a week.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
