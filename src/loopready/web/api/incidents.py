"""Incidents: begun, directed, left, taken up again, debriefed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app.simulating import IncidentRoom, Lived, scenarios, written
from loopready.model import InputError, Report
from loopready.practice.incident.criteria import criteria
from loopready.practice.incident.moves import MoveForm
from loopready.web.api.bodies import described, taken
from loopready.web.api.errors import told
from loopready.web.api.exercises import CHANGED, ENDED, READ, STARTED, TheExercise, begun, judged_by, shown, startables
from loopready.web.api.people import TheApiPerson
from loopready.web.api.practice_bodies import IncidentBody, IncidentMoveBody, IncidentWaitBody
from loopready.web.api.practice_shapes import ExerciseRecord, IncidentState, OfferedChoice, OfferedField, OfferedMove, Startables
from loopready.web.people import TheService

router = APIRouter(tags=["exercises"])
_EVENT = ("at", "kind", "by", "text")


def api_room(person: TheApiPerson, service: TheService) -> IncidentRoom:
    """The incident room of who asks."""
    return IncidentRoom(service, person.id)


TheRoom = Annotated[IncidentRoom, Depends(api_room)]


@router.get("/incidents", response_description="The list.", responses=told(422))
def list_incidents(room: TheRoom) -> Startables:
    """All incidents, the criteria that judge them, and those one began. Ids and titles say nothing of a cause."""
    return Startables(
        items=startables("incident", {each.id: each.summary for each in scenarios()}),
        criteria=judged_by((each.id, title, each.looks_for) for title, each in criteria()),
        begun=[ExerciseRecord.of(each) for each in room.all()],
    )


@router.post(
    "/incidents", status_code=201, response_model=IncidentState, response_description="It has begun.", responses=STARTED,
    openapi_extra=described(IncidentBody),
)  # fmt: skip
async def begin_incident(request: Request, room: TheRoom) -> Response:
    """Begin an incident. Its clock is stepped: time passes with moves and with waiting."""
    body, _ = await taken(request, IncidentBody)
    lived = await run_in_threadpool(room.start, body.item, seed=body.seed)
    return begun(request, _state(lived), f"incidents/{lived.exercise.id}")


@router.get("/incidents/{exercise}", response_description="The incident.", responses=READ)
def incident(exercise: TheExercise, room: TheRoom) -> IncidentState:
    """An incident as it stands; nothing passes by looking at it."""
    return _state(room.open(exercise))


@router.post(
    "/incidents/{exercise}/moves", response_model=IncidentState, response_description="The incident after it.", responses=CHANGED,
    openapi_extra=described(IncidentMoveBody),
)  # fmt: skip
async def move_in_incident(request: Request, exercise: TheExercise, room: TheRoom) -> Response:
    """Make a move; the minutes of attention that it takes pass."""
    await run_in_threadpool(room.open, exercise)
    body, _ = await taken(request, IncidentMoveBody)
    return shown(_state(await run_in_threadpool(room.move, exercise, body.move, body.options, text=body.words, seen=body.seen)))


@router.post(
    "/incidents/{exercise}/wait", response_model=IncidentState, response_description="The incident after it.", responses=CHANGED,
    openapi_extra=described(IncidentWaitBody),
)  # fmt: skip
async def wait_in_incident(request: Request, exercise: TheExercise, room: TheRoom) -> Response:
    """Let time pass."""
    await run_in_threadpool(room.open, exercise)
    body, _ = await taken(request, IncidentWaitBody)
    return shown(_state(await run_in_threadpool(_waited, room, exercise, body)))


def _waited(room: IncidentRoom, exercise: str, body: IncidentWaitBody) -> Lived:
    if (body.minutes is None) == (body.until is None):
        raise InputError("invalid", "give either minutes or until", name="minutes")
    if body.minutes is not None:
        return room.wait(exercise, body.minutes, seen=body.seen)
    return room.wait_for_news(exercise, seen=body.seen) if body.until == "news" else room.give_up(exercise, seen=body.seen)


@router.get("/incidents/{exercise}/debrief", response_model=Report, response_description="The debrief.", responses=ENDED)
def incident_debrief(exercise: TheExercise, room: TheRoom) -> Response:
    """The debrief of one that is over: levels with their moments, what each order was worth, what it was."""
    return Response(written(room.debrief(exercise), format="json"), media_type="application/json")


@router.delete("/incidents/{exercise}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete_incident(exercise: TheExercise, room: TheRoom) -> Response:
    """Delete an incident."""
    room.delete(exercise)
    return Response(status_code=204)


def _state(lived: Lived) -> IncidentState:
    board: dict[str, Any] = {name: value for name, value in asdict(lived.board).items() if name not in ("events", "over")}
    board["events"] = [{name: getattr(event, name) for name in _EVENT} for event in lived.board.events]
    over = lived.played.over
    return IncidentState(
        exercise=ExerciseRecord.of(lived.exercise), seen=lived.seen, over=over, board=board,
        moves=[] if over else [_offered(form) for form in lived.forms.values()],
    )  # fmt: skip


def _offered(form: MoveForm) -> OfferedMove:
    fields = [
        OfferedField(
            name=each.name,
            label=each.label,
            many=each.many,
            choices=[OfferedChoice(value=value, title=title) for value, title in each.choices],
        )
        for each in form.fields
    ]
    return OfferedMove(id=form.name, title=form.title, says=form.says, takes=form.takes, fields=fields, words=form.words)
