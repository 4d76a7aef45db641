"""Errors of the API: ``{"error": {"code", "message"}}``, documented per status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from loopready.model import InputError, LoopreadyError
from loopready.rendering.json import to_text
from loopready.web.errors import status_of

_CODES = {
    400: "malformed", 401: "unauthorised", 403: "not_allowed", 404: "not_found", 405: "method_not_allowed", 413: "too_large",
    415: "content_type", 429: "too_many",
}  # fmt: skip
_WHEN = {
    400: ("The body is no multipart form.", "malformed", "The body is cut off or damaged; send it again."),
    401: ("No token where one is needed, or one that is unknown, revoked or of a disabled account.", "unauthorised",
          "Send Authorization: Bearer lr_...; make a token under Settings, API tokens."),
    403: ("The request comes from a page of another site.", "not_allowed", "This request came from another site and was refused."),
    404: ("There is none of that id or path, or it is not yours.", "not_found", "There is no such preparation; see the list of yours."),
    409: ("It is not in a state for that.", "not_ready", "The brief is being made; follow its events and fetch it when it is done."),
    413: ("A file is over 25 MB, a text over a megabyte, or the whole body over 60 MB.", "too_large",
          "cv.pdf: is over 25 MB; a CV or posting is not: save it without its pictures"),
    415: ("The body is neither of the content types taken here.", "content_type", "Send application/json or multipart/form-data."),
    422: ("What was sent is at fault; the message says what to do.", "no_date", "on: '7 December' is no date; write it as YYYY-MM-DD"),
    429: ("Too much at once; wait, then send it again.", "too_many", "Many files are being read just now; try again in a moment."),
    502: ("Something outside failed: the posting's site or the network.", "too_slow",
          "https://jobs.example/1: jobs.example did not answer in full within the time allowed; try again, or save the page as a file"),
}  # fmt: skip


class Fault(BaseModel):
    """What went wrong."""

    code: str = Field(description="A word for programs.")
    message: str = Field(description="One line for a person: what is at fault and what to do.")


class ErrorBody(BaseModel):
    """An error."""

    error: Fault


class Json(Response):
    """JSON as the command line writes it: letters as they are, a lone surrogate escaped."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return to_text(content).encode("utf-8")


def told(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documentation of an endpoint's errors; 401, 403 and 429 belong to all."""
    out: dict[int | str, dict[str, Any]] = {}
    for status in sorted({401, *statuses}):
        when, code, message = _WHEN[status]
        example = {"error": {"code": code, "message": message}}
        out[status] = {"model": ErrorBody, "description": when, "content": {"application/json": {"example": example}}}
    out[401]["headers"] = {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}}
    return out


def install(api: FastAPI, *, routers: Sequence[APIRouter]) -> None:
    """Adds the handlers; ``routers`` hold all addresses of the API."""

    @api.exception_handler(LoopreadyError)
    def _ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, LoopreadyError)
        return said(status_of(error), code=error.code, message=message_of(error))

    @api.exception_handler(HTTPException)
    def _http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message = {404: "There is nothing at this address; see openapi.json.", 405: "This address does not take that method."}
        answer = said(
            error.status_code, code=_CODES.get(error.status_code, "http"), message=message.get(error.status_code, str(error.detail))
        )
        answer.headers.update(error.headers or {})
        if error.status_code == 405:
            answer.headers["Allow"] = ", ".join(_methods(request, routers))
        return answer

    @api.exception_handler(RequestValidationError)
    def _invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return said(422, code="invalid", message=faults_of(error.errors()))

    @api.exception_handler(Exception)
    def _bug(_: Request, error: Exception) -> Response:
        return said(500, code="bug", message="A fault of ours stopped this. Try again, or tell us of it with the server's log.")


def _methods(request: Request, routers: Sequence[APIRouter]) -> list[str]:
    """What an address takes. Why: the framework names the methods of the first route alone that fits."""
    routes = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    return sorted({method for route in routes if route.matches(request.scope)[0] is not Match.NONE for method in route.methods or ()})


def known_query(request: Request) -> None:
    """InputError for a query parameter that the address does not know: a misspelt option is told, not passed over."""
    route = request.scope.get("route")
    takes = {field.alias for field in route.dependant.query_params} if isinstance(route, APIRoute) else set()
    for name in request.query_params:
        if name not in takes:
            raise InputError(
                "invalid", f"there is no such query parameter here; there is {', '.join(sorted(takes)) or 'none'}", name=name[:100]
            )


def said(status: int, *, code: str, message: str) -> Response:
    """An error as JSON."""
    return Json({"error": {"code": code, "message": message}}, status_code=status)


def faults_of(errors: Any) -> str:
    """What a model's check found, in one line: field and fault."""
    return "; ".join(f"{'.'.join(map(str, fault['loc']))[:200] or 'body'}: {fault['msg']}" for fault in errors)


def message_of(error: LoopreadyError) -> str:
    """The error's line, with a field called by its name here and not by the option of the command line."""
    if isinstance(error, InputError) and error.name and error.name.startswith("--"):
        return f"{error.name.removeprefix('--')}: {error.message}"
    return str(error)
