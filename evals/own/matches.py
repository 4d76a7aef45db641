"""Planted pairs: a posting for one person whose requirements are met, partly met or missing by construction.

The rules are the project's own: months count inclusively, overlaps once, gaps not; at the bar is met, from half of it partial, under half
missing; a tool shown in a bullet is met, only in a list partial where experience is asked, absent missing; a higher degree is met.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from evals.own.dates import TODAY
from evals.own.people import Person

RANK = ("none", "diploma", "associate", "bachelor", "master", "doctorate")
DAY = "2026-10-15"
"""The clock of the pairs, within the month that counts as today."""


HIGHEST = 18
"""The highest bar of years that a posting asks for."""
OPEN = ("Right to work in the country of the post", "Willingness to undergo a background check", "Available to start in January 2027")
"""What a CV can not show, and none of this set speaks of."""


@dataclass(frozen=True)
class Planted:
    """A requirement with its true coverage and the construction that makes it so."""

    text: str
    kind: str
    group: str
    coverage: str


@dataclass(frozen=True)
class Pair:
    """A posting's text and its requirements."""

    text: str
    requirements: tuple[Planted, ...]

    def truth(self) -> dict[str, Any]:
        """The requirements as data."""
        return {"requirements": [vars(r) for r in self.requirements]}


def months_worked(person: Person) -> int:
    """Months under contract: inclusive, overlaps once, gaps not."""
    worked: set[int] = set()
    for _, role in person.roles:
        worked |= set(range(role.start, (TODAY if role.end is None else role.end) + 1))
    return len(worked)


def _years(rng: random.Random, person: Person) -> Planted:
    """Years at, between half and all of, or under half of the bar, with two months to spare on both sides."""
    months = months_worked(person)
    bars = {"met": [n for n in range(1, HIGHEST + 1) if months >= 12 * n + 2],
            "partial": [n for n in range(2, HIGHEST + 1) if 6 * n + 2 <= months <= 12 * n - 2],
            "missing": [n for n in range(3, HIGHEST + 1) if months <= 6 * n - 2]}  # fmt: skip
    coverage = rng.choice([name for name, fit in bars.items() if fit])
    fit = bars[coverage]
    count = fit[-1] if coverage == "met" else fit[0] if coverage == "missing" else rng.choice(fit)
    return Planted(rng.choice(person.occupation.years_asks).format(n=count), "must", "years", coverage)


def _same_field(area: str, ask: str) -> bool:
    """Whether an ask names the subject of a course, or leaves it open."""
    low = ask.lower()
    return "related" in low or any(len(word) > 4 and word[:7] in low for word in area.lower().split())


def _degree(rng: random.Random, person: Person) -> Planted | None:
    """A degree the person has, or outranks in the same field; or one at least two steps above any of theirs."""
    has = max(RANK.index(study.degree.level) for study in person.studies)
    asks = []
    for ask in person.occupation.degree_asks:
        rank = RANK.index(ask.degree or "none")
        if any(RANK.index(s.degree.level) >= rank and _same_field(s.degree.area, ask.text) for s in person.studies):
            asks.append((ask, "met"))
        elif has + 2 <= rank:
            asks.append((ask, "missing"))
    if not asks:
        return None
    ask, coverage = rng.choice(asks)
    return Planted(ask.text, "must", "degree", coverage)


def make_match(person: Person, seed: int) -> Pair:
    """The posting of one person."""
    if person.plan is None:
        raise ValueError(f"{person.key} has no plan")
    rng = random.Random(f"{seed}/match/{person.key}")
    plan, work = person.plan, person.occupation
    planted = [
        Planted(plan.shown.ask, "must", "tool in a bullet", "met"),
        Planted(plan.listed.ask, "must", "tool in a list", "partial"),
        Planted(plan.absent.ask, "must", "tool absent", "missing"),
        _years(rng, person),
        _degree(rng, person),
        Planted(rng.choice(OPEN), "must", "not for a CV", "unjudgeable"),
    ]  # fmt: skip
    kept = [p for p in planted if p is not None]
    rng.shuffle(kept)
    duties = [line.text for line in rng.sample(work.lines["responsibility"], 4)]
    lines = [rng.choice(work.titles[2]), "Corvane Partners, Aldermere", "", "Responsibilities", *(f"- {d}" for d in duties), ""]
    lines += ["Requirements", *(f"- {p.text}" for p in kept), ""]
    return Pair("\n".join(lines), tuple(kept))
