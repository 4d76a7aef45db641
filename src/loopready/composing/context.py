"""What every section is composed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loopready.composing.career import Career
from loopready.composing.claims import Claims
from loopready.engines.shortening import shorten
from loopready.model import (
    Delta,
    Document,
    Firm,
    Guide,
    GuideChoice,
    Leaf,
    Level,
    Match,
    Posting,
    Profile,
    Requirement,
    Row,
    Signal,
    SignalRow,
    Work,
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """A bullet of the CV that can carry an answer. ``id`` is made of its entry and its words."""

    id: str
    leaf: Leaf
    work: Work
    worth: float
    signals: tuple[str, ...]
    before_leading: bool = False
    """Whether its post has no manager's title while another post of the CV has."""

    @property
    def short(self) -> str:
        """The bullet's opening words, cut at a clause where it is long."""
        return shorten(self.leaf.value, limit=70)


@dataclass(frozen=True)
class LevelReading:
    """The level the posting asks for against the one the CV's scope supports; None where nothing tells."""

    asked: Level | None
    asked_words: Leaf | None
    shown: Level | None
    people: int | None
    teams: int | None


@dataclass(frozen=True)
class Context:
    """The nouns of one brief, what was computed of them once, and the maker of its claims."""

    cv: Document
    job: Document
    profile: Profile
    posting: Posting
    match: Match
    guide: Guide
    general: Guide
    choice: GuideChoice
    firm: Firm | None
    today: str
    on: str | None
    claims: Claims
    career: Career
    stories: tuple[Story, ...]
    level: LevelReading
    job_figures: dict[str, float]
    delta: Delta | None = None
    likelihoods: Mapping[str, float] = field(default_factory=dict)
    """Question (`questions/ID`) -> its likelihood as real interviews moved it; the guide's own where there is none."""

    def row_of(self, requirement: Requirement) -> Row:
        """The match row of a requirement."""
        return next(row for row in self.match.rows if row.requirement.id == requirement.id)

    def signal_rows(self) -> list[tuple[Signal, SignalRow]]:
        """The guide's signals with their rows, in the guide's order."""
        rows = {row.signal: row for row in self.match.signals}
        return [(signal, rows[signal.id]) for signal in self.guide.signals if signal.id in rows]

    def work(self, id: str | None) -> Work | None:
        """The work entry with this id."""
        return next((job for job in self.profile.work if job.id == id), None)

    @property
    def asked_title(self) -> str:
        """The posting's own title, or "this seat"."""
        return self.posting.title.value if self.posting.title else "this seat"
