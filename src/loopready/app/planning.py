"""One person's plans: what to do on which day, what was done, and the day before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from loopready.adapters.database import Cards, Exercises, Plans, Stories
from loopready.adapters.database.practised import PractisedTurns
from loopready.app.content import current_library
from loopready.app.defending import ClaimsAtHand
from loopready.app.exercising import FinishedExercises, titles_of
from loopready.app.practice_days import brief_of, day_of, held_on, machine_zone, midnight, practised, zone_of
from loopready.app.prepare import GENERAL
from loopready.app.service import Service
from loopready.model import Act, Brief, DayBefore, DoneAct, Guide, InputError, Plan, PlanDay, PlanSettings, Preparation
from loopready.practice.acts import Practised, PractisedQuestion, every_act, open_acts
from loopready.practice.cards import SECONDS_A_CARD, card_texts, deck, due, new_left
from loopready.practice.day_before import READY, day_before
from loopready.practice.own_words import open_claims, open_stories, openings_of
from loopready.practice.planning import is_quiet, made_plan, session
from loopready.practice.progress import progress_of

MOST_MINUTES = 480
"""Minutes that can be asked for at once."""


def settings_of(plans: Plans, preparation: str) -> PlanSettings:
    """What a plan goes by; where the person set nothing, what it goes by unasked, in this machine's time zone."""
    return plans.settings(preparation) or PlanSettings(zone=machine_zone())


class Planner:
    """The door to one owner's plans. ``now`` is always UTC."""

    def __init__(self, service: Service, owner: str) -> None:
        self._desk = service.desk(owner)
        self._stages = service.stages
        self._plans = Plans(service.database, owner)
        self._cards = Cards(service.database, owner)
        self._claims = ClaimsAtHand(service, owner)
        self._stories = Stories(service.database, owner)
        self._turns = PractisedTurns(service.database, owner)
        self._exercises = Exercises(service.database, owner)

    def preparation(self, id: str | None) -> str:
        """The preparation of this id, else the one whose brief was made last. InputError where there is none."""
        return practised(self._desk, id)

    def settings(self, preparation: str) -> PlanSettings:
        """What the plan goes by. InputError where this owner has no such preparation."""
        return settings_of(self._plans, preparation)

    def set(self, preparation: str, changes: Mapping[str, Any], *, version: int) -> PlanSettings:
        """Change fields of the settings.

        Raises:
            InputError: a value is none for its field, or the settings were changed after ``version`` was read.
        """
        try:
            wanted = PlanSettings.model_validate({**self.settings(preparation).model_dump(), **changes, "version": version})
        except ValidationError as error:
            raise InputError("no_setting", _said(error), name="the plan") from None
        zone_of(wanted.zone)
        return self._plans.set(preparation, wanted)

    def plan(self, preparation: str, *, now: dt.datetime) -> Plan:
        """The plan as things stand. InputError where there is no such preparation, or its brief is not made yet."""
        held, settings = self._desk.preparations.get(preparation), self.settings(preparation)
        brief, done, today = brief_of(self._desk, preparation), self._plans.done(preparation), day_of(now, settings.zone)
        finished = FinishedExercises(self._exercises)
        cards = self._cards_by_day(held, brief, settings, finished, now=now, today=today)
        acts = open_acts(brief, self._practised(preparation, brief, done, finished))
        ticked = sorted([*done, *finished.done_for(self._guide(brief), since=held.created)], key=lambda each: each.at)
        return made_plan(
            acts,
            today=today,
            on=held_on(held),
            settings=settings,
            done=ticked,
            spent=self._spent(ticked, today, settings.zone),
            cards=cards,
        )

    def session(self, preparation: str, *, minutes: int, now: dt.datetime) -> PlanDay:
        """What to do with some minutes now. InputError where they are none, and as for ``plan``."""
        if not 1 <= minutes <= MOST_MINUTES:
            raise InputError("no_minutes", f"give 1 to {MOST_MINUTES} minutes", name=str(minutes))
        held, settings = self._desk.preparations.get(preparation), self.settings(preparation)
        brief, done, today = brief_of(self._desk, preparation), self._plans.done(preparation), day_of(now, settings.zone)
        finished = FinishedExercises(self._exercises)
        cards = self._cards_by_day(held, brief, settings, finished, now=now, today=today)
        acts = open_acts(brief, self._practised(preparation, brief, done, finished))
        return session(acts, minutes=minutes, today=today, on=held_on(held), cards=cards.get(today, 0))

    def do(
        self, preparation: str, key: str, *, now: dt.datetime, minutes: int | None = None, left: int | None = None
    ) -> DoneAct:  # fmt: skip
        """Mark an act as done, or ``minutes`` of it. ``left`` is how many were left of it when it was seen.

        Raises:
            InputError: nothing of that key is open, or some of it was done after it was seen.
        """
        act = self._open(preparation, key)
        if left is not None and left != act.minutes:
            raise InputError("changed_elsewhere", "some of it was marked as done in another window; look at the plan as it is now")
        return self._plans.do(preparation, act.key, minutes=min(minutes or act.minutes, act.minutes), at=now)

    def undo(self, preparation: str, id: str) -> DoneAct:
        """Take back that something was done. InputError where there is nothing of that id."""
        return self._plans.undo(preparation, id)

    def lay_ready(self, preparation: str, key: str, *, ready: bool, now: dt.datetime) -> None:
        """Tick something of the day before, or take the tick back. InputError where the page has nothing of that key."""
        if key not in dict(READY):
            raise InputError("not_found", "there is no such thing to lay ready; reload the page", name=key[:80])
        held = [each for each in self._plans.done(preparation) if each.key == key]
        if ready and not held:
            self._plans.do(preparation, key, minutes=0, at=now)
        for each in held if not ready else ():
            self._plans.undo(preparation, each.id)

    def day_before(self, preparation: str) -> DayBefore:
        """The page of the day before. InputError as for ``plan``."""
        topics = current_library().guides[GENERAL].topics
        shown = {f"loop/topic_{topic.id}" for topic in topics if topic.when in ("day_before", "day_of")}
        done = {each.key for each in self._plans.done(preparation)}
        on = held_on(self._desk.preparations.get(preparation))
        own = openings_of(self._stories.all())
        return day_before(brief_of(self._desk, preparation), on=on, topics=shown, done=done, stories=own)

    def calendar(self, preparation: str, *, now: dt.datetime) -> bytes:
        """The plan's days as a calendar file (iCalendar). InputError as for ``plan``."""
        from loopready.rendering.calendar import plan_calendar

        name = self._desk.preparations.get(preparation).name
        return plan_calendar(self.plan(preparation, now=now), id=preparation, name=name, now=now)

    def titles(self, preparation: str) -> dict[str, str]:
        """What each act that can be done, or was, is called, by its key."""
        brief = brief_of(self._desk, preparation)
        asked = {item.id.rsplit("/", 1)[-1]: item.title for item in brief.section("questions").items}
        practised = self._practised(preparation, brief, [], FinishedExercises(self._exercises))
        found = titles_of(self._guide(brief)) | {act.key: act.text for act in (*every_act(brief), *every_act(brief, practised))}
        for key in {each.key for each in self._plans.done(preparation)} - found.keys():
            question = key.removeprefix("practise_").rpartition("_")[0]
            if key.startswith("drill_") and key.rpartition("_")[0] in found:
                found[key] = found[key.rpartition("_")[0]]
                continue
            found[key] = f"Practise “{asked[question].rstrip('.')}” aloud" if question in asked else "Something the brief no longer has"
        return found

    def name(self, preparation: str) -> str:
        """What the preparation is called."""
        return self._desk.preparations.get(preparation).name

    def _open(self, preparation: str, key: str) -> Act:
        done = self._plans.done(preparation)
        brief = brief_of(self._desk, preparation)
        for act in open_acts(brief, self._practised(preparation, brief, done, FinishedExercises(self._exercises))):
            if act.key == key:
                return act
        if any(each.key == key for each in done):
            raise InputError("changed_elsewhere", "it is marked as done already; look at the plan as it is now", name=key[:80])
        raise InputError("not_found", "nothing of that key is open in the plan; see the keys with: loopready plan", name=key[:80])

    def _guide(self, brief: Brief) -> Guide:
        return self._stages.guide_of(brief, self._desk.owner) or current_library().guides[GENERAL]

    def _practised(self, preparation: str, brief: Brief, done: list[DoneAct], finished: FinishedExercises) -> Practised:
        questions: dict[str, PractisedQuestion] = {}
        for turn in self._turns.answers(preparation):
            if turn.of is None and turn.answered is not None:
                id, times = turn.question.id, questions[turn.question.id].times if turn.question.id in questions else 0
                overall = turn.scorecard.overall if turn.scorecard else None
                questions[id] = PractisedQuestion(id=id, times=times + 1, overall=overall, at=turn.answered)
        guide = self._guide(brief)
        progress = progress_of(brief, guide, self._turns.sessions(preparation), exercised=finished.shown(guide))
        return Practised(
            questions=questions,
            claims=open_claims(self._claims.all(preparation)),
            stories=open_stories(self._stories.all()),
            drills=finished.standings(brief.guide.path or GENERAL),
            offers=finished.offers(guide, ready={each.signal: each.now for each in progress.signals}),
            done=tuple(done),
        )

    def _spent(self, done: list[DoneAct], today: dt.date, zone: str) -> int:
        """The minutes practised today: of acts, and of cards."""
        reviews = self._plans.reviewed_since(midnight(today, zone))
        return sum(each.minutes for each in done if day_of(each.at, zone) == today) + -(-reviews * SECONDS_A_CARD // 60)

    def _cards_by_day(
        self, held: Preparation, brief: Brief, settings: PlanSettings, finished: FinishedExercises, *, now: dt.datetime, today: dt.date
    ) -> dict[dt.date, int]:  # fmt: skip
        """How many cards each day asks for: those that are due then as their memory stands now, and the new ones of each day."""
        on = held_on(held)
        texts = card_texts(brief, preparation=held.id, missed=finished.missed(brief))
        keys = [text.key for text in texts]
        cards = deck(texts, self._cards.kept(keys), on=on)
        new = new_left(
            self._cards.reviews(keys), since=midnight(today, settings.zone), a_day=settings.new_a_day, quiet=is_quiet(today, on)
        )  # fmt: skip
        by_day = Counter(day_of(card.due, settings.zone) for card in cards if card.due is not None and not card.suspended)
        found = {day: count for day, count in by_day.items() if day > today}
        found[today] = len(due(cards, now=now, new=new))
        fresh = sum(card.due is None and not card.suspended for card in cards) - new
        for n in range(1, 60):
            day = today + dt.timedelta(days=n)
            if fresh <= 0 or settings.new_a_day <= 0 or is_quiet(day, on):
                break
            if day.weekday() not in settings.days_off:
                found[day] = found.get(day, 0) + min(fresh, settings.new_a_day)
                fresh -= settings.new_a_day
        return found


def _said(error: ValidationError) -> str:
    """What is wrong with a setting, in one line."""
    field = str(error.errors()[0]["loc"][0])
    return {
        "minutes_a_day": "give 5 to 480 minutes a day",
        "new_a_day": "give 0 to 50 new cards a day",
        "at": "give the hour as 18:00",
        "days_off": "days off are days of the week",
        "zone": "give a time zone as Europe/Zurich",
    }.get(field, "a setting of the plan is none; reload the page and set it again")
