"""Reading files on their own: one record a file, in order, even for a file that failed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from loopready.adapters.workers import Workers
from loopready.app.inputs import read_cv_file, read_job_file
from loopready.model import Fetcher, InputError, LoopreadyError, Notice, OutsideError
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


def job_records(paths: Sequence[str], *, workers: Workers, fetcher: Fetcher | None = None) -> Iterator[dict[str, Any]]:
    """The contract's ``read job`` record for each file or address."""
    for path in paths:
        start = time.perf_counter()
        try:
            document, posting = read_job_file(path, workers=workers, fetcher=fetcher)
        except (InputError, OutsideError) as error:
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
