"""What the pages of conversations and design talks share."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.responses import JSONResponse, Response

from loopready.model import InputError
from loopready.web.errors import status_of

DELETED = "Deleted."


def typed_in(form: FormData) -> str:
    """What stands in the field, spaces included."""
    value = form.get("answer")
    return value if isinstance(value, str) else ""


def answered(error: InputError, *, draft: str, version: int, done: bool) -> Response:
    """A draft that was not kept, with what is there now, as the page's script reads it."""
    what = {"text": draft, "version": version, "state": "answered" if done else "open"}
    return JSONResponse({"error": str(error), "code": error.code, "now": what}, status_code=status_of(error))
