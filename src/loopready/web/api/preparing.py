"""Preparations: submitted, followed, fetched in five formats, deleted."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from loopready.app import guides
from loopready.app.desk import Desk, Known
from loopready.app.inputs import Handed
from loopready.app.progress import ProgressBook
from loopready.app.settled import findings
from loopready.engines.text import slug
from loopready.model import STAGES, Asked, Brief, InputError, Preparation
from loopready.rendering import find_format, formats, render
from loopready.web.api.bodies import Given, PrepBody, described, taken
from loopready.web.api.errors import told
from loopready.web.api.people import TheApiDesk, TheApiPerson
from loopready.web.api.shapes import Begun, BriefRecord, PreparationList, PreparationRecord
from loopready.web.people import TheService
from loopready.web.watching import TheWatch, Watch

router = APIRouter(tags=["preparations"])
MOST_UNFINISHED = 200
"""Preparations of one account that may wait or run at a time."""
_ID = re.compile("[0-9a-f]{1,32}")
_FORMATS = ("html", "md", "pdf", "docx", "json")
_EVENTS = """\
event: stage
data: {"run": 1, "stage": "reading_cv", "state": "done", "findings": ["2 positions with 4 lines on them"]}

event: done
data: {"id": "0123456789abcdef", "state": "done", ...}
"""


def _id_of(id: Annotated[str, Path(description="The preparation's id.", examples=["0123456789abcdef"])], _: TheApiPerson) -> str:
    """The id in the path, for those who may ask. InputError for what can be none, so that no database need look."""
    if not _ID.fullmatch(id):
        raise InputError("not_found", "there is no such preparation; see the list of yours", name=id[:64])
    return id


TheId = Annotated[str, Depends(_id_of)]


@router.post("/prep", status_code=202, response_model=Begun, openapi_extra=described(PrepBody, files=("cv", "job")), responses={
    202: {
        "description": "Taken in; its place is in Location too.",
        "headers": {"Location": {"description": "The preparation.", "schema": {"type": "string"}}},
    },
    **told(400, 403, 413, 415, 422, 429),
})  # fmt: skip
async def begin(request: Request, desk: TheApiDesk) -> Response:
    """Begin a brief; it is made as a job. Follow its events, or ask for its state."""
    body, given = await taken(request, PrepBody, files=("cv", "job"))
    made = await run_in_threadpool(_begun, desk, body, given)
    here = f"{request.scope['root_path']}/prep/{made.id}"
    begun = Begun(id=made.id, state=made.state, events=f"{here}/events", brief=f"{here}/brief.json")
    return Response(begun.model_dump_json(), status_code=202, media_type="application/json", headers={"Location": here})


def _begun(desk: Desk, body: PrepBody, given: Given) -> Preparation:
    cv, job = given.cv(), given.job()
    guides.check_held(body.guide, name="guide", library=desk.library)
    guides.check_held(body.start, name="start", library=desk.library)
    if desk.preparations.unfinished() >= MOST_UNFINISHED:
        raise InputError("too_many", f"{MOST_UNFINISHED} briefs of yours are waiting to be made; send this when some are done")
    kept = desk.put(_data(cv), name=cv.name)
    asked = Asked(
        cv=kept, job=desk.put(job.data, name=job.name) if job.data is not None else None,
        address=job.name if job.data is None else None,
        on=body.on, today=body.today, interviewers=tuple(dict.fromkeys(body.interviewers)), guide=body.guide, start=body.start,
        anyway=body.anyway,
    )  # fmt: skip
    return desk.submit(asked, title=body.title)


def _data(given: Handed) -> bytes:
    assert given.data is not None
    return given.data


@router.get("/prep", response_description="The list.", responses=told(422))
def list_preparations(
    desk: TheApiDesk,
    limit: Annotated[int, Query(ge=1, le=200, description="How many.")] = 50,
    offset: Annotated[int, Query(ge=0, le=10**9, description="How many to pass over.")] = 0,
    archived: Annotated[bool, Query(description="Those put away, in place of the others.")] = False,
) -> PreparationList:
    """One's preparations, the latest first."""
    found = desk.preparations.all(archived=archived, limit=limit, offset=offset)
    return PreparationList(total=desk.preparations.count(archived=archived), preparations=[PreparationRecord.of(each) for each in found])


@router.get("/prep/{id}", response_description="The preparation.", responses=told(404, 422))
def preparation(id: TheId, desk: TheApiDesk) -> PreparationRecord:
    """A preparation: its state, the stage that runs, what stopped it, its brief in a line."""
    return PreparationRecord.of(desk.preparations.get(id))


@router.delete("/prep/{id}", status_code=204, response_description="It is gone.", responses=told(403, 404, 422))
def delete(id: TheId, desk: TheApiDesk) -> Response:
    """Delete a preparation with its brief, and the files that no other one uses."""
    desk.delete(id)
    return Response(status_code=204)


@router.get("/prep/{id}/events", response_class=StreamingResponse, responses={
    200: {
        "description": "Server-sent events: `stage` whenever one begins or ends, then `done` or `failed` with the preparation.",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EVENTS}},
    },
    **told(404, 422),
})  # fmt: skip
async def events(id: TheId, desk: TheApiDesk, watch: TheWatch) -> StreamingResponse:
    """Follow a preparation until its present run ends."""
    await run_in_threadpool(desk.preparations.get, id)
    return StreamingResponse(_events(id, desk, watch), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(id: str, desk: Desk, watch: Watch) -> AsyncIterator[str]:
    told_of: set[_Said] = set()
    async with aclosing(watch.changes(id)) as marks:
        async for mark in marks:
            if mark is None:
                yield ": still at it\n\n"
                continue
            known = await run_in_threadpool(desk.known, id)
            present = known.preparation
            for said in _stages_of(known):
                if said not in told_of:
                    told_of.add(said)
                    yield _event("stage", {**said._asdict(), "findings": findings(known, said.stage) if said.state == "done" else ()})
            if present.state in ("done", "failed"):
                yield _event(present.state, PreparationRecord.of(present).model_dump(mode="json"))
                return


class _Said(NamedTuple):
    """A stage of a run, running or done."""

    run: int
    stage: str
    state: str


def _stages_of(known: Known) -> list[_Said]:
    """The stages of the present run that have ended, and the one that runs."""
    present = known.preparation
    at = STAGES.index(present.stage) if present.stage in STAGES else -1
    ended = len(STAGES) if present.state == "done" else max(at, 0)
    out = [_Said(present.run, stage, "done") for stage in STAGES[:ended]]
    return [*out, _Said(present.run, STAGES[at], "running")] if at >= 0 and present.state == "running" else out


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def _schema_of(format: str) -> dict[str, str]:
    return {"type": "string", "format": "binary"} if find_format(format).binary else {"type": "string"}


@router.get("/prep/{id}/brief.{format}", response_model=BriefRecord, responses={
    200: {"description": "The brief.", "content": {
        find_format(name).media_type.partition(";")[0]: {"schema": _schema_of(name)} for name in _FORMATS if name != "json"
    }},
    **told(404, 409, 422),
})  # fmt: skip
def brief(
    id: TheId, format: Annotated[Literal["html", "md", "pdf", "docx", "json"], Path(description="How to write it.")], desk: TheApiDesk,
    service: TheService,
) -> Response:  # fmt: skip
    """The brief of the last run that made one, its deciders' page as the answers practised leave it."""
    made = ProgressBook(service, desk.owner).brief(id)
    if made is None:
        raise _not_ready(desk.preparations.get(id))
    chosen = find_format(format)
    name = f"brief-{slug(_called(made))}.{chosen.suffix.lstrip('.')}"
    return Response(
        render(made, format=format), media_type=chosen.media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _called(made: Brief) -> str:
    named = [leaf.value for leaf in (made.posting.title, made.posting.firm) if leaf]
    return " ".join(named)[:80] or "interview"


def _not_ready(present: Preparation) -> InputError:
    if present.failure is not None:
        return InputError("not_ready", f"there is no brief: {present.failure.message}", name=present.id)
    return InputError("not_ready", "the brief is being made; follow its events and fetch it when it is done", name=present.id)


assert set(_FORMATS) <= set(formats())
