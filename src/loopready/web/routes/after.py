"""After a real round: the note, kept as it is typed; which of our questions were asked; what was not foreseen."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.afterwards import After, AfterwardsBook
from loopready.model import InputError, RoundNote
from loopready.practice.afterwards import BASELINE_PRECISION, BASELINE_RECALL, FIELDS
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson
from loopready.web.practising import TheAfterwards

router = APIRouter(include_in_schema=False)
OTHER = "other"
"""The choice of a round whose name is typed."""


@router.get("/preparations/{id}/after")
def after(request: Request, id: str, book: TheAfterwards, person: ThePerson) -> Response:
    """The notes, the list of our questions, and how these did."""
    return _page(request, id, book, person)


@router.post("/preparations/{id}/after/notes")
def begin(request: Request, id: str, form: Form, book: TheAfterwards, person: ThePerson) -> Response:
    """Begin a note on a round."""
    chosen = text(form, "round")
    name = text(form, "name") if chosen in ("", OTHER) else chosen
    try:
        made = book.add_note(id, round=name, held=text(form, "held"))
    except InputError as error:
        return _failed(request, id, book, person, error, given={"round": chosen, "name": text(form, "name"), "held": text(form, "held")})
    return RedirectResponse(f"/preparations/{id}/after/notes/{made.id}", status_code=303)


@router.get("/preparations/{id}/after/notes/{note}")
def note(request: Request, id: str, note: str, book: TheAfterwards, person: ThePerson) -> Response:
    """One note."""
    return _note(request, id, book, person, book.note(id, note))


@router.post("/preparations/{id}/after/notes/{note}")
def write(request: Request, id: str, note: str, form: Form, book: TheAfterwards, person: ThePerson) -> Response:
    """Keep words of a note. A program gets JSON; a plain form is led back to the list."""
    typed = {field.id: str(form[field.id]) for field in FIELDS if isinstance(form.get(field.id), str)}
    asks_json = "application/json" in request.headers.get("accept", "")
    book.note(id, note)
    try:
        kept = book.write_note(id, note, typed, version=number(form, "version"))
    except InputError as error:
        if error.code not in ("changed_elsewhere", "too_large"):
            raise
        now = book.note(id, note)
        if asks_json:
            return JSONResponse({"error": str(error), "code": error.code, **_json(now)}, status_code=status_of(error))
        return _note(request, id, book, person, now, typed=typed, problem=error)
    return JSONResponse(_json(kept)) if asks_json else RedirectResponse(f"/preparations/{id}/after", status_code=303)


@router.post("/preparations/{id}/after/notes/{note}/delete")
def delete(id: str, note: str, form: Form, book: TheAfterwards) -> Response:
    """Delete a note."""
    book.delete_note(id, note)
    return RedirectResponse(f"/preparations/{id}/after", status_code=303)


@router.post("/preparations/{id}/after/asked")
def tell(request: Request, id: str, form: Form, book: TheAfterwards, person: ThePerson) -> Response:
    """Keep which of our questions were asked."""
    asked = _all(form, "asked")
    try:
        book.tell(id, asked, seen=text(form, "seen"))
    except InputError as error:
        return _failed(request, id, book, person, error, ticked=frozenset(asked))
    return RedirectResponse(f"/preparations/{id}/after#ours", status_code=303)


@router.post("/preparations/{id}/after/own")
def add(request: Request, id: str, form: Form, book: TheAfterwards, person: ThePerson) -> Response:
    """Add a question that was not foreseen."""
    try:
        book.add_own(id, text(form, "own"), signal=text(form, "signal"))
    except InputError as error:
        return _failed(request, id, book, person, error, given={"own": text(form, "own"), "signal": text(form, "signal")})
    return RedirectResponse(f"/preparations/{id}/after#own", status_code=303)


@router.post("/preparations/{id}/after/own/delete")
def drop(id: str, form: Form, book: TheAfterwards) -> Response:
    """Take such a question back."""
    book.drop_own(id, text(form, "question"))
    return RedirectResponse(f"/preparations/{id}/after#own", status_code=303)


def _failed(
    request: Request, id: str, book: AfterwardsBook, person: Person, error: InputError, *, given: dict[str, str] | None = None,
    ticked: frozenset[str] | None = None,
) -> Response:  # fmt: skip
    """The page with what was given still in its fields; what is not found stays so."""
    if error.code == "not_found":
        raise error
    return _page(request, id, book, person, given=given, ticked=ticked, problem=error)


def _page(
    request: Request, id: str, book: AfterwardsBook, person: Person, *, given: dict[str, str] | None = None,
    ticked: frozenset[str] | None = None, problem: InputError | None = None,
) -> Response:  # fmt: skip
    made = book.page(id)
    shown = ticked if ticked is not None else _ticked(made)
    fields = {"round": "", "name": "", "held": dt.date.today().isoformat(), "own": "", "signal": "", **(given or {})}
    return page(
        request, "after.html.j2", status=status_of(problem) if problem else 200, person=person, preparation=made.preparation, after=made,
        given=fields, ticked=shown, problem=str(problem) if problem else "", changed=bool(problem and problem.code == "changed_elsewhere"),
        fields=FIELDS, other=OTHER, baseline=(BASELINE_RECALL, BASELINE_PRECISION),
    )  # fmt: skip


def _note(
    request: Request, id: str, book: AfterwardsBook, person: Person, held: RoundNote, *, typed: dict[str, str] | None = None,
    problem: InputError | None = None,
) -> Response:  # fmt: skip
    made = book.page(id)
    names = dict(made.rounds)
    return page(
        request, "after_note.html.j2", status=status_of(problem) if problem else 200, person=person, preparation=made.preparation,
        note=held, called=names.get(held.round, held.round), fields=FIELDS, typed=typed or held.texts,
        problem=str(problem) if problem else "",
    )  # fmt: skip


def _json(note: RoundNote) -> dict[str, object]:
    return {"version": note.version, "texts": note.texts}


def _all(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]


def _ticked(made: After) -> frozenset[str]:
    bank = [each for _, group in made.bank for each in group]
    return frozenset(each.id for each in (*made.listed, *bank) if each.asked)
