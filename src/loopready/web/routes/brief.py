"""A preparation's page: the brief, or how far it is."""

from __future__ import annotations

import gzip
from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from loopready.app.coaching import Coached
from loopready.app.desk import Desk
from loopready.app.opposite import NAMES
from loopready.app.phrasing import with_claims
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

router = APIRouter(include_in_schema=False)
_QUICK = 5


@router.get("/preparations/{id}")
def preparation(request: Request, id: str, desk: TheDesk, person: ThePerson, book: TheProgress) -> Response:
    """The brief, also while a new one is made; the stages while the first is; what stopped it where it was stopped."""
    run = desk.run_shown(id)
    if run is None:
        known = desk.known(id)
        return page(request, "progress.html.j2", person=person, preparation=known.preparation, steps=steps_of(known))
    wording = desk.wording(id)  # before the brief is asked for: what ends meanwhile is in both, and nothing is in neither
    so_far = wording.passed if wording is not None else 0
    present, notes, corrections = desk.preparations.get(id), desk.notes(id).all(), len(desk.corrections(id))
    hosted = request.app.state.settings.hosted
    answers = book.mark(id)
    said = Coached(request.app.state.service, person.id).comments_of(id) if hosted else []
    made_of = (
        *(each.model_dump_json() for each in (present, *notes, *said)),
        str(run),
        str(corrections),
        str(hosted),
        answers,
        f"{wording} {so_far}",
    )
    tag = tag_of(*made_of, repr(person), token_of(request), all_digests())
    if not hosted and held_by(request, tag):
        return unchanged(tag)

    def written() -> bytes:
        made = book.living(id, desk.brief_of(id, run)) if answers else desk.brief_of(id, run)
        if wording is not None and wording.run == run:
            made = with_claims(made, {claim.id: claim for claim in wording.claims[:so_far]})
        view = _view(desk, present, made, run, answers, worded=worded_of(present, run), wording=wording, so_far=so_far)
        top = _top(request, present, run, corrections, wording, so_far=so_far, answers=answers)
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
    _view(desk, preparation, desk.brief_of(preparation.id, run), run, "", wording=desk.wording(preparation.id))


def _view(
    desk: Desk, preparation: Preparation, brief: Brief, run: int, answers: str, *, worded: str = "", wording: Wording | None,
    so_far: int = 0,
) -> View:  # fmt: skip
    """The brief laid out, as it is held or anew; ``answers`` is the mark of those that its deciders' page rests on, ``worded`` that of
    the words it stands in, and ``so_far`` how many of them a model that is at it has worded."""
    under_way = wording if wording is not None and wording.run == run else None

    def make() -> View:
        return view_of(preparation.id, desk.for_reader(preparation, brief), places=under_way.places if under_way else ())

    here = str(so_far) if under_way else ""
    key = (preparation.id, "brief", str(run), ",".join(preparation.asked.interviewers), answers, worded, here)
    return desk.held().get(key, make, size=lambda view: view.size)


def _top(
    request: Request, preparation: Preparation, run: int, corrections: int, wording: Wording | None, *, so_far: int, answers: str
) -> str:  # fmt: skip
    roles = [NAMES[role] for role in get_args(Interviewer) if role in preparation.asked.interviewers]
    return fragment(
        "brief_top.html.j2", preparation=preparation, shown=run, corrections=corrections, wording=wording,
        worded=worded_of(preparation, run), so_far=so_far, answers=answers, interviewers=", ".join(roles), csrf=token_of(request),
    )  # fmt: skip


@router.get("/preparations/{id}/news")
def news(request: Request, id: str, desk: TheDesk, run: int, worded: str = "") -> Response:
    """Whether a newer brief than ``run``, or other words than ``worded``, are being made, are ready or failed: a part of the page."""
    present, now = desk.preparations.get(id), desk.wording(id)
    html = fragment(
        "banner.html.j2", preparation=present, shown=run, worded=worded, wording=now, now_worded=worded_of(present, run),
        csrf=token_of(request), so_far=now.passed if now is not None else 0, answers="",
    )  # fmt: skip
    answer = HTMLResponse(html)
    keep_token(request, answer)
    return answer


@router.post("/preparations/{id}/again")
def again(id: str, form: Form, desk: TheDesk) -> Response:
    """Make the brief once more."""
    changes = {"anyway": True} if text(form, "anyway") else {}
    made = desk.again(id, version=number(form, "version"), changes=changes)
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)
