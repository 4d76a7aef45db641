"""How an answer is said: words, pace, fillers, length; nothing of it is a mark."""

from __future__ import annotations

import pytest

from loopready.model import Answer, PracticeQuestion, QuestionType
from loopready.practice.delivery import delivery_of, fillers


def question(kind: QuestionType = "behavioural") -> PracticeQuestion:
    return PracticeQuestion(id="own/1", text="Tell me about it.", type=kind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Um, so I, uh, rang her.", ["um", "uh"]),
        ("It was, you know, the only lift.", ["you know"]),
        ("You know what happened then.", []),
        ("Do you know?", []),
        ("As far as you know the lift works.", []),
        ("I was, like, the only one there.", ["like"]),
        ("It felt like a test, and I like tests like that.", []),
        ("That's what it was like, I asked him.", []),
        ("It was like um the third time.", ["like", "um"]),
        ("It was, kind of, over.", ["kind of"]),
        ("She is the kind of nurse who stays.", []),
        ("I mean what I say.", []),
        ("Well, I, I mean, we left.", ["well", "i mean"]),
        ("The well was dry, and the left was right.", []),
        ("The umbrella stood in the hum of the erg room.", []),
        ("Basically.", []),
        ("Nous étions, euh, trois.", ["euh"]),
        ("", []),
    ],
)
def test_fillers_are_counted_only_where_they_are_fillers(text: str, found: list[str]) -> None:
    assert list(fillers(text)) == found


def test_pace_needs_a_time_of_speaking() -> None:
    text = "word " * 130
    assert delivery_of(Answer(text=text), question()).words_a_minute is None
    assert delivery_of(Answer(text=text, seconds=60), question()).words_a_minute == 130.0
    assert delivery_of(Answer(text="yes it was", seconds=60), question()).words_a_minute is None


@pytest.mark.parametrize("seconds", [0.0, 3.0, 12.0])
def test_a_time_that_cannot_be_is_said_so(seconds: float) -> None:
    said = delivery_of(Answer(text="word " * 200, seconds=seconds), question())
    assert said.words_a_minute is None
    assert "The time taken does not fit the number of words, so no pace is given." in said.notes


def test_too_fast_and_too_slow_are_told_with_the_figure() -> None:
    text = "word " * 200
    assert any("200 words a minute" in note for note in delivery_of(Answer(text=text, seconds=60), question()).notes)
    assert any("60 words a minute" in note for note in delivery_of(Answer(text=text, seconds=200), question()).notes)
    assert delivery_of(Answer(text=text, seconds=90), question()).notes == ()


def test_the_range_of_words_is_that_of_the_type() -> None:
    short, drill = delivery_of(Answer(text="word " * 100), question()), delivery_of(Answer(text="word " * 350), question("drill"))
    assert short.target_words == (150, 320)
    assert short.notes[0].startswith("Your answer has 100 words; 150 to 320 words are usual")
    assert drill.notes == ()
    assert "say the result early" in delivery_of(Answer(text="word " * 350), question()).notes[0]


def test_many_fillers_are_told_few_are_not() -> None:
    many = delivery_of(Answer(text="um " * 8 + "word " * 160), question())
    assert many.fillers == 8
    assert many.notes == ("8 fillers in 168 words (“um” 8). A short silence does the same work.",)
    assert delivery_of(Answer(text="um " * 3 + "word " * 160), question()).notes == ()


def test_an_empty_answer_has_nothing_to_note() -> None:
    assert delivery_of(Answer(text=""), question()).notes == ()
    assert delivery_of(Answer(text=""), question()).words == 0


def test_grammar_and_vocabulary_change_nothing() -> None:
    plain = "I asked the nurse which patient had not been seen, and I went there first. " * 12
    second_language = "I have asked to nurse which patient was not seen, and I have go there first. " * 12
    a, b = (delivery_of(Answer(text=text, seconds=80), question()) for text in (plain, second_language))
    assert (a.fillers, a.notes) == (b.fillers, b.notes)
