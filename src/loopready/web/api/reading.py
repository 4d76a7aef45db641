"""Reading and matching: what comes is read in a child process that can be stopped, and nothing is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from loopready.app import guides
from loopready.app.matches import handed_match
from loopready.app.readings import cv_record, job_record
from loopready.model import InputError
from loopready.web.api.bodies import CvBody, JobBody, MatchBody, described, taken
from loopready.web.api.errors import Json, told
from loopready.web.api.people import TheApiPerson
from loopready.web.api.shapes import CvReading, JobReading, Matched
from loopready.web.people import TheService

router = APIRouter(tags=["reading"])
AT_ONCE = 4
"""Requests that are read or matched at a time; each may hold reader processes."""
WAIT_SECONDS = 20.0
"""Longest wait for a place among them."""
_ERRORS = told(400, 403, 413, 415, 422, 429)
_WITH_ADDRESS = told(400, 403, 413, 415, 422, 429, 502)


@router.post(
    "/read/cv",
    response_model=CvReading,
    response_description="The CV as read.",
    responses=_ERRORS,
    openapi_extra=described(CvBody, files=("cv",)),
)
async def read_cv(request: Request, _: TheApiPerson, service: TheService) -> Response:
    """Read a CV into JSON Resume, with the place of each value in its text."""
    _body, given = await taken(request, CvBody, files=("cv",))
    return Json(await _done(request, partial(cv_record, given.cv(), workers=service.pipeline.workers)))


@router.post(
    "/read/job",
    response_model=JobReading,
    response_description="The posting as read.",
    responses=_WITH_ADDRESS,
    openapi_extra=described(JobBody, files=("job",)),
)
async def read_job(request: Request, _: TheApiPerson, service: TheService) -> Response:
    """Read a job description into lines by kind and requirements, with their places in its text."""
    _body, given = await taken(request, JobBody, files=("job",))
    pipeline = service.pipeline
    return Json(await _done(request, partial(job_record, given.job(), workers=pipeline.workers, fetcher=pipeline.fetcher)))


@router.post("/match", response_model=Matched, response_description="The match.", responses=told(400, 403, 413, 415, 422, 429, 502),
             openapi_extra=described(MatchBody, files=("cv", "job")))  # fmt: skip
async def match(request: Request, _: TheApiPerson, service: TheService) -> Response:
    """Hold a CV against a posting, requirement by requirement."""
    body, given = await taken(request, MatchBody, files=("cv", "job"))
    guides.check_held(body.guide, name="guide")
    work = partial(handed_match, given.cv(), given.job(), pipeline=service.pipeline, guide=body.guide, today=body.today, anyway=body.anyway)
    return Json(await _done(request, work))


async def _done(request: Request, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    async with reading_place(request):
        return await run_in_threadpool(work)


@asynccontextmanager
async def reading_place(request: Request) -> AsyncIterator[None]:
    """A place among the requests that are read now. InputError where none becomes free in time.

    Why: each reader is a process of its own, and one that waits in a thread would keep pages from being served.
    """
    limiter = _limiter(request)
    with anyio.move_on_after(WAIT_SECONDS) as waited:
        await limiter.acquire_on_behalf_of(request)
    if waited.cancelled_caught:
        raise InputError("too_many", "many files are being read just now; try again in a moment")
    try:
        yield
    finally:
        limiter.release_on_behalf_of(request)


def _limiter(request: Request) -> anyio.CapacityLimiter:
    state = request.app.state
    if not hasattr(state, "reading"):
        state.reading = anyio.CapacityLimiter(AT_ONCE)
    limiter: anyio.CapacityLimiter = state.reading
    return limiter
