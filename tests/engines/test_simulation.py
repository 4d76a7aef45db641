"""The simulation engine on a world of one number that grows by noise, can be pushed, and ends at a hundred."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from pydantic import ValidationError

from loopready.engines.simulation import Played, begun, bell, changed, draw, made, play, stream, waited
from loopready.model import Course, Event, InputError, Move


@dataclass(frozen=True)
class Heap:
    height: float
    pushes: int = 0


class Growing:
    """Grows by up to 1 a tick; "push" adds 10 and is refused after three."""

    def begin(self, seed: int) -> tuple[Heap, Sequence[Event]]:
        return Heap(10 * draw(seed, "start")), (Event(at=0, kind="told", text="it begins"),)

    def tick(self, state: Heap, at: int, seed: int) -> tuple[Heap, Sequence[Event]]:
        grown = Heap(state.height + draw(seed, "grow", at), state.pushes)
        return grown, (Event(at=at, kind="told", text="half way"),) if state.height < 50 <= grown.height else ()

    def move(self, state: Heap, move: Move, seed: int) -> tuple[Heap, Sequence[Event]]:
        return Heap(state.height + 10, state.pushes + 1), (Event(at=move.at, kind="done", text="pushed"),)

    def refused(self, state: Heap, move: Move) -> str | None:
        return "three pushes are the most" if state.pushes >= 3 or move.name != "push" else None

    def is_over(self, state: Heap) -> bool:
        return state.height >= 100


RULES = Growing()


def push(at: int) -> Move:
    return Move(at=at, name="push")


def lived(seed: int, *times: int, until: int) -> Played[Heap]:
    played = begun(RULES, item="heap", seed=seed)
    for at in times:
        played = made(RULES, waited(RULES, played, at - played.now), push(at))
    return waited(RULES, played, until - played.now)


@pytest.mark.parametrize("seed", range(8))
def test_replaying_what_is_kept_gives_what_was_lived(seed: int) -> None:
    live = lived(seed, 3, 3, 17, until=60)
    kept = Course.model_validate_json(live.course.model_dump_json())
    assert play(RULES, kept) == live
    assert len(live.states) == live.now + 1 and live.states[-1] == live.state


def test_a_move_does_not_shift_the_noise_of_what_follows() -> None:
    without, with_push = lived(5, until=40), lived(5, 20, until=40)
    assert [b.height - a.height for a, b in zip(without.states[20:], without.states[21:], strict=False)] == pytest.approx(
        [b.height - a.height for a, b in zip(with_push.states[20:], with_push.states[21:], strict=False)]
    )
    assert with_push.state.height - without.state.height == pytest.approx(10)


def test_seeds_and_names_give_other_worlds() -> None:
    assert len({begun(RULES, item="heap", seed=seed).state for seed in range(50)}) == 50
    assert draw(1, "a", "bc") != draw(1, "ab", "c")
    assert draw(1, "a", 1) != draw(1, "a", "1")


def test_draws_are_even_and_bells_are_bell_shaped() -> None:
    even, bells = [draw(2, "x", i) for i in range(4000)], [bell(2, "x", i) for i in range(4000)]
    assert min(even) >= 0 and max(even) < 1 and statistics.fmean(even) == pytest.approx(0.5, abs=0.02)
    assert statistics.fmean(bells) == pytest.approx(0, abs=0.05) and statistics.stdev(bells) == pytest.approx(1, abs=0.05)
    assert stream(1, "order").sample(range(9), 9) == stream(1, "order").sample(range(9), 9)


def test_the_end_stops_the_clock_and_the_moves() -> None:
    live = waited(RULES, lived(1, until=0), 500)
    assert live.over and live.now < 500
    with pytest.raises(InputError, match="it is over"):
        made(RULES, live, push(live.now))
    late = play(RULES, live.course.model_copy(update={"now": 900, "moves": (push(900),)}))
    assert late.now == live.now and late.course.moves == () and late.events == live.events


def test_a_refused_move_is_said_live_and_passed_over_in_replay() -> None:
    live = lived(3, 1, 1, 1, until=5)
    with pytest.raises(InputError, match="three pushes"):
        made(RULES, live, push(5))
    with pytest.raises(InputError, match="the clock stands at 5"):
        made(RULES, live, push(4))
    replayed = play(RULES, changed(live.course, also=push(5)))
    assert replayed.state == live.state
    assert [(each.kind, each.hidden) for each in replayed.events[-1:]] == [("refused", True)]


def test_a_course_with_one_move_changed() -> None:
    course = lived(3, 4, 9, until=20).course
    assert [move.at for move in changed(course, without=0).moves] == [9]
    assert [move.at for move in changed(course, also=push(9)).moves] == [4, 9, 9]
    assert changed(course, also=push(30)).now == 30 and changed(course, now=2).now == 9


@pytest.mark.parametrize(
    "given",
    [
        {"moves": [{"at": 5, "name": "push"}, {"at": 4, "name": "push"}], "now": 9},
        {"moves": [{"at": 5, "name": "push"}], "now": 4},
        {"now": -1},
        {"moves": [{"at": 0, "name": "rm -rf"}]},
        {"moves": [{"at": 0, "name": "push"}] * 401},
    ],
)
def test_a_course_that_can_not_be_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Course.model_validate({"item": "heap", "seed": 1, **given})


def test_no_more_moves_than_the_most() -> None:
    full = Course(item="heap", seed=1, moves=(push(0),) * 400)
    with pytest.raises(InputError, match="400 moves"):
        made(RULES, play(RULES, full), push(0))


@pytest.mark.parametrize("seed", range(4))
def test_what_two_courses_have_in_common_is_taken_over(seed: int) -> None:
    live = lived(seed, 4, 9, 9, until=30)
    for course in (
        live.course,
        changed(live.course, without=0),
        changed(live.course, without=2),
        changed(live.course, also=push(0)),
        changed(live.course, also=push(12)),
        changed(live.course, now=25),
        changed(live.course, now=41),
        Course(item="heap", seed=seed + 1, now=12),
    ):
        assert play(RULES, course, like=live) == play(RULES, course)
