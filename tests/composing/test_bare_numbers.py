"""Numbers that count nothing by name are told as they stand, so that no line with numbers is said to have none."""

from __future__ import annotations

import pytest

from loopready.composing.phrases import bare_numbers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hired nine of the 14, saw two of them up to staff level, hold a one-to-one with each", ["nine of the 14", "two"]),
        ("Took 3 of 7 to staff", ["3 of 7"]),
        ("Kept one list in 2019", []),
        ("Led the work", []),
    ],
)
def test_numbers_are_told_as_the_text_words_them(text: str, told: list[str]) -> None:
    assert bare_numbers(text) == told
