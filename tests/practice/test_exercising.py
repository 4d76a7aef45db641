"""What finished exercises count for: signals, offers of the plan, cards; and that the data names what there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from loopready.app.content import current_library
from loopready.app.exercising import pieces
from loopready.model import Brief, Exercise, ExerciseKind, Guide
from loopready.practice.acts import Practised, open_acts
from loopready.practice.cards import card_texts
from loopready.practice.exercising import MOST_WANTED, Missed, exercised, missed_in, offers
from loopready.practice.planning import session
from loopready.practice.progress import progress_of
from practice_briefs import MANAGER, brief_of, guide_of

AT = dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_of()


@pytest.fixture(scope="module")
def guide() -> Guide:
    return guide_of()


def done(kind: ExerciseKind, item: str, marks: dict[str, float], *, day: int = 0, score: float | None = None) -> Exercise:
    mean = sum(marks.values()) / len(marks) if marks else None
    at = AT + dt.timedelta(days=day)
    return Exercise(
        id=f"{kind}{day}", owner="me", kind=kind, item=item, title=item, state="done", score=mean if score is None else score, marks=marks,
        created=at, updated=at, ended=at,
    )  # fmt: skip


def test_every_criterion_speaks_to_a_signal_that_some_guide_has() -> None:
    known = {signal.id for guide in current_library().guides.values() for signal in guide.signals}
    assert {each.kind for each in pieces()} == {"incident", "conversation", "design", "paper"}
    assert len({each.key for each in pieces()}) == len(pieces()) == 24
    for piece in pieces():
        assert piece.aspects and all(aspect.signals and set(aspect.signals) <= known for aspect in piece.aspects), piece.key
        assert 10 <= piece.minutes <= 90 and 0 < piece.worth <= 1 and piece.place.startswith(f"/{piece.kind}s#")


def test_a_signal_gets_the_mean_of_the_criteria_that_speak_to_it_times_what_the_piece_is_worth(brief: Brief, guide: Guide) -> None:
    marks = {"cadence": 100.0, "honesty": 50.0, "customers": 0.0, "handover": 100.0}
    shown = {each.signals[0]: each.overall for each in exercised([done("incident", "friday", marks)], pieces(), guide)}
    assert shown == {"incident_customer": 0, "communication": round(50 * 0.9), "delivery_reliability": 90}
    before = {each.signal: each.now for each in progress_of(brief, guide, []).signals}
    after = progress_of(brief, guide, [], exercised=exercised([done("incident", "friday", marks)], pieces(), guide)).signals
    moved = {each.signal: each.now - before[each.signal] for each in after}
    assert moved["delivery_reliability"] == round(60 * 90 / 200) and moved["people_performance"] == 0
    assert [each.kind for signal in after for each in signal.moved] == ["incident", "incident"]


def test_two_incidents_are_two_questions_and_the_best_go_at_each_counts(brief: Brief, guide: Guide) -> None:
    def now(*past: Exercise) -> int:
        shown = exercised(past, pieces(), guide)
        return next(each.now for each in progress_of(brief, guide, [], exercised=shown).signals if each.signal == "delivery_reliability")

    good, bad = {"handover": 100.0}, {"handover": 0.0}
    once = now(done("incident", "friday", good))
    assert now(done("incident", "friday", good), done("incident", "friday", bad, day=1)) == once
    assert now(done("incident", "friday", good), done("incident", "monday", good, day=1)) > once
    assert now(done("incident", "gone", good)) == now() and now(done("tool", "sla", good)) == now()


def offered(guide: Guide, *past: Exercise, ready: dict[str, int] | None = None) -> dict[str, str]:
    return {each.piece.kind: each.piece.item for each in offers(pieces(), guide, ready=ready or {}, done=past)}


def test_one_of_each_kind_is_offered_and_the_next_after_it(guide: Guide) -> None:
    first = offered(guide)
    assert set(first) == {"incident", "conversation", "design", "paper"}
    well = done("incident", first["incident"], {"mitigation": 100.0})
    assert offered(guide, well)["incident"] != first["incident"]
    enough = [done("incident", item, {"mitigation": 100.0}, day=n) for n, item in enumerate(("friday", "monday")[:MOST_WANTED])]
    assert "incident" not in offered(guide, *enough)
    badly = done("incident", first["incident"], {"mitigation": 0.0})
    assert offered(guide, badly)["incident"] != first["incident"], "another one first; the same again later"
    assert offered(guide_of("general")) == {}


def test_an_offer_has_its_real_minutes_and_gains_less_where_readiness_is_there(brief: Brief, guide: Guide) -> None:
    made = {each.piece.kind: each for each in offers(pieces(), guide, ready={}, done=[])}
    ready = {each.piece.kind: each for each in offers(pieces(), guide, ready=dict.fromkeys((s.id for s in guide.signals), 75), done=[])}
    assert all(abs(ready[kind].gap - made[kind].gap / 4) < 1e-9 for kind in made)
    acts = open_acts(brief, Practised(questions={}, offers=tuple(made.values())))
    mine = {act.kind: act for act in acts if act.place}
    assert set(mine) == set(made) and mine["conversation"].minutes == 20 and mine["design"].minutes == made["design"].piece.minutes
    assert mine["incident"].rate == made["incident"].likelihood * made["incident"].gap * made["incident"].importance / 35
    assert "Owns an outage" in mine["incident"].why and mine["incident"].place == f"/incidents#{made['incident'].piece.item}"
    day = session(acts, minutes=40, today=AT.date(), on=None)
    assert any(each.act.place for each in day.acts), "what gains most in the time is taken, whatever kind it is"


def fronts(missed: Sequence[Missed]) -> list[str]:
    return [each.key for each in missed]


def test_what_was_missed_becomes_cards_and_what_was_mended_comes_last(brief: Brief) -> None:
    first = done("incident", "friday", {"declare": 25.0, "cadence": 50.0, "honesty": 100.0})
    paper = done("paper", "rfc", {"alternatives": 0.0, "rollout": 40.0, "goals": 100.0}, day=1)
    assert fronts(missed_in([first, paper], pieces(), brief)) == [
        "exercise/paper/rfc/rollout", "exercise/paper/rfc/alternatives", "exercise/incident/cadence", "exercise/incident/declare",
    ]  # fmt: skip
    better = done("incident", "monday", {"declare": 100.0}, day=2)
    found = missed_in([first, better], pieces(), brief)
    assert [(each.key, each.mended) for each in found] == [("exercise/incident/cadence", False), ("exercise/incident/declare", True)]
    cards = {each.key: each for each in card_texts(brief, preparation="p", missed=found)}
    card = cards["exercise/incident/declare"]
    assert card.shared and card.item == "deciders/incident_customer" and "Within 5 minutes" in card.back and card.back != card.front
    assert missed_in([done("design", "gone", {"x": 0.0})], pieces(), brief) == []
    other = brief_of("general")
    assert missed_in([first], pieces(), other) == [], "no signal of that brief: no card"


def test_guides_of_managers_are_all_served() -> None:
    for path in current_library().guides:
        if path.endswith("engineering_management"):
            assert set(offered(guide_of(path))) == {"incident", "conversation", "design", "paper"}, path
    assert MANAGER in current_library().guides
