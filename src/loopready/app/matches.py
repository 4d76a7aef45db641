"""Matching on its own: a CV against a posting."""

from __future__ import annotations

from typing import Any

from loopready.app.inputs import read_cv_file, read_job_file, shown_name
from loopready.app.prepare import Pipeline, check_dates, check_kinds, choose_guide
from loopready.rendering.contract import match_json


def match_record(
    cv: str, job: str, *, pipeline: Pipeline, guide: str | None = None, today: str | None = None, anyway: bool = False
) -> dict[str, Any]:
    """The contract's ``match`` object for two files; the posting may be an address. InputError where one is at fault."""
    day, _ = check_dates(today=today, on=None)
    cv_document, profile = read_cv_file(cv, workers=pipeline.workers)
    job_document, posting = read_job_file(job, workers=pipeline.workers, fetcher=pipeline.fetcher)
    if not anyway:
        check_kinds(cv_document, job_document, cv_name=cv, job_name=shown_name(job))
    _, chosen = choose_guide(posting, job_document, guide, embedder=pipeline.embedder)
    matched = pipeline.match(profile, posting, chosen, cv=cv_document, job=job_document, today=day)
    documents = {"cv": {"name": cv_document.name, "text": cv_document.text}, "job": {"name": job_document.name, "text": job_document.text}}
    return {**match_json(matched), "documents": documents}
