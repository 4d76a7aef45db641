"""The workbench: tools by name, worked from what was typed, and shown in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loopready.app.calculators import PREFIX, calculator_tool
from loopready.app.content import current_library
from loopready.app.tool import Tool
from loopready.app.tool_fields import ToolField, example_of, fields_of
from loopready.app.tool_inputs import filled, read_inputs, unknown
from loopready.engines.tools import capacity as capacity_engine
from loopready.engines.tools import sla as sla_engine
from loopready.engines.tools import slo as slo_engine
from loopready.engines.tools.faults import FaultyInputsError
from loopready.model import Fact, InputError, Report
from loopready.model.tools.capacity import CapacityInputs
from loopready.model.tools.sla import SlaInputs
from loopready.model.tools.slo import SloInputs
from loopready.practice.tools import capacity as capacity_words
from loopready.practice.tools import sla as sla_words
from loopready.practice.tools import slo as slo_words
from loopready.rendering.report import render_report

FORMATS = ("text", "md", "json", "docx")


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A tool at work: what was typed, what is wrong with it by field, and the report where nothing is."""

    tool: Tool
    typed: dict[str, str]
    faults: dict[str, str]
    report: Report | None


_ALL = (
    Tool(
        id="sla", title="SLA and credits", inputs=SlaInputs, work=sla_engine.work, report=sla_words.report,
        says="What an incident owes under a published contract: uptime as it counts, the step, exposure by region and customer.",
    ),
    Tool(
        id="slo", title="SLO and error budget", inputs=SloInputs, work=slo_engine.work, report=slo_words.report,
        says="Budget and pace, alerts derived and tried, what a freeze policy says, parts in series and copies, cells and shards.",
    ),
    Tool(
        id="capacity", title="Capacity", inputs=CapacityInputs, work=capacity_engine.work, report=capacity_words.report,
        says="Load at peak, replicas that survive a zone, concurrency, bandwidth, storage that grows, and what it costs.",
    ),
)  # fmt: skip
TOOLS: Mapping[str, Tool] = MappingProxyType({tool.id: tool for tool in _ALL})
"""Every tool by its id, in the order of the list."""


def find_tool(id: str) -> Tool:
    """The tool of this name, or a calculator's as ``calculator.NAME``. InputError where there is none."""
    if id in TOOLS:
        return TOOLS[id]
    found = calculator_tool(id.removeprefix(PREFIX)) if id.startswith(PREFIX) else None
    if found is None:
        raise InputError("not_found", f"there is no tool of that name; there are {', '.join(TOOLS)}, calculator", name=id[:60])
    return found


def worked(id: str, given: Mapping[str, str]) -> Worked:
    """Work a tool with what was given over its worked example (see ``tool_inputs.filled``). InputError for an unknown tool."""
    tool = find_tool(id)
    typed = filled(tool.inputs, given)
    reading = read_inputs(tool.inputs, typed)
    if reading.inputs is None:
        return Worked(tool=tool, typed=typed, faults=reading.faults, report=None)
    try:
        result = tool.work(reading.inputs)
    except FaultyInputsError as error:
        return Worked(tool=tool, typed=typed, faults=_by_field(error), report=None)
    except ValueError as error:
        return Worked(tool=tool, typed=typed, faults={"": str(error)}, report=None)
    return Worked(tool=tool, typed=typed, faults={}, report=tool.report(reading.inputs, result))


def _by_field(error: FaultyInputsError) -> dict[str, str]:
    out: dict[str, str] = {}
    for field, says in error.faults:
        out[field] = f"{out[field]}; {says}" if field in out else says
    return out


def refuse_unknown(tool: Tool, given: Mapping[str, str]) -> None:
    """InputError for a name that is no field of the tool."""
    if strange := unknown(tool.inputs, given):
        raise InputError("no_field", f"the tool has no such field; see: loopready tool {tool.id} --fields", name=", ".join(strange)[:200])


def facts() -> Mapping[str, Fact]:
    """The library's facts, which reports cite by id."""
    return current_library().facts


def written(report: Report, *, format: str) -> str | bytes:
    """A report in a format: text, md, json or docx. InputError for another."""
    return render_report(report, format=format, facts=facts())


def over(tool: Tool, typed: Mapping[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """A file's inputs over the worked example, and single changes over both: a changed cell leaves the rest of its table as it is."""
    return filled(tool.inputs, {**filled(tool.inputs, typed), **changes})


def field_lines(tool: Tool) -> list[str]:
    """A line a field: name, the worked example's value, what it is; a table's cells as ``rows.0.cell``."""
    example = example_of(tool.inputs)
    out = []
    for field in fields_of(tool.inputs):
        if field.kind != "rows":
            out.append(_field_line(field.name, example[field.name], field))
            continue
        out.append(f"{field.name}\t\t{field.title}, a table" + (f". {field.says}" if field.says else ""))
        out += [
            _field_line(f"{field.name}.0.{column.name}", example.get(f"{field.name}.0.{column.name}", ""), column)
            for column in field.columns
        ]
    return out


def _field_line(name: str, example: str, field: ToolField) -> str:
    told = f"{field.title}{f' ({field.unit})' if field.unit else ''}"
    choices = f": {', '.join(value for value, _ in field.choices)}" if field.choices else ""
    return f"{name}\t{' '.join(example.split())[:60]}\t{told}{choices}" + (f". {field.says}" if field.says else "")
