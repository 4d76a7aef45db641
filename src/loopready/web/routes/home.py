"""Home: drop a CV and a posting; and the list's latest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from loopready.app import guides as library
from loopready.app.coaching import Coached
from loopready.app.desk import Desk
from loopready.app.sample import CV, JOB
from loopready.model import Asked, InputError, Interviewer, StoredFile
from loopready.web.errors import status_of
from loopready.web.forms import Form, text, upload
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson

router = APIRouter(include_in_schema=False)
RECENT = 8
INTERVIEWERS = tuple((role, role.replace("_", " ").capitalize()) for role in get_args(Interviewer))


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the form held, so that a fault loses nothing of it."""

    posting: str = ""
    kept_cv: str = ""
    on: str = ""
    guide: str = ""
    anyway: bool = False
    interviewers: tuple[str, ...] = ()


@router.get("/")
def home(request: Request, desk: TheDesk, person: ThePerson) -> Response:
    """The home page."""
    given = Given()
    source = request.query_params.get("from")
    if source:
        asked = desk.preparations.get(source).asked
        posting = asked.address or (desk.text_of(asked.job) if asked.job else "")
        given = Given(
            posting=posting, kept_cv=asked.cv.sha256, on=asked.on or "", guide=asked.guide or "", anyway=asked.anyway,
            interviewers=asked.interviewers,
        )  # fmt: skip
    return _home(request, desk, person, given=given)


def _home(request: Request, desk: Desk, person: Person, *, given: Given, problem: str = "", status: int = 200) -> Response:
    recent = desk.preparations.all(limit=RECENT)
    coached = Coached(request.app.state.service, person.id) if person.account else None
    return page(
        request, "home.html.j2", status=status, person=person, recent=recent, total=desk.preparations.count(), cvs=desk.cvs(),
        pairings=coached.pairings() if coached else [], homework=coached.homework(now=dt.datetime.now(dt.UTC)) if coached else [],
        problem=problem, given=given, interviewers=INTERVIEWERS, today=dt.date.today().isoformat(),
        guides=[(each.path, each.title) for each in library.listed()],
    )  # fmt: skip


@router.post("/preparations")
def begin(request: Request, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Begin a preparation; back to the form, with all that was given, where something is at fault."""
    given = given_of(form)
    kept: StoredFile | None = None
    try:
        kept = _cv(form, desk)
        job, address = _job(form, desk)
        if kept is None:
            raise InputError("no_cv", "choose the file of your CV", name="your CV")
        asked = Asked(
            cv=kept, job=job, address=address, on=given.on or None, guide=given.guide or None, anyway=given.anyway,
            interviewers=tuple(role for role in get_args(Interviewer) if role in given.interviewers),
        )  # fmt: skip
        made = desk.submit(asked)
    except InputError as error:
        if kept is not None:
            given = given_of(form, kept_cv=kept.sha256)
        return _home(request, desk, person, given=given, problem=str(error), status=status_of(error))
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)


@router.post("/try")
def try_it(form: Form, desk: TheDesk) -> Response:
    """A preparation of the invented CV and posting that ship with the package."""
    cv = desk.put(CV.encode(), name="invented-cv.txt")
    job = desk.put(JOB.encode(), name="invented-job.txt")
    made = desk.submit(Asked(cv=cv, job=job), title="Example: Engineering Manager at Firn Cloud")
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)


def given_of(form: FormData, *, kept_cv: str = "") -> Given:
    """The form's fields."""
    return Given(
        posting=text(form, "posting"), kept_cv=kept_cv or text(form, "kept_cv"), on=text(form, "on"), guide=text(form, "guide"),
        anyway=bool(text(form, "anyway")), interviewers=tuple(str(role) for role in form.getlist("interviewers")),
    )  # fmt: skip


def _cv(form: Mapping[str, object], desk: Desk) -> StoredFile | None:
    given = upload(form, "cv")
    if given is not None:
        return desk.put(given[0], name=given[1])
    sha = text(form, "kept_cv")
    return desk.cv_of(sha) if sha else None


def _job(form: Mapping[str, object], desk: Desk) -> tuple[StoredFile | None, str | None]:
    given = upload(form, "job")
    if given is not None:
        return desk.put(given[0], name=given[1]), None
    return desk.posting_of(text(form, "posting"))
