"""The portfolio as a grid, and claims by the line that makes them: what the pages of stories and claims show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loopready.engines.text import short_hash
from loopready.model import Defence, Guide, Portfolio, PortfolioRow, Story, StoryDraft
from loopready.practice.defence import line_id

MOST_COLUMNS = 12


@dataclass(frozen=True)
class Cell:
    """Where a question meets a story: ``told`` for it, or it ``could`` be; neither where it does not serve."""

    told: bool
    could: bool


@dataclass(frozen=True)
class GridRow:
    """A question with its story, its cells, and the drafts that would serve it."""

    row: PortfolioRow
    story: Story | None
    because: tuple[str, ...]
    cells: tuple[Cell, ...]
    offers: tuple[StoryDraft, ...]
    signals: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A story in the list: its number in the grid, the questions it is to be told for, and what is to be said of its use."""

    story: Story
    number: int
    questions: tuple[str, ...]
    wanted: int
    told: int


@dataclass(frozen=True)
class Grid:
    """The whole portfolio. ``columns`` are the numbers of the stories that stand in the grid."""

    rows: tuple[GridRow, ...]
    stories: tuple[Told, ...]
    columns: tuple[Told, ...]
    unshown: tuple[str, ...]

    @property
    def covered(self) -> int:
        """How many questions have a story."""
        return sum(row.story is not None for row in self.rows)


def grid_of(portfolio: Portfolio, stories: Sequence[Story], drafts: Sequence[StoryDraft], guide: Guide) -> Grid:
    """The grid of a portfolio: uncovered questions first, stories in the order they are used."""
    titles = {signal.id: signal.title for signal in guide.signals}
    texts = {row.question: row.text for row in portfolio.rows}
    used = [row.story for row in portfolio.rows if row.story]
    ordered = sorted(stories, key=lambda story: (story.id not in used, used.index(story.id) if story.id in used else 0, story.created))
    over = {each.story: each for each in portfolio.overused}
    listed = tuple(
        Told(
            story=story, number=number, questions=tuple(texts[row.question] for row in portfolio.rows if row.story == story.id),
            wanted=len(over[story.id].wanted) if story.id in over else 0, told=over[story.id].told if story.id in over else 0,
        )
        for number, story in enumerate(ordered, 1)
    )  # fmt: skip
    serving = {one.story for row in portfolio.rows for one in row.could}
    columns = tuple(each for each in listed if each.story.id in serving)[:MOST_COLUMNS]
    by_id, by_key = {story.id: story for story in stories}, {draft.key: draft for draft in drafts}
    rows = []
    for row in portfolio.rows:
        could = {one.story: one for one in row.could}
        rows.append(
            GridRow(
                row=row, story=by_id.get(row.story or ""), because=could[row.story].because if row.story in could else (),
                cells=tuple(Cell(told=each.story.id == row.story, could=each.story.id in could) for each in columns),
                offers=tuple(by_key[key] for key in row.offers if key in by_key),
                signals=tuple(titles[s] for s in row.signals if s in titles),
            )
        )  # fmt: skip
    unshown = tuple(titles[signal] for signal in portfolio.unshown if signal in titles)
    return Grid(rows=tuple(rows), stories=listed, columns=columns, unshown=unshown)


@dataclass(frozen=True)
class ClaimLine:
    """A line of the CV with the claims it makes."""

    line: str
    place: str
    start: int
    end: int
    claims: tuple[Defence, ...]


def claim_lines(claims: Sequence[Defence], *, state: str = "") -> tuple[ClaimLine, ...]:
    """The claims by their line, in the CV's order; of one state where one is given."""
    by_line: dict[str, list[Defence]] = {}
    for claim in claims:
        by_line.setdefault(claim.key.rpartition("/")[0], []).append(claim)
    made = []
    for held in by_line.values():
        shown = tuple(claim for claim in held if state in ("", claim.state))
        quote = held[0].cites[1]
        if shown and quote.source == "cv":
            made.append(ClaimLine(line=held[0].line, place=held[0].place, start=quote.start, end=quote.end, claims=shown))
    return tuple(made)


@dataclass(frozen=True)
class ClaimGroup:
    """Lines of the claims page that stand together; ``folded`` until it is opened, or holds what was just saved."""

    title: str
    lines: tuple[ClaimLine, ...]
    folded: bool

    @property
    def claims(self) -> int:
        """How many claims its lines make."""
        return sum(len(line.claims) for line in self.lines)

    @property
    def open(self) -> int:
        """How many of them are neither defended nor taken back."""
        return sum(claim.state == "open" for line in self.lines for claim in line.claims)


FEW_CLAIMS = 12
"""So many claims are read as one list; of more those that are likely to be probed stand first, and the rest by post."""


def claim_groups(lines: Sequence[ClaimLine], *, likely: Sequence[str], at: str = "") -> tuple[ClaimGroup, ...]:
    """The lines in groups: those likely to be probed in that order (``likely`` are ids as ``line_id`` makes them), then post by post.

    ``at`` is the key of a claim that must be seen: its group is not folded. Few claims are one group without a title.
    """
    if sum(len(line.claims) for line in lines) <= FEW_CLAIMS:
        return (ClaimGroup(title="", lines=tuple(lines), folded=False),) if lines else ()
    order = {id: place for place, id in enumerate(likely)}
    first = [line for line in lines if line_id(line.claims[0].key) in order]
    first.sort(key=lambda line: order[line_id(line.claims[0].key)])
    made = [ClaimGroup(title="Likely to be probed", lines=tuple(first), folded=False)] if first else []
    rest: dict[str, list[ClaimLine]] = {}
    for line in lines:
        if line not in first:
            rest.setdefault(line.place, []).append(line)
    for place, held in rest.items():
        seen = any(claim.key == at for line in held for claim in line.claims)
        made.append(ClaimGroup(title=place or "Other lines", lines=tuple(held), folded=bool(made) and not seen))
    return tuple(made)


def anchor_of(claim: Defence) -> str:
    """Where a claim stands on its page."""
    return f"c-{short_hash(claim.key)}"
