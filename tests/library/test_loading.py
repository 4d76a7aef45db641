from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_content import Content, dump, guide_value

from loopready.library import load_library, open_library
from loopready.library.catalogue import LazyMapping
from loopready.library.parsing import merge, parse_keys, parse_yaml
from loopready.model import ContentError, InputError


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def test_guides_facts_firms_and_lexicon_are_found(content: Content) -> None:
    content.firms.append({"id": "acme", "name": "Acme", "about": ["It sells gates."]})
    root = content.write()
    (root / "lexicon" / "words.yaml").write_text("gates: [open, shut]\n", encoding="utf-8")
    library = open_library(root)
    assert list(library.guides) == ["planted"]
    assert library.guide("planted").title == "A planted guide"
    assert library.facts["planted.fact"].as_of == "2024"
    assert library.firms["acme"].about == ("It sells gates.",)
    assert library.lexicon["words"] == {"gates": ["open", "shut"]}


def test_a_guide_lies_at_its_path_and_its_parts_are_joined(content: Content) -> None:
    root = content.write()
    folder = root / "guides" / "sector" / "branch"
    folder.mkdir(parents=True)
    value = guide_value("sector/branch/role")
    asks = value.pop("asks")
    (folder / "role.yaml").write_text(dump(value), encoding="utf-8")
    (folder / "role.one.yaml").write_text(dump({"asks": asks[:2]}), encoding="utf-8")
    (folder / "role.two.yaml").write_text(dump({"asks": asks[2:], "seat": {"day": ["They dig."]}}), encoding="utf-8")
    guide = open_library(root).guide("sector/branch/role")
    assert [ask.id for ask in guide.asks] == [ask["id"] for ask in asks]
    assert guide.seat.day == ("They dig.",)
    assert guide.seat.summary == value["seat"]["summary"]


def test_a_guide_that_lies_elsewhere_is_refused(content: Content) -> None:
    content.guide["path"] = "elsewhere"
    with pytest.raises(ContentError, match="its place says 'planted'"):
        open_library(content.write()).guide("planted")


def test_an_unknown_guide_is_the_users_fault() -> None:
    with pytest.raises(InputError, match="guide --list"):
        load_library().guide("no/such/guide")


def test_a_fault_in_one_guide_does_not_stop_another(content: Content) -> None:
    content.guides["broken"] = {"path": "broken", "title": "Broken"}
    library = open_library(content.write())
    assert library.guide("planted").path == "planted"
    with pytest.raises(ContentError, match=r"guides/broken.yaml: .*Field required"):
        library.guide("broken")


def test_the_head_does_not_need_the_rest_of_the_guide(content: Content) -> None:
    root = content.write()
    path = root / "guides" / "planted.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("signals:", "signals: [", 1), encoding="utf-8")
    head = open_library(root).heads["planted"]
    assert (head.path, head.title, head.routing.titles) == ("planted", "A planted guide", ("planter",))


def test_a_fact_given_twice_is_refused(content: Content) -> None:
    content.facts.append(dict(content.facts[0]))
    with pytest.raises(ContentError, match="given twice"):
        len(open_library(content.write()).facts)


def test_the_installed_library_is_loaded_once_and_holds_the_general_guide() -> None:
    assert load_library() is load_library()
    assert load_library().general.path == "general"


def test_scalars_stay_text_unless_they_are_numbers_or_true_or_false() -> None:
    text = "ratio: 1:1\nday: 2026-11-22\nyes: yes\nclock: 12:30:45\nwhole: 3\npart: 1.5\nempty: ~\nright: true\npadded: ' x '\n"
    assert parse_yaml(text.encode(), name="x") == {
        "ratio": "1:1", "day": "2026-11-22", "yes": "yes", "clock": "12:30:45", "whole": 3, "part": 1.5, "empty": None,
        "right": True, "padded": "x",
    }  # fmt: skip


def test_a_broken_file_is_named_with_its_place() -> None:
    with pytest.raises(ContentError, match=r"x\.yaml: line 3, column 1"):
        parse_yaml(b"a: 1\nb: [1, 2\n", name="x.yaml")


def test_parts_that_contradict_each_other_are_refused() -> None:
    assert merge([("a", {"x": 1}), ("b", {"x": 1})]) == {"x": 1}
    with pytest.raises(ContentError, match=r"b: seat\.summary is given in another part"):
        merge([("a", {"seat": {"summary": "One."}}), ("b", {"seat": {"summary": "Two."}})])


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.integers(), max_size=4), max_size=6),
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.integers(), max_size=4), max_size=6),
)
def test_merging_keeps_every_item_and_leaves_the_parts_alone(first: dict[str, list[int]], second: dict[str, list[int]]) -> None:
    before = repr((first, second))
    merged = merge([("a", first), ("b", second)])
    assert merged == {key: first.get(key, []) + second.get(key, []) for key in {**first, **second}}
    assert repr((first, second)) == before


@given(st.dictionaries(st.sampled_from(["path", "title", "seat", "signals"]), st.lists(st.text("ab: \n", max_size=12), max_size=3)))
def test_parsing_some_keys_agrees_with_parsing_all(value: dict[str, list[str]]) -> None:
    data = dump(value).encode()
    wanted = frozenset({"path", "title"})
    assert parse_keys(data, wanted, name="x") == {key: item for key, item in (parse_yaml(data, name="x") or {}).items() if key in wanted}


def test_a_lazy_mapping_makes_each_value_once() -> None:
    made: list[str] = []
    mapping: LazyMapping[str] = LazyMapping(lambda: ("a", "b"), lambda key: made.append(key) or key.upper())  # type: ignore[func-returns-value]
    assert (mapping["a"], mapping["a"], len(mapping), "c" in mapping, list(mapping)) == ("A", "A", 2, False, ["a", "b"])
    assert made == ["a"]
    with pytest.raises(KeyError):
        mapping["c"]
