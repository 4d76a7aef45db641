"""The debrief: votes by the stated rules, each with the words it rests on and the piece that would have changed it."""

from __future__ import annotations

import pytest

from loopready.library import load_library
from loopready.model import AnswerClaim, CapHeld, CvQuote, LensVote, Scorecard, Turn
from loopready.practice.debrief import debrief
from practice_things import ANSWER, card, interview, mark, probe, question, turn

GUIDE = load_library().guides["general"]
SIGNAL = GUIDE.signals[0].id
FELL, GAVE = "Pages fell from 31 to 12.", "I gave the queue to the storage team"
PUT = question(signals=(SIGNAL,))


def vote_of(*turns: Turn, **more: object) -> LensVote:
    found = debrief(GUIDE, interview(*turns, **more))
    return next(vote for vote in found.votes if vote.lens == SIGNAL)


def judged(*marks: object, id: str = "t1", position: int = 10, **more: object) -> Turn:
    return turn(id, position=position, asked=PUT, scorecard=card(*marks, **more))  # type: ignore[arg-type]


def test_a_vote_for_quotes_what_carried_it() -> None:
    vote = vote_of(judged(mark("outcome", 5, FELL), mark("own_act", 4, GAVE), mark("fit", 3, GAVE)))
    assert vote.vote == "for"
    assert [quote.quote for quote in vote.evidence] == [FELL, GAVE]
    assert all(quote.quote in ANSWER for quote in vote.evidence)
    assert vote.decisive == f"Without “{FELL}” it would have been not yet."


def test_a_low_mean_is_not_yet_and_names_the_one_piece() -> None:
    vote = vote_of(judged(mark("outcome", 1), mark("own_act", 4, GAVE), mark("fit", 4, GAVE), probes=(probe("what changed"),)))
    assert vote.vote == "not_yet" and "3.0 of 5" in vote.because
    assert vote.decisive == "Say what changed."
    assert vote.evidence, "what stands is quoted also where it was not enough"


def test_where_one_piece_is_not_enough_it_says_so() -> None:
    vote = vote_of(judged(mark("outcome", 1), mark("own_act", 1), mark("fit", 1), probes=(probe("what changed"),)))
    assert vote.vote == "not_yet" and vote.evidence == ()
    assert vote.decisive.startswith("No single piece would have been enough. The first: ")


def test_a_cap_holds_a_vote_and_its_piece_lifts_it() -> None:
    capped = card(
        mark("outcome", 1), mark("own_act", 5, GAVE), mark("reasoning", 5, FELL), mark("fit", 5, FELL), probes=(probe("what came of it"),),
        caps=(CapHeld(id="no_outcome", at_most=3, because="No outcome is told."),),
    )  # fmt: skip
    vote = vote_of(turn(asked=PUT, scorecard=capped))
    assert vote.vote == "not_yet" and "a cap holds: No outcome is told" in vote.because
    assert vote.decisive == "Say what came of it."


def test_what_the_question_tests_must_be_met() -> None:
    vote = vote_of(judged(mark("outcome", 5, FELL), mark("own_act", 5, GAVE), mark("fit", 2, GAVE)))
    assert vote.vote == "not_yet" and "level 2" in vote.because


def test_an_answer_that_the_cv_denies_is_settled_first() -> None:
    claim = AnswerClaim(
        text="from 31 to 12", start=0, end=1, state="contradicted", cv=CvQuote(start=0, end=5, quote="from 20 to 15"), ask="Which?"
    )
    vote = vote_of(judged(mark("outcome", 5, FELL), mark("own_act", 5, GAVE), mark("fit", 5, GAVE), claims=(claim,)))
    assert vote.vote == "not_yet"
    assert vote.decisive == "One sentence that settles which is so: the answer says “from 31 to 12”, your CV “from 20 to 15”."


def test_what_was_not_answered_gets_no_vote() -> None:
    skipped = vote_of(turn(asked=PUT, state="skipped", answer=""))
    assert skipped.vote == "not_enough" and skipped.decisive == f"An answer to “{PUT.text}”"
    unscored = vote_of(turn(asked=PUT, scorecard=Scorecard(question_type="behavioural", overall=None, unscored="another language")))
    assert unscored.vote == "not_enough" and "another language" in unscored.because


def test_a_whole_loop_names_every_signal_and_a_question_for_those_not_tested() -> None:
    found = debrief(GUIDE, interview(judged(mark("outcome", 5, FELL), mark("fit", 5, GAVE)), scope="loop"))
    assert [vote.lens for vote in found.votes] == [signal.id for signal in GUIDE.signals]
    others = [vote for vote in found.votes if vote.lens != SIGNAL]
    assert {vote.vote for vote in others} == {"not_enough"} and all(vote.decisive.startswith("An answer to “") for vote in others)
    assert (found.count("for"), found.answered, found.skipped) == (1, 1, 0)


def test_the_last_mark_of_a_question_and_its_follow_ups_counts() -> None:
    first = judged(mark("outcome", 1), mark("fit", 1))
    better = turn("t2", position=11, of="t1", piece="measure", asked=PUT, scorecard=card(mark("outcome", 5, FELL), mark("fit", 5, GAVE)))
    assert vote_of(first).vote == "not_yet"
    assert vote_of(first, better).vote == "for"
    assert vote_of(first, better).turns == ("t1",)


def test_the_strongest_answer_counts() -> None:
    weak = judged(mark("outcome", 1), mark("fit", 1))
    strong = judged(mark("outcome", 5, FELL), mark("fit", 5, GAVE), id="t2", position=20)
    vote = vote_of(weak, strong)
    assert vote.vote == "for" and vote.because.startswith("The strongest of 2 answers")


@pytest.mark.parametrize(("id", "lens"), [("claims/x", "cv"), ("requirements/r1", "posting")])
def test_own_questions_have_a_lens_of_their_own(id: str, lens: str) -> None:
    put = question(id, signals=(), by=("hiring_manager",))
    found = debrief(GUIDE, interview(turn(asked=put, scorecard=card(mark("outcome", 5, FELL)))))
    assert [vote.lens for vote in found.votes] == [lens]
