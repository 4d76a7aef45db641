"""Follow-ups: one for a missing piece, at most three, none asked or given before."""

from __future__ import annotations

from loopready.model import Scorecard
from loopready.practice.probing import MOST_PROBES, follow_up
from practice_things import card, mark, probe, question

PUT = question()


def test_the_first_missing_piece_is_asked_in_the_interviewers_words() -> None:
    judged = card(mark("outcome", 1), probes=(probe("stakes"), probe("measure")))
    found = follow_up(PUT, judged, asked=())
    assert found is not None and (found.said, found.piece) == ("And stakes?", "stakes")


def test_a_piece_is_asked_once() -> None:
    judged = card(mark("outcome", 1), probes=(probe("stakes"), probe("stakes"), probe("measure")))
    found = follow_up(PUT, judged, asked=("stakes",))
    assert found is not None and found.piece == "measure"
    assert follow_up(PUT, judged, asked=("stakes", "measure")) is None


def test_three_are_enough() -> None:
    judged = card(mark("outcome", 1), probes=tuple(probe(piece) for piece in "abcde"))
    asked: list[str] = []
    while (found := follow_up(PUT, judged, asked=asked)) is not None:
        asked.append(found.piece)
    assert asked == ["a", "b", "c"] and len(asked) == MOST_PROBES


def test_a_whole_answer_gets_one_follow_up_of_the_question_itself() -> None:
    judged = card(mark("outcome", 5))
    found = follow_up(PUT, judged, asked=())
    assert found is not None and found.said == "What would you do differently?"
    assert follow_up(PUT, judged, asked=(found.piece,)) is None
    assert follow_up(question(follow_ups=()), judged, asked=()) is None


def test_what_could_not_be_judged_is_not_followed_up() -> None:
    assert follow_up(PUT, Scorecard(question_type="behavioural", overall=None, unscored="another language"), asked=()) is None
    assert follow_up(PUT, None, asked=()) is None
