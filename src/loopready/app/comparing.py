"""One CV against several jobs, and several versions of a CV against one job.

Nothing here is a score: jobs are put in order by a rule of plain counts (``RULE``), which is shown with them, and versions are held
against each other requirement by requirement.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loopready.app.content import current_library
from loopready.app.desk import Desk
from loopready.app.own_places import is_own
from loopready.app.prepare import GENERAL
from loopready.engines.text import stem, words
from loopready.model import Coverage, Match, Preparation, Row, SignalRow
from loopready.rendering.clean import one_line
from loopready.rendering.labels import humanise

Embed = Callable[[Sequence[str]], list[list[float]]]
MOST = 12
"""Preparations held against each other at once."""
RULE = (
    "The better verdict first: strong, credible, stretch, weak. A posting or CV that could not be read comes last.",
    "Then the fewest musts that the CV does not show.",
    "Then the fewest musts that it shows only in part.",
    "Then the most musts met.",
    "Then the largest share of what interviewers look for that the CV shows.",
    "Then the most met of what is nice to have, and last the name.",
)
"""The order of ``ranked``, as it is told."""
COVERAGES: tuple[Coverage, ...] = ("met", "partial", "missing", "unjudgeable", "unreadable")
_LADDER = ("strong", "credible", "stretch", "weak", "withheld")
_SHOWS: dict[Coverage, int] = {"met": 2, "partial": 1, "missing": 0, "unjudgeable": 0, "unreadable": 0}
_ALIKE = 0.6
"""From this cosine of their sentences on two requirements are taken to ask for the same. Why: among the postings of examples/, pairs
that a reader calls the same duty lie above it and pairs of one trade that are not lie under it (tests/app/test_comparing.py)."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A finished preparation as it is compared: its match, and the titles of its guide's signals by id."""

    preparation: Preparation
    match: Match
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The preparation's id."""
        return self.preparation.id

    @property
    def name(self) -> str:
        """What a list calls it."""
        return one_line(self.preparation.name)

    @property
    def musts(self) -> dict[Coverage, int]:
        """Coverage -> how many musts have it, in the order of ``COVERAGES``."""
        return counted(row for row in self.match.rows if row.requirement.kind == "must")

    def rows(self, kind: str, coverage: Coverage) -> list[Row]:
        """The requirements of a kind that came out so, in the posting's order."""
        return [row for row in self.match.rows if row.requirement.kind == kind and row.coverage == coverage]

    def signals(self, shown: str) -> list[str]:
        """Titles of the signals that are shown, half shown or absent."""
        return [self.title(row) for row in self.match.signals if row.shown == shown]

    def title(self, row: SignalRow) -> str:
        """A signal's title."""
        return self.titles.get(row.signal) or humanise(row.signal)


def counted(rows: Iterable[Row]) -> dict[Coverage, int]:
    """Coverage -> how many rows have it; only those that some have."""
    counts = Counter(row.coverage for row in rows)
    return {coverage: counts[coverage] for coverage in COVERAGES if counts[coverage]}


def standings(desk: Desk, preparations: Sequence[Preparation]) -> tuple[list[Standing], list[Preparation]]:
    """Those that have a brief, to be compared; and those that have none yet."""
    made, open_ = [], []
    for preparation in preparations:
        match = desk.match(preparation.id)
        if match is None:
            open_.append(preparation)
            continue
        path = preparation.digest.guide if preparation.digest else None
        library = desk.library if is_own(path) else current_library()
        guide = library.guides.get(path or GENERAL)
        titles = {signal.id: signal.title for signal in guide.signals} if guide else {}
        made.append(Standing(preparation=preparation, match=match, titles=titles))
    return made, open_


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A job at its place. ``before`` says why it stands before the next one; empty for the last."""

    standing: Standing
    place: int
    before: str = ""


def ranked(jobs: Sequence[Standing]) -> list[Ranked]:
    """The jobs in the order of ``RULE``. Those that no line of the rule parts share a place."""
    ordered = sorted(jobs, key=lambda job: (_order(job), job.name, job.id))
    out: list[Ranked] = []
    for number, job in enumerate(ordered):
        tied = number > 0 and _order(ordered[number - 1]) == _order(job)
        place = out[-1].place if tied else number + 1
        why = _why(job, ordered[number + 1]) if number + 1 < len(ordered) else ""
        out.append(Ranked(standing=job, place=place, before=why))
    return out


def _order(job: Standing) -> tuple[float, ...]:
    musts, signals = job.musts, job.match.signals
    shown = sum(row.shown == "shown" for row in signals) / len(signals) if signals else 0.0
    nice = len(job.rows("nice", "met"))
    return (_LADDER.index(job.match.verdict), musts.get("missing", 0), musts.get("partial", 0), -musts.get("met", 0), -shown, -nice)


def _why(first: Standing, second: Standing) -> str:
    """The first line of the rule that parts two jobs, with both its values."""
    ours, theirs = _order(first), _order(second)
    at = next((place for place, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other), None)
    if at is None:
        return f"No line of the rule parts it from “{second.name}”."
    if at == 0:
        told, against = f"its verdict is {first.match.verdict}", f"{second.match.verdict}"
    elif at == 4:
        told, against = f"the CV shows {_share(first)} of what interviewers look for", _share(second)
    else:
        noun, state = {1: ("must", "missing"), 2: ("must", "shown only in part"), 3: ("must", "met")}.get(at, ("nice-to-have", "met"))
        count, other = int(abs(ours[at])), int(abs(theirs[at]))
        told, against = f"{count or 'no'} {noun}{'s' if count > 1 else ''} {state}", str(other or "none")
    return f"Before “{second.name}”: {told}, against {against} there."


def _share(job: Standing) -> str:
    return f"{len(job.signals('shown'))} of {len(job.match.signals)}"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What several jobs ask for and the CV does not show, in each posting's own words."""

    asked: tuple[tuple[Standing, Row], ...]

    @property
    def jobs(self) -> int:
        """How many of the jobs ask for it."""
        return len({standing.id for standing, _ in self.asked})


def shared_gaps(jobs: Sequence[Standing], *, embed: Embed) -> list[Gap]:
    """Requirements (duties left out) missing in two jobs or more, those of most jobs first.

    Two ask for the same where they name the same skill or their sentences lie near each other; ``embed`` gives their vectors.
    """
    missing = [(job, row) for job in jobs for kind in ("must", "nice") for row in job.rows(kind, "missing")]
    vectors = embed([row.requirement.text for _, row in missing]) if missing else []
    groups: list[list[int]] = []
    for number, (_, row) in enumerate(missing):
        best, near = None, 0.0
        for group in groups:
            likeness = _likeness(row, missing[group[0]][1], vectors[number], vectors[group[0]])
            if likeness >= _ALIKE and likeness > near:
                best, near = group, likeness
        if best is None:
            groups.append([number])
        else:
            best.append(number)
    gaps = [Gap(asked=tuple(missing[number] for number in group)) for group in groups]
    return sorted((gap for gap in gaps if gap.jobs > 1), key=lambda gap: -gap.jobs)


def _likeness(one: Row, other: Row, vector: Sequence[float], against: Sequence[float]) -> float:
    named, also = (({_skill(name) for name in row.requirement.skills}) for row in (one, other))
    return 1.0 if named & also else math.fsum(a * b for a, b in zip(vector, against, strict=True))


def _skill(name: str) -> str:
    return " ".join(stem(word.text) for word in words(name))


@dataclass(frozen=True, kw_only=True)
class Change:
    """A requirement in two versions of a CV; one side is None where only the other was asked it (the posting was corrected)."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The requirement as either version has it."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def reworded(self) -> bool:
        """Whether the words it rests on differ."""
        return quote_of(self.before) != quote_of(self.after)


def quote_of(row: Row | None) -> str:
    """The best words of the CV that bear on a row; empty where there are none."""
    return one_line(row.evidence[0].quote) if row and row.evidence else ""


@dataclass(frozen=True, kw_only=True)
class Versions:
    """What a new version of a CV gained and lost against an older one, for one job."""

    before: Standing
    after: Standing
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    same: tuple[Change, ...]
    only_one: tuple[Change, ...]
    signals_gained: tuple[str, ...]
    signals_lost: tuple[str, ...]


def versions(before: Standing, after: Standing) -> Versions:
    """Requirements are matched by id, which is made of the posting's words; musts come first in each group."""
    old, new = ({row.requirement.id: row for row in standing.match.rows} for standing in (before, after))
    gained: list[Change] = []
    lost: list[Change] = []
    same: list[Change] = []
    only: list[Change] = []
    for id in dict.fromkeys([*old, *new]):
        change = Change(before=old.get(id), after=new.get(id))
        if change.before is None or change.after is None:
            only.append(change)
            continue
        step = _SHOWS[change.after.coverage] - _SHOWS[change.before.coverage]
        (gained if step > 0 else lost if step < 0 else same).append(change)
    was, is_ = ({row.signal: row for row in standing.match.signals} for standing in (before, after))
    steps = [(after.title(is_[id]), _shown(is_[id]) - _shown(was[id])) for id in is_ if id in was]
    groups = [tuple(sorted(group, key=lambda change: _KINDS.index(change.row.requirement.kind))) for group in (gained, lost, same, only)]
    return Versions(
        before=before, after=after, gained=groups[0], lost=groups[1], same=groups[2], only_one=groups[3],
        signals_gained=tuple(title for title, step in steps if step > 0),
        signals_lost=tuple(title for title, step in steps if step < 0),
    )  # fmt: skip


_KINDS = ("must", "nice", "responsibility")


def _shown(row: SignalRow) -> int:
    return ("absent", "half", "shown").index(row.shown)


def latest_each(preparations: Iterable[Preparation], *, by: Callable[[Preparation], object]) -> list[Preparation]:
    """The first of each kind, in order; given the latest first, the latest of each."""
    found: dict[object, Preparation] = {}
    for preparation in preparations:
        found.setdefault(by(preparation), preparation)
    return list(found.values())


def job_of(preparation: Preparation) -> str:
    """What makes two preparations be for the same job: the address, else the posting's bytes."""
    asked = preparation.asked
    return asked.address or (asked.job.sha256 if asked.job else preparation.id)
