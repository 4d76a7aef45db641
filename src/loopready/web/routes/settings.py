"""Settings: what is kept where, all of it written out, taken back or deleted, and how the pages look."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, BinaryIO
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response, StreamingResponse

from loopready.app.keeping import WORD, Keeping
from loopready.app.settings import data_folder
from loopready.model import InputError, LoopreadyError
from loopready.web.errors import status_of
from loopready.web.forms import Form, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService
from loopready.web.routes.door import signed_out

router = APIRouter(include_in_schema=False)


def keeping_of(person: ThePerson, service: TheService) -> Keeping:
    """What the person who asks keeps."""
    return Keeping(service, person.id)


TheKeeping = Annotated[Keeping, Depends(keeping_of)]


@router.get("/settings")
def settings(request: Request, keeping: TheKeeping, person: ThePerson) -> Response:
    """The page."""
    return _settings(request, keeping, person)


def _settings(
    request: Request, keeping: Keeping, person: Person, *, at: str = "", problem: str = "", status: int = 200
) -> Response:  # fmt: skip
    asked = request.query_params
    counted = {name: int(asked[name]) for name in ("restored", "replaced", "left", "out") if asked.get(name, "").isdecimal()}
    return page(
        request, "settings.html.j2", status=status, person=person, kept=keeping.kept(), guides=keeping.guides(), word=WORD,
        folder=str(data_folder()) if keeping.has_folder else "", at=at, problem=problem, counted=counted, deleted=asked.get("deleted", ""),
        most=request.app.state.settings.most_bytes // 1024**2, model_on=keeping.model_is_on(),
    )  # fmt: skip


@router.post("/settings/backup")
def back_up(form: Form, keeping: TheKeeping) -> Response:
    """All that is kept, as a file."""
    pieces, size = keeping.back_up()
    name = f"loopready-{dt.datetime.now(dt.UTC):%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


@router.post("/settings/restore")
def restore(request: Request, form: Form, keeping: TheKeeping, person: ThePerson) -> Response:
    """Take a backup back; to the page with what came of it, or with what is wrong with the file."""
    try:
        held, name = _given(form.get("backup"))
        done = keeping.take_back(held, name=name, replace=bool(text(form, "replace")))
    except LoopreadyError as error:
        return _settings(request, keeping, person, at="restore", problem=str(error), status=status_of(error))
    counts = {"restored": done.added.get("preparation", 0), "replaced": len(done.replaced), "left": len(done.left),
              "out": sum(done.left_out.values())}  # fmt: skip
    return RedirectResponse(f"/settings?{urlencode(counts)}#main", status_code=303)


@router.post("/settings/delete")
def delete(request: Request, form: Form, keeping: TheKeeping, person: ThePerson) -> Response:
    """Delete everything, where the word was typed."""
    try:
        account = bool(text(form, "account")) and person.account is not None
        emptied = keeping.delete_everything(text(form, "word"), guides=bool(text(form, "guides")), account=account)
    except InputError as error:
        return _settings(request, keeping, person, at="delete", problem=error.message, status=status_of(error))
    if account:
        return signed_out(request, RedirectResponse("/sign-in?said=gone", status_code=303))
    return RedirectResponse(f"/settings?deleted={'all' if emptied else 'later'}#main", status_code=303)


def _given(value: object) -> tuple[BinaryIO, str]:
    if not isinstance(value, UploadFile) or not value.filename:
        raise InputError("no_backup", "choose the zip that was exported here, or that loopready backup wrote", name="the backup")
    return value.file, value.filename.replace("\\", "/").rsplit("/", 1)[-1][:200]
