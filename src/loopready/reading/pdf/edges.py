"""Dates that nearly touch the column beside them are parted from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from loopready.reading.pdf.pieces import Piece, piece_of
from loopready.reading.pdf.rows import is_margin_text

_LEAST = 4
"""Pieces that begin at one edge and so make it a column's."""
_TOUCH = 0.08
_WHITE = 0.65
"""White that the dates are given before the column, in letter sizes: as much as a gutter needs."""
_NEAR = 1.2
"""Points by which the edges of one column's letters may differ."""


def parted_dates(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces as they are, but one that says dates and goes on at the edge where others begin is two."""
    starts = Counter(round(piece.x0) for piece in pieces)
    edges = [x for x in starts if sum(starts[x + step] for step in (-1, 0, 1)) >= _LEAST]
    out: list[Piece] = []
    for piece in pieces:
        at = _cut(piece, [x for x in edges if piece.x0 + 4 * piece.size < x < piece.x1])
        if at:
            first, second = piece_of(piece.glyphs[:at]), piece_of(piece.glyphs[at:])
            out += [replace(first, x1=min(first.x1, second.x0 - _WHITE * piece.size)), second]
        else:
            out.append(piece)
    return out


def _cut(piece: Piece, edges: Sequence[float]) -> int:
    """The glyph at which a column begins within the piece, with nothing but dates before it and more than dates behind; 0 where none does.

    The words may touch there: "April 2023 to August" fills its column, and "Senior Engineer" begins the next.
    """
    glyphs = piece.glyphs
    for i in range(1, len(glyphs)) if edges else ():
        white = glyphs[i].x0 - glyphs[i - 1].x1 > _TOUCH * piece.size or (glyphs[i - 1].text.islower() and glyphs[i].text.isupper())
        if not white or not any(abs(glyphs[i].x0 - x) <= _NEAR for x in edges):
            continue
        before, behind = piece_of(glyphs[:i]).text, piece_of(glyphs[i:]).text
        if is_margin_text(before) and not is_margin_text(behind) and any(letter.isalnum() for letter in before):
            return i
    return 0
