"""What was asked beside what we had listed: recall, precision, and weights by counts with a prior."""

from __future__ import annotations

import datetime as dt

import pytest

from loopready.app.content import current_library
from loopready.model import Guide, Odds, RealQuestion
from loopready.practice.afterwards import FIELDS, foreseen, moved_likelihoods, odds_of, primary_signal, sums_item, texts_of, weights

NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def real(
    question: str | None = None, *, asked: bool = True, own: str | None = None, preparation: str = "p1", guide: str = "g"
) -> RealQuestion:
    return RealQuestion(
        id=f"{preparation}{question}{own}", preparation=preparation, question=question, guide=guide, signal="people", own=own, asked=asked,
        created=NOW,
    )  # fmt: skip


@pytest.fixture(scope="module")
def guide() -> Guide:
    return next(each for each in current_library().guides.values() if len(each.questions) > 7 and each.bank)


def test_recall_and_precision_are_counts_over_what_was_told() -> None:
    told = [real("questions/a"), real("questions/b", asked=False), real("questions/c"), real("bank/d"), real(own="Why here?"),
            real("questions/a", asked=False, preparation="p2")]  # fmt: skip
    found = foreseen(told)
    assert (found.listed, found.hit, found.missed, found.in_bank, found.interviews) == (4, 2, 2, 1, 2)
    assert found.recall == 0.5 and found.precision == 0.5
    assert foreseen([]).recall is None and foreseen([]).precision is None
    assert [sums_item(each) for each in told[2:5]] == ["signals/people", "missed/people", "missed/people"]


def test_without_counts_the_weights_are_the_guides_own(guide: Guide) -> None:
    made = weights(guide, questions={}, signals={})
    assert made.keys() == texts_of(guide).keys()
    assert all(made[f"questions/{each.id}"] == round(each.likelihood, 4) for each in guide.questions)


def test_a_question_that_is_asked_gains_and_one_that_is_not_loses(guide: Guide) -> None:
    id = f"questions/{guide.questions[0].id}"
    prior = guide.questions[0].likelihood
    up = weights(guide, questions={id: Odds(listed=4, asked=4)}, signals={})
    down = weights(guide, questions={id: Odds(listed=4, asked=0)}, signals={})
    assert up[id] == round((8 * prior + 4) / 12, 4) and down[id] == round(8 * prior / 12, 4)
    others = [question for question in up if question != id]
    assert all(up[question] == down[question] for question in others)


def test_what_others_were_asked_moves_all_questions_of_its_signal_alike(guide: Guide) -> None:
    signal = guide.questions[0].signals[0]
    plain = weights(guide, questions={}, signals={})
    made = weights(guide, questions={}, signals={signal: Odds(listed=50, asked=50)})
    for question in texts_of(guide):
        if primary_signal(guide, question) == signal:
            assert made[question] > plain[question]
        else:
            assert made[question] == plain[question]
    assert all(0 < value < 1 for value in made.values())


def test_the_bank_was_within_reach_in_every_interview_that_was_told_of(guide: Guide) -> None:
    bank = f"bank/{guide.bank[0].id}"
    listed = f"questions/{guide.questions[0].id}"
    told = [real(listed, guide=guide.path), real(bank, guide=guide.path), real(listed, guide=guide.path, preparation="p2", asked=False),
            real("questions/elsewhere", guide="another")]  # fmt: skip
    odds = odds_of(told, guide)
    assert odds[bank] == Odds(listed=2, asked=1) and odds[listed] == Odds(listed=2, asked=1)
    assert odds[f"bank/{guide.bank[-1].id}"] == Odds(listed=2, asked=0 if len(guide.bank) > 1 else 1)
    assert "questions/elsewhere" not in odds


def test_every_guide_can_be_weighed() -> None:
    for guide in current_library().guides.values():
        for signals in ({}, {each.id: Odds(listed=9, asked=1) for each in guide.signals}):
            assert all(0 < value < 1.0001 for value in weights(guide, questions={}, signals=signals).values())


def test_the_note_asks_for_what_is_forgotten_first_and_takes_ten_minutes() -> None:
    assert FIELDS[0].id == "asked" and len(FIELDS) <= 6 and len({field.id for field in FIELDS}) == len(FIELDS)


def test_without_an_interview_no_likelihood_is_moved(guide: Guide) -> None:
    assert moved_likelihoods(guide, [], {}) == {}
    assert moved_likelihoods(guide, [real("questions/x", guide="another")], {"people": Odds()}) == {}


def test_ones_own_interviews_are_not_counted_twice(guide: Guide) -> None:
    question = guide.questions[0]
    told = real(f"questions/{question.id}", guide=guide.path).model_copy(update={"signal": question.signals[0]})
    alone = moved_likelihoods(guide, [told], {question.signals[0]: Odds(listed=1, asked=1)})
    assert alone == weights(guide, questions=odds_of([told], guide), signals={})
    more = moved_likelihoods(guide, [told], {question.signals[0]: Odds(listed=9, asked=9)})
    assert more[f"questions/{question.id}"] > alone[f"questions/{question.id}"]
