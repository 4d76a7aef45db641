"""The brief as a file: in any format, with the person's notes or without, without their name or contact data."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from loopready.app.exporting import exported, held_in
from loopready.app.redacting import Hidden
from loopready.rendering.registry import find_format
from loopready.rendering.registry import formats as known_formats
from loopready.web.downloads import disposition, file_name
from loopready.web.pages import page
from loopready.web.people import TheDesk, ThePerson
from loopready.web.practising import TheProgress

router = APIRouter(include_in_schema=False)
FORMATS = (("pdf", "PDF"), ("docx", "Word (DOCX)"), ("md", "Markdown"), ("json", "JSON"), ("html", "HTML, one file"))
KEPT = (("plan.ics", "Calendar of the plan (.ics)"), ("cards.apkg", "Anki cards (.apkg)"))
"""Files that are made of the brief and of what was practised since."""


@router.get("/preparations/{id}/brief.{format}")
def brief(
    id: str, format: str, desk: TheDesk, book: TheProgress, notes: bool = False, without: Annotated[list[Hidden] | None, Query()] = None
) -> Response:
    """The brief as a file, as the answers practised leave it. ``without`` covers the person's name or contact data."""
    if format not in known_formats():
        raise HTTPException(404)
    made = book.brief(id)
    if made is None:
        raise HTTPException(404)
    found = find_format(format)
    written = exported(made, format=format, notes=desk.notes(id).all() if notes else (), without=tuple(without or ()))
    posting = made.posting
    seat, firm = (leaf.value if leaf else "" for leaf in (posting.title, posting.firm))
    name = file_name(" at ".join(part for part in (seat, firm) if part) or "Brief", "- brief", suffix=found.suffix)
    data = written.encode("utf-8", "backslashreplace") if isinstance(written, str) else written
    return Response(data, media_type=_type(found.media_type), headers={"Content-Disposition": disposition(name)})


def _type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") or media_type == "application/json" else media_type


@router.get("/preparations/{id}/share")
def share(request: Request, id: str, desk: TheDesk, person: ThePerson) -> Response:
    """What a file would hold, and the choices, before it is made."""
    made = desk.brief(id)
    if made is None:
        raise HTTPException(404)
    notes = [note for note in desk.notes(id).all() if note.text or note.done]
    return page(
        request, "share.html.j2", person=person, preparation=desk.preparations.get(id), formats=FORMATS, holds=held_in(made),
        notes=len(notes), hidden=get_args(Hidden),
    )  # fmt: skip
