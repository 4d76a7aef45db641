"""Deeds told in other words: what shows them, what tells them in part, and what must never be taken for them."""

from __future__ import annotations

import pytest

from loopready.adapters.embedder import MiniLM
from loopready.engines import lexicon
from loopready.matching import match
from loopready.matching.deeds import asked, told
from loopready.model import Row

from .making import TODAY, make_cv, make_posting

IDLE = [
    "Looked after two goldfish and a fern by the window",
    "Moved house twice and painted both",
    "Promoted to head waiter after a year",
    "Sent forty letters a day and kept the stamps",
    "Worked in a pleasant team of eight",
    "On a rota of four with early starts",
    "Without a plan for the weekend",
    "Replied to post and tidied the cupboard",
    "Took two weeks off in the autumn",
    "Shared a unit with the painters",
    "In my capacity as a neighbour I fed the cat",
    "Watched the boats in the harbour at lunch",
]


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


def _row(embedder: MiniLM, requirement: str, *lines: str, end: str | None = None, summary: str | None = None) -> Row:
    start = "2021-03" if end is None else "2009-03"
    post = {"title": "Worker", "firm": "Lorne Mill", "start": start, "end": end, "lines": ["Kept the log of the mill", *lines]}
    (cv, profile), (job, posting) = make_cv({"posts": [post], "summary": summary}), make_posting([("must", requirement)])
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY).rows[0]


@pytest.mark.parametrize(
    ("requirement", "line"),
    [
        ("You have handled underperformance", "Parted ways with a weaver whose improvement plan had run its twelve weeks"),
        ("Participation in an on-call rotation", "Carried the pager one week in six"),
        ("Learning from incidents: post-incident reviews", "Chaired blameless reviews after outages, 14 last year"),
        ("Mentoring of interns or trainees", "Tutoría de dos becarios, both hired later"),
        ("Mentoring of apprentices", "Einarbeitung von vier Auszubildenden"),
        ("Month-end close", "Clôture mensuelle, five working days"),
        ("Restructuring or site closure", "Closed the Leith depot, 40 redundancies, all but three placed"),
        ("Reducing absenteeism", "Sick leave 8% before I came, 5% last winter, by talks after each return"),
        ("A safety record you are proud of", "900 days without a reportable accident"),
        ("Writing method statements and risk assessments", "Wrote the RAMS and briefed them each morning"),
        ("Running experiments", "Eleven A/B tests of the order page, two won"),
        ("Responding to tenders", "Wrote the technical part of nine bids"),
        ("Outbound prospecting", "Half of my customers were self-sourced"),
        ("Co-ordinate the shift", "Nurse in charge on nights, one shift in four"),
        ("Keep parents informed", "Rang the families of all who fell behind"),
    ],
)
def test_a_deed_in_other_words_is_met(embedder: MiniLM, requirement: str, line: str) -> None:
    row = _row(embedder, requirement, line)
    assert row.coverage == "met", (row.coverage, row.reasons)
    assert line in [evidence.quote for evidence in row.evidence]


@pytest.mark.parametrize(
    ("requirement", "line", "coverage"),
    [
        ("You have handled underperformance", "My manager let one person go after an improvement plan", "missing"),
        ("Participation in an on-call rotation", "Keen to join a pager rota, one week in six", "missing"),
        ("Experience of restructuring", "Attended a course on redundancies and social plans", "missing"),
        ("Responding to tenders", "The sales team wrote the bids", "missing"),
        ("Responding to tenders", "Helped with nine bids", "partial"),
        ("Own vendor contracts with carriers and suppliers", "Negotiated with two carriers. (My director signs the contracts.)", "partial"),
        ("Incident reviews that customers could read", "Chaired 14 blameless postmortems", "partial"),
        ("Grievances up to and including dismissal", "Investigated nine grievances up to a final warning", "partial"),
        ("Reducing absenteeism, with results to show", "Looked into sick leave with the foremen", "partial"),
        ("Hiring of glass blowers", "Hired nine weavers and a clerk", "partial"),
    ],
)
def test_somebody_elses_help_and_halves_are_not_met(embedder: MiniLM, requirement: str, line: str, coverage: str) -> None:
    row = _row(embedder, requirement, line)
    assert row.coverage == coverage, (row.coverage, row.reasons)


def test_a_deed_of_long_ago_or_of_the_summary_alone_is_partial(embedder: MiniLM) -> None:
    line = "Wrote the technical part of nine bids"
    assert _row(embedder, "Responding to tenders", line, end="2014-05").coverage == "partial"
    assert _row(embedder, "Responding to tenders", summary=f"{line}.").coverage == "partial"


def test_a_share_that_moved_shows_only_the_thing_it_is_of(embedder: MiniLM) -> None:
    better = "Scrap from 9% to 4% with the new looms"
    assert _row(embedder, "Measured improvement in scrap", better).coverage == "met"
    assert _row(embedder, "Measured improvement in patient falls", better).coverage == "missing"


@pytest.mark.parametrize("line", IDLE)
def test_an_idle_line_tells_no_deed(line: str) -> None:
    assert [said.deed.name for said in told(line)] == []


def test_each_deed_has_both_sides_and_a_name_of_its_own() -> None:
    rows = lexicon.table("deeds")["deeds"]
    assert len({row["deed"] for row in rows}) == len(rows) > 100
    assert [row["deed"] for row in rows if not row["asked"] or not row["shown"]] == []
    assert [said.deed.name for said in asked("Hiring of bakers")] == ["hiring"]


@pytest.mark.parametrize(
    ("line", "coverage"),
    [
        ("Took on 130 drivers a year with two clerks who report to me", "missing"),
        ("Six clerks report to me", "met"),
        ("88 people in three shifts, six shift leaders report to me", "met"),
    ],
)
def test_people_under_the_person_are_those_who_report(embedder: MiniLM, line: str, coverage: str) -> None:
    assert _row(embedder, "Leading a team of five or more people", line).coverage == coverage


def test_a_day_of_the_month_answers_how_many_days(embedder: MiniLM) -> None:
    asked_for = "Produce the month-end close within six working days"
    assert _row(embedder, asked_for, "Month-end closed by working day 5").coverage == "met"
    assert _row(embedder, asked_for, "Month-end closed by working day 9").coverage == "partial"


@pytest.mark.parametrize(
    ("requirement", "coverage"),
    [
        ("Happy to lodge away from home now and again", "unjudgeable"),
        ("Pragmatic, humble and good company", "unjudgeable"),
        ("High integrity and a hands-on mentality", "unjudgeable"),
        ("Willing to run the after-school club", "met"),
        ("Patient transport", "missing"),
    ],
)
def test_readiness_and_traits_are_for_the_person_to_say(embedder: MiniLM, requirement: str, coverage: str) -> None:
    assert _row(embedder, requirement, "Ran the after-school club on Tuesdays").coverage == coverage
