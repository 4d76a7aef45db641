"""The CV and the posting beside the brief: their text and their pages' pictures, with the words of a cite lit."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse, Response

from loopready.app.desk import Desk
from loopready.app.pictures import has_pages
from loopready.model import Brief, Document, DocumentKind
from loopready.rendering.clean import one_line, plain
from loopready.web.caching import headers, held_by, tag_of, unchanged
from loopready.web.pages import fragment, page
from loopready.web.people import TheDesk, ThePerson

router = APIRouter(include_in_schema=False)
Place = Annotated[int | None, Query(ge=0, le=100_000_000)]
PageAsked = Annotated[int | None, Query(alias="page", ge=1, le=10_000)]
_DRAWING = "1"
"""Changes when pages are drawn differently, so that browsers ask for them anew."""


@router.get("/preparations/{id}/documents/{source}")
def document(
    request: Request, id: str, source: DocumentKind, desk: TheDesk, person: ThePerson, start: Place = None, end: Place = None,
    view: str = "", part: bool = False, page_asked: PageAsked = None,
) -> Response:  # fmt: skip
    """A document with the characters ``start:end`` lit; ``part`` gives what the panel beside the brief shows."""
    brief = _brief(desk, id)
    shown = brief.cv if source == "cv" else brief.job
    view = view or ("picture" if part else "text")
    values = _values(desk, id, brief, shown, source=source, start=start, end=end, page_asked=page_asked, view=view)
    if part:
        return HTMLResponse(fragment("document_part.html.j2", **values))
    return page(request, "document.html.j2", person=person, preparation=desk.preparations.get(id), **values)


def _brief(desk: Desk, id: str) -> Brief:
    brief = desk.brief(id)
    if brief is None:
        raise HTTPException(404)
    return brief


def _values(
    desk: Desk,
    id: str,
    brief: Brief,
    shown: Document,
    *,
    source: DocumentKind,
    start: int | None,
    end: int | None,
    view: str,
    page_asked: int | None,
) -> dict[str, Any]:
    """What the templates need. Places outside of the text light nothing."""
    if start is None or end is None or not start < end <= len(shown.text):
        start = end = None
    values: dict[str, Any] = {
        "id": id, "source": source, "name": one_line(shown.name), "start": start, "end": end, "sheets": (), "missing": "",
        "pictures": has_pages(shown), "words": one_line(shown.text[start:end]) if start is not None else "", "unlit": False, "groups": (),
    }  # fmt: skip
    if view == "picture":
        drawn = desk.sheets(id, brief, source, start=start, end=end, page=page_asked)
        values |= {"groups": drawn.groups, "sheets": drawn.sheets, "missing": drawn.missing, "unlit": drawn.unlit}
    values["of"] = shown.id
    values["lines"] = [] if values["sheets"] else lit_lines(shown.text, start, end)
    return values


def lit_lines(text: str, start: int | None, end: int | None) -> list[tuple[str, str, str]]:
    """The lines of a text, each as what stands before, in and after the characters ``start:end``."""
    out = []
    at = 0
    for line in text.split("\n"):
        first = min(max((start if start is not None else 0) - at, 0), len(line))
        last = min(max((end if end is not None else 0) - at, first), len(line))
        out.append((plain(line[:first]), plain(line[first:last]), plain(line[last:])) if start is not None else (plain(line), "", ""))
        at += len(line) + 1
    return out


@router.get("/preparations/{id}/documents/{source}/pages/{number}.jpg")
def picture(request: Request, id: str, source: DocumentKind, number: int, desk: TheDesk) -> Response:
    """A page's picture, for its owner alone."""
    asked = desk.preparations.get(id).asked
    file = asked.cv if source == "cv" else asked.job
    if file is None:
        raise HTTPException(404)
    tag = tag_of(file.sha256, str(number), _DRAWING)
    if held_by(request, tag):
        return unchanged(tag)
    for each in desk.pages(id, source, page=number) if number > 0 else ():
        if each.page == number:
            return Response(each.jpeg, media_type="image/jpeg", headers=headers(tag))
    raise HTTPException(404)
