"""Design talks in the browser: the prompts, a talk turn by turn, and its debrief."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.designing import Designs
from loopready.model import Exercise, InputError
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService
from loopready.web.talks import asked_to_delete, conflict, debriefed, deleted, kept_draft, parted, typed_in

router = APIRouter(include_in_schema=False)


def designs_of(person: ThePerson, service: TheService) -> Designs:
    """The design talks of who asks."""
    return Designs(service, person.id)


TheDesigns = Annotated[Designs, Depends(designs_of)]


@router.get("/designs")
def listed(request: Request, held: TheDesigns, person: ThePerson) -> Response:
    """The prompts, and the talks begun."""
    return page(request, "designs.html.j2", person=person, prompts=held.prompts(), **parted(request, held.all()))


@router.post("/designs")
def begin(form: Form, held: TheDesigns) -> Response:
    """Begin a talk."""
    return RedirectResponse(f"/designs/{held.start(text(form, 'prompt')).id}", status_code=303)


@router.get("/designs/{exercise}")
def one(request: Request, exercise: str, held: TheDesigns, person: ThePerson) -> Response:
    """The talk as far as it went; after its end, the debrief."""
    found = held.get(exercise)
    return _shown(request, held, person, found, typed=held.tape(found).draft)


def _shown(
    request: Request, held: Designs, person: Person, exercise: Exercise, *, typed: str, problem: str = "", other: str | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    tape, prompt = held.tape(exercise), held.prompt(exercise)
    if exercise.state == "done":
        shown: dict[str, Any] = {"report": debriefed(held.report(exercise))}
    else:
        shown = {"other": other}
    template = "design_end.html.j2" if exercise.state == "done" else "design.html.j2"
    shown |= {"exercise": exercise, "tape": tape, "prompt": prompt, "typed": typed, "problem": problem}
    return page(request, template, status=status, person=person, **shown)


@router.post("/designs/{exercise}")
def say(request: Request, exercise: str, form: Form, held: TheDesigns, person: ThePerson) -> Response:
    """Say something, or end the talk; what stands in the field is said before it ends."""
    typed, act, version = typed_in(form), text(form, "act"), number(form, "version")
    try:
        if act not in ("say", "end"):
            raise InputError("empty", "the page is incomplete; reload it and try again", name="the form")
        if typed.strip() or act == "say":
            version = held.say(exercise, typed, version=version).version
        if act == "end":
            held.end(exercise, version=version)
    except InputError as error:
        now, other = conflict(held, exercise, error, typed)
        return _shown(request, held, person, now, typed=typed, problem=str(error), other=other, status=status_of(error))
    return RedirectResponse(f"/designs/{exercise}" + ("" if act == "end" else "#now"), status_code=303)


@router.post("/designs/{exercise}/draft")
def draft(exercise: str, form: Form, held: TheDesigns) -> Response:
    """Keep what is typed, for the page's script."""
    return kept_draft(held, exercise, form)


@router.get("/designs/{exercise}/delete")
def delete_page(request: Request, exercise: str, held: TheDesigns, person: ThePerson) -> Response:
    """Asks before a talk is deleted."""
    return asked_to_delete(request, held, exercise, person, back="/designs")


@router.post("/designs/{exercise}/delete")
def delete(exercise: str, form: Form, held: TheDesigns) -> Response:
    """Delete a talk."""
    return deleted(held, exercise, back="/designs")
