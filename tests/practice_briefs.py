"""Briefs of the invented CV and posting by each guide, made without the model of meaning."""

from __future__ import annotations

from functools import cache

from loopready.adapters.fakes import HashEmbedder
from loopready.app.api import read_cv, read_job
from loopready.app.content import current_library
from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.model import Brief, Guide

TODAY = "2026-11-25"
MANAGER = "technology_software/cloud_hyperscale/engineering_management"


@cache
def brief_of(path: str = MANAGER) -> Brief:
    """The brief by a guide."""
    cv, profile = read_cv(CV.encode())
    job, posting = read_job(JOB.encode())
    with Pipeline(embedder=HashEmbedder()) as pipeline:
        chosen = pipeline.choose(cv, job, profile, posting, guide=path, start=None, today=TODAY)
        matched = pipeline.match(profile, posting, guide_of(path), cv=cv, job=job, today=TODAY)
        return pipeline.compose(cv, job, profile, posting, matched, chosen, on=None, overrides=())[0]


def guide_of(path: str = MANAGER) -> Guide:
    """A guide of the library."""
    return current_library().guides[path]
