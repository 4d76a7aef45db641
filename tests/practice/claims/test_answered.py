"""What is told in words is read as figures, at the same places."""

from __future__ import annotations

import pytest

from loopready.practice.claims.answered import said_in
from loopready.practice.claims.quantities import points
from loopready.practice.claims.record import Record


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("It came to four point one million a quarter.", 4_100_000),
        ("It came to forty-two point five million.", 42_500_000),
        ("A count comes back in three quarters of an hour.", 2_700),
        ("Turnover was seventy-odd per cent.", 70),
        ("One pick in two hundred goes wrong.", 0.5),
    ],
)
def test_numbers_in_words(record: Record, told: str, value: float) -> None:
    (said,) = said_in(told, record)
    assert len(said.text) == len(told) and value in {point.value * 1.0 for point in points(said.text)}


@pytest.mark.parametrize("told", ["The point of it was that nobody asked.", "It was an odd week.", "Half the point is to ask."])
def test_words_that_are_no_numbers(record: Record, told: str) -> None:
    (said,) = said_in(told, record)
    assert said.text == told


def test_posts_are_told_by_firm_and_title(record: Record) -> None:
    firm, title, neither = said_in("At Larkhill I learned. As a transport clerk I counted. I ate lunch.", record)
    assert firm.posts == {1} and title.posts == {2} and neither.posts == frozenset()
