from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.library.compiling import inherit, origins, own_items
from loopready.model import ContentError

ROLE: dict[str, Any] = {
    "path": "roles/r",
    "title": "R",
    "routing": {"titles": ["r"], "words": ["one", "two"]},
    "seat": {"summary": "Of the role.", "day": ["Morning."], "levels": [{"id": "low", "rank": 0}, {"id": "high", "rank": 1}]},
    "questions": [{"id": "a", "text": "A?", "traps": ["Old."], "slots": [{"id": "s", "ask": "S?"}]}, {"id": "b", "text": "B?"}],
    "areas": [{"id": "x", "title": "X", "concepts": [{"id": "c", "what": "C."}, {"id": "d", "what": "D."}]}],
}
DOMAIN: dict[str, Any] = {
    "path": "domains/d",
    "routing": {"words": ["two", "three"]},
    "questions": [{"id": "b", "tests": "B."}, {"id": "e", "text": "E?"}],
}
OWN: dict[str, Any] = {
    "path": "p",
    "title": "P",
    "extends": ["roles/r", "domains/d"],
    "seat": {"summary": "Of the guide.", "levels": [{"id": "high", "scope": "All."}]},
    "questions": [{"id": "new", "text": "N?"}, {"id": "a", "traps": ["New."], "slots": [{"id": "t", "ask": "T?"}]}],
    "areas": [{"id": "x", "concepts": [{"id": "f", "what": "F."}]}],
}


def test_the_guides_own_words_lie_over_its_bases() -> None:
    laid = inherit(OWN, [ROLE, DOMAIN])
    assert (laid["path"], laid["title"]) == ("p", "P")
    assert laid["seat"]["summary"] == "Of the guide."
    assert laid["seat"]["day"] == ["Morning."]
    assert [question["id"] for question in laid["questions"]] == ["new", "a", "b", "e"]
    changed = laid["questions"][1]
    assert (changed["text"], changed["traps"], [slot["id"] for slot in changed["slots"]]) == ("A?", ["New."], ["t", "s"])
    assert laid["seat"]["levels"] == [{"id": "low", "rank": 0}, {"id": "high", "scope": "All.", "rank": 1}]


def test_a_guide_puts_inherited_items_in_its_own_order() -> None:
    own = {"questions": [{"id": "b", "tests": "B."}, {"id": "new"}, {"id": "a"}]}
    assert [question["id"] for question in inherit(own, [ROLE, DOMAIN])["questions"]] == ["b", "new", "a", "e"]


def test_a_domain_lies_over_a_role() -> None:
    assert inherit(OWN, [ROLE, DOMAIN])["questions"][2] == {"id": "b", "tests": "B.", "text": "B?"}


def test_concepts_are_added_to_an_inherited_area() -> None:
    assert [concept["id"] for concept in inherit(OWN, [ROLE])["areas"][0]["concepts"]] == ["f", "c", "d"]


def test_the_lists_of_routing_are_joined() -> None:
    assert inherit(OWN, [ROLE, DOMAIN])["routing"] == {"titles": ["r"], "words": ["one", "two", "three"]}


@pytest.mark.parametrize(
    ("entry", "gone"),
    [
        ("questions/b", ("questions", "b")),
        ("concepts/c", ("concepts", "c")),
        ("areas/x/concepts/c", ("concepts", "c")),
        ("seat/levels/low", ("levels", "low")),
    ],
)
def test_without_drops_an_inherited_item(entry: str, gone: tuple[str, str]) -> None:
    laid = inherit({**OWN, "without": [entry]}, [ROLE])
    left = {
        "questions": [each["id"] for each in laid["questions"]],
        "concepts": [each["id"] for each in laid["areas"][0]["concepts"]],
        "levels": [each["id"] for each in laid["seat"]["levels"]],
    }
    assert gone[1] not in left[gone[0]]


@pytest.mark.parametrize("entry", ["questions/no", "concepts/no", "nothing", "questions", "seat/levels/low/no"])
def test_without_names_what_is_there(entry: str) -> None:
    with pytest.raises(ContentError, match="no base has"):
        inherit({**OWN, "without": [entry]}, [ROLE])


def test_origins_tell_what_came_from_where_and_what_was_changed() -> None:
    found = {each["item"]: (each["base"], each["changed"]) for each in origins(OWN, [("roles/r", ROLE), ("domains/d", DOMAIN)])}
    assert found["questions/a"] == ("roles/r", ["traps", "slots"])
    assert found["questions/b"] == ("domains/d", [])
    assert found["concepts/c"] == ("roles/r", [])
    assert found["seat/levels/high"] == ("roles/r", ["scope"])
    assert "questions/new" not in found
    assert own_items(OWN, list(found)) == {"questions": 1, "concepts": 1}


_ITEMS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6).map(lambda ids: [{"id": id, "v": id.upper()} for id in ids])


@given(low=_ITEMS, high=_ITEMS)
def test_laying_keeps_every_item_once_and_changes_nothing_it_was_given(low: list[Any], high: list[Any]) -> None:
    base: dict[str, Any] = {"asks": low}
    own: dict[str, Any] = {"asks": [{**item, "v": "own"} for item in high]}
    kept = copy.deepcopy((base, own))
    laid = inherit(own, [base])["asks"]
    assert (base, own) == kept
    ids = [item["id"] for item in laid]
    assert sorted(ids) == sorted({item["id"] for item in low} | {item["id"] for item in high})
    assert {item["id"] for item in laid if item["v"] == "own"} == {item["id"] for item in high}
    assert inherit({"asks": laid}, [{"asks": laid}])["asks"] == laid
