"""What a profile states of its career: scope by entry, spells, gaps, the turn into leading people."""

from __future__ import annotations

from dataclasses import dataclass

from loopready.composing.lexicon import speaks_of
from loopready.engines.dates import inclusive_months, months_between
from loopready.engines.figures import Figure
from loopready.engines.scope import led
from loopready.model import Leaf, Profile, ScopePoint, Work

SHORT_STAY_MONTHS = 14
GAP_MONTHS = 3


@dataclass(frozen=True)
class Stated:
    """A figure of an entry and the leaf it stands in."""

    figure: Figure
    leaf: Leaf
    work: Work

    @property
    def number(self) -> int:
        """The figure as a whole number; the higher end of a range."""
        return round(self.figure.high if self.figure.high is not None else self.figure.value)


@dataclass(frozen=True)
class Spell:
    """One work entry with its months (None where its dates do not tell) and the scope it states."""

    work: Work
    months: int | None
    people: Stated | None
    teams: Stated | None
    leads: bool
    manages_managers: Leaf | None
    titled: bool = False
    """Whether its title is a manager's."""


@dataclass(frozen=True)
class Gap:
    """Months between two entries, neither counted."""

    before: Work
    after: Work
    months: int


@dataclass(frozen=True)
class Career:
    """The spells, latest first, and what stands out in them."""

    spells: tuple[Spell, ...]
    gaps: tuple[Gap, ...]
    short: tuple[Spell, ...]
    turn: tuple[Spell | None, Spell] | None

    @property
    def people(self) -> Stated | None:
        """The largest number of people led that the CV states; the latest where equal."""
        held = [spell.people for spell in self.spells if spell.people]
        return max(held, key=lambda stated: stated.number, default=None)

    @property
    def teams(self) -> Stated | None:
        """The largest number of teams led that the CV states."""
        held = [spell.teams for spell in self.spells if spell.teams]
        return max(held, key=lambda stated: stated.number, default=None)

    def spell(self, work: Work) -> Spell:
        """The spell of a work entry."""
        return next(spell for spell in self.spells if spell.work.id == work.id)


def read_career(profile: Profile, *, today: str) -> Career:
    """The career of a profile as of ``today`` (YYYY-MM-DD)."""
    spells = tuple(_spell(work, today=today) for work in sorted(profile.work, key=lambda job: _latest(job, today), reverse=True))
    return Career(spells=spells, gaps=_gaps(spells, today=today), short=_short(spells), turn=_turn(spells))


def drawn(career: Career, *, today: str) -> tuple[ScopePoint, ...]:
    """The scope of the career for drawing, oldest first; entries without a start date are left out."""
    points = []
    for spell in reversed(career.spells):
        start, end = spell.work.start, _end(spell.work, today)
        if start is None or end is None:
            continue
        label = " · ".join(leaf.value for leaf in (spell.work.position, spell.work.name) if leaf)
        points.append(
            ScopePoint(
                work=spell.work.id,
                label=label or spell.work.id,
                start=_month(start.value, last=False),
                end=end,
                ongoing=spell.work.ongoing,
                people=spell.people.number if spell.people else None,
                teams=spell.teams.number if spell.teams else None,
                period=f"{start.value} to {'now' if spell.work.ongoing or spell.work.end is None else spell.work.end.value}",
            )
        )
    return tuple(points)


def leaves_of(work: Work) -> tuple[Leaf, ...]:
    """The sentences of an entry: summary, then bullets."""
    return (*([work.summary] if work.summary else []), *work.highlights)


def _month(date: str, *, last: bool) -> str:
    return date if len(date) == 7 else f"{date}-{'12' if last else '01'}"


def _end(work: Work, today: str) -> str | None:
    if work.ongoing:
        return today[:7]
    return _month(work.end.value, last=True) if work.end else None


def _latest(work: Work, today: str) -> tuple[str, str]:
    return (_end(work, today) or "", work.start.value if work.start else "")


def _spell(work: Work, *, today: str) -> Spell:
    end = _end(work, today)
    months = _months(work, end)
    title = work.position.value if work.position else ""
    titled = speaks_of("manager_titles", title) and not speaks_of("not_manager_titles", title)
    people, teams = _led(work, "people", titled=titled), _led(work, "teams", titled=titled)
    managers = next((leaf for leaf in leaves_of(work) if speaks_of("managers_under", leaf.value)), None)
    return Spell(
        work=work, months=months, people=people, teams=teams, leads=titled or people is not None, manages_managers=managers, titled=titled
    )  # fmt: skip


def _months(work: Work, end: str | None) -> int | None:
    """Months of an entry; where only years are given, the years between them, since the months may be as few as that."""
    if work.start is None or end is None:
        return None
    if len(work.start.value) == 4 and (work.end is None or len(work.end.value) == 4):
        years = int(end[:4]) - int(work.start.value)
        return max(1, years) * 12
    return inclusive_months(_month(work.start.value, last=False), end)


def _led(work: Work, kind: str, *, titled: bool) -> Stated | None:
    """The largest figure of a kind that the entry says was led: a lead cue governs it, no other act does.

    Under a manager's title a line that opens with the number ("7 engineers. Replaced ...") states the team.
    """
    held = []
    for leaf in leaves_of(work):
        held += [Stated(figure=figure, leaf=leaf, work=work) for figure in led(leaf.value, kind, titled=titled)]
    return max(held, key=lambda stated: stated.number, default=None)


def _gaps(spells: tuple[Spell, ...], *, today: str) -> tuple[Gap, ...]:
    dated = [spell for spell in spells if spell.work.start and _end(spell.work, today)]
    found = []
    for later in dated:
        start = _month(later.work.start.value, last=False) if later.work.start else ""
        earlier = [s for s in dated if s is not later and s.work.start and _month(s.work.start.value, last=False) < start]
        if not earlier:
            continue
        last = max(earlier, key=lambda s: _end(s.work, today) or "")
        end = _end(last.work, today) or ""
        between = months_between(end, start) - 1 if end < start else 0
        if between >= GAP_MONTHS and len(later.work.start.value if later.work.start else "") == 7:
            found.append(Gap(before=last.work, after=later.work, months=between))
    return tuple(found)


def _short(spells: tuple[Spell, ...]) -> tuple[Spell, ...]:
    return tuple(
        spell
        for spell in spells
        if spell.months is not None
        and spell.months <= SHORT_STAY_MONTHS
        and not spell.work.ongoing
        and not speaks_of("not_counted_as_short", spell.work.position.value if spell.work.position else "")
        and not _went_on_inside(spell, spells)
    )


def _went_on_inside(spell: Spell, spells: tuple[Spell, ...]) -> bool:
    """Whether the next role was at the same employer: a move, not a short stay."""
    name = spell.work.name.value if spell.work.name else None
    end = spell.work.end.value if spell.work.end else ""
    return any(
        other is not spell
        and name
        and other.work.name
        and other.work.name.value == name
        and (other.work.start.value if other.work.start else "") >= end
        for other in spells
    )


def _turn(spells: tuple[Spell, ...]) -> tuple[Spell | None, Spell] | None:
    """The first spell under a manager's title, or else the first that says people were led, with the one before it."""
    ordered = list(reversed(spells))
    at = next((at for at, spell in enumerate(ordered) if spell.titled), None)
    if at is None:
        at = next((at for at, spell in enumerate(ordered) if spell.leads), None)
    return None if at is None else (ordered[at - 1] if at else None, ordered[at])
