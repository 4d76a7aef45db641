"""Settings, API tokens: make one and see it once, revoke one."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from loopready.app import tokens
from loopready.model import InputError
from loopready.web.errors import status_of
from loopready.web.forms import Form, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService

router = APIRouter(include_in_schema=False)


@router.get("/settings/tokens")
def show(request: Request, person: ThePerson, service: TheService) -> Response:
    """The tokens."""
    return _page(request, person, tokens.listed(service.database, person.id))


@router.post("/settings/tokens")
def make(request: Request, form: Form, person: ThePerson, service: TheService) -> Response:
    """Make a token; its secret is on this answer alone."""
    name = text(form, "name")
    try:
        token, secret = tokens.made(service.database, person.id, name=name)
    except InputError as error:
        held = tokens.listed(service.database, person.id)
        return _page(request, person, held, problem=str(error), name=name, status=status_of(error))
    return _page(request, person, tokens.listed(service.database, person.id), made=token, secret=secret)


@router.post("/settings/tokens/{id}/revoke")
def revoke(id: str, form: Form, person: ThePerson, service: TheService) -> Response:
    """Take a token back."""
    tokens.revoked(service.database, person.id, id)
    return RedirectResponse("/settings/tokens", status_code=303)


def _page(
    request: Request, person: Person, held: Sequence[tokens.Token], *, problem: str = "", name: str = "",
    made: tokens.Token | None = None, secret: str = "", status: int = 200,
) -> Response:  # fmt: skip
    host = f"{request.url.scheme}://{request.url.netloc}"
    return page(
        request,
        "tokens.html.j2",
        status=status,
        person=person,
        tokens=held,
        problem=problem,
        name=name,
        made=made,
        secret=secret,
        host=host,
    )
