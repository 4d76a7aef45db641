"""Marks -> boxes on a page: where a stretch of the text stood, in points from the page's upper left corner."""

from __future__ import annotations

import bisect
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loopready.model import Document, Line, Run
from loopready.rendering.explain.kinds import kinds
from loopready.rendering.explain.marks import Mark

_LETTER = 4.1
"""Width of a label's usual letter in points."""
_TAB = 7.4
_NEAR = 24.0
"""Points above and below a box within which words can be in the way of its label."""
_RECENT = 200
"""Labels before this one that may be in its way."""
_THIN, _WIDE = "iljtfrI.,:;'|!()[]·- ", "mwMW@%&"


_Edges = tuple[float, float, float, float]
"""Left, top, right and bottom in points."""


@dataclass(kw_only=True)
class Rectangle:
    """A box over words of one mark; ``label`` is drawn in a tab at ``label_x``, ``label_y`` where there is room for one."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    label: str = ""
    label_x: float = 0.0
    label_y: float = 0.0
    label_width: float = 0.0
    label_height: float = _TAB


@dataclass(kw_only=True)
class Placed:
    """A mark and its boxes on one page."""

    mark: Mark
    rectangles: list[Rectangle]


def placed_on(document: Document, marks: Sequence[Mark], *, widths: Mapping[int, float]) -> dict[int, list[Placed]]:
    """The boxes of all marks on the pages whose ``widths`` (points) are given, outer marks before inner ones, with their labels."""
    lines = [line for line in document.lines if line.box is not None and line.page in widths]
    out: dict[int, list[Placed]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id)):
        by_page = _boxes(document.text, lines, mark)
        for page, found in by_page.items():
            out[page].append(Placed(mark=mark, rectangles=found))
    for page, placed in out.items():
        _label(placed, [line for line in lines if line.page == page], width=widths[page])
    return out


def boxes_of(document: Document, start: int, end: int) -> dict[int, list[Rectangle]]:
    """The boxes of the words ``start:end`` by page."""
    lines = [line for line in document.lines if line.box is not None and line.page is not None]
    return _boxes(document.text, lines, Mark(kind="cited", start=start, end=end))


def _boxes(text: str, lines: Sequence[Line], mark: Mark) -> dict[int, list[Rectangle]]:
    by_page: dict[int, list[Rectangle]] = defaultdict(list)
    for line in lines_under(lines, mark):
        made = rectangle_of(text, line, mark.start, mark.end)
        if made is not None:
            by_page[made.page].append(made)
    return {page: _joined(found) for page, found in by_page.items()}


def lines_under(lines: Sequence[Line], mark: Mark) -> Iterator[Line]:
    """Those of the lines, which are in the order of the text, that hold a part of a mark."""
    first = bisect.bisect_right(lines, mark.start, key=lambda line: line.end)
    for at in range(first, len(lines)):
        line = lines[at]
        if line.start >= mark.end:
            return
        yield line


def rectangle_of(text: str, line: Line, start: int, end: int) -> Rectangle | None:
    """The box of what a line holds of ``start:end``; the whole line's where the file tells no places within it."""
    if line.box is None or line.page is None:
        return None
    start, end = max(start, line.start), min(end, line.end)
    x0, x1 = line.box.x0, line.box.x1
    rest = text[line.start : start] + text[end : line.end]
    runs = [run for run in line.runs if run.start < end and start < run.end]
    if any(letter.isalnum() for letter in rest) and line.runs:
        if not runs:
            return None
        edges = [edge for run in runs for edge in _edges(text, run, max(start, run.start), min(end, run.end))]
        x0, x1 = min(edges), max(edges)
    return Rectangle(page=line.page, x0=x0 - 1, y0=line.box.y0 - 0.5, x1=x1 + 1, y1=line.box.y1 + 0.5)


def _edges(text: str, run: Run, start: int, end: int) -> tuple[float, float]:
    """Left and right of a stretch of a run, by the usual widths of its letters."""
    whole = _width(text[run.start : run.end])
    before, through = (_width(text[run.start : at]) / whole * (run.x1 - run.x0) for at in (start, end))
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text[run.start : run.end]):
        return run.x1 - through, run.x1 - before
    return run.x0 + before, run.x0 + through


def _width(text: str) -> float:
    return sum(0.5 if letter in _THIN else 1.6 if letter in _WIDE else 1.3 if letter.isupper() else 1.0 for letter in text)


def _joined(found: list[Rectangle]) -> list[Rectangle]:
    """Boxes of lines that follow each other in one column as one box."""
    out: list[Rectangle] = []
    for box in found:
        last = out[-1] if out else None
        near = last is not None and -2 <= box.y0 - last.y1 < 0.8 * (box.y1 - box.y0) and box.x0 < last.x1 and last.x0 < box.x1
        if last is not None and near:
            last.x0, last.x1, last.y1 = min(last.x0, box.x0), max(last.x1, box.x1), box.y1
        else:
            out.append(box)
    return out


def _label(placed: list[Placed], lines: Sequence[Line], *, width: float) -> None:
    """Gives each mark's first box its label where there is room; of neighbours of one kind on a line the first only."""
    written: list[_Edges] = []
    text = [(line.box.x0, line.box.y0 + 1, line.box.x1, line.box.y1 - 1) for line in lines if line.box is not None]
    last: tuple[str, int] | None = None
    for one in placed:
        box = one.rectangles[0]
        here = (one.mark.kind, round(box.y0))
        if here == last:
            continue
        last = here
        label = kinds()[one.mark.kind].label
        size = _width(label) * _LETTER + 4
        near = [edges for edges in text if edges[3] > box.y0 - _NEAR and edges[1] < box.y1 + _NEAR]
        chosen = _chosen(box, size, near, written[-_RECENT:], width=width)
        if chosen is not None:
            box.label, box.label_x, box.label_y, box.label_width = label, round(chosen[0], 1), round(chosen[1], 1), round(size, 1)
            written.append(chosen)


def _chosen(box: Rectangle, size: float, text: Sequence[_Edges], written: Sequence[_Edges], *, width: float) -> _Edges | None:
    """The best place for a label that covers no other label, no words if that can be, and never words beside it."""
    spare: _Edges | None = None
    for x, y, beside in _places(box, size, text, written):
        tab = (x, y, x + size, y + _TAB)
        if x < 1 or y < 0 or x + size >= width or any(_meet(tab, other) for other in written):
            continue
        if not any(_meet(tab, other) for other in text if beside or not _is_on(other, box)):
            return tab
        if spare is None and not beside:
            spare = tab
    return spare


def _places(box: Rectangle, size: float, text: Sequence[_Edges], written: Sequence[_Edges]) -> Iterator[tuple[float, float, bool]]:
    """Where a label of this width may stand, best first, and whether that is beside the line and not over or under the box."""
    yield box.x0 - size - 9, box.y0 + 2, True
    yield box.x1 + 2, box.y0 + 2, True
    yield box.x0, box.y0 - _TAB + 1.6, False
    yield box.x0, box.y1 - 1.6, False
    end = max([box.x1, *(edges[2] for edges in text if _is_on(edges, box) and edges[0] <= box.x0 + 2 and edges[2] > box.x1)])
    for tab in sorted(written):
        if _is_on(tab, box) and tab[0] <= end + 3:
            end = max(end, tab[2])
    yield end + 2, box.y0 + 2, True


def _is_on(edges: _Edges, box: Rectangle) -> bool:
    """Whether something stands on the line of a box."""
    return edges[1] < (box.y0 + min(box.y1, box.y0 + 12)) / 2 < edges[3]


def _meet(one: _Edges, other: _Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
