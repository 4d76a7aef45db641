"""One's own guides and questions: to write, to paste or give as a file, to mend and to delete."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from loopready.app.desk import Desk
from loopready.app.own import ASKERS, question_fields, question_text
from loopready.model import InputError, OwnContent
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text, upload
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson

router = APIRouter(include_in_schema=False)
_FIELDS = ("text", "tests", "listen")


@router.get("/own")
def own(request: Request, desk: TheDesk, person: ThePerson) -> Response:
    """All of them, and the form for one more."""
    return _own(request, desk, person)


@router.post("/own")
def add(request: Request, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Keep a guide, from its file or as pasted; back to the form with all of it where it can not be kept."""
    given = {"path": text(form, "path"), "text": _text(form)}
    try:
        chosen = upload(form, "file")
        if chosen is not None:
            given["text"] = _decoded(*chosen)
        if not given["text"].strip():
            raise InputError("nothing_said", "paste its YAML or choose its file", name="The guide")
        desk.take_upload()
        made = desk.own.put_guide(given["text"], path=given["path"])
    except InputError as error:
        return _own(request, desk, person, given=given, problem=error)
    return RedirectResponse(f"/own/{made.id}", status_code=303)


@router.get("/own/question")
def new_question(request: Request, desk: TheDesk, person: ThePerson, guide: str = "") -> Response:
    """The form of a question on a guide, once that is chosen."""
    return _question(request, desk, person, guide=guide)


@router.post("/own/question")
def add_question(request: Request, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Keep a question."""
    guide, given = text(form, "guide"), _given(form)
    try:
        desk.take_upload()
        desk.own.put_question(question_text(guide=guide, **given), guide=guide)
    except InputError as error:
        return _question(request, desk, person, guide=guide, given=given, problem=error)
    return RedirectResponse("/own#questions", status_code=303)


@router.get("/own/{id}")
def one(request: Request, id: str, desk: TheDesk, person: ThePerson) -> Response:
    """A guide's text with what is to be mended, or a question's form."""
    return _one(request, desk, person, desk.own.get(id))


@router.post("/own/{id}")
def change(request: Request, id: str, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Keep other words; what was typed stays in the form where they can not be kept."""
    held = desk.own.get(id)
    if held.kind == "question":
        given = _given(form)
        try:
            desk.take_upload()
            desk.own.change_question(id, question_text(guide=held.guide, **given), version=number(form, "version"))
        except InputError as error:
            return _question(request, desk, person, guide=held.guide, held=desk.own.get(id), given=given, problem=error)
        return RedirectResponse("/own#questions", status_code=303)
    typed = _text(form)
    try:
        desk.take_upload()
        desk.own.change_guide(id, typed, version=number(form, "version"))
    except InputError as error:
        return _one(request, desk, person, desk.own.get(id), typed=typed, problem=error)
    return RedirectResponse(f"/own/{id}?saved=1", status_code=303)


@router.post("/own/{id}/delete")
def delete(id: str, form: Form, desk: TheDesk) -> Response:
    """Delete a guide or question."""
    desk.own.delete(id)
    return RedirectResponse("/own", status_code=303)


def _own(
    request: Request, desk: Desk, person: Person, *, given: dict[str, str] | None = None, problem: InputError | None = None
) -> Response:
    held = desk.own.all()
    return page(
        request, "own.html.j2", status=status_of(problem) if problem else 200, person=person,
        guides=[each for each in held if each.kind == "guide"], questions=[each for each in held if each.kind == "question"],
        titles={path: head.title for path, head in desk.library.heads.items()}, ask_on=desk.own.guides_to_ask_on(),
        given=given or {"path": "", "text": ""}, problem=str(problem) if problem else "",
    )  # fmt: skip


def _one(
    request: Request, desk: Desk, person: Person, held: OwnContent, *, typed: str | None = None, problem: InputError | None = None
) -> Response:
    if held.kind == "question":
        return _question(request, desk, person, guide=held.guide, held=held, problem=problem)
    clash = problem is not None and problem.code == "changed_elsewhere"
    return page(
        request, "own_guide.html.j2", status=status_of(problem) if problem else 200, person=person, held=held,
        typed=held.text if typed is None else typed, now=held.text if clash else "", saved=request.query_params.get("saved", ""),
        problem=str(problem) if problem else "",
    )  # fmt: skip


def _question(
    request: Request, desk: Desk, person: Person, *, guide: str, held: OwnContent | None = None, given: dict[str, Any] | None = None,
    problem: InputError | None = None,
) -> Response:  # fmt: skip
    guides = desk.own.guides_to_ask_on()
    if held is not None and given is None:
        try:
            given = question_fields(held)
        except InputError as error:
            problem = problem or error
    chosen = desk.library.guides.get(guide) if guide in dict(guides) else None
    return page(
        request, "own_question.html.j2", status=status_of(problem) if problem else 200, person=person, held=held, guides=guides,
        chosen=chosen, guide=guide, given=given or {"text": "", "tests": "", "listen": "", "signals": (), "by": ()},
        askers=[(each, chosen.who.get(each, "") if chosen else "") for each in ASKERS], problem=str(problem) if problem else "",
    )  # fmt: skip


def _given(form: FormData) -> dict[str, Any]:
    return {
        **{name: " ".join(text(form, name).split()) for name in _FIELDS},
        "signals": [str(each) for each in form.getlist("signals")], "by": [str(each) for each in form.getlist("by")],
    }  # fmt: skip


def _text(form: FormData) -> str:
    """A guide's text as it was typed, with the line ends of a file."""
    value = form.get("text")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError("no_text", "is no text in UTF-8; save the guide as YAML in UTF-8", name=name) from None
