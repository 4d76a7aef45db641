"""One person's preparations: submit, look, correct, make again, delete. Nothing of anybody else is reachable from here."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Sequence
from typing import Any

from loopready.adapters.database import Database, Files, Notes, PreparationLists, Preparations
from loopready.app.corrections import check_order, correct_posting, correct_profile, holding
from loopready.app.held import Held
from loopready.app.inputs import is_address
from loopready.app.limits import WorkLimits
from loopready.app.mending import Reading, reading_of
from loopready.app.notes import NoteBook
from loopready.app.opposite import Opposite, for_interviewers
from loopready.app.own import OwnShelf
from loopready.app.own_places import is_own
from loopready.app.pictures import Shown, first_of, shown
from loopready.app.prepare import check_dates
from loopready.app.stages import StageRunner, Wording
from loopready.library import Library
from loopready.model import (
    Asked,
    Brief,
    Chosen,
    DocumentKind,
    InputError,
    Jobs,
    Match,
    Override,
    PageImage,
    Preparation,
    ReadCv,
    ReadJob,
    StoredFile,
)

PASTED = "pasted posting"
MOST_TARGET = 200
"""Letters of a correction's target."""


class Desk:
    """The door to what one account keeps. With ``limits``, TooManyError where it asks for too much in an hour."""

    def __init__(self, *, database: Database, stages: StageRunner, jobs: Jobs, owner: str, limits: WorkLimits | None = None) -> None:
        self.owner = owner
        self.files = Files(database, owner)
        self.preparations = Preparations(database, owner)
        self.lists = PreparationLists(database, owner)
        self._notes = Notes(database, owner)
        self._stages = stages
        self._jobs = jobs
        self._limits = limits

    @functools.cached_property
    def own(self) -> OwnShelf:
        """Guides and questions of one's own, and of one's coaches."""
        return self._stages.shelf(self.owner)

    @property
    def library(self) -> Library:
        """The library as this person has it."""
        return self.own.library

    def _take(self, kind: str) -> None:
        if self._limits is not None:
            self._limits.take(kind, self.owner)

    def take_upload(self) -> None:
        """Count something that takes as much work as a file. TooManyError where it would be one too many in an hour."""
        self._take("uploads")

    def put(self, data: bytes, *, name: str) -> StoredFile:
        """Keep a file. InputError where it is empty or too large."""
        self._take("uploads")
        return self.files.put(data, name=name)

    def posting_of(self, text: str) -> tuple[StoredFile | None, str | None]:
        """A posting as typed into a field: kept as a file, or an address by itself. InputError where it is empty."""
        stripped = text.strip()
        if not stripped:
            raise InputError("no_posting", "paste the job description, choose its file, or give its address", name="The job description")
        if is_address(stripped) and len(stripped.split()) == 1:
            return None, stripped
        return self.put(text.encode("utf-8"), name=PASTED), None

    def cvs(self) -> list[StoredFile]:
        """The CVs given so far, the one used last first."""
        return self.preparations.cvs()

    def cv_of(self, sha256: str) -> StoredFile:
        """A CV given before. InputError where there is none of that hash."""
        found = self.preparations.cv(sha256)
        if found is not None:
            return found
        raise InputError("not_found", "that CV is not kept here any more; choose its file again", name="Your CV")

    def file_of(self, sha256: str, *, name: str) -> StoredFile:
        """A file that is kept, under the name it came with. InputError where it is not kept any more."""
        size = self.lists.keeps(sha256)
        if size is None:
            raise InputError("not_found", "is not kept here any more; choose the file again", name=name or "that file")
        return StoredFile(sha256=sha256, name=name[:200] or "file", size=size)

    def text_of(self, file: StoredFile) -> str:
        """A posting's text as it was pasted; empty for one that came as another kind of file."""
        if file.name != PASTED:
            return ""
        return self.files.get(file.sha256).decode("utf-8", "replace")

    def submit(self, asked: Asked, *, title: str | None = None) -> Preparation:
        """Begin a preparation.

        Raises:
            InputError: a date is none or lies behind, or neither posting nor address is given.
        """
        check_dates(today=asked.today, on=asked.on)
        if asked.job is None and asked.address is None:
            raise InputError("no_posting", "paste the job description, choose its file, or give its address", name="The job description")
        self._take("preparations")
        self._note_guides(asked)
        made = self.preparations.add(asked, title=title)
        self._jobs.start(made.id, made.run)
        return made

    def _note_guides(self, asked: Asked) -> None:
        for path in (asked.guide, asked.start):
            if is_own(path):
                self.own.note_use(path, action="use_guide")

    def same(self, asked: Asked) -> Preparation | None:
        """The latest preparation that was asked for the same of the same files, and counts from the same day; None where there is none."""
        if asked.job is None:
            return None
        day, on = check_dates(today=asked.today, on=asked.on)
        for found in self.preparations.of_files(cv=asked.cv.sha256, job=asked.job.sha256):
            began = found.asked.today or found.updated.astimezone().date().isoformat()
            theirs = found.asked.model_copy(
                update={"cv": asked.cv, "job": asked.job, "today": asked.today, "on": on, "worded": asked.worded}
            )
            if began == day and found.asked.on == on and theirs == asked.model_copy(update={"on": on}):
                return found
        return None

    def again(self, id: str, *, version: int, changes: dict[str, Any] | None = None) -> Preparation:
        """Make the brief once more, with what was asked changed (fields of ``Asked``). InputError as ``submit`` says."""
        present = self.preparations.get(id)
        asked = Asked.model_validate({**present.asked.model_dump(), **(changes or {})})
        check_dates(today=asked.today, on=asked.on)
        self._take("preparations")
        self._note_guides(asked)
        made = self.preparations.change(id, version=version, asked=asked, again=True)
        self._jobs.start(made.id, made.run)
        return made

    def correct(self, id: str, values: dict[str, str | None], *, drop: Sequence[str] = (), version: int) -> Preparation:
        """Keep corrections by target and make the brief once more.

        Raises:
            InputError: a target names nothing that was read, a value is no value for it, or the preparation was changed elsewhere.
        """
        overrides = [Override(id=secrets.token_hex(8), target=target, value=value) for target, value in values.items()]
        self._check(id, overrides)
        self._take("preparations")
        made = self.preparations.correct(id, overrides, drop=drop, version=version)
        self._jobs.start(made.id, made.run)
        return made

    def _check(self, id: str, overrides: Sequence[Override]) -> None:
        preparation = self.preparations.get(id)
        cv, job = self._stages.read_cv(preparation), self._stages.read_job(preparation)
        if cv is None or job is None:
            raise InputError("not_read", "is not read yet; correct it when it is", name=preparation.name)
        given = {override.target for override in overrides}
        if any(len(target) > MOST_TARGET for target in given):
            raise InputError("no_such_target", "the correction names nothing that was read; reload the page")
        before, _ = holding(cv.profile, job.posting, [each for each in self.corrections(id) if each.target not in given])
        check_order(correct_profile(cv.profile, [*before, *overrides]))
        correct_posting(job.posting, [*before, *overrides])

    def corrections(self, id: str) -> list[Override]:
        """The corrections of a preparation, in the order they were made."""
        return self.preparations.corrections(id)

    def retract(self, id: str, claim: str, *, version: int) -> Preparation:
        """A statement is wrong and is not made again. InputError where the brief does not make it, or was changed elsewhere."""
        brief = self.brief(id)
        if brief is None or claim not in {each.id for each in brief.claims()}:
            raise InputError("not_found", "the brief does not say that any more; reload its page", name=claim[:80])
        return self.correct(id, {f"claim/{claim}": None}, version=version)

    def reading(self, id: str) -> Reading:
        """What was read of both files, as it stands with the corrections. InputError where it is not read yet."""
        preparation = self.preparations.get(id)
        cv, job = self._stages.read_cv(preparation), self._stages.read_job(preparation)
        if cv is None or job is None:
            raise InputError("not_read", "is not read yet; look again in a moment", name=preparation.name)
        return reading_of(preparation, cv, job, self.corrections(id))

    def notes(self, id: str) -> NoteBook:
        """The notes on a preparation's brief."""
        return NoteBook(self._notes, id)

    def held(self) -> Held:
        """What this process holds of pages made before; keys begin with the preparation's id."""
        return self._stages.views

    def duplicate(self, id: str, *, title: str | None = None) -> Preparation:
        """A copy that goes its own way."""
        self.preparations.get(id)
        self._take("preparations")
        made = self.preparations.duplicate(id, title=title)
        self._jobs.start(made.id, made.run)
        return made

    def delete(self, id: str) -> None:
        """Delete a preparation with all that hangs on it, the jobs' records too."""
        self.preparations.get(id)
        self._jobs.forget(id)
        self.preparations.delete(id)
        self._stages.forget(id)
        self._stages.recent.drop(self.owner)
        self.files.sweep()

    def brief(self, id: str) -> Brief | None:
        """The brief of the latest run that made one; None where there is none yet."""
        run = self.run_shown(id)
        return self._stages.brief(self.preparations.get(id), run) if run is not None else None

    def wording(self, id: str) -> Wording | None:
        """How far the brief is that a language model is putting into better words in this process; None where none does."""
        self.preparations.get(id)
        return self._stages.wording.get(id)

    def match(self, id: str) -> Match | None:
        """The match of the latest run that made a brief; None where there is none yet."""
        run = self.run_shown(id)
        return self._stages.result(id, run, "matching", Match) if run is not None else None

    def brief_of(self, id: str, run: int) -> Brief:
        """The brief that a run made. InputError where it is gone."""
        brief = self._stages.brief(self.preparations.get(id), run)
        if brief is None:
            raise InputError("not_found", "that brief was replaced by a newer one; reload its page", name=id)
        return brief

    def run_shown(self, id: str) -> int | None:
        """The latest run that made a brief; None where none has."""
        preparation = self.preparations.get(id)
        return preparation.run if preparation.state == "done" else self._stages.last_done(id)

    def for_reader(self, preparation: Preparation, brief: Brief) -> Opposite:
        """The brief in the order for those who will interview."""
        return for_interviewers(brief, self._stages.guide_of(brief, self.owner), preparation.asked.interviewers)

    def pages(self, id: str, source: DocumentKind, *, page: int = 1) -> tuple[PageImage, ...]:
        """The pages of the CV or the posting round a page as pictures; none where the file has none, or not so many.

        Raises:
            InputError: there is no such preparation, or its file can not be drawn.
        """
        preparation = self.preparations.get(id)
        file = preparation.asked.cv if source == "cv" else preparation.asked.job
        if file is None:
            return ()
        return self._stages.pictures.pages(id, source, file, lambda: self.files.get(file.sha256), first=first_of(page))

    def sheets(self, id: str, brief: Brief, source: DocumentKind, *, start: int | None, end: int | None, page: int | None) -> Shown:
        """The document of a brief on its pages' pictures, the words ``start:end`` lit; the pages with these words, or round ``page``."""
        document = brief.cv if source == "cv" else brief.job
        preparation = self.preparations.get(id)
        read = self._stages.read_cv(preparation) if source == "cv" else self._stages.read_job(preparation)
        if read is None or read.document.id != document.id:
            return Shown(missing="The file has changed since this brief was made, so its text is shown.")
        return shown(document, lambda first: self.pages(id, source, page=first), start=start, end=end, page=page)

    def known(self, id: str) -> Known:
        """What the present run has found out so far."""
        preparation = self.preparations.get(id)
        return Known(
            preparation=preparation,
            cv=self._stages.read_cv(preparation),
            job=self._stages.read_job(preparation),
            chosen=self._stages.result(id, preparation.run, "guide", Chosen),
            match=self._stages.result(id, preparation.run, "matching", Match),
        )


class Known:
    """A run in the making: what is None is not known yet."""

    def __init__(
        self, *, preparation: Preparation, cv: ReadCv | None, job: ReadJob | None, chosen: Chosen | None, match: Match | None
    ) -> None:
        self.preparation = preparation
        self.cv = cv
        self.job = job
        self.chosen = chosen
        self.match = match
