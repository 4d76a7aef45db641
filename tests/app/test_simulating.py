"""The incident room: kept after each move, guarded against two windows, the running clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database
from loopready.app.service import Service
from loopready.app.simulating import IncidentRoom, incidents_for, played_script, report_of, scenarios, written
from loopready.model import InputError
from loopready.model.incident import CLOCKS
from warm import warm_pipeline


@pytest.fixture
def room(tmp_path: Path) -> Iterator[IncidentRoom]:
    with Service(database=Database(tmp_path / "incidents.sqlite"), pipeline=warm_pipeline()) as service:
        yield IncidentRoom(service)


def test_a_move_is_kept_at_once_and_time_passes_with_it(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4)
    lived = room.wait(lived.exercise.id, 12, seen=lived.seen)
    moved = room.move(lived.exercise.id, "ask_condition", {"who": "sre"}, seen=lived.seen)
    assert moved.played.now == 14
    again = room.open(lived.exercise.id)
    assert again.played == moved.played and again.board.minute == 14
    assert again.exercise.data["course"]["moves"] == [{"at": 12, "name": "ask_condition", "options": {"who": "sre"}, "text": ""}]
    assert set(again.exercise.data) == {"course", "clock", "looked"}
    assert room.last_open().id == lived.exercise.id


def test_calls_alone_take_longer_than_with_a_lead(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4)
    alone = room.move(lived.exercise.id, "call_customers", {"who": "top", "say": "facts"}, seen=lived.seen)
    assert alone.played.now == 12
    led = room.move(alone.exercise.id, "name_customer_lead", {"who": "tam"}, seen=alone.seen)
    assert room.move(led.exercise.id, "call_customers", {"who": "top", "say": "facts"}, seen=led.seen).played.now == led.played.now + 2


def test_a_move_on_a_state_that_another_window_left_is_refused(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4)
    room.move(lived.exercise.id, "stop_change", {}, seen=lived.seen)
    with pytest.raises(InputError, match="another window") as caught:
        room.move(lived.exercise.id, "declare", {"severity": "sev1"}, seen=lived.seen)
    assert caught.value.code == "changed_elsewhere"
    assert len(room.open(lived.exercise.id).played.course.moves) == 1


def test_it_goes_on_until_something_happens(room: IncidentRoom) -> None:
    lived = room.start("tuesday", seed=2)
    later = room.wait_for_news(lived.exercise.id, seen=lived.seen)
    assert later.played.now > 0 and later.played.events[-1].at == later.played.now


def test_a_running_clock_counts_while_it_is_watched(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4, clock="brisk")
    began = lived.kept.looked
    ticked = room.tick(lived.exercise.id, now=began + dt.timedelta(seconds=25))
    assert ticked.played.now == 2
    assert room.tick(lived.exercise.id, now=began + dt.timedelta(seconds=29)).played.now == 2
    assert room.tick(lived.exercise.id, now=began + dt.timedelta(seconds=30)).played.now == 3
    assert room.move(lived.exercise.id, "stop_change", {}, seen=lived.seen).played.now == 3


def test_what_passes_while_it_was_left_does_not_count(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4, clock="real")
    left = lived.kept.looked + dt.timedelta(hours=9)
    assert room.tick(lived.exercise.id, now=left).played.now == 0
    assert room.tick(lived.exercise.id, now=left + dt.timedelta(seconds=CLOCKS["real"] or 0)).played.now == 1
    stepped = room.set_clock(lived.exercise.id, "fast", seen=room.open(lived.exercise.id).seen)
    assert room.tick(stepped.exercise.id, now=left + dt.timedelta(seconds=200)).played.now == 1


def test_the_end_has_a_score_and_a_debrief(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4)
    with pytest.raises(InputError, match="still under way"):
        room.debrief(lived.exercise.id)
    over = room.give_up(lived.exercise.id, seen=lived.seen)
    assert over.exercise.state == "done" and over.exercise.score == 0
    assert "0 of 100" in room.debrief(lived.exercise.id).lead[1]
    with pytest.raises(InputError):
        room.last_open()
    room.delete(lived.exercise.id)
    assert room.all() == []


def test_a_scenario_that_was_rewritten_is_not_played_on(room: IncidentRoom) -> None:
    lived = room.start("thursday", seed=4)
    data = {**lived.exercise.data, "course": {**lived.exercise.data["course"], "revision": 99}}
    room._exercises.save(lived.exercise.id, data, version=lived.exercise.version)
    with pytest.raises(InputError, match="rewritten since"):
        room.open(lived.exercise.id)


def test_a_stranger_has_none_of_it(room: IncidentRoom, tmp_path: Path) -> None:
    lived = room.start("thursday", seed=4)
    with Service(database=Database(tmp_path / "incidents.sqlite"), pipeline=warm_pipeline()) as service:
        other = IncidentRoom(service, "somebody")
        with pytest.raises(InputError, match="no such exercise"):
            other.open(lived.exercise.id)


@pytest.mark.parametrize(
    ("id", "seed", "says"),
    [
        ("no-such", 1, "give its number, 1 to 6"),
        ("7", 1, "give its number"),
        ("thursday", -1, "whole number"),
        ("thursday", 2**31, "whole number"),
    ],
)
def test_a_beginning_that_can_not_be_is_refused(room: IncidentRoom, id: str, seed: int, says: str) -> None:
    with pytest.raises(InputError, match=says):
        room.start(id, seed=seed)


def test_a_script_is_played_to_its_end_and_written() -> None:
    played = played_script("thursday", "10: declare sev1\n12: stop_change\n14: roll_back policy-118\n", seed=1)
    report = report_of(played)
    text = written(report, format="md")
    assert isinstance(text, str) and "Two regions fail within minutes" in text
    with pytest.raises(InputError, match="minute 12, return_traffic: this region is not drained"):
        played_script("thursday", "12: return_traffic us-1 once\n", seed=1)


def test_the_third_drill_of_the_first_guide_has_long_forms() -> None:
    path = "technology_software/cloud_hyperscale/engineering_management:two_regions_down"
    assert "thursday" in [each.id for each in incidents_for(path)]
    assert incidents_for("two_regions_down") == incidents_for(path) and incidents_for("hiring") == ()


def test_a_number_of_the_list_is_taken_too(room: IncidentRoom) -> None:
    assert room.start("6", seed=1).exercise.item == scenarios()[5].id


def test_all_incidents_are_listed() -> None:
    assert len(scenarios()) == 6 and [each.title for each in scenarios()] == sorted(each.title for each in scenarios())
