"""The stages of a preparation over the store: each takes what the ones before it left, and leaves its own result."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Event, Lock
from types import TracebackType
from typing import TypeVar

from loopready import __version__
from loopready.adapters.database import Database, Files, Preparations, Stages
from loopready.adapters.database.afterwards import Afterwards
from loopready.app.asked import likelihoods_of
from loopready.app.content import current_library
from loopready.app.corrections import correct_posting, correct_profile, holding
from loopready.app.held import Held
from loopready.app.inputs import fetched, read_cv_data, read_job_data
from loopready.app.modelling import Modelling
from loopready.app.own import OwnShelf
from loopready.app.own_places import is_own
from loopready.app.phrasing import claims_to_phrase
from loopready.app.pictures import Pictures
from loopready.app.prepare import GENERAL, Pipeline, check_dates, check_kinds
from loopready.app.wording import is_wanted, worded
from loopready.app.writer_prompts import is_worth_phrasing
from loopready.library import Library
from loopready.model import (
    STAGES,
    Brief,
    Chosen,
    Claim,
    Digest,
    Failure,
    Guide,
    InputError,
    LoopreadyError,
    Match,
    OutsideError,
    Override,
    Posting,
    Preparation,
    Profile,
    ReadCv,
    ReadJob,
)
from loopready.model.base import Noun

Kind = TypeVar("Kind", bound=Noun)
MOST_TIMES = 5
"""How often one stage of a run is begun. One that takes the process down each time must not do so for ever."""
BESIDE = 2
"""Readers that wait for work, from which on both files are read at once."""
VIEW_BYTES = 24 * 1024 * 1024
"""Pages of briefs held in memory, of all people together."""
KEPT = 48
"""Results kept in memory, so that a stage need not unpack what the one before it packed."""


class Recent:
    """The nouns used last, by key; at most ``KEPT`` of them."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._held: OrderedDict[tuple[object, ...], Noun] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...], as_: type[Kind], load: Callable[[], Kind | None]) -> Kind | None:
        """The noun of a key, loaded where it is not held."""
        with self._lock:
            held = self._held.get(key)
            if isinstance(held, as_):
                self._held.move_to_end(key)
                return held
        found = load()
        if found is not None:
            self.put(key, found)
        return found

    def put(self, key: tuple[object, ...], noun: Noun) -> None:
        """Hold a noun; the one that was used longest ago goes."""
        with self._lock:
            self._held[key] = noun
            self._held.move_to_end(key)
            while len(self._held) > self._size:
                self._held.popitem(last=False)

    def drop(self, first: object) -> None:
        """Let go of all whose key begins with this."""
        with self._lock:
            for key in [key for key in self._held if key[0] == first]:
                del self._held[key]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How far a brief is that is put into a model's words.

    ``places`` are the ids of the claims that it may word, ``asked`` counts the sentences; ``claims`` stand in its words so far, in the
    order in which they passed. One thread appends to them, and others may read meanwhile.
    """

    run: int
    asked: int
    places: frozenset[str] = field(default=frozenset(), repr=False)
    claims: list[Claim] = field(default_factory=list, repr=False)

    @property
    def passed(self) -> int:
        """How many stand so far."""
        return len(self.claims)


def wording_of(brief: Brief, run: int) -> Wording:
    """A brief of which no sentence is in a model's words yet."""
    worth = [claim.id for claim in claims_to_phrase(brief) if is_worth_phrasing(claim)]
    return Wording(run=run, asked=len(worth), places=frozenset(worth))


def worded_of(preparation: Preparation, run: int) -> str:
    """A mark of the words that a run's brief stands in: empty for the engine's."""
    digest = preparation.digest
    return str(digest.worded) if digest is not None and digest.worded is not None and preparation.run == run else ""


class StageRunner:
    """Runs stages for the jobs; what it keeps in memory is only a copy of what the store holds."""

    def __init__(self, database: Database, pipeline: Pipeline) -> None:
        self._database = database
        self._pipeline = pipeline
        self._stages = Stages(database)
        self._closing = Event()
        self.recent = Recent()
        self.pictures = Pictures(pipeline.workers)
        self.views = Held(most_bytes=VIEW_BYTES)
        self.wording: dict[str, Wording] = {}
        """How far the briefs are that are put into a model's words in this process, by preparation."""
        self.on_brief: Callable[[Preparation, int], None] | None = None
        """Told of each brief that a run made, after it is kept."""

    def forget(self, id: str) -> None:
        """Let go of all that is held in memory of a preparation."""
        self.recent.drop(id)
        self.pictures.drop(id)
        self.views.drop(id)

    def library_of(self, owner: str, *paths: str | None) -> Library:
        """The library in which an owner's guides of some paths stand: the shared one where none of them is somebody's own."""
        return self.shelf(owner).library if any(is_own(path) for path in paths) else current_library()

    def shelf(self, owner: str) -> OwnShelf:
        """What an owner wrote for the library, and their coaches did."""
        return OwnShelf(self._database, owner, self._pipeline.workers)

    def guide_of(self, brief: Brief, owner: str) -> Guide | None:
        """The guide an owner's brief was made with; None where their library has it no more."""
        path = brief.guide.path or GENERAL
        return self.library_of(owner, path).guides.get(path)

    def run(self, id: str, run: int, stage: str, executor: str) -> bool:
        """One stage of a run; see ``RunStage``. What the input or the outside is at fault for is recorded, and ends the run.

        Why the stages before it are looked at too: another version of the program may have made them. A run is made by one version whole,
        since the offsets that one version's match cites need not fit the text as another version reads it.
        """
        finished = self._stages.finished(id, run, version=__version__)
        due = [each for each in STAGES[: STAGES.index(stage) + 1] if each not in finished]
        return all(self._run_one(id, run, each, executor) for each in due)

    def _run_one(self, id: str, run: int, stage: str, executor: str) -> bool:
        times = self._stages.begin(id, run, stage, executor=executor, version=__version__)
        preparation = self._stages.preparation(id) if times else None
        if preparation is None:
            return False
        if times > MOST_TIMES:
            message = f"this was begun {MOST_TIMES} times and stopped the program each time; try again with other files, or tell us of it"
            self.fail(id, run, {"code": "gave_up", "message": message})
            return False
        with _Bug(self, id, run):
            try:
                result = getattr(self, f"_{stage}")(preparation)
            except LoopreadyError as error:
                document = {"reading_cv": "cv", "reading_job": "job"}.get(stage)
                self.fail(
                    id, run, {"code": error.code, "message": str(error), "document": document}, outside=isinstance(error, OutsideError)
                )
                return False
            if result is not None:
                self.recent.put((id, run, stage), result)
            if not isinstance(result, Brief):
                self._stages.finish(id, run, stage, result)
        if isinstance(result, Brief):
            self._keep(preparation, run, result)
        return True

    def _keep(self, preparation: Preparation, run: int, brief: Brief) -> None:
        """Keep a brief, and tell of it; then put it into a language model's words, where its person turned one on.

        Why that is known before the brief is done: whoever sees it then is told that better words are on their way.
        """
        id, modelling = preparation.id, Modelling(self._database, preparation.owner)
        now = None
        if preparation.asked.worded and is_wanted(modelling):
            now = self.wording[id] = wording_of(brief, run)
        try:
            with _Bug(self, id, run):
                taken = round(time.time() - preparation.updated.timestamp(), 3)
                self._stages.complete(id, run, STAGES[-1], brief, digest=Digest.of(brief), seconds=taken)
            if self.on_brief is not None:
                self.on_brief(preparation, run)
            if now is not None:
                self._word(id, run, brief, modelling, now)
        finally:
            if now is not None and self.wording.get(id) is now:  # a newer run may have begun meanwhile
                del self.wording[id]

    def _word(self, id: str, run: int, brief: Brief, modelling: Modelling, now: Wording) -> None:
        """Why no stage of its own: the brief is done without it, and a process that ends meanwhile leaves it as it is."""
        made = worded(brief, modelling, id=f"{id}/{run}", passed=now.claims.append)
        self._stages.reword(id, run, STAGES[-1], made, digest=Digest.of(made))

    def brief(self, preparation: Preparation, run: int) -> Brief | None:
        """The brief that a run made, in the words that it stands in now; None where it has made none."""
        id = preparation.id
        said = worded_of(preparation, run)
        key = (id, run, STAGES[-1], said) if said else (id, run, STAGES[-1])
        return self.recent.get(key, Brief, lambda: self._stages.result(id, run, STAGES[-1], Brief))

    def fail(self, id: str, run: int, says: dict[str, str | None], *, outside: bool = False) -> None:
        """Records why a run stopped, unless it stopped because this process ends: then another process goes on with it."""
        if not self._closing.is_set():
            self._stages.fail(id, run, Failure.model_validate({**says, "outside": outside}))

    def close(self) -> None:
        """From now on a stage that stops is not the input's fault: what it needs is being taken away."""
        self._closing.set()

    def result(self, id: str, run: int, stage: str, as_: type[Kind]) -> Kind | None:
        """What a stage of a run made; None where it has made nothing."""
        return self.recent.get((id, run, stage), as_, lambda: self._stages.result(id, run, stage, as_))

    def last_done(self, id: str) -> int | None:
        """The last run of a preparation that made a brief; None where none has."""
        return self._stages.last_done(id)

    def read_cv(self, preparation: Preparation) -> ReadCv | None:
        """The CV as read, before corrections; None where it has not been read."""
        files, sha = Files(self._database, preparation.owner), preparation.asked.cv.sha256
        key = (preparation.owner, sha, "cv")
        return self.recent.get(key, ReadCv, lambda: files.reading(sha, kind="cv", reader=__version__, as_=ReadCv))

    def read_job(self, preparation: Preparation) -> ReadJob | None:
        """The posting as read, before corrections; None where it has not been read."""
        if preparation.asked.job is None:
            return None
        files, sha = Files(self._database, preparation.owner), preparation.asked.job.sha256
        key = (preparation.owner, sha, "job")
        return self.recent.get(key, ReadJob, lambda: files.reading(sha, kind="job", reader=__version__, as_=ReadJob))

    def _reading_cv(self, preparation: Preparation) -> None:
        """The CV, and beside it the posting where that is a file and two readers wait for work.

        Why what came of the posting is not looked at: its own stage reads again, and tells, where it failed. Why not two readers that are
        begun for it: on a busy machine each would keep the other from starting in time.
        """
        job = preparation.asked.job
        files = Files(self._database, preparation.owner)
        if job is None or self._pipeline.workers.idle() < BESIDE or files.is_read(job.sha256, kind="job", reader=__version__):
            self._cv(preparation)
            return
        with ThreadPoolExecutor(1, thread_name_prefix="beside") as beside:
            beside.submit(self._job, preparation)
            self._cv(preparation)

    def _cv(self, preparation: Preparation) -> ReadCv:
        """The CV as read, read now where this version has not read it, or another has since."""
        files, cv = Files(self._database, preparation.owner), preparation.asked.cv
        read = self.read_cv(preparation) if files.is_read(cv.sha256, kind="cv", reader=__version__) else None
        if read is not None:
            return read
        document, profile = read_cv_data(files.get(cv.sha256), name=cv.name, workers=self._pipeline.workers)
        read = ReadCv(document=document, profile=profile)
        files.keep_reading(cv.sha256, kind="cv", reader=__version__, read=read)
        self.recent.put((preparation.owner, cv.sha256, "cv"), read)
        return read

    def _reading_job(self, preparation: Preparation) -> None:
        read, cv = self._job(preparation), self.read_cv(preparation)
        if cv is not None and not preparation.asked.anyway:
            check_kinds(cv.document, read.document, cv_name=preparation.asked.cv.name, job_name=read.document.name)

    def _job(self, preparation: Preparation) -> ReadJob:
        """The posting as read, fetched and read now where that has not been done."""
        files, job = Files(self._database, preparation.owner), preparation.asked.job
        kept = job is not None and files.is_read(job.sha256, kind="job", reader=__version__)
        read = self.read_job(preparation) if kept else None
        if read is not None:
            return read
        if job is None:
            page = fetched(preparation.asked.address or "", fetcher=self._pipeline.fetcher)
            job = self._stages.keep_fetched(preparation.id, preparation.run, page)
            if job is None:
                raise InputError("gone", "was deleted or begun anew while it was fetched", name=preparation.id)
        document, posting = read_job_data(files.get(job.sha256), name=job.name, charset=job.charset, workers=self._pipeline.workers)
        read = ReadJob(document=document, posting=posting)
        files.keep_reading(job.sha256, kind="job", reader=__version__, read=read)
        self.recent.put((preparation.owner, job.sha256, "job"), read)
        return read

    def _guide(self, preparation: Preparation) -> Chosen:
        cv, profile, job, posting, _ = self._corrected(preparation)
        asked = preparation.asked
        day, _ = check_dates(today=asked.today, on=None)
        return self._pipeline.choose(
            cv.document, job.document, profile, posting, guide=asked.guide, start=asked.start, today=day,
            library=self.library_of(preparation.owner, asked.guide, asked.start),
        )  # fmt: skip

    def _matching(self, preparation: Preparation) -> Match:
        cv, profile, job, posting, _ = self._corrected(preparation)
        chosen = self._needed(preparation, "guide", Chosen)
        guide = self._pipeline.guide(chosen.guide, library=self.library_of(preparation.owner, chosen.guide))
        return self._pipeline.match(profile, posting, guide, cv=cv.document, job=job.document, today=chosen.today)

    def _composing(self, preparation: Preparation) -> Brief:
        cv, profile, job, posting, overrides = self._corrected(preparation)
        chosen = self._needed(preparation, "guide", Chosen)
        matched = self._needed(preparation, "matching", Match)
        on = preparation.asked.on
        library = self.library_of(preparation.owner, chosen.guide, chosen.start)
        asked = likelihoods_of(Afterwards(self._database, preparation.owner), self._pipeline.guide(chosen.guide, library=library))
        brief, _ = self._pipeline.compose(
            cv.document, job.document, profile, posting, matched, chosen, on=on if on and on >= chosen.today else None, overrides=overrides,
            library=library, likelihoods=asked,
        )  # fmt: skip
        return brief

    def _corrected(self, preparation: Preparation) -> tuple[ReadCv, Profile, ReadJob, Posting, list[Override]]:
        cv, job = self._cv(preparation), self._job(preparation)
        overrides, _ = holding(cv.profile, job.posting, Preparations(self._database, preparation.owner).corrections(preparation.id))
        return cv, correct_profile(cv.profile, overrides), job, correct_posting(job.posting, overrides), overrides

    def _needed(self, preparation: Preparation, stage: str, as_: type[Kind]) -> Kind:
        found = self.result(preparation.id, preparation.run, stage, as_)
        if found is None:
            raise InputError("gone", "was deleted while it was made", name=preparation.id)
        return found


class _Bug(AbstractContextManager[None]):
    """Records that a fault of ours stopped a run, and lets the error go on to the log."""

    def __init__(self, runner: StageRunner, id: str, run: int) -> None:
        self._runner, self._id, self._run = runner, id, run

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None and issubclass(kind, Exception) and not issubclass(kind, LoopreadyError):
            says = f"a fault of ours ({kind.__name__}) stopped this; your files are kept. Try again, or tell us of it with the log"
            self._runner.fail(self._id, self._run, {"code": "bug", "message": says})
