"""Who asks: in personal mode the one person; in hosted mode the account that is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from loopready.app.desk import Desk
from loopready.app.service import PERSONAL, Service
from loopready.model import Account, InputError
from loopready.web.forms import session_of
from loopready.web.kept import MOST_SENT
from loopready.web.settings import WebSettings

MOST_OF_STRANGERS = 64 * 1024
"""Bytes of a form that somebody who is not signed in may send."""


class SignInNeededError(Exception):
    """Nobody is signed in, and the page is somebody's."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """The account behind a request; ``account`` is None for the one person of personal mode."""

    id: str
    name: str = ""
    role: str = "candidate"
    account: Account | None = None


def service_of(request: Request) -> Service:
    """What the server runs on."""
    service: Service = request.app.state.service
    return service


TheService = Annotated[Service, Depends(service_of)]


def person_if_any(request: Request, service: TheService) -> Person | None:
    """Who asks; None where accounts are kept and nobody is signed in."""
    settings: WebSettings = request.app.state.settings
    if not settings.hosted:
        return Person(id=PERSONAL)
    cookie = session_of(request)
    found = service.reception.who(cookie) if cookie else None
    if found is None:
        return None
    account, _ = found
    request.state.account = account.id
    return Person(id=account.id, name=account.called, role=account.role, account=account)


AnyPerson = Annotated[Person | None, Depends(person_if_any)]


def person_of(person: AnyPerson) -> Person:
    """Who asks. SignInNeededError where nobody is signed in."""
    if person is None:
        raise SignInNeededError
    return person


ThePerson = Annotated[Person, Depends(person_of)]


def desk_of(person: ThePerson, service: TheService) -> Desk:
    """The desk of who asks."""
    return service.desk(person.id)


TheDesk = Annotated[Desk, Depends(desk_of)]


def hosted_only(request: Request) -> None:
    """404 in personal mode, which has no accounts."""
    settings: WebSettings = request.app.state.settings
    if not settings.hosted:
        raise HTTPException(404)


def small_body(request: Request) -> None:
    """413 where a form for strangers is larger than any of its fields; it is looked at before the body is read.

    Signing in may bring along what was typed before it.
    """
    length = request.headers.get("content-length", "")
    most = MOST_SENT if request.url.path == "/sign-in" else MOST_OF_STRANGERS
    if request.method == "POST" and (not length.isdigit() or int(length) > most):
        raise InputError("too_large", "that is more than this form can hold")


def account_of(person: ThePerson) -> Account:
    """The account that is signed in; 404 in personal mode."""
    if person.account is None:
        raise HTTPException(404)
    return person.account


TheAccount = Annotated[Account, Depends(account_of)]


def coach_of(account: TheAccount) -> Account:
    """The coach who is signed in; 403 for anybody else."""
    if account.role != "coach":
        raise HTTPException(403, "This page is for coaches. Your own pages are under Preparations.")
    return account


def admin_of(account: TheAccount) -> Account:
    """The admin who is signed in; 403 for anybody else."""
    if account.role != "admin":
        raise HTTPException(403, "This page is for admins. Your own pages are under Preparations.")
    return account


TheCoach = Annotated[Account, Depends(coach_of)]
TheAdmin = Annotated[Account, Depends(admin_of)]


def address_of(request: Request) -> str:
    """The address a request came from; behind a stated proxy, the one that the proxy tells."""
    return request.client.host if request.client else ""


def browser_of(request: Request) -> str:
    """The browser and system that a request says it comes from, in a few words for the list of sign-ins."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
