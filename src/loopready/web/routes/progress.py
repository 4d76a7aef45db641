"""A preparation in the making: its stages as they end, and what they found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from loopready.app.desk import Desk, Known
from loopready.app.settled import STAGE_NAMES, findings
from loopready.model import STAGES
from loopready.web.pages import fragment
from loopready.web.people import TheDesk

router = APIRouter(include_in_schema=False)
LOOK_SECONDS = 0.05
"""How often a stage's end is looked for while a page waits."""
KEEP_ALIVE_SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stage as shown: waiting, running, done or stopped; and what it found."""

    name: str
    state: str
    lines: tuple[str, ...] = ()


def steps_of(known: Known) -> list[Step]:
    """The stages of the present run."""
    preparation = known.preparation
    at = STAGES.index(preparation.stage) if preparation.stage in STAGES else -1
    out = []
    for place, stage in enumerate(STAGES):
        state = "done" if place < at or preparation.state == "done" else "waiting"
        if place == at and preparation.state in ("running", "failed"):
            state = "running" if preparation.state == "running" else "stopped"
        out.append(Step(name=STAGE_NAMES[stage], state=state, lines=findings(known, stage) if state == "done" else ()))
    return out


@router.get("/preparations/{id}/events")
async def events(request: Request, id: str, desk: TheDesk) -> StreamingResponse:
    """Server-sent events: the steps as HTML whenever one ends, then ``finished`` with the brief's address."""
    await run_in_threadpool(desk.preparations.get, id)
    return StreamingResponse(_events(request, id, desk), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(request: Request, id: str, desk: Desk) -> AsyncIterator[str]:
    told, quiet = "", 0.0
    while not await request.is_disconnected():
        known = await run_in_threadpool(desk.known, id)
        preparation = known.preparation
        mark = f"{preparation.run}/{preparation.state}/{preparation.stage}"
        if mark != told:
            told, quiet = mark, 0.0
            yield _message(fragment("steps.html.j2", steps=steps_of(known)))
        if preparation.state in ("done", "failed"):
            yield f"event: finished\ndata: /preparations/{id}\n\n"
            return
        await asyncio.sleep(LOOK_SECONDS)
        quiet += LOOK_SECONDS
        if quiet >= KEEP_ALIVE_SECONDS:
            quiet = 0.0
            yield ": still at it\n\n"


def _message(html: str) -> str:
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"
