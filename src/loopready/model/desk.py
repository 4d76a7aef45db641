"""What a person keeps: files, preparations, corrections and notes. Moments are UTC."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.brief import Brief, GuideChoice
from loopready.model.document import Document, DocumentKind
from loopready.model.posting import Posting
from loopready.model.profile import Profile

State = Literal["queued", "running", "done", "failed"]
STAGES = ("reading_cv", "reading_job", "guide", "matching", "composing")
"""The stages of a preparation that runs as a job, in order; each leaves its result in the store before the next begins."""
Interviewer = Literal["recruiter", "hiring_manager", "peer_manager", "engineer", "product", "executive", "assessor"]
"""Who sits opposite, as roles; never people."""


class StoredFile(Noun):
    """A file kept by its content: the hash of its bytes (sha-256, hex), the name it came under, its size in bytes."""

    sha256: str
    name: str
    size: int
    charset: str | None = Field(default=None, description="The encoding that an address named for it.")


class Asked(Noun):
    """What a preparation is asked to be made of. ``job`` or ``address`` is given; dates are YYYY-MM-DD."""

    cv: StoredFile
    job: StoredFile | None = None
    address: str | None = None
    on: str | None = None
    today: str | None = Field(default=None, description="The day to count from where the person pins it; else the day a run begins.")
    interviewers: tuple[Interviewer, ...] = ()
    guide: str | None = None
    start: str | None = None
    anyway: bool = False
    worded: bool = Field(
        default=True, description="Whether a language model that the person turned on may word it; not for many CVs, nor for an assistant."
    )


class Digest(Noun):
    """A brief in one line of a list."""

    person: str | None = None
    seat: str | None = None
    firm: str | None = None
    guide: str | None = None
    guide_title: str = ""
    verdict: str
    counts: dict[str, int] = Field(default={}, description="Coverage -> how many requirements have it.")
    musts: dict[str, int] = Field(default={}, description="The same among the musts.")
    worded: int | None = Field(default=None, description="How many sentences stand in a language model's words; None where none was asked.")

    @classmethod
    def of(cls, brief: Brief) -> Digest:
        """The digest of a brief."""
        rows = brief.match.rows
        posting, person = brief.posting, brief.profile.person
        return cls(
            person=person.name.value if person.name else None,
            seat=posting.title.value if posting.title else None,
            firm=posting.firm.value if posting.firm else None,
            guide=brief.guide.path,
            guide_title=brief.guide.title,
            verdict=brief.match.verdict,
            counts=dict(Counter(row.coverage for row in rows)),
            musts=dict(Counter(row.coverage for row in rows if row.requirement.kind == "must")),
            worded=brief.writing.stand if brief.writing is not None else None,
        )


class Failure(Noun):
    """Why a run stopped: a code, a line that says what to do, and the document at fault where it is one."""

    code: str
    message: str
    document: DocumentKind | None = None
    outside: bool = False


class ReadCv(Noun):
    """A CV as read: its document, and the profile made of it."""

    document: Document
    profile: Profile


class ReadJob(Noun):
    """A job description as read: its document, and the posting made of it."""

    document: Document
    posting: Posting


class Chosen(Noun):
    """What a run goes by after reading: the guide, the guide of the seat one comes from, the firm's id, and the day to count from."""

    choice: GuideChoice
    guide: str
    start: str | None = None
    firm: str | None = None
    today: str


class Preparation(Noun):
    """One CV against one job. ``version`` counts the person's changes; ``run`` the times that the stages ran."""

    id: str
    owner: str
    title: str | None = None
    asked: Asked
    state: State
    stage: str | None = None
    run: int = 1
    version: int = 1
    failure: Failure | None = None
    digest: Digest | None = None
    seconds: float | None = None
    archived: bool = False
    created: dt.datetime
    updated: dt.datetime

    @property
    def name(self) -> str:
        """What a list calls it: the person's own title, else seat and firm, else the posting's name."""
        if self.title:
            return self.title
        if self.digest:
            named = " at ".join(part for part in (self.digest.seat, self.digest.firm) if part)
            if named:
                return named
        return self.asked.job.name if self.asked.job else (self.asked.address or "Preparation")


class ItemNote(Noun):
    """A person's own words on an item of a brief, and whether it is done."""

    item: str
    text: str = ""
    done: bool = False
    version: int = 1
    updated: dt.datetime
