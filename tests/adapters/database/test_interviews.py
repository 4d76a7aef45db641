"""Practice sessions: what is typed is kept, guarded by a version, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from database_things import at_once, prepared, rows_in
from loopready.adapters.database import Database, Interviews, Preparations
from loopready.model import InputError, Interview, Scorecard
from practice_things import ANSWER, card, mark, question


def started(database: Database, *, preparation: str | None = None, ids: tuple[str, ...] = ("questions/a", "questions/b")) -> Interview:
    return Interviews(database, "me").create(
        preparation=preparation, guide="general", mode="practice", scope="round", round="panel", who="panel", seed=7, title="Panel",
        questions=[question(id) for id in ids],
    )  # fmt: skip


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as fault:
        call()
    return fault.value.code


def test_a_session_comes_back_as_it_was_made(database: Database) -> None:
    made = started(database, preparation=prepared(database).id)
    found = Interviews(database, "me").get(made.id)
    assert found == made
    assert [turn.question.id for turn in found.turns] == ["questions/a", "questions/b"]
    assert (found.round, found.who, found.seed, found.mode) == ("panel", "panel", 7, "practice")
    assert found.current is not None and found.current.state == "waiting"


def test_what_is_typed_is_kept_by_every_pause(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first = made.turns[0]
    version = interviews.open(made.id, first.id).version
    for text in ("We", "We had", ANSWER):
        version = interviews.save(made.id, first.id, text, version=version).version
    held = Interviews(database, "me").get(made.id).turns[0]
    assert (held.answer, held.state, held.version) == (ANSWER, "open", 4)
    assert held.asked is not None and held.seconds is not None and held.seconds >= 0


def test_a_text_that_saw_an_older_one_is_refused_and_loses_nothing(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first = made.turns[0].id
    interviews.save(made.id, first, "mine", version=1)
    assert code_of(lambda: interviews.save(made.id, first, "from another tab", version=1)) == "changed_elsewhere"
    assert code_of(lambda: interviews.answer(made.id, first, "from another tab", version=1)) == "changed_elsewhere"
    assert interviews.get(made.id).turns[0].answer == "mine"


def test_of_two_tabs_at_once_one_is_told(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first = made.turns[0].id
    done = at_once(*[lambda text=text: interviews.save(made.id, first, text, version=1) for text in ("one", "two", "three")])
    refused = [each for each in done if isinstance(each, InputError)]
    assert len(refused) == 2 and all(each.code == "changed_elsewhere" for each in refused)
    assert interviews.get(made.id).turns[0].version == 2


def test_an_answer_stands_once_it_is_given(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first = made.turns[0].id
    given = interviews.answer(made.id, first, ANSWER, version=1)
    assert given.state == "answered" and given.answered is not None
    assert code_of(lambda: interviews.save(made.id, first, "later", version=given.version)) == "changed_elsewhere"
    interviews.skip(made.id, first)
    found = interviews.get(made.id)
    assert found.turns[0].state == "answered" and found.current == found.turns[1]


def test_a_mark_is_kept_once_with_the_follow_up_behind_it(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first, second = (turn.id for turn in made.turns)
    interviews.answer(made.id, first, ANSWER, version=1)
    judged = card(mark("outcome", 4, "Pages fell from 31 to 12."))
    for said in ("How was it measured?", "asked twice"):
        interviews.mark(made.id, first, judged, said=said, piece="measure")
    found = interviews.get(made.id)
    assert [turn.id for turn in found.questions()] == [first, second]
    assert [turn.said for turn in found.thread(found.turns[0])] == [found.turns[0].said, "How was it measured?"]
    follow = found.turns[1]
    assert (follow.of, follow.piece, follow.state) == (first, "measure", "waiting") and found.current == follow
    assert found.turns[0].scorecard == judged
    interviews.answer(made.id, follow.id, "By the pager.", version=1)
    interviews.mark(made.id, follow.id, judged, said="What changed after?", piece="change")
    found = interviews.get(made.id)
    assert [turn.of for turn in found.turns] == [None, first, first, None]
    assert found.told(found.turns[1]) == f"{ANSWER}\n\nBy the pager."


def test_an_unscored_mark_has_no_number(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first = made.turns[0].id
    interviews.answer(made.id, first, "Ja", version=1)
    interviews.mark(made.id, first, Scorecard(question_type="behavioural", overall=None, unscored="under five words"))
    held = interviews.get(made.id).turns[0].scorecard
    assert held is not None and held.overall is None and held.unscored == "under five words"


def test_what_is_left_out_when_a_session_ends_is_told(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    first = made.turns[0].id
    interviews.save(made.id, first, "half a sent", version=1)
    ended = interviews.end(made.id)
    assert ended.ended is not None and [turn.state for turn in ended.turns] == ["skipped", "skipped"]
    assert ended.turns[0].answer == "half a sent", "nothing that was typed is lost"
    assert interviews.end(made.id).ended == ended.ended
    assert code_of(lambda: interviews.save(made.id, first, "more", version=2)) == "changed_elsewhere"


def test_the_history_tells_what_was_asked_last_first(database: Database) -> None:
    interviews, made = Interviews(database, "me"), started(database)
    assert interviews.history() == []
    interviews.open(made.id, made.turns[0].id)
    again = started(database, ids=("questions/c",))
    interviews.open(again.id, again.turns[0].id)
    assert interviews.history() == ["questions/c", "questions/a"]
    assert Interviews(database, "another").history() == []


def test_sessions_are_listed_by_what_was_touched_last(database: Database) -> None:
    interviews, preparation = Interviews(database, "me"), prepared(database).id
    first, second = started(database, preparation=preparation), started(database)
    interviews.open(first.id, first.turns[0].id)
    assert [each.id for each in interviews.all()] == [first.id, second.id]
    assert [each.id for each in interviews.all(preparation=preparation)] == [first.id]
    interviews.end(first.id)
    assert [each.id for each in interviews.all(going=True)] == [second.id]
    assert [each.id for each in interviews.all(going=False)] == [first.id]
    assert interviews.all(limit=1)[0].turns


def test_sessions_of_another_are_not_found(database: Database) -> None:
    made = started(database)
    other, first = Interviews(database, "another"), made.turns[0].id
    judged = card(mark("outcome", 1))
    for call in (
        lambda: other.get(made.id), lambda: other.open(made.id, first), lambda: other.save(made.id, first, "x", version=1),
        lambda: other.answer(made.id, first, "x", version=1), lambda: other.mark(made.id, first, judged),
        lambda: other.skip(made.id, first), lambda: other.end(made.id), lambda: other.delete(made.id),
    ):  # fmt: skip
        assert code_of(call) == "not_found"
    assert other.all() == [] and Interviews(database, "me").get(made.id) == made


def test_a_turn_of_another_session_or_preparation_is_not_found(database: Database) -> None:
    made, other = started(database), started(database)
    assert code_of(lambda: Interviews(database, "me").save(made.id, other.turns[0].id, "x", version=1)) == "not_found"
    theirs = prepared(database, owner="another").id
    assert code_of(lambda: started(database, preparation=theirs)) == "not_found"


def test_deleting_leaves_nothing(database: Database) -> None:
    made = started(database)
    Interviews(database, "me").delete(made.id)
    assert code_of(lambda: Interviews(database, "me").get(made.id)) == "not_found"
    assert not {"interview", "turn"} & rows_in(database).keys()


def test_sessions_go_with_their_preparation(database: Database) -> None:
    preparation = prepared(database)
    started(database, preparation=preparation.id)
    Preparations(database, "me").delete(preparation.id)
    assert not {"interview", "turn"} & rows_in(database).keys()
