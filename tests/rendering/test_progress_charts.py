"""Drawings of progress: they stay in their frame, and say in words what they draw."""

from __future__ import annotations

import itertools
import re

import pytest

from loopready.model import Habit, HabitCount, Moved, Progress, SignalProgress
from loopready.rendering.progress_charts import (
    BAR_WIDTH,
    COLUMN_HEIGHT,
    MOST_COLUMNS,
    STEPS_HEIGHT,
    STEPS_WIDTH,
    columns,
    columns_width,
    progress_bar,
    steps,
)
from practice_rows import BEGAN


def signal(cv: int, *after: int) -> SignalProgress:
    values = (cv, *after)
    moved = tuple(
        Moved(at=BEGAN.replace(day=20 + at), turn=f"t{at}", interview="i", question="Q?", before=before, after=now, overall=50)
        for at, (before, now) in enumerate(itertools.pairwise(values))
    )
    return SignalProgress(signal="s", title="S", weight=1, cv=cv, now=values[-1], wanted=2, practised=len(after), moved=moved)


def progress(*signals: SignalProgress) -> Progress:
    return Progress(signals=signals, habits=(), sessions=(), answers=0)


@pytest.mark.parametrize("held", [signal(0), signal(40), signal(0, 60), signal(40, 70, 100), signal(13, 14)])
def test_a_bar_fills_its_width_and_no_more(held: SignalProgress) -> None:
    cells = progress_bar(held)
    assert all(cell.x >= 0 and cell.x + cell.width <= BAR_WIDTH + 0.1 for cell in cells)
    drawn = sum(cell.width for cell in cells if cell.state != "rest")
    assert abs(drawn - held.now / 100 * BAR_WIDTH) <= 2.1
    assert {cell.state for cell in cells} <= {"cv", "answers", "rest"}


@pytest.mark.parametrize("held", [signal(0), signal(40), signal(10, 30, 25), signal(0, 100)])
def test_steps_stay_in_their_frame_and_tell_each_move(held: SignalProgress) -> None:
    drawn = steps(progress(held, signal(5, 50)), held)
    xs = [float(each) for each in re.findall(r"H([\d.]+)", drawn.path)]
    ys = [float(each) for each in re.findall(r"V([\d.]+)", drawn.path)]
    assert all(0 <= x <= STEPS_WIDTH for x in xs) and all(0 <= y <= STEPS_HEIGHT for y in ys) and xs == sorted(xs)
    assert len(drawn.dots) == len(held.moved) and drawn.says.startswith(f"{held.cv} by the CV")
    assert all(f"{each.after} on 2" in drawn.says for each in held.moved)


def test_columns_are_as_high_as_the_share_and_the_latest_are_shown() -> None:
    sessions = tuple(HabitCount(interview=f"i{at}", created=BEGAN, count=at % 5, of=4) for at in range(20) if at % 5 < 5)
    habit = Habit(id="h", title="H", instead="I", count=1, of=4, sessions=sessions)
    drawn = columns(habit)
    assert len(drawn) == MOST_COLUMNS and columns_width([habit]) >= drawn[-1].x + 10
    assert [round(each.height / COLUMN_HEIGHT, 1) for each in drawn[-5:-1]] == [0.1, 0.2, 0.5, 0.8]
    assert all(each.y + each.height == COLUMN_HEIGHT for each in drawn)
    assert columns_width([]) > 0
