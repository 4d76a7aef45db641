"""The door of a hosted server, for people who are not signed in: sign in, make an account by invitation, set a password by link."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.accounts import LASTING
from loopready.model import InputError
from loopready.web.errors import status_of, waiting
from loopready.web.forms import Form, secret, session_name, session_of, text
from loopready.web.kept import unpacked
from loopready.web.pages import page
from loopready.web.people import AnyPerson, Person, TheService, address_of, browser_of, hosted_only, small_body
from loopready.web.settings import WebSettings

router = APIRouter(include_in_schema=False, dependencies=[Depends(hosted_only), Depends(small_body)])


@router.get("/sign-in")
def sign_in_page(request: Request, person: AnyPerson) -> Response:
    """The form; on to where one wanted to go where one is signed in already."""
    onward = local_path(request.query_params.get("next", ""))
    if person is not None:
        return RedirectResponse(onward, status_code=303)
    said = _SAID.get(request.query_params.get("said", ""), "")
    return page(request, "sign_in.html.j2", onward=onward, email="", problem="", said=said, kept="")


@router.post("/sign-in")
def sign_in(request: Request, form: Form, service: TheService) -> Response:
    """Sign in, under a new cookie; back to the form where that was wrong. What the same account had typed before comes back."""
    email, onward = text(form, "email"), local_path(text(form, "next"))
    kept = unpacked(text(form, "kept"))
    try:
        cookie = service.reception.sign_in(
            email, secret(form, "password"), address=address_of(request), browser=browser_of(request), before=session_of(request) or None
        )
    except InputError as error:
        shown = page(
            request, "sign_in.html.j2", status=status_of(error), onward=onward, email=email[:320], problem=str(error), said="",
            kept=kept.packed() if kept else "",
        )  # fmt: skip
        return waiting(shown, error)
    began = service.reception.who(cookie)
    if kept is not None and began is not None and kept.is_of(began[0].id):
        account = began[0]
        request.state.session, request.state.account = cookie, account.id
        person = Person(id=account.id, name=account.called, role=account.role, account=account)
        return signed_in(request, page(request, "again.html.j2", person=person, kept=kept), cookie)
    return signed_in(request, RedirectResponse(onward, status_code=303), cookie)


@router.get("/invitations/{token}")
def invitation(request: Request, token: str, service: TheService, person: AnyPerson) -> Response:
    """The form to make an account; somebody who has one takes a coach's offer with it. Looking does not use the link up."""
    return _sign_up_page(request, token, service, person)


@router.post("/invitations/{token}")
def sign_up(request: Request, token: str, form: Form, service: TheService) -> Response:
    """Make the account and sign in; back to the form, with all but the password, where something is at fault."""
    given = {"email": text(form, "email"), "name": text(form, "name")}
    try:
        cookie = service.reception.sign_up(
            token, password=secret(form, "password"), address=address_of(request), browser=browser_of(request), **given
        )
    except InputError as error:
        if error.code in ("link_gone", "too_many"):
            raise
        return _sign_up_page(request, token, service, None, problem=error, **given)
    return signed_in(request, RedirectResponse("/", status_code=303), cookie)


@router.get("/reset/{token}")
def reset_page(request: Request, token: str, service: TheService) -> Response:
    """The form for a new password."""
    service.reception.check_reset(token, address=address_of(request))
    return page(request, "reset.html.j2", token=token, problem="")


@router.post("/reset/{token}")
def reset(request: Request, token: str, form: Form, service: TheService) -> Response:
    """Set the password; then sign in with it."""
    try:
        service.reception.reset(token, secret(form, "password"), address=address_of(request))
    except InputError as error:
        if error.code in ("link_gone", "too_many"):
            raise
        return page(request, "reset.html.j2", status=status_of(error), token=token, problem=str(error))
    return RedirectResponse("/sign-in?said=reset", status_code=303)


_SAID = {
    "reset": "Your password is set. Sign in with it.",
    "out": "You are signed out.",
    "gone": "Your account is deleted, with all that was in it.",
}


def _sign_up_page(
    request: Request, token: str, service: TheService, person: AnyPerson, *, problem: InputError | None = None, email: str = "",
    name: str = "",
) -> Response:  # fmt: skip
    link, by = service.reception.invitation(token, address=address_of(request))
    status = status_of(problem) if problem else 200
    return page(
        request, "sign_up.html.j2", status=status, person=person, token=token, link=link, by=by, email=email, name=name,
        problem=str(problem) if problem else "",
    )  # fmt: skip


def signed_in(request: Request, answer: Response, cookie: str) -> Response:
    """An answer that gives the browser the cookie of a sign-in. Lax: a link from elsewhere finds the person signed in."""
    settings: WebSettings = request.app.state.settings
    longest = int(max(lasting.whole for lasting in LASTING.values()).total_seconds())
    answer.set_cookie(session_name(settings), cookie, max_age=longest, httponly=True, secure=settings.secure, samesite="lax", path="/")
    return answer


def signed_out(request: Request, answer: Response) -> Response:
    """An answer that takes the cookie away."""
    settings: WebSettings = request.app.state.settings
    answer.delete_cookie(session_name(settings), httponly=True, secure=settings.secure, samesite="lax", path="/")
    return answer


def local_path(asked: str) -> str:
    """A path of this server to go on to; the home page for anything else, such as another server's address in disguise."""
    parts = urlsplit(asked) if asked.startswith("/") and asked.isprintable() and "\\" not in asked else None
    if parts is None or parts.scheme or parts.netloc or asked.startswith("//") or parts.path in ("/sign-in", "/sign-out"):
        return "/"
    return asked
