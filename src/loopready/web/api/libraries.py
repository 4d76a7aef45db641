"""Guides and drills."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from loopready.app import drills, guides
from loopready.app.service import Service
from loopready.web.api.bodies import DrillBody, described, taken
from loopready.web.api.errors import Json, told
from loopready.web.api.people import TheApiDesk, TheApiPerson
from loopready.web.api.shapes import DrawnDrill, DrillLine, Drills, GuideLine, GuideRecord, Guides
from loopready.web.people import TheService

router = APIRouter(tags=["library"])
_GuidePath = Annotated[str, Path(description="The guide's path, as the list has it; it may hold slashes.", examples=["general"])]
_DrillId = Annotated[str, Path(description="The drill's id, as the list has it: the guide's path, a colon, the drill's own id.")]


@router.get("/guides", response_description="The list.", responses=told(422))
def list_guides(
    desk: TheApiDesk,
    find: Annotated[str, Query(max_length=200, description="Only guides that hold every one of these words.")] = "",
) -> Guides:
    """All role guides."""
    lines = [GuideLine(path=each.path, title=each.title, status=each.status, own=each.own) for each in guides.listed(desk.library)]
    if find:
        places = {path: at for at, (path, _title) in enumerate(guides.found(find, library=desk.library))}
        lines = sorted((line for line in lines if line.path in places), key=lambda line: places[line.path])
    return Guides(guides=lines)


@router.get("/guides/{path:path}", response_model=GuideRecord, responses={
    200: {
        "description": "The guide, as JSON, or as Markdown where that is asked for.",
        "content": {"text/markdown": {"schema": {"type": "string"}}},
    },
    **told(404, 422),
})  # fmt: skip
def guide(
    path: _GuidePath, desk: TheApiDesk, format: Annotated[Literal["json", "md"], Query(description="How to write it.")] = "json"
) -> Response:
    """A role guide whole: signals, questions, concepts, drills, asks, rounds, sources."""
    desk.own.note_use(path, action="view_guide")
    text = guides.held_as(path, format=format, library=desk.library)
    return Response(text, media_type="application/json") if format == "json" else PlainTextResponse(text, media_type="text/markdown")


@router.get("/drills", response_description="The list.", responses=told())
def list_drills(_: TheApiPerson) -> Drills:
    """All drills of all guides."""
    return Drills(drills=[DrillLine(id=id, title=title, minutes=minutes) for id, title, minutes in drills.listed()])


@router.post(
    "/drills/{id:path}",
    response_model=DrawnDrill,
    response_description="The drill as drawn.",
    responses=told(403, 404, 413, 415, 422),
    openapi_extra=described(DrillBody),
)
async def draw(request: Request, id: _DrillId, _: TheApiPerson, service: TheService) -> Response:
    """Draw a drill with its numbers, worked solution and rubric; with answers, mark them. Nothing is kept."""
    body, _given = await taken(request, DrillBody)
    return Json(await run_in_threadpool(_drawn, id, body, service))


def _drawn(id: str, body: DrillBody, service: Service) -> dict[str, Any]:
    if body.answers is None:
        return {**drills.made(id, seed=body.seed).model_dump(mode="json"), "marks": None, "scorecards": None, "score": None}
    done = drills.marked(id, body.answers, seed=body.seed, pipeline=service.pipeline)
    return {
        **done.instance.model_dump(mode="json"),
        "marks": [each.mark.model_dump(mode="json") for each in done.answers if each.mark is not None],
        "scorecards": {each.question: each.card.model_dump(mode="json") for each in done.answers if each.card is not None},
        "score": done.score,
    }
