"""What is kept of cards: memory, reviews, what was put aside or deleted; guarded by version, and nobody else's."""

from __future__ import annotations

import datetime as dt
from typing import cast

import pytest
from sqlalchemy import select

from database_things import ME, OTHER, at_once, prepared, rows_in
from loopready.adapters.database import Cards, Database, Preparations
from loopready.adapters.database.keeping import delete_all
from loopready.adapters.database.practice_tables import CardRow
from loopready.model import CardText, InputError, KeptCard, MemoryState, Rating

NOW = dt.datetime(2026, 11, 25, 18, 0, 0, 123456, tzinfo=dt.UTC)
MEMORY = MemoryState(phase="learning", step=1, stability=2.3065000000000001, difficulty=5.1, last=NOW)
TEXT = CardText(key="claim/p/x", kind="claim", front="What was the base?", back="mine", title="t", item="probes/x")
SHARED = TEXT.model_copy(update={"key": "concept/g/c/1", "kind": "concept", "shared": True})


@pytest.fixture
def preparation(database: Database) -> str:
    return prepared(database).id


def review(cards: Cards, preparation: str, text: CardText = TEXT, *, version: int = 0, rating: int = 3, days: int = 0) -> KeptCard:
    memory = MEMORY.model_copy(update={"last": NOW + dt.timedelta(days=days)})
    due, rated = memory.last + dt.timedelta(days=2), cast(Rating, rating)
    return cards.review(text, preparation=preparation, rating=rated, memory=memory, due=due, version=version, seconds=4.5)


def test_a_review_leaves_its_memory_to_the_digit(database: Database, preparation: str) -> None:
    cards = Cards(database, ME)
    kept = review(cards, preparation)
    assert kept.version == 1 and kept.memory == MEMORY and kept.due == NOW + dt.timedelta(days=2)
    assert cards.kept([TEXT.key, "another"]) == {TEXT.key: kept}
    again = review(cards, preparation, version=1, rating=1, days=2)
    assert again.version == 2
    found = [(each.rating, each.at, each.seconds) for each in cards.reviews([TEXT.key])]
    assert found == [(3, NOW, 4.5), (1, NOW + dt.timedelta(days=2), 4.5)]


def test_a_rating_from_another_tab_is_refused_and_counts_nothing(database: Database, preparation: str) -> None:
    cards = Cards(database, ME)
    review(cards, preparation)
    for seen in (0, 2):
        with pytest.raises(InputError) as fault:
            review(cards, preparation, version=seen, rating=1)
        assert fault.value.code == "changed_elsewhere"
    assert [each.rating for each in cards.reviews([TEXT.key])] == [3]


def test_of_two_ratings_at_once_one_is_kept(database: Database, preparation: str) -> None:
    cards = Cards(database, ME)
    out = at_once(lambda: review(cards, preparation), lambda: review(cards, preparation, rating=1))
    faults = [each for each in out if isinstance(each, InputError)]
    assert [each.code for each in faults] == ["changed_elsewhere"] and len(cards.reviews([TEXT.key])) == 1


def test_put_aside_and_taken_up_again_with_its_memory(database: Database, preparation: str) -> None:
    cards = Cards(database, ME)
    review(cards, preparation)
    away = cards.put_aside(TEXT, preparation=preparation, aside=True, version=1, now=NOW)
    back = cards.put_aside(TEXT, preparation=preparation, aside=False, version=2, now=NOW)
    assert away.suspended and not back.suspended and back.memory == MEMORY


def test_a_deleted_card_keeps_nothing_but_that_it_is_gone(database: Database, preparation: str) -> None:
    cards = Cards(database, ME)
    review(cards, preparation)
    cards.delete(TEXT, preparation=preparation, version=1, now=NOW)
    kept = cards.kept([TEXT.key])[TEXT.key]
    assert kept.gone and kept.memory is None and cards.reviews([TEXT.key]) == []
    with database.reading() as session:
        row = session.scalars(select(CardRow)).one()
        assert (row.front, row.back) == ("", "")
    for version in (0, 2):
        with pytest.raises(InputError) as fault:
            review(cards, preparation, version=version)
        assert fault.value.code == "not_found"


def test_a_card_that_was_never_asked_for_can_be_deleted(database: Database, preparation: str) -> None:
    Cards(database, ME).delete(TEXT, preparation=preparation, version=0, now=NOW)
    assert Cards(database, ME).kept([TEXT.key])[TEXT.key].gone


def test_the_cards_of_a_preparation_go_with_it_and_those_of_the_person_stay(database: Database, preparation: str) -> None:
    cards = Cards(database, ME)
    review(cards, preparation)
    review(cards, preparation, SHARED)
    Preparations(database, ME).delete(preparation)
    assert set(cards.kept([TEXT.key, SHARED.key])) == {SHARED.key}


def test_deleting_everything_takes_them_too(database: Database, preparation: str) -> None:
    review(Cards(database, ME), preparation, SHARED)
    delete_all(database, ME)
    assert not {"card", "review"} & rows_in(database).keys()


def test_cards_of_another_are_not_found(database: Database, preparation: str) -> None:
    mine, other = Cards(database, ME), Cards(database, OTHER)
    review(mine, preparation, SHARED)
    assert other.kept([SHARED.key]) == {} and other.reviews([SHARED.key]) == []
    with pytest.raises(InputError) as fault:
        review(other, preparation, SHARED)
    assert fault.value.code == "not_found"
    theirs = prepared(database, owner=OTHER).id
    assert review(other, theirs, SHARED).version == 1 and mine.kept([SHARED.key])[SHARED.key].version == 1
