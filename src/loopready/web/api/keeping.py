"""What goes along from a preparation's practice: the plan and the cards, as JSON and as files of other programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from loopready.app.accounts import utc_now
from loopready.app.planning import Planner
from loopready.app.reviewing import CardBox
from loopready.engines.text import slug
from loopready.model import Plan
from loopready.web.api.errors import told
from loopready.web.api.people import TheApiPerson
from loopready.web.api.preparing import TheId
from loopready.web.people import TheService

router = APIRouter(tags=["practice"])


def api_planner(person: TheApiPerson, service: TheService) -> Planner:
    """The plans of who asks."""
    return Planner(service, person.id)


def api_cards(person: TheApiPerson, service: TheService) -> CardBox:
    """The cards of who asks."""
    return CardBox(service, person.id)


def _file(media_type: str, says: str, *, binary: bool) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"} if binary else {"type": "string"}
    return {200: {"description": says, "content": {media_type: {"schema": schema}}}, **told(404, 409, 422)}


@router.get("/prep/{id}/plan", response_model=Plan, responses=told(404, 409, 422))
def plan(id: TheId, planner: Annotated[Planner, Depends(api_planner)]) -> Plan:
    """The plan to the interview's day, as things stand now."""
    return planner.plan(id, now=utc_now())


@router.get("/prep/{id}/plan.ics", response_class=Response, responses=_file("text/calendar", "The days of the plan.", binary=False))
def calendar(id: TheId, planner: Annotated[Planner, Depends(api_planner)]) -> Response:
    """The plan as a calendar file (iCalendar)."""
    data = planner.calendar(id, now=utc_now())
    headers = {"Content-Disposition": f'attachment; filename="plan-{slug(planner.name(id))}.ics"'}
    return Response(data, media_type="text/calendar", headers=headers)


@router.get(
    "/prep/{id}/cards.apkg", response_class=Response, responses=_file("application/octet-stream", "The cards for Anki.", binary=True)
)
def anki(id: TheId, box: Annotated[CardBox, Depends(api_cards)]) -> Response:
    """The cards as an Anki package."""
    now = utc_now()
    headers = {"Content-Disposition": f'attachment; filename="cards-{slug(box.deck(id, now=now).preparation.name)}.apkg"'}
    return Response(box.anki(id, now=now), media_type="application/octet-stream", headers=headers)
