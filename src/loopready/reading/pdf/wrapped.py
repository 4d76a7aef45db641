"""A name that wraps beside dates set flush right is read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from loopready.reading import dates, lexicon
from loopready.reading.cv.titles import firm_weight, title_weight
from loopready.reading.marks import bullet_length
from loopready.reading.pdf.glyphs import Style
from loopready.reading.pdf.pieces import Piece
from loopready.reading.pdf.rows import Row, is_margin_text

_SEAT = 0.5
_DASHES = ("-", "–", "—")


def with_whole_names(rows: Sequence[Row]) -> list[Row]:
    """Rows as they are, but a name that goes on below its first line, beside which its dates stand, is one row with them."""
    out: list[Row] = []
    taken = False
    for row, below, after in zip_longest(rows, rows[1:], rows[2:]):
        if taken:
            taken = False
            continue
        taken = below is not None and len(row.pieces) == 2 and len(below.pieces) == 1 and _goes_on(row, below, after)
        out.append(Row([one_piece([row.pieces[0], below.pieces[0]]), row.pieces[1]], row.page, row.part) if taken else row)
    return out


def one_piece(pieces: list[Piece]) -> Piece:
    """Pieces that stand below each other and say one thing, as one on the first's baseline."""
    first = pieces[0]
    parts = [
        replace(part, space=part.space or (n > 0 and part is piece.parts[0])) for n, piece in enumerate(pieces) for part in piece.parts
    ]
    x0, x1 = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    return Piece(parts, x0, x1, first.y, first.size, [glyph for piece in pieces for glyph in piece.glyphs])


def _goes_on(row: Row, below: Row, after: Row | None) -> bool:
    name, when, rest = row.pieces[0], row.pieces[1], below.pieces[0]
    spans = dates.find_dates(when.text)
    if not spans or not is_margin_text(when.text) or bullet_length(rest.text) or dates.find_dates(rest.text) or below.page != row.page:
        return False
    if abs(name.x0 - rest.x0) > 1.5 or not 0 < rest.y - name.y < 1.7 * name.size or _style(name) != _style(rest) or rest.x1 > when.x0:
        return False
    first, second = name.text.split(), rest.text.split()
    if lexicon.flat(first[-1]) in lexicon.words("cv_words", "open_ends") or first[-1] in _DASHES:
        return True
    if after is None or _style(after.pieces[0]) == _style(rest) or bullet_length(after.text):
        return False
    if second[0][:1].islower():
        return True
    both = f"{name.text} {rest.text}"
    return title_weight(both) > _SEAT >= title_weight(name.text) and firm_weight(name.text) < _SEAT and len(first) + len(second) <= 6


def _style(piece: Piece) -> Style:
    return piece.parts[0].style
