"""Home: drop a CV and a posting; and the list's latest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
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
    cv_name: str = ""
    kept_job: str = ""
    job_name: str = ""
    on: str = ""
    guide: str = ""
    anyway: bool = False
    interviewers: tuple[str, ...] = ()


@router.get("/")
def home(request: Request, desk: TheDesk, person: ThePerson) -> Response:
    """The home page."""
    asked = request.query_params
    given = Given(guide=asked.get("guide", ""))
    if asked.get("from"):
        given = _of(desk.preparations.get(asked["from"]).asked, desk)
    elif asked.get("cv"):
        whole = _of(desk.preparations.get(asked["cv"]).asked, desk)
        given = Given(kept_cv=whole.kept_cv, cv_name=whole.cv_name, guide=given.guide)
    elif asked.get("job"):
        given = replace(_of(desk.preparations.get(asked["job"]).asked, desk), kept_cv="", cv_name="", anyway=False)
    return _home(request, desk, person, given=given)


def _of(asked: Asked, desk: Desk) -> Given:
    """The form that a preparation was made of: its posting as an address, as text, or as a file that is kept."""
    posting = asked.address or (desk.text_of(asked.job) if asked.job else "")
    file = asked.job if asked.job and not posting else None
    return Given(
        posting=posting, kept_cv=asked.cv.sha256, cv_name=asked.cv.name, kept_job=file.sha256 if file else "",
        job_name=file.name if file else "", on=asked.on or "", guide=asked.guide or "", anyway=asked.anyway,
        interviewers=asked.interviewers,
    )  # fmt: skip


def _home(request: Request, desk: Desk, person: Person, *, given: Given, problem: str = "", status: int = 200) -> Response:
    recent = desk.preparations.all(limit=RECENT)
    cvs = [(file.sha256, file.name) for file in desk.cvs()]
    if given.kept_cv and given.kept_cv not in dict(cvs):
        cvs.insert(0, (given.kept_cv, given.cv_name))
    coached = Coached(request.app.state.service, person.id) if person.account else None
    return page(
        request, "home.html.j2", status=status, person=person, recent=recent, total=desk.preparations.count(), cvs=cvs,
        pairings=coached.pairings() if coached else [], homework=coached.homework(now=dt.datetime.now(dt.UTC)) if coached else [],
        problem=problem, given=given, interviewers=INTERVIEWERS, today=dt.date.today().isoformat(),
        guides=[(each.path, each.title) for each in library.listed(desk.library)],
    )  # fmt: skip


@router.post("/preparations")
def begin(request: Request, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Begin a preparation; back to the form, with all that was given, where something is at fault."""
    given = given_of(form)
    try:
        cv = _cv(form, desk)
        if cv is not None:
            given = replace(given, kept_cv=cv.sha256, cv_name=cv.name)
        job, address = _job(form, desk)
        if job is not None and not given.posting:
            given = replace(given, kept_job=job.sha256, job_name=job.name)
        if cv is None:
            raise InputError("no_cv", "choose the file of your CV", name="Your CV")
        asked = Asked(
            cv=cv, job=job, address=address, on=given.on or None, guide=given.guide or None, anyway=given.anyway,
            interviewers=tuple(role for role in get_args(Interviewer) if role in given.interviewers),
        )  # fmt: skip
        made = desk.submit(asked)
    except InputError as error:
        return _home(request, desk, person, given=given, problem=str(error), status=status_of(error))
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)


@router.post("/try")
def try_it(form: Form, desk: TheDesk) -> Response:
    """A preparation of the invented CV and posting that ship with the package."""
    cv = desk.put(CV.encode(), name="invented-cv.txt")
    job = desk.put(JOB.encode(), name="invented-job.txt")
    made = desk.submit(Asked(cv=cv, job=job), title="Example: Engineering Manager at Firn Cloud")
    return RedirectResponse(f"/preparations/{made.id}", status_code=303)


def given_of(form: FormData) -> Given:
    """The form's fields."""
    sha, _, name = text(form, "kept_cv").partition("/")
    job, _, job_name = text(form, "kept_job").partition("/")
    return Given(
        posting=text(form, "posting"), kept_cv=sha, cv_name=name, kept_job=job, job_name=job_name, on=text(form, "on"),
        guide=text(form, "guide"), anyway=bool(text(form, "anyway")),
        interviewers=tuple(str(role) for role in form.getlist("interviewers")),
    )  # fmt: skip


def _cv(form: FormData, desk: Desk) -> StoredFile | None:
    """The CV: the file chosen now, else the one given before."""
    chosen = upload(form, "cv")
    if chosen is not None:
        return desk.put(chosen[0], name=chosen[1])
    given = given_of(form)
    if not given.kept_cv:
        return None
    return desk.file_of(given.kept_cv, name=given.cv_name) if given.cv_name else desk.cv_of(given.kept_cv)


def _job(form: FormData, desk: Desk) -> tuple[StoredFile | None, str | None]:
    """The posting: the file chosen now, else what the field holds, else the file given before."""
    chosen = upload(form, "job")
    if chosen is not None:
        return desk.put(chosen[0], name=chosen[1]), None
    given = given_of(form)
    if given.kept_job and not given.posting:
        return desk.file_of(given.kept_job, name=given.job_name), None
    return desk.posting_of(given.posting)
