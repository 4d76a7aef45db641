from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from planted_content import Content, dump

from loopready.library import open_library
from loopready.library.cache import Cache
from loopready.library.resources import ContentFile


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def kept(folder: Path) -> dict[str, object]:
    return {value["name"]: value["value"] for value in (json.loads(file.read_bytes()) for file in folder.glob("*.json"))}


def test_what_was_made_is_kept_until_a_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    cache, made = Cache(tmp_path / "cache"), list[int]()

    def make() -> list[int]:
        made.append(len(made))
        return list(made)

    files = [ContentFile("a.yaml", file)]
    assert [cache.value("a", files, make) for _ in range(3)] == [[0], [0], [0]]
    file.write_text("a: 22\n", encoding="utf-8")
    assert cache.value("a", files, make) == [0, 1]
    os.utime(file, ns=(1, 1))
    assert cache.value("a", files, make) == [0, 1, 2]
    other = tmp_path / "b.yaml"
    other.write_text("b: 1\n", encoding="utf-8")
    assert cache.value("a", [*files, ContentFile("b.yaml", other)], make) == [0, 1, 2, 3]


@pytest.mark.parametrize("spoiled", [b"", b"{", b"[1]", b'{"stamp": 1}', b"\xff\xfe"])
def test_a_spoiled_entry_is_made_anew(tmp_path: Path, spoiled: bytes) -> None:
    cache = Cache(tmp_path / "cache")
    cache.value("a", [], lambda: "first")
    (entry,) = (tmp_path / "cache").glob("*.json")
    entry.write_bytes(spoiled)
    assert cache.value("a", [], lambda: "second") == "second"
    assert cache.value("a", [], lambda: "third") == "second"


def test_a_folder_that_can_not_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert Cache(tmp_path / "file" / "cache").value("a", [], lambda: "made") == "made"


def test_without_a_folder_nothing_is_kept() -> None:
    made = iter("ab")
    assert [Cache(None).value("a", [], lambda: next(made)) for _ in range(2)] == ["a", "b"]


def test_a_library_from_its_cache_is_the_library(content: Content, tmp_path: Path) -> None:
    root, cache = content.write(), tmp_path / "cache"
    first = open_library(root, cache=cache)
    value = (first.guide("planted"), first.heads["planted"])
    assert {"guide planted", "heads"} <= set(kept(cache))
    again = open_library(root, cache=cache)
    assert (again.guide("planted"), again.heads["planted"]) == value
    content.guide["title"] = "Another title of another length"
    content.write()
    assert open_library(root, cache=cache).guide("planted").title == "Another title of another length"


def test_a_changed_base_makes_its_guides_anew(content: Content, tmp_path: Path) -> None:
    guide = content.guide
    base = {"path": "roles/planter", "title": "A planter", "revision": 1, "reviewed": "2026-11-23", "questions": [guide["questions"].pop()]}
    content.bases["roles/planter"] = base
    guide["extends"] = ["roles/planter"]
    root = content.write()
    assert open_library(root, cache=tmp_path / "cache").guide("planted").questions[-1].text == base["questions"][0]["text"]
    base["questions"][0]["text"] = "Why would anybody paint it twice?"
    (root / "bases" / "roles" / "planter.yaml").write_text(dump(base), encoding="utf-8")
    assert open_library(root, cache=tmp_path / "cache").guide("planted").questions[-1].text == "Why would anybody paint it twice?"
