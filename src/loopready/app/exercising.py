"""One person's finished exercises of every kind: what they show of a guide, what went wrong in them, and what is worth doing next."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Mapping

from loopready.adapters.database import Exercises
from loopready.app.content import current_library
from loopready.app.drilling import drills_shown, past_runs
from loopready.library.scenarios import load_scenarios
from loopready.library.talks import conversation_book, conversation_cases, design_prompts
from loopready.model import Brief, DoneAct, DrillStanding, Exercise, Exercised, ExerciseKind, Guide
from loopready.practice.drilling import PastRun, slips, standing
from loopready.practice.exercising import Missed, Offer, Piece, exercised, missed_in, missed_in_drills, offers, pieces_of
from loopready.practice.incident.criteria import criteria

_MOST = 1000
_JUDGED: tuple[ExerciseKind, ...] = ("incident", "conversation", "design", "paper")


@functools.cache
def pieces() -> tuple[Piece, ...]:
    """Everything of the library that can be worked on and is judged by written criteria."""
    return pieces_of(
        scenarios=load_scenarios().values(), rubric=criteria(), cases=conversation_cases().values(), book=conversation_book(),
        prompts=design_prompts().values(), papers=current_library().papers.values(),
    )  # fmt: skip


class FinishedExercises:
    """What one owner finished, read once when it is made."""

    def __init__(self, exercises: Exercises) -> None:
        self._drills = past_runs(exercises)
        self._others = [each for kind in _JUDGED for each in exercises.all(kind=kind, judged=True, limit=_MOST)]

    def shown(self, guide: Guide) -> list[Exercised]:
        """What they show of a guide's signals."""
        return [*drills_shown(self._drills, guide), *exercised(self._others, pieces(), guide)]

    def missed(self, brief: Brief) -> list[Missed]:
        """What went wrong in them, those not mended since first."""
        found = [*missed_in_drills(slips(self._drills), brief), *missed_in(self._others, pieces(), brief)]
        return sorted(found, key=lambda each: each.mended)

    def standings(self, guide: str) -> dict[str, DrillStanding]:
        """Where the person stands with the drills of a guide that were run, by the brief's item."""
        ids = {each.run.drill for each in self._drills if each.run.drill.partition(":")[0] == guide}
        return {f"drills/{id.partition(':')[2]}": standing(id, self._drills) for id in ids}

    def offers(self, guide: Guide, *, ready: Mapping[str, int]) -> tuple[Offer, ...]:
        """What is worth doing next besides drills, with ``ready`` the readiness of each signal, 0 to 100."""
        return offers(pieces(), guide, ready=ready, done=self._others)

    def done_for(self, guide: Guide, *, since: dt.datetime) -> list[DoneAct]:
        """What was finished since a moment and speaks to a guide, as acts that are done, the first first."""
        spoken = {signal.id for signal in guide.signals}
        known = {(each.kind, each.item): each for each in pieces() if spoken & {id for aspect in each.aspects for id in aspect.signals}}
        drills = {f"{guide.path}:{drill.id}": drill for drill in guide.drills}
        out = [_of_drill(each) for each in self._drills if each.run.drill in drills]
        out += [_of_piece(each, piece) for each in self._others if (piece := known.get((each.kind, each.item))) is not None]
        return sorted((each for each in out if each.at >= since), key=lambda each: each.at)


def titles_of(guide: Guide) -> dict[str, str]:
    """What finished exercises are called, by their keys in a plan."""
    return {each.key: each.act for each in pieces()} | {f"drill_{drill.id}": f"Work the drill “{drill.title}”" for drill in guide.drills}


def _of_drill(past: PastRun) -> DoneAct:
    key = f"drill_{past.run.drill.partition(':')[2]}"
    return DoneAct(id=past.exercise, key=key, minutes=max(1, math.ceil(past.run.seconds / 60)), at=past.ended, exercise=past.exercise)


def _of_piece(exercise: Exercise, piece: Piece) -> DoneAct:
    """Its minutes are those planned for it, or those that passed, where it was done sooner."""
    ended = exercise.ended or exercise.updated
    passed = math.ceil((ended - exercise.created).total_seconds() / 60)
    return DoneAct(id=exercise.id, key=piece.key, minutes=max(1, min(piece.minutes, passed)), at=ended, exercise=exercise.id)
