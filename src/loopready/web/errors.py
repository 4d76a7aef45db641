"""Errors as pages (or as JSON under /api): one line that says what to do."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.model import InputError, LoopreadyError, OutsideError, TooManyError
from loopready.web.kept import kept_of
from loopready.web.pages import page
from loopready.web.people import SignInNeededError

STATUS = {
    "not_found": 404,
    "no_guide": 404,
    "no_drill": 404,
    "no_paper": 404,
    "changed_elsewhere": 409,
    "not_ready": 409,
    "not_over": 409,
    "too_large": 413,
    "too_many": 429,
    "not_allowed": 403,
    "link_gone": 404,
}
ENDED = "Your sign-in has ended. Sign in again as yourself, and what you typed comes back."
_TITLES = {
    403: "Not allowed",
    404: "Not found",
    405: "Not found",
    409: "Changed elsewhere",
    413: "Too large",
    429: "Too many tries",
    502: "The outside failed",
}


def status_of(error: LoopreadyError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, OutsideError):
        return 502
    return STATUS.get(error.code, 422) if isinstance(error, InputError) else 500


def is_api(request: Request) -> bool:
    """Whether the answer is for a program."""
    return request.url.path.startswith("/api/")


def told(request: Request, *, status: int, code: str, message: str) -> Response:
    """An error as the asker can read it."""
    if is_api(request):
        return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)
    return page(request, "error.html.j2", status=status, title=_TITLES.get(status, "That did not work"), message=message)


def waiting(answer: Response, error: LoopreadyError) -> Response:
    """An error's answer; one of too many tries says how long to wait."""
    if isinstance(error, TooManyError):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


async def to_sign_in(request: Request) -> Response:
    """Where somebody goes who is not signed in: the sign-in page, with what they typed, and back from it; a program gets 401."""
    if is_api(request):
        answer = told(request, status=401, code="no_sign_in", message="give a token: Authorization: Bearer ...")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"
    where = f"/sign-in?next={quote(asked, safe='')}" if asked != "/" else "/sign-in"
    if "application/json" in request.headers.get("accept", ""):
        says = "your sign-in has ended. Sign in again in another tab, then save; what you typed stays here"
        return JSONResponse({"error": says, "code": "no_sign_in"}, status_code=401)
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    kept = await kept_of(request)
    if kept is not None:
        return page(request, "sign_in.html.j2", status=401, onward=kept.back, email="", problem="", said=ENDED, kept=kept.packed())
    return RedirectResponse(where, status_code=303)


def install(app: FastAPI) -> None:
    """Adds the handlers."""

    @app.exception_handler(LoopreadyError)
    def _ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, LoopreadyError)
        return waiting(told(request, status=status_of(error), code=error.code, message=str(error)), error)

    @app.exception_handler(SignInNeededError)
    async def _nobody(request: Request, error: Exception) -> Response:
        return await to_sign_in(request)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        says = "There is no such page here." if error.status_code in (404, 405) else str(error.detail)
        answer = told(request, status=error.status_code, code="http", message=says)
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        return told(request, status=422, code="invalid", message=faults)
