"""Pieces of a page -> rows in reading order: gutters, columns, margins with dates or headings."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from loopready.reading.marks import bullet_length
from loopready.reading.pdf.cuts import entry_cuts, parted, section_cuts
from loopready.reading.pdf.edges import parted_dates
from loopready.reading.pdf.gutters import ALIGNED, Gutter, Strip, best_gutter
from loopready.reading.pdf.margins import with_margin
from loopready.reading.pdf.pieces import Piece
from loopready.reading.pdf.relation import relation_of, same_look
from loopready.reading.pdf.rows import Row, is_heading_text, is_margin_text, rows_of
from loopready.reading.pdf.wrapped import with_whole_names

_DEPTH = 6
_MOST = 1500
"""Pieces from which on a page is no CV's and is read row by row."""


def strips_of(pieces: Sequence[Piece], *, page: int) -> list[Strip]:
    """The flows of a page, in reading order."""
    counter = [page * 1000]
    return _split(parted_dates(pieces), page, counter, 0)


def _split(pieces: list[Piece], page: int, counter: list[int], depth: int) -> list[Strip]:
    if not pieces:
        return []
    tried: set[int] = set()
    while depth < _DEPTH and len(pieces) <= _MOST:
        gutter = best_gutter(pieces, tried)
        if gutter is None:
            break
        tried.add(round(gutter.x))
        kind = relation_of(gutter)
        if kind == "rows":
            continue
        if kind == "flow" and (cuts := section_cuts(pieces, gutter) or entry_cuts(gutter)):
            return [strip for part in parted(pieces, cuts) for strip in _split(part, page, counter, depth + 1)]
        inside = {id(piece) for piece in gutter.left} | {id(piece) for piece in gutter.right}
        above = [piece for piece in pieces if id(piece) not in inside and piece.y < gutter.top + 1]
        below = [piece for piece in pieces if id(piece) not in inside and piece.y >= gutter.top + 1]
        out = _split(above, page, counter, depth + 1)
        if kind == "flow":
            out += _flows(gutter, page, counter, depth)
        else:
            out.append(with_margin(gutter, kind, page))
        return out + _split(below, page, counter, depth + 1)
    rows = with_whole_names(_headed(_large_first(rows_of(pieces, page=page))))
    return [Strip(rows, min(row.x0 for row in rows), max(row.x1 for row in rows), mixed=_looks_mixed(rows))]


def _looks_mixed(rows: list[Row]) -> bool:
    """Whether many rows hold running text on both sides of a wide gap: columns that were not told apart."""
    both = sum(1 for row in rows if sum(1 for piece in row.pieces if len(piece.text.split()) >= 5) > 1)
    return both >= 4 and both > 0.25 * len(rows)


def _headed(rows: list[Row]) -> list[Row]:
    """Rows whose first piece is a heading in the margin become two."""
    out: list[Row] = []
    labels = [row for row in rows if len(row.pieces) > 1 and not is_heading_text(row.pieces[0].text)]
    for row in rows:
        first, rest = row.pieces[0], row.pieces[1:]
        if (
            rest
            and is_heading_text(first.text)
            and not any(_is_fellow(row, other) for other in labels)
            and not all(is_margin_text(piece.text) for piece in rest)
            and first.x1 + first.size < rest[0].x0
        ):
            out += [Row([first], row.page), Row(rest, row.page)]
        elif (late := _late_bullet(row)) is not None:
            out += [Row(row.pieces[:late], row.page), Row(row.pieces[late:], row.page)]
        else:
            out.append(row)
    return out


def _large_first(rows: list[Row]) -> list[Row]:
    """Rows as they are, but a name that is set large over several rows is read in one go, before the small print beside it."""
    usual = median(piece.size for row in rows for piece in row.pieces)
    large = [i for i, row in enumerate(rows) if row.pieces[0].size > 1.8 * usual]
    if len(large) < 2 or large[-1] - large[0] > 8:
        return rows
    first, last = large[0], large[-1]
    edge = rows[first].pieces[0]
    if any(abs(rows[i].pieces[0].x0 - edge.x0) > 3 or abs(rows[i].pieces[0].size - edge.size) > 1 for i in large):
        return rows
    beside = [piece for i in range(first, last + 1) for piece in rows[i].pieces[1 if i in large else 0 :]]
    if not beside or any(piece.x0 < edge.x1 for piece in beside):
        return rows
    names = [Row([rows[i].pieces[0]], rows[i].page) for i in large]
    return [*rows[:first], *names, *rows_of(beside, page=rows[first].page), *rows[last + 1 :]]


def _is_fellow(row: Row, other: Row) -> bool:
    """Whether two rows of a table begin alike: labels of one look at one edge, their values at another."""
    return (
        same_look(Row([row.pieces[0]]), Row([other.pieces[0]]))
        and abs(row.x0 - other.x0) < ALIGNED
        and abs(row.pieces[1].x0 - other.pieces[1].x0) < ALIGNED
        and not is_margin_text(other.pieces[0].text)
    )


def _late_bullet(row: Row) -> int | None:
    """The piece of a row that is a bullet's text, standing right of something else."""
    for i, piece in enumerate(row.pieces[1:], 1):
        first = row.pieces[i - 1]
        if bullet_length(piece.text) and not bullet_length(row.pieces[0].text) and len(piece.text) > 30:
            return i
        phrases = max(len(first.text.split()), len(piece.text.split())) > 4
        if bullet_length(piece.text) and bullet_length(first.text) and piece.text[0] == first.text[0] and phrases:
            return i
    return None


def _flows(gutter: Gutter, page: int, counter: list[int], depth: int) -> list[Strip]:
    counter[0] += 1
    group = counter[0]
    out: list[Strip] = []
    for column, side in enumerate((gutter.left, gutter.right)):
        strips = _split(side, page, counter, depth + 1)
        for strip in strips:
            if strip.group == 0:
                strip.group, strip.column = group, column
        out += strips
    return out
