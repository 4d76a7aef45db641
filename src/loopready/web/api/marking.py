"""Answers marked. Nothing is kept."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app.inputs import Handed
from loopready.app.marking import Marker, ground_of
from loopready.app.opinions import Opinions
from loopready.app.service import Service
from loopready.model import Answer
from loopready.web.api.bodies import MarkBody, described, taken
from loopready.web.api.errors import Json, told
from loopready.web.api.people import TheApiPerson
from loopready.web.api.reading import reading_place
from loopready.web.api.shapes import Marked
from loopready.web.people import TheService

router = APIRouter(tags=["practice"])


@router.post(
    "/mark",
    response_model=Marked,
    response_description="The scorecard.",
    responses=told(400, 403, 404, 409, 413, 415, 422, 429),
    openapi_extra=described(MarkBody, files=("cv",)),
)
async def mark(request: Request, person: TheApiPerson, service: TheService) -> Response:
    """Mark an answer by the written rubric of its question; each mark quotes the answer, or names what was sought.

    Claims are held against the CV where one is given. An answer that can not be judged has `overall` null and says why in `unscored`.
    With `second_opinion` a language model's marks stand beside these, where the person turned one on; else it is refused with `model_off`.
    """
    body, given = await taken(request, MarkBody, files=("cv",))
    async with reading_place(request):
        return Json(await run_in_threadpool(partial(_marked, body, given.cv_if_any(), service=service, owner=person.id)))


def _marked(body: MarkBody, cv: Handed | None, *, service: Service, owner: str) -> dict[str, Any]:
    marker = Marker(service.pipeline)
    ground = ground_of(service, guide=body.guide, prep=body.prep, owner=owner)
    beside = marker.handed_cv(cv) if cv is not None else ground.beside()
    question = ground.question(body.question)
    answer = Answer(text=body.answer, seconds=body.seconds, spoken=body.seconds is not None)
    card = marker.mark(question, answer, beside=beside, today=body.today)
    out = card.model_dump(mode="json")
    if body.second_opinion:
        person = (beside.profile, beside.document.text) if beside is not None else None
        made = Opinions(service, owner).of(question, answer.text, card, person=person, preparation=body.prep)
        out["second_opinion"] = made.model_dump(mode="json")
    return out
