"""Whose work it was, to whom one reports, and where one still is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("I manage three junior planners, their pay as well.", "Mentors 3 junior planners"),
        ("I only helped with the move to electronic invoicing.", "Led the move"),
        ("I'm still at Larkhill Timber.", "Larkhill Timber"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "I mentor three junior planners.",
        "I led the move to electronic invoicing.",
        "I only helped with the summer party.",
        "I'm still at Tidewater.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
