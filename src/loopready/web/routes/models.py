"""The language model: set, agreed to, tried and turned off. On a hosted server the admin sets it, and each person agrees for themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.model_server import forget_server
from loopready.app.modelling import Modelling, money, set_up
from loopready.model import LoopreadyError
from loopready.web.errors import status_of
from loopready.web.forms import Form, secret, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService

router = APIRouter(include_in_schema=False)
SAID = {"kept": "Kept.", "on": "On. From the next brief on it is asked.", "off": "Off. Nothing is sent.", "gone": "Forgotten, the key too."}


def modelling_of(person: ThePerson, service: TheService) -> Modelling:
    """The language model of the person who asks."""
    return Modelling(service.database, person.id)


TheModelling = Annotated[Modelling, Depends(modelling_of)]


@router.get("/settings/model")
def shown(request: Request, person: ThePerson, modelling: TheModelling) -> Response:
    """The page: what would be sent where, what it costs, and the choice."""
    return _page(request, person, modelling)


@router.post("/settings/model")
def keep(request: Request, form: Form, person: ThePerson, modelling: TheModelling) -> Response:
    """Keep what was filled in; it is on only if that was agreed to for this very server."""
    key = secret(form, "key").strip()
    try:
        set_up(
            modelling, url=text(form, "url"), model=text(form, "model"), key=key or ("" if text(form, "no_key") else None),
            price_in=text(form, "price_in"), price_out=text(form, "price_out"), hide_employers=bool(text(form, "hide_employers")),
            per_brief=text(form, "per_brief") if _sets(request, person) else None,
            per_month=text(form, "per_month") if _sets(request, person) else None, may_set_server=_sets(request, person),
        )  # fmt: skip
    except LoopreadyError as error:
        return _page(request, person, modelling, typed=_typed(form), problem=str(error), status=status_of(error))
    return _back("kept")


@router.post("/settings/model/on")
def turn_on(request: Request, form: Form, person: ThePerson, modelling: TheModelling) -> Response:
    """Agree to what the page says is sent."""
    try:
        modelling.choose(on=True)
    except LoopreadyError as error:
        return _page(request, person, modelling, problem=str(error), status=status_of(error))
    return _back("on")


@router.post("/settings/model/off")
def turn_off(form: Form, modelling: TheModelling) -> Response:
    """Send nothing from now on."""
    modelling.choose(on=False)
    return _back("off")


@router.post("/settings/model/test")
def test(request: Request, form: Form, person: ThePerson, modelling: TheModelling) -> Response:
    """Ask the server for one word, with nothing of anybody in it."""
    _must_set(request, person)
    try:
        made = modelling.try_out()
    except LoopreadyError as error:
        return _page(request, person, modelling, problem=str(error), status=status_of(error))
    return _page(request, person, modelling, said=f"{made.model} answers: {' '.join(made.text.split())[:80]}")


@router.post("/settings/model/forget")
def forget(request: Request, form: Form, person: ThePerson, modelling: TheModelling) -> Response:
    """Delete the address, the key and the answers that are kept."""
    _must_set(request, person)
    modelling.choose(on=False)
    modelling.forget()
    forget_server()
    return _back("gone")


def _sets(request: Request, person: Person) -> bool:
    """Whether this person may say which server is asked."""
    return not request.app.state.settings.hosted or person.role == "admin"


def _must_set(request: Request, person: Person) -> None:
    if not _sets(request, person):
        raise HTTPException(403, "Whoever runs this server sets the language model.")


def _page(
    request: Request, person: Person, modelling: Modelling, *, typed: dict[str, str] | None = None, problem: str = "", said: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    try:
        now = modelling.status()
    except LoopreadyError as error:
        now, problem, status = None, problem or str(error), status_of(error)
    return page(
        request, "model.html.j2", status=status, person=person, now=now, typed=typed or {}, problem=problem, sets=_sets(request, person),
        said=said or SAID.get(request.query_params.get("said", ""), ""), money=money,
    )  # fmt: skip


def _typed(form: Form) -> dict[str, str]:
    """What was typed, but for the key."""
    return {name: text(form, name) for name in ("url", "model", "price_in", "price_out", "per_brief", "per_month")}


def _back(said: str) -> Response:
    return RedirectResponse(f"/settings/model?said={said}#main", status_code=303)
