"""A preparation's page: the brief, or how far it is."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from typing import get_args

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from loopready.app.coaching import Coached
from loopready.app.desk import Desk
from loopready.app.opposite import NAMES
from loopready.app.stages import Wording, worded_of
from loopready.model import Brief, Interviewer, Preparation
from loopready.web.assets import all_digests
from loopready.web.brief_view import View, mine_of, view_of
from loopready.web.caching import headers, held_by, tag_of, unchanged
from loopready.web.forms import Form, keep_token, number, text, token_of
from loopready.web.pages import fragment, page
from loopready.web.people import TheDesk, ThePerson
from loopready.web.practising import TheProgress
from loopready.web.remarks import remarks_of
from loopready.web.routes.exports import FORMATS, KEPT
from loopready.web.routes.progress import steps_of
from loopready.web.watching import LOOK_SECONDS

router = APIRouter(include_in_schema=False)
_QUICK = 5


@router.get("/preparations/{id}")
def preparation(request: Request, id: str, desk: TheDesk, person: ThePerson, book: TheProgress) -> Response:
    """The brief, also while a new one is made; the stages while the first is; what stopped it where it was stopped."""
    run = desk.run_shown(id)
    if run is None:
        known = desk.known(id)
        return page(request, "progress.html.j2", person=person, preparation=known.preparation, steps=steps_of(known))
    present, notes, corrections = desk.preparations.get(id), desk.notes(id).all(), len(desk.corrections(id))
    hosted = request.app.state.settings.hosted
    answers, wording = book.mark(id), desk.wording(id)
    said = Coached(request.app.state.service, person.id).comments_of(id) if hosted else []
    made_of = (
        *(each.model_dump_json() for each in (present, *notes, *said)),
        str(run),
        str(corrections),
        str(hosted),
        answers,
        str(desk.wording(id)),
    )
    tag = tag_of(*made_of, repr(person), token_of(request), all_digests())
    if not hosted and held_by(request, tag):
        return unchanged(tag)

    def written() -> bytes:
        made = book.living(id, desk.brief_of(id, run)) if answers else desk.brief_of(id, run)
        view = _view(desk, present, made, run, answers, worded=worded_of(present, run))
        top = _top(request, present, run, corrections, wording)
        remarks = remarks_of(said, action=f"/preparations/{id}/comments", csrf=token_of(request), starts=False)
        body = view.filled(mine_of(id, made, notes, top=top, remarks=remarks))
        whole = page(
            request, "brief.html.j2", person=person, preparation=present, view=view, body=body, comments=len(said), formats=FORMATS,
            kept=KEPT,
        )  # fmt: skip
        return bytes(whole.body)

    answer = Response(media_type="text/html", headers=({} if hosted else headers(tag)) | {"Vary": "Cookie, Accept-Encoding"})
    if "gzip" in request.headers.get("accept-encoding", ""):
        answer.body = desk.held().get((id, "packed", tag), lambda: gzip.compress(written(), _QUICK, mtime=0), size=len)
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer.body = written()
    answer.headers["Content-Length"] = str(len(answer.body))
    keep_token(request, answer)
    return answer


def lay_out(desk: Desk, preparation: Preparation, run: int) -> None:
    """Lay out a brief that somebody waits for, while their browser hears that it is done and asks for its page.

    Why without answers: a first brief has none, and one that has is laid out when its page is asked for.
    """
    _view(desk, preparation, desk.brief_of(preparation.id, run), run, "")


def _view(desk: Desk, preparation: Preparation, brief: Brief, run: int, answers: str, *, worded: str = "") -> View:
    """The brief laid out, as it is held or anew; ``answers`` is the mark of those that its deciders' page rests on, ``worded`` that of
    the words it stands in."""

    def make() -> View:
        return view_of(preparation.id, desk.for_reader(preparation, brief))

    key = (preparation.id, "brief", str(run), ",".join(preparation.asked.interviewers), answers, worded)
    return desk.held().get(key, make, size=lambda view: view.size)


def _top(request: Request, preparation: Preparation, run: int, corrections: int, wording: Wording | None) -> str:
    roles = [NAMES[role] for role in get_args(Interviewer) if role in preparation.asked.interviewers]
    return fragment(
        "brief_top.html.j2", preparation=preparation, shown=run, corrections=corrections, wording=wording,
        worded=worded_of(preparation, run),        interviewers=", ".join(roles), csrf=token_of(request),
    )  # fmt: skip


@router.get("/preparations/{id}/news")
def news(request: Request, id: str, desk: TheDesk, run: int, worded: str = "") -> Response:
    """Whether a newer brief than ``run``, or other words than ``worded``, are being made, are ready or failed: a part of the page."""
    present = desk.preparations.get(id)
    html = fragment(
        "banner.html.j2", preparation=present, shown=run, worded=worded, wording=desk.wording(id), now_worded=worded_of(present, run),
        csrf=token_of(request),
    )  # fmt: skip
    answer = HTMLResponse(html)
    keep_token(request, answer)
    return answer


@router.get("/preparations/{id}/wording")
async def wording(id: str, desk: TheDesk) -> StreamingResponse:
    """Server-sent events while a language model puts the brief into better words: how many stand so far; then ``finished``."""
    await run_in_threadpool(desk.preparations.get, id)
    return StreamingResponse(_worded(id, desk), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _worded(id: str, desk: Desk) -> AsyncIterator[str]:
    told = -1
    while (now := await run_in_threadpool(desk.wording, id)) is not None:
        if now.passed != told:
            told = now.passed
            yield f"data: {now.passed} of {now.asked}\n\n"
        await asyncio.sleep(LOOK_SECONDS * 4)
    yield f"event: finished\ndata: /preparations/{id}\n\n"


@router.post("/preparations/{id}/again")
def again(id: str, form: Form, desk: TheDesk) -> Response:
    """Make the brief once more."""
    changes = {"anyway": True} if text(form, "anyway") else {}
    made = desk.again(id, version=number(form, "version"), changes=changes)
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)
