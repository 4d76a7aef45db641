"""Pieces of a page -> rows in reading order: gutters, columns, margins with dates or headings."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from loopready.reading import dates
from loopready.reading.marks import bullet_length, is_bullet, is_icon
from loopready.reading.pdf.pieces import Piece
from loopready.reading.pdf.rows import Row, blocks_of, is_heading_text, is_margin_text, rows_of

_ALIGNED = 2.5
"""Points by which left edges of one column may differ."""
_DEPTH = 6
_MOST = 1500
"""Pieces from which on a page is no CV's and is read row by row."""


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
class _Gutter:
    x: float
    top: float
    bottom: float
    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)
    worth: float = 0.0


def strips_of(pieces: Sequence[Piece], *, page: int) -> list[Strip]:
    """The flows of a page, in reading order."""
    counter = [page * 1000]
    return _split(list(pieces), page, counter, 0)


def _split(pieces: list[Piece], page: int, counter: list[int], depth: int) -> list[Strip]:
    if not pieces:
        return []
    tried: set[int] = set()
    while depth < _DEPTH and len(pieces) <= _MOST:
        gutter = _best_gutter(pieces, tried)
        if gutter is None:
            break
        tried.add(round(gutter.x))
        kind = _relation(gutter)
        if kind == "rows":
            continue
        if kind == "flow" and (cuts := _section_cuts(pieces, gutter) or _entry_cuts(gutter)):
            return [strip for part in _parted(pieces, cuts) for strip in _split(part, page, counter, depth + 1)]
        inside = {id(piece) for piece in gutter.left} | {id(piece) for piece in gutter.right}
        above = [piece for piece in pieces if id(piece) not in inside and piece.y < gutter.top + 1]
        below = [piece for piece in pieces if id(piece) not in inside and piece.y >= gutter.top + 1]
        out = _split(above, page, counter, depth + 1)
        if kind == "flow":
            out += _flows(gutter, page, counter, depth)
        else:
            out.append(_with_margin(gutter, kind, page))
        return out + _split(below, page, counter, depth + 1)
    rows = _headed(_large_first(rows_of(pieces, page=page)))
    return [Strip(rows, min(row.x0 for row in rows), max(row.x1 for row in rows), mixed=_looks_mixed(rows))]


def _section_cuts(pieces: list[Piece], gutter: _Gutter) -> list[float]:
    """Upper edges of headings that reach over both sides of a gutter, so that each section has columns of its own.

    Such headings stand at the region's left edge with white above or beside them on both sides, and the right side has no heading of its
    own: only labels that have a like beside them on the left.
    """
    edge = min(piece.x0 for piece in pieces)
    right = [piece for piece in pieces if piece.x0 >= gutter.x - _ALIGNED]
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
        if not any(other.x0 >= gutter.x - _ALIGNED for other in level):
            over.append((piece, piece.top))
        elif any(other.top < cut - 0.1 and other.bottom > cut - 0.5 * piece.size for other in pieces) or cut < piece.top - piece.size:
            fused.append(piece)
        else:
            beside.append((piece, cut))
    cuts = over or (beside if len(beside) > 1 else [])
    if not cuts or any(_same_look(Row([one]), Row([other])) for one, _ in cuts for other in fused):
        return []
    if over and any(_same_look(Row([one]), Row([other])) for one, _ in over for other, _ in beside):
        return []
    tops = sorted(top for _, top in cuts)
    return tops if any(piece.top < tops[-1] for piece in right) and tops[-1] > min(piece.top for piece in pieces) else []


def _twins(piece: Piece, other: Piece) -> bool:
    """Whether two pieces stand on one baseline in one look."""
    return abs(piece.y - other.y) < 1 and _same_look(Row([piece]), Row([other]))


def _entry_cuts(gutter: _Gutter) -> list[float]:
    """Upper edges of entries' headers and of their bullets, where the right side holds nothing but dates and further bullets.

    Such bullets stand in two columns below each header, and the header's dates are set flush right beside its first line.
    """
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    dated = [row for row in right if is_margin_text(row.text) and dates.find_dates(row.text)]
    bullets = [row for row in right if bullet_length(row.text)]
    rest = [row for row in right if row not in dated and row not in bullets]
    if not dated or not bullets or not all(_goes_with(row, bullets[0]) for row in rest):
        return []
    headers = [row for row in left if any(_level(row, other) for other in dated) and not bullet_length(row.text)]
    out = [row.top for row in headers]
    lists = [row for row in left if bullet_length(row.text) and any(_level(row, other) for other in [*bullets, *rest])]
    for top in out[:]:
        first = next((row for row in lists if row.top > top), None)
        if first is not None:
            out.append(first.top)
    return sorted(set(out))


def _goes_with(row: Row, bullet: Row) -> bool:
    """Whether a row is set as a bullet's text is, from its edge on."""
    one, two = row.pieces[0].parts[0].style, bullet.pieces[0].parts[-1].style
    return row.x0 > bullet.x0 - 1.5 and abs(one.size - two.size) < 0.3 and one.bold == two.bold


def _parted(pieces: list[Piece], cuts: list[float]) -> list[list[Piece]]:
    """The pieces between the cuts, from top to bottom."""
    out: list[list[Piece]] = [[] for _ in range(len(cuts) + 1)]
    for piece in pieces:
        out[sum(1 for cut in cuts if piece.bottom > cut + 0.5 * piece.size)].append(piece)
    return [part for part in out if part]


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
        _same_look(Row([row.pieces[0]]), Row([other.pieces[0]]))
        and abs(row.x0 - other.x0) < _ALIGNED
        and abs(row.pieces[1].x0 - other.pieces[1].x0) < _ALIGNED
        and not is_margin_text(other.pieces[0].text)
    )


def _late_bullet(row: Row) -> int | None:
    """The piece of a row that is a bullet's text, standing right of something else."""
    for i, piece in enumerate(row.pieces[1:], 1):
        if bullet_length(piece.text) and not bullet_length(row.pieces[0].text) and len(piece.text) > 30:
            return i
    return None


def _flows(gutter: _Gutter, page: int, counter: list[int], depth: int) -> list[Strip]:
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


def _best_gutter(pieces: list[Piece], tried: set[int]) -> _Gutter | None:
    """The tallest stretch of the region through which a vertical strip of white runs, with text on both sides."""
    if len(pieces) < 4:
        return None
    size = median(piece.size for piece in pieces)
    least = 0.55 * size
    best: _Gutter | None = None
    for start, flush in [*((x, False) for x in _starts(pieces)), *((x, True) for x in _flush_starts(pieces))]:
        if any(abs(round(start) - old) <= 3 for old in tried):
            continue
        crossing = sorted((p for p in pieces if p.x0 < start - _ALIGNED and p.x1 > start - least), key=lambda p: p.y)
        edges = [-1e9, *[p.y for p in crossing], 1e9]
        for top, bottom in itertools.pairwise(edges):
            gutter = _gutter(pieces, start, top, bottom, least, flush)
            if gutter is not None and (best is None or gutter.worth > best.worth):
                best = gutter
    return best


def _starts(pieces: list[Piece]) -> list[float]:
    edges = sorted(piece.x0 for piece in pieces)
    out: list[list[float]] = []
    for edge in edges:
        if out and edge - out[-1][0] <= _ALIGNED:
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


def _gutter(pieces: list[Piece], start: float, top: float, bottom: float, least: float, flush: bool) -> _Gutter | None:
    inside = [p for p in pieces if top + 0.5 * p.size < p.y < bottom - 0.3 * p.size]
    left = [p for p in inside if p.x1 <= start - least]
    right = [p for p in inside if p.x0 >= start - _ALIGNED]
    starters = {round(p.y) for p in right if flush or p.x0 <= start + _ALIGNED}
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
    return _Gutter(start, min(p.y for p in left + right), max(p.y for p in left + right), left, right, worth)


def _relation(gutter: _Gutter) -> str:
    """``flow`` (two texts side by side), ``left`` or ``right`` (a margin that belongs to the rows beside it) or ``rows`` (a table)."""
    left, right = rows_of(gutter.left), rows_of(gutter.right)
    if all(is_bullet(row.text) for row in left):
        return "rows"
    if _is_margin(right, left, headings=True):
        return "right"
    if _is_margin(left, right, headings=True):
        return "left"
    if _is_one_row(left, right):
        return "rows"
    if _is_labels(left, right) or _is_labels(*_side_by_side(left, right)):
        return "rows"
    return "flow"


def _is_one_row(left: list[Row], right: list[Row]) -> bool:
    """Whether each row goes on over the gutter: the gaps beside it are like the gaps within the rows, as between tags in a row."""
    pairs = [(one, other) for one in left for other in right if _level(one, other)]
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
    if len(side) > 1.3 * len(main) + 1:
        return False
    dated = sum(1 for row in side if is_margin_text(row.text) or _is_town(row, side))
    titles = sum(1 for row in side if headings and not is_margin_text(row.text) and _is_title(row, side))
    if dated + titles < 0.7 * len(side):
        return False
    if titles and dated + titles < len(side) and titles < 2:
        return False
    if not dated and titles and any(is_heading_text(row.text) and any(_same_look(row, other) for other in side) for row in main):
        return False
    blocks = blocks_of(side)
    dates_only = [block for block in blocks if is_margin_text(block[0].text)]
    level = sum(1 for block in dates_only if any(_beside(block[0], row) for row in main))
    return level >= 0.5 * len(dates_only)


def _is_town(row: Row, side: list[Row]) -> bool:
    """Whether a few words set flush right stand right above or below dates that end at the same edge: a town that no list knows."""
    words = row.text.split()
    if len(words) > 4 or not row.text[:1].isupper() or any(letter.isdigit() for letter in row.text) or bullet_length(row.text):
        return False
    near = [other for other in side if 0 < abs(other.y - row.y) < 1.9 * row.size and abs(other.x1 - row.x1) < 2]
    return any(abs(other.x0 - row.x0) > 3 and is_margin_text(other.text) and dates.find_dates(other.text) for other in near)


def _is_title(row: Row, side: list[Row]) -> bool:
    if is_heading_text(row.text):
        return True
    alike = [other for other in side if _same_look(row, other) and not is_margin_text(other.text)]
    known = sum(1 for other in alike if is_heading_text(other.text))
    if known and 2 * known >= len(alike):
        return True
    near = [other for other in side if other is not row and abs(other.y - row.y) < 1.8 * row.size]
    return any(is_heading_text(f"{other.text} {row.text}") or is_heading_text(f"{row.text} {other.text}") for other in near)


def _same_look(row: Row, other: Row) -> bool:
    one, two = row.pieces[0].parts[0].style, other.pieces[0].parts[0].style
    return abs(one.size - two.size) < 0.6 and one.bold == two.bold and one.colour == two.colour and len(row.text) < 40


def _level(one: Row, other: Row) -> bool:
    return abs(one.y - other.y) <= 0.35 * max(min(one.size, other.size), 6.0)


def _beside(one: Row, other: Row) -> bool:
    return abs(one.y - other.y) <= 0.9 * max(one.size, other.size)


def _is_labels(left: list[Row], right: list[Row]) -> bool:
    """A table of short labels and their values, or of short cells in rows."""
    if len(left) < 2 or len(right) > 3 * len(left):
        return False
    pairs = [(row, other) for row in left for other in right if _level(row, other)]
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
    return headed == 0 or headed >= 0.8 * len(left) or (len(left) == len(right) and all(_same_look(left[0], row) for row in left))


def _striking(row: Row) -> bool:
    return all(part.style.bold for piece in row.pieces for part in piece.parts)


def _with_margin(gutter: _Gutter, kind: str, page: int) -> Strip:
    side = rows_of(gutter.left if kind == "left" else gutter.right, page=page)
    main = rows_of(gutter.right if kind == "left" else gutter.left, page=page)
    running = _running(main)
    blocks = _block_starts(main)
    before: dict[int, list[Row]] = {}
    after: dict[int, list[Row]] = {}
    loose: list[Row] = []
    headed: tuple[float, int] | None = None
    for block in _margin_blocks(side):
        last: int | None = None
        for n, row in enumerate(block):
            at = _place(row, main)
            if _heads(row, side):
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
            if at is not None and (n == 0 or (at != last and (kind == "left" or at not in running) and _level(row, main[at]))):
                main[at].pieces = sorted([*main[at].pieces, *row.pieces], key=lambda piece: piece.x0)
                last = at
            elif last is not None:
                after.setdefault(last, []).append(row)
            else:
                at = next((i for i, other in enumerate(main) if other.y > row.y), None)
                (before.setdefault(at, []) if at is not None else loose).append(row)
    rows: list[Row] = []
    for i, row in enumerate(main):
        rows += [*before.get(i, []), row, *after.get(i, [])]
    rows += loose
    return Strip(rows, min(row.x0 for row in rows), max(row.x1 for row in rows))


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
    near = sorted((abs(row.y - other.y), i) for i, other in enumerate(main) if _beside(row, other))
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


def _margin_blocks(side: list[Row]) -> list[list[Row]]:
    """Blocks of the margin; a heading stands alone, a date broken over two rows becomes one row."""
    out: list[list[Row]] = []
    for block in blocks_of(side):
        part: list[Row] = []
        for row in block:
            if part and _heads(row, side) != _heads(part[-1], side):
                out.append(part)
                part = []
            if part and _one_heading(part[-1], row, side):
                part[-1] = Row([*part[-1].pieces, *row.pieces], row.page)
                continue
            if part and (_one_date(part[-1], row) or _is_length_of(part[-1], row)):
                part[-1] = Row([_one_piece([*part[-1].pieces, *row.pieces])], row.page)
                continue
            part.append(row)
        out.append(part)
    return out


def _heads(row: Row, side: list[Row]) -> bool:
    return not is_margin_text(row.text) and _is_title(row, side)


def _one_heading(row: Row, following: Row, side: list[Row]) -> bool:
    return (
        _heads(row, side)
        and _same_look(row, following)
        and following.y - row.y < 1.6 * row.size
        and is_heading_text(f"{row.text} {following.text}")
    )


def _is_length_of(row: Row, following: Row) -> bool:
    """Whether the row below dates says how long that was."""
    bare = "".join(letter for letter in following.text if not is_icon(letter)).strip(" ()·")
    return dates.is_length(bare) and len(found := dates.find_dates(row.text)) == 1 and not found[0].single


def _one_piece(pieces: list[Piece]) -> Piece:
    """Pieces that stand below each other and say one thing, as one on the first's baseline."""
    first = pieces[0]
    parts = [replace(part, space=n > 0 and part is piece.parts[0]) for n, piece in enumerate(pieces) for part in piece.parts]
    x0, x1 = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    return Piece(parts, x0, x1, first.y, first.size, [glyph for piece in pieces for glyph in piece.glyphs])


def _one_date(row: Row, following: Row) -> bool:
    if not is_margin_text(row.text) or not dates.find_dates(row.text):
        return False
    joined = dates.find_dates(f"{row.text} {following.text}")
    if len(joined) != 1 or joined[0].single or joined[0].end <= len(row.text):
        return False
    alone = dates.find_dates(row.text)
    return not alone or alone[0].single or (alone[0].ongoing and row.text.rstrip()[-1:] in "-–—")
