"""Papers: the kinds there are, drafts kept while they are typed, and what each holds by its written criteria."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.papers import MOST_LETTERS, Start, WritingDesk, draft_of, example_mark, find, papers
from loopready.model import Exercise, InputError
from loopready.rendering.paper_text import LEFT_OUT, NO_PROPHET, PRIVATE, length_line, words_of
from loopready.web.downloads import disposition, file_name
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.paper_view import lit
from loopready.web.people import Person, ThePerson, TheService

router = APIRouter(include_in_schema=False)
SAID = {"deleted": "Deleted, with its history.", "saved": "Saved."}
_TYPES = {"md": "text/markdown; charset=utf-8", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def desk_of(person: ThePerson, service: TheService) -> WritingDesk:
    """The writing desk of who asks."""
    return WritingDesk(service, person.id)


TheWriting = Annotated[WritingDesk, Depends(desk_of)]


@router.get("/papers")
def listed(request: Request, desk: TheWriting, person: ThePerson) -> Response:
    """The papers there are, and the person's own drafts."""
    return page(
        request, "papers.html.j2", person=person, papers=papers(), drafts=desk.all(), titles={each.id: each.title for each in papers()},
        words_of=words_of, private=PRIVATE, said=SAID.get(request.query_params.get("said", ""), ""),
        draft_of=draft_of,
    )  # fmt: skip


@router.post("/papers")
def begin(form: Form, desk: TheWriting) -> Response:
    """Begin a draft of the skeleton, of nothing, or of the worked example."""
    asked = text(form, "start") or "skeleton"
    if asked not in get_args(Start):
        raise InputError("no_start", "begin with the skeleton, the example or an empty page", name=asked[:20])
    made = desk.begin(text(form, "paper"), start=cast(Start, asked))
    return RedirectResponse(f"/papers/{made.id}", status_code=303)


@router.get("/papers/{exercise}")
def one(request: Request, exercise: str, desk: TheWriting, person: ThePerson) -> Response:
    """A draft beside the criteria."""
    return _page(request, desk, person, desk.get(exercise))


def _page(
    request: Request, desk: WritingDesk, person: Person, held: Exercise, *, typed: str | None = None, problem: str = "", status: int = 200
) -> Response:
    paper, draft = find(held.item), draft_of(held)
    mark = desk.mark(held)
    return page(
        request, "paper.html.j2", status=status, person=person, held=held, paper=paper, draft=draft, mark=mark, lit=lit(draft.text, mark),
        example=lit(paper.example.draft, example_mark(paper)), typed=typed, problem=problem, most=MOST_LETTERS, words_of=words_of,
        length=length_line(paper, mark), private=PRIVATE, no_prophet=NO_PROPHET, left_out=LEFT_OUT,
        said=SAID.get(request.query_params.get("said", ""), ""),
    )  # fmt: skip


@router.post("/papers/{exercise}")
def write(request: Request, exercise: str, form: Form, desk: TheWriting, person: ThePerson) -> Response:
    """Keep a draft as it is typed, and hold it against the criteria where that is asked. A program gets JSON."""
    asks_json = "application/json" in request.headers.get("accept", "")
    typed = str(form.get("text") or "")
    try:
        held = desk.save(exercise, typed, version=number(form, "version"))
        if form.get("check") is not None:
            held, _ = desk.check(exercise, version=held.version)
    except InputError as error:
        if error.code not in ("changed_elsewhere", "too_large"):
            raise
        now = desk.get(exercise)
        if asks_json:
            return JSONResponse({"error": str(error), "code": error.code, "now": _json(now)}, status_code=status_of(error))
        return _page(request, desk, person, now, typed=typed, problem=str(error), status=status_of(error))
    if asks_json:
        return JSONResponse(_json(held))
    place = "#marks" if form.get("check") is not None else "?said=saved"
    return RedirectResponse(f"/papers/{held.id}{place}", status_code=303)


def _json(held: Exercise) -> dict[str, Any]:
    return {"version": held.version, "fields": {"text": draft_of(held).text}}


@router.get("/papers/{exercise}/file.{format}")
def file(exercise: str, format: str, desk: TheWriting) -> Response:
    """A draft as a file. 404 for another's, whatever format is asked for."""
    desk.get(exercise)
    wanted: Literal["md", "docx"] | None = "md" if format == "md" else "docx" if format == "docx" else None
    if wanted is None:
        raise InputError("format", "a draft is written as md or docx", name=format[:20])
    title, data = desk.export(exercise, format=wanted)
    name = file_name(title, suffix=f".{format}")
    return Response(data, media_type=_TYPES[wanted], headers={"Content-Disposition": disposition(name)})


@router.get("/papers/{exercise}/delete")
def delete_page(request: Request, exercise: str, desk: TheWriting, person: ThePerson) -> Response:
    """What would go, before it goes."""
    held = desk.get(exercise)
    return page(request, "paper_delete.html.j2", person=person, held=held, draft=draft_of(held))


@router.post("/papers/{exercise}/delete")
def delete(exercise: str, form: Form, desk: TheWriting) -> Response:
    """Delete it."""
    desk.delete(exercise)
    return RedirectResponse("/papers?said=deleted", status_code=303)
