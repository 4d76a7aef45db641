"""A candidate's side of being coached: offers, homework, comments on one's briefs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.coaching import Coached
from loopready.app.desk import Desk
from loopready.model import InputError
from loopready.web.errors import status_of
from loopready.web.forms import Form, text
from loopready.web.pages import page
from loopready.web.people import Person, TheAccount, TheDesk, ThePerson, TheService, address_of

router = APIRouter(include_in_schema=False)


def coached_of(account: TheAccount, service: TheService) -> Coached:
    """The side of the candidate who is signed in."""
    return Coached(service, account.id)


TheCoached = Annotated[Coached, Depends(coached_of)]


@router.post("/invitations/{token}/accept")
def take_link(request: Request, token: str, form: Form, service: TheService, account: TheAccount) -> Response:
    """Take a coach's invitation with the account that is signed in; the offer then waits for an answer."""
    service.reception.accept_link(account, token, address=address_of(request))
    return RedirectResponse("/account", status_code=303)


@router.post("/coaching/{id}/accept")
def accept(id: str, form: Form, coached: TheCoached) -> Response:
    """Accept a coach's offer."""
    coached.answer(id, accept=True)
    return RedirectResponse("/account", status_code=303)


@router.post("/coaching/{id}/refuse")
def refuse(id: str, form: Form, coached: TheCoached) -> Response:
    """Refuse it."""
    coached.answer(id, accept=False)
    return RedirectResponse("/account", status_code=303)


@router.post("/coaching/{id}/end")
def end(id: str, form: Form, coached: TheCoached) -> Response:
    """End working with a coach."""
    coached.end(id)
    return RedirectResponse("/account", status_code=303)


@router.post("/homework/{id}")
def mark(id: str, form: Form, coached: TheCoached) -> Response:
    """Mark homework as done, or not."""
    coached.mark(id, done=bool(text(form, "done")))
    return RedirectResponse("/#homework", status_code=303)


@router.get("/preparations/{id}/comments")
def comments(request: Request, id: str, coached: TheCoached, desk: TheDesk, person: ThePerson) -> Response:
    """All comments on a brief of one's own."""
    return _comments(request, id, coached, desk, person)


@router.post("/preparations/{id}/comments")
def reply(request: Request, id: str, form: Form, coached: TheCoached, desk: TheDesk, person: ThePerson) -> Response:
    """Say something of an item, such as an answer to a comment."""
    said = text(form, "text")
    try:
        made = coached.reply(id, item=text(form, "item"), text=said)
    except InputError as error:
        return _comments(request, id, coached, desk, person, problem=error, said=said)
    if text(form, "back"):
        return RedirectResponse(f"/preparations/{id}#comment-{made.id}", status_code=303)
    return RedirectResponse(f"/preparations/{id}/comments", status_code=303)


@router.post("/preparations/{id}/comments/{comment}/delete")
def uncomment(id: str, comment: str, form: Form, coached: TheCoached) -> Response:
    """Delete a comment on a brief of one's own."""
    coached.uncomment(id, comment)
    return RedirectResponse(f"/preparations/{id}/comments", status_code=303)


def _comments(
    request: Request, id: str, coached: Coached, desk: Desk, person: Person, *, problem: InputError | None = None, said: str = ""
) -> Response:
    held, found = desk.preparations.get(id), coached.comments_of(id)
    return page(
        request, "brief_comments.html.j2", status=status_of(problem) if problem else 200, person=person, preparation=held, comments=found,
        places=coached.places(id), problem=str(problem) if problem else "", said=said,
    )  # fmt: skip
