"""Papers: drafted, kept, held against their written criteria."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app.papers import WritingDesk, draft_of, papers
from loopready.model import Exercise
from loopready.rendering.paper_text import words_of
from loopready.web.api.bodies import described, taken
from loopready.web.api.errors import told
from loopready.web.api.exercises import CHANGED, READ, STARTED, TheExercise, begun, shown, startables
from loopready.web.api.people import TheApiPerson
from loopready.web.api.practice_bodies import DraftBody, PaperBody, VersionBody
from loopready.web.api.practice_shapes import ExerciseRecord, PaperState, Startables
from loopready.web.people import TheService

router = APIRouter(tags=["exercises"])


def api_writing(person: TheApiPerson, service: TheService) -> WritingDesk:
    """The drafts of who asks."""
    return WritingDesk(service, person.id)


TheWriting = Annotated[WritingDesk, Depends(api_writing)]


@router.get("/papers", response_description="The list.", responses=told(422))
def list_papers(desk: TheWriting) -> Startables:
    """The papers there are, and one's drafts. Each paper has criteria of its own; a draft is shown with them."""
    return Startables(
        items=startables("paper", {each.id: words_of(each.says) for each in papers()}), criteria=[],
        begun=[ExerciseRecord.of(each) for each in desk.all()],
    )  # fmt: skip


@router.post(
    "/papers", status_code=201, response_model=PaperState, response_description="It has begun.", responses=STARTED,
    openapi_extra=described(PaperBody),
)  # fmt: skip
async def begin_paper(request: Request, desk: TheWriting) -> Response:
    """Begin a draft of the skeleton, of nothing, or of the worked example."""
    body, _ = await taken(request, PaperBody)
    made = await run_in_threadpool(desk.begin, body.item, start=body.start)
    return begun(request, _state(desk, made), f"papers/{made.id}")


@router.get("/papers/{exercise}", response_description="The draft.", responses=READ)
def paper(exercise: TheExercise, desk: TheWriting) -> PaperState:
    """A draft as it stands, held against its criteria."""
    return _state(desk, desk.get(exercise))


@router.put(
    "/papers/{exercise}", response_model=PaperState, response_description="The draft as it is kept.", responses=CHANGED,
    openapi_extra=described(DraftBody),
)  # fmt: skip
async def write_paper(request: Request, exercise: TheExercise, desk: TheWriting) -> Response:
    """Keep a draft as it stands now."""
    await run_in_threadpool(desk.get, exercise)
    body, _ = await taken(request, DraftBody)
    return shown(_state(desk, await run_in_threadpool(desk.save, exercise, body.text, version=body.version)))


@router.post(
    "/papers/{exercise}/check", response_model=PaperState, response_description="The draft with its marks.", responses=CHANGED,
    openapi_extra=described(VersionBody),
)  # fmt: skip
async def check_paper(request: Request, exercise: TheExercise, desk: TheWriting) -> Response:
    """Hold a draft against its criteria; the best check is what it counts for."""
    await run_in_threadpool(desk.get, exercise)
    body, _ = await taken(request, VersionBody)
    held, _mark = await run_in_threadpool(desk.check, exercise, version=body.version)
    return shown(_state(desk, held))


@router.delete("/papers/{exercise}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete_paper(exercise: TheExercise, desk: TheWriting) -> Response:
    """Delete a draft."""
    desk.delete(exercise)
    return Response(status_code=204)


def _state(desk: WritingDesk, held: Exercise) -> PaperState:
    return PaperState(exercise=ExerciseRecord.of(held), text=draft_of(held).text, mark=desk.mark(held))
