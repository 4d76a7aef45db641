"""What is open stays readable, and what must be open stays open."""

from __future__ import annotations

from loopready.composing.folding import fold_to_fit, open_words
from loopready.model import Block, Claim, GuideCite, Item, Section

ALWAYS = ("summary", "deciders", "questions", "probes")


def section(id: str, items: int, words: int, **more: object) -> Section:
    def item(n: int) -> Item:
        claim = Claim(id=f"{id}/{n}", text="word " * words, cites=(GuideCite(item="x"),))
        return Item(id=f"{id}/{n}", title="A title", kind="must", blocks=(Block(role="evidence", claims=(claim,)),), **more)  # type: ignore[arg-type]

    return Section(id=id, title=id, items=tuple(item(n) for n in range(items)))


def test_nothing_is_folded_that_fits() -> None:
    sections = (section("summary", 3, 20), section("related", 3, 20))
    assert fold_to_fit(sections) == sections


def test_the_least_urgent_is_folded_first_and_no_more_than_needed() -> None:
    sections = (section("summary", 3, 20), section("firm", 3, 200), section("related", 3, 200))
    folded = fold_to_fit(sections, most=800)
    assert [item.folded for item in folded[2].items] == [True] * 3
    assert [item.folded for item in folded[1].items] == [False] * 3


def test_what_must_stay_open_stays_open_whatever_the_length() -> None:
    sections = tuple(section(id, 5, 400) for id in ("summary", "deciders", "role", "fit", "questions", "probes", "plan", "related"))
    folded = {each.id: each for each in fold_to_fit(sections, most=100)}
    for id in ALWAYS:
        assert not any(item.folded for item in folded[id].items), id
    assert [item.folded for item in folded["plan"].items] == [False, False, False, True, True]


def test_a_fold_takes_words_away() -> None:
    opened = section("fit", 1, 50)
    closed = section("fit", 1, 50, folded=True)
    assert open_words((opened,)) - open_words((closed,)) >= 50


def test_sixty_musts_still_leave_the_missing_ones_open() -> None:
    items = []
    for n in range(60):
        claim = Claim(id=f"fit/{n}", text="word " * 80, cites=(GuideCite(item="x"),))
        state = "missing" if n % 10 == 0 else "met"
        items.append(Item(id=f"fit/{n}", title="A title", kind="must", state=state, blocks=(Block(role="evidence", claims=(claim,)),)))
    folded = fold_to_fit((Section(id="fit", title="Fit", items=tuple(items)),), most=1000)[0]
    assert {item.state for item in folded.items if not item.folded} == {"missing"}
