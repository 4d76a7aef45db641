"""What the pages of conversations and design talks share: the field that is kept while it is typed, two windows, deleting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from fastapi import Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.workbench import facts
from loopready.model import Exercise, InputError, Report
from loopready.rendering.report import report_html
from loopready.web.errors import status_of
from loopready.web.forms import number
from loopready.web.pages import page
from loopready.web.people import Person

CONFLICTS = ("changed_elsewhere", "too_large", "empty", "not_possible", "not_storable")
"""Faults that are told on the page itself, with what was typed still in its field."""
_DELETED = "Deleted."


class _Tape(Protocol):
    @property
    def draft(self) -> str: ...


class Talks(Protocol):
    """One owner's talks of a kind."""

    def get(self, id: str) -> Exercise:
        """One of them."""
        ...

    def tape(self, exercise: Exercise) -> _Tape:
        """What is kept of it."""
        ...

    def draft(self, id: str, said: str, /, *, version: int) -> Exercise:
        """Keep what stands in the field."""
        ...

    def delete(self, id: str) -> None:
        """Delete one."""
        ...


def typed_in(form: FormData) -> str:
    """What stands in the field, spaces included."""
    value = form.get("answer")
    return value if isinstance(value, str) else ""


def parted(request: Request, rows: Sequence[Exercise]) -> dict[str, Any]:
    """Those begun as the list shows them: under way, ended, and what is said after one was deleted."""
    return {
        "going": [each for each in rows if each.state == "open"],
        "ended": [each for each in rows if each.state == "done"],
        "said": _DELETED if request.query_params.get("said") == "deleted" else "",
    }


def debriefed(report: Report) -> Markup:
    """A debrief as a part of its page."""
    return Markup(report_html(report, facts=facts(), level=1))  # noqa: S704


def conflict(held: Talks, exercise: str, error: InputError, typed: str) -> tuple[Exercise, str | None]:
    """A talk as it stands after a fault, and what another window has in the field, where that is something else.

    Raises:
        InputError: the fault itself, where it belongs on a page of its own.
    """
    if error.code not in CONFLICTS:
        raise error
    now = held.get(exercise)
    draft = held.tape(now).draft
    return now, draft if error.code == "changed_elsewhere" and draft and draft != typed.replace("\r\n", "\n") else None


def kept_draft(held: Talks, exercise: str, form: FormData) -> Response:
    """Keep what is typed, for the page's script, which reads what is there now where it could not be kept."""
    try:
        return JSONResponse({"version": held.draft(exercise, typed_in(form), version=number(form, "version")).version})
    except InputError as error:
        now, _ = conflict(held, exercise, error, typed_in(form))
        what = {"text": held.tape(now).draft, "version": now.version, "state": "answered" if now.state == "done" else "open"}
        return JSONResponse({"error": str(error), "code": error.code, "now": what}, status_code=status_of(error))


def asked_to_delete(request: Request, held: Talks, exercise: str, person: Person, *, back: str) -> Response:
    """The page that asks before one is deleted."""
    return page(request, "talk_delete.html.j2", person=person, exercise=held.get(exercise), back=back)


def deleted(held: Talks, exercise: str, *, back: str) -> Response:
    """Delete one."""
    held.delete(exercise)
    return RedirectResponse(f"{back}?said=deleted", status_code=303)
