"""Reading files on their own: one record a file, in order, even for a file that failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from loopready.adapters.workers import Workers
from loopready.app.inputs import Handed, read_cv_file, read_handed_cv, read_handed_job, read_job_file, shown_name
from loopready.model import Document, Fetcher, InputError, LoopreadyError, Notice, OutsideError, Posting, Profile
from loopready.rendering import json_resume_text
from loopready.rendering.contract import posting_json, profile_json, spans_json


def cv_records(paths: Sequence[str], *, workers: Workers) -> Iterator[dict[str, Any]]:
    """The contract's ``read cv`` record for each file."""
    for path in paths:
        try:
            yield _cv_record(path, partial(read_cv_file, path, workers=workers))
        except InputError as error:
            yield failed(path, error)


def cv_as_json_resume(path: str, *, workers: Workers) -> tuple[str, list[str]]:
    """A CV's file as a JSON Resume 1.0 document, and the warnings of its reading. InputError where the file is at fault."""
    document, profile = read_cv_file(path, workers=workers)
    return json_resume_text(profile), [warning["message"] for warning in warnings(document.notices, profile.notices)]


def job_records(paths: Sequence[str], *, workers: Workers, fetcher: Fetcher | None = None) -> Iterator[dict[str, Any]]:
    """The contract's ``read job`` record for each file or address."""
    for path in paths:
        try:
            yield _job_record(path, partial(read_job_file, path, workers=workers, fetcher=fetcher))
        except (InputError, OutsideError) as error:
            yield failed(path, error)


def cv_record(given: Handed, *, workers: Workers) -> dict[str, Any]:
    """The same record of a CV that was handed over. InputError where it is at fault."""
    return _cv_record(given.name, lambda: read_handed_cv(given, workers=workers))


def job_record(given: Handed, *, workers: Workers, fetcher: Fetcher) -> dict[str, Any]:
    """The same record of a posting that was handed over, or of its address.

    Raises:
        InputError: it is at fault.
        OutsideError: the address can not be fetched now.
    """
    return _job_record(shown_name(given.name), lambda: read_handed_job(given, workers=workers, fetcher=fetcher))


def _cv_record(path: str, read: Callable[[], tuple[Document, Profile]]) -> dict[str, Any]:
    start = time.perf_counter()
    document, profile = read()
    return {
        "path": path,
        "ok": True,
        "profile": profile_json(profile),
        "text": document.text,
        "spans": spans_json(profile),
        "warnings": warnings(document.notices, profile.notices),
        "seconds": round(time.perf_counter() - start, 4),
    }


def _job_record(path: str, read: Callable[[], tuple[Document, Posting]]) -> dict[str, Any]:
    start = time.perf_counter()
    document, posting = read()
    return {
        "path": path,
        "ok": True,
        "posting": posting_json(posting),
        "text": document.text,
        "warnings": warnings(document.notices, posting.notices),
        "seconds": round(time.perf_counter() - start, 4),
    }


def failed(path: str, error: LoopreadyError) -> dict[str, Any]:
    """The record of a file that could not be read; ``outside`` says that the network failed and not the file."""
    said: dict[str, Any] = {"code": error.code, "message": error.message}
    if isinstance(error, OutsideError):
        said["outside"] = True
    return {"path": path, "ok": False, "error": said}


def warnings(*notices: tuple[Notice, ...]) -> list[dict[str, str]]:
    """Notices as code and message, each once: a reading carries its document's notices on."""
    said = dict.fromkeys((notice.code, notice.message) for held in notices for notice in held)
    return [{"code": code, "message": message} for code, message in said]
