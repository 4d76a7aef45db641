"""Cards of a brief: what they ask, that none is there twice, what is due, and what never comes back."""

from __future__ import annotations

import datetime as dt

import pytest

from loopready.model import Brief, Card, CardText, KeptCard, Review
from loopready.practice.cards import BLANK, OwnStory, blanks, card_id, card_texts, counts, deck, due, new_left
from loopready.practice.memory import reviewed

NOW = dt.datetime(2026, 11, 25, 18, 0, tzinfo=dt.UTC)
LINE = "tallyhook_senior_engineering_manager_2022_04_31bd5240"


@pytest.fixture(scope="module")
def texts(brief: Brief) -> tuple[CardText, ...]:
    return card_texts(brief, preparation="p1")


def seen(key: str, *, rating: int = 3, at: dt.datetime = NOW, suspended: bool = False, gone: bool = False) -> KeptCard:
    memory, moment = reviewed(None, rating, key=key, now=at)  # type: ignore[arg-type]
    return KeptCard(key=key, memory=memory, due=moment, suspended=suspended, gone=gone, version=1)


def text(key: str) -> CardText:
    return CardText(key=key, kind="concept", front="?", back="!", title="t", item="concepts/t")


def test_all_kinds_are_there_and_every_card_once(texts: tuple[CardText, ...]) -> None:
    assert {each.kind for each in texts} == {"concept", "claim", "story", "fact"}
    assert len({each.key for each in texts}) == len({card_id(each.key) for each in texts}) == len(texts)
    assert all(each.front.strip() and each.cites and each.item for each in texts)
    assert len({each.kind for each in texts[:5]}) == 4, "the kinds take turns"


def test_concepts_come_in_the_order_of_the_brief_and_belong_to_the_person(brief: Brief, texts: tuple[CardText, ...]) -> None:
    concepts = [each for each in texts if each.kind == "concept"]
    ranked = [item.id for item in brief.section("concepts").items]
    assert [ranked.index(each.item) for each in concepts] == sorted(ranked.index(each.item) for each in concepts)
    assert all(each.shared and each.back for each in concepts)
    assert all("p1" in each.key for each in texts if not each.shared)


def test_a_claims_card_is_blank_until_the_person_answers_and_then_has_their_words(brief: Brief) -> None:
    before = next(each for each in card_texts(brief, preparation="p1") if each.key == f"claim/p1/{LINE}")
    own = "From 99.90, taken over the year before, from the load balancer's log."
    after = next(each for each in card_texts(brief, preparation="p1", answers={LINE: own}) if each.key == before.key)
    assert before.back == "" and after.back == own and after.front == before.front
    assert "99.90% to 99.97%" in before.front and BLANK not in before.front


def test_a_storys_card_has_the_persons_opening_else_the_cvs_words(brief: Brief) -> None:
    cv = next(each for each in card_texts(brief, preparation="p1") if each.key == f"story/p1/{LINE}")
    told = {LINE: OwnStory(opening="In 2023 we lost a shard every month.", figures="12 to 1 a year")}
    own = next(each for each in card_texts(brief, preparation="p1", stories=told) if each.key == cv.key)
    assert cv.back.split("\n")[0] in " ".join(brief.cv.text.split()) and "Figures: 99.90% to 99.97%" in cv.back
    assert own.back == "In 2023 we lost a shard every month.\nFigures: 12 to 1 a year"


def test_figures_of_a_fact_are_blanked_and_stand_behind(texts: tuple[CardText, ...]) -> None:
    fact = next(each for each in texts if each.kind == "fact")
    assert BLANK in fact.front and "seven" not in fact.front and "seven" in fact.back
    assert blanks("It runs 14 regions. It is calm. Two teams own it.") == f"It runs {BLANK} regions. {BLANK} teams own it."
    assert blanks("No number stands here.") is None


def test_a_card_whose_words_changed_keeps_its_memory_and_a_deleted_one_stays_away() -> None:
    changed = text("a").model_copy(update={"front": "A better question?"})
    held = {"a": seen("a"), "b": seen("b", gone=True), "c": seen("c", suspended=True)}
    made = deck([changed, text("b"), text("c"), text("d")], held, on=None)
    assert [card.key for card in made] == ["a", "c", "d"]
    assert made[0].text.front == "A better question?" and made[0].memory == held["a"].memory
    assert [card.key for card in due(made, now=NOW + dt.timedelta(days=99), new=5)] == ["a", "d"]


def test_what_is_due_comes_first_the_longest_due_first_then_new_ones_up_to_the_limit() -> None:
    held = {"b": seen("b", at=NOW - dt.timedelta(days=2)), "a": seen("a", at=NOW - dt.timedelta(days=1))}
    made = deck([text(key) for key in "abcdef"], held, on=None)
    assert [card.key for card in due(made, now=NOW, new=2)] == ["b", "a", "c", "d"]
    assert [card.key for card in due(made, now=NOW, new=0)] == ["b", "a"]


def test_a_card_being_learned_comes_early_where_nothing_else_is_left() -> None:
    made = deck([text("a"), text("b")], {"a": seen("a"), "b": seen("b", rating=4)}, on=None)
    assert [card.key for card in due(made, now=NOW + dt.timedelta(minutes=1), new=0)] == ["a"]
    assert due(made, now=NOW - dt.timedelta(minutes=30), new=0) == ()


def test_new_cards_are_limited_by_day_and_stop_the_day_before() -> None:
    morning = NOW.replace(hour=0)
    reviews = [
        Review(key="a", rating=3, at=NOW - dt.timedelta(days=3)), Review(key="a", rating=3, at=NOW), Review(key="b", rating=1, at=NOW),
        Review(key="b", rating=3, at=NOW), Review(key="c", rating=3, at=NOW),
    ]  # fmt: skip
    assert new_left(reviews, since=morning, a_day=8, quiet=False) == 6, "a was new another day, b counts once"
    assert new_left(reviews, since=morning, a_day=1, quiet=False) == 0
    assert new_left(reviews, since=morning, a_day=8, quiet=True) == 0


def test_the_deck_in_figures() -> None:
    made = deck([text("a"), text("b"), text("c")], {"a": seen("a"), "c": seen("c", suspended=True)}, on=None)
    found = counts(made, now=NOW + dt.timedelta(days=1), reviews=2)
    assert (found.cards, found.new, found.due, found.suspended, found.reviews) == (3, 1, 1, 1, 2)
    assert sum(count for _, count in found.stabilities) == 1 and found.recalled is not None and 0.5 < found.recalled < 1
    assert counts((Card(text=text("x")),), now=NOW, reviews=0).recalled is None
