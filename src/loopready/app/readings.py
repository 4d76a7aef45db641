"""Reading files on their own: one record a file, in order, even for a file that failed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from loopready.adapters.workers import Workers
from loopready.app.inputs import read_cv_file, read_job_file
from loopready.model import InputError, Notice
from loopready.rendering.contract import posting_json, profile_json, spans_json


def cv_records(paths: Sequence[str], *, workers: Workers) -> Iterator[dict[str, Any]]:
    """The contract's ``read cv`` record for each file."""
    for path in paths:
        start = time.perf_counter()
        try:
            document, profile = read_cv_file(path, workers=workers)
        except InputError as error:
            yield failed(path, error)
            continue
        yield {
            "path": path,
            "ok": True,
            "profile": profile_json(profile),
            "text": document.text,
            "spans": spans_json(profile),
            "warnings": warnings(document.notices, profile.notices),
            "seconds": round(time.perf_counter() - start, 4),
        }


def job_records(paths: Sequence[str], *, workers: Workers) -> Iterator[dict[str, Any]]:
    """The contract's ``read job`` record for each file."""
    for path in paths:
        start = time.perf_counter()
        try:
            document, posting = read_job_file(path, workers=workers)
        except InputError as error:
            yield failed(path, error)
            continue
        yield {
            "path": path,
            "ok": True,
            "posting": posting_json(posting),
            "text": document.text,
            "warnings": warnings(document.notices, posting.notices),
            "seconds": round(time.perf_counter() - start, 4),
        }


def failed(path: str, error: InputError) -> dict[str, Any]:
    """The record of a file that could not be read."""
    return {"path": path, "ok": False, "error": {"code": error.code, "message": error.message}}


def warnings(*notices: tuple[Notice, ...]) -> list[dict[str, str]]:
    """Notices as code and message, each once: a profile repeats its document's."""
    return [{"code": notice.code, "message": notice.message} for notice in dict.fromkeys(notice for held in notices for notice in held)]
