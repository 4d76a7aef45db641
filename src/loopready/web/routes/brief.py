"""A preparation's page: the brief, or how far it is."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from loopready.rendering.brief_page import brief_page
from loopready.rendering.html import opened
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import TheDesk, ThePerson
from loopready.web.routes.progress import steps_of

router = APIRouter(include_in_schema=False)


@router.get("/preparations/{id}")
def preparation(request: Request, id: str, desk: TheDesk, person: ThePerson) -> Response:
    """The brief; the stages while it is made; what stopped it where it was stopped."""
    known = desk.known(id)
    if known.preparation.state != "done":
        return page(request, "progress.html.j2", person=person, preparation=known.preparation, steps=steps_of(known))
    brief = desk.brief(id)
    if brief is None:
        return page(request, "progress.html.j2", person=person, preparation=known.preparation, steps=steps_of(known))
    view = brief_page(brief)
    return page(request, "brief.html.j2", person=person, preparation=known.preparation, page=view, opened=opened(view))


@router.post("/preparations/{id}/again")
def again(id: str, form: Form, desk: TheDesk) -> Response:
    """Make the brief once more."""
    changes = {"anyway": True} if text(form, "anyway") else {}
    made = desk.again(id, version=number(form, "version"), changes=changes)
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)
