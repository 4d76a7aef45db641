"""Finished exercises as they are kept: marks with the score, what the plan ticks off, cards and readiness of a preparation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database, Exercises
from loopready.app.conversing import Conversations
from loopready.app.designing import Designs
from loopready.app.exercising import FinishedExercises, titles_of
from loopready.app.papers import WritingDesk, find
from loopready.app.service import PERSONAL, Service
from loopready.app.simulating import IncidentRoom
from loopready.model import Exercise
from practice_briefs import brief_of, guide_of
from warm import warm_pipeline

TALK = (
    "Who uses it and for what, how much of the load is writing, and how old may an answer be in another region? Four nines leave about "
    "four minutes in thirty days, so I would stage each change in one stack for an hour before the next. I would cut each region into "
    "twelve cells, and a customer lives in one of them."
)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(database=Database(tmp_path / "exercises.sqlite"), pipeline=warm_pipeline()) as made:
        yield made


def finished(service: Service) -> FinishedExercises:
    return FinishedExercises(Exercises(service.database, PERSONAL))


def played_all(service: Service) -> list[Exercise]:
    """One of each kind, finished."""
    room, talks, designs, desk = IncidentRoom(service), Conversations(service), Designs(service), WritingDesk(service)
    lived = room.start("thursday", seed=1)
    incident = room.give_up(lived.exercise.id, seen=lived.seen).exercise
    talk = talks.start(case="teo", seed=1)
    conversation = talks.act(talk.id, "to_end", version=talk.version)
    begun = designs.start("data_api")
    said = designs.say(begun.id, TALK, version=begun.version)
    design = designs.end(begun.id, version=said.version)
    draft = desk.begin("status")
    kept = desk.save(draft.id, find("status").weak, version=draft.version)
    paper, _ = desk.check(draft.id, version=kept.version)
    return [incident, conversation, design, paper]


def test_each_kind_is_kept_with_its_marks_and_counts_in_the_same_way(service: Service) -> None:
    held = played_all(service)
    assert [each.state for each in held] == ["done", "done", "done", "open"]
    for each in held:
        assert each.score is not None and each.marks and all(0 <= mark <= 100 for mark in each.marks.values())
    guide, past = guide_of(), finished(service)
    assert {each.kind for each in past.shown(guide)} == {"incident", "conversation", "design", "paper"}
    assert {each.key.split("/")[1] for each in past.missed(brief_of())} == {"incident", "conversation", "design", "paper"}
    ticked = past.done_for(guide, since=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    assert [each.key for each in ticked] == ["incident_thursday", "conversation_teo", "design_data_api", "paper_status"]
    assert all(each.exercise == each.id and each.minutes == 1 and each.key in titles_of(guide) for each in ticked)
    assert past.done_for(guide, since=dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) == []
    assert past.done_for(guide_of("general"), since=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) == []
    assert [each.tried for each in past.offers(guide, ready={}) if each.piece.key in {tick.key for tick in ticked}] == []


def test_a_draft_counts_for_its_best_check(service: Service) -> None:
    desk = WritingDesk(service)
    held = desk.begin("status", start="empty")
    held = desk.save(held.id, find("status").weak + "\nNext week: the team moves billing on Tuesday 3 March.", version=held.version)
    held, mark = desk.check(held.id, version=held.version)
    best, marks = held.score, held.marks
    assert best == mark.score and set(marks) == {each.id for each in find("status").criteria}
    held = desk.save(held.id, "Nothing happened this week at all.", version=held.version)
    held, worse = desk.check(held.id, version=held.version)
    assert (worse.score or 0) <= (best or 0) and held.score == best
    assert held.marks == marks or worse.score == best


def test_what_is_under_way_counts_for_nothing(service: Service) -> None:
    IncidentRoom(service).start("thursday", seed=1)
    Conversations(service).start(case="teo")
    assert finished(service).shown(guide_of()) == [] and finished(service).missed(brief_of()) == []
