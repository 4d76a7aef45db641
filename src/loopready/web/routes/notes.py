"""Notes on the items of a brief: kept as they are typed, and by a plain form."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.desk import Desk
from loopready.app.notes import DOABLE, items_of
from loopready.model import InputError, ItemNote
from loopready.rendering.clean import one_line
from loopready.rendering.layout import Anchors
from loopready.web.errors import status_of
from loopready.web.forms import Form, keep_token, number, text, token_of
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson

router = APIRouter(include_in_schema=False)


@router.get("/preparations/{id}/notes")
def note(request: Request, id: str, item: str, desk: TheDesk, person: ThePerson) -> Response:
    """The note on one item, as a page of its own."""
    desk.preparations.get(id)
    held = desk.notes(id).of(item)
    if held is None and not _titles(desk, id, item)[1]:
        raise InputError("not_found", "the brief has no such part any more; reload its page", name=item[:80])
    return _page(request, desk, person, id, item, held, typed=held.text if held else "")


@router.get("/token")
def token(request: Request, person: ThePerson) -> Response:
    """The token of this sign-in, for a page that was open while its own ended."""
    answer = JSONResponse({"token": token_of(request)}, headers={"Cache-Control": "no-store"})
    keep_token(request, answer)
    return answer


@router.post("/preparations/{id}/notes")
def write(request: Request, id: str, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Keep a note: its words, or the mark that it is done. A program gets JSON, a plain form is led back to the brief."""
    item = text(form, "item")
    typed = str(form.get("text") or "")
    asks_json = "application/json" in request.headers.get("accept", "")
    book, brief = desk.notes(id), desk.brief(id)
    held = book.of(item)
    try:
        if form.get("text") is not None and (typed.strip() or held is not None):
            held = book.write(brief, item, typed, version=number(form, "version"))
        if form.get("done") is not None:
            held = book.mark(brief, item, done=text(form, "done") == "yes")
    except InputError as error:
        now = book.of(item)
        if asks_json:
            return JSONResponse({"error": str(error), "code": error.code, "now": _json(now)}, status_code=status_of(error))
        if error.code in ("changed_elsewhere", "too_large"):
            return _page(request, desk, person, id, item, now, typed=typed, problem=str(error), status=status_of(error))
        raise
    if asks_json:
        return JSONResponse(_json(held))
    return RedirectResponse(f"/preparations/{id}#{quote(_titles(desk, id, item)[2])}", status_code=303)


def _json(note: ItemNote | None) -> dict[str, object]:
    return {"text": note.text if note else "", "version": note.version if note else 0, "done": bool(note and note.done)}


def _page(
    request: Request, desk: Desk, person: Person, id: str, item: str, held: ItemNote | None, *, typed: str, problem: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    section, title, anchor = _titles(desk, id, item)
    return page(
        request, "note.html.j2", status=status, person=person, preparation=desk.preparations.get(id), item=item, title=title or item,
        anchor=anchor, doable=section in DOABLE, note=held, typed=typed, problem=problem,
    )  # fmt: skip


def _titles(desk: Desk, id: str, item: str) -> tuple[str, str, str]:
    """The section of an item, its title, and its anchor on the brief's page; empty where the brief has no such item."""
    brief = desk.brief(id)
    found = items_of(brief).get(item) if brief is not None else None
    if brief is None or found is None:
        return "", "", ""
    section = next(section.id for section in brief.sections if found in section.items)
    return section, one_line(found.title), Anchors().of(item)
