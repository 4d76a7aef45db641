"""Many answers marked: one record a line, in order, also for a line that is at fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from loopready.app.marking import Beside, Ground, Marker, decoded
from loopready.model import Answer, InputError, LoopreadyError

MOST_LINES = 10_000
"""Lines of the longest batch."""


class BatchLine(BaseModel):
    """A line of a batch."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str = Field(min_length=1, max_length=200)
    question: str
    answer: str
    cv: str | None = None


def marked_records(data: bytes, *, name: str, marker: Marker, ground: Ground, today: str | None = None) -> Iterator[dict[str, Any]]:
    """A record for each line of a batch, in order: the scorecard with the line's ``id``, or ``{"id", "error": {"code", "message"}}``.

    Raises:
        InputError: the file is no text, or has over 10,000 lines.
    """
    lines = decoded(data, name=name).split("\n")
    if len(lines) > MOST_LINES:
        raise InputError("too_long", f"has {len(lines):,} lines; a batch holds up to {MOST_LINES:,}: split it", name=name)
    read: dict[str, Beside] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _marked_line(line, number, marker=marker, ground=ground, today=today, read=read)


def _marked_line(line: str, number: int, *, marker: Marker, ground: Ground, today: str | None, read: dict[str, Beside]) -> dict[str, Any]:
    id: str | None = None
    try:
        held = _object(line)
        id = held["id"] if isinstance(held.get("id"), str) else None
        given = _line_of(held)
        if given.cv is not None and given.cv not in read:
            read[given.cv] = marker.cv(given.cv)
        beside = read[given.cv] if given.cv is not None else ground.beside()
        card = marker.mark(ground.question(given.question), Answer(text=given.answer), beside=beside, today=today)
    except LoopreadyError as error:
        return {"id": id, "line": number, "error": {"code": error.code, "message": error.message}}
    return {"id": id, **card.model_dump(mode="json")}


def _object(line: str) -> dict[str, Any]:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict):
        raise InputError("no_json", "is no JSON object; a line holds id, question, answer and perhaps cv", name="the line")
    return held


def _line_of(held: dict[str, Any]) -> BatchLine:
    try:
        return BatchLine.model_validate(held)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        said = {"missing": "is missing", "extra_forbidden": "is no field of a line", "string_type": "is no text"}
        raise InputError(
            "invalid", f"{said.get(fault['type'], 'is not what belongs there')}; a line holds id, question, answer and perhaps cv",
            name=".".join(str(part) for part in fault["loc"])[:100],
        ) from None  # fmt: skip
