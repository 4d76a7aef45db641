"""A preparation's page: the brief, or how far it is."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from loopready.app.desk import Desk
from loopready.app.opposite import NAMES
from loopready.model import Interviewer, Preparation
from loopready.web.brief_view import View, mine_of, view_of
from loopready.web.caching import headers, held_by, tag_of, unchanged
from loopready.web.forms import Form, keep_token, number, text, token_of
from loopready.web.pages import fragment, page
from loopready.web.people import TheDesk, ThePerson
from loopready.web.routes.exports import FORMATS
from loopready.web.routes.progress import steps_of

router = APIRouter(include_in_schema=False)


@router.get("/preparations/{id}")
def preparation(request: Request, id: str, desk: TheDesk, person: ThePerson) -> Response:
    """The brief, also while a new one is made; the stages while the first is; what stopped it where it was stopped."""
    made = desk.latest(id)
    if made is None:
        known = desk.known(id)
        return page(request, "progress.html.j2", person=person, preparation=known.preparation, steps=steps_of(known))
    brief, run = made
    present = desk.preparations.get(id)
    view = _view(desk, present, run)
    top = _top(request, desk, present, run)
    body = view.filled(mine_of(id, brief, desk.notes(id).all(), top=top))
    answer = page(request, "brief.html.j2", person=person, preparation=present, view=view, body=body, formats=FORMATS)
    if request.app.state.settings.hosted:
        return answer
    tag = tag_of(bytes(answer.body))
    if held_by(request, tag):
        return unchanged(tag)
    answer.headers.update(headers(tag))
    return answer


def _view(desk: Desk, preparation: Preparation, run: int) -> View:
    """The brief laid out, as it is held or anew."""

    def make() -> View:
        brief = desk.brief(preparation.id)
        assert brief is not None
        return view_of(preparation.id, desk.for_reader(preparation, brief))

    key = (preparation.id, "brief", str(run), ",".join(preparation.asked.interviewers))
    return desk.held().get(key, make, size=lambda view: view.size)


def _top(request: Request, desk: Desk, preparation: Preparation, run: int) -> str:
    roles = [NAMES[role] for role in get_args(Interviewer) if role in preparation.asked.interviewers]
    return fragment(
        "brief_top.html.j2", preparation=preparation, shown=run, corrections=len(desk.corrections(preparation.id)),
        interviewers=", ".join(roles), csrf=token_of(request),
    )  # fmt: skip


@router.get("/preparations/{id}/news")
def news(request: Request, id: str, desk: TheDesk, run: int) -> Response:
    """Whether a newer brief than that of ``run`` is being made, is ready, or failed: a part of the page."""
    present = desk.preparations.get(id)
    answer = HTMLResponse(fragment("banner.html.j2", preparation=present, shown=run, csrf=token_of(request)))
    keep_token(request, answer)
    return answer


@router.post("/preparations/{id}/again")
def again(id: str, form: Form, desk: TheDesk) -> Response:
    """Make the brief once more."""
    changes = {"anyway": True} if text(form, "anyway") else {}
    made = desk.again(id, version=number(form, "version"), changes=changes)
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)
