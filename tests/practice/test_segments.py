"""The parts of an answer: labels, places, and what a sentence shows by itself."""

from __future__ import annotations

import itertools

import pytest

from loopready.practice.segments import LABELS, SegmentWeights, segments_of, sentence_features, sentence_label, third, trained

ANSWER = (
    "We had four hundred guests that weekend and the only lift had been broken since Thursday. "
    "I asked the porters who could stay late, and I moved the older guests to the first floor. "
    "In the end nobody climbed more than one flight, and two guests wrote to thank us. "
    "Since then I keep a list of who needs the lift, and I should have had one before."
)


def test_an_answer_is_told_part_by_part() -> None:
    assert [part.label for part in segments_of(ANSWER)] == ["context", "action", "result", "learning"]


def test_every_sentence_is_quoted_from_its_place() -> None:
    text = f"  {ANSWER}\n\nIs that what you wanted? 👍 \n"
    found = segments_of(text)
    assert [text[part.start : part.end] for part in found] == [part.quote for part in found]
    assert found[-1].label == "other"
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= part.share <= 1 for part in found)


@pytest.mark.parametrize("text", ["", "   \n", "... !? —"])
def test_no_words_no_parts(text: str) -> None:
    assert segments_of(text) == ()


def test_one_word_is_one_part() -> None:
    (part,) = segments_of("Yes.")
    assert (part.start, part.end, part.quote) == (0, 4, "Yes.")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The baker had already thrown the dough away when we came in.", "context"),
        ("I rang the owner and told her that I would not open.", "action"),
        ("We lost eleven customers and got nine of them back.", "result"),
        ("Complaints went from forty a week to six.", "result"),
        ("In hindsight I should have rung her on the first day.", "learning"),
        ("Communication is the key to everything, in my opinion.", "other"),
        ("Could you repeat the question, please?", "other"),
    ],
)
def test_a_sentence_by_itself(text: str, label: str) -> None:
    assert sentence_label(text) == label


def test_a_place_decides_only_between_likely_labels() -> None:
    even = SegmentWeights(features={"start": [0, 0, 0, 0, 0]}, thirds={"first": [100, 0, 0, 0, 0], "last": [0, 0, 100, 0, 0]})
    assert sentence_label("So it was.", position="first", weights=even) == "context"
    assert sentence_label("So it was.", position="last", weights=even) == "result"
    assert sentence_label("I rang the owner and told her no.", position="first") == "action"


def test_thirds_of_an_answer() -> None:
    assert [third(number, 6) for number in range(6)] == ["first", "first", "middle", "middle", "last", "last"]
    assert third(0, 1) == "first"
    assert third(1, 2) == "middle"


def test_who_did_what_in_which_tense() -> None:
    assert "v i past act" in sentence_features("I phoned the owner.")
    assert "v i past act" in sentence_features("Then I also simply phoned the owner.")
    assert "v they had past" in sentence_features("He'd phoned the owner.")
    assert "v they would" in sentence_features("He'd phone the owner.")
    assert "v i did" in sentence_features("I didn't phone the owner.")
    assert "v i have past act" in sentence_features("I've moved the owner.")
    assert "v noun past" in sentence_features("The owner came.")
    assert "v i was ing" in sentence_features("I was phoning the owner.")
    assert "s no verb short" in sentence_features("Anyway.")


def test_typographic_apostrophes_and_accents_do_not_count() -> None:
    assert set(sentence_features("I’d phoned the café.")) == set(sentence_features("I'd phoned the cafe."))


def test_the_weights_have_one_number_a_label() -> None:
    held = trained()
    assert all(len(row) == len(LABELS) for table in (held.features, held.thirds) for row in table.values())
    assert set(held.thirds) == {"first", "middle", "last"}
