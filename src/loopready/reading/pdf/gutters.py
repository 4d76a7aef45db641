"""Gutters: stretches of white between two sides of a page."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from statistics import median

from loopready.reading.pdf.pieces import Piece
from loopready.reading.pdf.rows import Row, is_margin_text

ALIGNED = 2.5
"""Points by which left edges of one column may differ."""


_INDENT = 3.0
"""Letter sizes by which entries may be set in from the headings of their column."""


@dataclass(slots=True)
class Strip:
    """Rows of one flow. ``columns`` of equal ``group`` stand side by side; ``x0``-``x1`` is the flow's width."""

    rows: list[Row]
    x0: float
    x1: float
    group: int = 0
    column: int = 0
    mixed: bool = False


@dataclass(slots=True)
class Gutter:
    """White at ``x`` from ``top`` to ``bottom`` and the pieces on its two sides."""

    x: float
    top: float
    bottom: float
    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)
    worth: float = 0.0


def best_gutter(pieces: list[Piece], tried: set[int]) -> Gutter | None:
    """The tallest stretch of the region through which a vertical strip of white runs, with text on both sides."""
    if len(pieces) < 4:
        return None
    size = median(piece.size for piece in pieces)
    least = 0.55 * size
    found: list[Gutter] = []
    for start, flush in [*((x, False) for x in _starts(pieces)), *((x, True) for x in _flush_starts(pieces))]:
        if any(abs(round(start) - old) <= 3 for old in tried):
            continue
        crossing = sorted((p for p in pieces if p.x0 < start - ALIGNED and p.x1 > start - least), key=lambda p: p.y)
        edges = [-1e9, *[p.y for p in crossing], 1e9]
        for top, bottom in itertools.pairwise(edges):
            gutter = _gutter(pieces, start, top, bottom, least, flush)
            if gutter is not None:
                found.append(gutter)
    best = max(found, key=lambda gutter: gutter.worth, default=None)
    if best is None:
        return None
    wider = [gutter for gutter in found if best.x - _INDENT * size < gutter.x < best.x and _holds(gutter, best)]
    return max(wider, key=lambda gutter: gutter.worth, default=best)


def _holds(gutter: Gutter, other: Gutter) -> bool:
    """Whether a gutter has on its two sides all that another has, and more: the other stands before an indented part of one column."""
    pairs = ((gutter.left, other.left), (gutter.right, other.right))
    return len(gutter.right) > len(other.right) and all({id(p) for p in its} <= {id(p) for p in mine} for mine, its in pairs)


def _starts(pieces: list[Piece]) -> list[float]:
    edges = sorted(piece.x0 for piece in pieces)
    out: list[list[float]] = []
    for edge in edges:
        if out and edge - out[-1][0] <= ALIGNED:
            out[-1].append(edge)
        else:
            out.append([edge])
    return [group[0] for group in out[1:] if len(group) >= 2]


def _flush_starts(pieces: list[Piece]) -> list[float]:
    """Left ends of short pieces that share their right edge or their middle: dates and places set flush right or centred."""
    edge = max(piece.x1 for piece in pieces)
    width = edge - min(piece.x0 for piece in pieces)
    groups: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.x1 - piece.x0 < 0.33 * width and piece.x0 > edge - 0.6 * width and is_margin_text(piece.text):
            groups.setdefault(round(piece.x1 / 3), []).append(piece)
            groups.setdefault(-round((piece.x0 + piece.x1) / 6), []).append(piece)
    return sorted({min(piece.x0 for piece in group) for group in groups.values() if len(group) >= 2})


def _gutter(pieces: list[Piece], start: float, top: float, bottom: float, least: float, flush: bool) -> Gutter | None:
    inside = [p for p in pieces if top + 0.5 * p.size < p.y < bottom - 0.3 * p.size]
    left = [p for p in inside if p.x1 <= start - least]
    right = [p for p in inside if p.x0 >= start - ALIGNED]
    starters = {round(p.y) for p in right if flush or p.x0 <= start + ALIGNED}
    if len(starters) < 2 or not left:
        return None
    low, high = max(min(p.y for p in left), min(p.y for p in right)), min(max(p.y for p in left), max(p.y for p in right))
    if high < low - 1:
        return None
    rows_left = {round(p.y) for p in left if low - 1 <= p.y <= high + 1}
    rows_right = {round(p.y) for p in right if low - 1 <= p.y <= high + 1}
    if not rows_left or not rows_right or len(left) + len(right) < 4:
        return None
    worth = min(len(rows_left), len(rows_right)) + 0.25 * max(len(rows_left), len(rows_right)) + 0.2 * len(starters)
    if len(rows_left) < 2 or len(rows_right) < 2:
        return None
    return Gutter(start, min(p.y for p in left + right), max(p.y for p in left + right), left, right, worth)
