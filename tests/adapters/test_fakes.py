"""The model that ships for tests keeps the contract of the port."""

from __future__ import annotations

import pytest

from loopready.adapters.fakes import FakeModel
from loopready.model import LanguageModel, OutsideError, Prompt, Quoted

PROMPT = Prompt(purpose="phrase", instructions="Say it.", data=(Quoted(name="cv", text="Led 15."),), max_tokens=9)


def test_it_gives_its_answers_in_order_and_records_what_was_asked() -> None:
    model: LanguageModel = FakeModel(["one two", OutsideError("model_refused", "no", name="fake")])
    heard: list[str] = []
    said = model.complete(PROMPT, seconds=1, heard=heard.append)
    assert said.text == "one two"
    assert "".join(heard).strip() == said.text
    assert said.tokens_in > 0
    for code in ("model_refused", "model_down"):
        with pytest.raises(OutsideError) as caught:
            model.complete(PROMPT, seconds=1)
        assert caught.value.code == code
    assert isinstance(model, FakeModel)
    assert model.asked == [PROMPT] * 3


def test_a_call_that_takes_longer_than_it_may_is_late() -> None:
    with pytest.raises(OutsideError) as caught:
        FakeModel(lambda prompt: "late", delay=1.0).complete(PROMPT, seconds=0.01)
    assert caught.value.code == "model_late"


def test_an_answer_that_is_no_json_is_refused_where_a_schema_asks_for_it() -> None:
    with pytest.raises(OutsideError) as caught:
        FakeModel(["words"]).complete(PROMPT.model_copy(update={"answer_schema": {"type": "object"}}), seconds=1)
    assert caught.value.code == "model_answer"
