"""Readiness is counted as it is stated, habits are counted by session, and the eve shows no figure."""

from __future__ import annotations

import datetime as dt

import pytest

from loopready.app.content import current_library
from loopready.model import Brief, Guide, Progress
from loopready.practice.progress import CV_SHARE, habits_of, is_silent, progress_of
from practice_briefs import brief_of, guide_of
from practice_rows import ACT, ANSWER, RESULT, interview, question, scorecard, turn


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_of()


@pytest.fixture(scope="module")
def guide() -> Guide:
    return guide_of()


def values(progress: Progress) -> dict[str, int]:
    return {each.signal: each.now for each in progress.signals}


def test_without_answers_it_is_the_share_of_facets_that_the_cv_has_words_for(brief: Brief, guide: Guide) -> None:
    made = progress_of(brief, guide, [])
    assert made.answers == 0 and made.habits == () and made.sessions == ()
    for row in brief.match.signals:
        shown = sum(bool(each.evidence) for each in row.facets)
        assert values(made)[row.signal] == round(CV_SHARE * shown / len(row.facets))
    assert all(each.moved == () and each.now == each.cv and len(each.lines) == 1 for each in made.signals)


def test_two_different_questions_fill_the_rest_and_the_best_mark_of_each_counts(brief: Brief, guide: Guide) -> None:
    signal = next(each.id for each in guide.signals if sum(each.id in one.signals for one in guide.questions) > 1)
    cv = values(progress_of(brief, guide, []))[signal]
    one, other = question("questions/a", signal), question("questions/b", signal)
    first = interview("i1", turn("t1", one, overall=50), turn("t2", one, day=1, overall=80))
    second = interview("i2", turn("t3", one, day=2, overall=10), turn("t4", other, day=3, overall=100), day=2)
    made = next(each for each in progress_of(brief, guide, [second, first]).signals if each.signal == signal)
    assert made.now == cv + round(60 * (80 + 100) / 200)
    assert made.practised == made.wanted == 2
    assert [(each.turn, each.before, each.after) for each in made.moved] == [
        ("t1", cv, cv + 15), ("t2", cv + 15, cv + 24), ("t4", cv + 24, cv + 54),
    ]  # fmt: skip
    assert [each.interview for each in made.moved] == ["i1", "i1", "i2"]
    third = interview("i3", turn("t5", question("questions/c", signal), day=9, overall=100), day=9)
    assert values(progress_of(brief, guide, [first, second, third]))[signal] == cv + 60
    worse = interview("i3", turn("t5", question("questions/c", signal), day=9, overall=0), day=9)
    assert values(progress_of(brief, guide, [first, second, worse]))[signal] == made.now, "a weak answer takes nothing away"


def test_a_follow_up_is_judged_with_its_question_and_an_unscored_answer_moves_nothing(brief: Brief, guide: Guide) -> None:
    signal = guide.signals[0].id
    asked = question("questions/a", signal)
    alone = interview("i1", turn("t1", asked, overall=None))
    assert values(progress_of(brief, guide, [alone])) == values(progress_of(brief, guide, []))
    assert progress_of(brief, guide, [alone]).sessions == ()
    more = "Before, it was nine days."
    both = turn("t2", asked, day=1, answer=more, card=scorecard(f"{ANSWER}\n\n{more}", 90), of="t1", piece="base")
    made = progress_of(brief, guide, [interview("i1", turn("t1", asked, overall=40), both)])
    moved = next(each for each in made.signals if each.signal == signal).moved
    assert [(each.turn, each.overall) for each in moved] == [("t1", 90)]
    assert (made.sessions[0].answered, made.sessions[0].mean) == (1, 90)


@pytest.mark.parametrize("overall", [0, 1, 37, 100])
def test_it_stays_between_nothing_and_a_hundred_for_every_guide(overall: int, brief: Brief) -> None:
    for guide in current_library().guides.values():
        asked = [question(f"questions/{each.id}", *each.signals) for each in guide.questions]
        held = interview("i1", *[turn(f"t{at}", each, overall=overall) for at, each in enumerate(asked)])
        made = progress_of(brief, guide, [held])
        assert all(0 <= each.cv <= CV_SHARE and each.cv <= each.now <= 100 for each in made.signals)
        assert sorted(each.weight for each in made.signals) == [each.weight for each in reversed(made.signals)]


def test_habits_are_counted_by_session_and_only_where_they_bear(brief: Brief) -> None:
    asked = question()
    bare = turn("t1", asked, marked={"evidence": ((ACT, "own_act"), (RESULT, "outcome"), ("from nine days to two", "figure"))})
    told = turn("t2", asked, marked={"evidence": ((ACT, "own_act"),), "pieces": ("base",), "caps": (("no_outcome", 3),)})
    motive = turn("t3", question("questions/why", type="motivation"), marked={"evidence": ((ACT, "reason"),)})
    first, second = interview("i1", bare, told, motive), interview("i2", bare.model_copy(update={"id": "t4"}), day=3)
    found = {habit.id: habit for habit in habits_of([second, first])}
    assert [(each.interview, each.count, each.of) for each in found["no_base"].sessions] == [("i1", 2, 2), ("i2", 1, 1)]
    assert (found["no_base"].count, found["no_base"].of) == (3, 3)
    assert (found["no_time"].count, found["no_time"].of) == (2, 3)
    assert (found["no_outcome"].count, found["no_outcome"].of) == (1, 3)
    assert "hypothetical" not in found and "team_as_own" not in found
    team = turn("t5", asked, marked={"evidence": ((ACT, "team_act"),)})
    assert "team_as_own" in {habit.id for habit in habits_of([interview("i3", team)])}
    whole = turn("t6", asked, marked={"evidence": tuple((ACT, kind) for kind in (
        "stakes", "own_act", "alternative", "reason", "outcome", "figure", "base", "time", "learning"))})  # fmt: skip
    assert habits_of([interview("i4", whole)]) == ()


@pytest.mark.parametrize(
    ("on", "silent"), [(None, False), ("2026-11-29", False), ("2026-11-27", True), ("2026-11-26", True), ("2026-11-25", False)]
)
def test_the_eve_and_the_day_show_no_figure(on: str | None, silent: bool) -> None:
    assert is_silent(on=on, today=dt.date(2026, 11, 26)) is silent
