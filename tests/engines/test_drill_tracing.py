"""Wrong numbers traced to what gives them, and numbers as people type them with their units."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.engines.judging import check
from loopready.engines.said import in_unit, parse_number, read_number, unit_of
from loopready.engines.said_units import period_ratio
from loopready.model import AskedQuestion, SlipNumber


def asked(answer: float, unit: str | None, *slips: tuple[str, float], tolerance: float = 0.02) -> AskedQuestion:
    mistakes = tuple(SlipNumber(id=id, value=value, says=f"You took {id}.") for id, value in slips)
    return AskedQuestion(
        id="q", kind="number", ask="How much?", unit=unit, answer=answer, tolerance=abs(answer) * tolerance, solution="The step.",
        mistakes=mistakes,
    )  # fmt: skip


BUDGET = asked(4.32, "minutes", ("year", 52.56), ("one_region", 1.44))
MONEY = asked(1.2e6, "USD a year", ("whole", 3e6))
LINK = asked(16.0, "Gbit/s", ("peak", 32.0))


@pytest.mark.parametrize(
    ("question", "said", "state", "mistake", "also"),
    [
        (BUDGET, "4.3 min", "right", None, None),
        (BUDGET, "0.072 h", "right", None, None),
        (BUDGET, "4,32 Minuten", "right", None, None),
        (BUDGET, "52.5", "wrong", "year", None),
        (BUDGET, "0.072", "wrong", "unit", None),
        (BUDGET, "259", "wrong", "unit", None),
        (BUDGET, "-4.32", "wrong", "sign", None),
        (BUDGET, "17.52", "wrong", "year", "one_region"),
        (BUDGET, "0.876", "wrong", "year", "unit"),
        (BUDGET, "9.1", "wrong", None, None),
        (BUDGET, "$4.32", "unread", None, None),
        (MONEY, "$1.2M", "right", None, None),
        (MONEY, "1,200,000 USD a year", "right", None, None),
        (MONEY, "$100k a month", "wrong", "period", None),
        (MONEY, "$1.2M a month", "wrong", "period", None),
        (MONEY, "100000", "wrong", "unit", None),
        (MONEY, "€1.2M", "unread", None, None),
        (MONEY, "1.2", "wrong", "unit", None),
        (LINK, "2 GB/s", "right", None, None),
        (LINK, "16 Gbps", "right", None, None),
        (LINK, "16000 Mbit/s", "right", None, None),
        (LINK, "2", "wrong", "unit", None),
        (LINK, "128", "wrong", "unit", None),
        (LINK, "4", "wrong", "peak", "unit"),
        (LINK, "3 minutes", "unread", None, None),
    ],
)
def test_what_is_found_behind_a_number(question: AskedQuestion, said: str, state: str, mistake: str | None, also: str | None) -> None:
    mark = check(question, said)
    assert (mark.state, mark.mistake, mark.also) == (state, mistake, also), mark.says
    assert mark.says
    assert mark.step == ("The step." if state == "wrong" else "")


def test_a_months_number_is_named_and_not_converted() -> None:
    assert check(MONEY, "$100k a month").says == "Right as a month's number; the question asks for a year's: 1,200,000."
    assert "not a month's: it is a year's" in check(MONEY, "$1.2M a month").says


def test_the_questions_own_mistake_comes_before_a_wrong_unit() -> None:
    assert check(asked(2.0, "hours", ("days", 48.0)), "48").mistake == "days"


def test_two_mistakes_are_named_only_where_both_are_needed() -> None:
    two = check(BUDGET, "17.52")
    assert "You took year." in two.says and "You took one_region." in two.says
    assert check(BUDGET, "18.5").mistake is None


def test_a_point_that_may_part_thousands_is_asked_about() -> None:
    question = asked(1234.0, "requests")
    mark = check(question, "1.234")
    assert mark.state == "unread" and "1,234" in mark.says
    assert check(question, "1.900").state == "wrong"
    assert check(asked(1.234, "seconds"), "1.234").state == "right"


def test_zeros_written_out_where_millions_are_asked_for() -> None:
    question = asked(1.2, "million")
    assert {check(question, said).state for said in ("1.2", "1.2M", "1200000", "1,200,000", "1.2 million")} == {"right"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("~ 5", 5), ("approximately 5 minutes", 5), ("x = 5", 5), ("5 I think", 5), ("5ish", 5), ("it's 4.3 min.", 4.3), ("5?", 5),
        ("4h 20m", 260), ("4 h 20", 260), ("4:20 h", 260), ("half an hour", 0.5), ("an hour", 1), ("3 d", 3), ("2 Tage", 2), ("1 Std.", 1),
        ("trois", None), ("12 000", 12000), ("1 200,5", 1200.5), ("96 000 €", 96000), ("2,5 Mrd", 2.5e9), ("1,5 Millionen", 1.5e6),
        ("99,95 Prozent", 99.95), ("10^6", 1e6), ("3.2 * 10^5", 320000), ("3,2 x 10^5", 320000), ("5x", 5), ("x5", 5), ("half", 0.5),
        ("two thirds", 2 / 3), ("$5 per month", 5), ("5k/month", 5000), ("1.2m USD annually", 1.2e6), ("2400 req/s", 2400),
        ("- 3", -3), ("−3", -3), ("+3", 3), ("100 Mbit/s", 12.5e6), ("3 GiB", 3 * 1024**3), ("2.5TB", 2.5e12), ("4,5 GB", 4.5e9),
        ("250 kB", 250e3), ("-3 GB", -3e9),
    ],
)  # fmt: skip
def test_more_numbers_as_people_type_them(text: str, value: float | None) -> None:
    said = parse_number(text)
    if value is None:
        assert said is None
        return
    assert said is not None, read_number(text)
    assert said.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Nothing is written"), ("   ", "Nothing is written"), ("no idea", "No number"), ("4 or 5", "2 numbers"),
        ("1:30", "hours or minutes"), ("9" * 300, "too long"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_told_what_to_change(text: str, says: str) -> None:
    told = read_number(text)
    assert isinstance(told, str)
    assert says in told


@pytest.mark.parametrize(
    ("unit", "kind", "period"),
    [
        ("USD a year", "money", "year"), ("hours a day", "duration", "day"), ("requests/s", None, "second"), ("an hour", None, "hour"),
        ("USD a million calls", "money", None), ("Gbit/s", "data", None), ("PB", "data", None), ("% of runs", "percent", None),
        ("week", "duration", None), ("person-months", None, None), (None, None, None),
    ],
)  # fmt: skip
def test_what_a_unit_asks_for(unit: str | None, kind: str | None, period: str | None) -> None:
    found = unit_of(unit)
    assert (found.kind, found.period) == (kind, period)


@pytest.mark.parametrize(
    ("text", "unit", "value"), [("16 Gbit", "GB", 2), ("2 GB/s", "Gbit/s", 16), ("3 gb", "Gbit/s", 3), ("1 GiB", "GB", 1.073741824)]
)
def test_data_is_converted(text: str, unit: str, value: float) -> None:
    said = parse_number(text)
    assert said is not None
    assert in_unit(said, unit_of(unit)) == pytest.approx(value)


def test_periods() -> None:
    assert period_ratio("month", "year") == 12
    assert period_ratio("year", "month") == pytest.approx(1 / 12)
    assert period_ratio("second", "day") == pytest.approx(86400)


@pytest.mark.parametrize("said", [float("nan"), float("inf"), 0, -1e300, 1e300])
def test_any_number_gets_a_mark(said: Any) -> None:
    for question in (BUDGET, MONEY, LINK, asked(0.0, "points", ("a", 1.0), tolerance=0.1).model_copy(update={"tolerance": 0.1})):
        assert check(question, said).says
