"""A person's own guides beside the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted_content import Content, dump, guide_value

from loopready.library import open_library


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return Content(tmp_path / "shipped").write()


@pytest.fixture
def own(tmp_path: Path) -> Content:
    content = Content(tmp_path / "own")
    content.guides = {"mine": guide_value("mine", sentence=900)}
    content.facts = []
    return content


def test_an_own_guide_stands_beside_the_shipped_ones(shipped: Path, own: Content) -> None:
    library = open_library(shipped, own.write())
    assert sorted(library.guides) == ["mine", "planted"]
    assert library.own == {"mine"}
    assert library.broken == ()


def test_an_own_guide_may_be_laid_over_a_shipped_one(shipped: Path, own: Content) -> None:
    own.guides = {"mine": {"path": "mine", "title": "Mine", "revision": 1, "reviewed": "2026-11-23", "extends": ["planted"],
                           "questions": [{"id": "one", "text": "Why us?"}]}}  # fmt: skip
    guide = open_library(shipped, own.write()).guide("mine")
    assert (guide.title, guide.questions[0].text, len(guide.signals)) == ("Mine", "Why us?", 6)
    changed = {each.item: each.changed for each in guide.inherited}
    assert changed["questions/one"] == ("text",)
    assert changed["signals/one"] == ()


def test_an_own_guide_of_a_shipped_path_takes_its_place(shipped: Path, own: Content) -> None:
    own.guides = {"planted": {**guide_value(sentence=900), "title": "My own version"}}
    library = open_library(shipped, own.write())
    assert library.guide("planted").title == "My own version"
    assert library.own == {"planted"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("path: mine\ntitle: [a\n", "line"),
        ("path: mine\ntitle: Mine\n", "Field required"),
        ("- a\n- b\n", "not a mapping"),
        (dump({**guide_value("elsewhere", sentence=900)}), "its place says 'mine'"),
        (dump({**guide_value("mine", sentence=900), "extends": ["roles/no_such"]}), "no such base or guide"),
        (dump({**guide_value("mine", sentence=900), "extends": ["mine"]}), "extends itself"),
        (dump({**guide_value("mine", sentence=900), "extends": ["planted"], "without": ["questions/no"]}), "no base has"),
    ],
)
@pytest.mark.parametrize("cached", [False, True])
def test_a_broken_guide_is_told_and_left_out_and_the_rest_works(
    shipped: Path, own: Content, tmp_path: Path, text: str, says: str, cached: bool
) -> None:
    folder = own.write()
    (folder / "guides" / "mine.yaml").write_text(text, encoding="utf-8")
    (folder / "guides" / "good.yaml").write_text(dump(guide_value("good", sentence=1500)), encoding="utf-8")
    cache = tmp_path / "cache" if cached else None
    for _ in range(2):
        library = open_library(shipped, folder, cache=cache)
        assert sorted(library.guides) == ["good", "planted"]
        (error,) = library.broken
        assert says in str(error) and "mine" in str(error)
        assert library.guide("good").title == "A planted guide"


def test_a_broken_own_base_does_not_take_a_shipped_ones_place(tmp_path: Path, own: Content) -> None:
    content = Content(tmp_path / "shipped")
    content.bases["roles/planter"] = {"path": "roles/planter", "questions": [content.guide["questions"].pop()]}
    content.guide["extends"] = ["roles/planter"]
    folder = own.write()
    (folder / "bases" / "roles").mkdir(parents=True)
    (folder / "bases" / "roles" / "planter.yaml").write_text("questions: [", encoding="utf-8")
    library = open_library(content.write(), folder)
    assert [error.name for error in library.broken] == ["bases/roles/planter.yaml"]
    assert len(library.guide("planted").questions) == 8


def test_broken_facts_and_firms_are_told_and_left_out(shipped: Path, own: Content) -> None:
    own.firms.append({"id": "acme", "name": "Acme"})
    folder = own.write()
    (folder / "facts" / "all.yaml").write_text("facts: [1]\n", encoding="utf-8")
    library = open_library(shipped, folder)
    assert [error.name for error in library.broken] == ["facts/all.yaml", "firms/acme.yaml"]
    assert "planted.fact" in library.facts
    assert "acme" not in library.firms
