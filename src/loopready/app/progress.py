"""What practice changed for a preparation: the living page of the deciders, readiness with what moved it, habits, every answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from loopready.adapters.database import Exercises
from loopready.adapters.database.plans import Plans
from loopready.adapters.database.practised import PractisedTurns
from loopready.app.content import current_library
from loopready.app.exercising import FinishedExercises
from loopready.app.guides import expand, fact_lines
from loopready.app.planning import settings_of
from loopready.app.practice_days import brief_of, day_of, practised
from loopready.app.prepare import GENERAL
from loopready.app.service import PERSONAL, Service
from loopready.model import Brief, Guide, Preparation, Progress, Scorecard, Turn
from loopready.practice.living import living
from loopready.practice.progress import is_silent, progress_of
from loopready.practice.telling import answered, item_of, wholes


@dataclass(frozen=True, kw_only=True)
class Given:
    """A question that was answered, with its mark: ``item`` names the answer in cites and comments. ``quote`` is of its weakest mark."""

    item: str
    turn: Turn
    overall: int
    quote: str
    why: str
    missing: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the answer on a page that shows it."""
        return f"answer-{self.turn.id}"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The page of a preparation's progress. Where ``silent``, no figure of it is shown: the interview is less than a day away."""

    preparation: Preparation
    progress: Progress
    answers: tuple[Given, ...]
    silent: bool


class ProgressBook:
    """What practice changed for one owner's preparations."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._desk = service.desk(owner)
        self._stages = service.stages
        self._practised = PractisedTurns(service.database, owner)
        self._plans = Plans(service.database, owner)
        self._exercises = Exercises(service.database, owner)

    def mark(self, preparation: str) -> str:
        """What changes with every change of an answer; empty where there is none."""
        return self._practised.mark(preparation)

    def living(self, preparation: str, brief: Brief) -> Brief:
        """The brief with its deciders' page as the answers leave it; the same brief where there are none, or its guide is gone."""
        guide = self._stages.guide_of(brief, self._desk.owner)
        turns = wholes(self._practised.sessions(preparation)) if guide else []
        return living(brief, guide, turns, expand=expand, facts=fact_lines()) if guide and turns else brief

    def brief(self, preparation: str) -> Brief | None:
        """The living brief of the last run that made one; None where none has."""
        made = self._desk.brief(preparation)
        return self.living(preparation, made) if made is not None else None

    def preparation(self, id: str | None) -> str:
        """The preparation of this id, else the one whose brief was made last. InputError where there is none."""
        return practised(self._desk, id)

    def seen(self, preparation: str, *, today: dt.date | None = None) -> Seen:
        """The progress of a preparation on a day; unasked, on the day it is where the person is.

        InputError where there is no such preparation, or its first brief is not made yet.
        """
        held, brief = self._desk.preparations.get(preparation), brief_of(self._desk, preparation)
        sessions, guide = self._practised.sessions(preparation), self._guide(brief)
        return Seen(
            preparation=held, progress=progress_of(brief, guide, sessions, exercised=FinishedExercises(self._exercises).shown(guide)),
            answers=given_in(wholes(sessions)),
            silent=is_silent(on=held.asked.on, today=today or self._today(preparation)),
        )  # fmt: skip

    def _today(self, preparation: str) -> dt.date:
        return day_of(dt.datetime.now(dt.UTC), settings_of(self._plans, preparation).zone)

    def _guide(self, brief: Brief) -> Guide:
        return self._stages.guide_of(brief, self._desk.owner) or current_library().guides[GENERAL]


def given_in(turns: Sequence[Turn]) -> tuple[Given, ...]:
    """Answers that have a mark, the latest first."""
    return tuple(given for turn in reversed(answered(turns)) if (given := _given(turn)))


def _given(turn: Turn) -> Given | None:
    card = turn.scorecard
    if card is None or card.overall is None:
        return None
    quote, why = weakest_of(card, turn.answer)
    return Given(item=item_of(turn), turn=turn, overall=card.overall, quote=quote, why=why, missing=card.missing)


def weakest_of(card: Scorecard, answer: str) -> tuple[str, str]:
    """The words of the weakest mark of an answer (its first sentence, where the mark is for what is absent), and why."""
    marked = sorted((mark for mark in card.marks if mark.level is not None), key=lambda mark: mark.level or 0)
    weakest = marked[0] if marked else None
    quote = weakest.quote if weakest and weakest.quote and weakest.quote in answer else opening(answer)
    caps = [cap.because for cap in card.caps]
    return quote, " ".join([*caps[:1], *([weakest.why] if weakest else [])]) or "It has no mark."


def opening(answer: str, *, limit: int = 160) -> str:
    """How an answer begins, on one line, cut at a word."""
    line = " ".join(answer.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + "…"


def weakest(turns: Sequence[Turn], *, most: int = 3) -> tuple[Given, ...]:
    """The weakest answers, the weakest first; of each question its last answer counts."""
    last: dict[str, Given] = {}
    for given in reversed(given_in(turns)):
        last[given.turn.question.id] = given
    return tuple(sorted(last.values(), key=lambda given: (given.overall, given.item))[:most])
