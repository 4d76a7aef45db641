"""The memory of a card is FSRS's own to the digit, by the clock it is given, and every card is seen again before the interview."""

from __future__ import annotations

import datetime as dt
from typing import cast

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.model import MemoryState, Rating
from loopready.practice.memory import card_number, due_with, last_look, recall, reviewed, scheduler, waits

START = dt.datetime(2026, 11, 2, 18, 0, tzinfo=dt.UTC)
RATINGS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 20 * 24 * 60)), min_size=1, max_size=12)


@given(RATINGS)
@settings(max_examples=40)
def test_a_sequence_of_reviews_is_what_the_librarys_own_scheduler_makes_of_it(steps: list[tuple[int, int]]) -> None:
    theirs, memory, now = fsrs.Card(card_id=1, due=START), None, START
    library = fsrs.Scheduler(enable_fuzzing=False)
    for rating, minutes in steps:
        now += dt.timedelta(minutes=minutes)
        theirs, _ = library.review_card(theirs, fsrs.Rating(rating), review_datetime=now)
        memory, due = reviewed(memory, cast(Rating, rating), key="a", now=now)
        assert (memory.stability, memory.difficulty, memory.step) == (theirs.stability, theirs.difficulty, theirs.step)
        assert memory.phase == theirs.state.name.lower() and memory.last == theirs.last_review and due == theirs.due
        later = now + dt.timedelta(days=5)
        assert recall(memory, at=later) == library.get_card_retrievability(theirs, later)


def test_a_known_sequence_keeps_its_days() -> None:
    memory, now, days = None, START, []
    for rating in (3, 3, 3, 3, 1, 3, 3):
        memory, due = reviewed(memory, cast(Rating, rating), key="a", now=now)
        days.append(round((due - now).total_seconds() / 86400, 3))
        now = due
    assert days == KNOWN


KNOWN = [0.007, 2.0, 11.0, 46.0, 0.007, 3.0, 8.0]
"""Days to the next review: good, good, good, good, again, good, good, each on the day it is due (py-fsrs 6.3.2, default parameters)."""


def test_nothing_is_left_to_chance_or_to_the_clock() -> None:
    assert scheduler().enable_fuzzing is False
    assert card_number("a") == card_number("a") != card_number("b")
    assert reviewed(None, 3, key="a", now=START) == reviewed(None, 3, key="a", now=START)


def test_a_moment_that_is_not_utc_is_refused() -> None:
    for moment in (START.replace(tzinfo=None), START.astimezone(dt.timezone(dt.timedelta(hours=2)))):
        with pytest.raises(ValueError, match="UTC"):
            reviewed(None, 3, key="a", now=moment)


@settings(max_examples=40)
@given(RATINGS, st.text(min_size=1, max_size=20), st.integers(1, 60))
def test_every_card_that_was_seen_is_seen_again_in_the_days_before_the_interview(
    steps: list[tuple[int, int]], key: str, ahead: int
) -> None:
    memory, now = None, START
    for rating, minutes in steps:
        now += dt.timedelta(minutes=minutes)
        memory, natural = reviewed(memory, cast(Rating, rating), key=key, now=now)
    on = now.date() + dt.timedelta(days=ahead)
    look = last_look(key, on)
    assert on - dt.timedelta(days=3) <= look < on
    due = due_with(natural, last=now, key=key, on=on)
    assert due <= natural and due_with(natural, last=now, key=key, on=None) == natural
    seen_late = now.date() >= look
    assert seen_late or due.date() <= look, "it is due before the interview, or was seen in its last days"


def test_the_last_looks_are_spread_over_three_days() -> None:
    on = dt.date(2026, 12, 7)
    looks = [last_look(f"card/{n}", on) for n in range(300)]
    assert {on - day for day in looks} == {dt.timedelta(days=n) for n in (1, 2, 3)}
    assert min(looks.count(day) for day in set(looks)) > 70


def test_what_each_rating_would_do_is_told_with_the_interview_reckoned_in() -> None:
    free, held = waits(None, key="a", now=START), waits(None, key="a", now=START, on=dt.date(2026, 11, 6))
    assert [free[rating] < free[rating + 1] for rating in (1, 2, 3)] == [True] * 3  # type: ignore[index]
    assert held[4] < free[4] and held[1] == free[1]


def test_a_memory_survives_being_written_down() -> None:
    memory, _ = reviewed(None, 2, key="a", now=START)
    assert MemoryState.model_validate(memory.model_dump(mode="json")) == memory
