"""A preparation in the making: its stages as they end, and what they found."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from loopready.app.desk import Desk, Known
from loopready.app.settled import STAGE_NAMES, findings
from loopready.model import STAGES
from loopready.web.pages import fragment
from loopready.web.people import TheDesk
from loopready.web.watching import TheWatch, Watch

router = APIRouter(include_in_schema=False)


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
async def events(id: str, desk: TheDesk, watch: TheWatch) -> StreamingResponse:
    """Server-sent events: the steps as HTML whenever one ends, then ``finished`` with the brief's address."""
    await run_in_threadpool(desk.preparations.get, id)
    return StreamingResponse(_events(id, desk, watch), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(id: str, desk: Desk, watch: Watch) -> AsyncIterator[str]:
    async with aclosing(watch.changes(id)) as marks:
        async for mark in marks:
            if mark is None:
                yield ": still at it\n\n"
                continue
            known = await run_in_threadpool(desk.known, id)
            yield _message(fragment("steps.html.j2", steps=steps_of(known)))
            if known.preparation.state in ("done", "failed"):
                yield f"event: finished\ndata: /preparations/{id}\n\n"
                return


def _message(html: str) -> str:
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"
