"""The mutation suite: cases with their scorecards, what it prints of those that went another way."""

from __future__ import annotations

import pytest
from evals.mutating.bases import Base, bases
from evals.mutating.beside import CvCase, CvMoved
from evals.mutating.cases import Case
from evals.mutations import Moved, by_kind, card, failing_page, measured, most_added, share_line


@pytest.fixture(scope="module")
def base() -> Base:
    return next(bases())


def test_a_case_is_marked_before_and_after(base: Base) -> None:
    made = Case(
        id="x", kind="padding", way="not up", within=2, asked=base.question, after="Yes.", before=base.text, asked_before=base.question
    )
    (moved,) = measured([made])
    assert moved.before == card(base.question, base.text).overall
    assert moved.after is None
    assert moved.right
    assert by_kind([moved]) == {"padding": [moved]}
    assert most_added([moved]) <= 0


def test_cases_that_went_another_way_are_told_with_what_moved(base: Base) -> None:
    made = Case(id="x/y", kind="said twice", way="unscored", within=0, asked=base.question, after=base.text)
    held = card(base.question, base.text)
    told = failing_page([Moved(made, None, held)], [CvMoved(CvCase("c/9", "", "nine", "", "", plain=False), {"supported"}, set())])
    assert "## said twice: 1 of 1" in told
    assert f"None -> {held.overall}, should be unscored" in told
    assert all(one.criterion in told for one in held.marks)
    assert "“nine” supported -> no claim, should be contradicted" in told


def test_a_share_is_told_in_a_line() -> None:
    assert share_line("one word", [True, True, False, True]).split() == ["one", "word", "3", "of", "4", "75.0", "%"]
