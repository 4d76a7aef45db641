"""The plan asks for no more time than there is, brings nothing new on the last evening, and gains at least what the order given would."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.model import Act, PlanSettings
from loopready.practice.planning import LAST_EVENING, is_quiet, made_plan, session

TODAY = dt.date(2026, 11, 25)


def act(key: str, *, minutes: int = 10, gain: float = 0.5, new: bool = True) -> Act:
    return Act(key=key, kind="row", text=key, minutes=minutes, likelihood=1.0, gap=gain, importance=1.0, new=new)


ACTS = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 100)), max_size=25).map(
    lambda drawn: [act(f"act_{n}", minutes=minutes, gain=gain / 100) for n, (minutes, gain) in enumerate(drawn)]
)
DAYS = st.one_of(st.none(), st.integers(-3, 30))
MINUTES = st.integers(5, 90)
OFF = st.sets(st.integers(0, 6), max_size=3)
CARDS = st.dictionaries(st.integers(0, 20).map(lambda n: TODAY + dt.timedelta(days=n)), st.integers(0, 80), max_size=10)


def day_in(ahead: int | None) -> dt.date | None:
    return None if ahead is None else TODAY + dt.timedelta(days=ahead)


@given(ACTS, DAYS, MINUTES, OFF, CARDS, st.integers(0, 120))
@settings(max_examples=60)
def test_no_day_holds_more_minutes_than_were_asked_for(
    acts: list[Act], ahead: int | None, minutes: int, off: set[int], cards: dict[dt.date, int], spent: int
) -> None:
    on = day_in(ahead)
    wanted = PlanSettings(minutes_a_day=minutes, days_off=tuple(off))
    plan = made_plan(acts, today=TODAY, on=on, settings=wanted, cards=cards, spent=spent)
    for day in plan.days:
        assert day.minutes + day.spent <= max(minutes, day.spent) and day.day.weekday() not in off
        assert day.day >= TODAY and (on is None or day.day < on)
        if day.kind == "last_evening":
            assert on is not None and day.day == on - dt.timedelta(days=1)
            assert day.minutes <= LAST_EVENING and not any(planned.act.new for planned in day.acts)
    assert ahead is None or ahead > 0 or plan.days == ()


@given(ACTS, DAYS, MINUTES)
@settings(max_examples=50)
def test_every_minute_of_an_act_is_planned_at_most_once_and_what_does_not_fit_is_told(
    acts: list[Act], ahead: int | None, minutes: int
) -> None:
    plan = made_plan(acts, today=TODAY, on=day_in(ahead), settings=PlanSettings(minutes_a_day=minutes))
    planned: dict[str, int] = {}
    for each in (each for day in plan.days for each in day.acts if each.act.new):
        planned[each.act.key] = planned.get(each.act.key, 0) + each.minutes
    whole = {each.key: each.minutes for each in acts}
    assert all(count <= whole[key] for key, count in planned.items())
    assert {each.key for each in plan.left} == {key for key, count in whole.items() if planned.get(key, 0) < count}


@given(ACTS, st.integers(2, 20), MINUTES)
@settings(max_examples=60)
def test_the_gain_is_at_least_that_of_the_order_given(acts: list[Act], ahead: int, minutes: int) -> None:
    short = [each for each in acts if each.minutes <= minutes]
    plan = made_plan(short, today=TODAY, on=day_in(ahead), settings=PlanSettings(minutes_a_day=minutes))
    gained = sum(planned.act.gain for day in plan.days for planned in day.acts if planned.act.new)
    naive, left = 0.0, list(short)
    for _ in range(ahead - 1):
        room = minutes
        for each in list(left):
            if each.minutes <= room:
                room -= each.minutes
                naive += each.gain
                left.remove(each)
    assert gained >= naive - 1e-6


@given(ACTS, MINUTES)
@settings(max_examples=50)
def test_a_single_session_is_the_best_choice_there_is(acts: list[Act], minutes: int) -> None:
    few = acts[:9]
    day = session(few, minutes=minutes, today=TODAY, on=None)
    assert day.minutes <= minutes
    short = [each for each in few if each.minutes <= minutes]
    best = 0.0
    for mask in range(1 << len(short)):
        chosen = [each for n, each in enumerate(short) if mask >> n & 1]
        if sum(each.minutes for each in chosen) <= minutes:
            best = max(best, sum(each.gain for each in chosen))
    assert sum(planned.act.gain * planned.minutes / planned.act.minutes for planned in day.acts) >= best - 1e-6


@given(ACTS, DAYS, MINUTES)
@settings(max_examples=50)
def test_equal_input_gives_an_equal_plan(acts: list[Act], ahead: int | None, minutes: int) -> None:
    wanted = PlanSettings(minutes_a_day=minutes)
    first = made_plan(acts, today=TODAY, on=day_in(ahead), settings=wanted)
    assert first == made_plan(list(acts), today=TODAY, on=day_in(ahead), settings=wanted)


def test_a_long_act_is_spread_over_days_in_equal_parts() -> None:
    plan = made_plan([act("long", minutes=40)], today=TODAY, on=day_in(6), settings=PlanSettings(minutes_a_day=15))
    parts = [(planned.part, planned.minutes) for day in plan.days for planned in day.acts if planned.act.key == "long"]
    assert parts == [(1, 14), (2, 13), (3, 13)] and plan.left == ()


def test_cards_come_first_and_take_half_a_day_at_most() -> None:
    plan = made_plan([act("a", minutes=10)], today=TODAY, on=None, settings=PlanSettings(minutes_a_day=20), cards={TODAY: 100})
    assert plan.now is not None
    assert [(planned.act.kind, planned.minutes) for planned in plan.now.acts] == [("cards", 10), ("row", 10)]
    assert plan.now.acts[0].act.text == "Review 100 cards"


def test_what_was_done_today_leaves_less_for_today_and_nothing_is_late() -> None:
    acts = [act("a"), act("b"), act("c")]
    plan = made_plan(acts, today=TODAY, on=day_in(9), settings=PlanSettings(minutes_a_day=20), spent=15)
    assert plan.now is not None and plan.now.acts == () and plan.now.spent == 15
    later = made_plan(acts, today=TODAY + dt.timedelta(days=3), on=day_in(9), settings=PlanSettings(minutes_a_day=20))
    assert later.now is not None and [planned.act.key for planned in later.now.acts] == ["a", "b"]


def test_the_last_day_is_quiet_the_day_itself_is_empty_and_then_it_has_passed() -> None:
    acts, wanted = [act("a")], PlanSettings()
    eve, day, after = (made_plan(acts, today=TODAY + dt.timedelta(days=n), on=day_in(1), settings=wanted) for n in (0, 1, 2))
    assert eve.quiet and [planned.act.kind for planned in eve.days[0].acts] == ["day_before"]
    assert day.quiet and day.days == () and not day.passed
    assert after.passed and not after.quiet and after.days == ()
    assert [is_quiet(TODAY, day_in(n)) for n in (2, 1, 0, -1)] == [False, True, True, False] and not is_quiet(TODAY, None)
    assert [planned.act.kind for planned in session(acts, minutes=60, today=TODAY, on=day_in(1), cards=4).acts] == ["cards", "day_before"]
