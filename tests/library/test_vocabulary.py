from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.library.vocabulary import Vocabulary, bag_of

BAGS = [{"oak": 4, "saw": 2, "plane": 1}, {"dough": 5, "oven": 2, "plane": 1}, {"ledger": 3, "plane": 1}]


def test_a_text_is_nearest_to_the_bag_it_shares_rare_words_with() -> None:
    near = Vocabulary(BAGS).nearness("Plane and saw the oak.")
    assert near.argmax() == 0
    assert near[1] < near[0] / 2 and near[2] < near[0] / 2


def test_a_text_without_a_known_word_is_near_to_none() -> None:
    assert Vocabulary(BAGS).nearness("Xyzzy!").tolist() == [0.0, 0.0, 0.0]
    assert Vocabulary([]).nearness("oak").tolist() == []


def test_the_bag_of_a_guide_holds_what_people_read_and_not_its_ids() -> None:
    value = {
        "path": "trades/timber", "seat": {"summary": "They join oak."}, "routing": {"words": ["dovetail*"]},
        "signals": [{"id": "precise", "title": "Cuts to the line", "sources": ["handbook"]}],
        "sources": [{"id": "handbook", "title": "Almanack"}],
    }  # fmt: skip
    bag = bag_of(value)
    assert {"oak", "dovetail", "join"} <= set(bag)
    assert not {"precis", "handbook", "almanack", "timber"} & set(bag)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_nearness_is_a_cosine(text: str) -> None:
    near = Vocabulary(BAGS).nearness(text)
    assert len(near) == len(BAGS)
    assert all(0.0 <= value <= 1.0 + 1e-9 for value in near.tolist())


@pytest.mark.parametrize("turned", ["oak saw plane", "plane oak saw", "saw\nplane\noak"])
def test_the_order_of_words_does_not_count(turned: str) -> None:
    assert Vocabulary(BAGS).nearness(turned).tolist() == pytest.approx(Vocabulary(BAGS).nearness("oak saw plane").tolist())
