"""Matching on its own: a CV against a posting."""

from __future__ import annotations

from typing import Any, NamedTuple

from loopready.app.inputs import Handed, read_cv_file, read_handed_cv, read_handed_job, read_job_file, shown_name
from loopready.app.prepare import Pipeline, check_dates, check_kinds, choose_guide
from loopready.model import Document, Posting, Profile
from loopready.rendering.contract import match_json


class MatchedFiles(NamedTuple):
    """The contract's ``match`` object, and the documents that were read for it, with what their readers noticed."""

    record: dict[str, Any]
    read: tuple[Document, Document]


def match_files(
    cv: str, job: str, *, pipeline: Pipeline, guide: str | None = None, today: str | None = None, anyway: bool = False
) -> MatchedFiles:
    """Two files held against each other; the posting may be an address. InputError where one is at fault."""
    day, _ = check_dates(today=today, on=None)
    cv_read = read_cv_file(cv, workers=pipeline.workers)
    job_read = read_job_file(job, workers=pipeline.workers, fetcher=pipeline.fetcher)
    if not anyway:
        check_kinds(cv_read[0], job_read[0], cv_name=cv, job_name=shown_name(job))
    return MatchedFiles(_record(cv_read, job_read, pipeline=pipeline, guide=guide, day=day), (cv_read[0], job_read[0]))


def match_record(
    cv: str, job: str, *, pipeline: Pipeline, guide: str | None = None, today: str | None = None, anyway: bool = False
) -> dict[str, Any]:
    """The record of ``match_files`` alone."""
    return match_files(cv, job, pipeline=pipeline, guide=guide, today=today, anyway=anyway).record


def handed_match(
    cv: Handed, job: Handed, *, pipeline: Pipeline, guide: str | None = None, today: str | None = None, anyway: bool = False
) -> dict[str, Any]:
    """The same object for a CV and a posting that were handed over.

    Raises:
        InputError: one of them, the date or the guide is at fault.
        OutsideError: the posting's address can not be fetched now.
    """
    day, _ = check_dates(today=today, on=None)
    cv_read = read_handed_cv(cv, workers=pipeline.workers)
    job_read = read_handed_job(job, workers=pipeline.workers, fetcher=pipeline.fetcher)
    if not anyway:
        check_kinds(cv_read[0], job_read[0], cv_name=cv.name, job_name=shown_name(job.name))
    return _record(cv_read, job_read, pipeline=pipeline, guide=guide, day=day)


def _record(
    cv_read: tuple[Document, Profile], job_read: tuple[Document, Posting], *, pipeline: Pipeline, guide: str | None, day: str
) -> dict[str, Any]:
    (cv, profile), (job, posting) = cv_read, job_read
    _, chosen = choose_guide(posting, job, guide, embedder=pipeline.embedder)
    matched = pipeline.match(profile, posting, chosen, cv=cv, job=job, today=day)
    documents = {"cv": {"name": cv.name, "text": cv.text}, "job": {"name": job.name, "text": job.text}}
    return {**match_json(matched), "documents": documents}
