"""The workbench in the browser: the list of tools, each with a form made from its inputs, its report beside it, and what is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from loopready.app.calculators import PREFIX, groups
from loopready.app.kept_tools import KeptTools
from loopready.app.tool import Tool
from loopready.app.tool_fields import ToolField, example_of, fields_of
from loopready.app.tool_inputs import MOST_ROWS, filled, query_of, row_numbers, with_row, without_row
from loopready.app.workbench import TOOLS, Worked, facts, find_tool, sample_of, worked, written
from loopready.model import Exercise, InputError
from loopready.rendering.report import grounds
from loopready.web.downloads import disposition, file_name
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService

router = APIRouter(include_in_schema=False)
FORMATS = (("md", "Markdown"), ("docx", "Word (DOCX)"), ("json", "JSON"))
CALENDAR = (("ics", "Calendar (ICS)"),)
"""Offered where the report has days."""
_TYPES = {
    "md": "text/markdown; charset=utf-8", "json": "application/json; charset=utf-8", "text": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_DO = re.compile(r"(add|remove):([a-z][a-z0-9_]*)(?:\.(\d{1,4}))?")
_MOST_OF_A_FILE = 4_000_000
_MOST_OPEN = 6
"""Rows of a table that stand open; more of them are folded away."""
BESIDE = (
    ("/papers", "Papers", "What a manager of this seat writes, each with its written criteria and a worked example."),
    ("/incidents", "Incidents", "A simulated incident to direct, with a debrief."),
    ("/conversations", "Conversations", "Ninety days with an engineer who falls short, meeting by meeting."),
    ("/designs", "Designs", "Design as a manager is asked it, marked by a written checklist."),
    ("/drills", "Drills", "Calculations with fresh numbers each time."),
)
"""Places of the same kind."""
SAID = {"kept": "Kept. What you change from here is kept with the same button.", "deleted": "Deleted."}


def tools_of(person: ThePerson, service: TheService) -> KeptTools:
    """What who asks keeps."""
    return KeptTools(service, person.id)


TheTools = Annotated[KeptTools, Depends(tools_of)]


@router.get("/workbench")
def listed(request: Request, tools: TheTools, person: ThePerson) -> Response:
    """All tools, and what is kept."""
    kept = [(each, TOOLS[each.item].title if each.item in TOOLS else each.item) for each in tools.all()]
    return page(
        request,
        "workbench.html.j2",
        person=person,
        tools=tuple(TOOLS.values()),
        kept=kept,
        beside=BESIDE,
        said=SAID.get(request.query_params.get("said", ""), ""),
    )


@router.get("/workbench/calculator")
def calculators(request: Request, person: ThePerson, q: str = "") -> Response:
    """All calculators of the guides, or those whose words are sought."""
    return page(request, "workbench_calculators.html.j2", person=person, groups=groups(q[:200]), q=q[:200], prefix=PREFIX)


@router.get("/workbench/{tool}")
def one(request: Request, tool: str, person: ThePerson) -> Response:
    """A tool with what the address carries, over its worked example."""
    return _shown(request, person, find_tool(tool), dict(request.query_params))


@router.post("/workbench/{tool}")
def sent(request: Request, tool: str, form: Form, person: ThePerson) -> Response:
    """The same for inputs that are too long for an address, such as a file."""
    return _shown(request, person, find_tool(tool), typed_in(form))


@router.get("/workbench/{tool}/report.{format}")
def report(request: Request, tool: str, format: str, person: ThePerson) -> Response:
    """The report as a file."""
    return _file(worked(tool, dict(request.query_params)), format)


@router.get("/workbench/{tool}/example.csv")
def sample(tool: str) -> Response:
    """The file that a tool's worked example rests on: the invented bill."""
    return Response(
        sample_of(tool), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition(f"example-{tool}.csv")}
    )


@router.post("/workbench/{tool}/report.{format}")
def report_sent(tool: str, format: str, form: Form, person: ThePerson) -> Response:
    """The report as a file, for inputs that are too long for an address."""
    return _file(worked(tool, typed_in(form)), format)


@router.post("/workbench/{tool}/keep")
def keep(tool: str, form: Form, tools: TheTools) -> Response:
    """Keep what was typed."""
    made = tools.keep(tool, typed_in(form), title=text(form, "called"))
    return RedirectResponse(f"/workbench/kept/{made.id}?said=kept", status_code=303)


@router.get("/workbench/kept/{exercise}")
def kept(request: Request, exercise: str, tools: TheTools, person: ThePerson) -> Response:
    """What was kept, worked anew; what the address carries lies over it."""
    held, typed = tools.get(exercise)
    tool = find_tool(held.item)
    given = {name: value for name, value in request.query_params.items() if name != "said"}
    return _shown(request, person, tool, given or typed, kept=held)


@router.post("/workbench/kept/{exercise}")
def change(request: Request, exercise: str, form: Form, tools: TheTools, person: ThePerson) -> Response:
    """Keep it as it is typed now."""
    typed = typed_in(form)
    held, _ = tools.get(exercise)
    try:
        tools.change(exercise, typed, version=number(form, "version"), title=text(form, "called"))
    except InputError as error:
        if error.code not in ("changed_elsewhere", "too_long"):
            raise
        return _shown(request, person, find_tool(held.item), typed, kept=held, problem=str(error), status=status_of(error))
    return RedirectResponse(f"/workbench/kept/{exercise}?said=kept", status_code=303)


@router.post("/workbench/kept/{exercise}/delete")
def delete(exercise: str, form: Form, tools: TheTools) -> Response:
    """Delete it."""
    tools.delete(exercise)
    return RedirectResponse("/workbench?said=deleted", status_code=303)


def typed_in(form: FormData) -> dict[str, str]:
    """What a sent form holds. A file chosen takes the place of its field's text. InputError for one that is too large or no text."""
    out = {name: value for name, value in form.items() if isinstance(value, str) and name not in ("csrf", "version", "called")}
    for name, value in form.items():
        if isinstance(value, UploadFile) and value.filename and name.endswith(".file"):
            data = value.file.read(_MOST_OF_A_FILE + 1)
            if len(data) > _MOST_OF_A_FILE:
                raise InputError("too_large", "is over 4 MB; add small lines up before you give it", name=value.filename[:80])
            try:
                out[name.removesuffix(".file")] = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                raise InputError("no_text", "is no text in UTF-8; save it as CSV in UTF-8", name=value.filename[:80]) from None
    return out


def _shown(
    request: Request,
    person: Person,
    tool: Tool,
    given: Mapping[str, str],
    *,
    kept: Exercise | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    given, anchor = _rows_changed(tool, given)
    done = worked(tool.id, given)
    if done.faults and not given:
        done = replace(done, faults={})  # nothing was typed yet into a tool without a worked example
    fields = fields_of(tool.inputs)
    query = query_of(tool.inputs, done.typed)
    if done.faults and given and not anchor and not problem:
        status = 422
    return page(
        request, "workbench_tool.html.j2", status=status, person=person, tool=tool, fields=[field for field in fields if not field.group],
        folded=_folded(tool, done), typed=done.typed, faults=done.faults, report=done.report, numbers_of=row_numbers, query=query,
        kept=kept, anchor=anchor,
        resting=grounds(done.report, facts=facts()) if done.report else (), formats=_formats(done), problem=problem,
        long=any(field.kind == "file" for field in fields), said=SAID.get(request.query_params.get("said", ""), ""), names=_names(fields),
        example=any(example_of(tool.inputs).values()), most_open=_MOST_OPEN,
    )  # fmt: skip


def _formats(done: Worked) -> tuple[tuple[str, str], ...]:
    return FORMATS + CALENDAR if done.report and done.report.dates else FORMATS


def _folded(tool: Tool, done: Worked) -> list[tuple[str, list[ToolField], bool]]:
    """The groups of fields that are folded away: name, fields, and whether it is open, since something in it was touched or is wrong."""
    example = example_of(tool.inputs)
    touched = {name.split(".")[0] for name in {*done.typed, *example} if done.typed.get(name) != example.get(name)}
    touched |= {name.split(".")[0] for name in done.faults}
    groups: dict[str, list[ToolField]] = {}
    for field in fields_of(tool.inputs):
        if field.group:
            groups.setdefault(field.group, []).append(field)
    return [(name, held, any(field.name in touched for field in held)) for name, held in groups.items()]


def _names(fields: tuple[ToolField, ...]) -> dict[str, str]:
    """What a field is called, for the list of faults."""
    return {field.name: field.title for field in fields} | {
        f"{field.name}.{column.name}": f"{field.title}, {column.title.lower()}" for field in fields for column in field.columns
    }


def _rows_changed(tool: Tool, given: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """What was given after the row that a button names was added or taken away; and the table to go back to."""
    out = {name: value for name, value in given.items() if name not in ("do", "said")}
    asked = _DO.fullmatch(given.get("do", ""))
    field = next((each for each in fields_of(tool.inputs) if each.kind == "rows" and asked and each.name == asked.group(2)), None)
    if asked is None or field is None:
        return out, ""
    typed = filled(tool.inputs, out)
    if asked.group(1) == "add":
        return (with_row(field, typed) if len(row_numbers(field, typed)) < MOST_ROWS else typed), field.name
    return (without_row(field, typed, int(asked.group(3))) if asked.group(3) else typed), field.name


def _file(done: Worked, format: str) -> Response:
    if done.report is None:
        first = next(iter(done.faults.items()))
        raise InputError("faulty", f"{first[1]}; mend it on the tool's page, then take the file", name=first[0] or done.tool.title)
    data: Any = written(done.report, format=format)
    name = file_name(done.report.title, suffix=f".{format}")
    return Response(data, media_type=_TYPES[format], headers={"Content-Disposition": disposition(name)})
