"""Who was led, in a sentence of a CV or of an answer; and the level that a scope reaches."""

from __future__ import annotations

import pytest

from loopready.engines.scope import led, level_by_scope
from loopready.model import Level


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("I lead 15 engineers in two teams.", [15]),
        ("Before that I managed 6 people. I hired 9 engineers.", [6]),
        ("I met 40 buyers and served 300 customers.", []),
        ("I ran a fair with 30 buyers.", []),
        ("No number here.", []),
    ],
)
def test_people_under_are_told_from_people_beside(text: str, people: list[int]) -> None:
    assert [round(figure.top) for figure in led(text, "people")] == people


LEVELS = (
    Level(id="one", rank=1, name="Manager", people=(4, 12), scope="x"),
    Level(id="two", rank=2, name="Senior manager", people=(12, 40), teams=(2, 5), scope="x"),
    Level(id="three", rank=3, name="Director", people=(40, 200), managers=True, scope="x"),
)


@pytest.mark.parametrize(
    ("people", "teams", "managers", "level"),
    [
        (None, None, False, None), (3, None, False, None), (8, None, False, "one"), (15, 2, False, "two"), (15, None, False, "one"),
        (60, 5, False, "two"), (60, 5, True, "three"),
    ],
)  # fmt: skip
def test_a_level_is_reached_by_its_lower_bounds(people: int | None, teams: int | None, managers: bool, level: str | None) -> None:
    found = level_by_scope(LEVELS, people=people, teams=teams, managers=managers)
    assert (found.id if found else None) == level


def test_under_a_managers_title_a_line_may_open_with_its_team() -> None:
    assert [round(figure.top) for figure in led("7 engineers. Replaced the loom", "people", titled=True)] == [7]
    assert led("7 engineers. Replaced the loom", "people") == []
    assert led("7 engineers hired", "people", titled=True) == []
    assert led("Scrum master for one team of six", "people", titled=True) == []
