"""The portfolio is the best there is, within its limits, and says what it lacks."""

from __future__ import annotations

import datetime as dt
from itertools import product
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.app.content import current_library
from loopready.model import Guide, Scorecard, Story, StoryData, StoryDraft, StoryPart, Telling
from loopready.practice.portfolio import AGAIN, Likely, likely_questions, solve
from loopready.practice.stories import all_text, serves_question

NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
TODAY = "2026-11-26"
steady = settings(deadline=None, derandomize=True, max_examples=40)


def a_guide() -> Guide:
    library = current_library()
    return next(library.guides[path] for path in sorted(library.guides) if len(library.guides[path].signals) >= 6)


GUIDE = a_guide()
LIKELY = likely_questions(GUIDE)


def story(
    id: str, *signals: str, line: str = "Decided to cut 12 of 30 services in two years, and told the board why", **more: object
) -> Story:
    data = StoryData(line=line, dated=True, signals=signals, **more)  # type: ignore[arg-type]
    return Story(id=id, owner="me", key=id, title=id, parts={}, data=data, created=NOW, updated=NOW)


def leading(each: Story) -> str | None:
    shown = [signal for signal in GUIDE.signals if signal.id in each.data.signals]
    return max(shown, key=lambda signal: signal.weight).id if shown else None


def fit(each: Likely, one: Story) -> float:
    return serves_question(each.question, all_text(one), one.data, today=TODAY)[0] * each.likelihood


def best_value(likely: tuple[Likely, ...], stories: list[Story]) -> float:
    """By trying every choice."""
    fits = [
        [serves_question(each.question, all_text(one), one.data, today=TODAY)[0] * each.likelihood for each in likely] for one in stories
    ]
    best = 0.0
    for choice in product([None, *range(len(stories))], repeat=len(likely)):
        uses = [choice.count(i) for i in range(len(stories))]
        by_lead: dict[str | None, int] = {}
        for i, count in enumerate(uses):
            by_lead[leading(stories[i])] = by_lead.get(leading(stories[i]), 0) + count
        if max(uses, default=0) > 2 or any(count > ceil(len(likely) / 2) for lead, count in by_lead.items() if lead):
            continue
        if any(i is not None and fits[i][j] <= 0 for j, i in enumerate(choice)):
            continue
        value = sum(fits[i][j] for j, i in enumerate(choice) if i is not None) - AGAIN * sum(max(0, count - 1) for count in uses)
        best = max(best, value)
    return best


@steady
@given(st.lists(st.sets(st.sampled_from([signal.id for signal in GUIDE.signals]), max_size=3), min_size=1, max_size=4), st.integers(2, 4))
def test_it_is_the_best_of_all(shown: list[set[str]], count: int) -> None:
    likely, stories = LIKELY[:count], [story(f"s{at}", *sorted(each)) for at, each in enumerate(shown)]
    made = solve(likely, stories, guide=GUIDE, today=TODAY)
    chosen = [row.story for row in made.rows if row.story]
    assert all(chosen.count(id) <= 2 for id in chosen)
    paid = made.value - AGAIN * sum(chosen.count(id) - 1 for id in set(chosen))
    assert paid == pytest.approx(best_value(likely, stories), abs=1e-4)
    assert made == solve(likely, list(reversed(stories)), guide=GUIDE, today=TODAY), "the order of the bank does not matter"


def test_uncovered_questions_come_first_with_what_the_cv_offers() -> None:
    question = LIKELY[0].question
    draft = StoryDraft(key="k", title="t", parts={"task": StoryPart()}, data=story("x", *question.signals).data)
    made = solve(LIKELY[:3], [], guide=GUIDE, today=TODAY, drafts=[draft])
    assert [row.story for row in made.rows] == [None] * 3 and made.rows[0].offers == ("k",)
    assert set(made.unshown) == {signal for each in LIKELY[:3] for signal in each.question.signals}
    covered = solve(LIKELY[:3], [story("x", *question.signals)], guide=GUIDE, today=TODAY)
    assert covered.rows[-1].story == "x" and question.signals[0] not in covered.unshown
    assert [row.story is not None for row in covered.rows] == sorted(row.story is not None for row in covered.rows)


def test_what_was_told_in_this_loop_counts_and_is_told_as_overused() -> None:
    told = tuple(Telling(day="2026-11-20", where="first round", preparation="p") for _ in range(2))
    one = story("s", *LIKELY[0].question.signals, told=told)
    assert all(row.story is None for row in solve(LIKELY, [one], guide=GUIDE, today=TODAY, preparation="p").rows)
    assert solve(LIKELY, [one], guide=GUIDE, today=TODAY, preparation="p").overused[0].told == 2
    assert any(row.story for row in solve(LIKELY, [one], guide=GUIDE, today=TODAY, preparation="another").rows)


def test_the_only_good_story_is_wanted_by_more_than_it_may_serve() -> None:
    every = {signal for each in LIKELY for signal in each.question.signals}
    made = solve(LIKELY, [story("s", *every)], guide=GUIDE, today=TODAY)
    assert sum(row.story == "s" for row in made.rows) == 2
    assert made.overused[0].story == "s" and len(made.overused[0].wanted) > 2


def test_one_competence_does_not_carry_the_loop() -> None:
    signal = max(GUIDE.signals, key=lambda each: each.weight).id
    stories = [story(f"s{at}", *[each.id for each in GUIDE.signals]) for at in range(len(LIKELY))]
    assert {leading(each) for each in stories} == {signal}
    made = solve(LIKELY, stories, guide=GUIDE, today=TODAY)
    assert sum(row.story is not None for row in made.rows) == ceil(len(LIKELY) / 2)


def test_the_marked_story_is_taken_before_its_twin() -> None:
    card = Scorecard(question_type="behavioural", overall=80)
    twin = story("a", *LIKELY[0].question.signals)
    marked = twin.model_copy(update={"id": "b", "scorecard": card})
    assert solve(LIKELY[:1], [twin, marked], guide=GUIDE, today=TODAY).rows[0].story == "b"


def test_a_shelved_story_is_left_out() -> None:
    shelved = story("s", *LIKELY[0].question.signals).model_copy(update={"archived": True})
    made = solve(LIKELY[:1], [shelved], guide=GUIDE, today=TODAY)
    assert made.rows[0].story is None and made.spare == ()


def test_every_guide_s_questions_can_be_shared_out() -> None:
    library = current_library()
    for path in sorted(library.guides):
        guide = library.guides[path]
        likely = likely_questions(guide)
        stories = [story(f"s{at}", signal.id) for at, signal in enumerate(guide.signals)]
        made = solve(likely, stories, guide=guide, today=TODAY)
        assert len(made.rows) == len(likely)
        assert any(row.story for row in made.rows) or not likely, path
