"""The accounts of a server, for its admins: who has one, invitations, links for new passwords. Nobody's preparations are here."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.accounts import INVITE_LASTS, RESET_LASTS
from loopready.app.service import Service
from loopready.model import Account, InputError, Role
from loopready.web.errors import status_of
from loopready.web.forms import Form, text
from loopready.web.pages import page
from loopready.web.people import Person, TheAdmin, ThePerson, TheService
from loopready.web.settings import WebSettings

router = APIRouter(include_in_schema=False)
ROLES: tuple[Role, ...] = get_args(Role)


@router.get("/admin")
def accounts(request: Request, admin: TheAdmin, person: ThePerson, service: TheService) -> Response:
    """All accounts."""
    return _accounts(request, admin, person, service)


@router.post("/admin/invitations")
def invite(request: Request, form: Form, admin: TheAdmin, person: ThePerson, service: TheService) -> Response:
    """Make an invitation and show its link, once."""
    try:
        token = service.reception.invite(admin, email=text(form, "email") or None, role=role_of(text(form, "role")))
    except InputError as error:
        return _accounts(request, admin, person, service, problem=error)
    says = f"Give this link to the person you invite. It makes one account and is good for {INVITE_LASTS.days} days."
    return link_page(request, person, path=f"/invitations/{token}", says=says, back="/admin")


@router.post("/admin/accounts/{id}/reset")
def reset(request: Request, id: str, form: Form, admin: TheAdmin, person: ThePerson, service: TheService) -> Response:
    """Make a link for a new password and show it, once."""
    account = service.reception.account(id)
    token = service.reception.reset_link(admin, account.email or "")
    hours = int(RESET_LASTS.total_seconds() // 3600)
    says = f"Give this link to {account.called}, and to nobody else. It sets their password once and is good for {hours} hours."
    return link_page(request, person, path=f"/reset/{token}", says=says, back="/admin")


@router.post("/admin/accounts/{id}/role")
def role(request: Request, id: str, form: Form, admin: TheAdmin, person: ThePerson, service: TheService) -> Response:
    """Another role; the account is signed out everywhere."""
    return _changed(request, admin, person, service, id, role=role_of(text(form, "role")))


@router.post("/admin/accounts/{id}/state")
def state(request: Request, id: str, form: Form, admin: TheAdmin, person: ThePerson, service: TheService) -> Response:
    """Disable an account, or enable it."""
    return _changed(request, admin, person, service, id, disabled=bool(text(form, "disabled")))


def role_of(said: str) -> Role:
    """A role by its name; InputError for anything else."""
    for each in ROLES:
        if each == said:
            return each
    raise InputError("no_role", "choose one of: " + ", ".join(ROLES), name="role")


def link_page(request: Request, person: Person, *, path: str, says: str, back: str) -> Response:
    """A one-time link, shown this once: only its hash is kept."""
    settings: WebSettings = request.app.state.settings
    address = (settings.public_url or str(request.base_url).rstrip("/")) + path
    return page(request, "link.html.j2", person=person, address=address, says=says, back=back)


def _changed(
    request: Request, admin: Account, person: Person, service: Service, id: str, *, role: Role | None = None, disabled: bool | None = None
) -> Response:
    try:
        service.reception.change(admin, id, role=role, disabled=disabled)
    except InputError as error:
        if error.code != "last_admin":
            raise
        return _accounts(request, admin, person, service, problem=error)
    return RedirectResponse("/admin", status_code=303)


def _accounts(request: Request, admin: Account, person: Person, service: Service, *, problem: InputError | None = None) -> Response:
    return page(
        request, "admin.html.j2", status=status_of(problem) if problem else 200, person=person, accounts=service.reception.accounts(admin),
        open=service.reception.invitations(admin), roles=ROLES, me=admin.id, problem=str(problem) if problem else "",
    )  # fmt: skip
