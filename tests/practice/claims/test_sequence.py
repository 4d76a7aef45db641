"""The order of two posts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("After Tidewater I went to the railways as transport clerk.", "Calder Railways"),
        ("I was depot manager first, and then I was transport clerk at Calder.", "Calder Railways"),
        ("I was at Larkhill before Calder took me on.", "Larkhill Timber"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "After Calder I went to Larkhill as depot manager.",
        "I was transport clerk first, and then depot manager at Larkhill.",
        "After Larkhill I would go back to Calder any day.",
        "Then a customer of Larkhill rang, and later Calder.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
