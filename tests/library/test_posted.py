from __future__ import annotations

import pytest

from loopready.library.posted import Posted, read_weights

TABLE = {
    "rarity": "oak 2.0 saw 2.0 ledger 2.0 bolt 0.5",
    "guides": {"timber/joiner": "oak 0.5 saw 0.4 bolt 0.1", "boats/joiner": "saw 0.5 bolt 0.2"},
    "others": "ledger 0.6 bolt 0.1",
}


def test_a_text_is_nearest_to_the_postings_it_shares_rare_words_with() -> None:
    near = Posted(TABLE).nearness("You saw and bolt the oak.")
    assert near.guides["timber/joiner"] > near.guides["boats/joiner"] > near.others > 0
    assert near.guides["boats/joiner"] < near.roles["joiner"] < near.guides["timber/joiner"]


def test_a_text_without_a_known_word_is_near_to_none() -> None:
    near = Posted(TABLE).nearness("Xyzzy!")
    assert {*near.guides.values(), *near.roles.values(), near.others} == {0.0}


def test_a_weight_without_its_stem_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        read_weights("oak 2.0 saw")
