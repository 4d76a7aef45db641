"""What the addresses of all kinds of exercises share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import BaseModel
from starlette.responses import Response

from loopready.app.exercising import pieces
from loopready.model import ExerciseKind, InputError
from loopready.web.api.errors import Json, told
from loopready.web.api.people import TheApiPerson
from loopready.web.api.practice_shapes import Judged, Startable

_ID = re.compile("[0-9a-f]{1,32}")
READ = told(404, 422)
CHANGED = told(403, 404, 409, 413, 415, 422)
STARTED = told(403, 404, 413, 415, 422)
ENDED = told(404, 409, 422)


def _exercise_of(exercise: Annotated[str, Path(description="The exercise's id.", examples=["0123456789abcdef"])], _: TheApiPerson) -> str:
    """The id in the path, for those who may ask. InputError for what can be none, so that no database need look."""
    if not _ID.fullmatch(exercise):
        raise InputError("not_found", "there is no such exercise; see the list of yours", name=exercise[:64])
    return exercise


TheExercise = Annotated[str, Depends(_exercise_of)]


def shown(record: BaseModel, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A record as JSON."""
    return Json(record.model_dump(mode="json"), status_code=status, headers=headers)


def begun(request: Request, record: BaseModel, place: str) -> Response:
    """A record that was just begun, with its place below the API."""
    return shown(record, status=201, headers={"Location": f"{request.scope['root_path']}/{place}"})


def startables(kind: ExerciseKind, says: dict[str, str]) -> list[Startable]:
    """What of a kind can be begun, with what is said of each."""
    return [
        Startable(id=each.item, title=each.title, says=says[each.item], minutes=each.minutes)
        for each in pieces()
        if each.kind == kind and each.item in says
    ]


def judged_by(criteria: Iterable[tuple[str, str, str]]) -> list[Judged]:
    """Criteria by id, title and what they look for."""
    return [Judged(id=id, title=title, looks_for=looks_for) for id, title, looks_for in criteria]
