"""Briefs that the command line keeps, in the database of the home page."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from loopready import __version__
from loopready.adapters.database import Database
from loopready.adapters.database.briefs import Briefs, Making
from loopready.app.inputs import is_address
from loopready.app.owning import opened
from loopready.app.prepare import Prepared
from loopready.app.settings import data_folder
from loopready.model import Asked, Brief, StoredFile

UNREADABLE = ".unreadable"


def save(
    prepared: Prepared, *, job: str, guide: str | None = None, start: str | None = None, on: str | None = None, today: str | None = None,
    anyway: bool = False,
) -> str:  # fmt: skip
    """Keep a brief with its files and what was asked for (``job`` as it was named), as a finished preparation; returns its id.

    Raises:
        OutsideError: the database does not answer, or the disk is full.
    """
    making = None
    if prepared.given is not None and prepared.read is not None:
        (cv_file, job_file), (read_cv, read_job) = prepared.given, prepared.read
        asked = Asked(
            cv=StoredFile(sha256="", name=Path(cv_file.name).name, size=len(cv_file.data)),
            job=StoredFile(sha256="", name=_called(job, job_file.name), size=len(job_file.data), charset=job_file.charset),
            address=job.strip() if is_address(job) else None, guide=guide, start=start, on=on, today=today, anyway=anyway,
        )  # fmt: skip
        making = Making(
            cv=cv_file.data, job=job_file.data, asked=asked, read_cv=read_cv, read_job=read_job, chosen=prepared.chosen
        )  # fmt: skip
    with opened() as (database, owner):
        take_over(database, owner)
        return Briefs(database, owner, reader=__version__).save(prepared.brief, making=making)


def load(id: str | None = None) -> Brief:
    """The kept brief of this id, or the last one made. InputError where there is none."""
    with opened() as (database, owner):
        take_over(database, owner)
        return Briefs(database, owner, reader=__version__).load(id)


def take_over(database: Database, owner: str) -> int:
    """Take briefs that an earlier version kept as files in the data folder into the database; how many they were.

    A file is deleted once the database has it. One that can not be read is left beside under another name, and not tried again.
    """
    folder, count = data_folder() / "briefs", 0
    if not folder.is_dir():
        return 0
    briefs = Briefs(database, owner, reader=__version__)
    for file in sorted(folder.glob("*.json")):
        with suppress(FileNotFoundError):  # another process took it over meanwhile
            moment = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
            try:
                brief = Brief.model_validate_json(file.read_bytes())
            except ValidationError:
                file.rename(file.with_name(f"{file.name}{UNREADABLE}"))
                continue
            briefs.save(brief, moment=moment)
            file.unlink()
            count += 1
    (data_folder() / "last").unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return count


def _called(job: str, name: str) -> str:
    return name if is_address(job) else Path(name).name
