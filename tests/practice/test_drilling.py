"""A run of a drill: its levels, points, score and time, the next drill, and what mistakes over runs say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loopready.model import AskedQuestion, Drill, DrillRun, InputError, Scorecard
from loopready.practice.drilling import (
    LATE,
    LEVELS,
    Offered,
    PastRun,
    answer_of,
    begun,
    checked,
    ended,
    graded,
    hinted,
    hints_left,
    level_of,
    next_drill,
    next_seed,
    score_of,
    shown,
    shown_of,
    slips,
    standing,
    typed,
)

NOW = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def number(id: str, answer: str, *mistakes: tuple[str, str]) -> dict[str, Any]:
    return {
        "id": id, "ask": f"What is {id}?", "kind": "number", "unit": "minutes", "answer": answer, "tolerance": {"relative": 0.01},
        "solution": f"{id} is worked out so.", "hints": ["First.", "Second."],
        "mistakes": [{"id": name, "formula": formula, "says": f"You took {name}."} for name, formula in mistakes],
    }  # fmt: skip


DRILL = Drill.model_validate(
    {
        "id": "budget", "title": "A budget", "scenario": "Promised are {{ target }}% over {{ days }} days.", "minutes": 10,
        "parameters": [
            {"name": "target", "label": "Target", "default": 99.9, "choices": [99, 99.5, 99.9], "from_job": "availability_target"},
            {"name": "days", "label": "Days", "default": 30, "choices": [28, 30, 31]},
        ],
        "derived": [
            {"name": "allowed", "formula": "(100 - target) / 100 * days * 1440"}, {"name": "half", "formula": "allowed / 2"},
        ],
        "questions": [
            number("allowed", "allowed", ("year", "allowed * 365 / days"), ("hours", "allowed / 60")),
            number("half", "half", ("whole", "allowed"), ("third", "allowed / 3")),
            {"id": "steps", "ask": "In which order?", "kind": "order", "solution": "So.", "order": ["Halt", "Drain", "Tell", "Review"]},
            {"id": "note", "ask": "What do you write?", "kind": "text", "solution": "This.", "hints": ["Plainly."], "rubric": [
                {"id": "plain", "title": "Plain", "great": "Names the minutes.", "average": "a", "sinks": "b"},
            ]},
        ],
    }
)  # fmt: skip


def run(level: int = 1, *, seed: int | None = None) -> DrillRun:
    return begun(DRILL, "g:budget", level=LEVELS[level - 1], seed=seed, now=NOW)


def words(overall: int | None) -> Any:
    def mark(question: AskedQuestion, text: str) -> Scorecard:
        return Scorecard(question_type="drill", overall=overall, unscored=None if overall is not None else "too short")

    return mark


def answered(made: DrillRun, *, overall: int | None = 100, at: dt.datetime = NOW + MINUTE) -> DrillRun:
    """A run with everything answered right."""
    for question in made.instance.questions:
        said = str(question.answer) if question.kind == "number" else " > ".join(question.right_order) or "Forty-three minutes."
        made = checked(made, question.id, said, now=at, drill=DRILL, mark_words=words(overall))
    return made


def past(made: DrillRun, score: float, *, day: int = 1) -> PastRun:
    return PastRun(exercise=f"e{day}", run=made, score=score, ended=NOW + dt.timedelta(days=day))


def test_a_run_that_is_right_has_a_hundred() -> None:
    made = answered(run())
    assert made.current is None
    assert score_of(made.instance, made.answers) == 100


@pytest.mark.parametrize(
    ("said", "state", "points"),
    [("43.2", "checked", 1.0), ("525.6", "checked", 0.0), ("0.72", "checked", 0.0), ("0.72 h", "checked", 1.0), ("no idea", "open", None)],
)
def test_points_of_a_number(said: str, state: str, points: float | None) -> None:
    answer = answer_of(checked(run(), "allowed", said, now=NOW), "allowed")
    assert (answer.state, answer.points) == (state, points)
    assert answer.typed == said and answer.mark is not None


def test_what_can_not_be_read_stays_open_and_goes_when_it_is_changed() -> None:
    made = checked(run(), "allowed", "no idea", now=NOW)
    mark = answer_of(made, "allowed").mark
    assert mark is not None and mark.state == "unread"
    changed = typed(made, "allowed", "43", now=NOW)
    assert answer_of(changed, "allowed").mark is None and answer_of(changed, "allowed").typed == "43"


def test_hints_cost_a_quarter_each_and_levels_have_fewer() -> None:
    made = hinted(run(), "allowed", "4", now=NOW)
    assert answer_of(made, "allowed").typed == "4"
    made = checked(hinted(made, "allowed", "43", now=NOW), "allowed", "43.2", now=NOW)
    assert answer_of(made, "allowed").points == 0.5
    assert [hints_left(run(level, seed=2), "allowed") for level in (1, 2, 3, 4)] == [2, 2, 1, 0]
    with pytest.raises(InputError, match="gives no hint"):
        hinted(run(4, seed=2), "allowed", "", now=NOW)
    with pytest.raises(InputError, match="no further hint"):
        hinted(hinted(run(3, seed=2), "allowed", "", now=NOW), "allowed", "", now=NOW)


def test_a_step_that_is_right_from_an_earlier_wrong_number_counts_in_part() -> None:
    made = checked(run(), "allowed", "60", now=NOW, drill=DRILL)
    made = checked(made, "half", "30", now=NOW, drill=DRILL)
    answer = answer_of(made, "half")
    assert answer.mark is not None and answer.mark.mistake == "carried"
    assert answer.points == 0.75


def test_an_order_counts_half_of_the_pairs_that_stand_right() -> None:
    assert answer_of(checked(run(), "steps", "Halt > Drain > Review > Tell", now=NOW), "steps").points == pytest.approx(0.5 * 5 / 6)
    assert answer_of(checked(run(), "steps", "Review > Tell > Drain > Halt", now=NOW), "steps").points == 0


def test_words_have_the_points_of_their_marks_or_none() -> None:
    for overall, points in ((60, 0.6), (None, None)):
        made = checked(run(), "note", "We lost minutes.", now=NOW, mark_words=words(overall))
        assert answer_of(made, "note").points == points
    made = answered(run(), overall=None)
    assert score_of(made.instance, made.answers) == 100, "words that can not be judged do not count"
    made = answered(run(), overall=50)
    assert score_of(made.instance, made.answers) == 80, "words count double"


def test_time_is_kept_with_pauses_cut_and_the_late_count_half() -> None:
    made = checked(run(3, seed=2), "allowed", "1", now=NOW + 3 * MINUTE)
    assert answer_of(made, "allowed").seconds == 180
    made = typed(made, "half", "x", now=NOW + 60 * MINUTE)
    assert answer_of(made, "half").seconds == 600, "a pause counts as ten minutes"
    question = made.instance.questions[1]
    made = checked(made, "half", str(question.answer), now=NOW + 61 * MINUTE)
    answer = answer_of(made, "half")
    assert made.limit == 600 and answer.late and answer.points == LATE
    assert run(1).limit is None and run(4, seed=1).limit == 450


def test_the_highest_level_joins_the_steps() -> None:
    made = run(5, seed=3)
    assert [question.id for question in made.instance.questions] == ["half", "steps", "note"]
    assert made.instance.seed == 3


def test_what_is_shown_or_left_has_no_points() -> None:
    made = shown(run(), "allowed", "4", now=NOW)
    assert answer_of(made, "allowed").state == "shown" and answer_of(made, "allowed").typed == "4"
    made = ended(made, now=NOW)
    assert made.current is None and score_of(made.instance, made.answers) == 0


@pytest.mark.parametrize(("text", "code"), [("", "empty"), ("  \n", "empty"), ("9" * 500, "too_large")])
def test_bad_answers_are_told(text: str, code: str) -> None:
    with pytest.raises(InputError) as told:
        checked(run(), "allowed", text, now=NOW)
    assert told.value.code == code


def test_a_question_is_answered_once_and_must_be_one() -> None:
    made = checked(run(), "allowed", "43.2", now=NOW)
    with pytest.raises(InputError, match="another window"):
        checked(made, "allowed", "43.2", now=NOW)
    with pytest.raises(InputError, match="no such question"):
        typed(made, "nothing", "1", now=NOW)
    with pytest.raises(InputError, match="level from 1 to 5"):
        level_of(6)


def test_the_level_rises_with_success_and_falls_after_failures() -> None:
    assert standing("g:budget", []).level == 1
    one, three = run(1), run(3, seed=1)
    assert standing("g:budget", [past(one, 80)]).level == 2
    assert standing("g:budget", [past(one, 79)]).level == 1
    assert standing("g:budget", [past(three, 49)]).level == 2
    assert standing("g:budget", [past(three, 60)]).level == 3
    assert standing("g:budget", [past(one, 10)]).level == 1
    assert standing("g:budget", [past(run(5, seed=1), 100)]).level == 5
    held = standing("g:budget", [past(three, 60, day=2), past(one, 90, day=1)])
    assert (held.runs, held.last, held.level) == (2, 60, 3)
    assert held.best == pytest.approx(0.54)
    assert standing("g:other", [past(one, 80)]).runs == 0
    assert shown_of(past(three, 60)) == 48


def test_what_comes_next() -> None:
    offered = [Offered(id="g:a", likelihood=0.5), Offered(id="g:budget", likelihood=0.6)]
    assert next_drill([], []) is None
    assert next_drill(offered, []) == "g:budget"
    assert next_drill(offered, [past(run(1), 90)]) == "g:a", "the one just done waits"
    assert next_drill(offered[1:], [past(run(1), 90)]) == "g:budget"
    done = [past(run(1), 90), past(run(2, seed=1), 90)]
    assert next_seed("g:budget", done, level=LEVELS[1]) == 3
    assert next_seed("g:budget", done, level=LEVELS[0]) is None


def test_mistakes_over_runs_until_they_are_mended() -> None:
    wrong = checked(checked(run(), "allowed", "525.6", now=NOW), "half", "43.2", now=NOW)
    again = checked(checked(run(), "allowed", "525.6", now=NOW), "half", "21.6", now=NOW)
    found = slips([past(again, 0, day=2), past(wrong, 0, day=1)])
    assert [(each.question, each.mistake, each.times, each.right_since) for each in found] == [
        ("allowed", "year", 2, False), ("half", "whole", 1, True),
    ]  # fmt: skip
    assert found[0].step == "allowed is worked out so."
    back = slips([past(wrong, 0, day=1), past(again, 0, day=2), past(wrong, 0, day=3)])
    assert [(each.question, each.times, each.right_since) for each in back] == [("allowed", 3, False), ("half", 2, False)]


def test_answers_graded_without_a_run() -> None:
    made = begun(DRILL, "g:budget", level=LEVELS[0], seed=None, now=NOW).instance
    given = graded(made, {"allowed": "60", "half": "30", "note": "Minutes were lost."}, drill=DRILL, mark_words=words(40))
    assert [each.points for each in given] == [0.0, 0.75, 0.4]
    assert score_of(made, given) == pytest.approx(38.8, abs=0.1)
    assert graded(made, {"allowed": ""}, drill=DRILL)[0].state == "open"


def test_a_run_is_json_and_back() -> None:
    made = answered(run(3, seed=4))
    assert DrillRun.model_validate_json(made.model_dump_json()) == made


def test_the_postings_numbers_hold_at_every_level() -> None:
    for level in LEVELS:
        made = begun(DRILL, "g:budget", level=level, seed=5 if level.drawn else None, now=NOW, job_figures={"availability_target": 99.5})
        assert made.instance.values["target"] == 99.5 and made.instance.from_job == ("target",)
