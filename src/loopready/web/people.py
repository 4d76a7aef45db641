"""Who asks: in personal mode the one person; in hosted mode the account that is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from loopready.app.desk import Desk
from loopready.app.service import PERSONAL, Service


@dataclass(frozen=True, kw_only=True)
class Person:
    """The account behind a request."""

    id: str
    name: str = ""
    role: str = "candidate"


def person_of(request: Request) -> Person:
    """The person of personal mode."""
    return Person(id=PERSONAL)


def service_of(request: Request) -> Service:
    """What the server runs on."""
    service: Service = request.app.state.service
    return service


ThePerson = Annotated[Person, Depends(person_of)]
TheService = Annotated[Service, Depends(service_of)]


def desk_of(person: ThePerson, service: TheService) -> Desk:
    """The desk of who asks."""
    return service.desk(person.id)


TheDesk = Annotated[Desk, Depends(desk_of)]
