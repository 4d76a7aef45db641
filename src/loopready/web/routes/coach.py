"""The coach's desk: all who accepted, the page before a session, briefs with comments, homework."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.accounts import INVITE_LASTS
from loopready.app.coaching import CoachDesk, Sheet
from loopready.model import InputError
from loopready.rendering.brief_page import brief_page
from loopready.rendering.html import opened
from loopready.web.errors import status_of
from loopready.web.forms import Form, text, token_of
from loopready.web.pages import page
from loopready.web.people import TheCoach, ThePerson, TheService
from loopready.web.remarks import Read, remarks_of
from loopready.web.routes.admin import link_page

router = APIRouter(include_in_schema=False)


def coach_desk(coach: TheCoach, service: TheService) -> CoachDesk:
    """The desk of the coach who is signed in."""
    return CoachDesk(service, coach)


TheCoachDesk = Annotated[CoachDesk, Depends(coach_desk)]
_SAID = {
    "offered": "If there is an account with that e-mail, it shows your offer now. It comes on this list when they accept.",
    "forgotten": "All that you kept about them is deleted.",
    "ended": "That is ended.",
}


@router.get("/coach")
def clients(request: Request, desk: TheCoachDesk, coach: TheCoach, person: ThePerson, service: TheService) -> Response:
    """All who accepted, by days to their loop."""
    return page(
        request, "coach.html.j2", person=person, clients=desk.clients(today=dt.date.today()), offers=desk.offers(),
        open=service.reception.invitations(coach), said=_SAID.get(request.query_params.get("said", ""), ""),
    )  # fmt: skip


@router.post("/coach/offers")
def offer(form: Form, desk: TheCoachDesk) -> Response:
    """Offer to work with somebody who has an account."""
    desk.offer(text(form, "email"))
    return RedirectResponse("/coach?said=offered", status_code=303)


@router.post("/coach/invitations")
def invite(request: Request, form: Form, coach: TheCoach, person: ThePerson, service: TheService) -> Response:
    """Make a link that brings this coach's offer, for somebody with an account or without."""
    token = service.reception.invite(coach)
    says = (
        "Give this link to the person you want to coach. With it they make an account, or sign in to the one they have; then they see "
        f"your offer and accept or refuse it. It works once, within {INVITE_LASTS.days} days."
    )
    return link_page(request, person, path=f"/invitations/{token}", says=says, back="/coach")


@router.post("/coach/clients/{id}/end")
def end(id: str, form: Form, desk: TheCoachDesk) -> Response:
    """End a pairing, or take an offer back."""
    desk.end(id)
    return RedirectResponse("/coach?said=ended", status_code=303)


@router.post("/coach/clients/{id}/delete")
def forget(id: str, form: Form, desk: TheCoachDesk) -> Response:
    """Delete all that this coach keeps about a client."""
    desk.forget(id)
    return RedirectResponse("/coach?said=forgotten", status_code=303)


@router.get("/coach/clients/{id}")
def client(request: Request, id: str, desk: TheCoachDesk, person: ThePerson) -> Response:
    """The page before a session."""
    return _sheet(request, person, id, desk.sheet(id, today=dt.date.today(), preparation=request.query_params.get("preparation")))


@router.post("/coach/clients/{id}/homework")
def set_homework(request: Request, id: str, form: Form, desk: TheCoachDesk, person: ThePerson) -> Response:
    """Set homework; back to the form with its words where something is at fault."""
    given = {"text": text(form, "text"), "due": text(form, "due")}
    preparation = text(form, "preparation") or None
    try:
        desk.set_homework(id, preparation=preparation, **given)
    except InputError as error:
        if error.code == "not_found":
            raise
        sheet = desk.sheet(id, today=dt.date.today(), preparation=preparation)
        return _sheet(request, person, id, sheet, given=given, problem=error)
    return RedirectResponse(f"/coach/clients/{id}" + (f"?preparation={preparation}" if preparation else ""), status_code=303)


@router.post("/coach/clients/{id}/homework/{homework}/delete")
def drop_homework(id: str, homework: str, form: Form, desk: TheCoachDesk) -> Response:
    """Take homework back."""
    desk.drop_homework(id, homework)
    return RedirectResponse(f"/coach/clients/{id}", status_code=303)


@router.get("/coach/clients/{id}/preparations/{preparation}")
def brief(request: Request, id: str, preparation: str, desk: TheCoachDesk, person: ThePerson) -> Response:
    """A candidate's brief, to read and to comment on."""
    marked = desk.brief(id, preparation)
    view = brief_page(marked.brief)
    here = f"/coach/clients/{id}/preparations/{preparation}/comments"
    remarks = remarks_of(marked.comments, action=here, csrf=token_of(request), starts=True)
    own = Read(remarks=remarks, items=[item.id for section in view.sections for item in section.items])
    return page(request, "coach_brief.html.j2", person=person, marked=marked, page=view, opened=opened(view), own=own)


@router.get("/coach/clients/{id}/preparations/{preparation}/answers")
def answers(request: Request, id: str, preparation: str, desk: TheCoachDesk, person: ThePerson) -> Response:
    """A candidate's practised answers with their marks, to read and to comment on."""
    return page(request, "coach_answers.html.j2", person=person, id=id, marked=desk.answers(id, preparation))


@router.get("/coach/clients/{id}/preparations/{preparation}/comments")
def comments(request: Request, id: str, preparation: str, desk: TheCoachDesk, person: ThePerson) -> Response:
    """All comments on a brief, and the form for one more; ``at`` is an item's anchor and ``quote`` words that were selected in it."""
    asked = request.query_params
    return _comments(request, person, id, preparation, desk, given={"at": asked.get("at", ""), "quote": asked.get("quote", "")[:2000]})


@router.post("/coach/clients/{id}/preparations/{preparation}/comments")
def comment(request: Request, id: str, preparation: str, form: Form, desk: TheCoachDesk, person: ThePerson) -> Response:
    """Comment; back to the form with its words where something is at fault."""
    given = {name: text(form, name) for name in ("item", "quote", "text")}
    try:
        made = desk.comment(id, preparation, **given)
    except InputError as error:
        if error.code == "not_found" and not given["item"]:
            raise
        return _comments(request, person, id, preparation, desk, given=given, problem=error)
    if text(form, "back"):
        return RedirectResponse(f"/coach/clients/{id}/preparations/{preparation}#comment-{made.id}", status_code=303)
    return RedirectResponse(f"/coach/clients/{id}/preparations/{preparation}/comments", status_code=303)


@router.post("/coach/clients/{id}/comments/{comment}/delete")
def uncomment(id: str, comment: str, form: Form, desk: TheCoachDesk) -> Response:
    """Delete a comment of one's own."""
    preparation = desk.uncomment(id, comment)
    return RedirectResponse(f"/coach/clients/{id}/preparations/{preparation}/comments", status_code=303)


@router.get("/coach/clients/{id}/preparations/{preparation}/brief.pdf")
def pdf(id: str, preparation: str, desk: TheCoachDesk) -> Response:
    """The brief as a PDF with the coach's name on it."""
    headers = {"Content-Disposition": 'attachment; filename="brief.pdf"'}
    return Response(desk.pdf(id, preparation), media_type="application/pdf", headers=headers)


def _sheet(
    request: Request, person: ThePerson, id: str, sheet: Sheet, *, given: dict[str, str] | None = None, problem: InputError | None = None
) -> Response:
    return page(
        request, "client.html.j2", status=status_of(problem) if problem else 200, person=person, id=id, sheet=sheet,
        given=given or {"text": "", "due": ""}, problem=str(problem) if problem else "", today=dt.date.today().isoformat(),
    )  # fmt: skip


def _comments(
    request: Request, person: ThePerson, id: str, preparation: str, desk: CoachDesk, *, given: dict[str, str],
    problem: InputError | None = None,
) -> Response:  # fmt: skip
    marked = desk.brief(id, preparation)
    places = marked.places
    chosen = given.get("item") or next((place.item for place in places.values() if place.anchor == given.get("at")), "")
    return page(
        request, "coach_comments.html.j2", status=status_of(problem) if problem else 200, person=person, id=id, marked=marked,
        places=places, chosen=chosen, given=given, problem=str(problem) if problem else "",
    )  # fmt: skip
