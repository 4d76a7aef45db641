"""The Python API: the verbs of the command line as functions over nouns. One warm pipeline serves them all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from loopready.app.inputs import document_of, read_cv_file, read_job_file, shown_name
from loopready.app.phrasing import phrased
from loopready.app.prepare import Clock, Pipeline, check_dates, check_kinds, choose_guide
from loopready.app.wording import writer_of
from loopready.model import Brief, Document, Guide, GuideChoice, LanguageModel, Match, Override, Posting, Profile, Writer
from loopready.reading import read_posting, read_profile
from loopready.rendering import render as render_brief

Source = str | Path | bytes | Document
"""A file by its path (a job description also by its address), the bytes of one (a text in UTF-8 is one), or a Document read before."""


@cache
def _pipeline() -> Pipeline:
    return Pipeline()


def prepare(
    cv: Source,
    job: Source,
    *,
    guide: str | None = None,
    start: str | None = None,
    on: str | None = None,
    today: str | None = None,
    overrides: Sequence[Override] = (),
    writer: Writer | LanguageModel | None = None,
) -> Brief:
    """The brief of a CV and a job description.

    ``on`` (the interview's date) and ``today`` are YYYY-MM-DD. ``guide`` is the path of the job's guide and ``start`` of the seat one
    comes from; both are found where they are not given. ``overrides`` are the person's corrections. A ``writer`` phrases claims, or a
    language model does, which is sent placeholders for name, contacts and employers; what adds anything to a claim's cites is dropped and
    counted in ``groundedness.dropped``.

    Raises:
        InputError: a file, a date, a guide or a correction is at fault; the message says what to do.
        OutsideError: the writer failed, or the posting's address can not be fetched now.
    """
    pipeline = _pipeline()
    day, on_day = check_dates(today=today, on=on)
    clock = Clock({}, lambda stage: None)
    with clock("reading"):
        cv_document, profile = read_cv(cv)
        job_document, posting = read_job(job)
        check_kinds(cv_document, job_document, cv_name=_name(cv, cv_document), job_name=_name(job, job_document))
    brief = pipeline.correct_and_finish(
        cv_document, job_document, profile, posting, guide=guide, start=start, on=on_day, today=day, overrides=overrides, clock=clock
    ).brief
    return phrased(brief, writer_of(brief, writer)) if writer is not None else brief


def read_cv(cv: Source) -> tuple[Document, Profile]:
    """A CV as Document and Profile. InputError where it is at fault."""
    if isinstance(cv, str | Path):
        return read_cv_file(str(cv), workers=_pipeline().workers)
    document = document_of(cv, kind="cv", workers=_pipeline().workers)
    return document, read_profile(document)


def read_job(job: Source) -> tuple[Document, Posting]:
    """A job description as Document and Posting. InputError where it is at fault, OutsideError where its address can not be fetched."""
    if isinstance(job, str | Path):
        return read_job_file(str(job), workers=_pipeline().workers, fetcher=_pipeline().fetcher)
    document = document_of(job, kind="job", workers=_pipeline().workers)
    return document, read_posting(document)


def find_guides(job: Document, posting: Posting, *, guide: str | None = None) -> tuple[GuideChoice, Guide]:
    """The guide that carries a posting's brief, or the named one; the general guide where none fits. InputError for an unknown path."""
    return choose_guide(posting, job, guide, embedder=_pipeline().embedder)


def match(cv: Document, profile: Profile, job: Document, posting: Posting, *, guide: str | None = None, today: str | None = None) -> Match:
    """How a profile stands against a posting, requirement by requirement and signal by signal of the guide."""
    day, _ = check_dates(today=today, on=None)
    _, chosen = choose_guide(posting, job, guide, embedder=_pipeline().embedder)
    return _pipeline().match(profile, posting, chosen, cv=cv, job=job, today=day)


def compose(
    cv: Document,
    profile: Profile,
    job: Document,
    posting: Posting,
    matched: Match,
    *,
    guide: str | None = None,
    start: str | None = None,
    on: str | None = None,
    today: str | None = None,
    overrides: Sequence[Override] = (),
) -> Brief:
    """The brief of a match. Give the ``guide`` and ``today`` that the match was made with."""
    day, on_day = check_dates(today=today, on=on)
    pipeline = _pipeline()
    chosen = pipeline.choose(cv, job, profile, posting, guide=guide, start=start, today=day)
    brief, _ = pipeline.compose(cv, job, profile, posting, matched, chosen, on=on_day, overrides=overrides)
    return brief


def render(brief: Brief, *, format: str = "html") -> str | bytes:
    """A brief as html, md or json (text), or as pdf or docx (bytes). InputError for another format."""
    return render_brief(brief, format=format)


def _name(source: Source, document: Document) -> str:
    return shown_name(str(source)) if isinstance(source, str | Path) else document.name
