"""Conversations over ninety days and design talks: begun, held, debriefed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app.conversing import Conversations
from loopready.app.designing import Designs
from loopready.app.workbench import written
from loopready.model import Exercise, Report
from loopready.practice.conversation.telling import view_of
from loopready.web.api.bodies import described, taken
from loopready.web.api.errors import told
from loopready.web.api.exercises import CHANGED, ENDED, READ, STARTED, TheExercise, begun, judged_by, shown, startables
from loopready.web.api.people import TheApiPerson
from loopready.web.api.practice_bodies import ConversationBody, ConversationMoveBody, DesignBody, TurnBody, VersionBody
from loopready.web.api.practice_shapes import ConversationState, DesignState, DesignTurnRecord, ExerciseRecord, OfferedMove, Startables
from loopready.web.people import TheService

router = APIRouter(tags=["exercises"])


def api_conversations(person: TheApiPerson, service: TheService) -> Conversations:
    """The conversations of who asks."""
    return Conversations(service, person.id)


def api_designs(person: TheApiPerson, service: TheService) -> Designs:
    """The design talks of who asks."""
    return Designs(service, person.id)


TheConversations = Annotated[Conversations, Depends(api_conversations)]
TheDesigns = Annotated[Designs, Depends(api_designs)]


@router.get("/conversations", response_description="The list.", responses=told(422))
def list_conversations(held: TheConversations) -> Startables:
    """Whom one may sit opposite, the criteria, and the conversations one began. A name says nothing of a cause."""
    return Startables(
        items=startables("conversation", {each.id: each.seat for each in held.cases()}),
        criteria=judged_by((each.id, each.title, each.looks_for) for each in held.book.criteria),
        begun=[ExerciseRecord.of(each) for each in held.all()],
    )


@router.post(
    "/conversations", status_code=201, response_model=ConversationState, response_description="It has begun.", responses=STARTED,
    openapi_extra=described(ConversationBody),
)  # fmt: skip
async def begin_conversation(request: Request, held: TheConversations) -> Response:
    """Begin a conversation."""
    body, _ = await taken(request, ConversationBody)
    made = await run_in_threadpool(held.start, case=body.item, seed=body.seed)
    return begun(request, _conversation(held, made), f"conversations/{made.id}")


@router.get("/conversations/{exercise}", response_description="The conversation.", responses=READ)
def conversation(exercise: TheExercise, held: TheConversations) -> ConversationState:
    """A conversation as it stands."""
    return _conversation(held, held.get(exercise))


@router.post(
    "/conversations/{exercise}/moves", response_model=ConversationState, response_description="The conversation after it.",
    responses=CHANGED, openapi_extra=described(ConversationMoveBody),
)  # fmt: skip
async def move_in_conversation(request: Request, exercise: TheExercise, held: TheConversations) -> Response:
    """Make a move, with words of one's own where one likes."""
    await run_in_threadpool(held.get, exercise)
    body, _ = await taken(request, ConversationMoveBody)
    after = await run_in_threadpool(held.act, exercise, body.move, body.words, version=body.version)
    return shown(_conversation(held, after))


@router.get("/conversations/{exercise}/debrief", response_model=Report, response_description="The debrief.", responses=ENDED)
def conversation_debrief(exercise: TheExercise, held: TheConversations) -> Response:
    """The debrief of one that is over: the criteria with their moments, and what was hidden."""
    return Response(written(held.debrief(held.get(exercise)), format="json"), media_type="application/json")


@router.delete("/conversations/{exercise}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete_conversation(exercise: TheExercise, held: TheConversations) -> Response:
    """Delete a conversation."""
    held.delete(exercise)
    return Response(status_code=204)


def _conversation(held: Conversations, exercise: Exercise) -> ConversationState:
    view = view_of(*held.played(exercise))
    moves = [
        OfferedMove(id=each.id, title=each.label, says=each.words, takes=each.takes, meeting=meeting, refused=each.why_not)
        for meeting, those in view.moves.items()
        for each in those
        if exercise.state == "open"
    ]
    told_ = {name: value for name, value in asdict(view).items() if name != "moves"}
    return ConversationState(exercise=ExerciseRecord.of(exercise), view=told_, moves=moves)


@router.get("/designs", response_description="The list.", responses=told(422))
def list_designs(held: TheDesigns) -> Startables:
    """The design questions, and the talks one began. Each question has a checklist of its own, shown in its debrief."""
    return Startables(
        items=startables("design", {each.id: each.prompt for each in held.prompts()}), criteria=[],
        begun=[ExerciseRecord.of(each) for each in held.all()],
    )  # fmt: skip


@router.post(
    "/designs", status_code=201, response_model=DesignState, response_description="It has begun.", responses=STARTED,
    openapi_extra=described(DesignBody),
)  # fmt: skip
async def begin_design(request: Request, held: TheDesigns) -> Response:
    """Begin a design talk."""
    body, _ = await taken(request, DesignBody)
    made = await run_in_threadpool(held.start, body.item)
    return begun(request, _design(held, made), f"designs/{made.id}")


@router.get("/designs/{exercise}", response_description="The talk.", responses=READ)
def design(exercise: TheExercise, held: TheDesigns) -> DesignState:
    """A design talk as it stands."""
    return _design(held, held.get(exercise))


@router.post(
    "/designs/{exercise}/turns", response_model=DesignState, response_description="The talk after it.", responses=CHANGED,
    openapi_extra=described(TurnBody),
)  # fmt: skip
async def say_in_design(request: Request, exercise: TheExercise, held: TheDesigns) -> Response:
    """Say something; the interviewer answers what is asked."""
    await run_in_threadpool(held.get, exercise)
    body, _ = await taken(request, TurnBody)
    return shown(_design(held, await run_in_threadpool(held.say, exercise, body.said, version=body.version)))


@router.post(
    "/designs/{exercise}/end", response_model=DesignState, response_description="The talk, ended.", responses=CHANGED,
    openapi_extra=described(VersionBody),
)  # fmt: skip
async def end_design(request: Request, exercise: TheExercise, held: TheDesigns) -> Response:
    """End the talk; it is marked."""
    await run_in_threadpool(held.get, exercise)
    body, _ = await taken(request, VersionBody)
    return shown(_design(held, await run_in_threadpool(held.end, exercise, version=body.version)))


@router.get("/designs/{exercise}/debrief", response_model=Report, response_description="The debrief.", responses=ENDED)
def design_debrief(exercise: TheExercise, held: TheDesigns) -> Response:
    """The debrief of a talk that was ended: the checklist, with the sentence that each point rests on."""
    return Response(written(held.report(held.get(exercise)), format="json"), media_type="application/json")


@router.delete("/designs/{exercise}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete_design(exercise: TheExercise, held: TheDesigns) -> Response:
    """Delete a design talk."""
    held.delete(exercise)
    return Response(status_code=204)


def _design(held: Designs, exercise: Exercise) -> DesignState:
    turns = [DesignTurnRecord(said=each.said, reply=each.reply) for each in held.tape(exercise).turns]
    return DesignState(exercise=ExerciseRecord.of(exercise), prompt=held.prompt(exercise).prompt, turns=turns)
