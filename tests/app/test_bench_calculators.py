"""Every calculator of the guides as a tool with a form."""

from __future__ import annotations

import inspect

import pytest

from loopready.app.calculators import PREFIX, calculator_tool, groups
from loopready.app.tool_fields import fields_of
from loopready.app.workbench import find_tool, worked
from loopready.engines.calculators import CALCULATORS
from loopready.model import InputError


@pytest.mark.parametrize("name", sorted(CALCULATORS))
def test_every_calculator_has_a_field_a_parameter(name: str) -> None:
    tool = find_tool(f"{PREFIX}{name}")
    assert [field.name for field in fields_of(tool.inputs)] == list(inspect.signature(CALCULATORS[name].function).parameters)


@pytest.mark.parametrize("name", sorted(CALCULATORS))
def test_nothing_typed_is_a_fault_of_each_field_without_a_value_of_its_own(name: str) -> None:
    parameters = inspect.signature(CALCULATORS[name].function).parameters.values()
    needed = {each.name for each in parameters if each.default is inspect.Parameter.empty}
    done = worked(f"{PREFIX}{name}", {})
    assert set(done.faults) == needed if needed else done.report is not None


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("burn_rate", {"error_percent": "1%", "target": "99.9"}, "10 times"),
        ("downtime_minutes", {"target": "99.99%"}, "4.32 minutes"),
        ("serial_availability", {"parts": "99.99, 99.99"}, "99.980001 per cent"),
        ("peak_qps", {"daily": "864k", "peak_factor": "2"}, "20 requests a second"),
        ("budget_left", {"down_minutes": "0.5 h", "target": "99.9"}, "13.2 minutes"),
    ],
)
def test_a_calculator_works_on_what_people_type(name: str, typed: dict[str, str], value: str) -> None:
    report = worked(f"{PREFIX}{name}", typed).report
    assert report is not None and report.figures[0].value == value
    assert report.sources and report.sections[0].text and "ValueError" not in report.sections[0].text[0]


def test_what_a_calculator_refuses_is_told() -> None:
    done = worked(f"{PREFIX}burn_rate", {"error_percent": "1", "target": "100"})
    assert done.report is None and "below 100" in done.faults[""]
    assert "too large" in worked(f"{PREFIX}cost_after_growth", {"cost": "1", "percent": "1e90", "periods": "1e9"}).faults[""]


def test_they_are_found_by_their_words_and_all_of_them_are_listed() -> None:
    assert sum(len(group.calculators) for group in groups()) == len(CALCULATORS)
    assert "alert_burn_rate" in {each.name for group in groups("burn ALERT") for each in group.calculators}
    assert groups("no such words") == ()
    assert calculator_tool("nothing") is None
    with pytest.raises(InputError, match="no tool of that name"):
        find_tool(f"{PREFIX}nothing")
