"""Calibration: how far managers drift apart and how sure that is, where raters of one person differ, and whom to talk over first.

Why two readings of drift: that Manager A rates higher may be a softer bar or a stronger team. Only people whom two managers rated can
tell these apart, so they are worked out by themselves.
"""

from __future__ import annotations

import math

from loopready.engines.between import Drawn, shuffled_chance, student_quantile, variance_parts
from loopready.engines.small_numbers import ordinal_alpha
from loopready.engines.tools.faults import Faults
from loopready.engines.tools.ranges import within
from loopready.model.tools.calibration import (
    CalibrationInputs,
    CalibrationResult,
    Case,
    CaseReason,
    ManagerRead,
    RatingRow,
    SharedCase,
    SharedRead,
)

_MOST = 200
_RECENT = 0.8
"""From this part of the items on, the evidence is of the last third of the period alone."""
_TOLD, _HALF = 0.05, 0.5
"""Drift is a reason to talk only where it is told from luck, and is half a step or more."""
_WEIGHTS: dict[CaseReason, int] = {"apart": 3, "edge": 3, "no evidence": 3, "drift": 2, "recent": 2, "thin": 1}


def work(inputs: CalibrationInputs) -> CalibrationResult:
    """The calibration of ``inputs``.

    Raises:
        ValueError: ratings off the scale, a person rated twice by one manager and the like; all faults in one, each naming its field.
    """
    _check(inputs)
    own, second = _own(inputs.ratings)
    names = list(dict.fromkeys(row.manager.strip() for row in own))
    groups = {name: [row.rating for row in own if row.manager.strip() == name] for name in names}
    parts = variance_parts(list(groups.values()))
    managers = tuple(_manager(name, groups[name], inputs.highest, parts.groups[at] if parts else None) for at, name in enumerate(names))
    shared_cases = _shared_cases(own, second)
    chance = shuffled_chance(list(groups.values())) if parts else None
    told = chance is not None and chance < _TOLD
    drift = {read.manager: (read.drawn or 0.0) if told else 0.0 for read in managers}
    cases = _cases(own, {case.person: case.apart for case in shared_cases}, drift, inputs)
    return CalibrationResult(
        managers=managers,
        people=len(own),
        counts=_counts([row.rating for row in own], inputs.highest),
        levels=tuple(
            (level, _counts([row.rating for row in own if row.level.strip() == level], inputs.highest))
            for level in dict.fromkeys(row.level.strip() for row in own)
        ),
        within=math.sqrt(parts.within) if parts else None,
        between=math.sqrt(parts.between) if parts else None,
        chance=chance,
        shared=_shared(shared_cases),
        shared_cases=shared_cases,
        agreement=ordinal_alpha([[rating for _, rating in case.ratings] for case in shared_cases]),
        cases=cases,
        minutes=len(cases) * inputs.minutes,
    )


def _check(inputs: CalibrationInputs) -> None:
    faults = Faults()
    faults.check(0 < len(inputs.ratings) <= _MOST, "ratings", f"give from 1 to {_MOST} rows")
    within(faults, "highest", inputs.highest, 2, 10)
    within(faults, "least", inputs.least, 0, 50)
    within(faults, "minutes", inputs.minutes, 1, 120)
    seen: set[tuple[str, str]] = set()
    levels: dict[str, str] = {}
    for at, row in enumerate(inputs.ratings):
        manager, person, level = row.manager.strip(), row.person.strip(), row.level.strip()
        faults.check(bool(manager), f"ratings.{at}.manager", "give the manager a label")
        faults.check(bool(person), f"ratings.{at}.person", "give the person a label")
        within(faults, f"ratings.{at}.rating", row.rating, 1, inputs.highest)
        faults.check(row.items >= 0, f"ratings.{at}.items", "must not be negative")
        faults.check(0 <= row.recent <= max(0, row.items), f"ratings.{at}.recent", f"must lie from 0 to the {row.items} items in all")
        faults.check((manager, person) not in seen, f"ratings.{at}.person", f"{manager} has rated {person} in a row above")
        same = levels.setdefault(person, level) == level
        faults.check(same, f"ratings.{at}.level", f"{person} stood at {levels[person] or 'no level'} in a row above")
        seen.add((manager, person))
    faults.end()


def _own(rows: tuple[RatingRow, ...]) -> tuple[list[RatingRow], list[RatingRow]]:
    """Each person's first row, and the others."""
    own: dict[str, RatingRow] = {}
    second = []
    for row in rows:
        if row.person.strip() in own:
            second.append(row)
        else:
            own[row.person.strip()] = row
    return list(own.values()), second


def _counts(ratings: list[int], highest: int) -> tuple[int, ...]:
    return tuple(ratings.count(value) for value in range(1, highest + 1))


def _manager(name: str, ratings: list[int], highest: int, drawn: Drawn | None) -> ManagerRead:
    return ManagerRead(
        manager=name,
        size=len(ratings),
        mean=sum(ratings) / len(ratings),
        apart=drawn.apart if drawn else None,
        low=drawn.low if drawn else None,
        high=drawn.high if drawn else None,
        kept=drawn.kept if drawn else None,
        drawn=drawn.drawn if drawn else None,
        drawn_low=drawn.drawn_low if drawn else None,
        drawn_high=drawn.drawn_high if drawn else None,
        counts=_counts(ratings, highest),
    )


def _shared_cases(own: list[RatingRow], second: list[RatingRow]) -> tuple[SharedCase, ...]:
    found = []
    for row in own:
        others = [each for each in second if each.person.strip() == row.person.strip()]
        if others:
            ratings = tuple((each.manager.strip(), each.rating) for each in (row, *others))
            values = [rating for _, rating in ratings]
            found.append(SharedCase(person=row.person.strip(), ratings=ratings, apart=max(values) - min(values)))
    return tuple(found)


def _shared(cases: tuple[SharedCase, ...]) -> tuple[SharedRead, ...]:
    gaps: dict[str, list[float]] = {}
    for case in cases:
        for manager, rating in case.ratings:
            others = [other for name, other in case.ratings if name != manager]
            gaps.setdefault(manager, []).append(rating - sum(others) / len(others))
    return tuple(_shared_read(manager, found) for manager, found in sorted(gaps.items()))


def _shared_read(manager: str, gaps: list[float]) -> SharedRead:
    size, mean = len(gaps), sum(gaps) / len(gaps)
    low = high = None
    spread = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / (size - 1)) if size > 1 else 0.0
    if spread:
        reach = student_quantile(0.975, size - 1) * spread / math.sqrt(size)
        low, high = mean - reach, mean + reach
    return SharedRead(
        manager=manager, size=size, mean=mean, low=low, high=high, higher=sum(gap > 0 for gap in gaps), lower=sum(gap < 0 for gap in gaps)
    )


def _cases(own: list[RatingRow], apart: dict[str, int], drift: dict[str, float], inputs: CalibrationInputs) -> tuple[Case, ...]:
    found = []
    for row in own:
        reasons = _reasons(row, apart.get(row.person.strip(), 0), drift[row.manager.strip()], inputs)
        if reasons:
            found.append(
                Case(
                    person=row.person.strip(),
                    level=row.level.strip(),
                    manager=row.manager.strip(),
                    rating=row.rating,
                    reasons=reasons,
                    weight=sum(_WEIGHTS[reason] for reason in reasons),
                )
            )
    return tuple(sorted(found, key=lambda case: -case.weight))


def _reasons(row: RatingRow, apart: int, drift: float, inputs: CalibrationInputs) -> tuple[CaseReason, ...]:
    holds: dict[CaseReason, bool] = {
        "apart": apart > 0,
        "edge": row.rating in (1, inputs.highest),
        "no evidence": row.items == 0,
        "drift": abs(drift) >= _HALF,
        "recent": row.items > 1 and row.recent / row.items >= _RECENT,
        "thin": 0 < row.items < inputs.least,
    }
    return tuple(reason for reason, held in holds.items() if held)
