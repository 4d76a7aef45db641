"""The workbench: tools by name, worked from what was typed, and shown in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loopready.app.calculators import PREFIX, calculator_tool
from loopready.app.content import current_library
from loopready.app.kept_bill import short_bill
from loopready.app.tool import Tool
from loopready.app.tool_fields import ToolField, example_of, fields_of
from loopready.app.tool_inputs import filled, read_inputs, unknown
from loopready.engines.tools import calibration as calibration_engine
from loopready.engines.tools import capacity as capacity_engine
from loopready.engines.tools import cost as cost_engine
from loopready.engines.tools import debrief as debrief_engine
from loopready.engines.tools import hiring as hiring_engine
from loopready.engines.tools import loop as loop_engine
from loopready.engines.tools import onboarding as onboarding_engine
from loopready.engines.tools import oncall as oncall_engine
from loopready.engines.tools import roadmap as roadmap_engine
from loopready.engines.tools import sla as sla_engine
from loopready.engines.tools import slo as slo_engine
from loopready.engines.tools import underperformer as underperformer_engine
from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.invented_bill import invented_csv
from loopready.model import Fact, InputError, Report
from loopready.model.tools.calibration import CalibrationInputs
from loopready.model.tools.capacity import CapacityInputs
from loopready.model.tools.cost import CostInputs
from loopready.model.tools.debrief import DebriefInputs
from loopready.model.tools.hiring import HiringInputs
from loopready.model.tools.loop import LoopInputs
from loopready.model.tools.onboarding import OnboardingInputs
from loopready.model.tools.oncall import OncallInputs
from loopready.model.tools.roadmap import RoadmapInputs
from loopready.model.tools.sla import SlaInputs
from loopready.model.tools.slo import SloInputs
from loopready.model.tools.underperformer import UnderperformerInputs
from loopready.practice.tools import calibration as calibration_words
from loopready.practice.tools import capacity as capacity_words
from loopready.practice.tools import cost as cost_words
from loopready.practice.tools import debrief as debrief_words
from loopready.practice.tools import hiring as hiring_words
from loopready.practice.tools import loop as loop_words
from loopready.practice.tools import onboarding as onboarding_words
from loopready.practice.tools import oncall as oncall_words
from loopready.practice.tools import roadmap as roadmap_words
from loopready.practice.tools import sla as sla_words
from loopready.practice.tools import slo as slo_words
from loopready.practice.tools import underperformer as underperformer_words
from loopready.rendering.report import render_report

FORMATS = ("text", "md", "json", "docx", "ics")


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
        id="cost", title="Cloud cost", inputs=CostInputs, work=cost_engine.work, report=cost_words.report, settled=short_bill,
        sample=invented_csv,
        says="A bill in FOCUS columns: cost by service, team and customer, unit cost, what rates are worth, and the largest levers.",
    ),
    Tool(
        id="oncall", title="On-call health", inputs=OncallInputs, work=oncall_engine.work, report=oncall_words.report,
        says="A rota against published limits: size, load, nights, fairness, and the reliability work that pays back.",
    ),
    Tool(
        id="roadmap", title="Roadmap", inputs=RoadmapInputs, work=roadmap_engine.work, report=roadmap_words.report,
        says="A year of work in up to three plans: capacity, split, error budget, cost and retention, and what conflicts in each.",
    ),
    Tool(
        id="capacity", title="Capacity", inputs=CapacityInputs, work=capacity_engine.work, report=capacity_words.report,
        says="Load at peak, replicas that survive a zone, concurrency, bandwidth, storage that grows, and what it costs.",
    ),
    Tool(
        id="hiring", title="Hiring funnel", inputs=HiringInputs, work=hiring_engine.work, report=hiring_words.report,
        says="Shares by source with honest intervals, where people leave, how many must enter and by when, hours a hire.",
    ),
    Tool(
        id="loop", title="Interview loop", inputs=LoopInputs, work=loop_engine.work, report=loop_words.report,
        says="Which signal is asked by whom, what nobody asks, who carries too much, and the smallest loop that covers everything.",
    ),
    Tool(
        id="debrief", title="Debrief by evidence", inputs=DebriefInputs, work=debrief_engine.work, report=debrief_words.report,
        says="Evidence for and against by signal, what is missing, the outcome by a rule that adds no votes up, and what"
        " would change it.",
    ),
    Tool(
        id="underperformer", title="Somebody who falls short", inputs=UnderperformerInputs, work=underperformer_engine.work,
        report=underperformer_words.report,
        says="Ninety days with decision points: your own side first, what counts as evidence and from when, records, both ends real.",
    ),
    Tool(
        id="calibration", title="Calibration", inputs=CalibrationInputs, work=calibration_engine.work, report=calibration_words.report,
        says="Drift between managers and how sure it is, people rated by two, and whom to talk over first, by evidence.",
    ),
    Tool(
        id="onboarding", title="First ninety days", inputs=OnboardingInputs, work=onboarding_engine.work, report=onboarding_words.report,
        says="Milestones with what shows them, the way into on-call, a first project that can fail safely; for an engineer or for you.",
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


def sample_of(id: str) -> bytes:
    """The file that a tool's worked example rests on, as CSV. InputError for a tool that takes no file, or an unknown one."""
    sample = find_tool(id).sample
    if sample is None:
        raise InputError("not_found", "this tool's example is no file; its fields are shown with --fields", name=id[:60])
    return sample().encode()


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
    return Worked(tool=tool, typed=tool.settled(typed), faults={}, report=tool.report(reading.inputs, result))


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
    """A report in a format: text, md, json, docx, or ics where it has days. InputError for another."""
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
