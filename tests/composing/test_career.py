"""Scope, spells, gaps and short stays, from dates and lines alone."""

from __future__ import annotations

import pytest

from composing.builders import Page, profile, work
from loopready.composing.career import drawn, read_career

TODAY = "2026-11-23"


def test_people_led_are_told_from_people_met() -> None:
    page = Page()
    lines = ["Lead 8 engineers in two teams", "Hired 12 engineers in 2023", "Mentored 3 managers", "Negotiated with 5 product managers"]
    entry = work(page, "a", "Engineering Manager", "Kvist", "2021-03", None, *lines)
    spell = read_career(profile(page, entry), today=TODAY).spells[0]
    assert spell.people is not None and spell.people.number == 8
    assert spell.teams is not None and spell.teams.number == 2


@pytest.mark.parametrize(
    ("line", "people", "teams"),
    [
        ("Ran the open day with 27 growers", None, None),
        ("Led the harvest and met 22 buyers", None, None),
        ("Managed three mill partners", None, None),
        ("Owned the tools for 60 carpenters", None, None),
        ("Lead two squads (timber and stone; 17 carers)", 17, 2),
        ("Run an office with 12 staff", 12, None),
        ("Line manager for 6 planners", 6, None),
        ("Lead three squads (24 planners: slate, brick)", 24, 3),
        ("Hired two squads (24 planners)", None, None),
    ],
)
def test_people_under_are_told_from_people_beside(line: str, people: int | None, teams: int | None) -> None:
    page = Page()
    spell = read_career(profile(page, work(page, "a", "Mason", "Kvist", "2021-03", None, line)), today=TODAY).spells[0]
    assert (spell.people and spell.people.number, spell.teams and spell.teams.number) == (people, teams)


def test_a_technical_lead_of_many_has_no_reports() -> None:
    page = Page()
    entry = work(page, "a", "Staff Engineer", "Corrib", "2021-05", None, "Technical lead for routing: four teams, about 30 engineers")
    spell = read_career(profile(page, entry), today=TODAY).spells[0]
    assert spell.people is None and not spell.leads


def test_standing_in_for_a_manager_is_not_a_team_of_ones_own() -> None:
    page = Page()
    line = "Stood in for the team's manager for four months: ran planning and the on-call rota for 7 engineers"
    entry = work(page, "a", "Senior Software Engineer", "Corrib", "2017-08", "2021-04", line)
    spell = read_career(profile(page, entry), today=TODAY).spells[0]
    assert spell.people is None and not spell.leads


def test_growth_counts_where_it_ended() -> None:
    page = Page()
    entry = work(page, "a", "Engineering Manager", "Kvist", "2019-01", "2022-03", "Built the team from 4 to 9 engineers")
    stated = read_career(profile(page, entry), today=TODAY).people
    assert stated is not None and stated.number == 9


def test_months_count_both_ends_and_gaps_neither() -> None:
    page = Page()
    late = work(page, "late", "Manager", "Kvist", "2022-03", "2022-12")
    early = work(page, "early", "Engineer", "Brevlin", "2019-01", "2021-10")
    career = read_career(profile(page, late, early), today=TODAY)
    assert career.spell(late).months == 10
    assert [(gap.before.id, gap.after.id, gap.months) for gap in career.gaps] == [("early", "late", 4)]
    assert [spell.work.id for spell in career.short] == ["late"]


def test_no_gap_where_posts_overlap_and_no_short_stay_inside_one_employer() -> None:
    page = Page()
    now = work(page, "now", "Senior Manager", "Kvist", "2022-04", None)
    before = work(page, "before", "Manager", "Kvist", "2021-06", "2022-03")
    study = work(page, "study", "Assistant", "Care Home", "2013", "2021")
    career = read_career(profile(page, now, before, study), today=TODAY)
    assert career.gaps == ()
    assert career.short == ()


def test_years_alone_are_not_stretched() -> None:
    page = Page()
    entry = work(page, "a", "Assistant", "Care Home", "2013", "2016")
    assert read_career(profile(page, entry), today=TODAY).spells[0].months == 36


def test_the_turn_is_the_first_post_that_leads() -> None:
    page = Page()
    lead = work(page, "lead", "Engineering Manager", "Kvist", "2019-01", None)
    engineer = work(page, "engineer", "Software Engineer", "Kvist", "2015-01", "2018-12")
    product = work(page, "product", "Product Manager", "Kvist", "2013-01", "2014-12")
    turn = read_career(profile(page, lead, engineer, product), today=TODAY).turn
    assert turn is not None and turn[0] is not None
    assert (turn[0].work.id, turn[1].work.id) == ("engineer", "lead")


def test_the_drawing_goes_from_old_to_new_and_leaves_the_undated_out() -> None:
    page = Page()
    now = work(page, "now", "Manager", "Kvist", "2022-04", None, "Lead 8 engineers")
    old = work(page, "old", "Engineer", "Kvist", "2015", "2018-12")
    undated = now.model_copy(update={"id": "undated", "start": None})
    points = drawn(read_career(profile(page, now, undated, old), today=TODAY), today=TODAY)
    assert [(point.work, point.start, point.end, point.people) for point in points] == [
        ("old", "2015-01", "2018-12", None),
        ("now", "2022-04", "2026-11", 8),
    ]


def test_years_alone_are_drawn_as_years_and_the_turn_is_into_the_title() -> None:
    page = Page()
    first = work(page, "a", "Engineer", "Kvist", "2011", "2015", "Led 5 engineers informally")
    second = work(page, "b", "Engineering Manager", "Kvist", "2016-02", None, "7 engineers. Replaced the loom")
    career = read_career(profile(page, first, second), today=TODAY)
    assert [point.period for point in drawn(career, today=TODAY)] == ["2011 to 2015", "2016-02 to now"]
    assert career.turn is not None and career.turn[1].work.id == "b"
    assert career.spells[0].people is not None and career.spells[0].people.number == 7
