"""The list of preparations, what can be done with each, and comparing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from loopready.adapters.database import Order
from loopready.app import comparing
from loopready.app.desk import Desk
from loopready.model import InputError, Preparation
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService

router = APIRouter(include_in_schema=False)
ROWS = 40
ORDERS: tuple[tuple[Order, str], ...] = (("changed", "Last change"), ("interview", "Interview date"))
SAID = {
    "archived": "Archived. It is kept under Archived.",
    "unarchived": "Back on the desk.",
    "deleted": "Deleted, with all that hung on it.",
    "renamed": "Renamed.",
}


@router.get("/preparations")
def listed(request: Request, desk: TheDesk, person: ThePerson) -> Response:
    """A page of the list; the part with the rows alone where the search field asks for it."""
    asked = request.query_params
    words, archived = asked.get("words", "").strip()[:200], asked.get("shelf") == "archived"
    order: Order = "interview" if asked.get("order") == "interview" else "changed"
    at = int(asked["page"]) if asked.get("page", "").isascii() and asked.get("page", "").isdigit() and len(asked["page"]) < 7 else 1
    found = desk.lists.listing(words=words, archived=archived, order=order, today=today(), limit=ROWS, offset=(max(at, 1) - 1) * ROWS)
    kept, shelved = desk.lists.counts()
    last = max(1, -(-found.total // ROWS))
    if at > last:
        found = desk.lists.listing(words=words, archived=archived, order=order, today=today(), limit=ROWS, offset=(last - 1) * ROWS)
    values = {"words": words, "shelf": "archived" if archived else "", "order": order if order != "changed" else ""}
    part = request.headers.get("hx-target", "").endswith("rows")
    return page(
        request, "preparations_rows.html.j2" if part else "preparations.html.j2", person=person, rows=found.rows, total=found.total,
        sought=words, archived=archived, order=order, orders=ORDERS, at=min(max(at, 1), last), last=last, kept=kept, shelved=shelved,
        made=desk.lists.made([row.id for row in found.rows if row.state != "done"]), day_now=today(), said=SAID.get(asked.get("said", "")),
        link=lambda **changes: "/preparations?" + urlencode({name: value for name, value in {**values, **changes}.items() if value}),
    )  # fmt: skip


@router.get("/preparations/compare")
def compare(request: Request, desk: TheDesk, person: ThePerson, service: TheService) -> Response:
    """Several jobs for one CV, or several versions of a CV for one job."""
    chosen, left_off = _chosen(request, desk)
    one_cv = len({each.asked.cv.sha256 for each in chosen}) == 1
    one_job = len({comparing.job_of(each) for each in chosen}) == 1
    by_job = one_job and (not one_cv or "job" in request.query_params)
    if chosen and not one_cv and not one_job:
        says = "choose preparations that share a CV, to compare jobs, or that share a job, to compare versions of a CV"
        raise InputError("not_comparable", says, name="compare")
    made, unfinished = comparing.standings(desk, chosen)
    if by_job:
        return _versions(request, person, made, unfinished)
    jobs = comparing.ranked(made)
    return page(
        request, "compare_jobs.html.j2", person=person, jobs=jobs, unfinished=unfinished, chosen=chosen, left_off=left_off,
        gaps=comparing.shared_gaps(made, embed=service.pipeline.embedder.embed), rule=comparing.RULE, day_now=today(),
    )  # fmt: skip


def _chosen(request: Request, desk: Desk) -> tuple[list[Preparation], int]:
    """The preparations that the address names, by ids or by what they share, and how many were left off."""
    asked = request.query_params
    ids = list(dict.fromkeys(asked.getlist("id")))
    if ids:
        if len(ids) > comparing.MOST:
            raise InputError("too_many_chosen", f"choose up to {comparing.MOST} to compare", name="compare")
        return desk.lists.several(ids), 0
    cv, job = asked.get("cv"), asked.get("job")
    if not cv and not job:
        raise InputError("nothing_chosen", "choose two or more in the list of preparations", name="compare")
    found = desk.lists.sharing(cv=cv or None, job=None if cv else job, limit=200)
    if not found:
        raise InputError("not_found", "no preparation on the desk uses that file; see the list", name="compare")
    each = comparing.latest_each(found, by=comparing.job_of if cv else lambda preparation: preparation.asked.cv.sha256)
    return each[: comparing.MOST], max(0, len(each) - comparing.MOST)


def _versions(request: Request, person: Person, made: Sequence[comparing.Standing], unfinished: Sequence[Preparation]) -> Response:
    """Two versions side by side: those the address names, else the oldest and the newest."""
    ordered = sorted(made, key=lambda standing: standing.preparation.created)
    by_id = {standing.id: standing for standing in ordered}
    before = by_id.get(request.query_params.get("before", "")) or (ordered[0] if ordered else None)
    after = by_id.get(request.query_params.get("after", "")) or (ordered[-1] if ordered else None)
    compared = comparing.versions(before, after) if before and after and before is not after else None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name in ("id", "job")]
    return page(
        request, "compare_versions.html.j2", person=person, standings=ordered, compared=compared, unfinished=unfinished, kept=kept,
        quote_of=comparing.quote_of, day_now=today(),
    )  # fmt: skip


@router.get("/preparations/{id}/rename")
def rename_page(request: Request, id: str, desk: TheDesk, person: ThePerson) -> Response:
    """The form for another name."""
    held = desk.preparations.get(id)
    return page(request, "preparation_rename.html.j2", person=person, preparation=held, typed=held.title or "", problem="")


@router.post("/preparations/{id}/rename")
def rename(request: Request, id: str, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Another name; what was typed stays where it was changed in another window."""
    typed = text(form, "title")
    try:
        if len(typed) > 200:
            raise InputError("too_long", "keep it within 200 characters", name="the name")
        desk.preparations.change(id, version=number(form, "version"), title=typed)
    except InputError as error:
        if error.code not in ("changed_elsewhere", "too_long"):
            raise
        held = desk.preparations.get(id)
        status = 409 if error.code == "changed_elsewhere" else 422
        return page(request, "preparation_rename.html.j2", status=status, person=person, preparation=held, typed=typed, problem=str(error))
    return _back("renamed")


@router.post("/preparations/{id}/archive")
def archive(id: str, form: Form, desk: TheDesk) -> Response:
    """To the archive, or back to the desk."""
    to_shelf = text(form, "to") != "desk"
    desk.preparations.change(id, version=number(form, "version"), archived=to_shelf)
    return _back("archived" if to_shelf else "unarchived", shelf="" if to_shelf else "archived")


@router.post("/preparations/{id}/duplicate")
def duplicate(id: str, form: Form, desk: TheDesk) -> Response:
    """A copy that goes its own way."""
    made = desk.duplicate(id, title=f"Copy of {desk.preparations.get(id).name}"[:200])
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)


@router.get("/preparations/{id}/delete")
def delete_page(request: Request, id: str, desk: TheDesk, person: ThePerson) -> Response:
    """What would go, before it goes."""
    going, held = desk.lists.going(id), desk.preparations.get(id)
    return page(request, "preparation_delete.html.j2", person=person, preparation=held, going=going)


@router.post("/preparations/{id}/delete")
def delete(id: str, form: Form, desk: TheDesk) -> Response:
    """Delete it."""
    desk.delete(id)
    return _back("deleted")


def _back(said: str, *, shelf: str = "") -> RedirectResponse:
    query = {"said": said, **({"shelf": shelf} if shelf else {})}
    return RedirectResponse(f"/preparations?{urlencode(query)}", status_code=303)


def today() -> str:
    """The day it is where the server stands, YYYY-MM-DD."""
    return dt.date.today().isoformat()
