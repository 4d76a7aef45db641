"""Calibration: drift by a published analysis, shared cases, and reasons to talk."""

from __future__ import annotations

import random

import pytest

from loopready.engines.tools.calibration import work
from loopready.engines.tools.faults import FaultyInputsError
from loopready.model.tools.calibration import CalibrationInputs, RatingRow


def rated(*rows: tuple[str, str, int] | tuple[str, str, int, int, int]) -> CalibrationInputs:
    made = [(*row, 5, 1)[:5] for row in rows]
    return CalibrationInputs(
        ratings=tuple(
            RatingRow(manager=manager, person=person, rating=rating, items=items, recent=recent)
            for manager, person, rating, items, recent in made
        )
    )


def test_managers_who_do_not_differ_are_not_said_to() -> None:
    result = work(
        rated(
            *(("A", f"a{at}", rating) for at, rating in enumerate((3, 4, 2))),
            *(("B", f"b{at}", rating) for at, rating in enumerate((4, 2, 3))),
        )
    )
    assert result.between == 0 and result.chance == 1 and all(read.drawn == 0 for read in result.managers)
    assert not any("drift" in case.reasons for case in result.cases)


def test_managers_who_clearly_differ_are() -> None:
    high = [("A", f"a{at}", rating) for at, rating in enumerate((4, 4, 5, 4, 4, 4, 3))]
    low = [("B", f"b{at}", rating) for at, rating in enumerate((2, 2, 1, 2, 2, 3, 2))]
    result = work(rated(*high, *low))
    assert result.chance is not None and result.chance < 0.01 and result.between is not None and result.between > 1
    first, second = result.managers
    assert first.drawn is not None and second.drawn is not None and first.apart is not None
    assert first.drawn == pytest.approx(-second.drawn) and 0 < first.drawn < first.apart
    assert sum("drift" in case.reasons for case in result.cases) == 14


def test_shared_cases_are_each_manager_against_the_others() -> None:
    result = work(rated(("A", "p", 4), ("A", "q", 4), ("A", "r", 3), ("B", "p", 3), ("B", "q", 2), ("C", "q", 3)))
    reads = {read.manager: read for read in result.shared}
    assert reads["A"].mean == pytest.approx((1 + 1.5) / 2) and (reads["A"].higher, reads["A"].lower) == (2, 0)
    assert reads["C"].size == 1 and reads["C"].low is None
    assert [(case.person, case.apart) for case in result.shared_cases] == [("p", 1), ("q", 2)]
    assert result.people == 3, "a second rating is no second person"


def test_reasons_to_talk_come_from_the_evidence() -> None:
    result = work(
        rated(
            ("A", "edge", 5, 6, 1),
            ("A", "bare", 3, 0, 0),
            ("A", "recent", 3, 5, 5),
            ("A", "thin", 3, 1, 0),
            ("A", "fine", 3, 5, 2),
            ("B", "both", 4),
            ("A", "both", 2),
        )
    )
    reasons = {case.person: case.reasons for case in result.cases}
    assert reasons["edge"] == ("edge",) and reasons["bare"] == ("no evidence",) and reasons["recent"] == ("recent",)
    assert reasons["thin"] == ("thin",) and reasons["both"] == ("apart",) and "fine" not in reasons
    assert [case.weight for case in result.cases] == sorted((case.weight for case in result.cases), reverse=True)
    assert result.minutes == 5 * 8


def test_one_manager_or_one_person_each_tells_nothing_of_drift() -> None:
    for given in (rated(("A", "p", 3), ("A", "q", 4)), rated(("A", "p", 3), ("B", "q", 4))):
        result = work(given)
        assert (result.between, result.within, result.chance) == (None, None, None) and all(read.drawn is None for read in result.managers)


def test_intervals_hold_what_they_are_of_for_any_ratings() -> None:
    chance = random.Random(2)
    for _ in range(30):
        rows = [(f"M{chance.randint(0, 3)}", f"p{at}", chance.randint(1, 5)) for at in range(chance.randint(6, 24))]
        result = work(rated(*rows))
        assert sum(result.counts) == len(rows) == sum(read.size for read in result.managers)
        for read in result.managers:
            if read.apart is not None:
                assert read.low is not None and read.high is not None and read.drawn is not None
                assert read.low <= read.apart <= read.high and abs(read.drawn) <= abs(read.apart) + 1e-12


def test_faults_come_at_once() -> None:
    rows = (
        RatingRow(manager="A", person="p", rating=6, items=2, recent=3, level="L1"),
        RatingRow(manager="A", person="p", rating=3, level="L2"),
        RatingRow(),
    )
    with pytest.raises(FaultyInputsError) as found:
        work(CalibrationInputs(ratings=rows))
    assert {field for field, _ in found.value.faults} == {
        "ratings.0.rating", "ratings.0.recent", "ratings.1.person", "ratings.1.level", "ratings.2.manager", "ratings.2.person",
    }  # fmt: skip
