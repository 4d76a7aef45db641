"""Who asks: the account of a token; in personal mode, without one, the one person. Cookies never count."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPBearer

from loopready.app import tokens
from loopready.app.desk import Desk
from loopready.app.service import PERSONAL
from loopready.web.people import Person, TheService

BEARER = HTTPBearer(
    scheme_name="token", description="A token made under Settings, API tokens. In personal mode, on your own machine, none is needed.",
    auto_error=False,
)  # fmt: skip


def api_person(request: Request, service: TheService, _: Annotated[object, Depends(BEARER)]) -> Person:
    """The account behind a request; 401 where a token is wrong, or where there is none and the server is hosted."""
    given = request.headers.get("authorization")
    if given is None:
        if request.app.state.settings.hosted:
            raise _unknown("Send Authorization: Bearer lr_...; make a token under Settings, API tokens.")
        return Person(id=PERSONAL)
    scheme, _space, secret = given.partition(" ")
    holder = tokens.holder_of(service.database, secret.strip()) if scheme.lower() == "bearer" else None
    if holder is None:
        raise _unknown("This token is not known here (any more); make another under Settings, API tokens.")
    return Person(id=holder.account, name=holder.name, role=holder.role)


def _unknown(says: str) -> HTTPException:
    return HTTPException(401, says, headers={"WWW-Authenticate": 'Bearer realm="loopready"'})


TheApiPerson = Annotated[Person, Depends(api_person)]


def api_desk(person: TheApiPerson, service: TheService) -> Desk:
    """The desk of who asks."""
    return service.desk(person.id)


TheApiDesk = Annotated[Desk, Depends(api_desk)]
