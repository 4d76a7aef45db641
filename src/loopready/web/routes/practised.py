"""What practice changed for a preparation: readiness with what moved it, the deciders' lines, habits, every answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from loopready.rendering.progress_charts import columns, columns_width, progress_bar, steps
from loopready.web.pages import page
from loopready.web.people import ThePerson
from loopready.web.practising import TheProgress

router = APIRouter(include_in_schema=False)


@router.get("/preparations/{id}/progress")
def progress(request: Request, id: str, book: TheProgress, person: ThePerson) -> Response:
    """The page."""
    seen = book.seen(id)
    return page(
        request, "practised.html.j2", person=person, preparation=seen.preparation, seen=seen, progress=seen.progress,
        progress_bar=progress_bar, steps=steps, columns=columns, columns_width=columns_width,
    )  # fmt: skip
