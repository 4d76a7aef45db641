"""What a language model says as a guest: a story's draft beside the person's, and documents on a firm with what they say."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.given_papers import GivenPapers
from loopready.app.guests import SENDS_FIRM, SENDS_STORY
from loopready.app.inputs import Handed
from loopready.app.proposing import Proposals
from loopready.app.stories import StoryBank
from loopready.model import LoopreadyError
from loopready.practice.stories import part_guides
from loopready.rendering.guest import NOT_OURS, dropped_line, paper_told
from loopready.web.errors import status_of
from loopready.web.forms import Form, upload
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService

router = APIRouter(include_in_schema=False)
SAID = {"deleted": "Deleted, with all that it said.", "added": "Looked through and kept."}


def papers_of(person: ThePerson, service: TheService) -> GivenPapers:
    """The documents of who asks."""
    return GivenPapers(service, person.id)


ThePapers = Annotated[GivenPapers, Depends(papers_of)]


@router.post("/stories/{story}/proposal")
def propose(request: Request, story: str, form: Form, service: TheService, person: ThePerson) -> Response:
    """A draft of a story beside the person's own; each part can be taken, and nothing is until then."""
    held = StoryBank(service, person.id).get(story)
    proposals = Proposals(service, person.id)
    made = proposals.of(story)
    return page(
        request, "story_proposal.html.j2", person=person, story=held, made=made, dropped=dropped_line(made),
        sends=SENDS_STORY.format(name=proposals.name), labels={guide.name: guide.label for guide in part_guides()},
        suffix=f"?for={quote(held.preparation, safe='')}" if held.preparation else "",
    )  # fmt: skip


@router.get("/preparations/{id}/given")
def given(request: Request, id: str, papers: ThePapers, desk: TheDesk, person: ThePerson) -> Response:
    """The documents given for a preparation, and what they say."""
    return _given(request, id, papers, desk, person)


def _given(
    request: Request, id: str, papers: GivenPapers, desk: TheDesk, person: Person, *, problem: str = "", status: int = 200
) -> Response:  # fmt: skip
    held = desk.preparations.get(id)
    return page(
        request, "given.html.j2", status=status, person=person, preparation=held, problem=problem, not_ours=NOT_OURS,
        papers=[(each, paper_told(each)) for each in papers.all(id)],
        sends=SENDS_FIRM.format(name=papers.name) if papers.name else "",
        said=SAID.get(request.query_params.get("said", ""), ""),
    )  # fmt: skip


@router.post("/preparations/{id}/given")
def give(request: Request, id: str, form: Form, papers: ThePapers, desk: TheDesk, person: ThePerson) -> Response:
    """Look through a document, and keep it with what stands in it."""
    desk.preparations.get(id)
    data, name = upload(form, "document") or (b"", "the document")
    try:
        papers.add(id, Handed(name=name, data=data))
    except LoopreadyError as error:
        return _given(request, id, papers, desk, person, problem=str(error), status=status_of(error))
    return RedirectResponse(f"/preparations/{id}/given?said=added", status_code=303)


@router.post("/given/{exercise}/delete")
def delete(exercise: str, form: Form, papers: ThePapers) -> Response:
    """Delete a document with its statements."""
    held = papers.get(exercise)
    papers.delete(exercise)
    return RedirectResponse(
        f"/preparations/{held.preparation}/given?said=deleted" if held.preparation else "/preparations", status_code=303
    )
