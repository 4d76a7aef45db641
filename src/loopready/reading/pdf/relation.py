"""What the two sides of a gutter are to each other: two texts, a margin and its rows, or a table."""

from __future__ import annotations

import itertools
from statistics import median

from loopready.reading import dates
from loopready.reading.marks import bullet_length, is_bullet
from loopready.reading.pdf.gutters import Gutter
from loopready.reading.pdf.rows import Row, blocks_of, is_heading_text, is_margin_text, rows_of

_MOST_ABOVE = 2
"""Rows of a name and a seat that reach into the column below them."""


def relation_of(gutter: Gutter) -> str:
    """``flow`` (two texts side by side), ``left`` or ``right`` (a margin that belongs to the rows beside it) or ``rows`` (a table)."""
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    if all(is_bullet(row.text) for row in left):
        return "rows"
    if _is_label_table(*_side_by_side(left, right)):
        return "rows"
    if _is_form(left, right):
        return "rows"
    if _is_hint_column(left, right):
        return "left"
    if _is_margin(right, left, headings=True):
        return "right"
    beside = _side_by_side(left, right)[0]
    headed = len(beside) > 1 and all(is_heading_text(row.text) for row in beside)
    if _is_margin(left, right, headings=True) or _is_margin(beside, right, headings=headed):
        return "left"
    if _is_one_row(left, right):
        return "rows"
    if _is_labels(left, right) or _is_labels(*_side_by_side(left, right)):
        return "rows"
    return "flow"


def _is_hint_column(left: list[Row], right: list[Row]) -> bool:
    """Whether the left side holds dates and short labels set flush right, each beginning beside a row of the right side.

    The headings and the bullets all stand on the right, and one heading at least does. A label may say what a heading says
    ("Languages") where it looks like none. A row or two above the first heading, of a name's block, are no part of the column.
    """
    headings = [row for row in right if is_heading_text(row.text)]
    first = min((row.y for row in headings), default=0.0)
    above = [row for row in left if row.y < first and not is_beside(row, headings[0])]
    left = left if len(above) > _MOST_ABOVE else [row for row in left if row not in above]
    if not left:
        return False
    edge = max(row.x1 for row in left)
    if len(left) < 2 or not headings or max(row.x1 for row in right) - edge < edge - min(row.x0 for row in left):
        return False
    if any(
        abs(row.x1 - edge) > 2 or len(row.text.split()) > 6 or (bullet_length(row.text) and not is_margin_text(row.text)) for row in left
    ):
        return False
    beside = [row for row in left if any(is_beside(row, other) for other in right)]
    if any(is_heading_text(row.text) and (row not in beside or any(same_look(row, other) for other in headings)) for row in left):
        return False
    ragged = len({round(row.x0 / 3) for row in left}) > 1
    return ragged and all(row in beside or any(0 < row.y - other.y < 1.7 * row.size for other in left) for row in left)


def _is_label_table(left: list[Row], right: list[Row]) -> bool:
    """Whether each label on the left has its value on its own baseline, in one look, and not all of them are headings of a CV."""
    if not 1 < len(left) == len(right):
        return False
    paired = all(is_level(row, other) for row, other in zip(left, right, strict=True))
    known = [row for row in left if is_heading_text(row.text)]
    return (
        paired
        and len(known) < len(left)
        and all(same_look(left[0], row) and len(row.text.split()) <= 4 and not is_margin_text(row.text) for row in left)
        and not any(is_margin_text(row.text) for row in right)
    )


def _is_one_row(left: list[Row], right: list[Row]) -> bool:
    """Whether each row goes on over the gutter: the gaps beside it are like the gaps within the rows, as between tags in a row."""
    pairs = [(one, other) for one in left for other in right if is_level(one, other)]
    if len(pairs) < len(right) or any(bullet_length(row.text) for row in right):
        return False
    inner = [gap for pair in pairs for row in pair for gap in _wide_gaps(row)]
    across = [other.x0 - one.x1 for one, other in pairs]
    return len(inner) >= len(pairs) and max(across) < 1.4 * max(inner) and max(across) < 4 * pairs[0][0].size


def _wide_gaps(row: Row) -> list[float]:
    parts = [part for piece in row.pieces for part in piece.parts]
    return [part.x0 - last.x1 for last, part in itertools.pairwise(parts) if part.gap or part.x0 - last.x1 > 0.8 * row.size]


def _side_by_side(left: list[Row], right: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of each side that stand beside the other side's."""
    low, high = max(left[0].y, right[0].y), min(left[-1].y, right[-1].y)
    return [row for row in left if low - 3 <= row.y <= high + 3], [row for row in right if low - 3 <= row.y <= high + 3]


def _is_margin(side: list[Row], main: list[Row], *, headings: bool = False) -> bool:
    if not side or len(side) > 1.3 * len(main) + 1:
        return False
    dated = sum(1 for row in side if is_margin_text(row.text) or is_town(row, side))
    titles = sum(1 for row in side if headings and not is_margin_text(row.text) and is_title(row, side))
    if dated + titles < 0.7 * len(side):
        return False
    if titles and dated + titles < len(side) and titles < 2:
        return False
    if not dated and titles and any(is_heading_text(row.text) and any(same_look(row, other) for other in side) for row in main):
        return False
    blocks = blocks_of(side)
    dates_only = [block for block in blocks if is_margin_text(block[0].text)]
    level = sum(1 for block in dates_only if any(is_beside(block[0], row) for row in main))
    return level >= 0.5 * len(dates_only)


def is_town(row: Row, side: list[Row]) -> bool:
    """Whether a few words set flush right stand by dates, or by a length of time, that end at the same edge: a town that no list knows."""
    words = row.text.split()
    if len(words) > 4 or not row.text[:1].isupper() or any(letter.isdigit() for letter in row.text) or bullet_length(row.text):
        return False
    near = [other for other in side if 0 < abs(other.y - row.y) < 1.9 * row.size and abs(other.x1 - row.x1) < 2]
    timed = [other for other in near if is_margin_text(other.text) and (dates.find_dates(other.text) or dates.is_length(other.text))]
    return any(abs(other.x0 - row.x0) > 3 for other in timed)


def is_title(row: Row, side: list[Row]) -> bool:
    """Whether a row of a margin is a heading, by its words or as its likes are."""
    if is_heading_text(row.text):
        return True
    alike = [other for other in side if same_look(row, other) and not is_margin_text(other.text)]
    known = sum(1 for other in alike if is_heading_text(other.text))
    if known and 2 * known >= len(alike):
        return True
    near = [other for other in side if other is not row and abs(other.y - row.y) < 1.8 * row.size]
    return any(is_heading_text(f"{other.text} {row.text}") or is_heading_text(f"{row.text} {other.text}") for other in near)


def same_look(row: Row, other: Row) -> bool:
    """Whether two rows begin in one size, weight and colour."""
    one, two = row.pieces[0].parts[0].style, other.pieces[0].parts[0].style
    return abs(one.size - two.size) < 0.6 and one.bold == two.bold and one.colour == two.colour and len(row.text) < 40


def is_level(one: Row, other: Row) -> bool:
    """Whether two rows share a baseline."""
    return abs(one.y - other.y) <= 0.35 * max(min(one.size, other.size), 6.0)


def is_beside(one: Row, other: Row) -> bool:
    """Whether two rows stand about as high."""
    return abs(one.y - other.y) <= 0.9 * max(one.size, other.size)


def _is_labels(left: list[Row], right: list[Row]) -> bool:
    """A table of short labels and their values, or of short cells in rows."""
    if len(left) < 2 or len(right) > 3 * len(left):
        return False
    pairs = [(row, other) for row in left for other in right if is_level(row, other)]
    if len({id(row) for row, _ in pairs}) < 0.9 * len(left) or any(bullet_length(row.text) for row in left):
        return False
    titled = [(row, other) for row, other in pairs if _striking(row) and _striking(other)]
    if titled and any(not _striking(row) and not _striking(other) for row, other in pairs):
        return False
    if any(is_heading_text(row.text) for row in left) and any(is_heading_text(row.text) for row in right):
        return False
    words = median(len(row.text.split()) for row in left)
    if words > 4 or any("@" in row.text for row in left):
        return False
    headed = sum(1 for row in left if is_heading_text(row.text))
    return headed == 0 or headed >= 0.8 * len(left) or (len(left) == len(right) and all(same_look(left[0], row) for row in left))


def _is_form(left: list[Row], right: list[Row]) -> bool:
    """Whether the left side holds labels in one look that come again entry after entry, each level with its value; headings stand alone."""
    labels = [row for row in left if any(is_level(row, other) for other in right)]
    alone = [row for row in left if row not in labels]
    again = len({row.text for row in labels}) <= 0.7 * len(labels)
    return (
        again
        and all(is_heading_text(row.text) for row in alone)
        and not any(is_margin_text(row.text) or bullet_length(row.text) for row in labels)
        and all(len(row.text.split()) <= 8 and same_look(labels[0], row) for row in labels)
    )


def _striking(row: Row) -> bool:
    return all(part.style.bold for piece in row.pieces for part in piece.parts)
