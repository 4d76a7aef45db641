from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.drill import check, instance, parse_number, selfcheck
from loopready.engines.said import in_unit, unit_of
from loopready.model import ContentError, Drill

steady = settings(deadline=None, derandomize=True, max_examples=100)


def breach(**changes: Any) -> Drill:
    data: dict[str, Any] = {
        "id": "breach",
        "title": "A breach in some regions",
        "scenario": "{{ hit }} of {{ regions }} regions are down for {{ hours }} hours at {{ target | pct2 }}. [given]",
        "minutes": 20,
        "parameters": [
            {
                "name": "target", "label": "Target", "unit": "%", "default": 99.99, "choices": [99.9, 99.95, 99.99],
                "from_job": "availability_target",
            },
            {"name": "regions", "label": "Regions", "default": 3, "low": 2, "high": 12, "step": 1, "from_job": "regions"},
            {"name": "hit", "label": "Regions hit", "default": 2, "low": 1, "high": 4, "step": 1},
            {"name": "hours", "label": "Hours", "default": 4, "low": 0.5, "high": 6, "step": 0.5},
        ],
        "derived": [{"name": "down", "formula": "hours * 60"}, {"name": "allowed", "formula": "downtime_minutes(target, 30)"}],
        "constraints": ["hit < regions"],
        "questions": [
            {
                "id": "allowed", "ask": "What does {{ target | pct2 }} leave in 30 days?", "kind": "number", "unit": "minutes",
                "answer": "allowed", "tolerance": {"relative": 0.02}, "solution": "{{ allowed | .2f }} minutes.",
                "mistakes": [
                    {
                        "id": "year", "formula": "downtime_minutes(target, 365)",
                        "says": "{{ mistake | .1f }} is the year's; the window is 30 days.",
                    },
                    {"id": "hours", "formula": "allowed / 60", "says": "That is in hours."},
                ],
            },
            {
                "id": "share", "ask": "Share of regions hit?", "kind": "number", "unit": "%", "answer": "share_of(hit, regions)",
                "tolerance": {"absolute": 0.5}, "solution": "{{ answer | pct1 }}",
            },
            {"id": "first", "ask": "What first?", "kind": "choice", "solution": "Mitigate.", "options": [
                {"id": "root", "text": "Find the root cause", "says": "Later."},
                {"id": "drain", "text": "Drain {{ hit }} regions", "right": True, "says": "Yes."},
            ]},
            {
                "id": "steps", "ask": "In which order?", "kind": "order", "solution": "So.",
                "order": ["Declare", "Drain {{ hit }}", "Tell customers", "Review"],
            },
            {"id": "talk", "ask": "What do you tell the customer?", "kind": "text", "solution": "This.", "rubric": [
                {"id": "plain", "title": "Plain words", "great": "Names {{ hours }} hours.", "average": "a", "sinks": "b"},
            ]},
        ],
    }  # fmt: skip
    return Drill.model_validate({**data, **changes})


def question(id: str, *, seed: int | None = None) -> Any:
    return next(question for question in instance(breach(), seed=seed).questions if question.id == id)


def test_defaults_without_a_seed() -> None:
    made = instance(breach())
    assert made.scenario == "2 of 3 regions are down for 4 hours at 99.99%."
    assert made.values["down"] == 240
    assert made.questions[0].answer == pytest.approx(4.32)
    assert made.questions[0].tolerance == pytest.approx(0.0864)
    assert made.questions[0].solution == "4.32 minutes."
    assert [option.id for option in made.questions[2].options] == ["root", "drain"]


@steady
@given(st.integers(0, 10_000))
def test_a_seed_gives_one_instance_within_its_bounds(seed: int) -> None:
    made = instance(breach(), seed=seed)
    assert made == instance(breach(), seed=seed)
    assert made.values["hit"] < made.values["regions"] <= 12
    assert made.values["hours"] * 2 == int(made.values["hours"] * 2)
    assert made.values["target"] in (99.9, 99.95, 99.99)
    steps = next(question for question in made.questions if question.id == "steps")
    assert sorted(steps.order) == sorted(steps.right_order)
    assert steps.order != steps.right_order


def test_seeds_differ() -> None:
    assert len({tuple(instance(breach(), seed=seed).values.values()) for seed in range(20)}) > 10


@pytest.mark.parametrize(
    ("figures", "taken"),
    [
        ({"regions": 11, "availability_target": 99.95}, ("regions", "target")),
        ({"regions": 40}, ()),
        ({"regions": 2, "availability_target": 99.97}, ("target",)),
        ({"people": 14}, ()),
        ({"regions": float("nan")}, ()),
    ],
)
def test_figures_of_the_job_are_taken_where_they_fit(figures: dict[str, float], taken: tuple[str, ...]) -> None:
    made = instance(breach(), job_figures=figures)
    assert made.from_job == taken
    named = {"regions": "regions", "target": "availability_target"}
    assert all(made.values[name] == figures[named[name]] for name in taken)
    assert made.values["hit"] < made.values["regions"]


def test_a_figure_of_the_job_holds_for_every_seed() -> None:
    assert all(instance(breach(), seed=seed, job_figures={"regions": 5}).values["regions"] == 5 for seed in range(20))


def test_constraints_that_never_hold_name_the_drill() -> None:
    for seed in (None, 3):
        with pytest.raises(ContentError, match="breach"):
            instance(breach(constraints=["hit > regions + 100"]), seed=seed)


@pytest.mark.parametrize(
    ("said", "state", "mistake"),
    [
        ("4.32", "right", None),
        ("4.3 min", "right", None),
        ("about 4,3 minutes", "right", None),
        ("0.072 hours", "right", None),
        ("259 s", "right", None),
        (4.35, "right", None),
        ("4.6", "wrong", None),
        ("52.56", "wrong", "year"),
        ("0.072", "wrong", "hours"),
        ("no idea", "unread", None),
        ("4 or 5", "unread", None),
        ("$4.32", "unread", None),
        ("4.32%", "unread", None),
    ],
)
def test_a_number_said(said: str | float, state: str, mistake: str | None) -> None:
    mark = check(question("allowed"), said)
    assert (mark.state, mark.mistake) == (state, mistake)
    assert mark.says


def test_what_a_wrong_number_is_told() -> None:
    assert check(question("allowed"), "52.6").says == "52.6 is the year's; the window is 30 days."
    assert "factor of 10 too high" in check(question("allowed"), "43.2").says
    assert "60 times too low" in check(question("share"), "1.11").says
    assert "25% too low" in check(question("share"), "50%").says
    assert check(question("share"), "0").says.startswith("It is 66.67%")


@pytest.mark.parametrize("said", ["67%", "66.7", "0.667", "2/3", "66,7 %", "67 per cent"])
def test_a_share_said_as_a_share(said: str) -> None:
    assert check(question("share"), said).state == "right"


@pytest.mark.parametrize(
    ("said", "state"),
    [("drain", "right"), ("B", "right"), ("2", "right"), ("Drain 2 regions", "right"), ("a)", "wrong"), ("c", "unread"), ("", "unread")],
)
def test_a_choice(said: str, state: str) -> None:
    assert check(question("first"), said).state == state


def test_an_order_by_numbers_by_words_and_wrong() -> None:
    steps = question("steps")
    numbers = " ".join(str(steps.order.index(step) + 1) for step in steps.right_order)
    assert check(steps, numbers).state == "right"
    assert check(steps, list(steps.right_order)).state == "right"
    assert check(steps, " > ".join(steps.right_order)).state == "right"
    wrong = check(steps, list(steps.order))
    assert wrong.state == "wrong"
    assert wrong.says.startswith("Place ")
    for said in ("1 2", "1 1 2 3", "Declare > Fly", "9 8 7 6", ""):
        assert check(steps, said).state == "unread"


def test_a_text_stays_open_with_the_rubric() -> None:
    mark = check(question("talk"), "We were down.")
    assert mark.state == "open"
    assert "Plain words: Names 4 hours." in mark.says


def test_selfcheck_of_a_sound_drill_is_silent() -> None:
    assert selfcheck(breach(), 40) == []


def test_selfcheck_finds_each_fault() -> None:
    questions = breach().model_dump()["questions"]
    questions[0]["mistakes"][0]["formula"] = "allowed * 1.01"
    questions[1]["answer"] = "1 / (hit - 1)"
    with_faults = breach(questions=questions)
    found = selfcheck(with_faults, range(10))
    assert any("hit" in fault and "zero" in fault for fault in found)
    assert any("year" in fault and "tolerance" in fault for fault in selfcheck(with_faults, [None]))
    assert any("unknown name nobody" in fault for fault in selfcheck(breach(scenario="{{ nobody }}"), [None]))
    assert any("constraints" in fault for fault in selfcheck(breach(constraints=["0"]), 1))
    questions = breach().model_dump()["questions"]
    questions[2]["options"][0]["text"] = "Drain {{ hit }} regions"
    assert any("alike" in fault for fault in selfcheck(breach(questions=questions), [None]))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.3 min", 4.3), ("$1.2M", 1.2e6), ("99.94%", 99.94), ("3k", 3000), ("1 h 5 min", 65), ("1h30", 90), ("1.234,5", 1234.5),
        ("1,234", 1234),
        ("1,234.5", 1234.5),
        ("1 234 567", 1234567), ("4,3", 4.3), ("4,32 min", 4.32), ("-3", -3), ("minus 3", -3), ("$-2k", -2000), ("-$2k", -2000),
        ("twelve", 12), ("about 55 times", 55), ("1/4", 0.25), ("2.5e6", 2.5e6), ("CHF 1.9m", 1.9e6), ("14 engineers", 14), ("= 7.", 7),
        ("€500k a month", 5e5), ("0.5 percentage points", 0.5),
        ("2400 req/s", 2400), ("24 months", 24), ("2021", 2021), ("2000 requests", 2000),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(text: str, value: float) -> None:
    said = parse_number(text)
    assert said is not None
    assert said.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "no idea", "between 4 and 5", "12 of 40", "4-5", "from 3 to 4", "1/0", "3 and 4", "%", "9" * 5000])
def test_no_number_or_several(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2 h", "minutes", 120),
        ("90", "minutes", 90),
        ("5m", "minutes", 5),
        ("$1.2M", "million USD", 1.2),
        ("1.2", "million USD", 1.2),
        ("1.2M", "million USD", 1.2),
        ("1200000 USD", "million USD", 1.2),
        ("1.2M", "USD a year", 1.2e6),
        ("225 USD a million calls", "USD a million calls", 225),
        ("225", "USD a million calls", 225),
        ("18 months", "years", 1.5),
        ("3x", "times", 3),
        ("0.5%", "percentage points", 0.5),
        ("14 engineers", "people", 14),
    ],
)
def test_units_convert(text: str, unit: str, value: float) -> None:
    said = parse_number(text)
    assert said is not None
    assert in_unit(said, unit_of(unit)) == pytest.approx(value, rel=1e-3)


def test_another_currency_is_not_converted() -> None:
    said = parse_number("CHF 5k")
    assert said is not None
    assert in_unit(said, unit_of("USD")) == "The answer is in USD, not CHF."


@steady
@given(st.floats(-1e7, 1e7, allow_nan=False))
def test_any_number_written_plainly_is_read_back(value: float) -> None:
    for written in (f"{value:.3f}", f"{value:,.4f}"):
        said = parse_number(written)
        assert said is not None
        assert said.value == pytest.approx(value, abs=1e-3)


@steady
@given(st.text(max_size=40))
def test_any_answer_gets_a_mark(text: str) -> None:
    for asked in instance(breach()).questions:
        assert check(asked, text).says
