"""One's own account: name, password, where one is signed in, who looked at one's data, and one's coaches."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.accounts import audit_of
from loopready.app.coaching import Coached
from loopready.app.service import Service
from loopready.model import Account, InputError
from loopready.web.errors import status_of, waiting
from loopready.web.forms import Form, secret, session_of, text
from loopready.web.pages import page
from loopready.web.people import Person, TheAccount, ThePerson, TheService, address_of, browser_of
from loopready.web.routes.door import signed_in, signed_out

router = APIRouter(include_in_schema=False)
ENTRIES = 200
ACTIONS = {
    "overview": "saw it in the list of their candidates",
    "view_client": "looked at the page before a session",
    "view_brief": "read the brief",
    "view_answers": "read the practised answers",
    "comment": "commented on the brief or an answer",
    "delete_comment": "deleted a comment of theirs",
    "homework": "gave homework",
    "delete_homework": "took homework back",
    "export_pdf": "took the brief away as a PDF",
    "end": "ended working with you",
    "delete_client": "deleted what they kept about you",
    "view_guide": "looked at a guide of yours",
    "use_guide": "used a guide of yours for a preparation",
    "reset_link": "made a link to set your password anew",
    "disabled": "disabled your account",
    "enabled": "enabled your account",
    "role_candidate": "made your account a candidate's",
    "role_coach": "made your account a coach's",
    "role_admin": "made your account an admin's",
}
"""What the actions of the audit trail are called."""


@router.get("/account")
def account_page(request: Request, account: TheAccount, person: ThePerson, service: TheService) -> Response:
    """The account."""
    return _account(request, account, person, service)


@router.post("/account/name")
def rename(request: Request, form: Form, account: TheAccount, person: ThePerson, service: TheService) -> Response:
    """Another name."""
    try:
        service.reception.rename(account, text(form, "name"))
    except InputError as error:
        return _account(request, account, person, service, problem=error, at="name")
    return RedirectResponse("/account?said=name", status_code=303)


@router.post("/account/password")
def change_password(request: Request, form: Form, account: TheAccount, person: ThePerson, service: TheService) -> Response:
    """Another password; every browser is signed out but this one, which gets a new cookie."""
    try:
        cookie = service.reception.change_password(
            account, secret(form, "present"), secret(form, "password"), address=address_of(request), browser=browser_of(request)
        )
    except InputError as error:
        return _account(request, account, person, service, problem=error, at="password")
    return signed_in(request, RedirectResponse("/account?said=password", status_code=303), cookie)


@router.post("/account/sign-outs")
def sign_out_everywhere(request: Request, form: Form, account: TheAccount, service: TheService) -> Response:
    """End all sign-ins, this one too."""
    service.reception.sign_out_everywhere(account)
    return signed_out(request, RedirectResponse("/sign-in?said=out", status_code=303))


@router.post("/sign-out")
def sign_out(request: Request, form: Form, account: TheAccount, service: TheService) -> Response:
    """End this sign-in."""
    service.reception.sign_out(session_of(request))
    return signed_out(request, RedirectResponse("/sign-in?said=out", status_code=303))


@router.get("/account/seen")
def seen(request: Request, account: TheAccount, person: ThePerson, service: TheService) -> Response:
    """Who looked at my data."""
    entries = audit_of(service.database, account.id, limit=ENTRIES)
    names = {each.id: each.name for each in service.desk(account.id).preparations.all(archived=None, limit=1000)}
    guides = {each.id: each.check.title or each.path for each in service.desk(account.id).own.all()}
    return page(request, "seen.html.j2", person=person, entries=entries, names=names, guides=guides, actions=ACTIONS, most=ENTRIES)


_SAID = {"name": "Your name is changed.", "password": "Your password is changed. Every other browser is signed out."}


def _account(
    request: Request, account: Account, person: Person, service: Service, *, problem: InputError | None = None, at: str = ""
) -> Response:
    shown = page(
        request, "account.html.j2", status=status_of(problem) if problem else 200, person=person, account=account, at=at,
        pairings=Coached(service, account.id).pairings(), sign_ins=service.reception.sign_ins(account),
        problem=str(problem) if problem else "", said=_SAID.get(request.query_params.get("said", ""), "") if problem is None else "",
    )  # fmt: skip
    return waiting(shown, problem) if problem is not None else shown
