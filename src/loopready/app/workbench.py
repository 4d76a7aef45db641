"""The workbench: tools by name, worked from what was typed, shown in any format, and kept when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from loopready.app.content import current_library
from loopready.app.tool_inputs import filled, read_inputs, unknown
from loopready.engines.tools import sla as sla_engine
from loopready.engines.tools.faults import FaultyInputsError
from loopready.model import Fact, InputError, Report
from loopready.model.base import Noun
from loopready.model.tools.sla import SlaInputs
from loopready.practice.tools import sla as sla_words
from loopready.rendering.report import render_report


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool: the noun it takes (whose defaults are its worked example), its arithmetic, and its words."""

    id: str
    title: str
    says: str
    inputs: type[Noun]
    work: Callable[[Any], Any]
    report: Callable[[Any, Any], Report]


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
)  # fmt: skip
TOOLS: Mapping[str, Tool] = MappingProxyType({tool.id: tool for tool in _ALL})
"""Every tool by its id, in the order of the list."""


def find_tool(id: str) -> Tool:
    """The tool of this name. InputError where there is none."""
    if id not in TOOLS:
        raise InputError("not_found", f"there is no tool of that name; there are {', '.join(TOOLS)}", name=id[:60])
    return TOOLS[id]


def worked(id: str, given: Mapping[str, str], *, overlay: bool = False) -> Worked:
    """Work a tool with what was given over its worked example (see ``tool_inputs.filled``). InputError for an unknown tool."""
    tool = find_tool(id)
    typed = filled(tool.inputs, given, overlay=overlay)
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
