"""Doing nothing, panic and the worked course in every incident; the debrief's levels and what they rest on."""

from __future__ import annotations

from functools import cache

import pytest

from loopready.engines.simulation import Played, play
from loopready.library.scenarios import load_scenarios
from loopready.model import Course, Move
from loopready.practice.incident.account import judge_account
from loopready.practice.incident.criteria import Level, criteria, levels, overall
from loopready.practice.incident.debrief import debrief
from loopready.practice.incident.players import Style, play_out
from loopready.practice.incident.record import Record
from loopready.practice.incident.state import State
from loopready.practice.incident.world import Incident
from loopready.practice.incident.worth import harm, worths

IDS = sorted(load_scenarios())
SEEDS = (0, 7)


@cache
def world(id: str) -> Incident:
    return Incident(load_scenarios()[id])


@cache
def course(id: str, style: Style, seed: int) -> Played[State]:
    return play_out(world(id), style, seed=seed)


@cache
def judged(id: str, style: Style, seed: int) -> tuple[Level, ...]:
    return levels(Record(world(id), course(id, style, seed)))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("id", IDS)
def test_nothing_is_below_panic_and_panic_far_below_the_worked_course(id: str, seed: int) -> None:
    nothing, panic, book = (overall(judged(id, style, seed)) for style in ("nothing", "panic", "book"))
    assert nothing is not None and panic is not None and book is not None
    assert nothing == 0
    assert 5 <= panic <= 25
    assert book >= 90


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("id", IDS)
def test_the_worked_course_saves_most_of_it_and_panic_does_not(id: str, seed: int) -> None:
    nothing, panic, book = (harm(course(id, style, seed).state) for style in ("nothing", "panic", "book"))
    assert book < nothing / 8 and book < panic / 8


def test_one_recipe_does_not_win_everywhere() -> None:
    """The order that saves most is another one from incident to incident."""
    best = {id: max(worths(world(id), course(id, "book", 0)), key=lambda each: each.saved).move for id in IDS}
    assert len({(move.name, move.options.get("region", "")) for move in best.values()}) >= 4


@pytest.mark.parametrize("id", IDS)
def test_what_orders_were_worth_adds_up_to_what_the_course_saved(id: str) -> None:
    played = course(id, "book", 0)
    record = Record(world(id), played)
    end = min(world(id).scenario.ends, played.now + 45)
    closing = ("end_incident", "write_postmortem")
    kept = [move for move in played.course.moves if move.name not in closing]
    orders = [each.move for each in record.worths]
    with_all = play(world(id), played.course.model_copy(update={"moves": tuple(kept), "now": end}))
    without = play(world(id), played.course.model_copy(update={"moves": tuple(m for m in kept if m not in orders), "now": end}))
    assert sum(each.saved for each in record.worths) == pytest.approx(harm(without.state) - harm(with_all.state))


@pytest.mark.parametrize("style", ["nothing", "panic", "book"])
def test_every_level_has_its_anchor_and_rests_on_something(style: Style) -> None:
    anchors = {criterion.id: criterion.anchors for _, criterion in criteria()}
    for each in judged("thursday", style, 0):
        if each.level is None:
            assert each.criterion == "handover"
            continue
        assert each.why == anchors[each.criterion][each.level]
        assert each.rests_on


def test_each_criterion_has_five_anchors() -> None:
    assert [sorted(criterion.anchors) for _, criterion in criteria()] == [[1, 2, 3, 4, 5]] * 10


def test_a_debrief_says_what_would_have_been_and_shows_the_course() -> None:
    report = debrief(world("thursday"), course("thursday", "panic", 0))
    titles = [section.title for section in report.sections]
    assert titles[0] == "By the written criteria" and "What would have happened otherwise" in titles
    otherwise = report.sections[1]
    assert "minutes" in otherwise.text[0] and any("cost" in row[2] for row in otherwise.tables[0].rows)
    kinds = [chart.kind for section in report.sections for chart in section.charts]
    assert kinds == ["lines", "timeline"]
    assert {"pm.gcp.2025", "pm.cf.2025a"} <= set(report.sources)
    assert "[fact:" not in report.model_dump_json()


def test_what_stopped_before_anything_showed_is_not_judged() -> None:
    early = play(world("thursday"), Course(item="thursday", seed=0, now=1))
    assert overall(levels(Record(world("thursday"), early))) is None
    assert "before anything" in debrief(world("thursday"), early).lead[0]


def account(text: str = "", **options: str) -> Move:
    chosen = {"account": "system", "actions": "stage-config,refuse-empty", "dated": "both", "share": "both", **options}
    return Move(at=50, name="write_postmortem", options=chosen, text=text)


GOOD = (
    "From minute 9 on 55% of customers' requests failed. An empty field was published; no check refused it, and no stage limited it. "
    "A stage by cell will be built, owner the platform lead, due within four weeks. Going back took too long."
)


@pytest.mark.parametrize(
    ("move", "level", "note"),
    [
        (account(GOOD), 5, "55% of customers"),
        (account(), 4, "no account in your own words"),
        (account(GOOD, account="person"), 2, "names a person"),
        (account(GOOD + " It was the engineer's fault."), 2, "It blames"),
        (account(GOOD, actions="careful"), 4, "changes nothing"),
        (account(GOOD, actions=""), 4, "0 of its actions"),
        (account(GOOD, actions="careful", dated="none", share="none"), 2, "owner or a date"),
        (account("We are sorry.", account="trigger", dated="owner"), 3, "Missing in your own words"),
    ],
)
def test_a_postmortem_is_judged_by_what_was_chosen_and_written(move: Move, level: int, note: str) -> None:
    found, notes = judge_account(world("thursday").scenario, move)
    assert found == level and any(note in each for each in notes), (found, notes)
