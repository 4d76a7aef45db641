"""What a page shows of a scorecard: lit words, levels in words, checks, claims as questions, blanks."""

from __future__ import annotations

from loopready.model import AnswerClaim, CvQuote, Rubric, RubricCriterion, Scorecard
from loopready.model.marking import SkeletonLine
from loopready.web.practice_view import asked_beside, clock, lit, parts, shown
from practice_things import ANSWER, card, mark, question

GAVE, FELL = "I gave the queue to the storage team", "Pages fell from 31 to 12."
RUBRIC = Rubric(
    type="behavioural", asks="", criteria=(RubricCriterion(id="outcome", looks_for="What came.", anchors={1: "none", 5: "all"}),)
)


def test_the_pieces_are_the_answer_and_each_quote_is_lit_with_its_numbers() -> None:
    judged = card(mark("own_act", 4, GAVE), mark("reasoning", 1), mark("outcome", 5, FELL), mark("fit", 4, "Pages fell"))
    pieces = lit(ANSWER, judged)
    assert "".join(piece.text for piece in pieces) == ANSWER
    assert [(piece.text, piece.numbers) for piece in pieces if piece.numbers] == [
        (GAVE, (1,)), ("Pages fell", (3, 4)), (" from 31 to 12.", (3,)),
    ]  # fmt: skip
    assert [piece.text for piece in lit(ANSWER, None)] == [ANSWER]
    assert "".join(piece.text for piece in lit("", None)) == ""


def test_a_level_has_words_anchors_and_what_the_question_tests() -> None:
    tested = mark("fit", 3, FELL).model_copy(update={"checks": {"wrong": 0.5, "gone": 1.0}})
    rows = shown(card(mark("outcome", 5, FELL), tested, mark("learning", None)), question(), RUBRIC, (("cost", "Money."),))
    assert [(row.number, row.name, row.level, row.word) for row in rows] == [
        (1, "outcome", 5, "shown"), (2, "what the question tests", 3, "shown in part"), (3, "learning", None, "not judged"),
    ]  # fmt: skip
    assert rows[0].anchors == ((1, "none"), (5, "all")) and rows[0].looks_for == "What came."
    assert rows[1].checks == (("What was wrong", "touched"),) and rows[2].why == "breaks off"


def test_what_the_cv_says_otherwise_comes_first_and_what_was_taken_back_is_asked() -> None:
    said = [
        AnswerClaim(text="a", start=0, end=1, state="absent"),
        AnswerClaim(text="b", start=2, end=3, state="supported"),
        AnswerClaim(text="c", start=4, end=5, state="contradicted", cv=CvQuote(start=0, end=1, quote="d")),
        AnswerClaim(text="e", start=6, end=7, state="supported", retracted=True),
    ]
    found = asked_beside(Scorecard(question_type="behavioural", overall=0, claims=tuple(said)))
    assert [claim.text for claim in found] == ["c", "e", "a"]


def test_the_skeleton_keeps_blanks_apart_and_joins_lines_of_one_part() -> None:
    lines = (
        SkeletonLine(role="what_came", text="It fell.", source="answer"),
        SkeletonLine(role="what_came", text="Before, ____ over ____.", source="blank", hint="A ratio will do."),
        SkeletonLine(role="since", text="____", source="blank"),
    )
    found = parts(Scorecard(question_type="behavioural", overall=0, skeleton=lines))
    assert [part.name for part in found] == ["what came", "since"]
    runs, hint = found[0].lines[1]
    assert [(run.text, run.blank) for run in runs] == [
        ("Before, ", False), ("____", True), (" over ", False), ("____", True), (".", False),
    ]  # fmt: skip
    assert hint == "A ratio will do." and [run.blank for run in found[1].lines[0][0]] == [True]


def test_a_clock_reads_minutes_and_seconds() -> None:
    assert [clock(seconds) for seconds in (0, 7.9, 187, 3600)] == ["0:00", "0:07", "3:07", "60:00"]
