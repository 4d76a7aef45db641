"""A tool's inputs as typed, from a page, a file or the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl

import pytest
from pydantic import Field

from loopready.app.tool import Tool
from loopready.app.tool_fields import example_of, fields_of
from loopready.app.tool_files import pairs, read_file
from loopready.app.tool_inputs import filled, query_of, read_inputs, unknown, with_row, without_row
from loopready.app.workbench import TOOLS, worked, written
from loopready.model import InputError
from loopready.model.base import Noun


class Part(Noun):
    name: str = Field(title="Name")
    share: float = Field(default=10, title="Share", ge=0, le=100, json_schema_extra={"unit": "%"})


class Everything(Noun):
    amount: float = Field(default=1_200_000, title="Amount", ge=0, json_schema_extra={"unit": "USD"})
    down: float = Field(default=4.3, title="Down", json_schema_extra={"unit": "minutes"})
    people: int = Field(default=8, title="People")
    kind: Literal["quick", "slow"] = Field(default="slow", title="Kind")
    really: bool = Field(default=True, title="Really")
    day: dt.date = Field(default=dt.date(2026, 3, 1), title="Day")
    note: str = Field(default="", title="Note")
    maybe: float | None = Field(default=None, title="Maybe")
    targets: tuple[float, ...] = Field(default=(99.9, 99.95), title="Targets", json_schema_extra={"unit": "%"})
    parts: tuple[Part, ...] = Field(default=(Part(name="a"), Part(name="b", share=20)), title="Parts")


TOOL = Tool(
    id="everything", title="Everything", says="", inputs=Everything, work=lambda inputs: inputs, report=lambda inputs, result: result
)


def test_every_kind_of_field_is_known() -> None:
    kinds = {field.name: field.kind for field in fields_of(Everything)}
    assert kinds == {
        "amount": "number", "down": "number", "people": "whole", "kind": "choice", "really": "yes", "day": "date", "note": "text",
        "maybe": "number", "targets": "many", "parts": "rows",
    }  # fmt: skip


def test_the_worked_example_reads_back_as_itself() -> None:
    assert read_inputs(Everything, example_of(Everything)).inputs == Everything()


@pytest.mark.parametrize("id", sorted(TOOLS))
def test_every_tools_example_reads_back_as_itself_and_works(id: str) -> None:
    noun = TOOLS[id].inputs
    assert read_inputs(noun, example_of(noun)).inputs == noun()
    done = worked(id, {})
    assert done.faults == {} and done.report is not None


@pytest.mark.parametrize("id", sorted(TOOLS))
@pytest.mark.parametrize("format", ["text", "md", "json", "docx"])
def test_every_tools_report_is_written_in_every_format(id: str, format: str) -> None:
    report = worked(id, {}).report
    assert report is not None
    data = written(report, format=format)
    assert data == written(report, format=format) and len(data) > 500


@pytest.mark.parametrize("id", sorted(TOOLS))
def test_every_field_has_a_name_for_people(id: str) -> None:
    for noun in (TOOLS[id].inputs, *(row for row in _rows_of(TOOLS[id].inputs))):
        assert [name for name, info in noun.model_fields.items() if not info.title] == []


def _rows_of(noun: type[Noun]) -> list[type[Noun]]:
    return [type(row) for value in noun().__dict__.values() if isinstance(value, tuple) for row in value[:1] if isinstance(row, Noun)]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("amount", "$1.2M", 1_200_000), ("amount", "3k", 3_000), ("amount", "1,234.50", 1_234.5), ("down", "4.3 min", 4.3),
        ("down", "2 h", 120), ("down", "90 s", 1.5), ("people", "12", 12), ("kind", "Quick", "quick"), ("really", "no", False),
        ("day", "7 Dec 2026", dt.date(2026, 12, 7)), ("maybe", "", None), ("targets", "99%, 99.5", (99, 99.5)),
    ],
)  # fmt: skip
def test_values_are_read_as_people_type_them(field: str, typed: str, value: object) -> None:
    reading = read_inputs(Everything, filled(Everything, {field: typed}))
    assert reading.faults == {}
    assert getattr(reading.inputs, field) == value


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("amount", "€5", "write it in USD"), ("amount", "lots", "no single number"), ("amount", "-4", "at least 0"),
        ("amount", "", "fill this in"), ("down", "$5", "write it in minutes"), ("people", "2.5", "whole number"),
        ("kind", "fast", "quick, slow"), ("day", "soon", "2026-03-31"), ("parts.0.share", "120", "at most 100"),
        ("parts.1.name", "", "fill this in"), ("targets", "99, x", "no single number"), ("note", "x" * 30_000, "shorten"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_field_and_what_was_typed_is_kept(field: str, typed: str, says: str) -> None:
    given = filled(Everything, {**example_of(Everything), field: typed})
    reading = read_inputs(Everything, given)
    assert reading.inputs is None and list(reading.faults) == [field]
    assert says in reading.faults[field]
    assert given[field] == typed


def test_all_faults_at_once() -> None:
    given = filled(Everything, {**example_of(Everything), "amount": "x", "day": "y", "parts.1.share": "z", "parts.0.share": "-4"})
    faults = read_inputs(Everything, given).faults
    assert set(faults) == {"amount", "day", "parts.1.share", "parts.0.share"}
    assert faults["parts.0.share"] == "must be at least 0.0"


def test_rows_are_added_taken_away_and_left_out_where_they_are_empty() -> None:
    parts = next(field for field in fields_of(Everything) if field.name == "parts")
    longer = with_row(parts, example_of(Everything))
    assert read_inputs(Everything, longer).inputs == Everything()  # nothing was written into it
    assert read_inputs(Everything, longer | {"parts.2.share": ""}).inputs == Everything()
    assert list(read_inputs(Everything, longer | {"parts.2.share": "7"}).faults) == ["parts.2.name"]
    shorter = without_row(parts, example_of(Everything), 0)
    read = read_inputs(Everything, shorter).inputs
    assert read is not None and read.parts == (Part(name="b", share=20),)
    none = read_inputs(Everything, without_row(parts, shorter, 0)).inputs
    assert none is not None and none.parts == ()


def test_a_fault_below_an_empty_row_is_told_of_its_own_row() -> None:
    given = filled(Everything, {"parts.0.name": "", "parts.0.share": "", "parts.1.name": "b", "parts.1.share": "500"})
    assert list(read_inputs(Everything, given).faults) == ["parts.1.share"]


@pytest.mark.parametrize("given", [{}, {"amount": "5"}, {"parts.0.name": "only"}, {"parts.0.name": "", "parts.0.share": ""}])
def test_an_address_gives_the_same_inputs_again(given: dict[str, str]) -> None:
    typed = filled(Everything, given)
    again = filled(Everything, dict(parse_qsl(query_of(Everything, typed), keep_blank_values=True)))
    assert read_inputs(Everything, again) == read_inputs(Everything, typed)


def test_names_that_are_no_fields_are_told() -> None:
    assert unknown(Everything, {"amuont": "1", "parts.0.nmae": "x", "parts": "y", "day.0.x": "z", "amount": "1"}) == [
        "amuont", "parts.0.nmae", "parts", "day.0.x",
    ]  # fmt: skip


def test_a_csv_gives_the_rows_of_the_table_whose_columns_it_has(tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("\ufeffShare,Name,other\n30%,x,1\n,y,2\n", encoding="utf-8")
    typed = filled(Everything, read_file(file, TOOL))
    assert (typed["parts.0.name"], typed["parts.0.share"], typed["parts.1.share"]) == ("x", "30%", "")


def test_yaml_and_json_give_fields_and_rows(tmp_path: Path) -> None:
    file = tmp_path / "in.yaml"
    file.write_text("amount: $3k\nparts:\n- {name: x}\ntargets: [99, 99.9]\n", encoding="utf-8")
    read = read_inputs(Everything, filled(Everything, read_file(file, TOOL))).inputs
    assert read is not None
    assert (read.amount, read.parts, read.targets) == (3_000, (Part(name="x"),), (99, 99.9))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"share\n5\n", "name is missing"), ("a.csv", b"", "empty"), ("a.yaml", b"- x", "no fields"),
        ("a.json", b'{"amount": ', "neither YAML nor JSON"), ("a.yaml", b"parts: [x]", "row 1 of parts"), ("a.csv", b"\xff\xfe", "UTF-8"),
        ("a.yaml", b"amount: {x: y}", "something that the tool does not take"), ("a.csv", b"x" * 4_000_001, "over 4 MB"),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_used_says_what_to_do(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=says):
        read_file(tmp_path / name, TOOL)


def test_pairs_need_an_equals_sign() -> None:
    assert pairs(["a=b=c"]) == {"a": "b=c"}
    with pytest.raises(InputError, match="NAME=VALUE"):
        pairs(["a"])
