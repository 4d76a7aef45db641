"""The on-call tool against what is published, closed forms, and what must always hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.oncall import at_least, work
from loopready.model.tools.oncall import OncallFix, OncallInputs, OncallPerson, OncallResult


def rota(people: int, *, fixes: tuple[OncallFix, ...] = (), **given: object) -> OncallResult:
    rows = tuple(OncallPerson(person=f"p{at}", primary=2, secondary=2, pages=4, night=1, events=1) for at in range(people))
    return work(OncallInputs(people=rows, weeks=2 * people, fixes=fixes, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(("people", "holds"), [(7, False), (8, True), (9, True)])
def test_eight_engineers_at_one_site(people, holds):
    """SRE book, Being On-Call: two at once, a quarter of the time at most, so at least eight engineers at one site."""
    result = rota(people)
    assert result.least == 8 and (result.share <= 25) is holds and (result.people >= result.least) is holds


def test_six_engineers_at_each_of_two_sites():
    """SRE book, Being On-Call: at least six engineers at each of two sites."""
    result = rota(6, sites="two", shift_hours=84)
    assert result.least == 6 and result.share == pytest.approx(100 * 2 / 6 / 2)


@pytest.mark.parametrize(("team", "weeks"), [(10, 5), (8, 4)])
def test_the_two_teams_of_the_second_drill(team, weeks):
    """Fact oc.seed18: with a primary and a secondary by the week one week in five of a team of ten, one in four of eight."""
    assert rota(team).turn_weeks == weeks


def test_losing_one_of_eight_breaks_the_limit():
    """Fact oc.seed18: eight is the floor."""
    assert rota(8).share_without_one == pytest.approx(100 * 2 / 7) and rota(9).share_without_one == 25


def test_two_events_in_a_shift_of_twelve_hours_are_the_ceiling():
    """SRE book, Being On-Call: an incident takes about six hours, so two in twelve hours at most."""
    one = OncallPerson(person="a", primary=10, pages=20, events=20)
    limit = work(OncallInputs(people=(one,), weeks=1, shift_hours=12, posts=1, fixes=()))
    assert limit.events_per_12_hours == 2 and not limit.loads[0].above_events
    assert limit.hours_a_week >= 20 * 6  # ten shifts of twelve hours are filled
    more = work(OncallInputs(people=(one.model_copy(update={"events": 21}),), weeks=1, shift_hours=12, posts=1, fixes=()))
    assert more.loads[0].above_events


def test_hours_are_pages_events_and_hand_overs():
    result = rota(8, page_minutes=30, event_hours=6, handover=30)
    # 32 pages and 8 events in 16 weeks; two posts handed over once a week, half an hour of two people each
    assert result.hours_a_week == pytest.approx(32 / 16 * 0.5 + 8 / 16 * 6 + 2)
    assert result.handover_hours == 2 and result.of_the_team == pytest.approx(result.hours_a_week / 320 * 100)


def test_two_sites_hand_over_twice_a_day():
    assert rota(6, sites="two", shift_hours=84, handover=15).handover_hours == pytest.approx(14 * 2 * 0.5)


@pytest.mark.parametrize(
    ("count", "mean", "chance"),
    [(0, 3, 1), (1, 1, 1 - math.exp(-1)), (2, 1, 1 - 2 * math.exp(-1)), (5, 0, 0), (3, 2, 1 - 5 * math.exp(-2))],
)
def test_the_chance_of_so_many_pages(count, mean, chance):
    assert at_least(count, mean) == pytest.approx(chance)


def test_a_tail_from_a_printed_table():
    """Tables of the Poisson distribution: for a mean of 10, P(X >= 16) = 0.0487 and P(X >= 19) = 0.0072."""
    assert at_least(16, 10) == pytest.approx(0.0487, abs=5e-5) and at_least(19, 10) == pytest.approx(0.0072, abs=5e-5)


def test_the_example_points_to_the_one_whom_the_shifts_do_not_explain():
    loads = {load.person: load for load in work(OncallInputs()).loads}
    assert [name for name, load in loads.items() if load.unlucky] == ["AB"]
    assert loads["AB"].expected == pytest.approx(290 * 2 / 12)


def test_work_pays_back_as_by_hand():
    """32 hours for 96 pages in 12 weeks, 90% ended, half an hour each: 3.6 hours a week, 8.9 weeks."""
    result = work(OncallInputs())
    first = result.fixes[0]
    assert (first.fix, first.hours, first.hours_a_week) == ("Delete alerts without an act", 32, pytest.approx(3.6))
    assert first.weeks_to_pay == pytest.approx(32 / 3.6) and first.done == 0.8
    assert [fix.weeks_to_pay for fix in result.fixes] == sorted(fix.weeks_to_pay or math.inf for fix in result.fixes)
    assert result.pages_after == pytest.approx(290 / 12 - (96 * 0.9 + 62 * 0.7 + 14 + 48 * 0.6) / 12)


def test_the_burn_down_pays_back_in_the_week_the_closed_form_says():
    """One fix of 5 days at 5 days a week: done in week 1, 40 hours, 10 hours a week: paid back in week 5."""
    fix = OncallFix(fix="one", pages=20, removes=100, days=5)
    people = (OncallPerson(person="a", primary=1, pages=20), OncallPerson(person="b", secondary=1))
    result = work(OncallInputs(people=people, weeks=1, page_minutes=30, fixes=(fix,), days_a_week=5))
    assert result.fixes[0].weeks_to_pay == 4 and result.pays_back == 5
    assert [week.net for week in result.weeks] == [0, -40, -30, -20, -10, 0] and result.weeks[-1].pages == 0


def test_what_never_pays_is_not_planned():
    result = rota(8, fixes=(OncallFix(fix="nothing", pages=0, days=3), OncallFix(fix="ages", pages=1, days=900)))
    assert {fix.fix: fix.weeks_to_pay is None for fix in result.fixes} == {"nothing": True, "ages": False}
    assert result.pays_back is None and result.pages_after == result.pages_a_week


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 200)), min_size=2, max_size=12))
def test_expected_pages_add_up_to_all_pages(rows):
    people = tuple(OncallPerson(person=f"p{at}", primary=shifts, pages=pages) for at, (shifts, pages) in enumerate(rows))
    result = work(OncallInputs(people=people, weeks=60, fixes=()))
    assert sum(load.expected for load in result.loads) == pytest.approx(sum(pages for _, pages in rows))
    assert all(0 <= load.chance <= 1 for load in result.loads)


@given(st.lists(st.tuples(st.integers(0, 20), st.floats(0, 100), st.floats(0, 400)), max_size=8), st.floats(0.5, 50))
def test_the_burn_down_never_ends_more_pages_than_there_are(work_listed, pace):
    fixes = tuple(OncallFix(fix=f"f{at}", pages=pages, removes=removes, days=days) for at, (pages, removes, days) in enumerate(work_listed))
    people = (OncallPerson(person="a", primary=4, pages=200, events=10), OncallPerson(person="b", primary=4))
    result = work(OncallInputs(people=people, weeks=8, fixes=fixes, days_a_week=pace))
    assert all(-1e-9 <= week.pages <= result.pages_a_week + 1e-9 for week in result.weeks)
    assert len(result.weeks) <= 105 and [week.week for week in result.weeks] == list(range(len(result.weeks)))


def test_faults_come_all_at_once_each_by_its_field():
    people = (
        OncallPerson(person="a", primary=1, pages=2, night=3),
        OncallPerson(person="A ", primary=0, pages=1),
        OncallPerson(person="c", primary=99),
    )
    with pytest.raises(FaultyInputsError) as caught:
        work(OncallInputs(people=people, weeks=4, posts=4, fixes=(OncallFix(fix="x", pages=9), OncallFix(fix="X", events=1))))
    fields = {field for field, _ in caught.value.faults}
    assert fields == {"people", "people.0.night", "people.1.person", "people.1.primary", "people.2.primary", "fixes.1.fix", "fixes"}


def test_a_rota_without_a_shift_is_refused():
    with pytest.raises(FaultyInputsError, match="nobody had a shift"):
        work(OncallInputs(people=(OncallPerson(person="a"), OncallPerson(person="b")), fixes=()))
