"""Levels of study."""

from __future__ import annotations

import pytest

from loopready.engines.degrees import LADDER, level_in


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("BSc Mathematics, Sheffield, 2011", "bachelor"),
        ("Logistics, Wrocław University of Economics, licencjat 2015", "bachelor"),
        ("PhD Statistics", "doctorate"),
        ("M.Sc. Finance", "master"),
        ("HND Agriculture", "associate"),
        ("as be ma", "none"),
        ("Leads 9 engineers", "none"),
    ],
)
def test_level_in(text: str, level: str) -> None:
    assert LADDER[level_in(text)] == level
