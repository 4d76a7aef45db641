from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from loopready.library import schemas

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_schemas", REPOSITORY / "scripts" / "generate_schemas.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_schema_files_are_those_of_the_nouns(generator: ModuleType) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "schema").glob("*.json")}
    assert written == generator.rendered(), "run scripts/generate_schemas.py"


def test_every_noun_that_leaves_or_enters_has_a_closed_schema() -> None:
    found = schemas()
    assert set(found) == {"guide", "compiled_guide", "fact", "firm", "brief", "posting", "profile", "match", "drill"} | {
        "conversation_book", "conversation_case", "design_prompt", "paper", "paper_mark",
    }  # fmt: skip
    for name, schema in found.items():
        assert schema["additionalProperties"] is False, name
        assert schema["$schema"].endswith("2020-12/schema")


def test_half_a_guide_is_no_fault_to_an_editor_but_a_wrong_name_or_type_is() -> None:
    schema = schemas()["guide"]
    assert "required" not in schema
    assert "inherited" not in schema["properties"]
    question = schema["$defs"]["Question"]
    assert (question["required"], question["additionalProperties"]) == (["id"], False)
    assert question["properties"]["likelihood"]["type"] == "number"
    assert "text" in schemas()["compiled_guide"]["$defs"]["Question"]["required"]


def test_the_brief_goes_by_its_public_name_for_the_schema() -> None:
    assert schemas()["brief"]["properties"]["schema"]["const"] == "loopready.brief/1"
