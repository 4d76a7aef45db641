"""The plan: which act on which day, so that the time gains most; made anew from what is open whenever it is looked at.

Nothing is overdue: what was not done is simply among what is open. Equal input gives an equal plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from loopready.model import Act, DoneAct, Plan, PlanDay, PlannedAct, PlanSettings
from loopready.practice.cards import SECONDS_A_CARD
from loopready.practice.progress import is_silent

LAST_EVENING = 20
"""Most minutes of the evening before."""
ROLLING = 7
"""Days planned where no date is set."""
MOST_DAYS = 60
_DAY_BEFORE_MINUTES = 10
_EQUAL = 1e-9


@dataclass(frozen=True)
class _Unit:
    """An act, or one of equal parts of an act that is longer than any day."""

    act: Act
    minutes: int
    part: int | None = None

    @property
    def gain(self) -> float:
        return self.act.gain * self.minutes / self.act.minutes

    @property
    def rate(self) -> float:
        return self.gain / self.minutes

    @property
    def rank(self) -> tuple[float, str, int]:
        return (-self.act.rate, self.act.key, self.part or 0)


def is_quiet(today: dt.date, on: dt.date | None) -> bool:
    """Whether it is the day before the interview or the day itself: nothing new then, and no figure of readiness."""
    return is_silent(on=on.isoformat() if on else None, today=today)


def made_plan(
    acts: Sequence[Act], *, today: dt.date, on: dt.date | None, settings: PlanSettings, done: Sequence[DoneAct] = (), spent: int = 0,
    cards: Mapping[dt.date, int] | None = None,
) -> Plan:  # fmt: skip
    """The plan from ``today`` to the day before ``on`` (a week where there is no date).

    ``acts`` is what is open; ``spent`` the minutes practised today; ``cards`` how many cards each day asks for.
    """
    quiet, passed = is_quiet(today, on), on is not None and on < today
    days = _days(today, on=on, settings=settings, spent=spent, cards=cards or {})
    work = [day for day in days if day.kind == "work"]
    placed, left = _placed([act for act in acts if act.new], work)
    filled = tuple(day.model_copy(update={"acts": (*day.acts, *placed.get(day.day, ()))}) for day in days)
    return Plan(today=today, on=on, settings=settings, days=filled, left=left, done=tuple(done), quiet=quiet, passed=passed)


def session(
    acts: Sequence[Act], *, minutes: int, today: dt.date, on: dt.date | None, cards: int = 0
) -> PlanDay:  # fmt: skip
    """What to do with some minutes now: the cards that are due, then the acts that gain most in the rest."""
    if is_quiet(today, on):
        return _evening(today, minutes=min(minutes, LAST_EVENING), cards=cards)
    day = PlanDay(day=today, budget=minutes, acts=_cards(cards, minutes))
    placed, _ = _placed([act for act in acts if act.new], [day])
    return day.model_copy(update={"acts": (*day.acts, *placed.get(today, ()))})


def _days(today: dt.date, *, on: dt.date | None, settings: PlanSettings, spent: int, cards: Mapping[dt.date, int]) -> list[PlanDay]:
    """The days with their minutes and their cards, and the last evening whole."""
    last = on - dt.timedelta(days=1) if on is not None else None
    end = last if last is not None else today + dt.timedelta(days=ROLLING - 1)
    out = []
    for n in range(min(MOST_DAYS, (end - today).days + 1)):
        day = today + dt.timedelta(days=n)
        if day.weekday() in settings.days_off:
            continue
        used = spent if n == 0 else 0
        if day == last:
            made = _evening(day, minutes=max(0, min(settings.minutes_a_day, LAST_EVENING) - used), cards=cards.get(day, 0))
            out.append(made.model_copy(update={"spent": used, "budget": min(settings.minutes_a_day, LAST_EVENING)}))
            continue
        free = max(0, settings.minutes_a_day - used)
        out.append(PlanDay(day=day, budget=settings.minutes_a_day, spent=used, acts=_cards(cards.get(day, 0), free)))
    return out


def _cards(count: int, minutes: int) -> tuple[PlannedAct, ...]:
    """The cards of a day as one act, in at most half of its minutes; none where there are none, or no time."""
    wanted = min(-(-count * SECONDS_A_CARD // 60), minutes // 2)
    if wanted <= 0:
        return ()
    act = Act(
        key="cards", kind="cards", text=f"Review {count} card{'s' if count != 1 else ''}", minutes=wanted, likelihood=0.7, gap=0.1,
        importance=0.7, new=False, why="They are about to be forgotten.",
    )  # fmt: skip
    return (PlannedAct(act=act, minutes=wanted),)


def _evening(day: dt.date, *, minutes: int, cards: int) -> PlanDay:
    """The last evening: the page of the day before, and the cards that are due. Nothing new."""
    acts = list(_cards(cards, minutes))
    free = min(_DAY_BEFORE_MINUTES, minutes - sum(act.minutes for act in acts))
    if free > 0:
        act = Act(
            key="day_before", kind="day_before", text="Read the page of the day before: openings, your questions, what to lay ready",
            minutes=free, likelihood=1, gap=0.1, importance=1, new=False, why="Nothing new from here on.",
        )  # fmt: skip
        acts.append(PlannedAct(act=act, minutes=free))
    return PlanDay(day=day, kind="last_evening", budget=minutes, acts=tuple(acts))


def _placed(acts: Sequence[Act], days: Sequence[PlanDay]) -> tuple[dict[dt.date, tuple[PlannedAct, ...]], tuple[Act, ...]]:
    """The acts of each day, and those that the days have no time for, or not for all of it.

    Three ways are tried (by gain a minute; the best sum for each day in turn; the order given) and the one that gains most stands, the
    first of equal ones. Why: by gain a minute alone a short act can keep a better long one out.
    """
    free = {day.day: max(0, day.budget - day.spent - day.minutes) for day in days}
    most = max(free.values(), default=0)
    given = [unit for act in acts for unit in _units(act, most)]
    ranked = sorted(given, key=lambda unit: unit.rank)
    ways = [_filled(ranked, free, _first_fit), _filled(ranked, free, _best_sum), _filled(given, free, _first_fit)]
    best = ways[0]
    for way in ways[1:]:
        if _gain(way) > _gain(best) + _EQUAL:
            best = way
    taken: dict[str, int] = {}
    for unit in (unit for units in best.values() for unit in units):
        taken[unit.act.key] = taken.get(unit.act.key, 0) + unit.minutes
    left = (act for act in acts if taken.get(act.key, 0) < act.minutes)
    return _numbered(best), tuple(sorted(left, key=lambda act: (-act.rate, act.key)))


def _units(act: Act, most: int) -> list[_Unit]:
    """The act in one piece, or in equal parts where it is longer than the longest day."""
    if act.minutes <= most or most <= 0:
        return [_Unit(act, act.minutes)]
    count = -(-act.minutes // most)
    size, more = divmod(act.minutes, count)
    return [_Unit(act, size + (n < more), n + 1) for n in range(count)]


_Fill = Callable[[Sequence[_Unit], int], list[_Unit]]


def _filled(units: Sequence[_Unit], free: Mapping[dt.date, int], fill: _Fill) -> dict[dt.date, list[_Unit]]:
    left, out = list(units), {}
    for day in sorted(free):
        out[day] = fill(left, free[day])
        chosen = {(unit.act.key, unit.part) for unit in out[day]}
        left = [unit for unit in left if (unit.act.key, unit.part) not in chosen]
    return out


def _first_fit(units: Sequence[_Unit], minutes: int) -> list[_Unit]:
    """In order, all that still fits."""
    out = []
    for unit in units:
        if unit.minutes <= minutes:
            out.append(unit)
            minutes -= unit.minutes
    return out


def _best_sum(units: Sequence[_Unit], minutes: int) -> list[_Unit]:
    """The choice with the largest gain that fits (the 0/1 knapsack, exact); of equal ones the one of earlier units."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (minutes + 1)
    for place, unit in enumerate(units):
        for room in range(minutes, unit.minutes - 1, -1):
            gain, chosen = best[room - unit.minutes]
            if gain + unit.gain > best[room][0] + _EQUAL:
                best[room] = (gain + unit.gain, (*chosen, place))
    return [units[place] for place in best[minutes][1]]


def _gain(way: Mapping[dt.date, Iterable[_Unit]]) -> float:
    return sum(unit.gain for units in way.values() for unit in units)


def _numbered(way: Mapping[dt.date, Sequence[_Unit]]) -> dict[dt.date, tuple[PlannedAct, ...]]:
    """The acts of each day; parts are counted in the order of the days."""
    seen: dict[str, int] = {}
    out = {}
    for day in sorted(way):
        acts = []
        for unit in way[day]:
            seen[unit.act.key] = seen.get(unit.act.key, 0) + 1
            part = seen[unit.act.key] if unit.part is not None else None
            acts.append(PlannedAct(act=unit.act, minutes=unit.minutes, part=part))
        out[day] = tuple(acts)
    return out
