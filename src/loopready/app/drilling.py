"""One person's drills: which comes next, a run kept while it is worked on, its marks and what the mistakes over runs say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loopready.adapters.database import Exercises
from loopready.app.drills import Answer, MarkedDrill, judged, words_marker
from loopready.app.practice_days import brief_of
from loopready.app.prepare import GENERAL
from loopready.app.service import PERSONAL, Service
from loopready.composing.drills import job_figures
from loopready.library import Library
from loopready.model import (
    Drill,
    DrillInstance,
    DrillRun,
    DrillSlip,
    DrillStanding,
    Exercise,
    Exercised,
    Guide,
    InputError,
)
from loopready.practice.acts import every_act
from loopready.practice.drilling import (
    Offered,
    PastRun,
    begun,
    checked,
    ended,
    hinted,
    level_of,
    next_drill,
    next_seed,
    question_of,
    score_of,
    shown,
    shown_of,
    slips,
    standing,
    typed,
)
from loopready.practice.marking.criteria import sought
from loopready.practice.marking.likeness import embed_ahead

UNRANKED = 0.3
"""The likelihood of a drill that no brief ranks."""
_MOST_RUNS = 1000


@dataclass(frozen=True, kw_only=True)
class ListedDrill:
    """A drill of the library with where the person stands with it. ``open`` is a run under way."""

    id: str
    guide: str
    drill: Drill
    standing: DrillStanding
    open: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A run under way or done, with what it is kept as. ``drill`` is None where the library has it no more, or no more like this."""

    exercise: Exercise
    run: DrillRun
    drill: Drill | None


def drills_of(library: Library) -> Iterator[tuple[str, Drill]]:
    """Every drill of a library with its id: the guide's path, a colon, the drill's own."""
    for path in sorted(library.guides):
        for drill in library.guides[path].drills:
            yield f"{path}:{drill.id}", drill


def run_of(exercise: Exercise) -> DrillRun:
    """The run that an exercise keeps. InputError where it was written by another version and can not be read."""
    try:
        return DrillRun.model_validate(exercise.data)
    except ValueError:
        says = "was kept by another version of loopready and can not be opened; delete it and start the drill again"
        raise InputError("not_readable", says, name=exercise.title or "this drill") from None


def past_runs(exercises: Exercises, *, preparation: str | None = None) -> list[PastRun]:
    """The runs of an owner that are done."""
    done = exercises.all(kind="drill", preparation=preparation, state="done", limit=_MOST_RUNS)
    return [
        PastRun(exercise=each.id, run=run, score=each.score, ended=each.ended or each.updated) for each in done if (run := _readable(each))
    ]


def drills_shown(past: Sequence[PastRun], guide: Guide) -> list[Exercised]:
    """What runs of a guide's drills show of its signals, each run by its score and its level."""
    signals = {f"{guide.path}:{drill.id}": drill.signals for drill in guide.drills}
    return [
        Exercised(
            exercise=each.exercise, kind="drill", item=each.run.drill, title=each.run.instance.title, signals=signals[each.run.drill],
            overall=shown_of(each), at=each.ended,
        )
        for each in past
        if each.score is not None and each.run.drill in signals
    ]  # fmt: skip


def _readable(exercise: Exercise) -> DrillRun | None:
    """The run that an exercise keeps; None for one of another version, which its own page tells of."""
    try:
        return run_of(exercise)
    except InputError:
        return None


class DrillRoom:
    """The door to one owner's drills. ``now`` is always UTC."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._desk = service.desk(owner)
        self._exercises = Exercises(service.database, owner)
        self._pipeline = service.pipeline

    def find(self, id: str) -> tuple[str, Drill]:
        """A drill by its id, with or without its guide's path. InputError for none, or for several of one name."""
        held = [(full, drill) for full, drill in drills_of(self._desk.library) if id in (full, drill.id)]
        if not held:
            raise InputError("no_drill", "no drill of that id; see: loopready drill --list", name=id[:200])
        if len(held) > 1 and len({drill.model_dump_json() for _, drill in held}) > 1:
            says = f"names several drills; write one of {', '.join(full for full, _ in held)}"
            raise InputError("two_drills", says, name=id[:200])
        return held[0]

    def listed(self, *, guide: str | None = None) -> list[ListedDrill]:
        """The drills of the library, or of one guide, with where the person stands."""
        past = past_runs(self._exercises)
        open_ = {each.item: each.id for each in reversed(self._exercises.all(kind="drill", state="open"))}
        return [
            ListedDrill(id=id, guide=id.partition(":")[0], drill=drill, standing=standing(id, past), open=open_.get(id))
            for id, drill in drills_of(self._desk.library)
            if guide is None or id.partition(":")[0] == guide
        ]

    def titles(self) -> dict[str, str]:
        """What each guide of the library is called, by its path."""
        return {path: head.title for path, head in self._desk.library.heads.items()}

    def standing(self, id: str) -> DrillStanding:
        """Where the person stands with a drill."""
        return standing(id, past_runs(self._exercises))

    def slips(self) -> tuple[DrillSlip, ...]:
        """The mistakes made so far, those not mended since first."""
        return slips(past_runs(self._exercises))

    def runs(self, *, limit: int = 20) -> list[Exercise]:
        """Runs, the one touched last first."""
        return self._exercises.all(kind="drill", limit=limit)

    def last_preparation(self) -> str | None:
        """The preparation that was made last and has its brief; None where there is none."""
        return next((each.id for each in self._desk.preparations.all() if each.digest is not None), None)

    def next(self, *, preparation: str | None = None) -> str:
        """The id of the drill that gains most now: of the preparation's guide by likelihood and gap, else of the general one's.

        InputError where there is no such preparation, or its guide has no drill.
        """
        offered = self._offered(preparation or self.last_preparation())
        found = next_drill(offered, past_runs(self._exercises))
        if found is None:
            raise InputError("no_drill", "this guide has no drill; choose one with: loopready drill --list", name="--next")
        return found

    def _offered(self, preparation: str | None) -> list[Offered]:
        brief = brief_of(self._desk, preparation) if preparation is not None else None
        path = (brief.guide.path if brief is not None else None) or GENERAL
        acts = {act.item: act for act in every_act(brief) if act.kind == "drill"} if brief is not None else {}
        out = []
        for id, drill in drills_of(self._desk.library):
            if id.partition(":")[0] == path:
                act = acts.get(f"drills/{drill.id}")
                out.append(Offered(id=id, likelihood=act.likelihood * act.gap if act is not None else UNRANKED))
        return out

    def drawn(self, id: str, *, seed: int | None, preparation: str | None = None) -> DrillInstance:
        """A drill as it would be asked, with the posting's own numbers where a preparation is named."""
        full, drill = self.find(id)
        level = level_of(1 if seed is None else 2)
        run = begun(drill, full, level=level, seed=seed, now=dt.datetime.now(dt.UTC), job_figures=self._figures(preparation))
        return run.instance

    def marked(self, id: str, answers: Mapping[str, Answer], *, seed: int | None, preparation: str | None = None) -> MarkedDrill:
        """Answers to a drill as ``drawn`` draws it, marked; nothing is kept. InputError for an answer to no question of it."""
        _, drill = self.find(id)
        drawn = self.drawn(id, seed=seed, preparation=preparation)
        return judged(drill, drawn, answers, pipeline=self._pipeline)

    def _figures(self, preparation: str | None) -> dict[str, float]:
        return job_figures(brief_of(self._desk, preparation).posting) if preparation is not None else {}

    def start(
        self, id: str, *, now: dt.datetime, seed: int | None = None, level: int | None = None, preparation: str | None = None
    ) -> Sitting:  # fmt: skip
        """Begin a run of a drill: at the level the runs so far lead to, with numbers of its own; a seed draws those of that seed.

        ``preparation`` gives the numbers of its posting, where they fit.

        Raises:
            InputError: there is no such drill, level or preparation, or its brief is not made yet.
        """
        full, drill = self.find(id)
        past = past_runs(self._exercises)
        wanted = level_of(level if level is not None else standing(full, past).level)
        if seed is not None and not wanted.drawn:
            wanted = level_of(2)
        drawn = seed if seed is not None else next_seed(full, past, level=wanted)
        run = begun(drill, full, level=wanted, seed=drawn, now=now, job_figures=self._figures(preparation))
        made = self._exercises.create(
            kind="drill", item=full, title=drill.title, seed=drawn or 0, data=run.model_dump(mode="json"), preparation=preparation,
            guide=full.partition(":")[0],
        )  # fmt: skip
        return Sitting(exercise=made, run=run, drill=drill)

    def get(self, id: str) -> Sitting:
        """A run. InputError where this owner has none of that id."""
        return self._sitting(self._exercises.get(id, "drill"))

    def _sitting(self, exercise: Exercise) -> Sitting:
        run = run_of(exercise)
        drill = next((drill for full, drill in drills_of(self._desk.library) if full == exercise.item), None)
        same = drill is not None and {each.id for each in run.instance.questions} <= {each.id for each in drill.questions}
        return Sitting(exercise=exercise, run=run, drill=drill if same else None)

    def save(self, id: str, question: str, text: str, *, version: int, now: dt.datetime) -> Sitting:
        """Keep an answer while it is typed, and make the vectors of its sentences ready for the check.

        Raises:
            InputError: it is too long, was answered already, or was changed in another window.
        """
        kept = self._changed(id, version, lambda held: typed(held.run, question, text, now=now))
        asked = question_of(kept.run, question)
        if asked.kind == "text":
            embed_ahead(text, self._pipeline.embedder, beside=sought(asked.rubric))
        return kept

    def hint(self, id: str, question: str, text: str, *, version: int, now: dt.datetime) -> Sitting:
        """Open a hint. InputError as ``save`` says, or where there is none (any more)."""
        return self._changed(id, version, lambda held: hinted(held.run, question, text, now=now))

    def check(self, id: str, question: str, text: str, *, version: int, now: dt.datetime) -> Sitting:
        """Check an answer. One that can not be read stays open. InputError as ``save`` says, or where nothing is written."""

        def change(held: Sitting) -> DrillRun:
            marker = words_marker(self._pipeline, held.run.instance)
            return checked(held.run, question, text, now=now, drill=held.drill, mark_words=marker)

        return self._changed(id, version, change)

    def show(self, id: str, question: str, text: str, *, version: int, now: dt.datetime) -> Sitting:
        """Show the worked step in place of an answer. InputError as ``save`` says."""
        return self._changed(id, version, lambda held: shown(held.run, question, text, now=now))

    def end(self, id: str, *, version: int, now: dt.datetime) -> Sitting:
        """End a run; what is open counts as not answered. One that is done comes back as it is."""
        held = self.get(id)
        return held if held.exercise.state == "done" else self._changed(id, version, lambda each: ended(each.run, now=now))

    def delete(self, id: str) -> None:
        """Delete a run. InputError where this owner has none of that id."""
        self._exercises.get(id, "drill")
        self._exercises.delete(id)

    def _changed(self, id: str, version: int, change: Callable[[Sitting], DrillRun]) -> Sitting:
        held = self.get(id)
        if held.exercise.version != version:
            raise InputError("changed_elsewhere", "this was changed in another window meanwhile; it stands below as it is now")
        run = change(held)
        data = run.model_dump(mode="json")
        if run.current is None:
            kept = self._exercises.finish(id, data, version=version, score=score_of(run.instance, run.answers), seconds=run.seconds)
        else:
            kept = self._exercises.save(id, data, version=version, seconds=run.seconds)
        return Sitting(exercise=kept, run=run, drill=held.drill)
