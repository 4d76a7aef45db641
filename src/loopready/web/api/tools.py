"""The workbench's tools: worked, and their inputs kept."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app.kept_tools import KeptTools
from loopready.app.tool_fields import ToolField, example_of, fields_of
from loopready.app.workbench import TOOLS, Worked, find_tool, refuse_unknown, worked, written
from loopready.model import Exercise
from loopready.web.api.bodies import described, taken
from loopready.web.api.errors import told
from loopready.web.api.exercises import CHANGED, READ, STARTED, TheExercise, begun, shown
from loopready.web.api.people import TheApiPerson
from loopready.web.api.practice_bodies import KeptChangeBody, KeptToolBody, ToolBody
from loopready.web.api.practice_shapes import (
    ExerciseRecord,
    KeptTool,
    OfferedChoice,
    ToolFieldRecord,
    ToolLine,
    ToolRecord,
    Tools,
    ToolWorked,
)
from loopready.web.people import TheService

router = APIRouter(tags=["workbench"])
_ToolId = Annotated[str, Path(description="The tool's id, as the list has it, or a calculator's as calculator.NAME.", examples=["sla"])]


def api_kept(person: TheApiPerson, service: TheService) -> KeptTools:
    """What who asks keeps."""
    return KeptTools(service, person.id)


TheKept = Annotated[KeptTools, Depends(api_kept)]


@router.get("/tools", response_description="The list.", responses=told(422))
def list_tools(kept: TheKept) -> Tools:
    """The workbench's tools, and the inputs one keeps."""
    return Tools(
        tools=[ToolLine(id=each.id, title=each.title, says=each.says) for each in TOOLS.values()],
        kept=[ExerciseRecord.of(each) for each in kept.all()],
    )


@router.get("/tools/{tool}", response_description="The tool.", responses=READ)
def tool(tool: _ToolId, _: TheApiPerson) -> ToolRecord:
    """A tool with its fields and its worked example."""
    found = find_tool(tool)
    fields = [_field(each) for each in fields_of(found.inputs)]
    return ToolRecord(id=found.id, title=found.title, says=found.says, fields=fields, example=example_of(found.inputs))


@router.post(
    "/tools/{tool}", response_model=ToolWorked, response_description="What came of it.", responses=STARTED,
    openapi_extra=described(ToolBody),
)  # fmt: skip
async def work_tool(request: Request, tool: _ToolId, _: TheApiPerson) -> Response:
    """Work a tool with inputs over its worked example. What is wrong is told by field; then there is no report. Nothing is kept."""
    find_tool(tool)
    body, _given = await taken(request, ToolBody)
    refuse_unknown(find_tool(tool), body.inputs)
    return shown(_worked(await run_in_threadpool(worked, tool, body.inputs)))


@router.post(
    "/kept-tools", status_code=201, response_model=KeptTool, response_description="It is kept.", responses=STARTED,
    openapi_extra=described(KeptToolBody),
)  # fmt: skip
async def keep_tool(request: Request, kept: TheKept) -> Response:
    """Keep a tool's inputs, those with faults too."""
    body, _ = await taken(request, KeptToolBody)
    refuse_unknown(find_tool(body.tool), body.inputs)
    made = await run_in_threadpool(kept.keep, body.tool, body.inputs, title=body.title)
    return begun(request, await run_in_threadpool(_kept, kept, made), f"kept-tools/{made.id}")


@router.get("/kept-tools/{exercise}", response_description="What is kept.", responses=READ)
def kept_tool(exercise: TheExercise, kept: TheKept) -> KeptTool:
    """A tool's inputs that are kept, worked anew."""
    held, _typed = kept.get(exercise)
    return _kept(kept, held)


@router.put(
    "/kept-tools/{exercise}", response_model=KeptTool, response_description="What is kept now.", responses=CHANGED,
    openapi_extra=described(KeptChangeBody),
)  # fmt: skip
async def change_kept_tool(request: Request, exercise: TheExercise, kept: TheKept) -> Response:
    """Keep other inputs in their place."""
    held, _typed = await run_in_threadpool(kept.get, exercise)
    body, _ = await taken(request, KeptChangeBody)
    refuse_unknown(find_tool(held.item), body.inputs)
    changed = await run_in_threadpool(kept.change, exercise, body.inputs, version=body.version, title=body.title)
    return shown(await run_in_threadpool(_kept, kept, changed))


@router.delete("/kept-tools/{exercise}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete_kept_tool(exercise: TheExercise, kept: TheKept) -> Response:
    """Delete what is kept."""
    kept.delete(exercise)
    return Response(status_code=204)


def _kept(kept: KeptTools, held: Exercise) -> KeptTool:
    _, typed = kept.get(held.id)
    return KeptTool(exercise=ExerciseRecord.of(held), worked=_worked(worked(held.item, typed)))


def _worked(done: Worked) -> ToolWorked:
    report = json.loads(written(done.report, format="json")) if done.report is not None else None
    return ToolWorked(tool=done.tool.id, typed=done.typed, faults=done.faults, report=report)


def _field(field: ToolField) -> ToolFieldRecord:
    return ToolFieldRecord(
        name=field.name, title=field.title, says=field.says, kind=field.kind, unit=field.unit, needed=field.needed,
        choices=[OfferedChoice(value=value, title=title) for value, title in field.choices],
        columns=[_field(each) for each in field.columns],
    )  # fmt: skip
