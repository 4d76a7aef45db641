"""Documents on the firm of a preparation, and what they say: found by a language model, borne out by their own words."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app.given_papers import GivenPapers
from loopready.app.inputs import Handed
from loopready.model import GivenPaper
from loopready.web.api.bodies import GivenBody, described, taken
from loopready.web.api.errors import Json, told
from loopready.web.api.people import TheApiPerson
from loopready.web.api.preparing import TheId
from loopready.web.api.reading import reading_place
from loopready.web.people import TheService

router = APIRouter(tags=["preparations"])


def api_papers(person: TheApiPerson, service: TheService) -> GivenPapers:
    """The documents of who asks."""
    return GivenPapers(service, person.id)


ThePapers = Annotated[GivenPapers, Depends(api_papers)]


@router.get("/prep/{id}/given", response_model=list[GivenPaper], responses=told(404, 422))
def given(id: TheId, papers: ThePapers) -> list[GivenPaper]:
    """The documents given for a preparation, the last first, each with what it says. They are no part of the library's facts."""
    return papers.all(id)


@router.post(
    "/prep/{id}/given", status_code=201, response_model=GivenPaper, response_description="What it says.",
    responses=told(400, 403, 404, 413, 415, 422, 429, 502), openapi_extra=described(GivenBody),
)  # fmt: skip
async def give(request: Request, id: TheId, papers: ThePapers) -> Response:
    """Look through a document by the language model that is turned on, and keep it with the statements that its own words bear out.

    Its text is sent to that model. Without one the request is refused with `model_off`.
    """
    await run_in_threadpool(papers.all, id)  # whose it is comes before what is sent
    body, _ = await taken(request, GivenBody)
    handed = Handed(name=body.name, data=body.text.encode("utf-8"))
    async with reading_place(request):
        made = await run_in_threadpool(partial(papers.add, id, handed))
    return Json(made.model_dump(mode="json"), status_code=201)


ThePaper = Annotated[str, Path(pattern="^[0-9a-f]{1,32}$", description="The document's id.", examples=["0123456789abcdef"])]


@router.delete("/prep/{id}/given/{paper}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete(id: TheId, paper: ThePaper, papers: ThePapers) -> Response:
    """Delete a document with all that it said."""
    papers.delete(paper, preparation=id)
    return Response(status_code=204)
