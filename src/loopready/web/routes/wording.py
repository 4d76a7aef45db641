"""A brief's sentences as a language model words them, for a page that is open: each as soon as it has passed the gate."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from loopready.app.desk import Desk
from loopready.app.progress import ProgressBook
from loopready.app.stages import Wording, worded_of
from loopready.model import Claim
from loopready.rendering.brief_page import ClaimParts, colophon
from loopready.rendering.writing import writing_summary
from loopready.web.brief_view import document_address
from loopready.web.people import TheDesk
from loopready.web.practising import TheProgress
from loopready.web.watching import KEEP_ALIVE_SECONDS, LOOK_SECONDS

router = APIRouter(include_in_schema=False)
_LOOK = LOOK_SECONDS * 4


@router.get("/preparations/{id}/wording")
async def wording(
    request: Request, id: str, desk: TheDesk, book: TheProgress, run: int = 0, came: int = 0, answers: str = ""
) -> StreamingResponse:  # fmt: skip
    """Server-sent events while a language model puts a brief into better words.

    A page tells which ``run`` it shows, how many sentences ``came`` with it, and by which ``answers`` it was laid out. It is sent, as JSON,
    ``passed`` of ``asked`` and ``claims``: the HTML of those that passed since, by id, as the page itself would hold them. The id of an
    event is the count that came so far, so that a connection that broke goes on where it was. A page that was laid out otherwise is sent
    the counts alone. At the end comes ``finished``: whether the page ``fits`` what the brief is now, and if so the mark of the words that
    it stands in (empty for the engine's), what is to be said of them, and the lines that end the page.
    """
    await run_in_threadpool(desk.preparations.get, id)
    said = request.headers.get("last-event-id", "")
    since = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else max(0, came)
    told = _told(_Page(id, desk, book, run=run, answers=answers), since)
    return StreamingResponse(told, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


class _Page:
    """An open page of a brief, and its claims as it would hold them."""

    def __init__(self, id: str, desk: Desk, book: ProgressBook, *, run: int, answers: str) -> None:
        self._id, self._desk, self._book = id, desk, book
        self._run, self._answers = run, answers
        self._parts: ClaimParts | None = None

    def now(self) -> Wording | None:
        """How far the model is; None where it is at an end."""
        return self._desk.wording(self._id)

    def html(self, run: int, claims: Sequence[Claim]) -> dict[str, str]:
        """The HTML of a run's claims by id; none where the page shows another brief than that."""
        if not claims or run != self._run or self._book.mark(self._id) != self._answers:
            return {}
        if self._parts is None:
            brief, present = self._desk.brief_of(self._id, self._run), self._desk.preparations.get(self._id)
            made = self._book.living(self._id, brief) if self._answers else brief
            shown = self._desk.for_reader(present, made).brief
            self._parts = ClaimParts(shown, address=lambda cite: document_address(self._id, cite))
        return {name: str(html) for name, html in self._parts.html(claims).items()}

    def end(self) -> tuple[dict[str, str], dict[str, Any]]:
        """All sentences that stand in the model's words when it is at an end, and what the page is told then."""
        present = self._desk.preparations.get(self._id)
        brief = self._desk.brief_of(self._id, self._run) if present.run == self._run and present.state == "done" else None
        if brief is None or self._book.mark(self._id) != self._answers:
            return {}, {"fits": False}
        says = writing_summary(brief.writing) if brief.writing is not None else ""
        stand = self.html(self._run, [claim for claim in brief.claims() if claim.made_by == "writer"])
        return stand, {"fits": True, "worded": worded_of(present, self._run), "says": says, "lines": colophon(brief)}


async def _told(page: _Page, since: int) -> AsyncIterator[str]:
    counted, quiet = -1, 0.0
    sent: set[str] = set()
    asked = 0
    while (now := await run_in_threadpool(page.now)) is not None:
        passed = now.passed
        if passed != counted:
            came = await run_in_threadpool(page.html, now.run, now.claims[since:passed])
            counted, since, asked, quiet = passed, max(since, passed), now.asked, 0.0
            sent |= came.keys()
            yield _event({"passed": passed, "asked": asked, "claims": came}, id=str(passed))
        elif quiet >= KEEP_ALIVE_SECONDS:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(_LOOK)
        quiet += _LOOK
    stand, end = await run_in_threadpool(page.end)
    if rest := {
        name: html for name, html in stand.items() if name not in sent
    }:  # what passed since the last look, or before the page asked
        yield _event({"passed": len(stand), "asked": max(asked, len(stand)), "claims": rest}, id=str(len(stand)))
    yield _event(end, name="finished")


def _event(data: dict[str, Any], *, name: str = "", id: str = "") -> str:
    head = (f"event: {name}\n" if name else "") + (f"id: {id}\n" if id else "")
    return f"{head}data: {json.dumps(data)}\n\n"
