"""What an assistant asks for in a person's name: prepare, match and mark what was handed over, and lead a mock interview."""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import dataclass
from typing import Any

from loopready.app import guides
from loopready.app.handing import FileDoor, handed_over
from loopready.app.inputs import Handed
from loopready.app.interviews import InterviewRoom
from loopready.app.marking import Beside, Ground, Marker, ground_of
from loopready.app.matches import handed_match
from loopready.app.practice_days import practised
from loopready.app.progress import ProgressBook
from loopready.app.service import PERSONAL, Service
from loopready.model import (
    Answer,
    Asked,
    Brief,
    Debrief,
    DocumentKind,
    InputError,
    Interview,
    OutsideError,
    Preparation,
    Scorecard,
    StoredFile,
    Turn,
)

LOOK_SECONDS = 0.05
WAIT_SECONDS = 120.0
"""Longest wait for a brief."""
LEFT_SECONDS = 60
"""A run that has not moved for so long was left by a process that ended; it is begun anew."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A session of a mock interview: the turn that waits for an answer, or the debrief where none does."""

    interview: Interview
    turn: Turn | None
    debrief: Debrief | None = None


class Assistant:
    """The door for an assistant of one owner. ``door`` says which files it may name."""

    def __init__(self, service: Service, *, door: FileDoor, owner: str = PERSONAL) -> None:
        self.service = service
        self.owner = owner
        self.desk = service.desk(owner)
        self.room = InterviewRoom(service, owner)
        self._progress = ProgressBook(service, owner)
        self._door = door
        self._beginning = threading.Lock()

    def prepare(
        self, cv: str, job: str, *, guide: str | None = None, on: str | None = None, today: str | None = None, anyway: bool = False
    ) -> Preparation:  # fmt: skip
        """The preparation of a CV and a posting with its brief made, and kept; what was asked for before is not made again.

        Raises:
            InputError: a text, a file, a date or the guide is at fault, or the brief takes too long.
            OutsideError: the database does not answer.
        """
        guides.check_held(guide, name="guide", library=self.desk.library)
        asked = Asked(
            cv=self._put(cv, "cv"), job=self._put(job, "job"), guide=guide, on=on, today=today, anyway=anyway, worded=False
        )  # fmt: skip
        with self._beginning:
            found = self.desk.same(asked)
            if found is None:
                found = self.desk.submit(asked)
            elif found.state == "failed" or self._is_left(found):
                found = self.desk.again(found.id, version=found.version, changes={"worded": False})
        return self._made(found.id)

    def match(self, cv: str, job: str, *, guide: str | None, today: str | None, anyway: bool) -> dict[str, Any]:
        """The contract's ``match`` object; nothing is kept. InputError where a text, a file, the date or the guide is at fault."""
        guides.check_held(guide, name="guide", library=self.desk.library)
        given = self._handed(cv, "cv"), self._handed(job, "job")
        return handed_match(*given, pipeline=self.service.pipeline, guide=guide, today=today, anyway=anyway)

    def brief(self, prep: str | None) -> tuple[Preparation, Brief]:
        """A preparation, by its id or the last, and its brief as the answers practised leave it.

        InputError where there is none, or it is not made yet.
        """
        found = self.desk.preparations.get(practised(self.desk, prep))
        brief = self._progress.brief(found.id)
        if brief is None:
            says = found.failure.message if found.failure is not None else "its brief is being made; ask again in a moment"
            raise InputError("not_ready", says, name=found.id)
        return found, brief

    def ask(self, session: str, *, skip: bool, end: bool) -> Asking:
        """Where a session stands: the turn to be answered, after the present one was skipped or the whole ended where that is asked for.

        InputError where there is no such session.
        """
        turn = self.room.open(session)
        if skip and turn is not None:
            self.room.skip(session, turn.id)
            turn = self.room.open(session)
        if end:
            self.room.end(session)
            turn = None
        return Asking(interview=self.room.get(session), turn=turn, debrief=self.room.debrief(session) if turn is None else None)

    def answer(self, session: str, text: str) -> tuple[Scorecard, Asking, str]:
        """Give an answer to the turn that waits: its scorecard, where the session stands then, and the text the card's places count in.

        InputError where there is no such session, no turn waits, or nothing is written.
        """
        turn = self.room.open(session)
        if turn is None:
            raise InputError("not_found", "this session has ended; begin another with ask", name=session[:40])
        given = self.room.answer(session, turn.id, text, version=turn.version)
        assert given.scorecard is not None
        told = self.room.get(session).told(given)
        return given.scorecard, self.ask(session, skip=False, end=False), told

    def mark(
        self, question: str, answer: str, *, cv: str | None, guide: str | None, prep: str | None, seconds: float | None, today: str | None
    ) -> Scorecard:  # fmt: skip
        """The scorecard of an answer, held against the CV that is handed over, else that of the preparation; nothing is kept.

        InputError where the question, the answer, the CV, the guide or the preparation is at fault.
        """
        marker, ground = Marker(self.service.pipeline), self.ground(guide=guide, prep=prep)
        asked = ground.question(question)
        said = Answer(text=answer, seconds=seconds, spoken=seconds is not None)
        return marker.mark(asked, said, beside=self._beside(marker, cv, ground), today=today)

    def ground(self, *, guide: str | None, prep: str | None) -> Ground:
        """Where questions are looked up. InputError as ``ground_of`` says."""
        return ground_of(self.service, guide=guide, prep=prep, owner=self.owner)

    def _beside(self, marker: Marker, cv: str | None, ground: Ground) -> Beside | None:
        return marker.handed_cv(self._handed(cv, "cv")) if cv is not None else ground.beside()

    def _handed(self, given: str, kind: DocumentKind) -> Handed:
        data, name = handed_over(given, kind=kind, door=self._door)
        return Handed(name=name, data=data)

    def _put(self, given: str, kind: DocumentKind) -> StoredFile:
        data, name = handed_over(given, kind=kind, door=self._door)
        return self.desk.put(data, name=name)

    def _is_left(self, found: Preparation) -> bool:
        waited = dt.datetime.now(dt.UTC) - found.updated
        return found.state in ("queued", "running") and waited > dt.timedelta(seconds=LEFT_SECONDS)

    def _made(self, id: str) -> Preparation:
        """The preparation once its run has ended. InputError or OutsideError where it failed, or is not done in time."""
        end = time.monotonic() + WAIT_SECONDS
        while (found := self.desk.preparations.get(id)).state in ("queued", "running"):
            if time.monotonic() > end:
                raise InputError("not_ready", "its brief takes long; ask for it again in a minute", name=id)
            time.sleep(LOOK_SECONDS)
        if found.failure is not None:
            error = OutsideError if found.failure.outside else InputError
            raise error(found.failure.code, found.failure.message)
        return found
