"""Where a page is cut from side to side before its columns are looked for: at headings over several columns, at entries' headers."""

from __future__ import annotations

from loopready.reading import dates
from loopready.reading.marks import bullet_length
from loopready.reading.pdf.gutters import ALIGNED, Gutter
from loopready.reading.pdf.pieces import Piece
from loopready.reading.pdf.relation import is_level, same_look
from loopready.reading.pdf.rows import Row, is_heading_text, is_margin_text, rows_of


def section_cuts(pieces: list[Piece], gutter: Gutter) -> list[float]:
    """Upper edges of headings that reach over both sides of a gutter, so that each section has columns of its own.

    Such headings stand at the region's left edge with white above or beside them on both sides, and the right side has no heading of its
    own: only labels that have a like beside them on the left.
    """
    edge = min(piece.x0 for piece in pieces)
    right = [piece for piece in pieces if piece.x0 >= gutter.x - ALIGNED]
    left = [piece for piece in pieces if piece.x1 < gutter.x]
    if any(is_heading_text(piece.text) and not any(_twins(piece, other) for other in left) for piece in right):
        return []
    over: list[tuple[Piece, float]] = []
    beside: list[tuple[Piece, float]] = []
    fused: list[Piece] = []
    for piece in gutter.left:
        if piece.x0 > edge + 1.6 * piece.size or not is_heading_text(piece.text) or is_margin_text(piece.text):
            continue
        level = [other for other in pieces if other.top < piece.bottom + 0.2 * piece.size and other.bottom > piece.top - 0.2 * piece.size]
        cut = min(other.top for other in level)
        if not any(other.x0 >= gutter.x - ALIGNED for other in level):
            over.append((piece, piece.top))
        elif any(other.top < cut - 0.1 and other.bottom > cut - 0.5 * piece.size for other in pieces) or cut < piece.top - piece.size:
            fused.append(piece)
        else:
            beside.append((piece, cut))
    cuts = over or (beside if len(beside) > 1 else [])
    if not cuts or any(same_look(Row([one]), Row([other])) for one, _ in cuts for other in fused):
        return []
    if over and any(same_look(Row([one]), Row([other])) for one, _ in over for other, _ in beside):
        return []
    tops = sorted(top for _, top in cuts)
    return tops if any(piece.top < tops[-1] for piece in right) and tops[-1] > min(piece.top for piece in pieces) else []


def _twins(piece: Piece, other: Piece) -> bool:
    """Whether two pieces stand on one baseline in one look."""
    return abs(piece.y - other.y) < 1 and same_look(Row([piece]), Row([other]))


def entry_cuts(gutter: Gutter) -> list[float]:
    """Upper edges of entries' headers and of their bullets, where the right side holds nothing but dates and further bullets.

    Such bullets stand in two columns below each header, and the header's dates are set flush right beside its first line.
    """
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    dated = [row for row in right if is_margin_text(row.text) and dates.find_dates(row.text)]
    bullets = [row for row in right if bullet_length(row.text)]
    rest = [row for row in right if row not in dated and row not in bullets]
    if not dated or not bullets or not all(_goes_with(row, bullets[0]) for row in rest):
        return []
    headers = [row for row in left if any(is_level(row, other) for other in dated) and not bullet_length(row.text)]
    out = [row.top for row in headers]
    lists = [row for row in left if bullet_length(row.text) and any(is_level(row, other) for other in [*bullets, *rest])]
    for top in out[:]:
        first = next((row for row in lists if row.top > top), None)
        if first is not None:
            out.append(first.top)
    return sorted(set(out))


def _goes_with(row: Row, bullet: Row) -> bool:
    """Whether a row is set as a bullet's text is, from its edge on."""
    one, two = row.pieces[0].parts[0].style, bullet.pieces[0].parts[-1].style
    return row.x0 > bullet.x0 - 1.5 and abs(one.size - two.size) < 0.3 and one.bold == two.bold


def parted(pieces: list[Piece], cuts: list[float]) -> list[list[Piece]]:
    """The pieces between the cuts, from top to bottom."""
    out: list[list[Piece]] = [[] for _ in range(len(cuts) + 1)]
    for piece in pieces:
        out[sum(1 for cut in cuts if piece.bottom > cut + 0.5 * piece.size)].append(piece)
    return [part for part in out if part]
