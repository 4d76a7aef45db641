"""Design talks in the browser: the prompts, a talk turn by turn, and its debrief."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.designing import Designs
from loopready.app.workbench import facts
from loopready.model import Exercise, InputError
from loopready.rendering.report import report_html
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService
from loopready.web.talks import DELETED, answered, typed_in

router = APIRouter(include_in_schema=False)
CONFLICTS = ("changed_elsewhere", "too_large", "empty", "not_possible", "not_storable")


def designs_of(person: ThePerson, service: TheService) -> Designs:
    """The design talks of who asks."""
    return Designs(service, person.id)


TheDesigns = Annotated[Designs, Depends(designs_of)]


@router.get("/designs")
def listed(request: Request, held: TheDesigns, person: ThePerson) -> Response:
    """The prompts, and the talks begun."""
    rows = held.all()
    return page(
        request, "designs.html.j2", person=person, prompts=held.prompts(), going=[each for each in rows if each.state == "open"],
        ended=[each for each in rows if each.state == "done"], said=DELETED if request.query_params.get("said") == "deleted" else "",
    )  # fmt: skip


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
        report = Markup(report_html(held.report(exercise), facts=facts(), level=1))  # noqa: S704
        shown: dict[str, Any] = {"report": report}
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
        if error.code not in CONFLICTS:
            raise
        now = held.get(exercise)
        draft = held.tape(now).draft
        other = draft if error.code == "changed_elsewhere" and draft and draft != typed.replace("\r\n", "\n") else None
        return _shown(request, held, person, now, typed=typed, problem=str(error), other=other, status=status_of(error))
    return RedirectResponse(f"/designs/{exercise}" + ("" if act == "end" else "#now"), status_code=303)


@router.post("/designs/{exercise}/draft")
def draft(exercise: str, form: Form, held: TheDesigns) -> Response:
    """Keep what is typed, for the page's script."""
    try:
        kept = held.draft(exercise, typed_in(form), version=number(form, "version"))
    except InputError as error:
        if error.code not in CONFLICTS:
            raise
        now = held.get(exercise)
        return answered(error, draft=held.tape(now).draft, version=now.version, done=now.state == "done")
    return JSONResponse({"version": kept.version})


@router.get("/designs/{exercise}/delete")
def delete_page(request: Request, exercise: str, held: TheDesigns, person: ThePerson) -> Response:
    """Asks before a talk is deleted."""
    return page(request, "talk_delete.html.j2", person=person, exercise=held.get(exercise), back="/designs")


@router.post("/designs/{exercise}/delete")
def delete(exercise: str, form: Form, held: TheDesigns) -> Response:
    """Delete a talk."""
    held.delete(exercise)
    return RedirectResponse("/designs?said=deleted", status_code=303)
