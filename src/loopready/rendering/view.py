"""What every format lays out: a page of sections, items, blocks and claims whose words are cleaned and whose cites are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

RunKind = Literal["text", "blank", "quote", "lead"]
Layout = Literal["cards", "summary", "deciders", "fit", "plan"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Note:
    """One thing that claims rest on, numbered within its source. ``label`` is what a marker shows (``cv 3``).

    A notebook makes one note of a thing, so notes are compared by identity.
    """

    key: str
    source: str
    number: int
    label: str
    where: str
    quote: str = ""
    before: str = ""
    after: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    address: str = ""

    @property
    def target(self) -> str:
        """The anchor without a script: the marked passage, or the line of the notes."""
        return f"d-{self.key}" if self.quote else f"n-{self.key}"

    @property
    def href(self) -> str:
        """Where a link to it leads: its address of its own, where the page gives it one, else its anchor on the page."""
        return self.address or f"#{self.target}"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of a claim's text: plain, a gap to write in, words quoted from ``note``, or the label it starts with."""

    kind: RunKind
    text: str
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimView:
    """A claim's text in runs, and the markers that follow it."""

    id: str
    runs: tuple[Run, ...]
    marks: tuple[Note, ...] = ()
    made_by: str = "engine"

    @property
    def text(self) -> str:
        """The claim's words without markers."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, kw_only=True)
class BlockView:
    """Claims under one label. ``label`` is empty where the block is the item's own text."""

    role: str
    label: str
    claims: tuple[ClaimView, ...]
    folded: bool = False
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """One thing of a section. ``shared`` are guide items on which its unmarked lines rest."""

    id: str
    anchor: str
    title: str
    kind: str
    when: str = ""
    blocks: tuple[BlockView, ...] = ()
    folded: bool = False
    state: str = ""
    state_label: str = ""
    tag: str = ""
    minutes: int | None = None
    shared: tuple[Note, ...] = ()
    quoted: Note | None = None

    @property
    def runs(self) -> tuple[tuple[bool, tuple[BlockView, ...]], ...]:
        """The blocks that are open, then those that fold: whether they are folded, and which."""
        ordered = sorted(self.blocks, key=lambda block: block.folded)
        return tuple((folded, tuple(run)) for folded, run in groupby(ordered, key=lambda block: block.folded))


@dataclass(frozen=True, kw_only=True)
class Group:
    """Neighbouring items that are laid out together: as cards, rows of a table, a dated list, or one cell."""

    form: Literal["cards", "table", "sessions", "cell"]
    kind: str
    items: tuple[ItemView, ...]
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScopeBar:
    """A work entry's place in time (months since year 0) and the scope it states."""

    label: str
    period: str
    first: int
    last: int
    people: int | None
    teams: int | None
    stated: str


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """A signal: its state, and facet by facet whether the CV shows it."""

    title: str
    state: str
    state_label: str
    facets: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """A section with its groups, in order. ``further`` names the items that stand in depth: title and anchor."""

    id: str
    title: str
    intro: str
    layout: Layout
    groups: tuple[Group, ...]
    scope: tuple[ScopeBar, ...] = ()
    readiness: tuple[Readiness, ...] = ()
    further: tuple[tuple[str, str], ...] = ()

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items, in order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of a document's line: the notes that quote it, and those that begin in it."""

    text: str
    quoted_by: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentView:
    """The text of the CV or the posting, line by line, cut at the ends of quotes."""

    source: str
    title: str
    name: str
    lines: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many requirements have a state."""

    state: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A whole page: a brief or a guide. ``depth`` holds what folds, for formats that can not fold (see ``linear``)."""

    kind: Literal["brief", "guide"]
    title: str
    subtitle: str
    kicker: str
    running: str
    today: str
    meta: tuple[tuple[str, str], ...]
    sections: tuple[SectionView, ...]
    notes: tuple[Note, ...]
    depth: tuple[SectionView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    tally: tuple[Tally, ...] = ()
    verdict: str = ""
    verdict_label: str = ""
    colophon: tuple[str, ...] = ()
