"""The incidents' world: whatever is done in it stays within what can be, and replaying gives what was lived."""

from __future__ import annotations

import math
from functools import cache
from random import Random

import pytest

from loopready.engines.simulation import Played, begun, made, play, waited
from loopready.library.scenarios import load_scenarios
from loopready.model import Course, InputError, Move
from loopready.practice.incident.board import board
from loopready.practice.incident.moves import MITIGATIONS
from loopready.practice.incident.state import State
from loopready.practice.incident.telling import CALM
from loopready.practice.incident.world import Incident

IDS = sorted(load_scenarios())


@cache
def world(id: str) -> Incident:
    return Incident(load_scenarios()[id])


def begin(id: str, seed: int = 1) -> Played[State]:
    return begun(world(id), item=id, seed=seed)


def do(id: str, played: Played[State], name: str, wait: int = 0, **options: str) -> Played[State]:
    return waited(world(id), made(world(id), played, Move(at=played.now, name=name, options=options)), wait)


def random_move(id: str, at: int, chance: Random) -> Move:
    form = chance.choice(list(world(id).plant.forms.values()))
    options = {}
    for field in form.fields:
        values = [value for value, _ in field.choices]
        options[field.name] = ",".join(chance.sample(values, chance.randint(0, len(values)))) if field.many else chance.choice(values)
    return Move(at=at, name=form.name, options=options, text="It was human error." if form.words and chance.random() < 0.3 else "")


def numbers(state: State) -> list[float]:
    grid, tally = state.grid, state.tally
    return [
        *grid.error, *grid.load, *grid.demand, *grid.failed, *grid.wrong, grid.left, grid.progress, grid.service, grid.damaged,
        tally.bad, tally.wrong, *tally.customers, *tally.regions, *state.told.mood, state.told.board, state.crew.trust,
    ]  # fmt: skip


def holds(state: State) -> bool:
    shares = [*state.grid.error, *state.grid.failed, *state.grid.wrong, state.grid.left, state.grid.service, state.grid.damaged]
    moods = [*state.told.mood, state.told.board, state.crew.trust]
    rows = [sum(row) for row in state.grid.routes]
    return (
        all(math.isfinite(each) and each >= 0 for each in numbers(state))
        and all(each <= 1 + 1e-9 for each in shares)
        and all(each <= 100 for each in moods)
        and all(math.isclose(each, 1.0) for each in rows)
    )


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_moves_breaks_the_world(id: str, seed: int) -> None:
    chance, played = Random(f"{id} {seed}"), begin(id, seed)
    for _ in range(70):
        try:
            played = made(world(id), played, random_move(id, played.now, chance))
        except InputError as error:
            assert error.message
        assert holds(played.state), played.course
        board(world(id), played)
        played = waited(world(id), played, chance.choice((0, 0, 1, 2, 7)))
        if played.over:
            break
    assert all(holds(state) for state in played.states)
    again = play(world(id), Course.model_validate_json(played.course.model_dump_json()))
    assert again == played


@pytest.mark.parametrize("id", IDS)
def test_the_same_seed_is_the_same_world_and_another_is_another(id: str) -> None:
    one, two, other = (waited(world(id), begin(id, seed), 120) for seed in (3, 3, 4))
    assert (one == two and one.state.grid.error != other.state.grid.error) or one.events != other.events
    assert one.state.sign is not None and other.state.sign is not None


@pytest.mark.parametrize("id", IDS)
def test_nothing_is_felt_before_it_begins(id: str) -> None:
    for seed in range(10):
        begins = world(id).plant.begins(seed)
        played = waited(world(id), begin(id, seed), begins - 1)
        assert played.state.grid.service <= CALM and played.state.sign is None


def test_traffic_that_is_moved_is_not_lost() -> None:
    id = "wednesday"
    played = do(id, waited(world(id), begin(id), 12), "drain_region", 20, region="ap-1", to="spread")
    row = played.state.grid.routes[2]
    assert row[2] == 0 and sum(row) == pytest.approx(1) and row[0] > row[1]
    assert played.state.grid.load[2] == 0


def test_failing_over_onto_a_region_without_room_makes_it_worse() -> None:
    id = "thursday"
    left = waited(world(id), begin(id), 60)
    drained = waited(world(id), do(id, waited(world(id), begin(id), 15), "drain_region", region="us-1", to="eu-1"), 45)
    assert drained.state.grid.service > left.state.grid.service + 0.1
    assert drained.state.grid.load[1] > 2


def test_a_retry_storm_outlives_its_trigger_and_ends_with_the_retries() -> None:
    id = "tuesday"
    cured = do(id, waited(world(id), begin(id), 20), "emergency_change", 60, fix="tenant-limit")
    assert cured.state.grid.left == 0 and cured.state.grid.error[1] > 0.1
    calmed = do(id, cured, "disable_retries", 20)
    assert calmed.state.grid.error[1] == 0


def test_wrong_data_needs_more_than_going_back_and_travels_with_traffic() -> None:
    id = "friday"
    hurt = waited(world(id), begin(id), 40)
    back = do(id, hurt, "roll_back", 60, change="compaction-7")
    assert back.state.grid.damaged == pytest.approx(back.states[-20].grid.damaged) and back.state.grid.damaged > 0.02
    over = do(id, hurt, "drain_region", 15, region="eu-1", to="us-1")
    assert min(over.state.grid.wrong) > 0.05


def test_a_restore_without_stopping_writes_does_nothing() -> None:
    id = "friday"
    played = do(id, do(id, waited(world(id), begin(id), 30), "roll_back", 25, change="compaction-7"), "restore_backup", 130, point="six")
    assert any("had to come first" in event.text for event in played.events)
    assert played.state.grid.damaged > 0.02


def test_stopping_change_spares_the_third_region() -> None:
    id = "thursday"
    played = waited(world(id), do(id, waited(world(id), begin(id), 16), "stop_change"), 80)
    assert played.state.grid.error[2] < 0.01 < waited(world(id), begin(id), 96).state.grid.error[2]


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        ([("drain_region", {"region": "us-1", "to": "us-1"})], "onto itself"),
        ([("stop_change", {}), ("wait", {}), ("stop_change", {})], "stopped already"),
        ([("return_traffic", {"region": "us-1", "pace": "once"})], "not drained"),
        ([("end_incident", {})], "declare an incident first"),
        ([("write_postmortem", {"account": "system", "actions": "", "dated": "both", "share": "both"})], "end the incident first"),
        ([("override_commander", {})], "name a commander"),
        ([("take_keyboard", {})], "no work under way"),
        ([("declare", {"severity": "sev9"})], "is not one of"),
        ([("declare", {})], "choose one"),
        ([("declare", {"severity": "sev1", "loud": "yes"})], "takes no loud"),
        ([("dance", {})], "no move dance"),
        ([("escalate", {"team": "network"}), ("escalate", {"team": "network"})], "paged already"),
        ([("drain_region", {"region": "us-1", "to": "eu-1"}), ("drain_region", {"region": "ap-1", "to": "eu-1"})], "under way"),
        ([("stop_change", {}), ("take_keyboard", {}), ("declare", {"severity": "sev1"})], "at the keyboard"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(moves: list[tuple[str, dict[str, str]]], says: str) -> None:
    played = waited(world("thursday"), begin("thursday"), 20)
    for name, options in moves[:-1]:
        played = waited(world("thursday"), played, 10) if name == "wait" else do("thursday", played, name, **options)
    name, options = moves[-1]
    with pytest.raises(InputError, match=says) as caught:
        do("thursday", played, name, **options)
    assert "\n" not in caught.value.message


def test_without_a_commander_work_is_slower() -> None:
    id = "thursday"
    alone = do(id, waited(world(id), begin(id), 15), "roll_back", change="policy-118")
    led = do(id, do(id, waited(world(id), begin(id), 15), "name_commander", who="sre"), "roll_back", change="policy-118")
    assert alone.state.grid.works[0].ends > led.state.grid.works[0].ends


def test_ending_too_early_opens_it_again() -> None:
    id = "thursday"
    played = do(id, do(id, waited(world(id), begin(id), 20), "declare", severity="sev1"), "end_incident", 10)
    assert played.state.ended is None and played.state.reopened == 1


def test_every_measure_can_be_ordered_somewhere() -> None:
    assert set(world("thursday").plant.forms) >= MITIGATIONS
    assert 25 <= len(world("thursday").plant.forms) <= 35
