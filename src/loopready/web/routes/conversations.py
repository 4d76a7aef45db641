"""The conversation in the browser: who one may sit opposite, the ninety days move by move, and the debrief."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.conversing import Conversations
from loopready.model import Exercise, InputError
from loopready.practice.conversation.telling import MEETINGS, view_of
from loopready.practice.conversation.world import NOTED
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService
from loopready.web.talks import asked_to_delete, conflict, debriefed, deleted, kept_draft, parted, typed_in

router = APIRouter(include_in_schema=False)


def conversations_of(person: ThePerson, service: TheService) -> Conversations:
    """The conversations of who asks."""
    return Conversations(service, person.id)


TheConversations = Annotated[Conversations, Depends(conversations_of)]


@router.get("/conversations")
def listed(request: Request, held: TheConversations, person: ThePerson) -> Response:
    """Whom one may sit opposite, and the conversations begun."""
    return page(request, "conversations.html.j2", person=person, cases=held.cases(), book=held.book, **parted(request, held.all()))


@router.post("/conversations")
def begin(form: Form, held: TheConversations) -> Response:
    """Begin one, with somebody who was chosen or the one played least."""
    made = held.start(case=text(form, "case") or None)
    return RedirectResponse(f"/conversations/{made.id}", status_code=303)


@router.get("/conversations/{exercise}")
def one(request: Request, exercise: str, held: TheConversations, person: ThePerson) -> Response:
    """Where it stands: what was said this week, what is known, and the moves of a meeting. After the end, the debrief."""
    found = held.get(exercise)
    return _shown(request, held, person, found, typed=held.tape(found).draft)


def _shown(
    request: Request, held: Conversations, person: Person, exercise: Exercise, *, typed: str, at: str | None = None, problem: str = "",
    other: str | None = None, status: int = 200,
) -> Response:  # fmt: skip
    world, state = held.played(exercise)
    view = view_of(world, state)
    values: dict[str, Any] = {"person": person, "exercise": exercise, "view": view, "typed": typed, "problem": problem, "other": other}
    if exercise.state == "done":
        return page(request, "conversation_end.html.j2", status=status, report=debriefed(held.debrief(exercise)), **values)
    asked = at or request.query_params.get("at", "person")
    meeting = asked if asked in MEETINGS else "person"
    thinks = [each.id for each in view.moves["desk"] if each.id.startswith(NOTED)]
    return page(request, "conversation.html.j2", status=status, at=meeting, meetings=MEETINGS, thinks=thinks, **values)


@router.post("/conversations/{exercise}")
def move(request: Request, exercise: str, form: Form, held: TheConversations, person: ThePerson) -> Response:
    """Make a move, with the words that were typed for it."""
    typed, at = typed_in(form), text(form, "at")
    try:
        made = held.act(exercise, text(form, "move"), typed, version=number(form, "version"))
    except InputError as error:
        now, other = conflict(held, exercise, error, typed)
        return _shown(request, held, person, now, typed=typed, at=at, problem=str(error), other=other, status=status_of(error))
    where = f"/conversations/{exercise}"
    return RedirectResponse(
        where if made.state == "done" or not at else f"{where}?at={at if at in MEETINGS else 'person'}#now", status_code=303
    )


@router.post("/conversations/{exercise}/draft")
def draft(exercise: str, form: Form, held: TheConversations) -> Response:
    """Keep what is typed, for the page's script."""
    return kept_draft(held, exercise, form)


@router.get("/conversations/{exercise}/delete")
def delete_page(request: Request, exercise: str, held: TheConversations, person: ThePerson) -> Response:
    """Asks before one is deleted."""
    return asked_to_delete(request, held, exercise, person, back="/conversations")


@router.post("/conversations/{exercise}/delete")
def delete(exercise: str, form: Form, held: TheConversations) -> Response:
    """Delete one."""
    return deleted(held, exercise, back="/conversations")
