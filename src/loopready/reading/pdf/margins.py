"""A margin with dates, places or headings -> rows beside the ones they belong to."""

from __future__ import annotations

from dataclasses import replace

from loopready.reading import dates
from loopready.reading.cv.places import is_place, place_weight
from loopready.reading.marks import bullet_length, is_icon
from loopready.reading.pdf.gutters import Gutter, Strip
from loopready.reading.pdf.relation import is_beside, is_level, is_title, is_town, same_look
from loopready.reading.pdf.rows import Row, blocks_of, is_heading_text, is_margin_text, rows_of
from loopready.reading.pdf.wrapped import one_piece, with_whole_names

_SMALLER = 3.0
_MOST_BREAKS = 2
"""Line breaks within one date in a narrow margin ("November 2015" / "– November" / "2018")."""


def with_margin(gutter: Gutter, kind: str, page: int) -> Strip:
    """The rows of both sides in one flow. ``kind``: the side that is the margin, ``left`` or ``right``."""
    side = rows_of(gutter.left if kind == "left" else gutter.right, page=page)
    main = rows_of(gutter.right if kind == "left" else gutter.left, page=page)
    running = _running(main)
    blocks = _block_starts(main)
    before: dict[int, list[Row]] = {}
    after: dict[int, list[Row]] = {}
    loose: list[Row] = []
    headed: tuple[float, int] | None = None
    least = _least_heading(main)
    for block in _margin_blocks(side, least):
        last: int | None = None
        for n, row in enumerate(block):
            at = _place(row, main)
            if _heads(row, side, least):
                at = _centred_on(row, blocks) if _centred_on(row, blocks) is not None else _block_start(at, row, main)
                if at is None:
                    at = next((i for i, other in enumerate(main) if other.y > row.y), None)
                (before.setdefault(at, []) if at is not None else loose).append(row)
                headed = (row.y + 2.0 * row.size, at) if at is not None else None
                last = at
                continue
            if headed is not None and row.y < headed[0] and n == 0:
                at = headed[1]
            headed = None
            if at is not None and (n == 0 or (at != last and (kind == "left" or at not in running) and is_level(row, main[at]))):
                main[at].pieces = sorted([*main[at].pieces, *row.pieces], key=lambda piece: piece.x0)
                last = at
            elif last is not None and kind == "right" and _goes_with_dates(row, side) and not _spoken_for(row, main):
                main[last].pieces += [replace(piece, y=main[last].y) for piece in row.pieces]
            elif last is not None:
                after.setdefault(last, []).append(row)
            else:
                at = next((i for i, other in enumerate(main) if other.y > row.y), None)
                (before.setdefault(at, []) if at is not None else loose).append(row)
    rows: list[Row] = []
    for i, row in enumerate(main):
        rows += [*before.get(i, []), row, *after.get(i, [])]
    rows = with_whole_names([*rows, *loose])
    return Strip(rows, min(row.x0 for row in rows), max(row.x1 for row in rows))


def _goes_with_dates(row: Row, side: list[Row]) -> bool:
    """Whether a row below the dates of a margin says their place or how long that was."""
    return is_margin_text(row.text) or is_town(row, side)


def _spoken_for(row: Row, main: list[Row]) -> bool:
    """Whether a row of the margin shares its baseline with a row that is no bullet: it belongs there, and not to the dates above it."""
    return any(is_level(row, other) and not bullet_length(other.text) for other in main)


def _running(main: list[Row]) -> set[int]:
    """Indices of rows that are bullets or running text, which a margin's row does not belong to."""
    out: set[int] = set()
    right = max(row.x1 for row in main)
    for i, row in enumerate(main):
        wide = row.x1 > row.x0 + 0.75 * (right - row.x0) and len(row.text.split()) > 8
        sentence = row.text.rstrip().endswith(".") and len(row.text.split()) >= 5
        if bullet_length(row.text) or wide or sentence or (i - 1 in out and row.x0 > main[i - 1].x0 + 2):
            out.add(i)
    return out


def _place(row: Row, main: list[Row]) -> int | None:
    near = sorted((abs(row.y - other.y), i) for i, other in enumerate(main) if is_beside(row, other))
    return near[0][1] if near else None


def _block_starts(main: list[Row]) -> list[tuple[int, float, float]]:
    """Of each block of several rows: the index of its first row, and the baselines of its first and last."""
    out: list[tuple[int, float, float]] = []
    at = 0
    for block in blocks_of(main):
        if len(block) > 1:
            out.append((at, block[0].y, block[-1].y))
        at += len(block)
    return out


def _centred_on(row: Row, blocks: list[tuple[int, float, float]]) -> int | None:
    """The first row of the block that a heading in the margin is centred on."""
    middle = (min(piece.y for piece in row.pieces) + max(piece.y for piece in row.pieces)) / 2
    return next((at for at, top, bottom in blocks if abs((top + bottom) / 2 - middle) < 0.35 * row.size), None)


def _block_start(at: int | None, row: Row, main: list[Row]) -> int | None:
    """A heading set between the first two rows of a block stands before the first."""
    if at is None or at == 0:
        return at
    above, here = main[at - 1], main[at]
    opens = at == 1 or above.y - main[at - 2].y > 1.3 * (here.y - above.y)
    return at - 1 if opens and here.y - above.y < 1.9 * here.size and row.top < above.y and not is_margin_text(above.text) else at


def _least_heading(main: list[Row]) -> float:
    """The size in points a margin's heading must be above: where the text has headings, smaller words beside it are labels."""
    sizes = [row.size for row in main if is_heading_text(row.text)]
    return min(sizes) - _SMALLER if len(sizes) > 1 else 0.0


def _margin_blocks(side: list[Row], least: float) -> list[list[Row]]:
    """Blocks of the margin; a heading stands alone, a date broken over two rows becomes one row."""
    out: list[list[Row]] = []
    for block in blocks_of(side):
        part: list[Row] = []
        for row in _whole_dates(block):
            if part and _heads(row, side, least) != _heads(part[-1], side, least):
                out.append(part)
                part = []
            if part and _one_heading(part[-1], row, side, least):
                part[-1] = Row([*part[-1].pieces, *row.pieces], row.page)
                continue
            if part and (_is_length_of(part[-1], row) or _is_rest_of_place(part[-1], row)):
                part[-1] = Row([one_piece([*part[-1].pieces, *row.pieces])], row.page)
                continue
            part.append(row)
        out.append(part)
    return out


def _heads(row: Row, side: list[Row], least: float) -> bool:
    return not is_margin_text(row.text) and row.size > least and is_title(row, side)


def _one_heading(row: Row, following: Row, side: list[Row], least: float) -> bool:
    return (
        _heads(row, side, least)
        and same_look(row, following)
        and following.y - row.y < 1.6 * row.size
        and is_heading_text(f"{row.text} {following.text}")
    )


def _is_length_of(row: Row, following: Row) -> bool:
    """Whether the row below dates says how long that was."""
    bare = "".join(letter for letter in following.text if not is_icon(letter)).strip(" ()·")
    return dates.is_length(bare) and len(found := dates.find_dates(row.text)) == 1 and not found[0].single


def _is_rest_of_place(row: Row, following: Row) -> bool:
    """Whether a place that is broken for want of room goes on below ("Norwich, United" / "Kingdom")."""
    whole, near = f"{row.text} {following.text}", following.y - row.y < 1.7 * row.size and same_look(row, following)
    return near and "," in row.text and is_place(whole) and place_weight(whole) > place_weight(row.text) and not dates.find_dates(whole)


def _whole_dates(block: list[Row]) -> list[Row]:
    """The rows of a block, dates that a narrow column breaks over two or three rows being one row."""
    out: list[Row] = []
    at = 0
    while at < len(block):
        most = next((n for n in (_MOST_BREAKS, 1) if _is_one_date(block[at : at + n + 1], n + 1)), 0)
        rows = block[at : at + most + 1]
        out.append(Row([one_piece([piece for row in rows for piece in row.pieces])], rows[0].page) if most else rows[0])
        at += most + 1
    return out


def _is_one_date(rows: list[Row], count: int) -> bool:
    """Whether so many rows say one stretch of time, and the rows before the last do not say it alone."""
    if len(rows) < count or not is_margin_text(" ".join(row.text for row in rows)):
        return False
    texts = [row.text for row in rows]
    whole, before = " ".join(texts), " ".join(texts[:-1])
    joined, alone = dates.find_dates(whole), dates.find_dates(before)
    if len(joined) != 1 or joined[0].single or joined[0].end <= len(before) or joined[0].start >= len(texts[0]):
        return False
    return not alone or alone[0].single or (alone[0].ongoing and before.rstrip()[-1:] in "-–—")
