"""Forms: parsed once, and only taken with the token that our own page gave out."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from loopready.app.inputs import MOST_BYTES
from loopready.model import InputError
from loopready.web.settings import WebSettings

FIELD = "csrf"
HEADER = "x-csrf-token"
_MOST_TEXT = 1024 * 1024


def cookie_name(settings: WebSettings) -> str:
    """The token's cookie; over TLS its name binds it to this very host."""
    return "__Host-loopready-csrf" if settings.secure else "loopready-csrf"


def session_name(settings: WebSettings) -> str:
    """The cookie of a sign-in, in hosted mode."""
    return "__Host-loopready" if settings.secure else "loopready"


def session_of(request: Request) -> str:
    """The sign-in's cookie as the browser sent it; empty in personal mode, and where there is none."""
    settings: WebSettings = request.app.state.settings
    began: str = getattr(request.state, "session", "")
    return began or (request.cookies.get(session_name(settings), "") if settings.hosted else "")


def _bound(session: str) -> str:
    """The token of a sign-in: made from its secret cookie, so that it is good for that sign-in alone and ends with it."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"csrf of " + session.encode()).digest()).decode().rstrip("=")


def _whose(bound: str, account: str) -> str:
    """Tells whose page a token stood on to who knows the account, and nothing to anybody else."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"whose is {bound} {account}".encode()).digest()[:16]).decode().rstrip("=")


def is_token_of(token: str, account: str) -> bool:
    """Whether a token was given out on a page of this account, by whichever sign-in."""
    bound, _, whose = token.partition(".")
    return bool(bound) and secrets.compare_digest(whose.encode(), _whose(bound, account).encode())


def token_of(request: Request) -> str:
    """The token of this sign-in, with a hash that names its account; of this browser where nobody is signed in.

    One made anew is kept by ``keep_token``.
    """
    settings: WebSettings = request.app.state.settings
    session = session_of(request)
    if session:
        bound, account = _bound(session), getattr(request.state, "account", "")
        return f"{bound}.{_whose(bound, account)}" if account else bound
    held = request.cookies.get(cookie_name(settings), "")
    token: str = getattr(request.state, "csrf", "") or (held if len(held) == 43 else secrets.token_urlsafe(32))
    request.state.csrf = token
    return token


def keep_token(request: Request, response: Response) -> None:
    """Set the token's cookie where the browser has another or none."""
    settings: WebSettings = request.app.state.settings
    token = token_of(request)
    if session_of(request):
        return
    if request.cookies.get(cookie_name(settings)) != token:
        response.set_cookie(cookie_name(settings), token, httponly=True, samesite="strict", secure=settings.secure, path="/")


async def checked_form(request: Request) -> AsyncIterator[FormData]:
    """The form of a request from our own page; 403 where the token is not this browser's."""
    form = await request.form(max_files=4, max_fields=1000, max_part_size=_MOST_TEXT * 4)
    given = request.headers.get(HEADER) or str(form.get(FIELD) or "")
    settings: WebSettings = request.app.state.settings
    session = session_of(request)
    held = _bound(session) if session else request.cookies.get(cookie_name(settings), "")
    if not held or not secrets.compare_digest(given.partition(".")[0].encode(), held.encode()):
        await form.close()
        raise HTTPException(403, "This page is too old to be sent, or came from another site. Go back, reload it, and send it again.")
    try:
        yield form
    finally:
        await form.close()


Form = Annotated[FormData, Depends(checked_form)]


def text(form: Mapping[str, object], name: str) -> str:
    """A text field without the spaces around it; empty where it is not there. InputError where it is over a megabyte."""
    value = form.get(name)
    said = value.strip() if isinstance(value, str) else ""
    if len(said) > _MOST_TEXT:
        raise InputError("too_large", "is over a megabyte of text; give it as a file", name=name)
    return said


def secret(form: Mapping[str, object], name: str) -> str:
    """A password exactly as it was typed, spaces included."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number(form: Mapping[str, object], name: str) -> int:
    """A whole number. InputError where it is none."""
    value = text(form, name)
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise InputError("no_number", "the page is incomplete; reload it and try again", name=name)
    return int(value)


def upload(form: Mapping[str, object], name: str) -> tuple[bytes, str] | None:
    """A file's bytes and name; None where none was chosen. InputError where it is over 25 MB."""
    value = form.get(name)
    if not isinstance(value, UploadFile) or not value.filename:
        return None
    data = value.file.read(MOST_BYTES + 1)
    called = value.filename.replace("\\", "/").rsplit("/", 1)[-1][:200]
    if len(data) > MOST_BYTES:
        raise InputError("too_large", "is over 25 MB; a CV or posting is not: save it without its pictures", name=called)
    return data, called
