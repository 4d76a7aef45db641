"""The measure of the gate: first tries, second tries, and what stands in the writer's words in the end."""

from __future__ import annotations

import pytest
from evals.gate import DATA, Case, Stood, cases, stood, tell_stood

SAID = "Of 9 requirements: 4 met with evidence, 2 in part, 3 not shown."
GOOD = "Of the 9 requirements, 4 are met with evidence and 2 in part, and 3 are not shown."
BAD = "Splendidly, 4 of the 9 requirements are met."


def _case(text: str, *, again: str = "", invented: bool = False, brief: str = "one") -> Case:
    return Case(id="x", set="s", part="p", said=SAID, text=text, invented=invented, kind="k", brief=brief, again=again)


def test_what_is_refused_counts_by_its_second_try() -> None:
    held = [_case(GOOD), _case(BAD, again=GOOD), _case(BAD, again=BAD), _case(BAD), _case(SAID), _case(GOOD, invented=True)]
    assert stood(held) == Stood(asked=4, first=1, again=1)
    assert stood(held).refused == 2


def test_words_that_are_the_engines_own_better_nothing() -> None:
    assert stood([_case(BAD, again=SAID), _case(SAID)]) == Stood(asked=1, first=0, again=0)


def test_it_is_told_of_all_and_by_brief(capsys: pytest.CaptureFixture[str]) -> None:
    tell_stood([_case(GOOD), _case(BAD, again=GOOD, brief="two")])
    assert capsys.readouterr().out.splitlines() == [
        "all: of 2 sentences bettered 1 at once, 1 after a second try, 0 not (0.0%)",
        "one: of 1 sentences bettered 1 at once, 0 after a second try, 0 not (0.0%)",
        "two: of 1 sentences bettered 0 at once, 1 after a second try, 0 not (0.0%)",
    ]


def test_the_recorded_answers_are_whole() -> None:
    """Every line is a case, no name is used twice in a set, and a second try stands only behind a true text."""
    for path in DATA.glob("*.jsonl"):
        held = cases(path.stem)
        assert len({case.id for case in held}) == len(held)
        assert not any(case.again for case in held if case.invented)
    for set_ in ("fourth", "sixth"):
        recorded = cases(set_)
        assert {case.part for case in recorded} == {f"{set_}_tune", f"{set_}_check"}
        assert sum(case.invented for case in recorded) >= 150 <= sum(not case.invented for case in recorded)
