"""Incidents in the browser: the list, the situation with the moves beside it, the running clock, and the debrief."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from loopready.app.simulating import MOST_WAIT, IncidentRoom, Lived, facts, scenarios, written
from loopready.model import InputError, Report
from loopready.model.incident import CLOCKS, Clock
from loopready.practice.incident.criteria import criteria
from loopready.practice.incident.moves import groups
from loopready.rendering.report import grounds
from loopready.web.downloads import disposition, file_name
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.incident_view import CLOCK_NAMES, board_values, past_line
from loopready.web.pages import fragment, page
from loopready.web.people import Person, ThePerson, TheService

router = APIRouter(include_in_schema=False)
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def room_of(person: ThePerson, service: TheService) -> IncidentRoom:
    """The incident room of who asks."""
    return IncidentRoom(service, person.id)


TheRoom = Annotated[IncidentRoom, Depends(room_of)]


@router.get("/incidents")
def listed(request: Request, room: TheRoom, person: ThePerson) -> Response:
    """All incidents, and those of this person."""
    mine = room.all()
    best: dict[str, float] = {}
    for each in mine:
        if each.score is not None:
            best[each.item] = max(each.score, best.get(each.item, 0.0))
    return page(
        request, "incidents.html.j2", person=person, scenarios=scenarios(), mine=mine, best=best, clocks=CLOCK_NAMES, criteria=criteria()
    )


@router.post("/incidents")
def start(form: Form, room: TheRoom) -> Response:
    """Begin one."""
    seed = text(form, "seed")
    if seed and not (seed.isascii() and seed.isdigit() and len(seed) < 10):
        raise InputError("no_number", "a seed is a whole number, such as 7; leave it empty for a new course of events", name="Seed")
    lived = room.start(text(form, "scenario"), seed=int(seed) if seed else None, clock=_clock(text(form, "clock") or "fast"))
    return _to(lived)


@router.get("/incidents/{exercise}")
def one(request: Request, exercise: str, room: TheRoom, person: ThePerson) -> Response:
    """The situation, or the debrief once it is over."""
    lived = room.open(exercise)
    if lived.played.over:
        return _debriefed(request, person, lived, room.debrief(exercise))
    return _shown(request, person, lived)


@router.get("/incidents/{exercise}/debrief.{format}")
def report(exercise: str, format: str, room: TheRoom) -> Response:
    """The debrief as a file."""
    if format not in _TYPES:
        raise InputError("not_found", "a debrief is to be had as md, docx or json", name=format[:20])
    made = room.debrief(exercise)
    data = written(made, format=format)
    name = file_name(made.title, suffix=f".{format}")
    return Response(data, media_type=_TYPES[format], headers={"Content-Disposition": disposition(name)})


@router.post("/incidents/{exercise}/move")
def move(request: Request, exercise: str, form: Form, room: TheRoom, person: ThePerson) -> Response:
    """Make a move."""
    name = text(form, "move")
    options = {field: ",".join(str(value) for value in form.getlist(field)) for field in form if field.startswith("o_")}
    chosen = {field.removeprefix("o_"): value for field, value in options.items()}
    words = text(form, "words")
    try:
        return _to(room.move(exercise, name, chosen, text=words, seen=text(form, "seen")))
    except InputError as error:
        return _refused(request, person, room, exercise, error, move=name, chosen=chosen, words=words)


@router.post("/incidents/{exercise}/wait")
def wait(request: Request, exercise: str, form: Form, room: TheRoom, person: ThePerson) -> Response:
    """Let time pass: so many minutes, until something happens, or to the end."""
    how, seen = text(form, "minutes"), text(form, "seen")
    try:
        if how == "news":
            return _to(room.wait_for_news(exercise, seen=seen))
        if how == "end":
            return _to(room.give_up(exercise, seen=seen))
        return _to(room.wait(exercise, number(form, "minutes"), seen=seen))
    except InputError as error:
        return _refused(request, person, room, exercise, error)


@router.post("/incidents/{exercise}/clock")
def clock(request: Request, exercise: str, form: Form, room: TheRoom, person: ThePerson) -> Response:
    """Let the clock run, or step it by hand."""
    try:
        return _to(room.set_clock(exercise, _clock(text(form, "clock")), seen=text(form, "seen")))
    except InputError as error:
        return _refused(request, person, room, exercise, error)


@router.post("/incidents/{exercise}/tick")
def tick(exercise: str, form: Form, room: TheRoom) -> Response:
    """What a running clock has let pass, as a part of the page; where it is over, the page itself is asked for."""
    lived = room.tick(exercise)
    answer = HTMLResponse(fragment("incident_board.html.j2", **board_values(lived), past_line=past_line))
    if lived.played.over:
        answer.headers["HX-Redirect"] = f"/incidents/{exercise}"
    return answer


@router.post("/incidents/{exercise}/delete")
def delete(exercise: str, form: Form, room: TheRoom) -> Response:
    """Delete one."""
    room.delete(exercise)
    return RedirectResponse("/incidents", status_code=303)


def _clock(said: str) -> Clock:
    for each in CLOCKS:
        if each == said:
            return each
    raise InputError("no_number", "choose how the clock runs", name=said[:20])


def _to(lived: Lived) -> Response:
    return RedirectResponse(f"/incidents/{lived.exercise.id}", status_code=303)


def _refused(
    request: Request, person: Person, room: IncidentRoom, exercise: str, error: InputError, *,
    move: str = "", chosen: dict[str, str] | None = None, words: str = "",
) -> Response:  # fmt: skip
    """The page with what was wrong, and what was chosen and typed still in its form."""
    if error.code == "not_found":
        raise error
    lived = room.open(exercise)
    if lived.played.over:
        return _to(lived)
    return _shown(request, person, lived, problem=str(error), status=status_of(error), move=move, chosen=chosen or {}, words=words)


def _shown(
    request: Request, person: Person, lived: Lived, *, problem: str = "", status: int = 200, move: str = "",
    chosen: dict[str, str] | None = None, words: str = "",
) -> Response:  # fmt: skip
    return page(
        request,
        "incident.html.j2",
        status=status,
        person=person,
        groups=groups(),
        forms=tuple(lived.forms.values()),
        clocks=CLOCK_NAMES,
        most_wait=MOST_WAIT,
        past_line=past_line,
        problem=problem,
        move=move,
        chosen=chosen or {},
        words_typed=words,
        **board_values(lived),
    )


def _debriefed(request: Request, person: Person, lived: Lived, report: Report) -> Response:
    return page(request, "incident_debrief.html.j2", person=person, lived=lived, report=report, resting=grounds(report, facts=facts()))
