"""Rows: the pieces of one region that share a baseline, and what kind of words a row holds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from loopready.reading import dates
from loopready.reading.cv.headings import kind_of
from loopready.reading.cv.places import is_place
from loopready.reading.marks import bullet_length, is_icon
from loopready.reading.pdf.pieces import Piece


@dataclass(slots=True)
class Row:
    """Pieces on one baseline from left to right. ``page`` counts from 1."""

    pieces: list[Piece]
    page: int = 1
    part: str = "body"

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(piece.x0 for piece in self.pieces)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(piece.x1 for piece in self.pieces)

    @property
    def y(self) -> float:
        """Baseline of the tallest piece."""
        return max(self.pieces, key=lambda piece: piece.size).y

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(piece.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        """Height of the largest letters."""
        return max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        """The pieces' texts, two spaces between."""
        return "  ".join(piece.text for piece in self.pieces)


def rows_of(pieces: Sequence[Piece], *, page: int = 1) -> list[Row]:
    """The rows of a region, from top to bottom."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        for row in rows[-3:]:
            if any(_level(piece, other) for other in row.pieces) and not any(_overlap(piece, other) for other in row.pieces):
                row.pieces.append(piece)
                break
        else:
            rows.append(Row([piece], page))
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.x0)
    rows.sort(key=lambda row: row.y)
    return rows


def _level(one: Piece, other: Piece) -> bool:
    small, large = min(one.size, other.size), max(one.size, other.size)
    return abs(one.y - other.y) <= (0.3 if small > 0.8 * large else 0.35 if small > 0.5 * large else 0.15) * large


def _overlap(one: Piece, other: Piece) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0.5 * min(one.size, other.size)


def blocks_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows grouped where the step to the next is not wider than the usual one."""
    if not rows:
        return []
    steps = [after.y - before.y for before, after in itertools.pairwise(rows)]
    usual = median(steps) if steps else 0.0
    out = [[rows[0]]]
    for step, row in zip(steps, rows[1:], strict=True):
        if step > 1.35 * min(usual, 1.7 * row.size):
            out.append([row])
        else:
            out[-1].append(row)
    return out


def is_margin_text(text: str) -> bool:
    """Whether a row says a date, a length of time or a place and nothing else."""
    text = "".join(letter for letter in text if not is_icon(letter)).strip()
    rest = dates.without_dates(text).strip(" \t()[]|,;:·•-–—/")
    if rest and all(dates.is_month(word) or _open_date(word) or dates.is_joint(word) for word in rest.split()):
        return True
    return not rest or dates.is_length(text) or dates.is_length(rest) or is_place(rest) or _open_date(text)


def _open_date(text: str) -> bool:
    low = text.strip().lower().strip("-–— ()")
    return low in {"present", "now", "current", "today", "to", "heute", "till", "until"}


def is_heading_text(text: str) -> bool:
    """Whether a row says a heading of a CV and nothing else."""
    return text.rstrip()[-1:] not in (".", ",") and kind_of(text) is not None


def is_bulleted(row: Row) -> bool:
    """Whether the row begins with a bullet."""
    return bullet_length(row.text) > 0
