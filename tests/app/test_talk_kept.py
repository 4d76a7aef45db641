"""Conversations and design talks are kept as moves and words, and played again from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database, Exercises
from loopready.app.conversing import Conversations
from loopready.app.designing import Designs
from loopready.app.prepare import Pipeline
from loopready.app.service import PERSONAL, Service
from loopready.model import InputError


@pytest.fixture
def talk_service(pipeline: Pipeline, tmp_path: Path) -> Iterator[Service]:
    made = Service(database=Database(tmp_path / "talks.sqlite"), pipeline=pipeline)
    yield made
    made.jobs.close()
    made.database.close()


def test_all_people_are_met_before_anybody_twice(talk_service: Service) -> None:
    held = Conversations(talk_service)
    met = [held.start().item for _ in held.cases()]
    assert len(set(met)) == len(met)


def test_a_move_that_can_not_be_made_is_not_kept(talk_service: Service) -> None:
    held = Conversations(talk_service)
    made = held.start(case="joost", seed=4)
    for move in ("nonsense", "to_nowhere", ""):
        with pytest.raises(InputError) as caught:
            held.act(made.id, move, version=made.version)
        assert caught.value.code == "not_possible"
    assert held.tape(held.get(made.id)).moves == ()


def test_what_is_kept_is_case_seed_and_moves(talk_service: Service) -> None:
    held = Conversations(talk_service)
    made = held.start(case="tamsin", seed=9)
    made = held.act(made.id, "ask_role", version=made.version)
    made = held.act(made.id, "next_week", version=made.version)
    assert made.data == {
        "case": "tamsin", "seed": 9, "draft": "", "moves": [{"move": "ask_role", "words": ""}, {"move": "next_week", "words": ""}],
    }  # fmt: skip
    _, state = held.played(held.get(made.id))
    assert state.week == 2 and len(state.found) == 1


def test_somebody_who_is_gone_is_told_of(talk_service: Service) -> None:
    made = Exercises(talk_service.database, PERSONAL).create(kind="conversation", item="x", data={"case": "gone", "seed": 1}, title="Old")
    with pytest.raises(InputError, match="no longer here"):
        Conversations(talk_service).played(made)
    lost = Exercises(talk_service.database, PERSONAL).create(kind="design", item="x", data={}, title="Old")
    with pytest.raises(InputError, match="no longer here"):
        Designs(talk_service).score(lost)


def test_a_design_talk_can_not_end_before_it_began(talk_service: Service) -> None:
    held = Designs(talk_service)
    made = held.start("job_queue")
    with pytest.raises(InputError) as caught:
        held.end(made.id, version=made.version)
    assert caught.value.code == "empty"
    said = held.say(made.id, "Ten cells.", version=made.version)
    ended = held.end(said.id, version=said.version)
    assert ended.state == "done" and ended.score is None
    with pytest.raises(InputError):
        held.say(made.id, "More.", version=ended.version)
