"""The main job: a CV and a job description in, an evidenced brief out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from loopready.adapters.embedder import MiniLM
from loopready.adapters.fetch import WebFetcher
from loopready.adapters.workers import Workers
from loopready.app.content import current_library
from loopready.app.corrections import correct_posting, correct_profile
from loopready.app.inputs import given_cv, given_job, read_cv_data, read_job_data, shown_name
from loopready.app.settings import cache_folder
from loopready.composing import Refused, compose
from loopready.library import Library, find_delta, find_guides, firm_of
from loopready.matching import match, texts_of_guide
from loopready.model import (
    Brief,
    Chosen,
    Document,
    Embedder,
    Fetched,
    Fetcher,
    Guide,
    GuideChoice,
    InputError,
    Match,
    Override,
    Posting,
    Profile,
    ReadCv,
    ReadJob,
)
from loopready.reading import looks_like_cover_letter, looks_like_cv, looks_like_posting

GENERAL = "general"
LATEST = 3
"""Positions of a CV, the latest first, that are looked at for the seat one comes from."""
STAGES = ("reading", "guide", "matching", "composing")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Prepared:
    """A brief, the claims that were refused on the way (none is expected), and what it was made of, where that is kept with it."""

    brief: Brief
    refused: Refused
    chosen: Chosen
    given: tuple[Fetched, Fetched] | None = None
    """The files of the CV and the posting."""
    read: tuple[ReadCv, ReadJob] | None = None
    """What was read in them, before corrections."""


class Pipeline:
    """The stages with their ports plugged in; warm after the first brief. Use as a context manager."""

    def __init__(self, *, embedder: Embedder | None = None, workers: Workers | None = None, fetcher: Fetcher | None = None) -> None:
        self.embedder: Embedder = embedder or MiniLM()
        self.workers = workers or Workers()
        self.fetcher: Fetcher = fetcher or WebFetcher()

    def __enter__(self) -> Pipeline:
        return self

    def __exit__(self, *_: object) -> None:
        self.workers.close()

    def prepare(
        self,
        cv: str | Path,
        job: str | Path,
        *,
        guide: str | None = None,
        start: str | None = None,
        on: str | None = None,
        today: str | None = None,
        overrides: Sequence[Override] = (),
        anyway: bool = False,
        progress: Progress = lambda stage: None,
    ) -> Prepared:
        """The brief of two files (``-`` for a posting on standard input; a posting may be an address).

        ``today`` and ``on`` are YYYY-MM-DD; ``today`` is the machine's date where it is not given. ``anyway`` goes on where
        a file does not look like a CV or a posting. ``guide`` is the guide of the job and ``start`` the one of the seat one has, where
        the person names them.

        Raises:
            InputError: a file, a date, a guide or a correction is at fault; the message names it and says what to do.
            OutsideError: the posting's address can not be fetched now.
        """
        day, on_day = check_dates(today=today, on=on)
        seconds: dict[str, float] = {}
        clock = Clock(seconds, progress)
        with clock("reading"):
            given, (read_cv, read_job) = self._read_both(str(cv), str(job))
            cv_document, job_document = read_cv.document, read_job.document
            if not anyway:
                check_kinds(cv_document, job_document, cv_name=str(cv), job_name=shown_name(str(job)))
        made = self.correct_and_finish(
            cv_document, job_document, read_cv.profile, read_job.posting, guide=guide, start=start, on=on_day, today=day,
            overrides=overrides, clock=clock,
        )  # fmt: skip
        return replace(made, given=given, read=(read_cv, read_job))

    def correct_and_finish(
        self, cv: Document, job: Document, profile: Profile, posting: Posting, *, guide: str | None, on: str | None, today: str,
        overrides: Sequence[Override], clock: Clock, start: str | None = None,
    ) -> Prepared:  # fmt: skip
        """The corrections and the stages after reading."""
        corrected, asked = correct_profile(profile, overrides), correct_posting(posting, overrides)
        return self.finish(cv, job, corrected, asked, guide=guide, start=start, on=on, today=today, overrides=overrides, clock=clock)

    def _read_both(self, cv: str, job: str) -> tuple[tuple[Fetched, Fetched], tuple[ReadCv, ReadJob]]:
        """Both files and what was read in them, side by side, while this process loads the model and the library."""
        self.workers.warm(2)
        with ThreadPoolExecutor(2) as readers:
            cv_read = readers.submit(self._read_cv, cv)
            job_read = readers.submit(self._read_job, job)
            if isinstance(self.embedder, MiniLM):
                self.embedder.warm()
            current_library().guides[GENERAL]
            (cv_file, read_cv), (job_file, read_job) = cv_read.result(), job_read.result()
            return (cv_file, job_file), (read_cv, read_job)

    def _read_cv(self, path: str) -> tuple[Fetched, ReadCv]:
        given = given_cv(path)
        document, profile = read_cv_data(given.data, name=given.name, workers=self.workers)
        return given, ReadCv(document=document, profile=profile)

    def _read_job(self, path: str) -> tuple[Fetched, ReadJob]:
        given = given_job(path, fetcher=self.fetcher)
        document, posting = read_job_data(given.data, name=given.name, charset=given.charset, workers=self.workers)
        return given, ReadJob(document=document, posting=posting)

    def finish(
        self, cv: Document, job: Document, profile: Profile, posting: Posting, *, guide: str | None, start: str | None, on: str | None,
        today: str, overrides: Sequence[Override], clock: Clock,
    ) -> Prepared:  # fmt: skip
        """The stages after reading."""
        with clock("guide"):
            found = self.choose(cv, job, profile, posting, guide=guide, start=start, today=today)
        with clock("matching"):
            matched = self.match(profile, posting, current_library().guides[found.guide], cv=cv, job=job, today=today)
        with clock("composing"):
            brief, refused = self.compose(cv, job, profile, posting, matched, found, on=on, overrides=overrides)
        timed = brief.model_copy(update={"seconds": {k: round(v, 4) for k, v in clock.seconds.items()}})
        return Prepared(brief=timed, refused=refused, chosen=found)

    def choose(
        self, cv: Document, job: Document, profile: Profile, posting: Posting, *, guide: str | None, start: str | None, today: str,
        library: Library | None = None,
    ) -> Chosen:  # fmt: skip
        """The guide of the job, the one of the seat the person comes from, and the firm, from the person's ``library``."""
        library = library or current_library()
        choice, chosen = choose_guide(posting, job, guide, embedder=self.embedder, library=library)
        firm = firm_of(posting.firm.value if posting.firm else None, job.text, library=library)
        before = seat_before(profile, cv, chosen, start, embedder=self.embedder, library=library)
        return Chosen(choice=choice, guide=chosen.path, start=before, firm=firm.id if firm else None, today=today)

    def guide(self, path: str, *, library: Library | None = None) -> Guide:
        """The guide of a path. InputError where the library has none, any more."""
        return _named(path, library=library or current_library())

    def compose(
        self, cv: Document, job: Document, profile: Profile, posting: Posting, matched: Match, chosen: Chosen, *, on: str | None,
        overrides: Sequence[Override], library: Library | None = None, likelihoods: Mapping[str, float] | None = None,
    ) -> tuple[Brief, Refused]:  # fmt: skip
        """The brief of what was read, chosen and matched; and the claims that were refused.

        ``likelihoods`` are those of the guide's questions as real interviews moved them, where any was told of.
        """
        library = library or current_library()
        guide = self.guide(chosen.guide, library=library)
        return compose(
            cv=cv, job=job, profile=profile, posting=posting, match=matched, guide=guide, general=library.guides[GENERAL],
            choice=chosen.choice, firm=library.firms[chosen.firm] if chosen.firm else None, facts=library.facts, today=chosen.today, on=on,
            overrides=overrides, delta=find_delta(library.guides[chosen.start], guide, library=library) if chosen.start else None,
            likelihoods=likelihoods,
        )  # fmt: skip

    def match(self, profile: Profile, posting: Posting, guide: Guide, *, cv: Document, job: Document, today: str) -> Match:
        """How a profile stands against a posting and a guide."""
        if isinstance(self.embedder, MiniLM):
            self.embedder.learn(texts_of_guide(guide), folder=cache_folder() / "vectors")
        return match(profile, posting, guide, documents={cv.id: cv, job.id: job}, embedder=self.embedder, today=today)


class Clock:
    """Times the stages and tells the progress."""

    def __init__(self, seconds: dict[str, float], progress: Progress) -> None:
        self.seconds = seconds
        self._progress = progress
        self._stage = ""
        self._start = 0.0

    def __call__(self, stage: str) -> Clock:
        """The clock, set to a stage: ``with clock("matching"): ...``."""
        self._stage = stage
        return self

    def __enter__(self) -> None:
        self._progress(self._stage)
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds[self._stage] = time.perf_counter() - self._start


def check_dates(*, today: str | None, on: str | None) -> tuple[str, str | None]:
    """Both dates as YYYY-MM-DD, ``today`` filled in; InputError where one is no date or the interview lies behind."""
    day = _date(today, "--today") if today else dt.datetime.now(tz=dt.UTC).astimezone().date()
    if on is None:
        return day.isoformat(), None
    on_day = _date(on, "--on")
    if on_day < day:
        raise InputError("date_passed", f"the interview's date {on_day} lies before today, {day}; give the date to come", name="--on")
    return day.isoformat(), on_day.isoformat()


def _date(text: str, name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError("no_date", f"{text!r} is no date; write it as YYYY-MM-DD", name=name) from None


def check_kinds(cv: Document, job: Document, *, cv_name: str, job_name: str) -> None:
    """InputError where the arguments are swapped, the CV is a cover letter, or the posting is none."""
    cv_is_cv, job_is_cv = looks_like_cv(cv.text), looks_like_cv(job.text)
    is_posting, why = looks_like_posting(job)
    if job_is_cv >= 0.5 and cv_is_cv < 0.5 and looks_like_posting(cv)[0]:
        says = "looks like a job description, and the other file like a CV; the CV comes first"
        raise InputError("swapped", says, name=cv_name)
    if looks_like_cover_letter(cv.text) >= 0.5 and cv_is_cv < 0.5:
        raise InputError("cover_letter", "reads as a cover letter, not as a CV; give the CV", name=cv_name)
    if not is_posting:
        raise InputError("no_posting", why.rstrip("."), name=job_name)


def choose_guide(
    posting: Posting, job: Document, path: str | None, *, embedder: Embedder | None = None, library: Library | None = None
) -> tuple[GuideChoice, Guide]:
    """The guide for a posting, or the one a person named; the general guide where none fits."""
    library = library or current_library()
    if path is not None:
        named = _named(path, library=library)
        chosen = path if path != GENERAL else None
        return GuideChoice(path=chosen, title=named.title, revision=named.revision, confidence=1.0, chosen_by="person"), named
    routed = find_guides(posting.title.value if posting.title else None, job.text, library=library, embedder=embedder)
    fitting = library.guides[routed.path or GENERAL]
    choice = GuideChoice(
        path=routed.path, title=fitting.title, revision=fitting.revision, confidence=routed.confidence, runner_up=routed.runner_up
    )
    return choice, fitting


def _named(path: str, *, library: Library) -> Guide:
    """The guide of a path that a person named. InputError where the library has none, any more."""
    if path not in library.guides:
        says = "there is no guide of that path (any more, or for you); choose another, or see: loopready guide --list"
        raise InputError("no_guide", says, name=path)
    return library.guides[path]


def seat_before(
    profile: Profile, cv: Document, goal: Guide, start: str | None, *, embedder: Embedder, library: Library | None = None
) -> str | None:
    """The path of the guide to come from on the way to ``goal``: ``start``, or the one that the CV's latest seats fit best.

    None where no guide fits the CV, where it is the job's own, or where the job has only the general guide.
    """
    if start is not None:
        _named(start, library=library or current_library())
    if goal.path == GENERAL:
        return None
    path = start or _guide_of(profile, cv, embedder=embedder)
    return None if path in (goal.path, GENERAL) else path


def _guide_of(profile: Profile, cv: Document, *, embedder: Embedder) -> str | None:
    """The guide of the latest position that any guide fits, told by its title and the words of its entry and of the whole CV."""
    library = current_library()
    for work in profile.work[:LATEST]:
        if work.position is None:
            continue
        routed = find_guides(work.position.value, cv.text, library=library, embedder=embedder)
        if routed.path is not None:
            return routed.path
    return None
