"""Answers are kept by what was asked of whom, and forgotten for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready.adapters.fakes import FakeModel
from loopready.adapters.model_cache import CachedModel, ModelCache
from loopready.model import OutsideError, Prompt, Quoted


def _prompt(text: str = "Led 15.") -> Prompt:
    return Prompt(purpose="phrase", instructions="Say it.", data=(Quoted(name="cv", text=text),), max_tokens=9)


def test_the_same_question_is_asked_once_and_heard_twice(tmp_path: Path) -> None:
    model = FakeModel(lambda prompt: "so")
    cached = CachedModel(model, ModelCache(tmp_path / "a"), server="s")
    heard: list[str] = []
    first, second = (cached.complete(_prompt(), seconds=1, heard=heard.append) for _ in range(2))
    assert (first.cached, second.cached, len(model.asked)) == (False, True, 1)
    assert second.text == first.text
    assert heard == ["so ", "so"]
    cached.complete(_prompt("Led 16."), seconds=1)
    CachedModel(model, ModelCache(tmp_path / "a"), server="another").complete(_prompt(), seconds=1)
    CachedModel(model, ModelCache(tmp_path / "b"), server="s").complete(_prompt(), seconds=1)
    assert len(model.asked) == 4


def test_an_error_is_not_kept_and_a_damaged_answer_is_asked_for_anew(tmp_path: Path) -> None:
    model = FakeModel([OutsideError("model_down", "no", name="fake"), "so", "so again"])
    cached = CachedModel(model, ModelCache(tmp_path), server="s")
    with pytest.raises(OutsideError):
        cached.complete(_prompt(), seconds=1)
    assert cached.complete(_prompt(), seconds=1).text == "so"
    next(tmp_path.glob("*.json")).write_text("{")
    assert cached.complete(_prompt(), seconds=1).text == "so again"


def test_what_was_on_its_way_when_all_was_forgotten_is_not_kept(tmp_path: Path) -> None:
    cache = ModelCache(tmp_path / "mine")

    def forgets(prompt: Prompt) -> str:
        ModelCache(tmp_path / "other-version" / "mine").forget()
        return "so"

    assert CachedModel(FakeModel(forgets), cache, server="s").complete(_prompt(), seconds=1).text == "so"
    assert not list(tmp_path.rglob("*.json"))


def test_those_used_longest_ago_go(tmp_path: Path) -> None:
    cached = CachedModel(FakeModel(lambda prompt: "so"), ModelCache(tmp_path, most=2), server="s")
    for number in range(4):
        cached.complete(_prompt(str(number)), seconds=1)
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_a_folder_that_can_not_be_written_only_costs_asking_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    model = FakeModel(lambda prompt: "so")
    cached = CachedModel(model, ModelCache(tmp_path / "file" / "cache"), server="s")
    assert [cached.complete(_prompt(), seconds=1).text for _ in range(2)] == ["so", "so"]
    assert len(model.asked) == 2
