"""The plan of a preparation: what to do now and on which day, what was done, the calendar file, and the day before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.accounts import utc_now
from loopready.app.desk import Desk
from loopready.app.planning import MOST_MINUTES, Planner
from loopready.model import Act, InputError
from loopready.rendering.layout import Anchors
from loopready.web.downloads import disposition, file_name
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService

router = APIRouter(include_in_schema=False)
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def planner_of(person: ThePerson, service: TheService) -> Planner:
    """The plans of who asks."""
    return Planner(service, person.id)


ThePlanner = Annotated[Planner, Depends(planner_of)]


@router.get("/preparations/{id}/plan")
def plan(request: Request, id: str, planner: ThePlanner, desk: TheDesk, person: ThePerson) -> Response:
    """The days, and what to do with some minutes now where ``minutes`` asks for it."""
    return _plan_page(request, person, planner, desk, id)


@router.post("/preparations/{id}/plan")
def settings(request: Request, id: str, form: Form, planner: ThePlanner, desk: TheDesk, person: ThePerson) -> Response:
    """Keep what the plan goes by; the plan is made anew."""
    planner.preparation(id)
    days = [value for value in form.getlist("days_off") if isinstance(value, str) and value.isascii() and value.isdigit()]
    try:
        changes = {
            "minutes_a_day": number(form, "minutes_a_day"), "new_a_day": number(form, "new_a_day"), "at": text(form, "at"),
            "zone": text(form, "zone"), "days_off": tuple(int(day) for day in days),
        }  # fmt: skip
        planner.set(id, changes, version=number(form, "version"))
    except InputError as error:
        if error.code == "not_found":
            raise
        return _plan_page(request, person, planner, desk, id, problem=error)
    return RedirectResponse(f"/preparations/{id}/plan?said=kept", status_code=303)


@router.post("/preparations/{id}/plan/done")
def done(request: Request, id: str, form: Form, planner: ThePlanner, desk: TheDesk, person: ThePerson) -> Response:
    """Mark an act, or the part of it that was planned, as done."""
    planner.preparation(id)
    try:
        planner.do(id, text(form, "key"), now=utc_now(), minutes=number(form, "minutes"), left=number(form, "left"))
    except InputError as error:
        if error.code != "changed_elsewhere":
            raise
        return _plan_page(request, person, planner, desk, id, problem=error)
    return RedirectResponse(f"/preparations/{id}/plan?said=done#now", status_code=303)


@router.post("/preparations/{id}/plan/undone")
def undone(id: str, form: Form, planner: ThePlanner) -> Response:
    """Take back that something was done."""
    planner.undo(id, text(form, "done"))
    return RedirectResponse(f"/preparations/{id}/plan?said=undone", status_code=303)


@router.get("/preparations/{id}/plan.ics")
def calendar(id: str, planner: ThePlanner) -> Response:
    """The plan as a calendar file."""
    name = file_name(planner.name(id), "- plan", suffix=".ics")
    data = planner.calendar(id, now=utc_now())
    return Response(data, media_type="text/calendar; charset=utf-8", headers={"Content-Disposition": disposition(name)})


@router.get("/preparations/{id}/day-before")
def day_before(request: Request, id: str, planner: ThePlanner, desk: TheDesk, person: ThePerson) -> Response:
    """The page of the day before."""
    made, preparation = planner.day_before(id), desk.preparations.get(id)
    return page(
        request, "day_before.html.j2", person=person, preparation=preparation, made=made, quiet=planner.plan(id, now=utc_now()).quiet,
        link=_brief_link(id),
    )  # fmt: skip


@router.post("/preparations/{id}/day-before")
def lay_ready(id: str, form: Form, planner: ThePlanner) -> Response:
    """Tick something to lay ready, or take the tick back."""
    planner.lay_ready(id, text(form, "key"), ready=text(form, "ready") == "yes", now=utc_now())
    return RedirectResponse(f"/preparations/{id}/day-before#ready", status_code=303)


_SAID = {
    "kept": "Kept. The plan is made for it.",
    "done": "Done. What is left is planned anew.",
    "undone": "Taken back. It is planned again.",
}


def _plan_page(
    request: Request, person: Person, planner: Planner, desk: Desk, id: str, *, problem: InputError | None = None
) -> Response:  # fmt: skip
    preparation, now = desk.preparations.get(id), utc_now()
    asked = request.query_params.get("minutes", "")
    chosen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
    session = planner.session(id, minutes=min(max(chosen, 1), MOST_MINUTES), now=now) if chosen is not None else None
    made = planner.plan(id, now=now)
    return page(
        request, "plan.html.j2", status=status_of(problem) if problem else 200, person=person, preparation=preparation, plan=made,
        session=session, week=WEEK, link=_link(id), titles=planner.titles(id), problem=str(problem) if problem else "",
        said=_SAID.get(request.query_params.get("said", ""), ""),
    )  # fmt: skip


def _link(id: str) -> Callable[[Act], str]:
    """Where an act is done."""
    pages = {"cards": "/cards", "claim": "/claims", "story": "/stories", "practise": "/practice", "day_before": "/day-before"}
    brief = _brief_link(id)

    def link(act: Act) -> str:
        if act.place:
            return act.place
        return f"/preparations/{id}{pages[act.kind]}" if act.kind in pages else brief(act.item)

    return link


def _brief_link(id: str) -> Callable[[str | None], str]:
    """Where an item stands in the brief."""

    def link(item: str | None) -> str:
        return f"/preparations/{id}" + (f"#{Anchors().of(item)}" if item else "")

    return link
